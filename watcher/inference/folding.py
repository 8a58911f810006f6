"""Text made ready for matching: sentences, each also as its bare words, in lower case, without accents or marks.

Between two words stands exactly one blank, so that a pattern can match in one way only, and in linear time. Folding
keeps every position, so that what is found can be shown in the words of the message.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass

KEY_LENGTH = 5
MAX_TEXT = 24_000
ORDINAL_DIGITS = 2  # "8. September"
_MAX_SENTENCE = 1_200
_HARD_LINE = 45  # a line shorter than this was ended by its writer, not by wrapping

# Scripts that put no blank between words (kana, Chinese characters, Thai): each character counts as a word.
_UNSPACED = "\u0e01-\u0e3a\u0e40-\u0e4e\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+(?:'(?:s|t|re|ve|ll|d|m)(?!\w))?")
_RUN = re.compile(rf"[{_UNSPACED}](?: [{_UNSPACED}]){{1,1200}}")
_GRAMS = (2, 3, 4)  # characters of a context word in such a script
_BULLET = re.compile(r"[-*•·–>|]|\d{1,2}[.)]\s")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"')\]”’]{0,2} {1,3}(?=[^a-z ])|(?<=[。！？])")
_ABBREVIATED = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "sr",
        "jr",
        "st",
        "no",
        "inc",
        "ltd",
        "llc",
        "co",
        "corp",
        "e.g",
        "i.e",
        "vs",
        "approx",
        "ref",
        "dept",
        "ext",
        "a.m",
        "p.m",
        "u.s",
        "bzw",
        "z.b",
        "ca",
        "nr",
        "sra",
        "sig",
        "dott",
    ]
)
_SPECIAL = {0x2018: "'", 0x2019: "'", 0x201A: "'", 0x201B: "'", 0x2032: "'", 0x60: "'", 0xB4: "'", 0xA0: " "}
_SPECIAL |= {0x201C: '"', 0x201D: '"', 0x201E: '"', 0xAB: '"', 0xBB: '"', 0x2010: "-", 0x2011: "-", 0x2012: "-"}
_SPECIAL |= {0x2013: "-", 0x2014: "-", 0x130: "i", 0x131: "i", 0xDF: "s", 0xF8: "o", 0xD8: "o", 0x142: "l", 0x141: "l"}
_SPECIAL |= {0xE6: "a", 0xC6: "a", 0x153: "o", 0x152: "o", 0x2007: " ", 0x202F: " ", 0x200B: " ", 0xAD: " "}


_SPECIAL |= {0x110: "d", 0x111: "d", 0x401: "е", 0x451: "е"}
# Latin with accents, Greek, Vietnamese, full-width forms.
_ACCENTED = (range(0xC0, 0x250), range(0x386, 0x3D0), range(0x1E00, 0x1F00), range(0xFF01, 0xFF5F))


def _table() -> dict[int, str]:
    table = dict(_SPECIAL)
    for code in (code for codes in _ACCENTED for code in codes):
        if code not in table:
            base = unicodedata.normalize("NFKD", chr(code))[0].lower()
            table[code] = base if len(base) == 1 else chr(code)
    return table


_FOLDS = _table()


def fold(text: str) -> str:
    """Lower case without accents, with plain quotation marks and dashes; the same length as `text`."""
    if text.isascii():
        return text.lower().replace("`", "'")
    folded = text.translate(_FOLDS).lower()
    return folded if len(folded) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def words(text: str) -> list[str]:
    """The words of a folded text; English contractions stay one, "l'offre" is two."""
    return _WORD.findall(text)


def vocabulary(bare: str) -> set[str]:
    """The different words among bare words, "resume's" also as "resume"; of a script without blanks also its runs."""
    seen = set(bare.split())
    if "'s" in bare:
        seen.update([word[:-2] for word in seen if word.endswith("'s")])
    if not bare.isascii():
        for run in _RUN.findall(bare):
            together = run.replace(" ", "")
            seen.update(together[i : i + n] for n in _GRAMS for i in range(len(together) - n + 1))
    return seen


def keys(text: str) -> set[str]:
    """The beginnings of all words of a folded text."""
    return {word[:KEY_LENGTH] for word in _WORD.findall(text)}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, heading or list item: as written, and as its bare words with one blank between."""

    original: str
    bare: str

    @property
    def folded(self) -> str:
        """As written, with marks, in lower case without accents; the same length as `original`."""
        return fold(self.original)

    @property
    def is_question(self) -> bool:
        """It ends with a question mark."""
        return "?" in self.folded[-3:]

    def written(self, start: int, end: int) -> str:
        """The words of `original` that stand at these places of `bare`."""
        spans = [match.span() for match in _WORD.finditer(self.folded)]
        first = self.bare.count(" ", 0, start)
        last = self.bare.count(" ", 0, max(start, end - 1))
        if first >= len(spans):
            return ""
        begin, end = spans[first][0], spans[min(last, len(spans) - 1)][1]
        closes = self.original[end : end + 1] == ")" and "(" in self.original[begin:end]
        return self.original[begin : end + closes]

    def written_from(self, start: int) -> str:
        """What is written from a place of `bare` on, with the mark before it (an opening quotation mark)."""
        spans = [match.span() for match in _WORD.finditer(self.folded)]
        first = self.bare.count(" ", 0, start)
        if first >= len(spans):
            return ""
        begin = spans[first][0]
        return self.original[max(0, begin - 1) : begin].strip() + self.original[begin:]


@dataclass(frozen=True, slots=True)
class Wording:
    """A text in sentences, with the index of which of them hold a word that begins so."""

    sentences: tuple[Sentence, ...]
    where: dict[str, list[int]]

    @property
    def keys(self) -> set[str]:
        """The beginnings of words that were asked for and are there."""
        return set(self.where)

    def held(self) -> list[set[str]]:
        """For each sentence, the beginnings of words that were asked for and stand in it."""
        held: list[set[str]] = [set() for _ in self.sentences]
        for key, indices in self.where.items():
            for index in indices:
                held[index].add(key)
        return held


EMPTY = Wording((), {})


def _lines(text: str) -> list[str]:
    """Lines as their writer meant them: wrapped ones joined."""
    joined: list[str] = []
    open_line = False
    for line in text.split("\n"):
        bare = " ".join(line.split())
        if not bare:
            open_line = False
        elif open_line and not _BULLET.match(bare) and len(joined[-1]) < _MAX_SENTENCE:
            joined[-1] += " " + bare
            open_line = len(bare) >= _HARD_LINE
        else:
            joined.append(bare)
            open_line = len(bare) >= _HARD_LINE or bare.endswith(":")
    return joined


def _split(line: str) -> list[str]:
    found: list[str] = []
    begin = 0
    for match in _SENTENCE_END.finditer(line):
        before = line[max(begin, match.start() - 12) : match.start()].rstrip(".").rpartition(" ")[2].lower().lstrip("(")
        single = (len(before) == 1 and before.isalpha() and before != "i") or (
            before.isdigit() and len(before) <= ORDINAL_DIGITS
        )
        if line[match.start() - 1] == "." and (before in _ABBREVIATED or single):
            continue
        found.append(line[begin : match.end()].strip())
        begin = match.end()
    found.append(line[begin:].strip())
    return [piece[i : i + _MAX_SENTENCE] for piece in found if piece for i in range(0, len(piece), _MAX_SENTENCE)]


def bounded(text: str) -> str:
    """At most `MAX_TEXT` characters: the beginning and the end of a longer text."""
    if len(text) <= MAX_TEXT:
        return text
    return text[: MAX_TEXT * 3 // 4] + "\n" + text[-MAX_TEXT // 4 :]


def prepare(text: str, wanted: Container[str]) -> Wording:
    """Take a text apart into sentences, indexing the words that begin as one of `wanted` does."""
    sentences: list[Sentence] = []
    where: dict[str, list[int]] = {}
    for line in _lines(bounded(text)):
        for original in _split(line):
            found = _WORD.findall(fold(original))
            if not found:
                continue
            for key in {word[:KEY_LENGTH] for word in found}:
                if key in wanted:
                    where.setdefault(key, []).append(len(sentences))
            sentences.append(Sentence(original, " ".join(found)))
    return Wording(tuple(sentences), where)
