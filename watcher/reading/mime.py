"""A whole message to a `Raw`, as an IMAP server would take it apart (RFC 2046; section numbers of RFC 3501 6.4.5).

The email package recurses (1,000 nested parts in 70 kB end it) and copies attachments several times; this walks the
tree with a stack, looks at boundaries only, and copies nothing but headers and the parts that `wanted` names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from watcher.reading.header import MAX_HEADER, leaf
from watcher.reading.parts import MAX_DEPTH, MAX_PARTS, wanted
from watcher.reading.types import Raw, Structure

MAX_LINES_TRIED = 20_000
"""Lines that begin like a boundary and may turn out to be none, over the whole message."""
MAX_SEARCHED = 300_000_000
"""Octets that are searched for boundaries, over the whole message; those that nested parts share count each time."""
MAX_HEADER_SEARCHED = 16_000_000
"""Octets in which the end of a header is looked for."""

_HEADER_LINE = re.compile(rb"[!-9;-~]{1,100}[ \t]{0,10}:")
_BLANK = re.compile(rb"\n\r?\n")
_BEFORE_HEADER = re.compile(rb">?From [^\n]{0,998}\n|\s{1,1000}(?=[!-9;-~]{1,100}:)")
"""An mbox separator, or white space that a copy left in front."""
_MAX_BOUNDARY = 200
"""Octets; RFC 2046 allows 70."""
_MAX_LINE = 1_000
"""Octets of a boundary's line that are looked at; RFC 5322 allows 998."""


@dataclass(slots=True)
class _Node:
    """A part on its way to a `Structure`: where its body lies in the data, and its parts."""

    told: Structure
    start: int
    end: int
    depth: int
    children: list[_Node] = field(default_factory=list)


class _Budget:
    """What one message may cost, however it is made."""

    def __init__(self) -> None:
        self.parts = MAX_PARTS
        self.tries = MAX_LINES_TRIED
        self.octets = MAX_SEARCHED

    def part(self) -> bool:
        self.parts -= 1
        return self.parts >= 0

    def line(self) -> bool:
        self.tries -= 1
        return self.tries >= 0


def split(data: bytes, received_at: datetime | None = None) -> Raw:
    """Take a file apart: RFC 5322, CRLF or LF, with or without an mbox "From " line. Never raises.

    `size` is the number of octets of `data`. Parts that `wanted` does not name are not kept.
    """
    if b"\n" not in data and b"\r" in data:
        data = data.replace(b"\r", b"\n")
    start = match.end() if (match := _BEFORE_HEADER.match(data)) else 0
    header_end, body = _header(data, start, len(data))
    header = data[start : min(header_end, start + MAX_HEADER)]
    root = _Node(leaf(header, "", len(data) - body), body, len(data), 0)
    nodes = _grow(data, root)
    structure = _frozen(root)
    parts = {section: _content(data, nodes, section) for section in wanted(structure)}
    return Raw(header, structure, parts, received_at, len(data))


def _header(data: bytes, start: int, end: int) -> tuple[int, int]:
    """Where the header ends, and where the body begins. What does not begin with a header line is all body."""
    if not _HEADER_LINE.match(data, start, min(end, start + 200)):
        blank = 1 if data.startswith(b"\n", start) else 2 if data.startswith(b"\r\n", start) else 0
        return start, min(start + blank, end)
    match = _BLANK.search(data, start, min(end, start + MAX_HEADER_SEARCHED))
    if match:
        return match.start() + 1, match.end()
    return _header_without_end(data, start, end)


def _header_without_end(data: bytes, start: int, end: int) -> tuple[int, int]:
    """There is no blank line: the first line that is neither a header nor folded begins the body."""
    position = start
    while position < min(end, start + MAX_HEADER):
        if data[position : position + 1] not in (b" ", b"\t") and not _HEADER_LINE.match(data, position, end):
            return position, position
        line_end = data.find(b"\n", position, end)
        if line_end < 0:
            return end, end
        position = line_end + 1
    return position, position


def _grow(data: bytes, root: _Node) -> dict[str, _Node]:
    """Give every multipart its parts, top down; the nodes by section."""
    nodes: dict[str, _Node] = {}
    budget = _Budget()
    stack = [root]
    while stack:
        node = stack.pop()
        told = node.told
        if told.content_type.startswith("multipart/"):
            node.children = _parts(data, node, budget) if node.depth < MAX_DEPTH else []
            if not node.children and node is root:
                node.told = told = replace(told, content_type="text/plain")
        elif told.content_type == "message/rfc822" and told.encoding in ("7bit", "8bit", "binary"):
            node.children = _embedded(data, node, budget) if node.depth < MAX_DEPTH else []
        if not told.section and not told.content_type.startswith("multipart/"):
            node.told = told = replace(told, section="1")
        nodes[told.section] = node
        stack.extend(reversed(node.children))
    return nodes


def _parts(data: bytes, node: _Node, budget: _Budget) -> list[_Node]:
    boundary = node.told.params.get("boundary", "").encode("utf-8", "replace")[:_MAX_BOUNDARY]
    default = "message/rfc822" if node.told.content_type == "multipart/digest" else "text/plain"
    prefix = f"{node.told.section}." if node.told.section else ""
    found: list[_Node] = []
    if not boundary:
        return found
    for start, end in _between(data, node.start, node.end, b"--" + boundary, budget):
        if not budget.part():
            break
        found.append(_part(data, (start, end), f"{prefix}{len(found) + 1}", node.depth + 1, default))
    return found


def _part(data: bytes, span: tuple[int, int], section: str, depth: int, default: str = "text/plain") -> _Node:
    start, end = span
    header_end, body = _header(data, start, end)
    told = leaf(data[start : min(header_end, start + MAX_HEADER)], section, max(end - body, 0), default)
    return _Node(told, body, max(end, body), depth)


def _embedded(data: bytes, node: _Node, budget: _Budget) -> list[_Node]:
    """The parts of the message in a message/rfc822; they are numbered as if they were its own."""
    if not budget.part():
        return []
    inner = _part(data, (node.start, node.end), node.told.section, node.depth + 1)
    if inner.told.content_type.startswith("multipart/"):
        return _parts(data, inner, budget)
    inner.told = replace(inner.told, section=f"{node.told.section}.1")
    return [inner]


def _between(data: bytes, start: int, end: int, delimiter: bytes, budget: _Budget) -> Iterator[tuple[int, int]]:
    """The stretches between delimiter lines (RFC 2046 section 5.1.1); the line end before a delimiter is part of it."""
    opened: int | None = None
    position = start
    while True:
        begin = position
        position = data.find(delimiter, begin, min(end, begin + budget.octets))
        budget.octets -= (end if position < 0 else position) - begin
        if position < 0 or not budget.line():
            break
        after = position + len(delimiter)
        line_end = data.find(b"\n", after, min(after + _MAX_LINE, end))
        if line_end < 0:
            line_end = min(after + _MAX_LINE, end)
        closing = data.startswith(b"--", after)
        is_line = position == start or data[position - 1] == ord("\n")
        if is_line and not data[after + 2 * closing : line_end].strip():
            if opened is not None:
                yield opened, max(opened, _before_line_end(data, position))
            if closing:
                return
            opened = min(line_end + 1, end)
        position = after
    if opened is not None:
        yield opened, end


def _before_line_end(data: bytes, position: int) -> int:
    return position - 2 if data[position - 2 : position] == b"\r\n" else position - 1


def _frozen(root: _Node) -> Structure:
    """The finished tree; at most MAX_DEPTH deep, so recursion is safe."""
    return replace(root.told, children=tuple(_frozen(child) for child in root.children)) if root.children else root.told


def _content(data: bytes, nodes: dict[str, _Node], section: str) -> bytes:
    if section.endswith(".HEADER"):
        node = nodes[section.removesuffix(".HEADER")]
        header_end, _ = _header(data, node.start, node.end)
        return data[node.start : min(header_end, node.start + MAX_HEADER)]
    node = nodes[section]
    return data[node.start : node.end]
