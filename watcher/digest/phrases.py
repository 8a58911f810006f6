"""The words of the digest in one language, from data/<language>.toml, and the strings of mail made fit for them."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from watcher.drafting import one_line
from watcher.timeline import Why

LANGUAGES = ("en", "de", "fr", "es")
_NOON = 12
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_FIRST_STRONG, _POP = "\u2068", "\u2069"
_ISO_DAY = re.compile(r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b")
_SHORT_WORD = 12


@dataclass(frozen=True)
class Phrases:
    """The tables of one language; `country` (ISO 3166) tells how dates are written where that differs."""

    language: str
    tables: Mapping[str, Any]
    country: str = ""

    def say(self, table: str, key: str, **facts: object) -> str:
        """A phrase with its facts filled in; KeyError where there is none."""
        found: str = self.tables[table][key]
        return found.format_map(facts) if facts else found

    def table(self, name: str, inner: str = "") -> Mapping[str, Any]:
        """A whole table, or one inside it."""
        found: Mapping[str, Any] = self.tables[name][inner] if inner else self.tables[name]
        return found

    def count(self, table: str, key: str, n: int) -> str:
        """A phrase for so many."""
        one, other = self.tables[table][key]
        return str(one if n == 1 else other).format_map({"n": n})

    def day(self, on: date) -> str:
        """A local date, with its weekday."""
        return self._date("day", on)

    def long_day(self, on: date) -> str:
        """The same, with its year."""
        return self._date("long", on)

    def short_day(self, on: date) -> str:
        """The same in figures, without its weekday: for where there is little room."""
        return self._pattern("short").format(day=on.day, month=on.month)

    def clock(self, at: datetime) -> str:
        """A local time of day."""
        half = "AM" if at.hour < _NOON else "PM"
        return self._pattern("clock").format(
            hour=at.hour, minute=at.minute, hour12=(at.hour - 1) % _NOON + 1, half=half
        )

    def _date(self, name: str, on: date) -> str:
        dates = self.tables["dates"]
        day = dates["first"] if on.day == 1 else str(on.day)
        return self._pattern(name).format(
            weekday=dates["weekdays"][on.weekday()], day=day, month=dates["months"][on.month - 1], year=on.year
        )

    def _pattern(self, name: str) -> str:
        dates = self.tables["dates"]
        found: str = dates.get(self.country, dates).get(name, dates[name])
        return found

    def why(self, reason: str) -> str:
        """A reason that another room gives, in this language, its dates local; what has no code stays as it is."""
        return self._local(self._why(reason))

    def _why(self, reason: str) -> str:
        words = self.tables.get("why", {}).get(reason.code) if isinstance(reason, Why) else None
        if words is None or not isinstance(reason, Why):
            return reason
        facts = {name: self._why(fact) if isinstance(fact, str) else fact for name, fact in reason.facts.items()}
        return str(words.format_map(facts))

    def _local(self, text: str) -> str:
        return _ISO_DAY.sub(lambda match: self._day_of(match[0]), text)

    def _day_of(self, text: str) -> str:
        try:
            return self.day(date.fromisoformat(text))
        except ValueError:
            return text


def parse_phrases(language: str, text: str, country: str = "") -> Phrases:
    """Read the table of a language; tomllib.TOMLDecodeError where it is none."""
    tables = tomllib.loads(text)
    return Phrases(language, tables, country)


def fit(text: str, most: int) -> str:
    """A string of mail as one line of visible text, at most so long, that turns nothing around it right to left.

    Controls, invisible characters and bidi overrides go; what is written right to left stands in isolates (UAX 9).
    """
    clean = one_line(text)
    if len(clean) > most:
        clean = f"{_whole(clean[: most - 1])}…"
    if any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in clean):
        return f"{_FIRST_STRONG}{clean}{_POP}"
    return clean


def _whole(cut: str) -> str:
    """Without the piece of a word at its end, where that is a short one."""
    head, space, tail = cut.rpartition(" ")
    return head.rstrip() if space and len(tail) < _SHORT_WORD else cut.rstrip()
