"""The user's job search as the ledger knows it: applications, each with its events in order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from watcher.inference import Event, Inference, Person, PersonRole
from watcher.reading import Address, Automatic


class Place(StrEnum):
    """What a mailbox is for, by special-use (RFC 6154) or name."""

    INBOX = "inbox"
    SENT = "sent"
    OTHER = "other"  # archive and the user's own mailboxes
    JUNK = "junk"
    TRASH = "trash"


@dataclass(frozen=True, slots=True)
class Envelope:
    """The header summary of a message that the ledger keeps; bodies are not kept.

    `parents` are the Message-IDs of References and In-Reply-To, oldest first, without angle brackets. `sent_at` is
    aware (UTC); in a `Timeline` it is later than that of any known message that it answers, whatever its Date said.
    `outgoing` is True where the user wrote it. `own_address` is the user's address in it: From of what
    they sent, else the one it was delivered to, "" where unknown. `attachments` are file names. `list_id` is that of
    List-Id (RFC 2919), lower case, "" where there is none.
    """

    identity: str
    message_id: str
    parents: tuple[str, ...]
    subject: str
    from_: Address | None
    reply_to: tuple[Address, ...]
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    sent_at: datetime
    account: str
    mailbox: str
    place: Place
    outgoing: bool
    own_address: str = ""
    automatic: Automatic | None = None
    attachments: tuple[str, ...] = ()
    list_id: str = ""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a message greets, takes leave and is signed, each as it was written and "" where that is not sure.

    `signature` holds the lines below the sign-off, the name first; a line "-- " stands before a block set off by one.
    Of a message to the user it is the name alone. `quotes` tells of a reply whether it stands above a quotation or
    quotes nothing, `familiar` whether the writer speaks as to a friend (du, tu, je); None where that cannot be told.
    `language` is an ISO 639-1 code, "" where unknown.
    """

    greeting: str = ""
    sign_off: str = ""
    signature: str = ""
    language: str = ""
    quotes: bool | None = None
    familiar: bool | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """A message in the ledger with its current inference; `manner` is None where it teaches nothing."""

    envelope: Envelope
    inference: Inference
    manner: Manner | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """An event in a timeline.

    `id` is stable over rescans: the message's identity and the event's number within it,
    or the id of what the user entered. `envelope` is None for the user's own entries. `about` is, for an entry of
    the user (`watcher note`), the id of a fact of the application that it speaks of, "" where it opens one
    (`watcher add`). `human` and `language` come from the inference. `implied` is True for a message that names no event
    but was tied to the application by its thread or contact.
    """

    id: str
    event: Event
    envelope: Envelope | None = None
    about: str = ""
    human: bool = False
    language: str = ""
    implied: bool = False


class Stage(StrEnum):
    """Where an application stands."""

    APPLIED = "applied"
    ACKNOWLEDGED = "acknowledged"
    IN_CONVERSATION = "in_conversation"
    INTERVIEW_SCHEDULED = "interview_scheduled"
    INTERVIEWED = "interviewed"
    OFFER = "offer"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


class Flag(StrEnum):
    """States beside the stage."""

    WAITING_FOR_USER = "waiting_for_user"
    QUIET = "quiet"
    ON_HOLD = "on_hold"


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody at the employer to whom the user could write. `email` is lower case and never "".

    `human` is False for a role address or an ATS relay. `writable` is False where a mail must never go: no-reply, list,
    bounced, invented, the user's own domain, or one who asked not to be contacted; `why_not` says which. `chosen` is
    True for the one whom the user named to write to.
    """

    email: str
    name: str = ""
    role: PersonRole = PersonRole.CONTACT
    human: bool = True
    phone: str = ""
    writable: bool = True
    why_not: str = ""
    last_seen_at: datetime | None = None
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Interview:
    """One interview, after all that was said of it (RFC 5546: the highest SEQUENCE of a UID wins).

    `anchor` is the id of the fact that first announced it, and stays when it is moved; `announced_at` is that fact's
    time. Without a known end it lasts an hour. `interviewers` are the people named as such, with or without address.
    `told_by` are the ids of all facts that tell of it, the user's own note that it took place among them.
    """

    anchor: str
    announced_at: datetime
    starts_at: datetime
    ends_at: datetime
    interviewers: tuple[Person, ...] = ()
    cancelled: bool = False
    told_by: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Correction:
    """What the user corrected. `holds` is False for one that they took back, and for the taking back itself."""

    entry: Fact
    holds: bool = True


@dataclass(frozen=True, slots=True)
class Application:
    """One company and role that the user seeks; `facts` are its timeline, oldest first.

    `id` is a short name derived from its first fact. `company` and `role` are "" where unknown. `applied_at` is the
    first application_sent or confirmation, `last_heard_at` the last message from the employer, human or not (aware,
    None where there was none). `contacts` are ranked: whom to write to comes first. `language` is the thread's.
    `held` names, where not "", a message that may be this application's and could not be decided: no draft till then.
    `acquaintances` are people of the user's other mail who write from the company's own domain. `written_as` are
    company and role as its mail has them, which differ where the user renamed it. `corrections` are all that concern
    it, oldest first. `own` are the ids of its facts but for those of what the user merged into it; empty means all.
    `merged_names` are companies and roles of that, as its mail has them and as it was called.
    """

    id: str
    company: str
    role: str
    stage: Stage
    flags: frozenset[Flag]
    facts: tuple[Fact, ...]
    contacts: tuple[Contact, ...] = ()
    applied_at: datetime | None = None
    last_heard_at: datetime | None = None
    language: str = ""
    accounts: frozenset[str] = frozenset()
    held: str = ""
    acquaintances: tuple[Address, ...] = ()
    written_as: tuple[str, str] = ("", "")
    corrections: tuple[Correction, ...] = ()
    own: frozenset[str] = frozenset()
    merged_names: tuple[tuple[str, str], ...] = ()

    @property
    def guessed(self) -> bool:
        """Only an address or a link tells the company's name: neither its mail nor the user writes it so."""
        named = [fact.event for fact in self.facts if fact.event.company == self.company]
        return bool(named) and all(event.guessed for event in named)


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A fact that could belong to several applications, or to none that can be proved."""

    fact: Fact
    candidates: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole job search. `ambiguous` is shown to the user and decided by them, or by later mail.

    `ignored` are the messages (identities, or ids of entries and facts) that the user said are none of it.
    """

    applications: tuple[Application, ...] = ()
    ambiguous: tuple[Ambiguous, ...] = ()
    ignored: frozenset[str] = frozenset()
