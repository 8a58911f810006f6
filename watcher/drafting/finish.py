"""One section of a letter, filled in and fit to be read: nothing left open, no mark doubled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from watcher.drafting import clean
from watcher.drafting.letters import HoleError, Language, Letter
from watcher.drafting.templates import fill
from watcher.drafting.types import Fault

SUBJECT = 0
LONGEST_LETTER = 6_000

_HOLE = re.compile(r"[{}\[\]<>]|\(\s?\)|\bNone\b|\bundefined\b|\s[,.](?=\s|$)")
_UNFIT = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff]")


def written(language: Language, letter: Letter, number: int, facts: Mapping[str, Any]) -> str:
    """Give the letter's wording of this number, from 1, or its `SUBJECT`. Raises HoleError."""
    if number == SUBJECT:
        text, line = clean.subject(fill(language, letter, letter.subject, facts)), 1
    else:
        text, line = _mended(fill(language, letter, letter.wordings[number - 1], facts)), letter.lines[number - 1]
    wrong = _wrong(text)
    if wrong:
        raise HoleError(Fault(letter.path, line, wrong))
    return text


def _mended(text: str) -> str:
    """A name that ends in a mark ("Acme Inc.", "Yahoo!") brings its own full stop."""
    return re.sub(r"(?<![.])([.!?])\.(?!\.)", r"\1", text)


def _wrong(text: str) -> str:
    if not text:
        return "the text is empty"
    if len(text) > LONGEST_LETTER:
        return f"the text is over {LONGEST_LETTER} characters long"
    if _UNFIT.search(text):
        return "holds characters that no letter can"
    hole = _HOLE.search(text)
    return f"a gap is left at {text[max(hole.start() - 20, 0) : hole.end() + 20]!r}" if hole else ""
