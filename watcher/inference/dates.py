"""Dates and times in prose, resolved against the day on which a message was sent."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache

from watcher.inference.alternatives import any_of
from watcher.inference.folding import bare_words
from watcher.inference.hours import is_hour
from watcher.inference.tables import ClockWords, DateWords, Language
from watcher.reading import Message

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_OFFSET = re.compile(r"([+-])(\d{2})(\d{2})\b")
_FROM_YEAR = re.compile(
    r"(?<!\d)(20\d{2})(?:-|/|\. ?)(\d{1,2})(?:-|/|\. ?)(\d{1,2})(?!\d)"
    r"|(?<!\d)(?:(20\d{2}) ?[年년] ?)?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日号號일]"
)
_SPACED = re.compile(r"(?<![\d./-])(\d{1,2})\. ?(\d{1,2})\. ?(2\d{3})?(?!\d)")
_NUMERIC = re.compile(r"(?:(?<![\d./-])|(?<=[\u0590-\u05ff]-))(\d{1,2})[./](\d{1,2})(?:[./](\d{4}|\d{2}))?(?![\d/-])")
_BUDDHIST = 543  # years between the Thai calendar and ours
_THAI_YEARS = 2400
_UNSPACED = "\u3000"  # from here on scripts in which a word has two characters
_WEEK = 7
_FRIDAY = 4
_SUNDAY = 6  # "so 14 Uhr" is "about two"
_HOUR_NEXT = re.compile(r"\.?,? (?:um |om |ab |vanaf )?\d{1,2}(?:[:.]\d\d)? ?(?:h|u|uhr|uur)(?![^\W\d])")
_MIDWEEK = 2
_RECENT = timedelta(days=45)
_NEAR_WEEKS = 5  # in which a weekday is looked for that has the number beside it
_AHEAD = 75  # days in which a day told by its number alone is looked for


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a sentence, and whether it was named by a weekday alone."""

    day: date
    start: int
    end: int
    weekday_only: bool = False


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


@cache
def _named(months: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    month_day = re.compile(rf"(?<!\w)({names})\.? (\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])(?:,? (20\d{{2}}))?(?!\w)")
    day_month = re.compile(
        rf"(?<![\w:./])(\d{{1,2}})(?:st|nd|rd|th|\.|er|º|o|η|-?го|-?ого|-?е)?[ -](?:of |de |d'|of the )?"
        rf"({names})(?!\w)\.?(?:(?:,? |-)(?:de |of |nam )?(2[05]\d{{2}}))?"
    )
    return month_day, day_month


_ORDINAL = re.compile(
    r"(?<!\w)(\d{1,2})(?:st|nd|rd|th)(?=$|[.,;:!?)(]| (?:at|from|@|in|for|with|or|and|of (?:the|this) month)(?!\w)| ?-)"
)

# "am 25. um 10 Uhr", "de 25e om 10 uur", "el dia 12", "no dia 12"
_NUMBER_ALONE = re.compile(
    r"(?<!\w)(?:(?:am|den|de) (?=\d{1,2}(?:\.|e|ste) (?:um|ab|von|gegen|om|vanaf|van|rond) \d)"
    r"|dia (?=\d{1,2}(?![\d:/])))(\d{1,2})(?:\.|e|ste)?"
)


@cache
def _numbered(weekdays: tuple[str, ...]) -> re.Pattern[str]:
    """A weekday with the day of the month: "Tuesday 11th", "Thu the 5th", "the 22nd (Thursday)"."""
    names = "|".join(sorted(map(re.escape, weekdays), key=len, reverse=True))
    return re.compile(
        rf"(?<!\w)(?:({names})\.?,? (?:the )?(\d{{1,2}})(?:st|nd|rd|th)(?!\w)"
        rf"|(\d{{1,2}})(?:st|nd|rd|th),? ?\(?({names})(?!\w))"
    )


@cache
def _bare(weekdays: tuple[str, ...], clock: ClockWords) -> re.Pattern[str]:
    """A weekday with the mere number of its day: "jeudi 19 à 9h", "giovedì 19 alle 9"; "jeudi 19h" tells an hour."""
    hour, until = any_of((*clock.oclock, *clock.hours)), any_of(set(clock.until) - {*clock.near, *clock.at})
    no_day = rf"[\w:/%€$£]|[.,]\d| ?-| ?(?:{hour})| (?:{until}) \d"
    return re.compile(rf"({any_of(weekdays)})\.?,? (?:le |il |el dia |el |dia |den |de )?(\d{{1,2}})(?!{no_day})")


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"({any_of(words)})")


def _day(year: str | None, month: int, day: int, base: date) -> date | None:
    try:
        if year:
            told = int(year) + (2000 if len(year) == 2 else 0)  # noqa: PLR2004
            return date(told - (_BUDDHIST if told > _THAI_YEARS else 0), month, day)
        found = date(base.year, month, day)
        return found if found >= base - _RECENT else date(base.year + 1, month, day)
    except ValueError:
        return None


def _explicit(text: str, words: DateWords, base: date) -> list[Found]:
    found: list[Found] = []
    taken: set[int] = set()
    for day, match in (*_with_names(text, words, base), *_in_numbers(text, words, base)):
        places = range(*match.span())
        if day is not None and taken.isdisjoint(places):
            taken.update(places)
            found.append(Found(day, match.start(), match.end()))
    if len(found) > 1:
        return [one for one in found if not is_hour(text, one.start, one.end, words.clock, loosely=True)]
    return found


def _with_names(text: str, words: DateWords, base: date) -> Iterable[tuple[date | None, re.Match[str]]]:
    month_day, day_month = _named(tuple(words.months))
    for match in month_day.finditer(text):
        yield _day(match[3], words.months[match[1]], int(match[2]), base), match
    for match in day_month.finditer(text):
        yield _day(match[3], words.months[match[2]], int(match[1]), base), match


def _in_numbers(text: str, words: DateWords, base: date) -> Iterable[tuple[date | None, re.Match[str]]]:
    for match in _FROM_YEAR.finditer(text):
        yield _day(match[1] or match[4], int(match[2] or match[5]), int(match[3] or match[6]), base), match
    for match in (*_SPACED.finditer(text), *_NUMERIC.finditer(text)):
        one, two = int(match[1]), int(match[2])
        month_first = words.month_first and "/" in match[0] and one <= 12  # noqa: PLR2004
        bare = match[3] is None and "." in match[0]
        if bare and (words.month_first or is_hour(text, *match.span(), words.clock)):
            continue
        yield _day(match[3], *((one, two) if month_first else (two, one)), base), match


def weekday_after(base: date, weekday: int) -> date:
    """The next such weekday after `base`, never `base` itself."""
    return base + timedelta(days=(weekday - base.weekday() - 1) % _WEEK + 1)


def _of_a_month(text: str, words: DateWords, base: date) -> list[Found]:
    """Days that are named by their number alone, of this month or the next in which they can be."""
    found: list[Found] = []
    for match in _numbered(tuple(words.weekdays)).finditer(text) if words.month_first else ():
        day = _next_numbered(base, int(match[2] or match[3]), words.weekdays[match[1] or match[4]])
        found += [Found(day, match.start(), match.end())] if day is not None else []
    if not found:
        for match in (_ORDINAL if words.month_first else _NUMBER_ALONE).finditer(text):
            day = _next_numbered(base, int(match[1]), None)
            found += [Found(day, match.start(), match.end())] if day is not None else []
    return found


def _next_numbered(base: date, number: int, weekday: int | None) -> date | None:
    """The next such day of a month from `base` on; its weekday, where told, chooses between the months."""
    coming = (base + timedelta(days=ahead) for ahead in range(_AHEAD))
    days = [day for day in coming if day.day == number]
    return next((day for day in days if weekday in (None, day.weekday())), days[0] if days else None)


def _beside_weekdays(text: str, words: DateWords, base: date) -> list[Found]:
    """Weekdays with a bare number, where that is the day of the month of one of the next weeks' such weekdays."""
    found: list[Found] = []
    for match in _bare(tuple(words.weekdays), words.clock).finditer(text):
        first = weekday_after(base - timedelta(days=1), words.weekdays[match[1]])
        days = (first + timedelta(days=_WEEK * ahead) for ahead in range(_NEAR_WEEKS))
        day = next((day for day in days if day.day == int(match[2])), None)
        if day is not None and len(match[1]) > 2:  # noqa: PLR2004
            found.append(Found(day, match.start(), match.end()))
    return found


def _tells_next_week(text: str, language: Language) -> Callable[[int], bool]:
    """Whether a weekday at a place is of the next week: "next Friday"; elsewhere a sentence must speak of that week."""
    if not language.dates.clock.known:
        return lambda place: text[:place].endswith("next ")
    rules = (language.dates.due.get(name, ()) for name in ("end_of_next_week", "early_next_week"))
    said = " ".join(bare_words(text))
    told = any(pattern.regex.search(said) for patterns in rules for pattern in patterns)
    return lambda _: told


def _a_week_later(after: str, words: DateWords) -> bool:
    """As in "Monday week", but not "Monday, week 7" nor "Monday week commencing"."""
    found = re.match(
        rf" ({any_of(words.week_later)})(?= ?(?:[.,;:!?)]|$)| (?:and|at|so|then|if|to|when|from)(?!\w))", after
    )
    return bool(words.week_later) and found is not None


def find_days(text: str, language: Language, base: date) -> list[Found]:
    """All dates that a folded sentence names, in order; a weekday beside an explicit date is not counted."""
    words = language.dates
    found = _explicit(text, words, base)
    if not found:
        found += _of_a_month(text, words, base)
    if not found:
        found += _beside_weekdays(text, words, base) if words.clock.known and not words.month_first else []
        numbered = {one.start for one in found}
        next_week = _tells_next_week(text, language)
        for match in _any_of(tuple(words.weekdays)).finditer(text):
            if match.start() in numbered:
                continue
            short = len(match[0]) < 3 and match[0] < _UNSPACED  # noqa: PLR2004
            if short and (words.weekdays[match[1]] == _SUNDAY or not _HOUR_NEXT.match(text, match.end())):
                continue
            day = weekday_after(base, words.weekdays[match[1]])
            soon = day - base < timedelta(days=_WEEK - base.weekday())
            if (next_week(match.start()) and soon) or _a_week_later(text[match.end() :], words):
                day += timedelta(days=_WEEK)
            found.append(Found(day, match.start(), match.end(), weekday_only=True))
    if not found:
        found += [Found(base, m.start(), m.end()) for m in _any_of(words.today).finditer(text)]
        found += [Found(base + timedelta(days=1), m.start(), m.end()) for m in _any_of(words.tomorrow).finditer(text)]
    return sorted(found, key=lambda item: item.start)
