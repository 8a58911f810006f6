"""A digest's HTML as somebody reads it: headings, paragraphs, links; and every tag and attribute that is used."""

from __future__ import annotations

from html.parser import HTMLParser

_BLOCKS = ("h1", "h2", "h3", "p", "a", "title")
_EMPTY = ("meta", "br", "img")


class Shown(HTMLParser):
    """What one page shows. `texts` are the words of each block, `tags` all (name, attributes)."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.language = ""
        self.headings: list[tuple[str, str]] = []
        self.texts: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.style = ""
        self.open: list[str] = []
        self.faults: list[str] = []
        self._words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append((tag, given))
        if tag == "html":
            self.language = given.get("lang", "")
        if tag in _BLOCKS:
            self._words = ""
        if tag == "br":
            self._words += " "
        if tag not in _EMPTY:
            self.open.append(tag)

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "style":
            self.style += data
        else:
            self._words += data

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)
            return
        words = " ".join(self._words.split())
        if tag in ("h1", "h2", "h3"):
            self.headings.append((tag, words))
        if tag == "a":
            self.links.append((words, self.tags[-1][1]["href"]))
        elif tag in _BLOCKS and tag != "title":
            self.texts.append(words)


def shown(html: str) -> Shown:
    page = Shown()
    page.feed(html)
    page.close()
    return page
