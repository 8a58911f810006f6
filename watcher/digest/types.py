"""What the digest says, as facts: nothing here is worded, sorted for reading, and everything is about one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """A draft in Drafts. `kind` is a FollowUpKind's value, `first_lines` the start of its text, () where not at hand.

    `edited` is True where the user touched it; `outdated` then says why it is no longer right, "" where it is. `phone`
    is the recipient's number where their mail gave one, else "".
    """

    to: str
    subject: str
    company: str
    role: str
    kind: str
    age_days: int
    name: str = ""
    why: str = ""
    phone: str = ""
    first_lines: tuple[str, ...] = ()
    edited: bool = False
    outdated: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """An employer who waits for the user. `words` are theirs, "" where none are kept; `since` is a local date."""

    company: str
    role: str
    since: date
    words: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """An interview. `starts_at` is local; `people` are names or addresses."""

    company: str
    role: str
    starts_at: datetime
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ByHand:
    """A follow-up that no draft serves: to call, or to find somebody to write to. `held` says why no draft."""

    company: str
    role: str
    kind: str
    why: str
    held: str = ""
    name: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Quiet:
    """An application without an answer for weeks; `days` since the last sign of the employer, or the application."""

    company: str
    role: str
    days: int


@dataclass(frozen=True, slots=True)
class Closed:
    """An application that ended in the last seven days. `stage` is a Stage's value; `by_you`: the user closed it."""

    company: str
    role: str
    stage: str
    by_you: bool = False


@dataclass(frozen=True, slots=True)
class Later:
    """An invitation or offer of the last seven days for what the user had closed. `kind` is a Kind's, `on` is local."""

    company: str
    role: str
    kind: str
    on: date


@dataclass(frozen=True, slots=True)
class Undecided:
    """A message that could not be given to one application; `candidates` are "company, role"."""

    subject: str
    why: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Undone:
    """A draft that was withdrawn, refused or held back, and why."""

    company: str
    role: str
    why: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """All that one digest says, in the order in which it matters. `now` is aware and local.

    `to_tell` are interviews of the last seven days about which nobody wrote what happens next. `refused` holds what
    was held back too. `health` are words about accounts that need the user, `notes` about what else went wrong.
    `stages` counts applications by a Stage's value, `open` those that have not ended.
    """

    now: datetime
    waiting: tuple[Waiting, ...] = ()
    asked: tuple[Asked, ...] = ()
    later: tuple[Later, ...] = ()
    to_tell: tuple[Meeting, ...] = ()
    coming: tuple[Meeting, ...] = ()
    by_hand: tuple[ByHand, ...] = ()
    quiet: tuple[Quiet, ...] = ()
    closed: tuple[Closed, ...] = ()
    undecided: tuple[Undecided, ...] = ()
    withdrawn: tuple[Undone, ...] = ()
    refused: tuple[Undone, ...] = ()
    health: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    stages: Mapping[str, int] = field(default_factory=dict)
    open: int = 0

    @property
    def nothing_to_do(self) -> bool:
        """Nothing asks for the user's hand: the rest is for their information."""
        told = self.waiting or self.asked or self.later or self.to_tell or self.coming or self.by_hand
        return not (told or self.undecided)
