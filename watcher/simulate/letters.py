"""Letters of a job search, as data: `data/letters/<language>.toml`, filled with companies, roles, people and days.

One `[[letter]]` has `name`, `kind` and `text`, and may have

- `routes`: which ways it comes ("ats", "board", "person", "agency", "user"); none: any way that is received
- `from`: the sender's header text, for "ats" and "board" alone; a person's is set by the caller
- `subject`, `reply_to`, `headers`
- `form`: "text" (the default), "both" (plain text and HTML) or "html" (HTML alone)
- `html`: the content of an HTML mail with a layout of its own; without `text` it is HTML alone
- `reply = true`: it answers in a thread, whose subject the caller may take, and below which it may quote

Holes are written `{company}`; `HOLES` lists them. `{slug}` is made of the company: its letters and digits, lower case.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any
from unicodedata import normalize

from watcher.demo.compose import as_html, page
from watcher.inference import ENTERED, Kind

ROUTES = ("ats", "board", "person", "agency", "user")
RELAYED = frozenset({"ats", "board"})
HOLES = frozenset(
    "company role me me_first person person_first person_title domain day time promise phone slug".split()  # noqa: SIM905
)
# What a kind of letter tells, where its name is no event's.
TELLS: Mapping[str, frozenset[Kind]] = {
    "application_confirmation_promise": frozenset({Kind.APPLICATION_CONFIRMATION, Kind.PROMISE}),
    "application_confirmation_no_follow_up": frozenset({Kind.APPLICATION_CONFIRMATION, Kind.DO_NOT_CONTACT}),
    "recruiter_reply_promise": frozenset({Kind.RECRUITER_REPLY, Kind.PROMISE}),
    "rejection_after_interview": frozenset({Kind.REJECTION}),
    "no_follow_up_personal": frozenset({Kind.RECRUITER_REPLY, Kind.DO_NOT_CONTACT}),
}
KINDS = frozenset(Kind) - ENTERED - {Kind.PROMISE, Kind.DO_NOT_CONTACT} | TELLS.keys()
FORMS = ("text", "both", "html")
KEYS = frozenset({"name", "kind", "routes", "from", "subject", "reply_to", "headers", "form", "text", "html", "reply"})
FALLBACK = "en"

_HOLE = re.compile(r"\{(\w{1,20})\}")
_BRACES = re.compile(r"\{[^{}]{0,40}\}?")

# Weekdays from Monday, months from January, and how a day is written with them.
_WORDS: Mapping[str, tuple[str, str, str]] = {
    "en": (
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
        "January February March April May June July August September October November December",
        "{weekday}, {day} {month}",
    ),
    "de": (
        "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "{weekday}, {day}. {month}",
    ),
    "fr": (
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "{weekday} {day} {month}",
    ),
    "es": (
        "lunes martes miércoles jueves viernes sábado domingo",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "{weekday} {day} de {month}",
    ),
    "it": (
        "lunedì martedì mercoledì giovedì venerdì sabato domenica",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "{weekday} {day} {month}",
    ),
    "nl": (
        "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
        "januari februari maart april mei juni juli augustus september oktober november december",
        "{weekday} {day} {month}",
    ),
    "pt": (
        "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "{weekday}, {day} de {month}",
    ),
}


class NoLetterError(LookupError):
    """No letter of a kind and route is there, in the language or in English."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A letter for one application. `from_` is header text, "" where the caller sets it; a body may be ""."""

    from_: str
    subject: str
    text: str
    html: str
    reply_to: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Letter:
    """One wording. `routes` empty: it may come by any way that is received. `reply`: it answers in a thread."""

    name: str
    kind: str
    language: str
    text: str
    html: str = ""
    subject: str = ""
    from_: str = ""
    reply_to: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    routes: tuple[str, ...] = ()
    form: str = "text"
    reply: bool = False

    @property
    def tells(self) -> frozenset[Kind]:
        """The events that it should be read as."""
        return TELLS.get(self.kind) or frozenset({Kind(self.kind)})

    @property
    def holes(self) -> frozenset[str]:
        """The names that `fill` needs, but for `slug`, which is made of the company."""
        texts = (self.text, self.html, self.subject, self.from_, self.reply_to, *self.headers.values())
        found = {match[1] for text in texts for match in _HOLE.finditer(text)}
        return frozenset(found - {"slug"} | ({"company"} if "slug" in found else set()))

    def fill(self, holes: Mapping[str, str]) -> Filled:
        """The letter with its holes filled; LookupError names those that are missing. Unneeded holes are ignored."""
        missing = sorted(self.holes - holes.keys())
        if missing:
            raise NoLetterError(f"{self.language}: letter {self.name}: nothing for {', '.join(missing)}")
        values = {**holes, "slug": _slug(holes.get("company", ""))}

        def filled(text: str) -> str:
            return _HOLE.sub(lambda hole: values[hole[1]], text)

        text = filled(self.text)
        html = ""
        if self.html:
            html = page(_HOLE.sub(lambda hole: escape(values[hole[1]]), self.html))
        elif self.form != "text":
            html = page(as_html(text)) if self.form == "html" else as_html(text)
        return Filled(
            from_=filled(self.from_),
            subject=filled(self.subject),
            text="" if self.form == "html" else text,
            html=html,
            reply_to=filled(self.reply_to),
            headers={name: filled(value) for name, value in self.headers.items()},
        )


@dataclass(frozen=True, slots=True)
class Letters:
    """Every letter, by language, kind and route ("" for those that come by any way)."""

    all: tuple[Letter, ...]
    by: Mapping[tuple[str, str, str], Sequence[Letter]]

    def pick(self, kind: str, route: str, language: str, rng: random.Random) -> Letter:
        """One letter at random: of the route, else a general one; in the language, else in English.

        NoLetterError where there is none.
        """
        for code in dict.fromkeys((language, FALLBACK)):
            for way in (route,) if route == "user" else (route, ""):
                found = self.by.get((code, kind, way))
                if found:
                    return rng.choice(found)
        raise NoLetterError(f"no letter for {kind} by {route}, neither in {language!r} nor in {FALLBACK!r}")


def _slug(company: str) -> str:
    """A name as its tenant is called in addresses: ASCII letters and digits, lower case."""
    return "".join(c for c in normalize("NFKD", company.casefold()) if c.isascii() and c.isalnum())


def in_words(day: date, language: str) -> str:
    """A day as letters write it: "Friday, 20 November"; English where the language has no words here."""
    weekdays, months, form = _WORDS.get(language, _WORDS[FALLBACK])
    number = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return form.format(weekday=weekdays.split()[day.weekday()], day=number, month=months.split()[day.month - 1])


@cache
def packaged_letters() -> Letters:
    """The letters of `data/letters/`, parsed once for a process."""
    folder = files("watcher.simulate") / "data" / "letters"
    names = [entry.name for entry in folder.iterdir() if entry.name.endswith(".toml")]
    return parse_letters({name.removesuffix(".toml"): (folder / name).read_text("utf-8") for name in sorted(names)})


def parse_letters(sources: Mapping[str, str]) -> Letters:
    """The letters of each language code's TOML text. ValueError names the file, the letter, and what is wrong."""
    letters: list[Letter] = []
    for language, source in sources.items():
        try:
            table = tomllib.loads(source)
        except tomllib.TOMLDecodeError as error:
            raise ValueError(f"{language}.toml: {error}") from error
        if table.keys() - {"letter"}:
            raise ValueError(f"{language}.toml: unknown tables: {', '.join(sorted(table.keys() - {'letter'}))}")
        seen: set[str] = set()
        for entry in table.get("letter", ()):
            name = str(entry.get("name", ""))
            wrong = "its name is used before" if name in seen else _wrong(entry)
            if wrong:
                raise ValueError(f"{language}.toml: letter {name or f'number {len(seen) + 1}'}: {wrong}")
            seen.add(name)
            letters.append(_letter(entry, language))
    by: dict[tuple[str, str, str], list[Letter]] = {}
    for letter in letters:
        for route in letter.routes or ("",):
            by.setdefault((letter.language, letter.kind, route), []).append(letter)
    return Letters(tuple(letters), by)


def _letter(entry: Mapping[str, Any], language: str) -> Letter:
    text = entry.get("text", "").strip()
    return Letter(
        name=entry["name"],
        kind=entry["kind"],
        language=language,
        text=f"{text}\n" if text else "",
        html=entry.get("html", ""),
        subject=entry["subject"],
        from_=entry.get("from", ""),
        reply_to=entry.get("reply_to", ""),
        headers=entry.get("headers", {}),
        routes=tuple(entry.get("routes", ())),
        form=entry.get("form", "text" if text else "html"),
        reply=entry.get("reply", False),
    )


def _wrong(entry: Mapping[str, Any]) -> str:
    """What is wrong with one letter's table, "" where nothing is."""
    routes = entry.get("routes", ())
    texts = [entry.get(key, "") for key in ("text", "html", "subject", "from", "reply_to")]
    texts += entry.get("headers", {}).values()
    if entry.keys() - KEYS:
        return f"unknown keys: {', '.join(sorted(entry.keys() - KEYS))}"
    if not all(isinstance(text, str) for text in texts) or not isinstance(routes, (list, tuple)):
        return "texts are strings, and routes a list"
    if not entry.get("name") or not entry.get("subject"):
        return "it needs a name and a subject"
    if entry.get("kind") not in KINDS:
        return f"no kind of letter: {entry.get('kind')!r}"
    if set(routes) - set(ROUTES):
        return f"no routes: {', '.join(sorted(set(routes) - set(ROUTES)))}"
    if bool(entry.get("from")) != bool(RELAYED & set(routes)):
        return "a relay's letter needs `from`, and no other has one"
    if entry.get("form", "text") not in FORMS:
        return f"no form: {entry['form']!r}"
    if not any(texts[:2]):
        return "it has no text"
    holes = {match[0] for text in texts for match in _BRACES.finditer(text)}
    strange = sorted(hole for hole in holes if hole.strip("{}") not in HOLES or not hole.endswith("}"))
    return f"unknown holes: {', '.join(strange)}" if strange else ""
