"""When a pass has to be made though no mail comes: hints, for each pass decides anew from the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from watcher.cadence import Action, Intent, Plan, is_waiting
from watcher.cadence.sent import MISSING_GRACE

LOOK = timedelta(minutes=15)
"""So often Drafts is looked at while drafts wait there: nothing tells us that the user deleted or changed one."""

STRAYS = timedelta(hours=1)
"""So often for `STRAYS_FOR` after a draft's end: a copy whose answer was lost can land late."""

STRAYS_FOR = timedelta(days=2)


class Step(StrEnum):
    """What a pass is made for."""

    START = "start"
    MAIL = "mail"
    DUE = "due"  # a follow-up's time has come
    DAY = "day"  # a new local day: caps and snoozes end
    RECONCILE = "reconcile"  # drafts wait, or one has vanished
    SETTLE = "settle"  # unconfirmed drafts had the time to land
    ENTERED = "entered"  # the user told something on the command line
    RECOVERED = "recovered"  # an account can be read again
    CLOCK = "clock"  # the clock jumped, or the machine slept
    AGAIN = "again"  # the pass before could not be made


@dataclass(frozen=True, slots=True, order=True)
class Wake:
    """Make a pass at an (aware) time, for a step."""

    at: datetime
    step: Step


def next_wake(
    plan: Plan, intents: Sequence[Intent], settled_at: datetime | None, now: datetime, zone: ZoneInfo
) -> Wake | None:
    """When the next pass is due after one made at `now`, None where only mail can bring one.

    `plan` is what that pass decided, `intents` are all drafts as it left them, `settled_at` is when the first of
    its unconfirmed drafts had time to land.
    """
    settling = [] if settled_at is None else [Wake(max(settled_at, now), Step.SETTLE)]
    return min([*settling, *_of_plan(plan, now, zone), *_of_drafts(intents, now)], default=None)


def _of_plan(plan: Plan, now: datetime, zone: ZoneInfo) -> Iterator[Wake]:
    for follow_up in plan.follow_ups:
        if follow_up.due_at > now:
            yield Wake(follow_up.due_at, Step.DUE)
        elif follow_up.action is Action.NONE and follow_up.lapses_at > now:
            yield Wake(_next_day(now, zone), Step.DAY)


def _next_day(now: datetime, zone: ZoneInfo) -> datetime:
    """A minute past local midnight; the same instant whatever the zone does with its clocks that night."""
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(0, 1), zone).astimezone(now.tzinfo)


def _of_drafts(intents: Iterable[Intent], now: datetime) -> Iterator[Wake]:
    for intent in intents:
        written = intent.written
        if is_waiting(written.state):
            yield Wake(now + LOOK, Step.RECONCILE)
            if intent.missing_since is not None:
                yield Wake(max(now, intent.missing_since + MISSING_GRACE), Step.RECONCILE)
        elif not written.state.live and now - written.changed_at < STRAYS_FOR:
            yield Wake(now + STRAYS, Step.RECONCILE)
