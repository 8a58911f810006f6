"""A `Report` as subject, text and HTML: one page, two templates, as wide as a mail may be."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import Environment, StrictUndefined, Template

from watcher.digest.links import Desk
from watcher.digest.page import ROOMS, Page
from watcher.digest.phrases import Phrases
from watcher.digest.types import Report
from watcher.digest.wording import page

MOST_HTML = 90_000
"""Octets: Gmail shows no more than 102 kB of a mail's HTML, and other programs add to it."""
_WIDTH = 72
_LINK = "  > "
_BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Templates:
    """The sources of the two faces, and the words of the user's language."""

    text: str
    html: str
    phrases: Phrases


@dataclass(frozen=True, slots=True)
class Digest:
    """What a digest mail says; `text` has lines of at most 72 columns, those with a link apart."""

    subject: str
    text: str
    html: str


def render(report: Report, templates: Templates, desk: Desk, painted: Collection[str] = ()) -> Digest:
    """Write the digest, and leave out as much as it takes to stay under `MOST_HTML`: "and so many more" tells.

    `painted` are the names of the pictures that the mail will carry; for the others there are their words alone.
    Raises jinja2.TemplateError where a template is broken.
    """
    written = html = None
    for room in ROOMS:
        written = page(report, templates.phrases, desk, room, painted)
        html = _html(written, templates.html)
        if len(html.encode()) < MOST_HTML:
            break
    assert written is not None
    assert html is not None
    return Digest(written.subject, _text(written, templates.text), html)


def _html(written: Page, template: str) -> str:
    return _compiled(template, escape=True).render(page=written).strip() + "\n"


def _text(written: Page, template: str) -> str:
    # The page's strings are single lines already, and nothing reads the text as markup.
    lines = _compiled(template, escape=False).render(page=written).strip("\n").split("\n")
    return _BLANK_LINES.sub("\n\n", "\n".join(_wrapped(line) for line in lines)) + "\n"


@lru_cache(maxsize=2)
def _compiled(template: str, *, escape: bool) -> Template:
    environment = Environment(
        autoescape=escape,  # noqa: S701
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.from_string(template)


def _wrapped(line: str) -> str:
    """Break a line at words, its continuation under the text of its first line; a link stays whole."""
    if line.startswith(_LINK) or line == "-- ":
        return line
    bare = line.lstrip(" -*|>")
    indent = " " * (len(line) - len(bare))
    if "|" in line[: len(indent)]:
        indent = line[: len(indent)]
    return "\n".join(
        textwrap.wrap(
            line, _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False, expand_tabs=False
        )
    )
