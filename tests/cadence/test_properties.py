"""What holds for every job search, however it is drafted, sent, deleted and answered."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cadence.desk import HOLIDAYS, WELL, policy, written
from tests.timeline.builders import OWN, ZONE, addresses, sent, t
from tests.timeline.stories import stories
from watcher.cadence import Action, FollowUp, FollowUpKind, Plan, State, Written, plan
from watcher.inference import Kind
from watcher.timeline import Application, Seen, Timeline, build, human_answer_after, last_move

_FATES = (State.CONFIRMED, State.EDITED, State.SENT, State.DECLINED, State.WITHDRAWN)
_TAKES_UP = (FollowUpKind.CONVERSATION_FOLLOW_UP, FollowUpKind.POST_INTERVIEW, FollowUpKind.REJECTION_REPLY)
_CAP = 2
_RULES = policy(max_drafts_per_day=_CAP, max_waiting=_CAP)


def timeline_at(mails: list[Seen], now: datetime) -> Timeline:
    seen = [m for m in mails if m.envelope.sent_at <= now]
    return build(seen, (), now, own_addresses=OWN, addresses=addresses())


def run(mails: list[Seen], fates: list[State], days: int = 80) -> list[tuple[datetime, Timeline, list[Written], Plan]]:
    """Every third day, plan and draft; each draft then meets the next of the fates. What is sent shows in Sent."""
    records: list[Written] = []
    copies: list[Seen] = []
    passes = []
    for day in range(0, days, 3):
        now = t("2026-03-02 12:00") + timedelta(days=day)
        timeline = timeline_at([*mails, *copies], now)
        made = plan(timeline, records, now, _RULES, WELL)
        passes.append((now, timeline, list(records), made))
        for f in made.follow_ups:
            if f.action is Action.DRAFT:
                fate = fates[len(records) % len(fates)]
                moment = stamp(now + timedelta(hours=1))
                records.append(written(f, stamp(now), fate, moment))
                if fate is State.SENT:
                    copies.append(sent_copy(f, records[-1], moment))
    return passes


def stamp(moment: datetime) -> str:
    return moment.astimezone(ZONE).strftime("%Y-%m-%d %H:%M")


def sent_copy(f: FollowUp, w: Written, moment: str) -> Seen:
    """The copy in Sent, of which no rule tells what it is."""
    copy = sent(moment, to=w.recipient, message_id=w.message_id)
    parents = (f.thread.message_id,) if f.thread else ()
    return replace(copy, envelope=replace(copy.envelope, parents=parents))


def by_id(timeline: Timeline, follow_up: FollowUp) -> Application:
    return next(a for a in timeline.applications if a.id == follow_up.application)


@settings(max_examples=60, deadline=None)
@given(stories(), st.lists(st.sampled_from(_FATES), min_size=1, max_size=5))
def test_a_key_is_drafted_once_and_caps_hold(mails: list[Seen], fates: list[State]) -> None:
    for now, timeline, before, made in run(mails, fates):
        drafts = [f for f in made.follow_ups if f.action is Action.DRAFT]
        keys = [f.key for f in drafts] + [w.key for w in before]
        assert len(set(keys)) == len(keys)
        others = [f for f in drafts if f.kind is not FollowUpKind.THANK_YOU]
        waiting = [w for w in before if w.state.live and w.kind is not FollowUpKind.THANK_YOU]
        today = [w for w in before if w.written_at.date() == now.date() and w.kind is not FollowUpKind.THANK_YOU]
        assert not others or len(others) + max(len(waiting), len(today)) <= _CAP
        assert max(Counter(f.application for f in others).values(), default=0) <= 1
        recipients = [f.recipient.email for f in others if f.recipient] + [w.recipient for w in waiting]
        assert not others or max(Counter(recipients).values()) <= max(
            1, max(Counter(w.recipient for w in waiting).values(), default=0)
        )
        for f in drafts:
            assert f.recipient is not None
            assert f.recipient.writable
            assert f.recipient in by_id(timeline, f).contacts
            assert f.account
            assert f.sender in OWN


@settings(max_examples=60, deadline=None)
@given(stories(), st.lists(st.sampled_from(_FATES), min_size=1, max_size=5))
def test_no_draft_overruns_a_human_answer(mails: list[Seen], fates: list[State]) -> None:
    for now, timeline, _, made in run(mails, fates):
        for f in made.follow_ups:
            if f.action is not Action.DRAFT or f.kind is FollowUpKind.THANK_YOU:
                continue
            application = by_id(timeline, f)
            assert not application.held
            move = last_move(application)
            answer = human_answer_after(application, move.event.occurred_at) if move else None
            if answer is None:
                continue
            # A human answer since the user's move may only be taken up itself, after a silence of its own.
            assert f.kind in _TAKES_UP
            anchored = [x.event.occurred_at for x in application.facts if x.id == f.anchor]
            if f.kind is FollowUpKind.POST_INTERVIEW and f.interview_at:
                anchored.append(f.interview_at + timedelta(hours=1))
            # A rejection that is said twice is answered once.
            said = {x.id for x in application.facts if x.event.kind is Kind.REJECTION}
            besides = said if f.kind is FollowUpKind.REJECTION_REPLY else set()
            assert human_answer_after(application, max(anchored), besides) is None
            assert now > max(anchored)


@settings(max_examples=60, deadline=None)
@given(stories())
def test_due_is_a_business_morning(mails: list[Seen]) -> None:
    for _, _, _, made in run(mails, [State.SENT]):
        for f in made.follow_ups:
            if f.kind is not FollowUpKind.THANK_YOU:
                due = f.due_at.astimezone(ZONE)
                assert (due.hour, due.minute, due.weekday() < 5, due.date() in HOLIDAYS) == (8, 0, True, False)


@settings(max_examples=40, deadline=None)
@given(stories(), st.lists(st.sampled_from(_FATES), min_size=1, max_size=5), st.data())
def test_the_plan_is_the_same_in_any_order(mails: list[Seen], fates: list[State], data: st.DataObject) -> None:
    now, timeline, before, made = run(mails, fates)[-1]
    shuffled = Timeline(tuple(data.draw(st.permutations(timeline.applications))), timeline.ambiguous)
    assert plan(shuffled, data.draw(st.permutations(before)), now, _RULES, WELL) == made


@settings(max_examples=40, deadline=None)
@given(stories())
def test_a_second_pass_at_the_same_moment_writes_nothing(mails: list[Seen]) -> None:
    now, timeline, before, made = run(mails, [State.CONFIRMED])[-1]
    drafted = [written(f, stamp(now), State.CONFIRMED) for f in made.follow_ups if f.action is Action.DRAFT]
    again = plan(timeline, [*before, *drafted], now, _RULES, WELL)
    assert not [f for f in again.follow_ups if f.action is Action.DRAFT and f.kind is not FollowUpKind.THANK_YOU]
    assert not {w.key for w in drafted} & set(again.obsolete)
