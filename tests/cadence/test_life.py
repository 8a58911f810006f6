"""What holds on every day of a search, whatever the employers and the user do: one run, every rule asked each day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import given, settings

from tests.cadence.desk import HOLIDAYS, WELL, policy, windows, written
from tests.cadence.life import CAP, Life, Pass, lives, stamp
from tests.timeline.builders import ZONE
from watcher.cadence import Action, FollowUp, FollowUpKind, State, SuggestionKind, plan, snoozed_until
from watcher.cadence.days import Calendar
from watcher.cadence.history import has_accepted, pasts
from watcher.inference import Kind
from watcher.timeline import Application, Flag, Stage, Timeline, interviews, is_contact

CALENDAR = Calendar(ZONE, HOLIDAYS, 8)
THANKS = FollowUpKind.THANK_YOU
_ENDED = frozenset((Stage.ACCEPTED, Stage.DECLINED, Stage.WITHDRAWN, Stage.CLOSED))
_UNANSWERED = frozenset(
    (
        FollowUpKind.APPLICATION_FOLLOW_UP,
        FollowUpKind.SECOND_FOLLOW_UP,
        FollowUpKind.RECEIPT_CHECK,
        FollowUpKind.REJECTION_REPLY,
    )
)


def of(one: Pass, f: FollowUp) -> Application:
    return next(a for a in one.timeline.applications if a.id == f.application)


def caps(one: Pass) -> None:
    """ "Ten drafts written a local day over all accounts and ten waiting at once, thank_you apart"."""
    waiting = [w for w in one.before if w.state.live and w.kind is not THANKS]
    today = [w for w in one.before if CALENDAR.day(w.written_at) == CALENDAR.day(one.now) and w.kind is not THANKS]
    assert not one.asking or len(one.asking) + max(len(waiting), len(today)) <= CAP


def one_recipient(one: Pass) -> None:
    """ "one waiting draft for one recipient, one sent to one recipient in 3 business days, thank_you apart"."""
    waiting = {w.recipient for w in one.before if w.state.live and w.kind is not THANKS}
    sent = [(w.recipient, CALENDAR.day(w.changed_at)) for w in one.before if w.state is State.SENT]
    thanked = {w.recipient for w in one.before if w.kind is THANKS}
    emails = [f.recipient.email for f in one.asking if f.recipient]
    assert len(set(emails)) == len(emails) == len(one.asking)
    for email in emails:
        assert email not in waiting
        last = [day for to, day in sent if to == email and email not in thanked]
        assert all(CALENDAR.business_days_after(day, 3) <= CALENDAR.day(one.now) for day in last)


def one_open(one: Pass) -> None:
    """ "At most one open follow-up for one application"; "Nothing later opens while a draft waits"."""
    past = pasts(one.timeline.applications, one.before)
    assert max(Counter(f.application for f in one.asking).values(), default=0) <= 1
    for f in one.asking:
        assert not [w for w in past[f.application].written if w.state.live]
    keys = [w.key for w in one.before] + [f.key for f in one.drafts]
    assert len(set(keys)) == len(keys)


def in_time(one: Pass) -> None:
    """ "A draft is written at the first pass with due_at <= now"; "Overdue and not lapsed: drafted, worded as late"."""
    for f in one.drafts:
        assert f.due_at <= one.now < f.lapses_at
        assert f.held == ""
        window = windows()[f.kind]
        assert window.adviser in f.why
        assert window.reason in f.why
        assert f.late is ("is late" in f.why)
        if f.kind is not THANKS:
            due = f.due_at.astimezone(ZONE)
            assert (due.hour, due.minute, CALENDAR.is_business(due.date())) == (8, 0, True)
            last = windows()[f.kind].last_day - windows()[f.kind].first_day
            assert f.late or CALENDAR.day(one.now) <= due.date() + timedelta(days=last)
            assert not f.late or CALENDAR.day(one.now) > due.date()


def ladder(one: Pass) -> None:
    """ "three drafts, then the digest asks"; "Without human contact: two mails, then call"."""
    for f in one.asking:
        contact = any(is_contact(x) for x in of(one, f).facts)
        assert f.asked <= (3 if contact else 1)
        assert contact or f.kind in _UNANSWERED


def not_their_turn(one: Pass) -> None:
    """ "Where the employer waits for the user nothing but thank_you is drafted"; what ends a ladder ends it."""
    assert not (has_accepted(one.timeline.applications) and one.drafts)
    for f in one.asking:
        application = of(one, f)
        assert Flag.WAITING_FOR_USER not in application.flags
        assert application.stage not in _ENDED | {Stage.OFFER, Stage.INTERVIEW_SCHEDULED}
        assert (f.kind is FollowUpKind.REJECTION_REPLY) is (application.stage is Stage.REJECTED)
        assert not application.held
        until = snoozed_until(application)
        assert until is None or until <= CALENDAR.day(one.now)


def declined(one: Pass) -> None:
    """ "A deleted draft is declined, and no later step of that ladder opens; a new event starts a new ladder"."""
    past = pasts(one.timeline.applications, one.before)
    for f in one.asking:
        said_no = [w for w in past[f.application].written if w.state is State.DECLINED and w.kind is not THANKS]
        if said_no:
            last, application = max(w.written_at for w in said_no), of(one, f)
            news = any(x.event.occurred_at > last for x in application.facts)
            assert news or any(i.ends_at > last for i in interviews(application))


def thanks(one: Pass) -> None:
    """ "at once when an interview ends"; "one draft for each interviewer with an address"."""
    for f in (d for d in one.drafts if d.kind is THANKS):
        assert f.recipient is not None
        assert f.interview_at is not None
        over = [i for i in interviews(of(one, f)) if not i.cancelled and i.ends_at <= one.now]
        assert any(f.recipient.email in {p.email for p in i.interviewers} for i in over)
        assert one.now - f.interview_at < timedelta(days=4)


def suggestions(one: Pass) -> None:
    """Only for open applications, each with adviser and reason; a call has a number or is all that is left."""
    for s in one.plan.suggestions:
        application = next(a for a in one.timeline.applications if a.id == s.application)
        assert application.stage not in _ENDED | {Stage.REJECTED}
        assert s.adviser
        assert s.reason
        if s.kind is SuggestionKind.CALL:
            assert s.contact is None or s.contact.phone
            assert s.contact is not None or s.first_choice


def agrees(one: Pass) -> None:
    """What the plan opens at a moment is not obsolete at that moment."""
    now = [written(f, stamp(one.now), State.CONFIRMED) for f in one.drafts]
    if now:
        again = plan(one.timeline, [*one.before, *now], one.now, policy(), WELL)
        assert not {w.key for w in now} & set(again.obsolete)


CHECKS: tuple[Callable[[Pass], None], ...] = (
    caps,
    one_recipient,
    one_open,
    in_time,
    ladder,
    not_their_turn,
    declined,
    thanks,
    suggestions,
    agrees,
)


@settings(max_examples=40, deadline=None)
@given(lives())
def test_every_rule_holds_on_every_day(life: Life) -> None:
    thanked: Counter[tuple[str, str, date]] = Counter()
    last = None
    for one in life.run():
        for check in CHECKS:
            check(one)
        for f in one.drafts:
            if f.kind is THANKS and f.recipient and f.interview_at:
                thanked[f.application, f.recipient.email, f.interview_at.date()] += 1
        last = one
    assert max(thanked.values(), default=0) <= 1
    assert last is not None
    no_dead_end(last)


def no_dead_end(last: Pass) -> None:
    """What was withdrawn had a reason, and that reason ends the application or opens another step."""
    for f in last.plan.follow_ups:
        application = of(last, f)
        if f.held.startswith("it was withdrawn") and application.stage is not Stage.REJECTED:
            over = {Kind.DO_NOT_CONTACT, Kind.POSITION_ON_HOLD} & {x.event.kind for x in application.facts}
            assert over or not any(c.writable for c in application.contacts), f


@settings(max_examples=25, deadline=None)
@given(lives())
def test_without_news_a_step_keeps_its_key_and_date_and_only_grows_older(life: Life) -> None:
    """Monotone in time: not due, then drafted, then told by the digest; never back, and never on another date."""
    order = (Action.NONE, Action.DRAFT, Action.DIGEST)
    *_, last = life.run(45)
    for application in last.timeline.applications:
        if application.stage is Stage.INTERVIEW_SCHEDULED:
            continue
        reached: dict[str, tuple[object, int]] = {}
        for days in range(0, 90, 3):
            now = last.now + timedelta(days=days)
            for f in plan(Timeline((application,)), (), now, policy(), WELL).follow_ups:
                if f.kind is not THANKS:
                    due, step = reached.get(f.key, (f.due_at, 0))
                    assert due == f.due_at
                    assert order.index(f.action) >= step
                    reached[f.key] = (due, order.index(f.action))
        assert len(reached) <= 1
