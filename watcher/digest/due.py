"""When a digest is due: one for each ISO week, and a short one for each other day where the user wants that.

Every moment is UTC. A time of day that summer time leaves out is an hour later on the clock; one that comes twice is
meant the first time (PEP 495).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_WEEKLY = re.compile(r"([0-9]{4})-[Ww]([0-9]{2})")


@dataclass(frozen=True, slots=True)
class Times:
    """What the user wants. `weekday` is 1 for Monday to 7, None for no weekly digest; `time` is of `zone`."""

    weekday: int | None
    time: time
    zone: ZoneInfo
    daily: bool = False


@dataclass(frozen=True, slots=True)
class Issue:
    """One digest: `name` is the ISO week ("2026-W47"), or the ISO day of a short one ("2026-W47-3")."""

    name: str
    due_at: datetime

    @property
    def short(self) -> bool:
        """It is a day's."""
        return _WEEKLY.fullmatch(self.name) is None


def due_now(times: Times, now: datetime) -> tuple[Issue, ...]:
    """The digests whose time has come and is not over, a week's before a day's: the ledger knows which were delivered.

    After a long sleep that is one, not one for each week. A week's is late for six days at most: the next is near then.
    A day's is only for that day.
    """
    today = now.astimezone(times.zone).date()
    found = [
        one
        for day in (today - number * _DAY for number in range(8))
        if (one := _issue(times, day)) and one.due_at <= now < _over(times, one, day)
    ]
    return tuple(sorted(found, key=lambda one: one.short))


def next_due(times: Times, now: datetime) -> datetime | None:
    """The first moment after `now` at which a digest is due; None where none is wanted."""
    # From yesterday: a zone may leave out a whole day.
    today = now.astimezone(times.zone).date()
    coming = (_issue(times, today + number * _DAY) for number in range(-1, 9))
    return min((one.due_at for one in coming if one and one.due_at > now), default=None)


def this_week(now: datetime, zone: ZoneInfo) -> str:
    """The name of the ISO week of a moment."""
    return _name(now.astimezone(zone).date())


def recent(now: datetime, zone: ZoneInfo) -> tuple[str, ...]:
    """The names that digests of the last eight days may have, oldest first."""
    today = now.astimezone(zone).date()
    days = [today - number * _DAY for number in range(7, -1, -1)]
    weeks = dict.fromkeys(_name(day) for day in days)
    return (*weeks, *(f"{_name(day)}-{day.isoweekday()}" for day in days))


def weekly_moment(name: str, weekday: int, at: time, zone: ZoneInfo) -> datetime:
    """When the digest of a week ("2026-W47") is due; ValueError where there is no such week."""
    match = _WEEKLY.fullmatch(name)
    if match is None:
        raise ValueError(name)
    return _moment(date.fromisocalendar(int(match[1]), int(match[2]), weekday), at, zone)


def _issue(times: Times, day: date) -> Issue | None:
    at = _moment(day, times.time, times.zone)
    if day.isoweekday() == times.weekday:
        return Issue(_name(day), at)
    return Issue(f"{_name(day)}-{day.isoweekday()}", at) if times.daily else None


def _over(times: Times, issue: Issue, day: date) -> datetime:
    if issue.short:
        return _moment(day + _DAY, time.min, times.zone)
    return _moment(day + _WEEK, times.time, times.zone) - _DAY


def _moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)


def _name(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"
