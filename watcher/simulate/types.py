"""The truth beside the mail: what really happened in each application, and what became of each draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Route(StrEnum):
    """The way by which the user applied."""

    ATS = "ats"
    BOARD = "board"
    PERSON = "person"  # a mail to a named person
    ROLE = "role"  # a mail to jobs@ or the like
    AGENCY = "agency"
    OUTREACH = "outreach"  # a recruiter wrote first
    ENTERED = "entered"  # `watcher add`: the mail does not show it


class By(StrEnum):
    """Who did it."""

    USER = "user"
    PERSON = "person"
    MACHINE = "machine"


class Part(StrEnum):
    """What somebody is to an application, as their own mail or an invitation shows."""

    RECRUITER = "recruiter"
    MANAGER = "manager"
    TEAM = "team"  # a role address


@dataclass(frozen=True, slots=True)
class Figure:
    """Somebody at an employer. `email` is lower case."""

    name: str
    email: str
    part: Part
    title: str = ""
    phone: str = ""

    @property
    def header(self) -> str:
        """As it stands in From and To."""
        return f"{self.name} <{self.email}>"


@dataclass(frozen=True, slots=True)
class Meeting:
    """An interview as it was announced, moved or called off. `interviewers` are addresses.

    `perhaps` are those of whom the mail does not tell whether one will meet them: they may be thanked.
    """

    uid: str
    starts_at: datetime
    ends_at: datetime
    interviewers: tuple[str, ...]
    perhaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened in an application.

    `kind` is the design's name of the event; mail that tells two things bears the first one's, with `due_by` (the
    promised date), `asks` (the user must do something) and `refuses` (asks not to be followed up) beside it. `at` is
    aware. `message_id` is "" for what the user entered. `person` is who wrote (or whom the user wrote to, or whose
    address failed), lower case, "" for machines. `attached` is True where a résumé went along. `draft` is the key of
    the draft that the user sent with it, "" for their own words. `letter` names the wording, for reports.
    """

    at: datetime
    application: str
    kind: str
    by: By
    message_id: str = ""
    person: str = ""
    due_by: date | None = None
    asks: bool = False
    refuses: bool = False
    meeting: Meeting | None = None
    attached: bool = False
    draft: str = ""
    letter: str = ""


class Fate(StrEnum):
    """What became of a draft."""

    WAITS = "waits"
    SENT = "sent"
    DELETED = "deleted"
    WITHDRAWN = "withdrawn"


@dataclass(slots=True)
class Drafted:
    """A draft that the program wrote, and what the user did with it.

    `due` names the entry of the oracle's table that it serves, "" where there is none. `anchor` is the Message-ID (or
    entry) that the program says opened the window. `ended_at` is when it left Drafts; the program is sure of a deletion
    only at `settled_at`, its second look.
    """

    key: str
    application: str
    kind: str
    recipient: str
    anchor: str
    message_id: str
    written_at: datetime
    due: str = ""
    fate: Fate = Fate.WAITS
    edited: bool = False
    ended_at: datetime | None = None
    settled_at: datetime | None = None

    @property
    def live(self) -> bool:
        """It waits in Drafts, as far as the program can know."""
        return self.fate is Fate.WAITS or (self.fate is Fate.DELETED and self.settled_at is None)


@dataclass(frozen=True, slots=True)
class Size:
    """How much of a search is played. `start` is its first local day; `noise` counts messages of no application.

    Each employer writes in one of the `languages`, and the user to them; other mail is English.
    """

    applications: int = 300
    noise: int = 20_000
    days: int = 365
    start: date = date(2026, 1, 12)
    languages: tuple[str, ...] = ("en",)
