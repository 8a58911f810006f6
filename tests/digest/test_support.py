"""The HTML uses what mail programs are known to render: caniemail.com, as of May 2026.

What all of Gmail, Outlook and Apple Mail render may carry the page; what some of them drop must leave it whole. A new
tag, attribute or property is looked up there first, and then added here.
"""

from __future__ import annotations

import itertools
import re

import pytest

from tests.digest.reading import Shown, shown
from tests.digest.weeks import FULL, PAINTED, hostile, large, written
from watcher.digest.sketch import COLOURS, GROUND, INK

TAGS = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "div",
    "table",
    "tr",
    "td",
    "h1",
    "h2",
    "h3",
    "p",
    "a",
    "b",
    "br",
    "img",
}
ATTRIBUTES = {
    "lang", "http-equiv", "content", "name", "class", "style", "role", "width", "cellpadding", "cellspacing", "border",
    "align", "href", "src", "alt",
}  # fmt: skip
CARRIES = {
    "background-color", "border", "border-bottom", "border-left", "border-color", "color", "font-family", "font-size",
    "height", "line-height", "margin", "margin-top", "padding", "text-align", "text-decoration", "width",
}  # fmt: skip
MAY_BE_DROPPED = {
    "border-radius": "Outlook on Windows: square corners",
    "display": "Outlook on Windows: the buttons are links without height",
    "max-width": "Outlook on Windows: the table around it, for it alone, is 600 wide",
    "table-layout": "Outlook on Windows: a long word widens the page",
    "word-wrap": "Outlook on Windows, and partly Gmail: word-break does the same",
    "opacity": "Outlook on Windows: pictures as bright as by day, where it has dark colours",
    "word-break": "partly: long words are cut after 80 characters in any case",
}
MEDIA = {
    "(max-width: 480px)": "Gmail on the web of a phone, Outlook on Windows: wider margins",
    "(prefers-color-scheme: dark)": "Gmail and Outlook make their own dark colours from the light ones",
}


def declared(page: Shown) -> set[str]:
    inline = [given["style"] for _, given in page.tags if "style" in given]
    blocks = re.findall(r"\{([^{}]*)\}", page.style)
    return {part.partition(":")[0].strip() for text in inline + blocks for part in text.split(";") if part.strip()}


@pytest.mark.parametrize("report", [FULL, hostile(), large()], ids=["full", "hostile", "large"])
def test_only_what_mail_programs_render_is_used(report: object) -> None:
    page = shown(written(report, painted=PAINTED).html)  # type: ignore[arg-type]
    assert "img" in {tag for tag, _ in page.tags}
    assert {tag for tag, _ in page.tags} <= TAGS
    assert {name for _, given in page.tags for name in given} <= ATTRIBUTES
    assert declared(page) <= CARRIES | MAY_BE_DROPPED.keys()
    assert set(re.findall(r"@media ([^{]+?) \{", page.style)) == MEDIA.keys()


def test_nothing_is_fetched_and_nothing_runs() -> None:
    html = written(hostile(), painted=PAINTED).html
    page = shown(html)
    assert "url(" not in page.style
    assert not {"script", "link", "iframe", "form", "object"} & {tag for tag, _ in page.tags}
    assert [given["src"] for tag, given in page.tags if tag == "img"] == [f"cid:{name}" for name in PAINTED]
    assert not re.search(r"(?:href|src|background)=\"https?:", html)


def test_a_screen_reader_finds_its_way() -> None:
    """Tables are for layout and say so, headings step down one by one, the page has a language and a title."""
    page = shown(written(FULL).html)
    assert all(given.get("role") == "presentation" for tag, given in page.tags if tag == "table")
    levels = [int(level[1]) for level, _ in page.headings]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert page.language == "en"


def test_pictures_fit_every_width() -> None:
    """Outlook on Windows knows the attribute alone, the others shrink them to the screen; blocked, the words remain."""
    images = [given for tag, given in shown(written(FULL, painted=PAINTED).html).tags if tag == "img"]
    for given in images:
        assert given["width"] == "540"
        assert "width:100%;max-width:540px;height:auto" in given["style"]
        assert re.search(r"[0-9]", given["alt"])


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colour", COLOURS.values())
def test_what_is_drawn_stands_out_from_its_ground(colour: str) -> None:
    """WCAG 2.2: graphics by 3 to 1, the words in them by 4.5 also where the page dims them in the dark."""
    light, dark = luminance(GROUND) + 0.05, luminance(colour) + 0.05
    assert light / dark >= 3
    dimmed = [luminance(blended(one, "#21262c", 0.86)) + 0.05 for one in (GROUND, INK)]
    assert dimmed[0] / dimmed[1] >= 4.5


def blended(colour: str, ground: str, opacity: float) -> str:
    pairs = ((int(colour[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(above * opacity + below * (1 - opacity)):02x}" for above, below in pairs)


@pytest.mark.parametrize(
    ("words", "ground"),
    [
        *((words, ground) for words in ("#1b1f24", "#3b4149") for ground in ("#f3f3ef", "#ffffff")),
        ("#0b57a4", "#ffffff"),
        ("#ffffff", "#0b57a4"),
        ("#2a2f36", "#eef2f6"),
        *((words, ground) for words in ("#f0f2f4", "#c9d0d8") for ground in ("#15181c", "#21262c")),
        ("#8fbfff", "#21262c"),
        ("#10151b", "#8fbfff"),
        ("#d5dbe2", "#2a313a"),
        ("#f0f2f4", "#2a313a"),
    ],
)
def test_words_stand_out_from_their_ground(words: str, ground: str) -> None:
    html = written(FULL).html
    assert words in html
    assert ground in html
    light, dark = sorted((luminance(words), luminance(ground)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5
