"""The phrase files: families of wording by language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from types import MappingProxyType
from typing import Any
from zlib import compress, decompress
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from watcher.inference.folding import KEY_LENGTH, fold, words
from watcher.inference.patterns import Pattern, Translator
from watcher.inference.signs import by_code, context, folded, joined, stems
from watcher.inference.tables import CONTEXT_KINDS, GUARDS, NEEDS, ClockWords, DateWords, Extraction, Family, Language
from watcher.inference.tables import RoleWords as Roles
from watcher.inference.types import Kind


class Languages(Mapping[str, Language]):
    """The phrase files by language code, each compiled when it is first needed: few mailboxes hold many languages.

    Until then it is packed, quickly rather than well, for every command does it: the tables of all of them would take
    4 MB of a process that may live for months.
    """

    def __init__(self, phrases: Mapping[str, str]) -> None:
        """`phrases` are TOML texts by code, or "code/part". ValueError names what cannot be used."""
        self._packed = {
            code: {name: compress(text.encode(), 1) for name, text in texts.items()}
            for code, texts in by_code(phrases).items()
        }
        self._compiled: dict[str, Language] = {}

    def __getitem__(self, code: str) -> Language:
        """ValueError names the entry that cannot be used."""
        if code not in self._compiled:
            texts = {name: decompress(packed).decode() for name, packed in self._packed[code].items()}
            self._compiled[code] = _language(code, joined(code, texts))
        return self._compiled[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


def _language(code: str, data: Mapping[str, Any]) -> Language:
    words = {name: str(value) for name, value in data.get("words", {}).items()}
    stopwords = folded(data.get("stopwords", ""))
    plain, searched = Translator(words), Translator(words, stopwords)
    families = tuple(_family(code, entry, plain, searched) for entry in data.get("family", []))
    guards = {
        name: tuple(_pattern(code, f"guard {name}", source, plain) for source in sources)
        for name, sources in data.get("guard", {}).items()
    }
    extractions = tuple(
        Extraction(str(entry["where"]), _pattern(code, "extract", source, searched))
        for entry in data.get("extract", [])
        for source in entry["patterns"]
    )
    return Language(
        code=code,
        stopwords=stopwords,
        strong=context(data, "strong"),
        weak=context(data, "weak"),
        foreign=context(data, "foreign"),
        idioms=tuple(
            _pattern(code, "context idioms", source, plain) for source in data.get("context", {}).get("idioms", [])
        ),
        titles=context(data, "titles"),
        occupations=context(data, "occupations"),
        posts=context(data, "posts"),
        consulted=context(data, "consulted"),
        services=context(data, "services"),
        applies=context(data, "applies"),
        streets=context(data, "streets"),
        ambiguous=context(data, "ambiguous"),
        you=context(data, "you"),
        greetings=context(data, "greetings"),
        stems=stems(data),
        umlauts=bool(data.get("umlauts", False)),
        guards=MappingProxyType(guards),
        by_key=_by_key(families),
        keys=_keys(data, families, extractions),
        extractions=extractions,
        dates=_dates(code, data.get("dates", {}), data.get("times", {}), plain),
        roles=_roles(code, data, searched),
    )


def _roles(code: str, data: Mapping[str, Any], translator: Translator) -> Roles:
    given = dict(data.get("roles", {}))
    known = {item.name for item in fields(Roles)} - {"endings"}
    if not set(given) <= known:
        raise ValueError(f"phrases/{code}: roles: unknown {', '.join(sorted(set(given) - known))}")
    titles = context(data, "titles") | context(data, "occupations") | folded(given.pop("titles", ""))
    told: dict[str, Any] = {
        "leads": tuple(_pattern(code, "roles leads", source, translator) for source in given.pop("leads", [])),
        "openings": tuple(sorted(folded(given.pop("openings", "")))),
        "last": bool(given.pop("last", False)),
        "capitals": bool(given.pop("capitals", False)),
        "titles": frozenset(word for word in titles if not word.startswith("~")),
        "endings": tuple(sorted(word[1:] for word in titles if word.startswith("~"))),
        **{name: folded(text) for name, text in given.items()},
    }
    return Roles(**told)


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
    found = (word for name in ("strong", "weak", "foreign", "posts") for word in context(data, name))
    patterns = [pattern for family in families for pattern in family.patterns]
    patterns += [extraction.pattern for extraction in extractions]
    looked_for = (pattern.keys | pattern.also for pattern in patterns)
    return frozenset(words(word)[0][:KEY_LENGTH] for word in found).union(*looked_for)


def _pattern(code: str, entry: str, source: str, translator: Translator) -> Pattern:
    try:
        return translator.pattern(source)
    except ValueError as error:
        raise ValueError(f"phrases/{code}: {entry}: {error}") from error


def _family(code: str, entry: Mapping[str, Any], plain: Translator, searched: Translator) -> Family:
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
        patterns=tuple(_pattern(code, name, source, searched) for source in entry.get("patterns", [])),
        unless=tuple(_pattern(code, f"{name}: unless", source, plain) for source in entry.get("unless", [])),
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


def _dates(code: str, data: Mapping[str, Any], times: Mapping[str, Any], plain: Translator) -> DateWords:
    due = {
        rule: tuple(_pattern(code, f"dates.due.{rule}", source, plain) for source in sources)
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
        week_later=tuple(fold(word) for word in data.get("week_later", ())),
    )
