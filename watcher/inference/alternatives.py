"""One pattern for any of several words, in the scripts of all languages."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Scripts that put no blank between words or hang particles on them: a word may begin or end within a run of these.
_RUNS_ON = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_ARABIC = re.compile(r"([\u0621-\u064a])(?=[\u0621-\u064a])")
_THAI = re.compile(r"[\u0e01-\u0e2e]")
_STRETCH = "\u0640{0,2}"  # what folding leaves of an Arabic vowel mark


def any_of(words: Iterable[str]) -> str:
    """The source of a pattern for any of these folded words, the longest first; it matches nothing for none."""
    return "|".join(map(_whole, sorted(words, key=len, reverse=True))) or r"(?!)"


def _whole(word: str) -> str:
    """A word as such: no part of a longer one, where its script tells."""
    first, last = word[0], word[-1]
    begins = "" if _RUNS_ON.match(first) or not _lettered(first) else r"(?<![^\W\d])"
    if _THAI.match(last):
        ends = r"(?![\u0e01-\u0e4e])" if len(word) == 1 else ""
    else:
        ends = "" if _RUNS_ON.match(last) or _HANGUL.match(last) or not _lettered(last) else r"(?!\w)"
    return begins + _ARABIC.sub(lambda letter: letter[1] + _STRETCH, re.escape(word)) + ends


def _lettered(mark: str) -> bool:
    return mark.isalnum()
