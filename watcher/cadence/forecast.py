"""What comes until a day, if no more mail comes: the drafts on the way, what is held, what lapses meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from watcher.cadence.days import calendar_of
from watcher.cadence.plan import PRECEDENCE
from watcher.cadence.rehearsal import Planner, Refuser, Rehearsed, become, moments, next_due, rehearse
from watcher.cadence.types import FollowUp, Policy, State, Suggestion, Written
from watcher.timeline import Timeline, at_moment


class AsIf(StrEnum):
    """What the user is taken to do with the drafts meanwhile."""

    WAITING = "waiting"  # each stays in Drafts, so that ladders stop and caps hold
    SENT = "sent"  # each is sent the moment it appears, and what waits already now


@dataclass(frozen=True, slots=True)
class Coming:
    """One follow-up on the way.

    `drafted_at` is when its draft would be written, None where it would not be by then; `follow_up` is as it stands at
    that moment, else as it stands at last. `held` says why there is no draft. `lapsed` is True where it is too late to
    write by then: for a draft, if it still waits.
    """

    follow_up: FollowUp
    drafted_at: datetime | None = None
    held: str = ""
    lapsed: bool = False


@dataclass(frozen=True, slots=True)
class Forecast:
    """All that comes between `now` and `until` (aware), soonest first.

    `withdrawn` are the drafts in the ledger that would be taken back on the way, with why; `suggestions` what stands
    beside the drafts at `until`.
    """

    now: datetime
    until: datetime
    as_if: AsIf
    coming: tuple[Coming, ...] = ()
    withdrawn: tuple[tuple[Written, str], ...] = ()
    suggestions: tuple[Suggestion, ...] = ()


@dataclass(slots=True)
class _Days:
    """What has come so far, by key."""

    written: list[Written]
    drafts: dict[str, Coming] = field(default_factory=dict)
    others: dict[str, Coming] = field(default_factory=dict)
    withdrawn: dict[str, str] = field(default_factory=dict)
    suggestions: tuple[Suggestion, ...] = ()


def forecast(
    timeline: Timeline,
    written: Sequence[Written],
    now: datetime,
    until: datetime,
    policy: Policy,
    planner: Planner,
    refuser: Refuser,
    as_if: AsIf = AsIf.WAITING,
) -> Forecast:
    """Pass by pass from `now` to `until`: at once, each morning at the due hour, and whenever something falls due.

    `timeline` is that of `now`: no mail comes. Where `until` is not later than `now`, it is the plan of one moment.
    """
    days = _Days(list(written))
    if as_if is AsIf.SENT:
        _send(days, timeline, now, planner)
    ahead = moments(now, until, calendar_of(policy))
    while ahead:
        moment = ahead.pop(0)
        made = rehearse(at_moment(timeline, moment, policy.quiet_days), days.written, moment, planner, refuser)
        _note(days, made, moment, as_if)
        if ahead and (due := next_due(made.plan, moment, ahead[0])) is not None:
            ahead.insert(0, due)
    rows = {**days.others, **days.drafts}.values()
    coming = (replace(c, lapsed=c.follow_up.lapses_at <= until) for c in rows)
    withdrawn = tuple((w, days.withdrawn[w.key]) for w in written if w.key in days.withdrawn)
    return Forecast(now, until, as_if, tuple(sorted(coming, key=_order)), withdrawn, days.suggestions)


def _send(days: _Days, timeline: Timeline, now: datetime, planner: Planner) -> None:
    """Take what waits already as sent at once, and keep what the plan says of it now."""
    made = planner(timeline, days.written, now)
    sent = {w.key for w in days.written if w.state.live} - made.obsolete.keys()
    days.written = [become(w, State.SENT, now) if w.key in sent else w for w in days.written]
    days.drafts = {f.key: Coming(f, held=f.held) for f in made.follow_ups if f.key in sent}


def _note(days: _Days, made: Rehearsed, moment: datetime, as_if: AsIf) -> None:
    days.withdrawn.update(made.withdrawn)
    days.written = list(made.written)
    days.suggestions = made.plan.suggestions
    drafted = {f.key for f in made.drafted}
    for f in made.plan.follow_ups:
        if f.key in drafted:
            days.drafts[f.key] = Coming(f, moment)
        else:
            days.others[f.key] = Coming(f, held=f.held or made.refused.get(f.key, ""))
    if as_if is AsIf.SENT:
        days.written = [become(w, State.SENT, moment) if w.key in drafted else w for w in days.written]


def _order(coming: Coming) -> tuple[datetime, int, str, str]:
    f = coming.follow_up
    return coming.drafted_at or f.due_at, PRECEDENCE.index(f.kind), f.application, f.key
