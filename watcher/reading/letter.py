"""The outer parts of a letter: how it greets, takes leave and is signed. What is not surely one of these is left out.

Nothing of what stands between them is given: the body of a mail goes no further.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from watcher.reading import letter_wording as wording
from watcher.reading.quotation import marks

MAX_GREETING = 80
MAX_SIGN_OFF = 60
MAX_SIGNATURE = 400
"""Characters."""
MAX_SIGNATURE_LINES = 6
BLOCK = "-- "
"""The line that parts a signature from the text (RFC 3676 section 4.3)."""

_HEAD_LINES = 3
_TAIL_LINES = 16
_AFTERTHOUGHT = ("ps", "p.s", "p. s", "nb")
_MOST_NAMES = 6
_MOST_WORDS = 8
_LONGEST_LINE = 90
_READ_AT_MOST = 20_000
_PLAIN_NAME = 3  # words
_HELLO = 2  # words of a greeting that names nobody
_LATE_MARKS = " ,.!;:–—-…"
_UNFIT = re.compile(r"[{}\[\]<>|\\^`~$=_*#]")
_UNFIT_IN_SIGNATURE = re.compile(r"[{}\[\]<>\\^`$]")
_CONTACT = re.compile(r"\d[\d ()/.-]{4,30}\d|@|www\.|https?:|\w\.[a-z]{2,6}/|[|•·]", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_GOES_ON = re.compile(r"([^,!?:;]{2,60} [^,!?:;]{2,60})[,!:] (?=\w.{8})")
_SENTENCE_END = re.compile(r"[.!?:…\n][\"”')\s]{0,6}$")


@dataclass(frozen=True, slots=True)
class Letter:
    """The outer parts, each as it was written and "" where there is none that is sure.

    `signature` holds the lines below the sign-off, the name first; a line "-- " stands before a block that was set off
    by one. `language` is the one whose words it used, "" where several share them. `said` is what stands above the
    sign-off and the signature, to be looked at and not kept.
    """

    greeting: str = ""
    sign_off: str = ""
    signature: str = ""
    language: str = ""
    said: str = ""


def letter(text: str, names: Collection[str], language: str = "") -> Letter:
    """Take the outer parts of what one person wrote (`Message.new_text`).

    `names` are words of the writer's name or address, lower case: lines below the sign-off count as a signature only
    where the first holds one of them. `language` is that of the text, "" where unknown.
    """
    lines = [line.strip(" \t\u00a0") for line in text[:_READ_AT_MOST].split("\n")]
    block_at = next((n for n, line in enumerate(lines) if line in ("--", "—")), len(lines))
    block = _signature_lines(lines[block_at + 1 :])
    told = lines[:block_at]
    place, sign_off, inline_name, spoken = _sign_off(told, names, language)
    if not sign_off:
        greeting, code = _greeting(told, language)
        return Letter(greeting, "", _joined([], block), language or code, "\n".join(told))
    below = _below(told[place + 1 :], names, inline_name)
    greeting, code = _greeting(told[:place], language)
    return Letter(greeting, sign_off, _joined(below, block), language or spoken or code, "\n".join(told[:place]))


def signer(text: str, language: str = "") -> str:
    """The person who signs below the sign-off, whoever wrote for an office; "" where that is no plain name."""
    lines = [line.strip(" \t\u00a0") for line in text[:_READ_AT_MOST].split("\n")]
    place, sign_off, _, _ = _sign_off(lines, (), language)
    below = next((line for line in lines[place + 1 :] if line), "") if sign_off else ""
    words = below.split()
    plain = 0 < len(words) <= _PLAIN_NAME and all(word[:1].isupper() and word.strip(".").isalpha() for word in words)
    return below if plain and not any(word.isupper() for word in words) else ""


def form_of_address(said: str, language: str, greeting: str = "") -> bool | None:
    """Tell whether the writer speaks to the reader as to a friend; None where the text or language does not tell.

    One polite word is enough to call it polite, and so is a formal `greeting`: "du" in a quoted slogan costs nothing,
    "du" to a stranger may.
    """
    familiar = wording.FAMILIAR.get(language)
    if familiar is None:
        return None
    if any(word.lower() in wording.FORMAL for word in _WORD.findall(greeting)):
        return False
    text = unicodedata.normalize("NFC", said[:_READ_AT_MOST])
    polite = wording.POLITE.get(language, frozenset())
    capitals = wording.POLITE_CAPITALS.get(language, frozenset())
    greeted = _WORD.findall(greeting)
    named = greeted[1:]
    if language == "en" and (len(named) != 1 or named[0].islower() or named[0].lower() in wording.IMPERSONAL):
        named = []
    is_familiar = bool(named) and greeted[0].lower() in wording.CASUAL.get(language, ())
    for match in _WORD.finditer(text):
        word = match[0]
        lowered = word.lower()
        if lowered in polite or (word in capitals and not _begins(text, match.start())):
            return False
        is_familiar = is_familiar or lowered in familiar
    return True if is_familiar else None


def greets(greeting: str, name: str) -> bool:
    """Tell whether a greeting is fit for the person of that name: it names them, or is a mere "Hello"."""
    words = {word.lower() for word in _WORD.findall(greeting)}
    if not words.isdisjoint(word.lower() for word in _WORD.findall(name)):
        return True
    return len(words) <= _HELLO and words.isdisjoint(wording.FORMAL | wording.IMPERSONAL)


def quotes_below(text: str) -> bool | None:
    """Tell whether a reply stands above a quotation (True), or quotes nothing (False); None where it answers within."""
    lines = text[: 4 * _READ_AT_MOST].split("\n")
    quoted = marks(lines)
    filled = [(line, mark) for line, mark in zip(lines, quoted, strict=True) if line.strip()]
    if not any(mark for _, mark in filled):
        return False if filled else None
    first = next(number for number, (_, mark) in enumerate(filled) if mark)
    rest = filled[first:]
    after = next((number for number, (_, mark) in enumerate(rest) if not mark), len(rest))
    if not first or (after < len(rest) and rest[after][0].strip() != BLOCK.strip()):
        return None
    return True


def _begins(text: str, start: int) -> bool:
    before = text[max(0, start - 12) : start].rstrip(" \t")
    return not before or _SENTENCE_END.search(before) is not None


def _visible(line: str) -> bool:
    return not any(unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn") for character in line)


def _plain(line: str) -> str:
    """A line as the tables have it."""
    return " ".join(unicodedata.normalize("NFC", line).lower().replace("ss", "ß").split()).strip(_LATE_MARKS)


def _table(entries: Sequence[str]) -> frozenset[str]:
    return frozenset(map(_plain, entries))


_SIGN_OFFS = {code: _table(entries) for code, entries in wording.SIGN_OFFS.items()}
_OPENERS = {code: tuple(sorted(_table(e), key=len, reverse=True)) for code, e in wording.GREETINGS.items()}


def _codes(language: str) -> list[str]:
    """The languages to try: that of the text first, because they share words."""
    return sorted(_SIGN_OFFS, key=lambda code: (code != language, code))


def _greeting(lines: Sequence[str], language: str) -> tuple[str, str]:
    """The greeting and its language: the first line, or where the letter goes on in it, what stands before that."""
    heads = [line for line in lines if line][:_HEAD_LINES]
    for line in [one for head in heads for one in (head, _before_the_text(head)) if one]:
        if len(line) > MAX_GREETING or _UNFIT.search(line) or not _visible(line) or line[-1] in ".?;":
            continue
        plain = _plain(line)
        if any(plain in entries for entries in _SIGN_OFFS.values()):
            return "", ""
        found = [code for code in _codes(language) if _greets(line, plain, _OPENERS[code])]
        if found:
            return " ".join(line.split()), found[0] if language in found or len(found) == 1 else ""
    return "", ""


def _before_the_text(line: str) -> str:
    """The greeting of a line on which the letter goes on: "Dear Mr. Egan," of "Dear Mr. Egan, thank you!"."""
    found = _GOES_ON.match(line)
    return f"{found[1]}," if found else ""


def _greets(line: str, plain: str, openers: Sequence[str]) -> bool:
    opener = next((one for one in openers if plain == one or plain.startswith((f"{one} ", f"{one},", f"{one}."))), None)
    if opener is None:
        return False
    words = line.split()
    opened = len(opener.split())
    named = words[opened:]
    # "Hola, Tessa:" has a comma before the name, and a mark after it.
    within = opened if named and words[opened - 1].endswith(",") and line.endswith((",", ":")) else 0
    ends = (number for number, word in enumerate(words, start=1) if number > within and word.endswith((",", "!", ":")))
    over = next(ends, len(words))
    # "Madame, Monsieur," goes on after its comma; elsewhere the letter does ("Hi Anna, Yes").
    more = all(word.strip(",.:!").lower() in wording.ADDRESSED for word in words[over:])
    return more and len(named) <= _MOST_NAMES and all(map(_is_name, named))


def _is_name(word: str) -> bool:
    bare = word.strip(",.:!–-")
    if any(mark in bare for mark in ",!?:;/") or any(character.isdigit() for character in bare):
        return False
    return not bare or bare[0].isupper() or bare.lower() in wording.ADDRESSED


def _sign_off(lines: Sequence[str], names: Collection[str], language: str) -> tuple[int, str, str, str]:
    """(its line's number, the sign-off, the name that follows on its line, its language); the last one counts."""
    for place in range(len(lines) - 1, max(-1, len(lines) - 1 - _TAIL_LINES), -1):
        line = lines[place]
        if not line or len(line) > _LONGEST_LINE or _UNFIT.search(line) or not _visible(line):
            continue
        plain = _plain(line)
        found = [code for code in _codes(language) if plain in _SIGN_OFFS[code]]
        if found and len(line) <= MAX_SIGN_OFF:
            return place, " ".join(line.split()), "", found[0] if language in found or len(found) == 1 else ""
        words = line.split()
        for count in range(min(len(words) - 1, _MOST_WORDS), 0, -1):
            head, name = " ".join(words[:count]), " ".join(words[count:])
            found = [code for code in _codes(language) if _plain(head) in _SIGN_OFFS[code]]
            if found and len(head) <= MAX_SIGN_OFF and _is_named(name, names):
                return place, head, name, found[0] if language in found or len(found) == 1 else ""
    return -1, "", "", ""


def _is_named(line: str, names: Collection[str]) -> bool:
    """The line is a name, and the writer's."""
    words = [word.lower() for word in _WORD.findall(line)]
    short = 0 < len(line.split()) <= _MOST_NAMES and len(line) <= MAX_SIGN_OFF
    return short and not line.endswith(("?", "!", ";")) and any(len(w) > 1 and w in names for w in words)


def _below(lines: Sequence[str], names: Collection[str], inline_name: str) -> list[str]:
    """The name and what stands in one piece with it; nothing where the first line is not the writer's name."""
    filled = next((number for number, line in enumerate(lines) if line), len(lines))
    if inline_name:
        return [inline_name, *_signature_lines(lines if filled == 0 else ())]
    if filled > 1 or filled == len(lines) or not _is_named(lines[filled], names):
        return []
    first = _signature_lines(lines[filled:])
    return [*first, *_after_a_gap(lines[filled + len(first) :], names)]


def _after_a_gap(lines: Sequence[str], names: Collection[str]) -> list[str]:
    """The block that ends a letter below the name and a blank line: the full name, or how to reach the writer."""
    rest = [line for line in lines if line]
    block = _signature_lines(rest)
    gap = next((number for number, line in enumerate(lines) if line), 0)
    if not block or len(block) < len(rest) or gap != 1 or block[0].lower().startswith(_AFTERTHOUGHT):
        return []
    return ["", *block] if _is_named(block[0], names) or all(map(_CONTACT.search, block)) else []


def _signature_lines(lines: Sequence[str]) -> list[str]:
    """The lines up to the first gap, or the first that is no line of a signature."""
    found: list[str] = []
    for line in lines:
        if not line and not found:
            continue
        if not _is_signature_line(line):
            break
        found.append(" ".join(line.split()))
    return found


def _is_signature_line(line: str) -> bool:
    if not line or len(line) > _LONGEST_LINE or _UNFIT_IN_SIGNATURE.search(line) or not _visible(line):
        return False
    if line.lower().startswith(wording.DEVICE) or line.endswith(("?", "!", ":", ";", ",")):
        return False
    if _CONTACT.search(line):
        return True
    return len(line.split()) <= _MOST_WORDS and not (line.endswith(".") and len(line.split()) > 2)  # noqa: PLR2004


def _joined(below: Sequence[str], block: Sequence[str]) -> str:
    lines = [*below, *([BLOCK, *block] if block else ())]
    if (
        len([line for line in lines if line not in ("", BLOCK)]) > MAX_SIGNATURE_LINES
        or len("\n".join(lines)) > MAX_SIGNATURE
    ):
        return "\n".join(below[:1])
    return "\n".join(lines)
