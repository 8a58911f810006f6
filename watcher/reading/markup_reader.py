"""An HTML tree to lines: blocks to lines, cells to tabs (as innerText does), quotations to "> " lines, links aside."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from watcher.reading.markup_words import LINE, PARAGRAPH, QUOTED_FROM_HERE, QUOTES, SKIPPED, UNSTYLED

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

BREAK = "<wbr>"
"""Stands in long stretches without a tag; see the bounds of `markup`."""
MAX_LINKS = 200
MAX_LINK = 4_000
MAX_JSON_LD = 10
MAX_JSON_LD_SIZE = 50_000

_SPACES = re.compile(r"[ \t\r\n\f\u00a0]+")
_PADDING = re.compile(r"[\u200b\u00ad\u034f\u2060\ufeff]|[\u200c\u200d\u2007](?=[\s\u00a0\u200c\u200d\u034f\u2007]|$)")
_CELLS = re.compile(r"[ ]*\t[ \t]*")
_RUNS = re.compile(r" {2,}")
_HIDDEN = re.compile(
    r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden"
    r"|(?<!-)\b(?:max-height|opacity)\s{0,3}:\s{0,3}0(?:px|pt|em|%|\.0)?\s{0,3}(?:;|!|$)",
    re.IGNORECASE,
)
"""A font size of 0 does not hide: many templates set it on a cell to close gaps, and reset it further in."""
_NO_BORDER = re.compile(r"border(?:-left)?\s{0,3}:\s{0,3}(?:none|0)", re.IGNORECASE)
_REQUOTED = re.compile(r"^(?:x_){1,20}")
"""Outlook puts it before the names of what it quotes."""
_LINK_SCHEMES = ("http://", "https://", "mailto:", "tel:")


class Reader:
    """Walks a tree without recursion and writes lines."""

    def __init__(self) -> None:
        self.links: dict[str, None] = {}
        self.json_ld: list[str] = []
        self._lines: list[str] = []
        self._words: list[str] = []
        self._quoting = 0
        self._rest_is_quoted = False
        self._preformatted = 0
        self._attributes: Mapping[str, str | None] = {}

    def read(self, root: LexborNode) -> None:
        """Visit every node in document order, and each element that has children once more at its end."""
        open_elements: list[tuple[LexborNode, str, bool]] = []
        node: LexborNode | None = root
        while node is not None or open_elements:
            if node is None:
                element, tag, quotes = open_elements.pop()
                if tag not in UNSTYLED:
                    self._leave(tag, quotes=quotes)
                node = element.next if open_elements else None
                continue
            tag = node.tag or ""
            if tag == "-text":
                self._say(node.text_content or "")
            elif self._is_entered(node, tag):
                quotes = tag not in UNSTYLED and self._enter(node, tag)
                child = node.child
                if child is not None:
                    open_elements.append((node, tag, quotes))
                    node = child
                    continue
                if tag not in UNSTYLED:
                    self._leave(tag, quotes=quotes)
            node = node.next if open_elements else None

    def read_links(self, root: LexborNode) -> None:
        """Only the links and JSON-LD: much quicker than to read the page."""
        for node in root.css("a[href], script"):
            if node.tag == "script":
                self._keep_json_ld(node, "script")
            else:
                self._keep_link(node.attributes.get("href"))

    def finished(self) -> str:
        """The text, with no more than one empty line in a row."""
        self._end_line()
        out: list[str] = []
        for line in self._lines:
            if line.strip("> ") or (out and out[-1].strip("> ")):
                out.append(line)
        return "\n".join(out[:-1] if out and not out[-1].strip("> ") else out)

    def _is_entered(self, node: LexborNode, tag: str) -> bool:
        """Whether an element is shown. Comments and the like are not; of scripts the JSON-LD is kept."""
        if tag in UNSTYLED:
            return True
        if tag in SKIPPED:
            self._keep_json_ld(node, tag)
            return False
        if tag[:1] in ("-", "!"):
            return False
        self._attributes = attributes = node.attributes
        if not attributes:
            return True
        style = attributes.get("style")
        return "hidden" not in attributes and not (style and _HIDDEN.search(style))

    def _enter(self, node: LexborNode, tag: str) -> bool:
        """Begin an element; whether it is a quotation."""
        attributes = self._attributes
        if tag == "br":
            self._break()
        elif tag in ("td", "th"):
            if self._words:
                self._words.append("\t")
        elif tag in LINE:
            self._end_line()
            if tag == "li":
                self._words.append("- ")
        elif tag in PARAGRAPH:
            self._end_paragraph()
            self._preformatted += tag == "pre"
        elif tag in ("a", "area"):
            self._keep_link(attributes.get("href"))
        quotes = tag == "blockquote" or "class" in attributes or "id" in attributes
        if quotes and (quotes := self._is_quotation(node, tag)):
            self._end_line()
            self._quoting += 1
        return quotes

    def _leave(self, tag: str, *, quotes: bool) -> None:
        if tag in LINE:
            self._end_line()
        elif tag in PARAGRAPH:
            self._end_paragraph()
            self._preformatted -= tag == "pre"
        if quotes:
            self._end_line()
            self._quoting -= 1

    def _is_quotation(self, node: LexborNode, tag: str) -> bool:
        attributes = self._attributes
        said = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower().split()
        names = {_REQUOTED.sub("", name) for name in said}
        if tag == "blockquote":
            cites = "cite" in attributes or attributes.get("type") == "cite" or any("quote" in name for name in names)
            return cites or not _NO_BORDER.search(attributes.get("style") or "")
        if not QUOTED_FROM_HERE.isdisjoint(names):
            self._end_line()
            self._rest_is_quoted = True
        if "gmail_attr" in names:
            self._end_line()
            # Gmail introduces a forwarded message, which no blockquote follows, by the same class as a quotation.
            self._rest_is_quoted = self._rest_is_quoted or "-----" in (node.text() or "")
            return True
        return not QUOTES.isdisjoint(names)

    def _say(self, text: str) -> None:
        if not text.isascii():
            text = _PADDING.sub("", text)
        if self._preformatted:
            first, *others = text.split("\n")
            self._words.append(first)
            for line in others:
                self._break()
                self._words.append(line)
        elif text.isspace():
            if self._words:
                self._words.append(" ")
        else:
            self._words.append(_SPACES.sub(" ", text))

    def _mark(self) -> str:
        return "> " if self._quoting > 0 or self._rest_is_quoted else ""

    def _break(self) -> None:
        if not self._words:
            self._lines.append(self._mark().rstrip())
        self._end_line()

    def _end_line(self) -> None:
        if not self._words or self._words == ["- "]:
            return
        text = "".join(self._words)
        if "\t" in text:
            text = _CELLS.sub("\t", text)
        text = _RUNS.sub(" ", text).strip() if not self._preformatted else text.rstrip()
        self._words.clear()
        if text and text != "-":
            self._lines.append(self._mark() + text)

    def _end_paragraph(self) -> None:
        self._end_line()
        if not self._words and self._lines and self._lines[-1].strip("> "):
            self._lines.append(self._mark().rstrip())

    def _keep_link(self, href: str | None) -> None:
        href = "".join((href or "").split())
        if len(self.links) < MAX_LINKS and len(href) <= MAX_LINK and href[:8].lower().startswith(_LINK_SCHEMES):
            self.links.setdefault(href)

    def _keep_json_ld(self, node: LexborNode, tag: str) -> None:
        if tag == "head":
            for script in node.css("script"):
                self._keep_json_ld(script, "script")
        elif tag == "script" and len(self.json_ld) < MAX_JSON_LD:
            kind = (node.attributes.get("type") or "").strip().lower()
            text = (node.text() or "").replace(BREAK, "")
            if kind == "application/ld+json" and len(text) <= MAX_JSON_LD_SIZE:
                self.json_ld.append(text.strip())
