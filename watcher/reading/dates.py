"""When a message was sent (RFC 5322 section 3.3), by its Date header and the server's INTERNALDATE."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

FIRST_YEAR, LAST_YEAR = 1980, 2100
"""A Date outside them is a clock that was never set, or hostile: no mail of a job search is older or younger."""

_AHEAD = timedelta(days=1)
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, start=1)}
_DATE = re.compile(
    r"\s*(?:[A-Za-z]{2,9},?\s*)?(\d{1,2})\s+([A-Za-z]{3})[a-z]{0,6}\s+(\d{4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?"
    r"(?:\s*([+-])(\d{2})(\d{2})|\s*(?:GMT|UTC?|Z)\b)"
)


def parsed(value: str) -> datetime | None:
    """The time that a Date header tells, with its own offset; None where it cannot be parsed or be true."""
    match = _DATE.match(value[:100])
    try:
        moment = _from(match) if match else parsedate_to_datetime(value[:100])
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return moment if FIRST_YEAR <= moment.astimezone(UTC).year <= LAST_YEAR else None
    except (ValueError, TypeError, IndexError, KeyError, OverflowError, AttributeError):
        return None


def _from(match: re.Match[str]) -> datetime:
    day, month, year, hour, minute, second, sign, hours, minutes = match.groups()
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    zone = timezone(-offset if sign == "-" else offset) if offset else UTC
    # A leap second (60) is the one before it: datetime has none.
    seconds = min(int(second or 0), 59)
    return datetime(int(year), _MONTHS[month.lower()], int(day), int(hour), int(minute), seconds, tzinfo=zone)


def sent_at(date: datetime | None, received_at: datetime | None) -> datetime | None:
    """The Date in UTC, unless it is missing or over a day later than INTERNALDATE: then that."""
    received = received_in_utc(received_at)
    if date is None:
        return received
    sent = in_utc(date)
    if sent is None or (received is not None and sent - received > _AHEAD):
        return received
    return sent


def received_in_utc(received_at: datetime | None) -> datetime | None:
    """INTERNALDATE in UTC; None where it cannot be true (RFC 3501 lets a client set it to anything)."""
    received = in_utc(received_at)
    return received if received is not None and FIRST_YEAR <= received.year <= LAST_YEAR else None


def in_utc(moment: datetime | None) -> datetime | None:
    """The same moment in UTC; a time without an offset is taken as UTC, one that UTC cannot tell is None."""
    if moment is None:
        return None
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (OverflowError, ValueError):
        return None
