"""Times of day in prose: "2 pm PT", "14h30", "half past two", "10 to 11", and the zone in which they are told."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time, timedelta, timezone, tzinfo
from functools import partial

from watcher.inference.hours import Hours, Told, hours_of, told_at, worded
from watcher.inference.tables import Language

Days = Sequence[tuple[int, int]]

_CLOCK = r"(\d{1,2})(?:[:.hu](\d{2}))?(?!\d)(?: ?(am\b|pm\b|a\.m\.?|p\.m\.?|uhr\b|uur\b|h\b|o'clock))?"
_TIME = re.compile(rf"(?<![\d:/.,$£€+-]){_CLOCK}")
_END = re.compile(_CLOCK)
_MILITARY = re.compile(r"(?<![\d:/.,$£€+-])([01]\d|2[0-3])([0-5]\d) ?(?:hours|hrs?|h)\b")
_HOURS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_SPOKEN = re.compile(
    rf"(?<!\w)(?:(noon|midday)|(half|quarter|five|ten|twenty|twenty-five)(?: (past|after|to))? (\d{{1,2}}|{_HOURS})"
    rf"|({_HOURS}) o'clock|(?<=at )({_HOURS})(?= (?:on|in the|this|tomorrow|today|sharp)))(?![\w:])"
)
_AT = re.compile(r"(?:^|[ (,])(?:at|@|from|for|between|around|about|c\.|circa) $")
_NO_HOUR = re.compile(r" ?(?:%|st\b|nd\b|rd\b|th\b|/|min|h(?:ou)?rs?\b|days?\b|weeks?\b|months?\b|years?\b|people)")
_NOT_BARE = re.compile(r" (?:[a-z]+ (?:street|road|avenue|lane|square|row|floor)|interviewers|questions|candidates)")
_RANGE = re.compile(r"(?: ?\(?[a-z]{2,4}\)?)? ?(?:-|(?:to|until|till|bis|a|tot|and)(?!\w)) ?")
_CLOSED = re.compile(r" ?(?:[.,;)]|$)")
_ZONE = re.compile(r"[ ,(]{0,2}(?:по |за )?((?:[a-z]+ ){1,2}time|[^\W\d_]{2,14})\b")
_OFFSET = re.compile(r" ?\(?(?:gmt|utc)? ?([+-])(1[0-4]|0\d):?([0-5]\d)(?![\w:])")
_GMT = re.compile(r"(?<!\w)(?:gmt|utc) ?([+-])(1[0-4]|0?\d)(?::?([0-5]\d))?(?![\w:])")
_ALL_TIMES = re.compile(
    r"(?<!\w)(?:all|times)(?: times)?(?: (?:are|listed|shown|given|in)){0,3} ([a-z]{2,8}(?: time)?)\b"
)
_PART = re.compile(r",? (?:in the|this|tomorrow|on \w+) (morning|afternoon|evening)")
_MINUTES = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}
_NUMBERS = {word: number for number, word in enumerate(_HOURS.split("|"), 1)}
_EARLIEST = 7  # an hour from 1 to 6 without "am" is one of the afternoon
_MOST = 100  # times that are read in one text
_NEAR_DAY = 12  # characters between a day and a bare hour: "Thursday, 5 March, at 10"


@dataclass(frozen=True, slots=True)
class Span:
    """A time of day in a text, with the end of its range and its zone where they are told, and where it stands."""

    start: time
    end: time | None
    zone: tzinfo | None
    begins: int = 0
    closes: int = 0


def _value(told: Told, meridiem: str = "") -> time | None:
    """The time of day, `meridiem` taken where it has none of its own."""
    half, hour = told.meridiem or meridiem, told.hour
    if half == "p" and hour < 12:  # noqa: PLR2004
        hour += 12
    elif half == "a" and hour == 12:  # noqa: PLR2004
        hour = 0
    elif not half and 0 < hour < _EARLIEST and not told.zero:
        hour += 12
    return time(hour, told.minute) if hour < 24 and told.minute < 60 else None  # noqa: PLR2004


def find_times(
    text: str, languages: tuple[Language, ...], days: Days = (), default: tzinfo | None = None
) -> list[Span]:
    """The times of day in a folded text. A bare number is none but beside one of `days` (places): "Friday at 10"."""
    hours = hours_of(languages)
    spans: list[Span] = []
    position = 0
    for told in _all(text, days, hours):
        if told.begins < position:
            continue
        position = told.ends
        if _within(told.begins, told.ends, days):
            continue
        last = _upto(text, told, hours)
        if not told.sure and (last is None or not last.sure):
            continue
        meridiem = last.meridiem if last is not None else ""
        begin, end = _value(told, meridiem), _value(last) if last is not None else None
        if begin is None:
            continue
        if end is not None and not told.meridiem and end < begin:
            begin = _value(told, "a") or begin
        position = last.ends if last is not None else position
        zone = _zone(text[position : position + 48], text, languages) or default
        spans.append(Span(begin, end, zone, told.begins, position))
        if len(spans) == _MOST:
            break
    return spans


def _all(text: str, days: Days, hours: Sequence[Hours]) -> list[Told]:
    """Whatever may be a clock time, in order; of what begins at one place, what is surest and longest first."""
    told = [_weighed(told, days) for told in worded(text, hours)]
    told += filter(None, map(partial(_spoken, text), _SPOKEN.finditer(text)))
    told += map(_military, _MILITARY.finditer(text))
    told += (_of_digits(text, match, days) for match in _TIME.finditer(text))
    return sorted(told, key=lambda one: (one.begins, not one.sure, -one.ends))


def _weighed(told: Told, days: Days) -> Told:
    """A time in words of a language, which beside a day surely is one."""
    return replace(told, sure=told.sure or (told.hour > 0 and _near(told.begins, told.ends, days)))


def _around(place: int, days: Days) -> Days:
    """The days, which stand in order, next to a place."""
    first = bisect_left(days, (place,))
    return days[max(0, first - 1) : first + 2]


def _within(begin: int, end: int, days: Days) -> bool:
    return any(start < end and begin < close for start, close in _around(begin, days))


def _near(begin: int, end: int, days: Days) -> bool:
    around = _around(begin, days)
    return any(-1 <= begin - close <= _NEAR_DAY or -1 <= start - end <= _NEAR_DAY for start, close in around)


def _spoken(text: str, match: re.Match[str]) -> Told | None:
    if match[1]:
        return Told(*match.span(), 12, 0, "p", sure=True)
    if match[2] and not match[3] and match[2] != "half":
        return None
    said = match[4] or match[5] or match[6]
    hour = int(said) if said.isdigit() else _NUMBERS[said]
    minute = _MINUTES[match[2]] if match[2] else 0
    if match[3] == "to":
        hour, minute = (hour - 1 or 12), 60 - minute
    return Told(*match.span(), hour, minute, _part_of_day(text, match.end()), sure=True)


def _part_of_day(text: str, end: int) -> str:
    match = _PART.match(text, end)
    after = text[end : end + 4].strip()[:2]
    if match is not None:
        return "a" if match[1] == "morning" else "p"
    return after[0] if after in ("am", "pm") else ""


def _military(match: re.Match[str]) -> Told:
    return Told(*match.span(), int(match[1]), int(match[2]), "", sure=True, zero=match[0][0] == "0")


def _of_digits(text: str, match: re.Match[str], days: Days) -> Told:
    mark = match[3] or ""
    meridiem = mark[0] if mark[:1] in ("a", "p") else _part_of_day(text, match.end())
    dotted = match[2] is not None and "." in match[0][:3] and not mark
    sure = bool(mark or (match[2] and not dotted) or (meridiem and not dotted))
    return Told(
        *match.span(),
        int(match[1]),
        int(match[2] or 0),
        meridiem,
        sure=sure or _beside_day(text, match, days),
        zero=match[0].startswith("0"),
        exact=bool(match[2] or match[3]),
    )


def _beside_day(text: str, match: re.Match[str], days: Days) -> bool:
    """A bare hour, or hour and minutes with a dot, that stands after "at" and beside a day."""
    begin, end = match.span()
    if _within(begin, end, days) or not 0 < int(match[1]) < 24:  # noqa: PLR2004
        return False
    if _NO_HOUR.match(text, end) or _NOT_BARE.match(text, end) or text[end : end + 2].strip()[:1] in ("%", "/"):
        return False
    if _AT.search(text[max(0, begin - 12) : begin]) is None and not match[2]:
        return False
    return _near(begin, end, days)


def _upto(text: str, told: Told, hours: Sequence[Hours]) -> Told | None:
    """The end of a range: "2 to 3 pm"."""
    for known in hours:
        to = known.until.match(text, told.ends)
        last = told_at(text, to.end(), known) if to is not None else None
        if last is not None and (last.exact or (told.sure and _CLOSED.match(text, last.ends))):
            return last
    between = _RANGE.match(text, told.ends)
    match = _END.match(text, between.end()) if between is not None else None
    if match is None or _NO_HOUR.match(text, match.end()):
        return None
    last = _of_digits(text, match, ())
    return last if last.exact or (told.sure and "-" in text[told.ends : match.start()]) else None


def stated_zone(text: str, languages: tuple[Language, ...]) -> tzinfo | None:
    """The zone that a text names for all its times: "all times Central"."""
    for match in _ALL_TIMES.finditer(text):
        for language in languages:
            zone = language.dates.zones.get(match[1]) or language.dates.zones.get(match[1].removesuffix(" time"))
            if zone is not None:
                return zone
    return None


def _zone(after: str, text: str, languages: tuple[Language, ...]) -> tzinfo | None:
    offset = _OFFSET.match(after) or _GMT.search(text)
    if offset is not None:
        minutes = 60 * int(offset[2]) + int(offset[3] or 0)
        return timezone(timedelta(minutes=minutes if offset[1] == "+" else -minutes))
    part = _PART.match(after)
    found = _ZONE.match(after, part.end() if part is not None else 0)
    ordinary = frozenset[str]().union(*(language.stopwords for language in languages))  # "10 Uhr ist", "10h est"
    for language in languages:
        zones = language.dates.zones
        if found is not None:
            for name in (found[1], found[1].removesuffix(" time"), found[1].split()[0]):
                if name in zones and name not in ordinary:
                    return zones[name]
        for name in ("pacific", "eastern", "central", "mountain"):
            if f"{name} time" in text and name in zones:
                return zones[name]
    return None
