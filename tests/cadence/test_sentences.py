"""Sentences of the design that stand in no other table: every lapse, precedence, the caps over accounts, two forms."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.cadence.desk import USUAL, WELL, Desk, policy
from tests.cadence.test_windows import CV, interview, talk
from tests.timeline.builders import (
    ACME,
    ANNA,
    BOB,
    NOREPLY,
    applied,
    ev,
    got,
    person,
    sent,
    t,
)
from watcher.cadence import PRECEDENCE, Action, FollowUp, FollowUpKind, Health, State
from watcher.inference import Kind, PersonRole

NO = got("2026-03-10", ev(Kind.REJECTION, *ACME), human=True)
ASKED = Desk((applied(), talk())).draft("2026-03-11", State.SENT)


def only(desk: Desk, now: str, kind: FollowUpKind) -> FollowUp:
    (found,) = (f for f in desk.all(now) if f.kind is kind)
    return found


@pytest.mark.parametrize(
    ("kind", "desk", "lapse"),
    [
        # "thank_you 3 days after the interview"
        (FollowUpKind.THANK_YOU, Desk((applied(), interview())), "2026-03-13 11:00"),
        # "receipt_check, application and second at quiet (21 days after the anchor)"
        (FollowUpKind.RECEIPT_CHECK, Desk((applied(attachments=CV),)), "2026-03-23 08:00"),
        (FollowUpKind.APPLICATION_FOLLOW_UP, Desk((applied(),)), "2026-03-23 08:00"),
        (
            FollowUpKind.SECOND_FOLLOW_UP,
            Desk((applied(),)).draft("2026-03-09", State.SENT, "2026-03-10"),
            "2026-03-31 08:00",
        ),
        # "rejection_reply 14 days"
        (FollowUpKind.REJECTION_REPLY, Desk((applied(), NO)), "2026-03-24 08:00"),
        # "conversation and post_interview 60 days"
        (FollowUpKind.CONVERSATION_FOLLOW_UP, Desk((applied(), talk())), "2026-05-03 08:00"),
        (FollowUpKind.POST_INTERVIEW, Desk((applied(), interview())), "2026-05-09 08:00"),
        # not told by the design; as long as the rest of a conversation
        (FollowUpKind.PERSISTENCE, ASKED, "2026-05-10 08:00"),
    ],
)
def test_each_kind_lapses(kind: FollowUpKind, desk: Desk, lapse: str) -> None:
    """ "Each kind lapses"; "Lapsed: digest"."""
    moment = t(lapse)
    before = f"{lapse[:11]}{int(lapse[11:13]) - 1:02}:59"
    assert only(desk, before, kind).lapses_at == moment
    assert only(desk, before, kind).action is Action.DRAFT
    assert only(desk, before, kind).late
    assert only(desk, lapse, kind).action is Action.DIGEST
    assert only(desk, lapse, kind).held == "too late to write; not too late to call"


@pytest.mark.parametrize("kind", ["receipt_check", "application_follow_up"])
def test_quiet_is_the_users_number_of_days(kind: str) -> None:
    mail = applied(attachments=CV) if kind == "receipt_check" else applied()
    follow_up = Desk((mail,), policy=policy(quiet_days=30)).one("2026-03-23 09:00")
    assert (follow_up.kind.value, follow_up.action, follow_up.lapses_at) == (
        kind,
        Action.DRAFT,
        t("2026-04-01 08:00"),
    )


def test_precedence() -> None:
    """ "precedence: rejection_reply, thank_you, post_interview, conversation, receipt_check, second, application,
    persistence"."""
    assert [kind.value for kind in PRECEDENCE] == [
        "rejection_reply",
        "thank_you",
        "post_interview",
        "conversation_follow_up",
        "receipt_check",
        "second_follow_up",
        "application_follow_up",
        "persistence",
    ]


def test_ten_drafts_a_local_day_over_all_accounts() -> None:
    mails = [
        sent(
            "2026-03-02",
            ev(Kind.APPLICATION_SENT, f"Firm {n}", "Cook"),
            to=f"jobs@firm{n}.com",
            message_id=f"{n}@mail",
            account="work" if n % 2 else "personal",
        )
        for n in range(12)
    ]
    health = Health(WELL.complete | {"work"}, WELL.writable | {"work"})
    found = Desk(tuple(mails), health=health).all("2026-03-09")
    assert [f.action for f in found].count(Action.DRAFT) == 10
    assert {f.account for f in found if f.action is Action.DRAFT} == {"personal", "work"}


def test_rejection_reply_has_two_forms() -> None:
    """ "after an interview also: disappointment, good wishes for their choice": the draft is told whether one was."""
    no = got("2026-03-12", ev(Kind.REJECTION, *ACME), human=True)
    thanked = sent("2026-03-10 12:00", ev(Kind.INTERVIEW_FOLLOWUP, *ACME), to=BOB, re=interview())
    assert not Desk((applied(), talk(), no)).one("2026-03-13").interviewed
    assert Desk((applied(), interview(), thanked, no)).one("2026-03-13").interviewed


@pytest.mark.parametrize(
    ("uid", "others", "thanked"),
    [
        ("u", (), [ANNA]),  # her own invitation, to the user alone: she is the one to meet
        ("", (), [""]),  # she wrote that it is set: with whom is not known
        ("u", (person(BOB),), [BOB]),  # she only arranged it
    ],
)
def test_a_recruiter_who_invites_to_a_call_with_herself_is_the_interviewer(
    uid: str, others: tuple[object, ...], thanked: list[str]
) -> None:
    people = (person(ANNA, PersonRole.RECRUITER), *others)
    event = ev(Kind.INTERVIEW_SCHEDULED, *ACME, starts="2026-03-10 10:00", uid=uid, people=people)  # type: ignore[arg-type]
    found = [f for f in Desk((applied(), got("2026-03-04", event))).all("2026-03-10 12:00") if f.kind == "thank_you"]
    assert [f.recipient.email if f.recipient else "" for f in found] == thanked


def test_a_first_follow_up_from_elsewhere_is_the_step_it_is() -> None:
    """ "What the user sent from elsewhere counts": each step, whoever wrote it."""
    first = sent("2026-03-06", ev(Kind.CANDIDATE_FOLLOWUP, *ACME), to="jobs@acme.com")
    second = sent("2026-03-10", ev(Kind.CANDIDATE_FOLLOWUP, *ACME), to="jobs@acme.com", message_id="second@mail")
    assert Desk((applied(), first)).one("2026-03-09").kind is FollowUpKind.SECOND_FOLLOW_UP
    assert Desk((applied(), first, second)).all("2026-03-20") == []
    met = (applied(), talk(), sent("2026-03-09", ev(Kind.CANDIDATE_FOLLOWUP, *ACME)))
    assert Desk(met).one("2026-03-16").kind is FollowUpKind.PERSISTENCE


@pytest.mark.parametrize(
    ("said", "again", "opens"),
    [
        ("personally", "anna", False),
        ("personally", "other application", False),
        ("by a machine", "other application", True),
    ],
)
def test_do_not_contact_closes_the_address_everywhere_or_the_application(said: str, again: str, opens: bool) -> None:
    """ "do_not_contact said personally: for that address everywhere; in an automatic mail: for that application"."""
    human = said == "personally"
    stop = got("2026-03-03", ev(Kind.DO_NOT_CONTACT, *ACME), human=human, frm=ANNA if human else NOREPLY)
    other = sent("2026-03-02", ev(Kind.APPLICATION_SENT, "Acme", "Cook"), to=ANNA, message_id="cook@mail")
    late = got("2026-03-04", ev(Kind.RECRUITER_REPLY, *ACME), human=True)
    desk = Desk((applied(to=ANNA), stop, other, *((late,) if again == "anna" else ())))
    drafts = [f for f in desk.all("2026-03-12") if f.action is Action.DRAFT]
    assert bool(drafts) is opens
    assert {f.role for f in drafts} <= {"Cook"}


def test_an_account_that_did_not_sync_holds_thank_yous_too() -> None:
    desk = Desk((applied(), interview()), health=Health(frozenset(), WELL.writable))
    assert {f.action for f in desk.all("2026-03-10 12:00")} == {Action.NONE}


def test_a_kind_that_is_switched_off_leaves_the_rest_of_the_ladder() -> None:
    rows = {k: replace(w, enabled=k is not FollowUpKind.THANK_YOU) for k, w in USUAL.windows.items()}
    desk = Desk((applied(), interview()), policy=policy(windows=rows))
    assert [f.kind for f in desk.all("2026-03-17")] == [FollowUpKind.POST_INTERVIEW]
