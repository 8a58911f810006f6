"""What the digest says of a job search at one moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from watcher.cadence import Action, FollowUp, FollowUpKind, Intent, Plan, State, Written
from watcher.digest import Report, from_plan
from watcher.drafting import Refusal
from watcher.inference import Event, Kind, Person, PersonRole
from watcher.timeline import Ambiguous, Application, Contact, Fact, Flag, Stage, Timeline

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)


def fact(kind: Kind, days: float, **changes: Any) -> Fact:
    """A fact so many days before now."""
    return Fact(f"{kind}-{days}", Event(kind, NOW - timedelta(days=days), **changes))


def application(*facts: Fact, stage: Stage = Stage.APPLIED, flags: frozenset[Flag] = frozenset()) -> Application:
    contact = Contact("jane@acme.example", "Jane Doe", phone="+49 30 1")
    heard = max((one.event.occurred_at for one in facts), default=None)
    return Application("a1", "Acme", "Clerk", stage, flags, facts, (contact,), last_heard_at=heard)


def intent(state: State, days: float = 2, **changes: Any) -> Intent:
    moment = NOW - timedelta(days=days)
    told: dict[str, Any] = {
        "key": "k1",
        "kind": FollowUpKind.APPLICATION_FOLLOW_UP,
        "anchor": "x",
        "facts": frozenset(),
        "recipient": "jane@acme.example",
        "account": "personal",
        "state": state,
        "written_at": moment,
        "changed_at": moment,
        "subject": "Re: Hello",
        "company": "Acme",
        "role": "Clerk",
    }
    return Intent(Written(**(told | changes)))


def follow_up(action: Action, held: str = "", due_in: float = -1, **changes: Any) -> FollowUp:
    due = NOW + timedelta(days=due_in)
    kind = FollowUpKind.SECOND_FOLLOW_UP
    told: dict[str, Any] = {"company": "Acme", "role": "Clerk"}
    return FollowUp("k1", "a1", kind, "x", due, due, action, "by the rule", held, **(told | changes))


def report(
    *applications: Application, plan: Plan | None = None, intents: tuple[Intent, ...] = (), **more: Any
) -> Report:
    return from_plan(Timeline(applications), plan or Plan(), intents, NOW, BERLIN, **more)


@pytest.mark.parametrize(
    ("state", "waits"),
    [
        (State.PLANNED, False),
        (State.SENDING, False),
        (State.CONFIRMED, True),
        (State.EDITED, True),
        (State.SENT, False),
        (State.DECLINED, False),
        (State.WITHDRAWN, False),
    ],
)
def test_what_stands_in_drafts_waits(state: State, *, waits: bool) -> None:
    assert bool(report(intents=(intent(state),)).waiting) is waits


def test_a_waiting_draft_says_to_whom_why_and_how_it_begins() -> None:
    (waiting,) = report(
        application(),
        plan=Plan((follow_up(Action.NONE),)),
        intents=(intent(State.CONFIRMED, 2.3),),
        texts={"k1": "Hello Jane,\n\nFirst.\nSecond.\nThird.\n"},
    ).waiting
    assert (waiting.name, waiting.to, waiting.phone) == ("Jane Doe", "jane@acme.example", "+49 30 1")
    assert (waiting.why, waiting.age_days) == ("by the rule", 2)  # the 20th in UTC, but the 21st in Berlin
    assert waiting.first_lines == ("Hello Jane,", "First.", "Second.")


def test_an_edited_draft_that_is_no_longer_right_says_why() -> None:
    plan = Plan(obsolete={"k1": "an answer came"})
    for state, why in ((State.EDITED, "an answer came"), (State.CONFIRMED, "")):
        assert [one.outdated for one in report(plan=plan, intents=(intent(state),)).waiting] == [why]


def test_an_employer_who_waits_for_the_user_is_quoted() -> None:
    ask = fact(Kind.INTERVIEW_INVITE, 3, waits_for_user=True, evidence=("When could you come?",))
    flags = frozenset({Flag.WAITING_FOR_USER})
    (asked,) = report(application(ask, fact(Kind.STATUS_UPDATE, 1), flags=flags)).asked
    assert (asked.words, asked.since.day) == ("When could you come?", 20)


def meeting(days: float) -> Fact:
    """An interview so many days ago, told of ten days before now."""
    start = NOW - timedelta(days=days)
    people = (Person("Ann Lee", "ann@acme.example", PersonRole.INTERVIEWER),)
    return fact(Kind.INTERVIEW_SCHEDULED, 10, starts_at=start, ends_at=start + timedelta(hours=1), people=people)


def test_a_coming_interview_is_told_in_local_time() -> None:
    told = report(application(meeting(-1), stage=Stage.INTERVIEW_SCHEDULED))
    (coming,) = told.coming
    assert coming.starts_at.isoformat() == "2026-11-24T07:30:00+01:00"
    assert coming.people == ("Ann Lee",)
    assert told.to_tell == ()


def test_after_an_interview_it_is_asked_what_happens_next() -> None:
    held = meeting(2)
    assert len(report(application(held, stage=Stage.INTERVIEWED)).to_tell) == 1
    promised = fact(Kind.PROMISE, 1, due_by=NOW.date())
    assert report(application(held, promised, stage=Stage.INTERVIEWED)).to_tell == ()
    assert report(application(held, stage=Stage.REJECTED)).to_tell == ()
    assert report(application(meeting(8), stage=Stage.INTERVIEWED)).to_tell == ()
    assert report(application(held, stage=Stage.INTERVIEWED)).coming == ()


def test_a_follow_up_for_the_digest_names_whom_to_call() -> None:
    (by_hand,) = report(application(), plan=Plan((follow_up(Action.DIGEST, "two are unanswered"),))).by_hand
    assert (by_hand.phone, by_hand.name, by_hand.held) == ("+49 30 1", "Jane Doe", "two are unanswered")


def test_a_contact_who_must_not_be_written_to_is_not_shown_with_an_address() -> None:
    contact = Contact("no-reply@acme.example", writable=False)
    plan = Plan((follow_up(Action.DIGEST, recipient=contact),))
    (by_hand,) = report(plan=plan).by_hand
    assert by_hand.email == ""


def test_quiet_and_closed_and_counts() -> None:
    quiet = application(fact(Kind.APPLICATION_CONFIRMATION, 30), flags=frozenset({Flag.QUIET}))
    said_no = application(fact(Kind.REJECTION, 2), stage=Stage.REJECTED)
    long_ago = application(fact(Kind.REJECTION, 9), stage=Stage.REJECTED)
    told = report(quiet, said_no, long_ago)
    assert [one.days for one in told.quiet] == [30]
    assert [one.stage for one in told.closed] == ["rejected"]
    assert (told.open, told.stages) == (1, {"applied": 1, "rejected": 2})


def test_what_was_undecided_withdrawn_refused_and_held_back() -> None:
    known = application()
    timeline = Timeline((known,), (Ambiguous(fact(Kind.STATUS_UPDATE, 1), ("a1", "gone"), "two fit"),))
    plan = Plan((follow_up(Action.NONE, "ten wait"), follow_up(Action.NONE, "not yet", due_in=3)))
    withdrawn = (replace(intent(State.WITHDRAWN), detail="they answered"), intent(State.WITHDRAWN, 8))
    told = from_plan(timeline, plan, withdrawn, NOW, BERLIN, ["all well"], refused=[Refusal("k1", "no name")])
    assert [one.candidates for one in told.undecided] == [("Acme, Clerk",)]
    assert [one.why for one in told.withdrawn] == ["they answered"]
    assert [one.why for one in told.refused] == ["no name", "ten wait"]
    assert told.notes == ("all well",)


def test_what_already_waits_in_drafts_was_written() -> None:
    told = report(plan=Plan((follow_up(Action.NONE, "a draft waits"),)), intents=(intent(State.CONFIRMED),))
    assert told.refused == ()


def test_nothing_to_do() -> None:
    assert report().nothing_to_do
    assert not report(intents=(intent(State.CONFIRMED),)).nothing_to_do
    assert report(application(fact(Kind.REJECTION, 2), stage=Stage.REJECTED)).nothing_to_do


def test_news_on_what_the_user_closed_are_told_for_a_week() -> None:
    applied, closed = fact(Kind.APPLICATION_SENT, 40), fact(Kind.CLOSED, 20)
    for days, later in ((3, ["interview_invite"]), (8, [])):
        news = (fact(Kind.RECRUITER_REPLY, 9), fact(Kind.INTERVIEW_INVITE, days))
        told = report(application(applied, closed, *news, stage=Stage.CLOSED))
        assert [one.kind for one in told.later] == later
        assert told.nothing_to_do is not bool(later)
    fresh = application(applied, fact(Kind.CLOSED, 2), stage=Stage.CLOSED)
    assert [(one.stage, one.by_you) for one in report(fresh).closed] == [("closed", True)]
