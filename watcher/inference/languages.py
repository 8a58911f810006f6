"""The phrase files: families of wording by language."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from watcher.inference.folding import KEY_LENGTH, fold, words
from watcher.inference.patterns import Pattern, compile_pattern
from watcher.inference.tables import CONTEXT_KINDS, GUARDS, NEEDS, ClockWords, DateWords, Extraction, Family, Language
from watcher.inference.types import Kind


class Languages(Mapping[str, Language]):
    """The phrase files by language code, each compiled when it is first needed: few mailboxes hold many languages."""

    def __init__(self, phrases: Mapping[str, str]) -> None:
        """`phrases` are TOML texts by code, or "code/part". ValueError names what cannot be used."""
        by_code: dict[str, dict[str, str]] = {}
        for name, text in phrases.items():
            by_code.setdefault(name.partition("/")[0], {})[name] = text
        self._data = {code: _joined(code, texts) for code, texts in sorted(by_code.items())}
        self._compiled: dict[str, Language] = {}

    def __getitem__(self, code: str) -> Language:
        """ValueError names the entry that cannot be used."""
        if code not in self._compiled:
            self._compiled[code] = _language(code, self._data[code])
        return self._compiled[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)

    def spoken(self) -> dict[str, tuple[str, ...]]:
        """The languages that a word is a sign of: by their stop words, and their sure words of a job search.

        Job words of English are used in the mail of any language.
        """
        return self._signs(lambda code, data: folded(data.get("stopwords", "")) | _own(code, data, "strong"))

    def hinted(self) -> dict[str, tuple[str, ...]]:
        """The languages that a word may be a sign of, where there is no better one: by their other words of jobs."""
        return self._signs(lambda code, data: _own(code, data, "weak") | _own(code, data, "titles"))

    def _signs(self, words_of: Callable[[str, Mapping[str, Any]], frozenset[str]]) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for code, data in self._data.items():
            for word in words_of(code, data):
                found.setdefault(word, []).append(code)
        return {word: tuple(codes) for word, codes in found.items()}

    def all_words(self, *tables: str) -> frozenset[str]:
        """The context words of all languages, of these tables."""
        return frozenset().union(*(_context(data, name) for data in self._data.values() for name in tables))

    def words(self, code: str, *tables: str) -> frozenset[str]:
        """The context words of one language, of these tables; it is not compiled for them."""
        return frozenset().union(*(_context(self._data[code], name) for name in tables))

    def all_stems(self) -> tuple[tuple[str, str], ...]:
        """The beginnings and endings among the strong and weak words of all languages."""
        told = [(code, _context(data, "strong") | _context(data, "weak")) for code, data in self._data.items()]
        return tuple(pair for code, words_ in told for pair in _stems(self._data[code]) if pair[0] in words_)


def _stems(data: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """The beginnings and endings among the context words, each with what to look for in a text between blanks."""
    texts = [text for text in data.get("context", {}).values() if isinstance(text, str)]
    given = sorted(frozenset[str]().union(*map(folded, texts)))
    stems = [(entry, f" {entry[:-1]}" if entry.endswith("~") else f"{entry[1:]} ") for entry in given if "~" in entry]
    if any("~" in part for _, part in stems):
        raise ValueError("a context word is a beginning~ or an ~ending, not both")
    return tuple(stems)


def _own(code: str, data: Mapping[str, Any], name: str) -> frozenset[str]:
    return _context(data, name) if code != "en" else frozenset()


def _context(data: Mapping[str, Any], name: str) -> frozenset[str]:
    return folded(data.get("context", {}).get(name, ""))


def load(name: str, text: str) -> dict[str, Any]:
    """A TOML text as a table. ValueError names it where it is none."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{name}: {error}") from error


def _joined(code: str, texts: Mapping[str, str]) -> dict[str, Any]:
    """The files of one language as one: lists are put together, tables too."""
    data: dict[str, Any] = {}
    for name, text in sorted(texts.items()):
        for key, value in load(f"phrases/{name}", text).items():
            if isinstance(value, list):
                data[key] = [*data.get(key, []), *value]
            elif isinstance(value, dict):
                told = data.setdefault(key, {})
                if twice := sorted(told.keys() & value.keys()):
                    raise ValueError(f"phrases/{name}: {key}.{twice[0]} stands in another file of {code} too")
                told.update(value)
            elif key in data:
                raise ValueError(f"phrases/{name}: {key} stands in another file of {code} too")
            else:
                data[key] = value
    if data.get("language") != code:
        raise ValueError(f"phrases/{code}: language must be {code!r}")
    return data


def _language(code: str, data: Mapping[str, Any]) -> Language:
    words = {name: str(value) for name, value in data.get("words", {}).items()}
    stopwords = folded(data.get("stopwords", ""))
    families = tuple(_family(code, entry, words, stopwords) for entry in data.get("family", []))
    guards = {
        name: tuple(_pattern(code, f"guard {name}", source, words) for source in sources)
        for name, sources in data.get("guard", {}).items()
    }
    extractions = tuple(
        Extraction(str(entry["where"]), _pattern(code, "extract", source, words, stopwords))
        for entry in data.get("extract", [])
        for source in entry["patterns"]
    )
    return Language(
        code=code,
        stopwords=stopwords,
        strong=_context(data, "strong"),
        weak=_context(data, "weak"),
        foreign=_context(data, "foreign"),
        idioms=tuple(
            _pattern(code, "context idioms", source, words) for source in data.get("context", {}).get("idioms", [])
        ),
        titles=_context(data, "titles"),
        occupations=_context(data, "occupations"),
        posts=_context(data, "posts"),
        consulted=_context(data, "consulted"),
        services=_context(data, "services"),
        applies=_context(data, "applies"),
        streets=_context(data, "streets"),
        ambiguous=_context(data, "ambiguous"),
        you=_context(data, "you"),
        greetings=_context(data, "greetings"),
        stems=_stems(data),
        umlauts=bool(data.get("umlauts", False)),
        guards=MappingProxyType(guards),
        by_key=_by_key(families),
        keys=_keys(data, families, extractions),
        extractions=extractions,
        dates=_dates(code, data.get("dates", {}), data.get("times", {}), words),
    )


def _by_key(families: Sequence[Family]) -> Mapping[str, Mapping[str, tuple[tuple[Family, Pattern], ...]]]:
    found: dict[str, dict[str, list[tuple[Family, Pattern]]]] = {"in": {}, "out": {}}
    for family in families:
        for side in _sides(family):
            for pattern in family.patterns:
                for key in pattern.keys:
                    found[side].setdefault(key, []).append((family, pattern))
    return MappingProxyType({side: _frozen(by_key) for side, by_key in found.items()})


def _sides(family: Family) -> tuple[str, ...]:
    """Whose mail a family is looked for in: what tells who speaks in both, unless it is for the user's own."""
    return ("in", "out") if family.kind in CONTEXT_KINDS and family.side == "in" else (family.side,)


def _frozen(by_key: Mapping[str, list[tuple[Family, Pattern]]]) -> Mapping[str, tuple[tuple[Family, Pattern], ...]]:
    return MappingProxyType({key: tuple(entries) for key, entries in by_key.items()})


def _keys(data: Mapping[str, Any], families: Sequence[Family], extractions: Sequence[Extraction]) -> frozenset[str]:
    """The beginnings of all words that its patterns and its context look for."""
    context = (word for name in ("strong", "weak", "foreign", "posts") for word in _context(data, name))
    patterns = [pattern for family in families for pattern in family.patterns]
    patterns += [extraction.pattern for extraction in extractions]
    looked_for = (pattern.keys | pattern.also for pattern in patterns)
    return frozenset(words(word)[0][:KEY_LENGTH] for word in context).union(*looked_for)


def folded(text: str) -> frozenset[str]:
    """The words of a list, folded."""
    return frozenset(fold(text).split())


def _pattern(
    code: str, entry: str, source: str, words: Mapping[str, str], common: frozenset[str] = frozenset()
) -> Pattern:
    try:
        return compile_pattern(source, words, common)
    except ValueError as error:
        raise ValueError(f"phrases/{code}: {entry}: {error}") from error


def _family(code: str, entry: Mapping[str, Any], words: Mapping[str, str], common: frozenset[str]) -> Family:
    name = str(entry.get("name", ""))
    kind = str(entry.get("kind", ""))
    if kind not in CONTEXT_KINDS and kind not in set(Kind):
        raise ValueError(f"phrases/{code}: {name}: unknown kind {kind!r}")
    needs = str(entry.get("needs", "job"))
    guards = frozenset(entry.get("guards", ["conditional", "modal"]))
    if needs not in NEEDS or not guards <= GUARDS:
        raise ValueError(f"phrases/{code}: {name}: unknown needs {needs!r} or guards {sorted(guards)}")
    return Family(
        name=name,
        kind=kind,
        language=code,
        side=str(entry.get("side", "in")),
        where=str(entry.get("where", "any")),
        needs=needs,
        strength=int(entry.get("strength", 2)),
        asks=bool(entry.get("asks", False)),
        guards=guards,
        patterns=tuple(_pattern(code, name, source, words, common) for source in entry.get("patterns", [])),
        unless=tuple(_pattern(code, f"{name}: unless", source, words) for source in entry.get("unless", [])),
    )


def _zones(code: str, times: Mapping[str, Any]) -> Mapping[str, ZoneInfo]:
    try:
        return MappingProxyType({fold(word): ZoneInfo(name) for word, name in times.get("zones", {}).items()})
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError(f"phrases/{code}: times.zones: {error}") from error


def _clock(code: str, times: Mapping[str, Any]) -> ClockWords:
    known = {item.name for item in fields(ClockWords)}
    told: dict[str, Any] = {}
    for name, value in times.items():
        if name in known:
            by_word = isinstance(value, dict)
            told[name] = {fold(w): int(n) for w, n in value.items()} if by_word else tuple(map(fold, value))
        elif name != "zones":
            raise ValueError(f"phrases/{code}: times: unknown {name}")
    return ClockWords(**told)


def _dates(code: str, data: Mapping[str, Any], times: Mapping[str, Any], words: Mapping[str, str]) -> DateWords:
    due = {
        rule: tuple(_pattern(code, f"dates.due.{rule}", source, words) for source in sources)
        for rule, sources in data.get("due", {}).items()
    }
    return DateWords(
        weekdays=MappingProxyType({fold(w): day for day, names in enumerate(data.get("weekdays", [])) for w in names}),
        months=MappingProxyType({fold(w): n + 1 for n, names in enumerate(data.get("months", [])) for w in names}),
        numbers=MappingProxyType({fold(word): int(number) for word, number in data.get("numbers", {}).items()}),
        month_first=bool(data.get("month_first", False)),
        tomorrow=tuple(fold(word) for word in data.get("tomorrow", ())),
        today=tuple(fold(word) for word in data.get("today", ())),
        by=frozenset(fold(word) for word in data.get("by", ())),
        due=MappingProxyType(due),
        clock=_clock(code, times),
        zones=_zones(code, times),
    )
