"""What the digest says, in words and in order: text and HTML are two faces of one `Page`."""

from __future__ import annotations

from dataclasses import dataclass

from watcher.digest.sketch import WIDTH


@dataclass(frozen=True, slots=True)
class Link:
    """Something to press; `url` is mid:, mailto:, tel: or https:."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Figure:
    """The words of a picture, which hold its numbers. `name` is that of the image, "" where none was painted."""

    words: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing; `quoted` are the first lines of a draft."""

    title: str
    lines: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Aside:
    """Advice beside the items of a section: what to say, what to prepare, as (when, words)."""

    title: str
    points: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Things of one kind. `name` is the field of the report; `more` says how many are left out, "" where none."""

    name: str
    title: str
    intro: str = ""
    items: tuple[Item, ...] = ()
    more: str = ""
    aside: Aside | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """The whole digest; `language` is an ISO 639-1 code, every string one line of visible text."""

    language: str
    subject: str
    title: str
    day: str
    lead: tuple[str, ...]
    sections: tuple[Section, ...]
    foot: tuple[str, ...]
    width: int = WIDTH
    """Of pictures, in CSS pixels."""


@dataclass(frozen=True, slots=True)
class Room:
    """How much a page may say: items of a section, characters of a name and of a line from mail."""

    items: int
    name: int
    line: int


ROOMS = (
    Room(12, 80, 200),
    Room(8, 80, 200),
    Room(6, 70, 160),
    Room(4, 60, 120),
    Room(3, 50, 100),
    Room(2, 40, 80),
    Room(1, 30, 60),
)
"""From the widest to the narrowest: the first one is taken in which the mail is small enough."""
