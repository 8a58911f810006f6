"""HTML bodies, bounded before lexbor (selectolax) builds the tree as browsers do.

Lexbor's time grows with the square of nesting depth and of the number of attributes of one tag: 1 MB of nested <div>
took it 284 s, 890 kB of attributes 52 s.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from html import unescape
from itertools import islice

from selectolax.lexbor import LexborHTMLParser

from watcher.reading.markup_reader import BREAK, Reader
from watcher.reading.markup_words import NOT_NESTED

MAX_HTML = 400_000
"""Characters of HTML that are read; long tags (data: images), style sheets and comments do not count."""
MAX_TAGS = 20_000
MAX_DEPTH = 400
MAX_OPEN_TAGS = 30
"""Tags whose end no simple look finds: what they hide could be one tag with all the attributes in the world."""
MAX_ATTRIBUTES = 2_000_000
"""The sum of the squares of the number of words in each long tag, beyond which long tags lose their attributes."""

_LONG_TAG = re.compile(r"<[A-Za-z!?/][^<>]{4000,}>?")
_STRETCH = re.compile(r"([<>])([^<>]{200,})")
_UP_TO_200 = re.compile(r"[^<>]{1,200}")
_OPEN_TAG = re.compile(r"<[^<>]{0,4000}(?=<)|=\s{0,200}(?=\"[^\"<>]{0,4000}[<>]|'[^'<>]{0,4000}[<>])")
"""A bracket inside a tag or inside a quoted value."""
_ELEMENT = re.compile(r"/?[A-Za-z][A-Za-z0-9]{0,20}(?=\s)")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,20})")
_ANY_TAG = re.compile(r"<[^<>]{0,4000}>")
_META_CHARSET = re.compile(
    rb"<meta[^<>]{0,200}?charset\s{0,3}=\s{0,3}[\"']?\s{0,3}([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Page:
    """What an HTML part says. Quoted lines of `text` begin with "> "; `json_ld` holds its JSON-LD scripts."""

    text: str = ""
    links: tuple[str, ...] = ()
    json_ld: tuple[str, ...] = ()


@dataclass(slots=True)
class Room:
    """How much HTML one message may still bring, in however many parts."""

    characters: int = MAX_HTML
    tags: int = MAX_TAGS
    attributes: int = MAX_ATTRIBUTES


def page(html: str, room: Room, *, links_only: bool = False) -> Page:
    """Read an HTML part; what is not shown (styles, comments, hidden preheaders) is left out.

    With `links_only` the text is left out too. What is read is taken from `room`.
    """
    bounded = _bounded(html, room)
    if _too_deep(bounded) or _too_open(bounded):
        return Page("" if links_only else unescape(_ANY_TAG.sub(" ", bounded)).strip())
    root = LexborHTMLParser(bounded).root
    reader = Reader()
    if root is not None:
        if links_only:
            reader.read_links(root)
        else:
            reader.read(root)
    return Page(reader.finished(), tuple(reader.links), tuple(reader.json_ld))


def charset_of(data: bytes) -> str:
    """The character set that the page itself declares (in its first 1,024 octets, WHATWG HTML), "" if none."""
    match = _META_CHARSET.search(data[:1024])
    return match[1].decode("ascii") if match else ""


def _bounded(html: str, room: Room) -> str:
    html = _without(html, "<!--", "-->")
    html = _without(_without(html, "<style", "</style>"), "<STYLE", "</STYLE>")
    html = _LONG_TAG.sub("", html)[: room.characters]
    room.characters -= len(html)
    html = _STRETCH.sub(lambda match: _tamed(match[1], match[2], room), html)
    if html.count("<") > room.tags:
        position = 0
        for _ in range(room.tags):
            position = html.find("<", position) + 1
        html = html[: max(position - 1, 0)]
    room.tags -= html.count("<")
    return html


def _tamed(opening: str, stretch: str, room: Room) -> str:
    """A long stretch between angle brackets, so that no tag in it costs much, however it is quoted."""
    element = _ELEMENT.match(stretch) if opening == "<" else None
    if element is None:
        # In text this shows nothing; in a tag that hides its length behind a quoted bracket it ends the tag.
        return opening + BREAK.join(_UP_TO_200.findall(stretch))
    room.attributes -= len(stretch.split()) ** 2
    return opening + (stretch if room.attributes > 0 else element[0])


def _without(html: str, start: str, end: str) -> str:
    """Take out what lies between two marks, in one pass; a mark that is never ended is left to the parser."""
    if start not in html:
        return html
    pieces: list[str] = []
    position = 0
    while (begin := html.find(start, position)) >= 0:
        stop = html.find(end, begin + len(start))
        if stop < 0:
            break
        pieces.append(html[position:begin])
        position = stop + len(end)
    pieces.append(html[position:])
    return "".join(pieces)


def _too_open(html: str) -> bool:
    return next(islice(_OPEN_TAG.finditer(html), MAX_OPEN_TAGS, None), None) is not None


def _too_deep(html: str) -> bool:
    if html.count("<") <= MAX_DEPTH:
        return False
    opened: Counter[str] = Counter()
    depth = 0
    for slash, name in _TAG.findall(html):
        tag = name.lower()
        if tag in NOT_NESTED:
            continue
        if not slash:
            opened[tag] += 1
            depth += 1
            if depth > MAX_DEPTH:
                return True
        elif opened[tag]:
            opened[tag] -= 1
            depth -= 1
    return False
