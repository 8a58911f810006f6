"""Dates relative to `now`: "-12 10:42" is twelve days ago at 10:42 local time, `{{date +3}}` names a day in a text."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

SUNDAY = 6
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
WOCHENTAGE = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
MONATE = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli"),
    *("August", "September", "Oktober", "November", "Dezember"),
)

_NAMED_DAY = re.compile(r"\{\{(day|date|wochentag|datum) ([+-]\d{1,3})\}\}")


def moment(text: str, now: datetime, zone: ZoneInfo) -> datetime:
    """The local moment that "DAYS HH:MM" names, counted from the local date of `now` (aware).

    A Sunday moves one day away from `now`: few offices write, and fewer interview, on a Sunday.
    """
    days, clock = text.split()
    offset = int(days)
    day = now.astimezone(zone).date() + timedelta(days=offset)
    if day.weekday() == SUNDAY:
        day += timedelta(days=1 if offset > 0 else -1)
    return datetime.combine(day, time.fromisoformat(clock), zone)


def name_days(text: str, now: datetime, zone: ZoneInfo) -> str:
    """`text` with each `{{date N}}` ("Friday, December 4"), `{{day N}}`, `{{datum N}}` or `{{wochentag N}}` named."""

    def name(match: re.Match[str]) -> str:
        day = moment(f"{match[2]} 12:00", now, zone)
        match match[1]:
            case "day":
                return WEEKDAYS[day.weekday()]
            case "date":
                return f"{WEEKDAYS[day.weekday()]}, {MONTHS[day.month - 1]} {day.day}"
            case "wochentag":
                return WOCHENTAGE[day.weekday()]
            case _:
                return f"{day.day}. {MONATE[day.month - 1]}"

    return _NAMED_DAY.sub(name, text)
