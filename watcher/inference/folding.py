"""Text made ready for matching: sentences, each also as its bare words, in lower case, without accents or marks.

Between two words stands exactly one blank, so that a pattern can match in one way only, and in linear time. Folding
keeps every position, so that what is found can be shown in the words of the message.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass
from itertools import pairwise

KEY_LENGTH = 5
SHARP_S = ("\u00df", "ss")
MAX_TEXT = 24_000
ORDINAL_DIGITS = 2  # "8. September"
_MAX_SENTENCE = 1_200
_HARD_LINE = 45  # a line shorter than this was ended by its writer, not by wrapping
_HARD_WIDE_LINE = 20

# Scripts that put no blank between words (kana, Chinese characters, Thai), or hang particles on them (Hangul): each
# character counts as a word, in Thai a consonant with its vowels and tone marks.
_THAI = "\u0e01-\u0e3a\u0e40-\u0e4e"
_UNSPACED = rf"{_THAI}\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
_SYLLABLE = "[\u0e40-\u0e44]?[\u0e01-\u0e2e][\u0e2f-\u0e3a\u0e45-\u0e4e]{0,6}"
_WORD = re.compile(rf"{_SYLLABLE}|[{_UNSPACED}]|[^\W{_UNSPACED}]+(?:'(?:s|t|re|ve|ll|d|m)(?!\w))?")
_RUN = re.compile(rf"(?<![^ ])[{_UNSPACED}][^ ]{{0,8}}(?: [{_UNSPACED}][^ ]{{0,8}}){{1,1200}}")
_GRAMS = (2, 3, 4)  # characters of a context word in such a script
# Vietnamese writes each syllable apart: where one of these stands, context words may be two, "ung-vien".
_SYLLABIC = frozenset({
    "cua", "duoc", "khong", "nhung", "trong", "chung", "nguoi", "phong", "tuyen", "ung", "vien", "viec", "cong",
    "tri", "nghiem", "nhan", "su", "xin", "hoc", "vay", "thue",
})  # fmt: skip
_WIDE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")  # as wide as two letters
# "fuer", "moechten", "Gespraech": umlauts as written without them. "neue", "zuerst", "aktuell", "soeben" hold none.
_SPELLED_OUT = re.compile(r"(?<![aeoq])ue(?!ll|rst\b)|(?<!\bs)oe|ae")
_BULLET = re.compile(r"[-*•·–>|]|\d{1,2}[.)]\s")
_SENTENCE_END = re.compile(
    r"(?<=[.!?…؟])[\"')\]”’]{0,2} {1,3}(?=[^a-z ])|(?<=[。！？])|(?<=[\u03ac-\u03ce][;\u037e]) {1,3}"
)
_YEAR_FIRST = re.compile(r"20\d\d\. \d")  # "2026. 11. 20."
_GREEK_QUESTION = (";", "\u037e")
_GREEK = re.compile(r"[\u03b1-\u03c9] ?[;\u037e]$")
_ABBREVIATED = frozenset({
    "mr", "mrs", "ms", "dr", "prof", "sr", "jr", "st", "no", "inc", "ltd", "llc", "co", "corp", "e.g", "i.e", "vs",
    "approx", "ref", "dept", "ext", "a.m", "p.m", "u.s", "bzw", "z.b", "ca", "nr", "sra", "sig", "dott", "kl", "klo",
    "plkst", "godz",
})  # fmt: skip
_SPECIAL = {0x2018: "'", 0x2019: "'", 0x201A: "'", 0x201B: "'", 0x2032: "'", 0x60: "'", 0xB4: "'", 0xA0: " "}
_SPECIAL |= {0x201C: '"', 0x201D: '"', 0x201E: '"', 0xAB: '"', 0xBB: '"', 0x2010: "-", 0x2011: "-", 0x2012: "-"}
_SPECIAL |= {0x2013: "-", 0x2014: "-", 0x130: "i", 0x131: "i", 0xDF: "s", 0xF8: "o", 0xD8: "o", 0x142: "l", 0x141: "l"}
_SPECIAL |= {0xE6: "a", 0xC6: "a", 0x153: "o", 0x152: "o", 0x2007: " ", 0x202F: " ", 0x200B: " ", 0xAD: " "}


_SPECIAL |= {0x110: "d", 0x111: "d", 0x401: "е", 0x451: "е"}
# Arabic as it is typed, with hamza or without; vowel marks, there and in Hebrew, become the mark that words lose.
_STRETCH = "\u0640"
_SPECIAL |= dict.fromkeys((0x622, 0x623, 0x625, 0x671), "\u0627") | {0x649: "\u064a", 0x61F: "?", 0x60C: ","}
_SPECIAL |= dict.fromkeys((*range(0x64B, 0x660), 0x670, *range(0x591, 0x5BE), 0x5BF, 0x5C1, 0x5C2), _STRETCH)
_SPECIAL |= {zero + digit: str(digit) for zero in (0x660, 0x6F0, 0xE50) for digit in range(10)}
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


def bare_words(text: str, *, spelled_out: bool = False) -> list[str]:
    """The folded words of a text as patterns see them: with "ss" for a sharp s, and no umlauts spelled out."""
    folded = fold(text.replace(*SHARP_S))
    return words(_SPELLED_OUT.sub(lambda pair: pair[0][0], folded) if spelled_out else folded)


def words(text: str) -> list[str]:
    """The words of a folded text; English contractions stay one, "l'offre" is two."""
    found: list[str] = _WORD.findall(text)
    if _STRETCH in text:
        return [word.replace(_STRETCH, "") or _STRETCH for word in found]
    return found


def vocabulary(bare: str) -> set[str]:
    """The different words among bare words, "resume's" also as "resume"; of a script without blanks also its runs."""
    found = bare.split()
    seen = set(found)
    if "'s" in bare:
        seen.update([word[:-2] for word in found if word.endswith("'s")])
    if not seen.isdisjoint(_SYLLABIC):
        seen.update(map("-".join, pairwise(found)))
    if not bare.isascii():
        for run in _RUN.findall(bare):
            units = run.split(" ")
            seen.update("".join(units[i : i + n]) for n in _GRAMS for i in range(len(units) - n + 1))
    return seen


def keys(text: str) -> set[str]:
    """The beginnings of all words of a folded text."""
    return {word[:KEY_LENGTH] for word in words(text)}


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
        """It ends with a question mark, as Greek and Arabic write it too."""
        end = self.folded[-3:]
        return "?" in end or (end[-1:] in _GREEK_QUESTION and _GREEK.search(self.folded[-12:]) is not None)

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
        mark = self.original[max(0, begin - 1) : begin].strip()
        return ("" if _WORD.match(mark) else mark) + self.original[begin:]


@dataclass(frozen=True, slots=True)
class Wording:
    """A text in sentences: by the beginning of a word, which of them hold it; and for each, which of these it holds."""

    sentences: tuple[Sentence, ...]
    where: dict[str, list[int]]
    held: tuple[set[str], ...] = ()


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
            open_line = _runs_on(bare)
        else:
            joined.append(bare)
            open_line = _runs_on(bare) or bare.endswith(":")
    return joined


def _runs_on(line: str) -> bool:
    """Whether a line may have been ended by wrapping: by its columns; in wide characters writers wrap early."""
    if line.isascii():
        return len(line) >= _HARD_LINE
    wide = len(_WIDE.findall(line))
    least = _HARD_WIDE_LINE if wide * 3 > len(line) else _HARD_LINE
    return len(line) + wide >= least or line.endswith(("、", "，"))


def _split(line: str) -> list[str]:
    found: list[str] = []
    begin = 0
    for match in _SENTENCE_END.finditer(line):
        before = line[max(begin, match.start() - 12) : match.start()].rstrip(".").rpartition(" ")[2].lower().lstrip("(")
        single = (len(before) == 1 and before.isalpha() and before != "i") or (
            before.isdigit() and (len(before) <= ORDINAL_DIGITS or _YEAR_FIRST.match(line, match.start() - 5))
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


def prepare(text: str, wanted: Container[str], *, spelled_out: bool = False) -> Wording:
    """Take a text apart into sentences, indexing the words that begin as one of `wanted` does.

    `spelled_out` reads "fuer" as "für".
    """
    sentences: list[Sentence] = []
    where: dict[str, list[int]] = {}
    held: list[set[str]] = []
    for line in _lines(bounded(text)):
        for original in _split(line):
            found = bare_words(original, spelled_out=spelled_out)
            if not found:
                continue
            keyed = {key for key in (word[:KEY_LENGTH] for word in found) if key in wanted}
            for key in keyed:
                where.setdefault(key, []).append(len(sentences))
            held.append(keyed)
            sentences.append(Sentence(original, " ".join(found)))
    return Wording(tuple(sentences), where, tuple(held))
