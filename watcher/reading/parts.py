"""Which parts of a message are worth fetching, and which of them are its text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from watcher.reading.types import Structure

MAX_PART = 1_000_000
"""Octets, as transferred, above which a part is not fetched."""
MAX_DEPTH = 20
MAX_PARTS = 200
MAX_WANTED = 50
MAX_TOTAL = 4_000_000
"""Octets of all wanted parts together."""
MAX_HTML_BESIDE_PLAIN = 300_000
"""Octets up to which HTML is fetched although there is plain text: for its links."""

CALENDAR = frozenset({"text/calendar", "application/ics"})
REPORTS = frozenset(
    {
        "message/delivery-status",
        "message/global-delivery-status",
        "message/disposition-notification",
        "message/feedback-report",
        "message/global-disposition-notification",
        "text/rfc822-headers",
        "message/global-headers",
    }
)
TEXT = frozenset({"text/plain", "text/html"})


@dataclass(frozen=True, slots=True)
class Leaf:
    """A part that has no parts.

    `alternative` is the section of the outermost multipart/alternative around it, None outside; `reported` is True
    inside a multipart/report.
    """

    part: Structure
    alternative: str | None = None
    reported: bool = False


def leaves(structure: Structure) -> Iterator[Leaf]:
    """The leaves in order, no deeper than MAX_DEPTH and at most MAX_PARTS. An embedded message is one leaf."""
    stack: list[tuple[Structure, int, str | None, bool]] = [(structure, 0, None, False)]
    seen = 0
    while stack and seen < MAX_PARTS:
        node, depth, alternative, reported = stack.pop()
        seen += 1
        if not node.content_type.startswith("multipart/"):
            yield Leaf(node, alternative, reported)
        elif depth < MAX_DEPTH:
            if alternative is None and node.content_type == "multipart/alternative":
                alternative = node.section
            reported = reported or node.content_type == "multipart/report"
            children = node.children[:MAX_PARTS]
            stack.extend((child, depth + 1, alternative, reported) for child in reversed(children))


def is_calendar(part: Structure) -> bool:
    """An iCalendar part, by its type or, as many programs attach it, by its name."""
    return part.content_type in CALENDAR or part.filename.lower().endswith(".ics")


def bodies(found: list[Leaf]) -> list[Leaf]:
    """The leaves that are the message's own text: not attached, and not a named file behind the first text."""
    chosen: list[Leaf] = []
    for leaf in found:
        part = leaf.part
        if part.content_type not in TEXT or part.disposition == "attachment" or is_calendar(part):
            continue
        is_file = part.filename and chosen and (leaf.alternative is None or leaf.alternative != chosen[0].alternative)
        if not is_file:
            chosen.append(leaf)
    return chosen


def wanted(structure: Structure) -> tuple[str, ...]:
    """The sections (RFC 3501 section 6.4.5) to fetch, in the order of the message.

    Text, calendars and the parts of a report. Of a message that a report returns only the header: "3.HEADER", which
    is a section of its own where part 3 is a message/rfc822. No other attachment, nothing over MAX_PART octets.
    """
    found = list(leaves(structure))
    texts = bodies(found)
    has_plain = any(leaf.part.content_type == "text/plain" and leaf.part.size <= MAX_PART for leaf in texts)
    sections: list[str] = []
    total = 0
    for leaf in found:
        section = _wanted(leaf, is_text=leaf in texts, has_plain=has_plain)
        size = 0 if section.endswith(".HEADER") else leaf.part.size
        if section and size <= MAX_PART and total + size <= MAX_TOTAL:
            sections.append(section)
            total += size
    return tuple(sections[:MAX_WANTED])


def _wanted(leaf: Leaf, *, is_text: bool, has_plain: bool) -> str:
    part = leaf.part
    if is_text:
        beside = part.content_type == "text/html" and has_plain
        return "" if beside and part.size > MAX_HTML_BESIDE_PLAIN else part.section
    if is_calendar(part) or part.content_type in REPORTS:
        return part.section
    if leaf.reported and part.content_type in ("message/rfc822", "message/global"):
        return f"{part.section}.HEADER"
    return ""
