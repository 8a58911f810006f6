"""The tables from their TOML texts; what cannot be used is named by file and entry."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import fields
from hashlib import sha256
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from watcher.inference.folding import KEY_LENGTH, fold, words
from watcher.inference.patterns import Pattern, compile_pattern
from watcher.inference.tables import (
    CODE_VERSION,
    COMPANY_PLACES,
    CONTEXT_KINDS,
    GUARDS,
    NEEDS,
    SENDER_KINDS,
    DateWords,
    Extraction,
    Family,
    Language,
    NameWords,
    Sender,
    Tables,
)
from watcher.inference.types import Kind


def parse_tables(senders: str, phrases: Mapping[str, str]) -> Tables:
    """The tables from their TOML texts: `senders`, and `phrases` by language code, or "code/part" where there are more.

    ValueError names the file and the entry that cannot be used.
    """
    rows, common_noise, names = _senders(senders)
    by_code: dict[str, dict[str, str]] = {}
    for name, text in phrases.items():
        by_code.setdefault(name.partition("/")[0], {})[name] = text
    languages = {code: _language(code, texts) for code, texts in sorted(by_code.items())}
    by_key: dict[str, list[tuple[Family, Pattern]]] = {}
    wanted: set[str] = set()
    for language in languages.values():
        wanted.update(_context_keys(language))
        for family in language.families:
            for pattern in family.patterns:
                wanted.update(pattern.also)
                for key in pattern.keys:
                    by_key.setdefault(key, []).append((family, pattern))
        for extraction in language.extractions:
            wanted.update(extraction.pattern.keys)
    text = "\n".join([senders, *(phrases[name] for name in sorted(phrases)), str(CODE_VERSION)])
    return Tables(
        senders=rows,
        by_domain=MappingProxyType({domain: row for row in rows for domain in row.domains}),
        service_names=frozenset(fold(row.name) for row in rows if row.kind not in ("ats", "board")),
        common_noise=common_noise,
        names=names,
        languages=MappingProxyType(languages),
        by_key=MappingProxyType({key: tuple(entries) for key, entries in by_key.items()}),
        keys=frozenset(by_key) | wanted,
        sure=frozenset[str]().union(*(language.strong for language in languages.values())),
        likely=frozenset[str]().union(*(language.weak | language.titles for language in languages.values())),
        stems=tuple(pair for language in languages.values() for pair in language.stems if _tells(pair[0], language)),
        version=f"{CODE_VERSION}.{sha256(text.encode()).hexdigest()[:10]}",
    )


def _context_keys(language: Language) -> set[str]:
    context = language.strong | language.weak | language.foreign
    return {words(word)[0][:KEY_LENGTH] for word in context}


def _tells(entry: str, language: Language) -> bool:
    return entry in language.strong or entry in language.weak


def _stems(context: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The beginnings and endings among the context words, each with what to look for in a text between blanks."""
    given = sorted(frozenset[str]().union(*(_folded(text) for text in context.values() if isinstance(text, str))))
    stems = [(entry, f" {entry[:-1]}" if entry.endswith("~") else f"{entry[1:]} ") for entry in given if "~" in entry]
    if any("~" in part for _, part in stems):
        raise ValueError("a context word is a beginning~ or an ~ending, not both")
    return tuple(stems)


def _load(name: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{name}: {error}") from error


def _senders(text: str) -> tuple[tuple[Sender, ...], tuple[str, ...], NameWords]:
    data = _load("senders", text)
    rows = tuple(_sender(row) for row in data.get("sender", []))
    owners: dict[str, str] = {}
    for row in rows:
        for domain in row.domains:
            if domain in owners:
                raise ValueError(f"senders: {row.name}: the domain {domain} already belongs to {owners[domain]}")
            owners[domain] = row.name
    known = {field.name for field in fields(NameWords)}
    words = data.get("names", {})
    if not set(words) <= known:
        raise ValueError(f"senders: names: unknown {', '.join(sorted(set(words) - known))}")
    names = NameWords(**{name: _folded(text) for name, text in words.items()})
    return rows, tuple(_spaced(word) for word in data.get("common_noise", [])), names


def _spaced(text: str) -> str:
    """As the words of a subject are compared: folded, with one blank between."""
    return " ".join(words(fold(text)))


def _sender(row: Mapping[str, Any]) -> Sender:
    name = str(row.get("name", ""))
    domains = tuple(str(domain).lower() for domain in row.get("domains", ()))
    if not name or not domains:
        raise ValueError(f"senders: {name or row!r} needs a name and domains")
    if row.get("kind") not in SENDER_KINDS:
        raise ValueError(f"senders: {name}: kind must be one of {', '.join(sorted(SENDER_KINDS))}")
    places = tuple(row.get("company", ()))
    if not set(places) <= COMPANY_PLACES:
        raise ValueError(f"senders: {name}: company must be of {', '.join(sorted(COMPANY_PLACES))}")
    try:
        keys = {fold(k): None if kind == "noise" else Kind(kind) for k, kind in row.get("template_keys", {}).items()}
    except ValueError as error:
        raise ValueError(f"senders: {name}: {error}") from error
    return Sender(
        name=name,
        kind=str(row["kind"]),
        domains=domains,
        company=places,
        links=tuple(row.get("links", ())),
        noise=tuple(_spaced(word) for word in row.get("noise", ())),
        noise_from=tuple(str(place).lower() for place in row.get("noise_from", ())),
        template_keys=MappingProxyType(keys),
        fixed=str(row.get("fixed", "")),
        alone=bool(row.get("alone", False)),
    )


def _joined(code: str, texts: Mapping[str, str]) -> dict[str, Any]:
    """The files of one language as one: lists are put together, tables too."""
    data: dict[str, Any] = {}
    for name, text in sorted(texts.items()):
        for key, value in _load(f"phrases/{name}", text).items():
            if isinstance(value, list):
                data[key] = [*data.get(key, []), *value]
            elif isinstance(value, dict):
                data[key] = {**data.get(key, {}), **value}
            elif key in data:
                raise ValueError(f"phrases/{name}: {key} stands in another file of {code} too")
            else:
                data[key] = value
    return data


def _language(code: str, texts: Mapping[str, str]) -> Language:
    data = _joined(code, texts)
    if data.get("language") != code:
        raise ValueError(f"phrases/{code}: language must be {code!r}")
    words = {name: str(value) for name, value in data.get("words", {}).items()}
    stopwords = _folded(data.get("stopwords", ""))
    context = data.get("context", {})
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
        strong=_folded(context.get("strong", "")),
        weak=_folded(context.get("weak", "")),
        foreign=_folded(context.get("foreign", "")),
        idioms=tuple(_pattern(code, "context idioms", source, words) for source in context.get("idioms", [])),
        titles=_folded(context.get("titles", "")),
        ambiguous=_folded(context.get("ambiguous", "")),
        you=_folded(context.get("you", "")),
        greetings=_folded(context.get("greetings", "")),
        stems=_stems(context),
        umlauts=bool(data.get("umlauts", False)),
        guards=MappingProxyType(guards),
        families=tuple(_family(code, entry, words, stopwords) for entry in data.get("family", [])),
        extractions=extractions,
        dates=_dates(code, data.get("dates", {}), data.get("times", {}), words),
    )


def _folded(words: str) -> frozenset[str]:
    return frozenset(fold(words).split())


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
        am=tuple(fold(word) for word in times.get("am", ())),
        pm=tuple(fold(word) for word in times.get("pm", ())),
        at=tuple(fold(word) for word in times.get("at", ())),
        zones=_zones(code, times),
    )
