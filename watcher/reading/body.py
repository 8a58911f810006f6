"""The text of a message out of its parts: plain text, or HTML where that says more."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from watcher.reading import quotation_wording as wording
from watcher.reading.charset import decode, inline, lines, transfer_decoded
from watcher.reading.markup import Page, Room, charset_of, page
from watcher.reading.parts import MAX_PART, Leaf
from watcher.reading.plain import unflowed
from watcher.reading.types import Structure

MAX_TEXT = 500_000
"""Characters of readable text that are kept."""
MAX_LINKS = 200

_STUB = 500
"""Characters of plain text up to which it may only stand in for the HTML."""
_SHORT = 100
_MUCH_MORE = 5
_URL = re.compile(r"https?://[^\s<>\"'\])}]{1,2000}", re.IGNORECASE)
_HTML_SOURCE = re.compile(r"\s{0,50}<(?:!doctype\s+html|html|head|body|table|div)\b", re.IGNORECASE)


@dataclass(slots=True)
class Body:
    """What the text parts say. Quoted lines of `text` begin with ">"."""

    text: str = ""
    links: tuple[str, ...] = ()
    json_ld: tuple[str, ...] = ()
    problems: list[str] = field(default_factory=list)


def content(part: Structure, parts: Mapping[str, bytes], problems: list[str]) -> bytes:
    """A part's octets without their transfer encoding, b"" where it was not fetched; what was damaged is noted."""
    data = parts.get(part.section)
    if data is None:
        if part.size > MAX_PART:
            problems.append(f"part {part.section} is too large to be read ({part.size} octets)")
        return b""
    octets, problem = transfer_decoded(data[:MAX_PART], part.encoding)
    if problem:
        problems.append(f"part {part.section}: {problem}")
    return octets


def body(texts: Sequence[Leaf], parts: Mapping[str, bytes]) -> Body:
    """Read the text parts in order; of a multipart/alternative the plain text, unless it is empty or a stub."""
    found = Body()
    pieces: list[str] = []
    links: dict[str, None] = {}
    json_ld: list[str] = []
    room = Room()
    for group in _groups(texts):
        if sum(map(len, pieces)) > MAX_TEXT:
            break
        text, pages = _read(group, parts, room, found.problems)
        pieces.append(text)
        for one in pages:
            links |= dict.fromkeys(one.links)
            json_ld.extend(one.json_ld)
        links |= dict.fromkeys(match.rstrip(".,;:!?") for match in _URL.findall(text))
    found.text = "\n\n".join(piece for piece in pieces if piece)[:MAX_TEXT]
    found.links = tuple(links)[:MAX_LINKS]
    found.json_ld = tuple(json_ld)
    return found


def _groups(texts: Sequence[Leaf]) -> list[list[Leaf]]:
    """The leaves of one multipart/alternative together, others alone, in the order in which they begin."""
    groups: dict[str, list[Leaf]] = {}
    for leaf in texts:
        key = leaf.part.section if leaf.alternative is None else f"alternative {leaf.alternative}"
        groups.setdefault(key, []).append(leaf)
    return list(groups.values())


def _read(group: Sequence[Leaf], parts: Mapping[str, bytes], room: Room, problems: list[str]) -> tuple[str, list[Page]]:
    plain: list[str] = []
    html: list[str] = []
    for leaf in group:
        part = leaf.part
        octets = content(part, parts, problems)
        if not octets:
            continue
        if part.content_type == "text/html":
            html.append(decode(octets, part.params.get("charset", "") or charset_of(octets)))
            continue
        text = lines(decode(octets, part.params.get("charset", "")))
        if _HTML_SOURCE.match(text):
            html.append(text)
        elif part.params.get("format", "").lower() == "flowed":
            plain.append(unflowed(text, delsp=part.params.get("delsp", "").lower() == "yes"))
        else:
            plain.append(text)
    written = "\n".join(plain).rstrip()
    said = _URL.sub("", written[: 10 * _STUB]).strip()
    pages = [_page(one, room, links_only=len(said) > _STUB) for one in html]
    shown = "\n\n".join(one.text for one in pages).strip()
    return (shown if _is_stub(said, shown) else written), pages


def _page(html: str, room: Room, *, links_only: bool) -> Page:
    read = page(html, room, links_only=links_only)
    return Page(lines(read.text), tuple(map(inline, read.links)), tuple(map(lines, read.json_ld)))


def _is_stub(said: str, shown: str) -> bool:
    """Whether the plain text, its links apart, is empty, or only says that there is HTML."""
    if not shown or len(said) > _STUB:
        return False
    if not said or (len(said) < _SHORT and len(shown) > _MUCH_MORE * len(said) + _SHORT):
        return True
    lowered = said.lower()
    return any(stub in lowered for stub in wording.HTML_ONLY_STUBS) and len(shown) > len(said)
