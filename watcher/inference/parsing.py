"""The tables from their TOML texts; what cannot be used is named by file and entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from hashlib import sha256
from types import MappingProxyType
from typing import Any

from watcher.inference.folding import fold, words
from watcher.inference.languages import Languages
from watcher.inference.signs import Signs, folded, load
from watcher.inference.tables import (
    CODE_VERSION,
    COMPANY_PLACES,
    SENDER_KINDS,
    NameWords,
    Sender,
    Tables,
)
from watcher.inference.types import Kind


def parse_tables(senders: str, phrases: Mapping[str, str]) -> Tables:
    """The tables from their TOML texts: `senders`, and `phrases` by language code, or "code/part" where there are more.

    ValueError names the file and the entry that cannot be used; of a language, when it is first used.
    """
    rows, common_noise, names = _senders(senders)
    languages, signs = Languages(phrases), Signs(phrases)
    text = "\n".join([senders, *(phrases[name] for name in sorted(phrases)), str(CODE_VERSION)])
    return Tables(
        senders=rows,
        by_domain=MappingProxyType({domain: row for row in rows for domain in row.domains}),
        service_names=frozenset(fold(row.name) for row in rows if row.kind not in ("ats", "board")),
        common_noise=common_noise,
        names=names,
        languages=languages,
        spoken=MappingProxyType(signs.spoken()),
        hinted=MappingProxyType(signs.hinted()),
        sure=signs.all_words("strong"),
        likely=signs.all_words("weak", "titles"),
        ordinary=signs.all_words("ordinary"),
        sure_in=MappingProxyType({code: signs.words(code, "strong") for code in languages}),
        likely_in=MappingProxyType({code: signs.words(code, "weak", "titles") for code in languages}),
        stems=signs.all_stems(),
        version=f"{CODE_VERSION}.{sha256(text.encode()).hexdigest()[:10]}",
    )


def _senders(text: str) -> tuple[tuple[Sender, ...], tuple[str, ...], NameWords]:
    data = load("senders", text)
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
    names = NameWords(**{name: folded(text) for name, text in words.items()})
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
