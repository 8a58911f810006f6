"""What comes until a day: drafts with their day, ladders that stop or go on, what is held and what lapses."""

from __future__ import annotations

from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cadence.desk import USUAL, WELL, Desk, policy, written
from tests.timeline.builders import ACME, ANNA, BOB, JOBS, ZONE, applied, ev, got, person, sent, t, told
from tests.timeline.stories import stories
from watcher.cadence import (
    Action,
    AsIf,
    Coming,
    FollowUp,
    Forecast,
    Planner,
    Policy,
    Refuser,
    State,
    forecast,
    plan,
)
from watcher.inference import Kind
from watcher.timeline import Seen

APPLIED = applied("2026-03-02", to=ANNA)  # a Monday; with receipt_check, which is switched on here, due on Thursday
CONFIRMED = got("2026-03-02 10:00", ev(Kind.APPLICATION_CONFIRMATION, *ACME), frm="no-reply@us.greenhouse-mail.io")


def planner(rules: Policy) -> Planner:
    return lambda timeline, drafts, now: plan(timeline, drafts, now, rules, WELL)


def any_letter(follow_up: FollowUp, now: datetime) -> str:
    return ""


def ahead(desk: Desk, now: str, until: str, as_if: AsIf = AsIf.WAITING, refuser: Refuser = any_letter) -> Forecast:
    timeline = told(*desk.mails, now=now, entered=desk.entered)
    return forecast(timeline, desk.written, t(now), t(until), desk.policy, planner(desk.policy), refuser, as_if)


def shown(coming: Coming) -> tuple[str, str]:
    at = coming.drafted_at
    return coming.follow_up.kind.value, f"{at.astimezone(ZONE):%Y-%m-%d %H:%M}" if at else coming.held


def test_a_draft_comes_on_its_day_and_the_ladder_stops_where_it_waits() -> None:
    found = ahead(Desk((APPLIED, CONFIRMED)), "2026-03-03", "2026-05-01")
    assert [shown(c) for c in found.coming] == [("application_follow_up", "2026-03-09 08:00")]
    assert found.coming[0].lapsed  # by May it would be too late to send it


def test_the_ladder_goes_on_where_each_draft_is_sent() -> None:
    found = ahead(Desk((APPLIED, CONFIRMED)), "2026-03-03", "2026-05-01", AsIf.SENT)
    assert [shown(c) for c in found.coming] == [
        ("application_follow_up", "2026-03-09 08:00"),
        ("second_follow_up", "2026-03-12 08:00"),
    ]


def test_what_waits_already_is_told_and_taken_as_sent_where_asked() -> None:
    desk = Desk((APPLIED, CONFIRMED)).draft("2026-03-09", State.CONFIRMED)
    assert [shown(c) for c in ahead(desk, "2026-03-10", "2026-03-20").coming] == [
        ("application_follow_up", "it waits in your Drafts since 2026-03-09")
    ]
    assert [shown(c) for c in ahead(desk, "2026-03-10", "2026-03-20", AsIf.SENT).coming] == [
        ("application_follow_up", "it waits in your Drafts since 2026-03-09"),
        ("second_follow_up", "2026-03-13 08:00"),
    ]


def test_thanks_are_due_when_an_interview_that_is_to_come_ends() -> None:
    invited = got(
        "2026-03-03",
        ev(Kind.INTERVIEW_SCHEDULED, *ACME, starts="2026-03-05 14:00", ends="2026-03-05 15:00", people=(person(BOB),)),
        human=True,
        re=APPLIED,
    )
    found = ahead(Desk((APPLIED, invited)), "2026-03-04", "2026-03-20")
    assert [shown(c) for c in found.coming] == [
        ("thank_you", "2026-03-05 15:00"),
        ("post_interview", "2026-03-12 08:00"),
    ]


def test_what_is_never_drafted_says_why_and_that_it_lapsed() -> None:
    nobody = sent("2026-03-02", ev(Kind.APPLICATION_SENT, *ACME), to="no-reply@acme.com")
    (only,) = ahead(Desk((nobody,)), "2026-03-03", "2026-03-10").coming
    assert (only.drafted_at, only.lapsed) == (None, False)
    assert "nobody to write to is known" in only.held
    (only,) = ahead(Desk((nobody,)), "2026-03-03", "2026-04-10").coming
    assert (only.held, only.lapsed) == ("too late to write; not too late to call", True)


def test_caps_hold_while_drafts_wait_and_let_go_where_they_are_sent() -> None:
    two = (
        sent("2026-03-02", ev(Kind.APPLICATION_SENT, "Acme", "Cook"), to=JOBS, message_id="a@mail"),
        sent("2026-03-02", ev(Kind.APPLICATION_SENT, "Beta", "Cook"), to="jobs@beta.com", message_id="b@mail"),
    )
    desk = Desk(two, policy=policy(max_waiting=1, max_drafts_per_day=1))
    waiting = ahead(desk, "2026-03-03", "2026-03-10").coming
    assert sorted(c.drafted_at is None for c in waiting) == [False, True]
    assert "your limit of 1 waiting drafts is reached" in [c.held for c in waiting]
    sent_at_once = [c for c in ahead(desk, "2026-03-03", "2026-03-13", AsIf.SENT).coming if c.drafted_at]
    assert [f"{c.drafted_at:%m-%d}" for c in sent_at_once[:2] if c.drafted_at] == ["03-09", "03-10"]


def test_a_draft_that_is_no_longer_right_is_withdrawn_and_told() -> None:
    desk = Desk((APPLIED, CONFIRMED)).draft("2026-03-09", State.CONFIRMED)
    answered = desk.more(got("2026-03-10", ev(Kind.RECRUITER_REPLY, *ACME), human=True, re=APPLIED))
    found = ahead(answered, "2026-03-10 12:00", "2026-03-20")
    assert [(w.recipient, why) for w, why in found.withdrawn] == [(ANNA, "an answer came on 2026-03-10")]
    assert [shown(c) for c in found.coming] == [("conversation_follow_up", "2026-03-17 08:00")]


def test_one_for_which_no_letter_can_be_written_says_why() -> None:
    (only,) = ahead(Desk((APPLIED,)), "2026-03-03", "2026-03-10", refuser=lambda f, now: "no name").coming
    assert (only.drafted_at, only.held) == (None, "no name")


@settings(max_examples=60, deadline=None)
@given(stories(), st.integers(1, 70), st.sampled_from((State.CONFIRMED, State.SENT, State.DECLINED)))
def test_until_now_is_the_plan_of_now(mails: list[Seen], day: int, state: State) -> None:
    now = f"2026-{3 + day // 28:02d}-{1 + day % 28:02d}"
    known = [m for m in mails if m.envelope.sent_at <= t(now)]
    timeline = told(*known, now=now)
    before = [written(f, now, state) for f in plan(timeline, (), t(now), USUAL, WELL).follow_ups[:1]]
    drafts = [w for w in before if w.key not in plan(timeline, before, t(now), USUAL, WELL).obsolete]
    made = plan(timeline, drafts, t(now), USUAL, WELL)
    found = forecast(timeline, drafts, t(now), t(now), USUAL, planner(USUAL), any_letter)
    assert sorted(c.follow_up.key for c in found.coming) == sorted(f.key for f in made.follow_ups)
    assert {c.follow_up.key for c in found.coming if c.drafted_at} == {
        f.key for f in made.follow_ups if f.action is Action.DRAFT
    }
    assert {c.follow_up.key: c.follow_up for c in found.coming} == {f.key: f for f in made.follow_ups}


@settings(max_examples=40, deadline=None)
@given(stories(), st.sampled_from(AsIf))
def test_no_key_comes_twice_and_every_draft_comes_when_it_is_due(mails: list[Seen], as_if: AsIf) -> None:
    now = "2026-05-12"
    found = ahead(Desk(tuple(mails)), now, "2026-07-12", as_if)
    keys = [c.follow_up.key for c in found.coming]
    assert len(keys) == len(set(keys))
    for c in found.coming:
        assert c.drafted_at is None or c.follow_up.due_at <= c.drafted_at < c.follow_up.lapses_at
        assert (c.drafted_at is None) == bool(c.held)
