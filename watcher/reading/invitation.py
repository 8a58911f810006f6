"""iCalendar parts (RFC 5545) to `CalendarEvent`s, by the icalendar library, guarded.

What the library cannot be left to: text without a line end is taken for a file's path and read; a VTIMEZONE is kept for
all later calendars of the process, and its rule may run for hours ("FREQ=SECONDLY" since 1601). So: bytes, with a line
end; its memory of time zones emptied each time; and of a mail's own VTIMEZONEs only those that are needed and tame.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from itertools import islice
from typing import Any

from watcher.reading.address import email_of
from watcher.reading.charset import inline, lines
from watcher.reading.dates import in_utc
from watcher.reading.types import Attendee, CalendarEvent

MAX_CALENDAR = 150_000
"""Octets of a message's calendars that are read, all together; larger ones are exports, not invitations."""
MAX_ZONE_RULES = 12
"""Rules of a mail's own time zones that are worked out; each costs a walk over centuries."""
MAX_ZONES = 20_000
"""Octets of a mail's own time zones that are worked out."""
MAX_EVENTS = 50
MAX_ATTENDEES = 200
MAX_DESCRIPTION = 20_000
FIRST_YEAR, LAST_YEAR = 1990, 2100
"""Times outside them are hostile or broken: no invitation to an interview names them."""
MAX_LENGTH = timedelta(days=7)
"""What is said to last longer has no known end."""

_FOLD = re.compile(rb"[\r\n]{1,8}[ \t]")
_BEGIN = re.compile(rb"BEGIN:VCALENDAR", re.IGNORECASE)
_BEGIN_EVENT = re.compile(rb"^BEGIN:VEVENT", re.MULTILINE | re.IGNORECASE)
_BEGIN_ANY = re.compile(rb"^BEGIN:", re.MULTILINE | re.IGNORECASE)
_ZONE_END = b"END:VTIMEZONE"
_ZONE_ID = re.compile(rb"^TZID[^:\n]{0,100}:([^\r\n]{1,200})", re.MULTILINE | re.IGNORECASE)
_RULE = re.compile(rb"^RRULE[^:\n]{0,100}:([^\r\n]{0,400})", re.MULTILINE | re.IGNORECASE)
_TAME_RULE = re.compile(
    rb"FREQ=YEARLY(?:;(?:INTERVAL=1|BYMONTH=\d{1,2}|BYDAY=[-+]?\d?[A-Z]{2}|BYMONTHDAY=[-+]?[\d,]{1,40}|WKST=[A-Z]{2}"
    rb"|UNTIL=(?:1[6-9]|20)[0-9TZ]{6,14})){0,8};?",
    re.IGNORECASE,
)
_STARTS_LATE = re.compile(rb"^DTSTART[^:\n]{0,100}:(?:1[6-9]|20)", re.MULTILINE | re.IGNORECASE)
_OFFSET = re.compile(r"(?:UTC|GMT)\s?([+-])(\d{1,2}):?(\d{2})?", re.IGNORECASE)
_MAX_HOURS = 14


def events(data: bytes, method: str, floating: tzinfo, problems: list[str]) -> list[CalendarEvent]:
    """The VEVENTs of a calendar part. `method` is the MIME parameter, used where the calendar has none.

    Times without a zone are taken in X-WR-TIMEZONE, else in `floating`. What cannot be read is noted in `problems`.
    """
    unfolded = _FOLD.sub(b"", data)
    begin = _BEGIN.search(unfolded)
    if begin is None:
        problems.append("a calendar without content")
        return []
    beyond = next(islice(_BEGIN_EVENT.finditer(unfolded), MAX_EVENTS, None), None)
    text = _ended(unfolded[begin.start() : beyond.start() if beyond else None])
    for attempt in (_with_tame_zones(text), _without_zones(text)):
        try:
            return _parsed(attempt, method, floating, problems)
        except Exception as error:  # noqa: BLE001 - the library raises what it likes on a broken calendar
            failure = type(error).__name__
    problems.append(f"a broken calendar ({failure})")
    return []


def _parsed(text: bytes, method: str, floating: tzinfo, problems: list[str]) -> list[CalendarEvent]:
    from icalendar import Calendar  # here and below: 3 MB that a daemon needs with the first invitation
    from icalendar.timezone import tzp

    tzp.use_default()
    noted: list[str] = []
    read: list[CalendarEvent] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for calendar in Calendar.from_ical(text, multiple=True):
            own = inline(str(calendar.get("METHOD", ""))).strip().upper()[:40] or method.strip().upper()[:40]
            zone = _zone(str(calendar.get("X-WR-TIMEZONE", ""))) or floating
            found = calendar.walk("VEVENT")[: MAX_EVENTS - len(read)]
            read.extend(_Reading(event, zone, noted).event(own) for event in found)
    problems.extend(noted)
    return read


def _ended(text: bytes) -> bytes:
    """End what a truncated calendar left open; what stands behind the end is cut off."""
    end = text.upper().rfind(b"END:VCALENDAR")
    if end >= 0:
        return text[:end] + b"END:VCALENDAR\r\n"
    is_open = text.upper().rfind(b"BEGIN:VEVENT") > text.upper().rfind(b"END:VEVENT")
    return text + b"\r\n" + b"END:VEVENT\r\n" * is_open + b"END:VCALENDAR\r\n"


def _with_tame_zones(text: bytes) -> bytes:
    return _kept_zones(text, only_tame=True)


def _without_zones(text: bytes) -> bytes:
    return _kept_zones(text, only_tame=False)


def _kept_zones(text: bytes, *, only_tame: bool) -> bytes:
    """The calendar with only those VTIMEZONEs that name an unknown zone and have harmless rules, or with none."""
    first, *blocks = re.split(rb"(?im)^BEGIN:VTIMEZONE", text)
    pieces = [first]
    rules = size = 0
    for block in blocks:
        zone, end, rest = block.partition(_ZONE_END)
        if not end:
            return first + b"END:VCALENDAR\r\n"
        rules += len(_BEGIN_ANY.findall(zone))
        size += len(zone)
        is_small = rules <= MAX_ZONE_RULES and size <= MAX_ZONES
        if only_tame and is_small and _is_needed(zone) and _is_tame(zone):
            pieces.append(b"BEGIN:VTIMEZONE" + zone + end)
        pieces.append(rest)
    return b"".join(pieces)


def _is_tame(zone: bytes) -> bool:
    """Whether its rules are those of a real zone: once a year, since the first calendars of mail programs (1601)."""
    rules = _RULE.findall(zone)
    return len(_STARTS_LATE.findall(zone)) >= len(_BEGIN_ANY.findall(zone)) and all(
        _TAME_RULE.fullmatch(rule.strip()) for rule in rules
    )


def _is_needed(zone: bytes) -> bool:
    name = _ZONE_ID.search(zone)
    return name is not None and _zone(name[1].decode("utf-8", "replace")) is None


def _zone(name: str) -> tzinfo | None:
    """A time zone by its IANA name, its Windows name, or an offset in it ("(UTC+01:00) Amsterdam"); None if unknown."""
    name = name.strip().strip('"')
    if not name or len(name) > 200:  # noqa: PLR2004
        return None
    from icalendar.timezone import tzp

    tzp.use_default()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            known = tzp.timezone(name)
    except (ValueError, OSError, LookupError):
        known = None
    match = None if known else _OFFSET.search(name)
    if match is None:
        return known
    offset = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    return timezone(-offset if match[1] == "-" else offset) if offset <= timedelta(hours=_MAX_HOURS) else None


class _Reading:
    """One VEVENT, property by property: a broken one spoils no other."""

    def __init__(self, event: Any, floating: tzinfo, problems: list[str]) -> None:
        self._event = event
        self._floating = floating
        self._problems = problems

    def event(self, method: str) -> CalendarEvent:
        if self._event.errors:
            self._problems.append("a calendar event with broken properties")
        starts_at = self._moment("DTSTART")
        ends_at = self._moment("DTEND")
        if ends_at is None and starts_at is not None:
            ends_at = self._after(starts_at)
        if starts_at is None or (ends_at is not None and ends_at - starts_at > MAX_LENGTH):
            ends_at = None
        return CalendarEvent(
            method=method,
            uid=self._line("UID"),
            sequence=self._number("SEQUENCE"),
            stamped_at=in_utc(self._moment("DTSTAMP")),
            recurrence_id=self._recurrence_id(),
            status=self._line("STATUS").upper(),
            starts_at=starts_at,
            ends_at=ends_at,
            summary=self._line("SUMMARY"),
            description=lines(self._text("DESCRIPTION"))[:MAX_DESCRIPTION].strip(),
            location=self._line("LOCATION"),
            organizer=next(iter(self._people("ORGANIZER")), None),
            attendees=tuple(self._people("ATTENDEE"))[:MAX_ATTENDEES],
        )

    def _one(self, name: str) -> Any:
        value = self._event.get(name)
        return value[0] if isinstance(value, list) and value else value

    def _text(self, name: str) -> str:
        value = self._one(name)
        return "" if value is None else str(value)

    def _line(self, name: str) -> str:
        return " ".join(inline(self._text(name)).split())[:1000]

    def _number(self, name: str) -> int:
        try:
            return max(int(self._one(name) or 0), 0)
        except (ValueError, TypeError, AttributeError):
            return 0

    def _moment(self, name: str) -> datetime | None:
        """An aware time; None for a day, for what is missing, and for what cannot be read (which is noted)."""
        value = self._one(name)
        try:
            moment = None if value is None else value.dt
            if not isinstance(moment, datetime):
                return None
            if moment.tzinfo is None:
                moment = self._localized(moment, value)
            aware = in_utc(moment)
            if aware is None or FIRST_YEAR <= aware.year <= LAST_YEAR:
                return moment if aware is not None else None
            self._problems.append(f"a calendar event's {name} is not plausible")
            return None
        except (ValueError, TypeError, AttributeError, OverflowError):
            self._problems.append(f"a calendar event's {name} is broken")
            return None

    def _localized(self, moment: datetime, value: Any) -> datetime:
        name = str(getattr(value, "params", {}).get("TZID", ""))
        zone = _zone(name)
        if zone is None and name:
            self._problems.append(f"unknown time zone {inline(name)[:60]!r}")
        return moment.replace(tzinfo=zone or self._floating)

    def _after(self, starts_at: datetime) -> datetime | None:
        value = self._one("DURATION")
        try:
            duration = None if value is None else value.dt
            return starts_at + duration if isinstance(duration, timedelta) else None
        except (ValueError, TypeError, AttributeError, OverflowError):
            self._problems.append("a calendar event's DURATION is broken")
            return None

    def _recurrence_id(self) -> str:
        value = self._one("RECURRENCE-ID")
        try:
            moment = None if value is None else value.dt
        except (ValueError, AttributeError):
            return ""
        if isinstance(moment, datetime):
            aware = in_utc(moment if moment.tzinfo else self._localized(moment, value))
            return aware.strftime("%Y%m%dT%H%M%SZ") if aware else ""
        return moment.isoformat().replace("-", "") if isinstance(moment, date) else ""

    def _people(self, name: str) -> Iterable[Attendee]:
        values = self._event.get(name)
        for value in values if isinstance(values, list) else [values] if values is not None else []:
            params = getattr(value, "params", {})
            email = email_of(str(value)) or email_of(str(params.get("EMAIL", "")))
            said = " ".join(inline(str(params.get("CN", ""))).split()).strip("\"'")[:200]
            if email or said:
                if str(params.get("CUTYPE", "")).upper() in ("ROOM", "RESOURCE"):
                    continue  # RFC 5545 section 3.2.3: a place, nobody to write to
                yield Attendee(said, email, inline(str(params.get("PARTSTAT", ""))).upper()[:40])


def distinct(found: Iterable[CalendarEvent]) -> tuple[CalendarEvent, ...]:
    """Each event once, though it came both inline and attached; the copy with a METHOD is kept."""
    kept: dict[tuple[str, str, int], CalendarEvent] = {}
    for event in found:
        name = event.uid or f"{event.summary} {event.starts_at}"
        key = (name, event.recurrence_id, event.sequence)
        if key not in kept or (event.method and not kept[key].method):
            kept[key] = event
    return tuple(kept.values())


def offset_of(moment: datetime | None) -> tzinfo:
    """The zone of floating times: the sender's offset at that time, else UTC."""
    return moment.tzinfo if moment is not None and moment.tzinfo is not None else UTC
