"""What the digest says, as facts: nothing here is worded, sorted for reading, and everything is about one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Ref:
    """What an item is about: an application's id, the Message-ID of the mail to open and the account that holds it.

    Each is "" where there is none.
    """

    application: str = ""
    thread: str = ""
    account: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a follow-up is due. `kind` is a FollowUpKind's value, `promised_by` the date that they named.

    `late_since` is the local date when it was due, None where it is not late; `asked` counts the mails before it.
    """

    kind: str
    promised_by: date | None = None
    late_since: date | None = None
    asked: int = 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """A draft in Drafts. `kind` is a FollowUpKind's value, `first_lines` the start of its text, () where not at hand.

    `edited` is True where the user touched it; `outdated` then says why it is no longer right, "" where it is. `phone`
    is the recipient's number where their mail gave one, else "". `draft` is the Message-ID of the draft itself.
    """

    to: str
    subject: str
    company: str
    role: str
    kind: str
    age_days: int
    name: str = ""
    reason: Reason | None = None
    phone: str = ""
    first_lines: tuple[str, ...] = ()
    edited: bool = False
    outdated: str = ""
    draft: str = ""
    ref: Ref = Ref()


@dataclass(frozen=True, slots=True)
class Asked:
    """An employer who waits for the user. `words` are theirs, "" where none are kept; `since` is a local date."""

    company: str
    role: str
    since: date
    words: str = ""
    who: str = ""
    ref: Ref = Ref()


@dataclass(frozen=True, slots=True)
class Told:
    """What was written: on a local date, by whom ("" for the user), under which subject."""

    on: date
    who: str
    subject: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """An interview. `starts_at` is local; `people` are names or addresses, `written` the last mails, newest first."""

    company: str
    role: str
    starts_at: datetime
    people: tuple[str, ...] = ()
    written: tuple[Told, ...] = ()
    ref: Ref = Ref()


@dataclass(frozen=True, slots=True)
class Call:
    """Whom to call. `phone` stands in their mail, "" where no number is known; `held` says why there is no draft.

    `beside`: a draft to them waits. `first_choice`: `asked` mails are unanswered, and a call goes before another.
    """

    company: str
    role: str
    name: str = ""
    phone: str = ""
    first_choice: bool = False
    asked: int = 0
    held: str = ""
    beside: bool = False
    ref: Ref = Ref()


@dataclass(frozen=True, slots=True)
class ByHand:
    """A follow-up that no draft serves: to decide, or to find somebody to write to. `held` says why no draft.

    `follow_up` is the key by which it can be asked for all the same, "" where it cannot.
    """

    company: str
    role: str
    kind: str
    reason: Reason
    held: str = ""
    name: str = ""
    email: str = ""
    phone: str = ""
    follow_up: str = ""
    ref: Ref = Ref()


@dataclass(frozen=True, slots=True)
class Known:
    """People of the user's own mail who write from a company where an application is open."""

    company: str
    role: str
    people: tuple[str, ...]
    ref: Ref = Ref()


@dataclass(frozen=True, slots=True)
class Promised:
    """An employer's promise that came due, or was kept, in the last seven days; dates are local.

    `answered_on` is None where they have not written.
    """

    company: str
    role: str
    due_by: date
    answered_on: date | None = None
    ref: Ref = Ref()

    @property
    def kept(self) -> bool:
        """They wrote, on the day at the latest."""
        return self.answered_on is not None and self.answered_on <= self.due_by


@dataclass(frozen=True, slots=True)
class Quiet:
    """An application without an answer for weeks; `days` since the last sign of the employer, or the application."""

    company: str
    role: str
    days: int
    ref: Ref = Ref()


@dataclass(frozen=True, slots=True)
class Closed:
    """An application that ended in the last seven days. `stage` is a Stage's value; `by_you`: the user closed it."""

    company: str
    role: str
    stage: str
    by_you: bool = False
    ref: Ref = Ref()


@dataclass(frozen=True, slots=True)
class Later:
    """An invitation or offer of the last seven days for what the user had closed. `kind` is a Kind's, `on` is local."""

    company: str
    role: str
    kind: str
    on: date
    ref: Ref = Ref()


@dataclass(frozen=True, slots=True)
class Undecided:
    """A message that could not be given to one application; `candidates` map ids of applications to "company, role".

    `message` is its short id, `who` its writer.
    """

    subject: str
    why: str
    candidates: Mapping[str, str] = field(default_factory=dict)
    message: str = ""
    who: str = ""
    ref: Ref = Ref()


@dataclass(frozen=True, slots=True)
class Undone:
    """A draft that was withdrawn, refused or held back, and why.

    `follow_up` is the key by which it can be asked for all the same, "" where it cannot.
    """

    company: str
    role: str
    why: str
    subject: str = ""
    follow_up: str = ""
    ref: Ref = Ref()


@dataclass(frozen=True, slots=True)
class Week:
    """What happened in one ISO week, by the local date of its Monday."""

    monday: date
    applied: int
    answered: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """The search in numbers, for its pictures and for the words beside them.

    `stages` counts applications by a Stage's value, `open` those that have not ended. `flow` counts those that went
    from one station to the next: applied, answered, interview, offer, rejected, quiet, waiting, ended. `weeks` are the
    last twelve, oldest first. `days_to_answer` are those from an application to its first human answer, ascending;
    `unanswered` counts those of a known day that have none so far, open or ended. `interviews` took place, after
    `thanked` of them the user wrote to the employer before the next word of theirs.
    """

    stages: Mapping[str, int] = field(default_factory=dict)
    open: int = 0
    flow: Mapping[tuple[str, str], int] = field(default_factory=dict)
    weeks: tuple[Week, ...] = ()
    days_to_answer: tuple[int, ...] = ()
    unanswered: int = 0
    interviews: int = 0
    thanked: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """All that one digest says, in the order in which it matters. `now` is aware and local.

    `to_tell` are interviews of the last seven days about which nobody wrote what happens next. `refused` holds what
    was held back too. `health` are words about accounts that need the user, `notes` about what else went wrong.
    `short`: it tells only what waits today.
    """

    now: datetime
    waiting: tuple[Waiting, ...] = ()
    asked: tuple[Asked, ...] = ()
    later: tuple[Later, ...] = ()
    to_tell: tuple[Meeting, ...] = ()
    coming: tuple[Meeting, ...] = ()
    calls: tuple[Call, ...] = ()
    by_hand: tuple[ByHand, ...] = ()
    known: tuple[Known, ...] = ()
    promises: tuple[Promised, ...] = ()
    quiet: tuple[Quiet, ...] = ()
    closed: tuple[Closed, ...] = ()
    undecided: tuple[Undecided, ...] = ()
    withdrawn: tuple[Undone, ...] = ()
    refused: tuple[Undone, ...] = ()
    health: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    numbers: Numbers = Numbers()
    short: bool = False

    @property
    def nothing_to_do(self) -> bool:
        """Nothing asks for the user's hand: the rest is for their information."""
        told = self.waiting or self.asked or self.later or self.to_tell or self.coming or self.calls or self.by_hand
        return not (told or self.undecided or self.health)

    @property
    def week(self) -> str:
        """The ISO week, as 2026-W47."""
        year, week, _ = self.now.isocalendar()
        return f"{year}-W{week:02}"
