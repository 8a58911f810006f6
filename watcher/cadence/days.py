"""The user's calendar: local dates, business days, and 08:00 in the morning."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from watcher.cadence.types import Policy

_MONDAY, _TUESDAY, _SATURDAY = 0, 1, 5
_LONGEST_HOLIDAY = 366


# Between them every step of the cadence can be reckoned, in any zone.
_FIRST, _LAST = datetime(2, 1, 1, tzinfo=UTC), datetime(9990, 1, 1, tzinfo=UTC)


def bounded(moment: datetime) -> datetime:
    """An aware moment, in UTC; one at the end of the calendar, where dates cannot be added to, is moved inwards."""
    return min(max(moment, _FIRST), _LAST).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days as the user counts them: calendar days in their zone, business days of their country."""

    zone: ZoneInfo
    holidays: Container[date]
    due_hour: int

    def day(self, moment: datetime) -> date:
        """The local date of an aware moment."""
        return self.local(moment).date()

    def local(self, moment: datetime) -> datetime:
        """The same moment on the user's clock."""
        return bounded(moment).astimezone(self.zone)

    def morning(self, day: date) -> datetime:
        """The due hour of a day, on a clock that exists: an hour that spring skips becomes the next one."""
        wall = datetime.combine(day, time(self.due_hour), self.zone)
        return wall.astimezone(UTC).astimezone(self.zone)

    def midnight(self, day: date) -> datetime:
        """The start of a day."""
        return datetime.combine(day, time(), self.zone).astimezone(UTC).astimezone(self.zone)

    def is_business(self, day: date) -> bool:
        """Neither weekend nor public holiday."""
        return day.weekday() < _SATURDAY and day not in self.holidays

    def forward(self, day: date) -> date:
        """The first business day from `day` on; `day` itself where a year holds none."""
        days = (day + timedelta(days=n) for n in range(_LONGEST_HOLIDAY))
        return next((d for d in days if self.is_business(d)), day)

    def after(self, day: date) -> date:
        """The business day after `day`."""
        return self.forward(day + timedelta(days=1))

    def business_days_after(self, day: date, count: int) -> date:
        """The `count`-th business day after `day`."""
        for _ in range(count):
            day = self.after(day)
        return day

    def early_in_week(self, first: date, last: date) -> date:
        """A Monday between two dates, else a Tuesday, else the first business day, else the next one after."""
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        business = [d for d in days if self.is_business(d)]
        for weekday in (_MONDAY, _TUESDAY):
            for day in business:
                if day.weekday() == weekday:
                    return day
        return business[0] if business else self.after(last)


def calendar_of(policy: Policy) -> Calendar:
    """The calendar of a policy."""
    return Calendar(policy.zone, policy.holidays, policy.due_hour)
