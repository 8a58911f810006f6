"""What is due, to whom, why, and what holds it back."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from watcher.cadence.gist import NO_BACKGROUND, NO_GIST, Background, Copy, Gist
from watcher.timeline import Contact, Envelope


class FollowUpKind(StrEnum):
    """The rows of the cadence table that write a draft."""

    REJECTION_REPLY = "rejection_reply"
    THANK_YOU = "thank_you"
    POST_INTERVIEW = "post_interview"
    CONVERSATION_FOLLOW_UP = "conversation_follow_up"
    RECEIPT_CHECK = "receipt_check"
    SECOND_FOLLOW_UP = "second_follow_up"
    APPLICATION_FOLLOW_UP = "application_follow_up"
    PERSISTENCE = "persistence"


class Action(StrEnum):
    """What is done about a follow-up: a draft is written, the digest speaks of it, or nothing (yet)."""

    DRAFT = "draft"
    DIGEST = "digest"
    NONE = "none"


class State(StrEnum):
    """The last step of a draft's life, as the ledger derives it."""

    PLANNED = "planned"  # decided, nothing done on the server
    SENDING = "sending"  # committed just before APPEND; may or may not be on the server
    CONFIRMED = "confirmed"  # seen in Drafts
    EDITED = "edited"  # in Drafts, touched by the user
    SENT = "sent"
    DECLINED = "declined"  # the user deleted it
    WITHDRAWN = "withdrawn"  # we removed it, untouched, because it was no longer right

    @property
    def live(self) -> bool:
        """It is in Drafts, or may be."""
        return self in (State.PLANNED, State.SENDING, State.CONFIRMED, State.EDITED)


@dataclass(frozen=True, slots=True)
class Written:
    """A follow-up that was drafted before: what the ledger remembers of it.

    `anchor` is the fact id that opened its window, `facts` the ids of all facts of its application at that time (so
    that it is found again after a merge). `recipient` is lower case. Times are aware. `changed_at` is when the last
    step was taken; for SENT the time of the message that the user sent, which `copy` describes. `renewed_at` is when
    it was last written anew in its place.
    """

    key: str
    kind: FollowUpKind
    anchor: str
    facts: frozenset[str]
    recipient: str
    account: str
    state: State
    written_at: datetime
    changed_at: datetime
    message_id: str = ""
    subject: str = ""
    company: str = ""
    role: str = ""
    gist: Gist = NO_GIST
    copy: Copy | None = None
    renewed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Intent:
    """A draft and its last step, as the ledger keeps them.

    `content` is the message to append, kept until it is confirmed (b"" after).

    `content_hash` is that of what the server gave back at confirmation, "" before; while a draft is written anew, that
    of the one which it replaces. `missing_since` is when the draft was first not found in Drafts, None while it stands
    there. `detail` says in words why the last step was taken. `draft_id` is the account's own name for the draft, ""
    where it has none.
    """

    written: Written
    content: bytes = b""
    content_hash: str = ""
    missing_since: datetime | None = None
    detail: str = ""
    draft_id: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """One row of the cadence table, from data/windows.toml. Days are calendar days unless named business days.

    `lapse_days` counts from the anchor; 0 means until the application is quiet (`Policy.quiet_days`). `adviser` cites
    who recommends it, `reason` says why in a sentence. `steps` are, for persistence, the days of silence before each
    further mail; () for the other kinds.
    """

    kind: FollowUpKind
    first_day: int
    last_day: int
    lapse_days: int
    adviser: str
    reason: str
    enabled: bool = True
    steps: tuple[int, ...] = ()


class SuggestionKind(StrEnum):
    """The rows of the cadence table that the digest alone speaks of, and its question after an interview."""

    CALL = "call"
    INTERVIEW_PREP = "interview_prep"
    NEXT_STEPS = "next_steps"
    REFERRAL = "referral"


@dataclass(frozen=True, slots=True)
class Advice:
    """Who advises a suggestion, and why, in words to the user."""

    adviser: str
    reason: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the user may do beside the drafts.

    A call goes to `contact`, whose `phone` stands in the mail, None where no number is known; `follow_up` is the key of
    the follow-up that it stands beside, "" where no further mail is advised; `first_choice` is True after two mails
    without an answer (`asked`). `interview_at` (local) and `people` (names or addresses) belong to an interview that
    comes (interview_prep) or is over (next_steps); for a referral `people` are acquaintances, with addresses.
    """

    kind: SuggestionKind
    application: str
    company: str
    role: str
    adviser: str
    reason: str
    follow_up: str = ""
    contact: Contact | None = None
    first_choice: bool = False
    asked: int = 0
    interview_at: datetime | None = None
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Policy:
    """The user's cadence. `holidays` holds the public holidays of their country; `zone` their time zone.

    Without `advice` nothing is suggested beside the drafts.
    """

    windows: Mapping[FollowUpKind, Window]
    zone: ZoneInfo
    holidays: Container[date] = field(default=frozenset())
    own_addresses: frozenset[str] = frozenset()
    max_drafts_per_day: int = 10
    max_waiting: int = 10
    quiet_days: int = 21
    due_hour: int = 8
    advice: Mapping[SuggestionKind, Advice] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Health:
    """What this pass could see.

    An application is drafted for only where all `accounts` that hold its mail are in `complete`: INBOX and Sent
    synced in this pass and the first sync is finished. `writable` may receive drafts. `been` is the (aware) moment
    that has surely been, None where nothing is known: a clock before it is wrong.
    """

    complete: frozenset[str]
    writable: frozenset[str]
    been: datetime | None = None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The decision to write, or the reason not to.

    `key` is a hash of anchor, kind and recipient. `due_at` is when the window opens and `lapses_at` when it is too
    late (both aware, in the user's zone). `late` is True where the window's last day has passed. `action` is what
    this pass would do at `now`; `held` says in words why it is not a draft now, "" where it is. `why` gives rule and
    adviser. `thread` is the message to answer, None where the mail opens a thread. `sender` is the user's address and
    `account` where the draft goes. The rest are facts that the draft may name: dates are local to the user.
    `guessed` tells that nothing but an address spells the company so,
    `roughly` that their words come to `promised_by` and do not name it.
    `asked` counts the follow-ups that the user sent since the last answer. `used` names the wordings that other drafts
    of this application, or to this recipient, were written in: those first that may be used again soonest.
    `corrected_at` is when the user last corrected something of the application, None for never. `asked_for`: the user
    wants it now, and no limit of theirs holds it back.
    """

    key: str
    application: str
    kind: FollowUpKind
    anchor: str
    due_at: datetime
    lapses_at: datetime
    action: Action
    why: str
    held: str = ""
    late: bool = False
    recipient: Contact | None = None
    thread: Envelope | None = None
    sender: str = ""
    account: str = ""
    company: str = ""
    guessed: bool = False
    role: str = ""
    language: str = ""
    applied_on: date | None = None
    interview_at: datetime | None = None
    last_contact_on: date | None = None
    promised_by: date | None = None
    roughly: bool = False
    interviewed: bool = False
    background: Background = NO_BACKGROUND
    asked: int = 0
    facts: frozenset[str] = frozenset()
    used: tuple[str, ...] = ()
    corrected_at: datetime | None = None
    asked_for: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """All follow-ups, soonest first. `obsolete` maps the key of a waiting draft to why it is no longer right.

    `suggestions` are what the digest may say beside, by application. `corrected` are the keys of live drafts that go at
    the user's own word: that many go at once is no surprise.
    """

    follow_ups: tuple[FollowUp, ...] = ()
    obsolete: Mapping[str, str] = field(default_factory=dict)
    suggestions: tuple[Suggestion, ...] = ()
    corrected: frozenset[str] = frozenset()
