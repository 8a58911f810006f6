"""The terms of the oracle: days, an opened follow-up, and what the user configured."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from watcher.simulate.types import Happened

PRECEDENCE = (
    "rejection_reply",
    "thank_you",
    "post_interview",
    "conversation_follow_up",
    "receipt_check",
    "second_follow_up",
    "application_follow_up",
    "persistence",
)
_WEEKEND = 5


@dataclass(frozen=True, slots=True)
class Days:
    """Business days, and 08:00 local."""

    zone: ZoneInfo
    holidays: Container[date]

    def of(self, moment: datetime) -> date:
        """The local date."""
        return moment.astimezone(self.zone).date()

    def business(self, day: date) -> date:
        """The first business day from `day` on."""
        while day.weekday() >= _WEEKEND or day in self.holidays:
            day += timedelta(days=1)
        return day

    def after(self, day: date) -> date:
        """The business day after."""
        return self.business(day + timedelta(days=1))

    def morning(self, day: date) -> datetime:
        """08:00 local."""
        return datetime.combine(day, time(8), self.zone)


@dataclass(frozen=True, slots=True)
class Due:
    """A follow-up that the table opens. `name` is the same as long as it is the same step.

    `kinds` are the names under which it may be drafted. `recipients` are those who may get it; empty: nobody may.
    `optional`: the truth leaves it open. `anchor` is what opened it. Times are aware.
    """

    name: str
    application: str
    kinds: tuple[str, ...]
    anchor: Happened
    anchored_at: datetime
    due_at: datetime
    lapses_at: datetime
    recipients: frozenset[str]
    why: str
    optional: bool = False

    @property
    def kind(self) -> str:
        """The name by which it is counted."""
        return self.kinds[0]

    @property
    def urgency(self) -> tuple[datetime, int, datetime]:
        """Order: soonest lapse, precedence, due_at."""
        return self.lapses_at, PRECEDENCE.index(self.kind), self.due_at


@dataclass(frozen=True, slots=True)
class Rules:
    """What the user configured: the kinds that are switched on, and the caps."""

    days: Days
    enabled: frozenset[str]
    max_drafts_per_day: int = 10
    max_waiting: int = 10
