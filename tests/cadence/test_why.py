""" "Each follow-up carries its adviser and reason in words": what `why` says, and `held`."""

from __future__ import annotations

import pytest

from tests.cadence.desk import Desk, windows
from tests.cadence.test_windows import CV, interview, talk
from tests.timeline.builders import ACME, applied, confirmed, ev, got
from watcher.cadence import FollowUpKind, State
from watcher.inference import Kind

NO = got("2026-03-10", ev(Kind.REJECTION, *ACME), human=True)
EXAMPLES = [
    (FollowUpKind.APPLICATION_FOLLOW_UP, Desk((applied(),)), "2026-03-09", "McAdams"),
    (FollowUpKind.RECEIPT_CHECK, Desk((applied(attachments=CV),)), "2026-03-05", "Donlin"),
    (FollowUpKind.SECOND_FOLLOW_UP, Desk((applied(),)).draft("2026-03-09", State.SENT), "2026-03-12", "McAdams"),
    (FollowUpKind.THANK_YOU, Desk((applied(), interview())), "2026-03-10 12:00", "Donlin"),
    (FollowUpKind.POST_INTERVIEW, Desk((applied(), interview())), "2026-03-17", "Career Rescue"),
    (FollowUpKind.CONVERSATION_FOLLOW_UP, Desk((applied(), talk())), "2026-03-11", "Career Rescue"),
    (
        FollowUpKind.PERSISTENCE,
        Desk((applied(), talk())).draft("2026-03-11", State.SENT),
        "2026-03-18",
        "Rautenberg",
    ),
    (FollowUpKind.REJECTION_REPLY, Desk((applied(), NO)), "2026-03-11", "Rautenberg"),
]


@pytest.mark.parametrize(("kind", "desk", "now", "adviser"), EXAMPLES)
def test_why_names_adviser_and_reason(kind: FollowUpKind, desk: Desk, now: str, adviser: str) -> None:
    (follow_up,) = (f for f in desk.all(now) if f.kind is kind)
    assert adviser in follow_up.why
    assert windows()[kind].reason in follow_up.why
    assert "late" not in follow_up.why.replace("is thanked at once, at the latest", "")


def test_every_kind_has_its_example() -> None:
    assert {kind for kind, *_ in EXAMPLES} == set(FollowUpKind)


def test_why_names_the_promised_date() -> None:
    desk = Desk((applied(), confirmed("2026-03-03", ev(Kind.PROMISE, *ACME, by="2026-03-20"))))
    assert "They named 2026-03-20." in desk.one("2026-03-23").why


def test_why_says_that_it_is_late() -> None:
    assert "It was due on 2026-03-09 and is late." in Desk((applied(),)).one("2026-03-12").why


def test_why_says_how_many_mails_are_unanswered() -> None:
    desk = Desk((applied(), talk())).draft("2026-03-11", State.SENT)
    assert "It is the second follow-up in a row." in desk.one("2026-03-18").why
    assert "It is the third follow-up in a row." in desk.draft("2026-03-18", State.SENT).one("2026-04-01").why
