"""Tells what a writer added from what they quoted, in text whose quoted lines begin with ">".

The HTML reader writes quotations in that form too, so there is one rule for both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from watcher.reading import quotation_wording as wording

_LONGEST = 400
"""Characters of a line that are looked at."""
_WRAPPED = 4
"""Lines over which an attribution may be wrapped."""

_TIME_AND_ADDRESS = re.compile(r"\d{1,2}[:.h]\d{2}.{0,200}<[^<>\s]{1,100}@[^<>\s]{1,100}>\s?[::]$")
_RULE = re.compile(r"[-_=*\s]{0,60}([^-_=*<>]{4,100}?)[-_=*\s:.]{0,80}")
_GAP = re.compile(r"\n\s{0,2000}\n")
_DATE_AND_TIME = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},?\s{1,5}\d{1,2}:\d{2}[^.!?]{0,20}$")
_DIGIT = re.compile(r"\d")
_DATE_BEGINS = 12
"""Characters within which an attribution of any language shows the first digit of its date."""
_HEADER_LINES = 16
_LABEL_END = 24
_COLONS = (":", ":")
_BLANK = " \t\r\u200e\u200f\u202a\u202b\u202c\xa0"
"""Blanks, and the marks that tell in which direction a line is written."""
_PLAIN = {0x2019: "'", 0xFF1A: ":", 0xA0: " ", 0x202F: " "}
_VERBS = "|".join(map(re.escape, wording.ATTRIBUTION_VERBS))
_ATTRIBUTED = re.compile(rf"(?:{_VERBS})\s?:$")
_TIME_AND_VERB = re.compile(rf"\d[:.]\d{{2}}(?: [+-]\d{{2}}:?\d{{2}})? (?:(?:{_VERBS}) .{{1,200}}|от .{{1,200}}):$")
_VERB_AND_DATE = re.compile(rf" (?:{_VERBS}) \(?(?:időpont: )?\d.{{0,60}}:$")
_SHORT = 240
_DATED = re.compile(r"\d{4}|\d{1,2}[:.]\d{2}")
_RULE_MARKS = "-_=*"
_LABELS = {
    **dict.fromkeys(wording.LABELS_TO, "to"),
    **dict.fromkeys(wording.LABELS_WHEN, "when"),
    **dict.fromkeys(wording.LABELS_SUBJECT, "subject"),
    **dict.fromkeys(wording.LABELS_FROM, "from"),
}


def separated(text: str) -> tuple[str, str]:
    """(what the writer added, what they quoted). Signatures stay with the writer; ">" marks are taken off."""
    lines = text.split("\n")
    quoted = marks(lines)
    new = "\n".join(line for line, is_quoted in zip(lines, quoted, strict=True) if not is_quoted)
    old = "\n".join(line.lstrip("> ") for line, is_quoted in zip(lines, quoted, strict=True) if is_quoted)
    return _GAP.sub("\n\n", new).strip("\n "), old.strip("\n ")


def marks(lines: Sequence[str]) -> list[bool]:
    """For each line, whether it is quoted or introduces a quotation."""
    quoted = [_is_marked(line) for line in lines]
    lowered = [line.strip(_BLANK)[:_LONGEST].lower().translate(_PLAIN) for line in lines]
    for index, line in enumerate(lowered):
        if not line or quoted[index]:
            continue
        start, end = _introduction(lowered, index)
        if end <= index:
            continue
        for place in range(start, end):
            quoted[place] = True
        if not _marked_next(lines, end):
            quoted[start:] = [True] * (len(lines) - start)
            break
    return quoted


def _is_marked(line: str) -> bool:
    return line.startswith((">", " >")) and not line.startswith(">From ")


def _marked_next(lines: Sequence[str], start: int) -> bool:
    """Whether the next line with text is marked: then only marked lines are quoted, and answers stand between them."""
    following = next((place for place in range(start, len(lines)) if lines[place].strip()), None)
    return following is not None and _is_marked(lines[following])


def _introduction(lines: Sequence[str], index: int) -> tuple[int, int]:
    """The lines that introduce a quotation and end, or begin, at `index`; (index, index) where none do."""
    line = lines[index]
    if line.endswith(_COLONS) and (start := _attribution(lines, index)) is not None:
        return start, index + 1
    if (line[0] in _RULE_MARKS or line.endswith(":")) and _is_separator(line):
        return index, max(index + 1, _header_block(lines, index + 1))
    if line[0] == "_" or ":" in line[:_LABEL_END]:
        start = index - 1 if index and _DATE_AND_TIME.search(lines[index - 1]) else index
        end = _header_block(lines, index, follows_date=start < index)
        return (start, end) if end > index else (index, index)
    return index, index


def _attribution(lines: Sequence[str], end: int) -> int | None:
    """Where the attribution ("On ... wrote:") that ends on this line begins; None where it is none."""
    for start in range(end, max(-1, end - _WRAPPED), -1):
        if not lines[start]:
            return None
        told = " ".join(lines[start : end + 1])[: 2 * _LONGEST]
        if not _DIGIT.search(told):
            continue
        if _DIGIT.search(told[:_DATE_BEGINS]) and _TIME_AND_ADDRESS.search(told[-_LONGEST:]):
            return start
        short = len(told) <= _SHORT and _DATED.search(told)
        if short and any(verb.search(told) for verb in (_ATTRIBUTED, _TIME_AND_VERB, _VERB_AND_DATE)):
            return start
        if any(told.startswith(opener) and verb in told for opener, verb in wording.ATTRIBUTIONS):
            return start
    return None


def _is_separator(line: str) -> bool:
    match = _RULE.fullmatch(line)
    if not match:
        return False
    words = match[1].strip()
    if words.startswith(wording.FORWARDED):
        return True
    return words in wording.ORIGINAL_MESSAGE and line[0] in _RULE_MARKS


def _header_block(lines: Sequence[str], start: int, *, follows_date: bool = False) -> int:
    """The line after a quoted header block (From, Sent, To, Subject) that begins here; `start` where none does.

    It begins with From, names a subject, and names a date or recipients, in any of the languages; an underscore rule
    may stand above it, empty lines may stand between. In Notes it begins with To, below a line with name and date.
    """
    place = start
    while place < min(len(lines), start + 3) and (not lines[place] or set(lines[place]) <= {"_", "-", " "}):
        place += 1
    if place >= len(lines) or _kind_of_label(lines[place]) not in (("from", "to") if follows_date else ("from",)):
        return start
    kinds: set[str] = set()
    end = start
    for number in range(place, min(place + _HEADER_LINES, len(lines))):
        kind = _kind_of_label(lines[number])
        if kind:
            kinds.add(kind)
            end = number + 1
        elif lines[number] and "subject" in kinds:
            break
    return end if "subject" in kinds and kinds & {"when", "to"} else start


def _kind_of_label(line: str) -> str:
    label, colon, _ = line[:_LABEL_END].partition(":")
    return _LABELS.get(label.strip("* "), "") if colon else ""
