"""The user's own letters over the packaged ones, kind by kind. What is broken is left out and told, never raised."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from jinja2 import TemplateSyntaxError

from watcher.drafting.bounded import LONGEST_TEXT, Bounded
from watcher.drafting.letters import COMMON, FALLBACK, Language, Letter, Templates
from watcher.drafting.rehearsal import fault_of
from watcher.drafting.templates import TemplateFaultError, parse_common, parse_letter
from watcher.drafting.types import Fault

MOST_WORDINGS = 12
_LISTS = ("reply_marks", "titles", "team_words", "role_nouns")
_LONGEST_LIST = 300
_LONGEST_WORD = 60
_MONTHS = 12

# A draft may wait for days before it is sent; "today" is the day on which it is. "Morgen" is also the morning.
_RELATIVE = {
    "en": r"yesterday|tomorrow|last night",
    "de": r"gestern|vorgestern|übermorgen",
    "fr": r"hier|avant-hier|demain",
    "es": r"ayer|anteayer",
    "it": r"ieri|domani",
    "pt": r"ontem|anteontem|amanhã",
    "nl": r"gisteren|eergisteren",
}


def override(
    packaged: Templates, sources: Mapping[str, str], folder: str = "", faults: Iterable[Fault] = ()
) -> Templates:
    """Lay the user's letters over the packaged ones.

    `sources` maps paths within `folder`, such as "en/thank_you.txt", to their texts; `faults` are those of files that
    could not be read. A letter that cannot be parsed, or fails with made-up facts, is left out, so that the packaged
    one stands; `faults` of the result has all of them, each with file and line.
    """
    found = _Overrides(packaged, folder, Bounded())
    found.faults += faults
    by_language: dict[str, dict[str, str]] = {}
    for path, text in sorted(sources.items()):
        code, _, name = path.partition("/")
        kind = name.removesuffix(".txt")
        wrong = found.misplaced(code, name, kind) or _unfit(text)
        if wrong:
            found.tell(path, wrong)
        else:
            by_language.setdefault(code, {})[kind] = text.replace("\r\n", "\n").replace("\r", "\n")
    languages = dict(packaged.languages)
    for code, texts in by_language.items():
        mine = found.language(code, texts)
        if mine is not None:
            languages[code] = mine
    return Templates(languages, tuple(found.faults), packaged)


def _unfit(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        return f"over {LONGEST_TEXT} characters long: no letter needs that"
    return "" if text.isprintable() or not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", text) else _BINARY


_BINARY = "holds characters that no letter can: save it as plain text"


class _Overrides:
    """What is found on the way through the user's folder."""

    def __init__(self, packaged: Templates, folder: str, environment: Bounded) -> None:
        self.packaged = packaged
        self.folder = folder
        self.environment = environment
        self.faults: list[Fault] = []

    def path(self, path: str) -> str:
        """A path as the user knows it."""
        return f"{self.folder}/{path}" if self.folder else path

    def tell(self, path: str, what: str) -> None:
        """Note a fault of a whole file."""
        self.faults.append(Fault(self.path(path), 0, what))

    def misplaced(self, code: str, name: str, kind: str) -> str:
        """Why no letter is looked for in this file; "" where one is."""
        kinds = [COMMON, *self.packaged.languages[FALLBACK].letters]
        if not re.fullmatch(r"[a-z]{2,3}", code) or not name.endswith(".txt") or "/" in name:
            return "a template's path must be LANGUAGE/KIND.txt, such as en/thank_you.txt"
        if kind in kinds:
            return ""
        near = get_close_matches(kind, kinds, n=1)
        hint = f"did you mean {near[0]}.txt?" if near else f"there are {', '.join(kinds)}"
        return f"there is no such letter; {hint}"

    def language(self, code: str, texts: dict[str, str]) -> Language | None:
        """One language with the user's letters that work; None for a new one that has no `common.txt`."""
        base = self.packaged.languages.get(code)
        shared = texts.pop(COMMON, None)
        if shared is not None:
            base = self.common(code, shared, base) or base
        elif base is None:
            self.tell(f"{code}/{COMMON}.txt", f"missing; a language of your own needs it (see {FALLBACK}/{COMMON}.txt)")
        if base is None:
            return None
        base = replace(base, bounds=self.environment)
        mine = {kind: letter for kind, text in texts.items() if (letter := self.letter(code, kind, text, base))}
        return replace(base, letters={**base.letters, **mine})

    def common(self, code: str, text: str, base: Language | None) -> Language | None:
        """The language with the user's `common.txt` over the packaged; None where that breaks anything."""
        path = self.path(f"{code}/{COMMON}.txt")
        known, beneath = (base.letters, base.text) if base else ({}, "")
        try:
            self.environment.begin()
            common = parse_common(self.environment, path, text, beneath)
        except TemplateFaultError as error:
            self.faults.append(error.fault)
            return None
        wrong = _wrong_lists(common)
        if wrong:
            self.tell(f"{code}/{COMMON}.txt", wrong)
            return None
        language = Language(common, known, beneath, path, self.environment, text)
        for letter in language.letters.values():
            fault = fault_of(language, letter)
            if fault is not None:
                within = "" if fault.path == path else f"with it, {letter.name}.txt fails: "
                self.faults.append(Fault(path, fault.line if fault.path == path else 0, within + fault.what))
                return None
        return language

    def letter(self, code: str, kind: str, text: str, language: Language) -> Letter | None:
        """The user's letter; None, and its fault noted, where it cannot be sent whatever the facts are."""
        path = self.path(f"{code}/{kind}.txt")
        try:
            letter = parse_letter(self.environment, f"{code}/{kind}.txt", path, text, language.common)
        except TemplateFaultError as error:
            self.faults.append(error.fault)
            return None
        fault = _too_many(letter) or self.relative_day(code, letter) or fault_of(language, letter)
        if fault is not None:
            self.faults.append(fault)
            return None
        return replace(letter, mine=True)

    def relative_day(self, code: str, letter: Letter) -> Fault | None:
        """A word such as "yesterday" is wrong when the draft is sent later."""
        pattern = _RELATIVE.get(code)
        try:
            lexed = list(self.environment.words(letter.text)) if pattern else []
        except TemplateSyntaxError as error:
            return Fault(letter.path, error.lineno, str(error.message))
        for line, words in lexed:
            found = re.search(rf"\b(?:{pattern})\b", words, re.IGNORECASE)
            if found:
                at = line + words.count("\n", 0, found.start())
                return Fault(letter.path, at, f"“{found.group()}” is wrong when you send it later: name the date")
        return None


def _too_many(letter: Letter) -> Fault | None:
    if len(letter.wordings) <= MOST_WORDINGS:
        return None
    return Fault(letter.path, letter.lines[MOST_WORDINGS], f"more than {MOST_WORDINGS} wordings")


def _wrong_lists(common: Mapping[str, Any]) -> str:
    for name in _LISTS:
        words = common.get(name, [])
        fit = isinstance(words, list) and len(words) <= _LONGEST_LIST
        if not fit or not all(isinstance(word, str) and 0 < len(word.strip()) <= _LONGEST_WORD for word in words):
            return f"{name} must be a list of texts, such as {name} = ['a', 'b']"
    months = common.get("months")
    if months is not None and not (isinstance(months, list) and len(months) == _MONTHS):
        return "months must be a list of twelve texts"
    return ""
