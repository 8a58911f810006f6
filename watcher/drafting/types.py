"""A mail that stands ready to be sent, and the voice it is written in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from watcher.reading import Address


@dataclass(frozen=True, slots=True)
class Voice:
    """How the user signs: `name` stands in From and under the text."""

    name: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A message for the user's Drafts.

    `message_id` is without angle brackets, opaque, at the sender's domain, and the same for the same follow-up key.
    `date` is aware. `text` has no placeholder left. `in_reply_to` is "" where it opens a thread. `wording` names the
    text that was chosen, such as "en/persistence#2", and `fault` tells why it is not the user's own, where that failed.
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
    wording: str = field(default="", compare=False)  # of the choice, not of the message
    fault: str = field(default="", compare=False)


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
