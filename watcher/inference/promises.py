"""Promises: "you will hear from us by Friday", and the date that they name.

"End of next week" is that Friday; "within n business days" counts Monday to Friday; "soon" names no date. A date
that is past, or more than 90 days ahead, is ignored; of several the latest counts. "We meet on Friday. I'll let you
know then." promises the day of the sentence before.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from watcher.inference.dates import find_days, sent, zone_of
from watcher.inference.folding import Sentence
from watcher.inference.patterns import Pattern
from watcher.inference.phrases import Hit, Read, find, is_conditional
from watcher.inference.tables import Language, Tables
from watcher.reading import Message

FURTHEST = timedelta(days=90)
_FRIDAY = 4
_SATURDAY = 5
_WEDNESDAY = 2
_TWO_MONTHS = 62  # days
_KINDS = frozenset({"promise"})
_BUSINESS = "business_days"
_NUMBERED = "numbered_week"
_TOGETHER = re.compile(r"(?<![^ ])(kw|wk)(\d{1,2})(?![^ ])")
_NEXT_NUMBER = re.compile(r"(?: [a-z]{1,4})? (\d{1,2})(?![^ ])")  # "week 14 or 15"


@dataclass(frozen=True, slots=True, order=True)
class Promised:
    """The date that is named as a limit, and the count where it was one of business days, else 0."""

    day: date
    business_days: int = 0


def add_business_days(start: date, count: int) -> date:
    """The date `count` days later, counting Monday to Friday."""
    day = start
    while count > 0:
        day += timedelta(days=1)
        if day.weekday() < _SATURDAY:
            count -= 1
    return day


def _friday(base: date, weeks: int) -> date:
    monday = base - timedelta(days=base.weekday())
    return monday + timedelta(days=7 * weeks + _FRIDAY)


def _month_end(base: date, months: int) -> date:
    month = base.month - 1 + months
    year, month = base.year + month // 12, month % 12 + 1
    return date(year, month, calendar.monthrange(year, month)[1])


def _in_month(base: date, month: int, day: int) -> date:
    """The day of the next such month, its last for 0; of this year's where that is not over."""
    for year in (base.year, base.year + 1):
        told = date(year, month, day or calendar.monthrange(year, month)[1])
        if told >= base:
            return told
    return told


def _in_week(base: date, number: int) -> date | None:
    """The Friday of the next calendar week of that number (ISO 8601), None where no such week is near."""
    for year in (base.year, base.year + 1):
        try:
            told = date.fromisocalendar(year, number, _FRIDAY + 1)
        except ValueError:
            continue
        if told >= base:
            return told
    return None


def _numbered(base: date, day: int) -> date:
    """The next such day of a month from `base` on; before `base`, and so none, where no month has it."""
    coming = (base + timedelta(days=ahead) for ahead in range(_TWO_MONTHS))
    return next((one for one in coming if one.day == day), base - timedelta(days=1))


_OF_A_MONTH: dict[str, Callable[[date, int], date]] = {
    "early_in_month": lambda base, month: _in_month(base, month, 10),
    "first_half_of_month": lambda base, month: _in_month(base, month, 15),
    "end_of_a_month": lambda base, month: _in_month(base, month, 0),
}
"""Rules whose number is a month that is named: the last day of that part of it."""

_RULES: dict[str, Callable[[date, int], date | None]] = {
    _BUSINESS: add_business_days,
    "days": lambda base, count: base + timedelta(days=count),
    "weeks": lambda base, count: base + timedelta(weeks=count),
    _NUMBERED: _in_week,
    "end_of_this_week": lambda base, _: _friday(base, 0),
    "early_next_week": lambda base, _: _friday(base, 1) - timedelta(days=_FRIDAY - _WEDNESDAY),
    "end_of_next_week": lambda base, _: _friday(base, 1),
    "middle_of_month": lambda base, _: base.replace(day=15) if base.day <= 15 else None,  # noqa: PLR2004
    "end_of_month": lambda base, _: _month_end(base, 0),
    "end_of_next_month": lambda base, _: _month_end(base, 1),
    "week_of": lambda base, day: _friday(_numbered(base - timedelta(days=_FRIDAY), day), 0),
    "day_of_month": _numbered,
    **_OF_A_MONTH,
}
_COUNTED = (("or three", 3), ("couple", 2), ("fortnight", 2), ("quinzaine", 2), ("or two", 2))


def _number(text: str, language: Language) -> int | None:
    word = text.rpartition(" ")[2]
    if word.isascii() and word.isdigit():
        return int(word[:3])
    return language.dates.numbers.get(word)


def _count(rule: str, pattern: Pattern, match: re.Match[str], language: Language) -> int | None:
    """The number, or the month, that a rule is told with; None where another word stands in its place."""
    if rule in _OF_A_MONTH:
        return language.dates.months.get(match["n"])
    if rule == _NUMBERED:
        return _week(match["n"], match.string[match.end() :])
    if "n" in pattern.regex.groupindex:
        return _number(match.string[: match.end("n")][-24:], language)
    return next((told for words, told in _COUNTED if words in match[0]), 1)


def _relative(text: str, language: Language, base: date) -> Iterable[Promised]:
    """Dates of the phrase tables. What an earlier rule took is not read again by a later one."""
    taken = _TOGETHER.sub(r"\1 \2", text.replace("mid-", "mid "))
    for rule, patterns in language.dates.due.items():
        for pattern in patterns:
            counted = ((match, _count(rule, pattern, match, language)) for match in pattern.regex.finditer(taken))
            match, count = next((found for found in counted if found[1] is not None), (None, None))
            if match is None or count is None:
                continue
            taken = taken[: match.start()] + " ; " + taken[match.end() :]
            days = -(-count // 24) if "hour" in match[0] else count
            day = _RULES[rule](base, days)
            if day is not None:
                yield Promised(day, days if rule == _BUSINESS else 0)
            break


def _week(number: str, after: str) -> int | None:
    """The number of a week, of two that are told side by side the later: "KW 14/15", "week 14 and 15"."""
    if not number.isdecimal():
        return None
    week, match = int(number[:3]), _NEXT_NUMBER.match(after)
    return week + 1 if match is not None and int(match[1]) == week + 1 else week


def _vague(text: str, found_at: int) -> bool:
    """A date that tells when something happened ("your interview on Monday"), not by when."""
    before = text[max(0, found_at - 40) : found_at]
    return bool(
        re.search(r"(interview|met|spoke|call|conversation|meeting|applied|gesprach|entretien) (?:\w+ ){0,2}$", before)
    )


def due_dates(sentence: Sentence, language: Language, base: date) -> list[Promised]:
    """All dates that a sentence names as a limit, earliest first."""
    text = sentence.folded
    found = list(_relative(sentence.bare, language, base))
    found += [Promised(item.day) for item in find_days(text, language, base) if not _vague(text, item.start)]
    return sorted(one for one in found if base <= one.day <= base + FURTHEST)


def _days(hit: Hit, read: Read, language: Language, base: date) -> list[Promised]:
    """The dates of the promise; where it only says "then", those of the sentence before: "We meet on the 19th"."""
    told = due_dates(hit.sentence, language, base)
    before = read.body.sentences[hit.index - 1] if hit.index > 0 else None
    if told or before is None or before.is_question or is_conditional(before, language):
        return told
    points = any(pattern.regex.search(hit.sentence.bare) for pattern in language.guards.get("afterwards", ()))
    return due_dates(before, language, base) if points else []


def promise(message: Message, read: Read, tables: Tables, held_on: date | None = None) -> tuple[Promised, Hit] | None:
    """The latest date by which the writer promises to be heard of, with the wording; never that of the interview."""
    base = sent(message).astimezone(zone_of(message)).date()
    best: tuple[Promised, Hit] | None = None
    for hit in find(read, tables, "in", _KINDS):
        if hit.in_subject:
            continue
        language = tables.languages[hit.family.language]
        if is_conditional(hit.sentence, language) or hit.sentence.is_question:
            continue
        days = [one for one in _days(hit, read, language, base) if one.day != held_on]
        if days and (best is None or days[-1] > best[0]):
            best = (days[-1], Hit(hit.family, hit.sentence, 0, len(hit.sentence.bare), False, hit.index))
    return best
