"""A mail that stands ready to be sent, and the voice it is written in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from watcher.reading import Address


@dataclass(frozen=True, slots=True)
class Voice:
    """What the user set: `name` stands in From and under the text, where their mail tells nothing else.

    `sign_offs` are by language (ISO 639-1), "" for every language; `signature` holds the lines below it, the name
    first, and a line "-- " before a block that is set off. Where not empty, they go before what their mail tells.
    `country` (ISO 3166) tells how their letters write dates and spell, "" for as most of the language do.
    """

    name: str
    sign_offs: Mapping[str, str] = field(default_factory=dict)
    signature: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that goes with a draft. `content_type` is lower case, `content` is decoded."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Draft:
    """A message for the user's Drafts.

    `message_id` is without angle brackets, opaque, at the sender's domain, and the same for the same follow-up key.
    `date` is aware. `text` has no placeholder left; a line "-- " in it begins the signature. `in_reply_to` is "" where
    it opens a thread. `quotation` is what stands below the text: the attribution on the first line, then lines that
    begin with ">" for each depth and a space; "" for none. `wording` names the text that was chosen, such as
    "en/persistence#2", and `fault` tells why it is not the user's own, where that failed. `names` are company and role
    where the text has them.
    """

    key: str
    message_id: str
    from_: Address
    to: Address
    subject: str
    text: str
    date: datetime
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    quotation: str = ""
    attachments: tuple[Attached, ...] = ()
    wording: str = field(default="", compare=False)  # of the choice, not of the message
    fault: str = field(default="", compare=False)
    names: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a template: its file, the line (0 where it is the file as a whole), and what to do."""

    path: str
    line: int
    what: str

    def __str__(self) -> str:
        place = f"{self.path}, line {self.line}" if self.line else self.path
        # A file's name may hold anything, and this is printed.
        return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in f"{place}: {self.what}")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why no draft can be written for a follow-up, in words for the user."""

    key: str
    why: str
