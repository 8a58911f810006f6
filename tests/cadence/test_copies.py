"""A sent copy of our own draft is what the ledger says, whatever its text sounds like."""

from __future__ import annotations

import pytest

from tests.timeline.builders import ACME, BOB, ev, got, sent, t
from watcher.cadence import Certainty, Copy, FollowUpKind, State, Written, as_written
from watcher.inference import Kind
from watcher.timeline import Seen

AT = "2026-03-11 12:00"


def draft(kind: FollowUpKind, state: State = State.SENT, copy: str = "") -> Written:
    return Written(
        key="k",
        kind=kind,
        anchor="a",
        facts=frozenset(),
        recipient=BOB,
        account="personal",
        state=state,
        written_at=t("2026-03-11 10:00"),
        changed_at=t(AT),
        message_id="ours@example.org",
        copy=Copy(copy, (BOB,), Certainty.LIKELY, ("recipient",)) if copy else None,
    )


def read_as(mail: Seen, *drafts: Written) -> list[Kind]:
    (seen,) = as_written([mail], drafts)
    return [e.kind for e in seen.inference.events]


@pytest.mark.parametrize(
    ("kind", "means"),
    [
        (FollowUpKind.THANK_YOU, Kind.INTERVIEW_FOLLOWUP),
        (FollowUpKind.REJECTION_REPLY, Kind.CANDIDATE_REPLY),
        *(
            (kind, Kind.CANDIDATE_FOLLOWUP)
            for kind in FollowUpKind
            if kind not in (FollowUpKind.THANK_YOU, FollowUpKind.REJECTION_REPLY)
        ),
    ],
)
@pytest.mark.parametrize("message_id", ["ours@example.org", "renamed@example.org"])
@pytest.mark.parametrize("read", [(Kind.OFFER_ACCEPTED,), (Kind.CANDIDATE_SCHEDULING, Kind.APPLICATION_SENT), ()])
def test_a_copy_is_what_the_draft_was(kind: FollowUpKind, means: Kind, message_id: str, read: tuple[Kind, ...]) -> None:
    copy = sent(AT, *(ev(k, *ACME) for k in read), to=BOB, message_id=message_id)
    assert read_as(copy, draft(kind, copy=copy.envelope.identity)) == [means]


@pytest.mark.parametrize("own", [Kind.WITHDRAWAL, Kind.OFFER_DECLINED])
def test_what_no_draft_of_ours_says_was_written_by_the_user(own: Kind) -> None:
    copy = sent(AT, ev(own, *ACME), to=BOB, message_id="ours@example.org")
    assert read_as(copy, draft(FollowUpKind.CONVERSATION_FOLLOW_UP)) == [own]


@pytest.mark.parametrize(
    "mail",
    [
        sent(AT, ev(Kind.OFFER_ACCEPTED, *ACME), to=BOB),
        got(AT, ev(Kind.OFFER_ACCEPTED, *ACME), to=BOB, message_id="ours@example.org"),
    ],
)
def test_other_mail_stays_what_it_is(mail: Seen) -> None:
    assert read_as(mail, draft(FollowUpKind.CONVERSATION_FOLLOW_UP, copy="another")) == [Kind.OFFER_ACCEPTED]


def test_a_draft_that_was_not_sent_has_no_copy() -> None:
    mail = sent(AT, ev(Kind.OFFER_ACCEPTED, *ACME), to=BOB)
    one = draft(FollowUpKind.PERSISTENCE, State.DECLINED, copy=mail.envelope.identity)
    assert read_as(mail, one) == [Kind.OFFER_ACCEPTED]
