"""Dates and times in prose, resolved against the day on which a message was sent."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache

from watcher.inference.tables import DateWords, Language
from watcher.reading import Message

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_OFFSET = re.compile(r"([+-])(\d{2})(\d{2})\b")
_ISO = re.compile(r"(?<!\d)(20\d{2})-(\d{1,2})-(\d{1,2})(?!\d)")
_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})[./](\d{1,2})(?:[./](\d{4}|\d{2}))?(?![\d/-])")
_TIME = re.compile(r"(?<![\d:/.,$-])(\d{1,2})(?:[:.h](\d{2}))?(?!\d) ?(am\b|pm\b|a\.m\.?|p\.m\.?|uhr\b|uur\b|h\b)?")
_RANGE = re.compile(r" ?(?:-|to|until|till|bis|a|tot|and) ?")
_ZONE = re.compile(r"[ (]{0,2}([a-z]{2,8}(?: time)?)\b")
_WEEK = 7
_FRIDAY = 4
_MIDWEEK = 2
_RECENT = timedelta(days=45)


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a sentence, and whether it was named by a weekday alone."""

    day: date
    start: int
    end: int
    weekday_only: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A time of day in a sentence, with the end of its range and its zone where they are told."""

    start: time
    end: time | None
    zone: tzinfo | None


def sent(message: Message) -> datetime:
    """When the message was sent (UTC), else when it was received, else the epoch."""
    moment = message.sent_at or message.received_at or EPOCH
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def zone_of(message: Message) -> tzinfo:
    """The offset of the Date header, UTC where it has none."""
    for value in message.headers.get("date", ()):
        found = _OFFSET.search(value)
        if found:
            minutes = int(found[2]) * 60 + int(found[3])
            if minutes < 24 * 60:
                return timezone(timedelta(minutes=minutes if found[1] == "+" else -minutes))
    return UTC


_GMT = re.compile(r"(?<!\w)(?:gmt|utc) ?([+-])(1[0-4]|0?\d)(?::?([0-5]\d))?(?![\w:])")


@cache
def _named(months: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    month_day = re.compile(rf"(?<!\w)({names})\.? (\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])(?:,? (20\d{{2}}))?(?!\w)")
    day_month = re.compile(
        rf"(?<![\w:./])(\d{{1,2}})(?:st|nd|rd|th|\.|er|º|o)? (?:of |de |of the )?"
        rf"({names})(?!\w)\.?(?:,? (?:de |of )?(20\d{{2}}))?"
    )
    return month_day, day_month


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or r"(?!)"
    return re.compile(rf"(?<!\w)({names})(?!\w)")


def _day(year: str | None, month: int, day: int, base: date) -> date | None:
    try:
        if year:
            return date(int(year) + (2000 if len(year) == 2 else 0), month, day)  # noqa: PLR2004
        found = date(base.year, month, day)
        return found if found >= base - _RECENT else date(base.year + 1, month, day)
    except ValueError:
        return None


def _explicit(text: str, words: DateWords, base: date) -> Iterable[tuple[date | None, re.Match[str]]]:
    month_day, day_month = _named(tuple(words.months))
    for match in month_day.finditer(text):
        yield _day(match[3], words.months[match[1]], int(match[2]), base), match
    for match in day_month.finditer(text):
        yield _day(match[3], words.months[match[2]], int(match[1]), base), match
    for match in _ISO.finditer(text):
        yield _day(match[1], int(match[2]), int(match[3]), base), match
    for match in _NUMERIC.finditer(text):
        one, two = int(match[1]), int(match[2])
        month_first = words.month_first and "/" in match[0] and one <= 12  # noqa: PLR2004
        if match[3] is None and "." in match[0] and words.month_first:
            continue
        yield _day(match[3], *((one, two) if month_first else (two, one)), base), match


def weekday_after(base: date, weekday: int) -> date:
    """The next such weekday after `base`, never `base` itself."""
    return base + timedelta(days=(weekday - base.weekday() - 1) % _WEEK + 1)


def find_days(text: str, language: Language, base: date) -> list[Found]:
    """All dates that a folded sentence names, in order; a weekday beside an explicit date is not counted."""
    words = language.dates
    found = [Found(day, m.start(), m.end()) for day, m in _explicit(text, words, base) if day is not None]
    if not found:
        for match in _any_of(tuple(words.weekdays)).finditer(text):
            if len(match[0]) < 3:  # noqa: PLR2004
                continue
            day = weekday_after(base, words.weekdays[match[1]])
            if text[: match.start()].endswith("next ") and day - base < timedelta(days=_WEEK - base.weekday()):
                day += timedelta(days=_WEEK)
            found.append(Found(day, match.start(), match.end(), weekday_only=True))
    if not found:
        found += [Found(base, m.start(), m.end()) for m in _any_of(words.today).finditer(text)]
        found += [Found(base + timedelta(days=1), m.start(), m.end()) for m in _any_of(words.tomorrow).finditer(text)]
    return sorted(found, key=lambda item: item.start)


def _clock(match: re.Match[str], meridiem: str) -> time | None:
    hour, minute = int(match[1]), int(match[2] or 0)
    if meridiem.startswith("p") and hour < 12:  # noqa: PLR2004
        hour += 12
    elif meridiem.startswith("a") and hour == 12:  # noqa: PLR2004
        hour = 0
    return time(hour, minute) if hour < 24 and minute < 60 else None  # noqa: PLR2004


def find_times(text: str, languages: tuple[Language, ...]) -> list[Span]:
    """The times of day in a folded sentence. A bare number is none: it needs minutes, am or pm, or "Uhr"."""
    spans: list[Span] = []
    position = 0
    while (match := _TIME.search(text, position)) is not None:
        position = match.end()
        last, second = match, None
        between = _RANGE.match(text, match.end())
        if between is not None:
            second = _TIME.match(text, between.end())
        if second is not None and (second[2] or second[3]):
            last = second
        if not (match[2] or match[3] or (second is not None and last is second and second[3])):
            continue
        meridiem = match[3] or (last[3] if last is not match else "") or ""
        begin = _clock(match, meridiem)
        if begin is None or (match[2] and "." in match[0] and not match[3]):
            continue
        end = _clock(last, last[3] or meridiem) if last is not match else None
        if end is not None and match[3] is None and end < begin:
            begin = _clock(match, "a") or begin
        position = last.end()
        spans.append(Span(begin, end, _zone(text[last.end() : last.end() + 14], text, languages)))
    return spans


def _zone(after: str, text: str, languages: tuple[Language, ...]) -> tzinfo | None:
    offset = _GMT.search(text)
    if offset is not None:
        minutes = 60 * int(offset[2]) + int(offset[3] or 0)
        return timezone(timedelta(minutes=minutes if offset[1] == "+" else -minutes))
    found = _ZONE.match(after)
    for language in languages:
        zones = language.dates.zones
        if found is not None:
            for name in (found[1], found[1].split()[0]):
                if name in zones:
                    return zones[name]
        for name in ("pacific", "eastern", "central", "mountain"):
            if f"{name} time" in text and name in zones:
                return zones[name]
    return None
