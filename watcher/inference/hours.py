"""Hours as a language says them: "klo 14", "14.30 val.", "下午2点半", "alle 15", by the words of its phrase file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from watcher.inference.alternatives import any_of
from watcher.inference.tables import ClockWords, Language

_BEFORE = 40  # characters before a number in which its words stand
_HALF_DAY = 12
_HOUR = 60
_NUMBER = (
    r"(?:(?<![\d:/.,$£€+-])|(?<=[\u0590-\u05ff]-))(\d{1,2})(?:(?: ?h ?|[:.u])([0-5]\d))?(?!\d|[.,/]\d|-\d{1,2}-|:)"
)
_DOTTED = re.compile(r"\d{1,2}\.\d{2}\.?")
_NO_HOUR = r" ?[%€$£]"
_SPAN = "間间간"  # "2時間", "2시간" are two hours long


@dataclass(frozen=True, slots=True)
class Told:
    """One clock time as it stands in a text: `sure` where its shape alone makes it one, else a day must be beside it.

    `zero` tells that it was written with a leading zero, `exact` that more than the hour, or a word for it, was.
    """

    begins: int
    ends: int
    hour: int
    minute: int
    meridiem: str
    sure: bool
    zero: bool = False
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Hours:
    """The patterns of one language: a number, what stands before and after it, and what leads to the end of a range."""

    words: ClockWords
    number: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    until: re.Pattern[str]
    no_hour: re.Pattern[str]


@cache
def _compiled(words: ClockWords) -> Hours:
    half_days, past, minute = any_of((*words.am, *words.pm)), any_of(words.past), any_of(words.minute)
    minutes = rf" ?([0-5]?\d)(?!\d)(?: ?(?:{minute})|(?= ?(?:[.,;!?()]|$)))"
    return Hours(
        words,
        number=re.compile(_NUMBER + (rf"|({any_of(words.spoken)})" if words.spoken else "|((?!))")),
        before=re.compile(
            rf"(?:({half_days}),? ?)?(?:({any_of(words.at)})[.:]? ?|({any_of(words.near)})(?: |-))?"
            rf"(?:({any_of(words.half)}) )?$"
        ),
        after=re.compile(
            rf"(?:\.? ?(?:({any_of(words.oclock)})|({any_of(words.hours)}))(?![{_SPAN}])\.?(?:{minutes})?)?"
            rf"(?: ?({past}))?(?:,? ?({half_days}))?"
        ),
        until=re.compile(rf" ?(?:-|{any_of(words.until)}) ?"),
        no_hour=re.compile(rf"{_NO_HOUR}|-? ?(?:{any_of(words.units)})"),
    )


def hours_of(languages: Iterable[Language]) -> list[Hours]:
    """What tells hours in the languages that have words for them."""
    return [_compiled(language.dates.clock) for language in languages if language.dates.clock.known]


def worded(text: str, hours: Iterable[Hours]) -> list[Told]:
    """The clock times of a folded text that stand with such words, in order."""
    found = (_told(text, match, known) for known in hours for match in known.number.finditer(text))
    return sorted(filter(None, found), key=lambda told: (told.begins, not told.sure, -told.ends))


def told_at(text: str, place: int, known: Hours) -> Told | None:
    """The clock time that begins at a place, as the end of a range does."""
    match = known.number.match(text, place)
    return _told(text, match, known, bare=True) if match is not None else None


def is_hour(text: str, begin: int, end: int, words: ClockWords, *, loosely: bool = False) -> bool:
    """Whether two numbers with a dot between are hour and minutes, and no date: "kl. 14.10", "14.10 Uhr".

    `loosely`, as beside a date, also after a word that may stand before other things: "v 14.10".
    """
    if not words.known or not _DOTTED.fullmatch(text, begin, end):
        return False
    known = _compiled(words)
    before = known.before.search(text[max(0, begin - _BEFORE) : begin])
    after = known.after.match(text, end)
    if before is not None and (before[2] or (loosely and before[3] and text[end - 1] != ".")):
        return True
    return after is not None and bool(after[1] or after[2] or after[5])


def _told(text: str, match: re.Match[str], known: Hours, *, bare: bool = False) -> Told | None:
    begin, end = match.span()
    before = known.before.search(text[max(0, begin - _BEFORE) : begin])
    after = known.after.match(text, end)
    if before is None or after is None:  # both match the empty text
        return None
    at, near, half = before[2], before[3], before[4]
    word, either = after[1], after[2]
    half_day = after[5] or before[1]
    if not (bare or at or near or word or either or (half_day and match[2])) or known.no_hour.match(text, after.end()):
        return None
    hour = _number(match, known)
    minute = int(match[2] or after[3] or 0) + known.words.past.get(after[4] or "", 0) - (_HOUR // 2 if half else 0)
    hour, minute = hour + minute // _HOUR, minute % _HOUR
    sure = bool(at or word or half_day or (either and (near or match[2])))
    if match[3] and not (at or word or (either and half_day) or (near and (half_day or after[4]))):
        return None
    return Told(
        begins=begin - len(f"{half} " if half else ""),
        ends=after.end(),
        hour=hour or (_HALF_DAY if not match[1] else 0),
        minute=minute,
        meridiem=_meridiem(half_day, known),
        sure=sure,
        zero=match[0].startswith("0"),
        exact=bool(match[2] or word or either or half_day),
    )


def _number(match: re.Match[str], known: Hours) -> int:
    return int(match[1]) if match[1] else known.words.spoken[_plain(match[3])]


def _meridiem(half_day: str | None, known: Hours) -> str:
    if not half_day:
        return ""
    return "a" if _plain(half_day) in known.words.am else "p"


def _plain(word: str) -> str:
    return word.replace("\u0640", "")
