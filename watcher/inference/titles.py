"""Titles of jobs in running prose: "speak with you about Meter Technician with Gulf Utilities"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from watcher.inference.folding import Sentence, fold
from watcher.inference.names import clean_company, clean_role
from watcher.inference.tables import NameWords

MAX_SENTENCES = 25
MAX_BEFORE = 6  # words of a title before the one that makes it one
_TOKEN = re.compile(r"\S{1,60}")
_MARKS = ",.;:!?()[]\"'“”„"
_AFTER = re.compile(r"(?:\s(?:I{1,3}|IV|V|[1-5])(?![\w.]))?(?:\s\([^()]{1,24}\))?")
# What stands before a title that is applied for, and before one that somebody has.
_BEFORE = frozenset(
    "for as about the of every become our your als für pour como para come per als voor de del da".split()  # noqa: SIM905
)
_POST = re.compile(
    r"\s(?:position|role|opening|vacancy|job|team|opportunity|posting|post|applicant|candidate|interview|application|desk)"
)
_AT = re.compile(r"\s(?:at|with|for|bei|chez|en|presso|bij|na)\s(?=[A-ZÀ-Þ0-9])")
_HAS = re.compile(r"(?:i'm|i am|am|is|my|our|with the|from the|by the|,)\s(?:a |an |the )?$", re.IGNORECASE)


def titled(sentences: tuple[Sentence, ...], titles: frozenset[str], known: NameWords) -> tuple[str, str]:
    """The first title that is spoken of as applied for, and the company that follows it; "" where there is none."""
    for sentence in sentences[:MAX_SENTENCES]:
        for start, end in _phrases(sentence.original, titles, known):
            if not _applied_for(sentence.original, start, end):
                continue
            role = clean_role(sentence.original[start:end], known, titles)
            if role:
                return role, _company(sentence.original[end:], known)
    return "", ""


def _company(after: str, known: NameWords) -> str:
    at = _AT.match(after)
    return clean_company(after[at.end() :], known) if at is not None else ""


def _phrases(text: str, titles: frozenset[str], known: NameWords) -> Iterator[tuple[int, int]]:
    """Where capitalised words that end in a title stand."""
    tokens = list(_TOKEN.finditer(text))
    for at, token in enumerate(tokens):
        word = token[0].strip(_MARKS)
        if not word[:1].isupper() or fold(word) not in titles:
            continue
        first = at
        while first > 0 and at - first < MAX_BEFORE and _belongs(tokens, first - 1, known):
            first -= 1
        while first < at and fold(tokens[first][0]) in known.inside_company | known.articles:
            first += 1
        end = token.start() + len(token[0].rstrip(_MARKS))
        if end == token.end():
            after = _AFTER.match(text, end)
            end = after.end() if after is not None else end
        yield tokens[first].start() + (len(tokens[first][0]) - len(tokens[first][0].lstrip("\"'“„("))), end


def _belongs(tokens: list[re.Match[str]], index: int, known: NameWords) -> bool:
    """Whether the word before a title is part of it."""
    word = tokens[index][0]
    if word[-1] in ",.;:!?)":
        return False
    bare = fold(word).strip(_MARKS)
    joins = bare in ("of", "and", "&", "/", "-", "–") and index > 0
    return joins or (word[:1].isupper() and bare not in known.speakers | known.articles and bare not in known.not_role)


def _applied_for(text: str, start: int, end: int) -> bool:
    before, after = text[:start].rstrip("\"'“„( "), text[end:]
    if _POST.match(after):
        return _HAS.search(before + " ") is None or before.lower().endswith(("our", "the"))
    if _HAS.search(before + " ") is not None:
        return False
    return fold(before.rpartition(" ")[2]).strip(_MARKS) in _BEFORE
