"""What the digest says of a job search at one moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from watcher.cadence import Action, FollowUp, FollowUpKind, Intent, Plan, State, Suggestion, SuggestionKind, Written
from watcher.digest import Reason, Report, from_plan
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
    assert (waiting.reason, waiting.age_days) == (
        Reason("second_follow_up"),
        2,
    )  # the 20th in UTC, but the 21st in Berlin
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
    assert (told.numbers.open, told.numbers.stages) == (1, {"applied": 1, "rejected": 2})


def test_what_was_undecided_withdrawn_refused_and_held_back() -> None:
    known = application()
    timeline = Timeline((known,), (Ambiguous(fact(Kind.STATUS_UPDATE, 1), ("a1", "gone"), "two fit"),))
    plan = Plan((follow_up(Action.NONE, "ten wait"), follow_up(Action.NONE, "not yet", due_in=3)))
    gone = intent(State.WITHDRAWN, key="k9")
    withdrawn = (replace(gone, detail="they answered"), intent(State.WITHDRAWN, 8, key="k9"))
    told = from_plan(timeline, plan, withdrawn, NOW, BERLIN, ["all well"], refused=[Refusal("k1", "no name")])
    assert [one.candidates for one in told.undecided] == [{"a1": "Acme, Clerk"}]
    assert [one.why for one in told.withdrawn] == ["they answered"]
    assert [one.why for one in told.refused] == ["no name", "ten wait"]
    assert told.notes == ("all well",)


def test_what_already_waits_in_drafts_was_written() -> None:
    told = report(plan=Plan((follow_up(Action.NONE, "a draft waits"),)), intents=(intent(State.CONFIRMED),))
    assert told.refused == ()


@pytest.mark.parametrize("state", [State.SENT, State.DECLINED, State.WITHDRAWN])
def test_what_was_settled_is_not_told_as_not_written(state: State) -> None:
    plan = Plan((follow_up(Action.NONE, "you sent it on 2026-11-20"),))
    assert report(application(), plan=plan, intents=(intent(state),)).refused == ()


def test_what_is_held_back_may_be_asked_for_unless_it_thanks() -> None:
    for kind, key in ((FollowUpKind.SECOND_FOLLOW_UP, "k1"), (FollowUpKind.THANK_YOU, "")):
        held = replace(follow_up(Action.NONE, "ten wait", recipient=Contact("jane@acme.example")), kind=kind)
        assert [one.follow_up for one in report(application(), plan=Plan((held,))).refused] == [key]


def call(**changes: Any) -> Suggestion:
    told: dict[str, Any] = {"contact": Contact("jane@acme.example", "Jane Doe", phone="+49 30 1"), "follow_up": "k1"}
    return Suggestion(SuggestionKind.CALL, "a1", "Acme", "Clerk", "McAdams", "Call.", **(told | changes))


def test_a_call_says_why_there_is_no_draft_and_is_told_once() -> None:
    plan = Plan((follow_up(Action.DIGEST, "two are unanswered"),), suggestions=(call(),))
    told = report(application(), plan=plan)
    assert [(one.phone, one.held, one.beside) for one in told.calls] == [("+49 30 1", "two are unanswered", False)]
    assert told.by_hand == ()
    nobody = replace(plan, suggestions=(call(contact=None),))
    assert len(report(application(), plan=nobody).by_hand) == 1


def test_a_call_stands_beside_the_draft_that_waits() -> None:
    told = report(application(), plan=Plan(suggestions=(call(),)), intents=(intent(State.CONFIRMED),))
    assert [one.beside for one in told.calls] == [True]


def test_whom_the_user_knows_there() -> None:
    known = replace(call(), kind=SuggestionKind.REFERRAL, people=("Sam <sam@acme.example>",))
    assert [one.people for one in report(application(), plan=Plan(suggestions=(known,))).known] == [known.people]


@pytest.mark.parametrize(
    ("due", "answered", "kept"),
    [
        (2, None, [False]),  # due two days ago, and nothing came
        (2, 3, [True]),
        (2, 2, [True]),
        (2, 1, [False]),
        (0, None, []),  # today is not over
        (-3, 1, [True]),  # early, and this week
        (9, None, []),  # told of a week ago
        (9, 8, []),
    ],
)
def test_promises_are_told_in_the_week_in_which_they_came_due(due: int, answered: int | None, kept: list[bool]) -> None:
    promise = fact(Kind.PROMISE, 12, due_by=(NOW - timedelta(days=due)).date())
    answer = (replace(fact(Kind.RECRUITER_REPLY, answered), human=True),) if answered is not None else ()
    told = report(application(fact(Kind.APPLICATION_SENT, 20), promise, *answer)).promises
    assert [one.kept for one in told] == kept


def test_a_later_promise_replaces_one_before_it() -> None:
    first, second = (fact(Kind.PROMISE, days, due_by=(NOW - timedelta(days=2)).date()) for days in (12, 11))
    assert len(report(application(first, second)).promises) == 1


def test_the_numbers_of_the_search() -> None:
    applied = fact(Kind.APPLICATION_SENT, 20)
    answer = replace(fact(Kind.RECRUITER_REPLY, 12), human=True)
    met = meeting(5)
    asks = fact(Kind.CANDIDATE_FOLLOWUP, 2)
    one = replace(application(applied, answer, met, asks), applied_at=applied.event.occurred_at)
    no = replace(application(applied, fact(Kind.REJECTION, 3), stage=Stage.REJECTED), applied_at=NOW - timedelta(20))
    numbers = report(one, no).numbers
    assert numbers.flow == {
        ("applied", "answered"): 2,
        ("answered", "interview"): 1,
        ("interview", "waiting"): 1,
        ("answered", "rejected"): 1,
    }
    assert numbers.days_to_answer == (8, 17)
    assert (numbers.interviews, numbers.thanked) == (1, 1)
    assert (sum(week.applied for week in numbers.weeks), len(numbers.weeks)) == (2, 12)


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
