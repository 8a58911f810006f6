"""What a demo mailbox is made of: mails with real dates, and what the program should make of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from watcher.cadence import FollowUpKind
from watcher.timeline import Flag, Stage


@dataclass(frozen=True, slots=True)
class Invitation:
    """An iCalendar part (RFC 5545). People are written "Name <address>"; times are aware, in the user's zone."""

    method: str
    uid: str
    summary: str
    starts_at: datetime
    ends_at: datetime
    organizer: str
    attendees: tuple[str, ...]
    location: str = ""
    description: str = ""
    sequence: int = 0


@dataclass(frozen=True, slots=True)
class Failure:
    """What a bounce says (RFC 3464): `recipient` was refused with `status` and `diagnostic`."""

    recipient: str
    status: str
    diagnostic: str


@dataclass(frozen=True, slots=True)
class Mail:
    """One message to write. `at` is aware; addresses are header text ("Name <address>").

    `text` and `html` are bodies, either may be "". `answers` are the mails of its thread, oldest first. `mailbox` is
    "" for INBOX, else "Sent" or "Archive". `attachments` are names of packaged files with the names that they bear.
    `id` is its Message-ID, no angle brackets, where it has one already; "" derives one.
    """

    key: str
    at: datetime
    from_: str
    to: str
    subject: str
    text: str = ""
    html: str = ""
    cc: str = ""
    reply_to: str = ""
    mailbox: str = ""
    seen: bool = True
    answers: tuple[Mail, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    attachments: tuple[tuple[str, str], ...] = ()
    invitation: Invitation | None = None
    failure: Failure | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class ExpectedDraft:
    """A draft that a whole pass over the mailbox should write. `to` is lower case."""

    kind: FollowUpKind
    to: str


@dataclass(frozen=True, slots=True)
class Expected:
    """One application that the program should find. `none_because` says why no draft, "" where there are some."""

    company: str
    role: str
    stage: Stage
    flags: frozenset[Flag] = frozenset()
    drafts: tuple[ExpectedDraft, ...] = ()
    none_because: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """One employer's mail, oldest first, and the applications to be found in it."""

    name: str
    title: str
    mails: tuple[Mail, ...]
    expected: tuple[Expected, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """A mailbox that was written: where, around which moment, and what stands in it."""

    path: Path
    now: datetime
    stories: tuple[Story, ...]
    noise: tuple[Mail, ...]

    @property
    def expected(self) -> tuple[Expected, ...]:
        """Every application to be found, in the order of the stories."""
        return tuple(expected for story in self.stories for expected in story.expected)
