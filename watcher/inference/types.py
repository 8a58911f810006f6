"""What one message says about the user's job search: `Event`s with evidence, or the reason why it says nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Kind(StrEnum):
    """The events of the design, by the names that `--json` prints."""

    APPLICATION_SENT = "application_sent"
    APPLICATION_CONFIRMATION = "application_confirmation"
    APPLICATION_VIEWED = "application_viewed"
    APPLICATION_INCOMPLETE = "application_incomplete"
    RECRUITER_OUTREACH = "recruiter_outreach"
    RECRUITER_REPLY = "recruiter_reply"
    INTERVIEW_INVITE = "interview_invite"
    INTERVIEW_SCHEDULED = "interview_scheduled"
    INTERVIEW_RESCHEDULED = "interview_rescheduled"
    INTERVIEW_CANCELLED = "interview_cancelled"
    INTERVIEW_PREP = "interview_prep"
    ASSESSMENT = "assessment"
    ASSESSMENT_COMPLETED = "assessment_completed"
    REJECTION = "rejection"
    POSITION_CLOSED = "position_closed"
    POSITION_ON_HOLD = "position_on_hold"
    OFFER = "offer"
    OFFER_ACCEPTED = "offer_accepted"
    OFFER_DECLINED = "offer_declined"
    OFFER_RESCINDED = "offer_rescinded"
    WITHDRAWAL = "withdrawal"
    STATUS_UPDATE = "status_update"
    INTERVIEW_FOLLOWUP = "interview_followup"
    CANDIDATE_FOLLOWUP = "candidate_followup"
    CANDIDATE_REPLY = "candidate_reply"
    CANDIDATE_SCHEDULING = "candidate_scheduling"
    BOUNCE = "bounce"
    AUTO_REPLY = "auto_reply"
    PROMISE = "promise"
    DO_NOT_CONTACT = "do_not_contact"
    CALLED = "called"
    SNOOZED = "snoozed"  # entered by the user: nothing is drafted before `due_by`, None lifts it
    CLOSED = "closed"  # entered by the user: they are done with the application
    WANTED = "wanted"  # entered by the user: the follow-up of the key `target` is drafted now, whatever holds it back
    # Corrections of the user: no facts of an application (see `timeline.corrections`).
    MOVED = "moved"
    REOPENED = "reopened"
    MERGED = "merged"
    RENAMED = "renamed"
    IGNORED = "ignored"
    CONTACT_SET = "contact_set"
    UNDONE = "undone"


ENTERED = frozenset(
    (
        Kind.CALLED,
        Kind.SNOOZED,
        Kind.CLOSED,
        Kind.WANTED,
        Kind.MOVED,
        Kind.REOPENED,
        Kind.MERGED,
        Kind.RENAMED,
        Kind.IGNORED,
        Kind.CONTACT_SET,
        Kind.UNDONE,
    )
)
"""No message tells these: only the user does."""


class PersonRole(StrEnum):
    """What a person in an event is to the user's application."""

    INTERVIEWER = "interviewer"
    HIRING_MANAGER = "hiring_manager"
    RECRUITER = "recruiter"
    ROLE_ADDRESS = "role_address"  # jobs@, careers@: not a human, yet somebody reads it
    CONTACT = "contact"  # a human whose part is not told


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in a message. `email` and `phone` are "" where the message does not give them.

    `reachable` is False for no-reply, list and relay addresses to which nobody answers.
    """

    name: str
    email: str = ""
    role: PersonRole = PersonRole.CONTACT
    phone: str = ""
    reachable: bool = True


@dataclass(frozen=True, slots=True)
class Event:
    """One dated fact, inferred from a message or entered by the user.

    `company` and `role` are as the employer writes them, "" where they cannot be told. `occurred_at` is aware (UTC).
    `starts_at` and `ends_at` are an interview's times (aware), of an interview_invite or a candidate_scheduling the one
    hour that it proposes. `on_day` is its local day where no hour is told: it was moved to that day at the same hour,
    or it was to be on that day and is called off. `takes` is True where an answer takes an hour that no quotation
    shows: `starts_at` and `on_day` are then the hour and the day that the answer names. `due_by` is the local date that
    a promise names; where it named so many `business_days` instead, Monday to Friday: the country's holidays are not
    known here. `roughly` is True where the words of a promise name no day, but come to one: "early next week".
    `evidence` holds the words and headers that show it, each at most 200 characters. `waits_for_user` is True where
    the employer asks the user for something (a time, a document, an assessment). `calendar_uid` and `sequence` join
    the versions of one invitation (RFC 5546). `verified` is False where the sender cannot be trusted (RFC 8601): such
    an event leads to no draft, but as an answer it still stops the clock. `source` is the ATS or job board that
    relayed it. `target` is, of a correction that the user entered, what is to be done, and `sources` are the further
    messages that it speaks of (see `timeline.corrections`). `guessed` is True where only an address or a link tells the
    company, and nothing that the message shows writes it.
    """

    kind: Kind
    occurred_at: datetime
    company: str = ""
    role: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    due_by: date | None = None
    business_days: int = 0
    on_day: date | None = None
    evidence: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()
    waits_for_user: bool = False
    calendar_uid: str = ""
    sequence: int = 0
    verified: bool = True
    source: str = ""
    target: str = ""
    sources: tuple[str, ...] = ()
    takes: bool = False
    guessed: bool = False
    roughly: bool = False


@dataclass(frozen=True, slots=True)
class Inference:
    """All that one message says. `ignored` is the reason where `events` is empty, "" otherwise.

    `if_tied` is what a message that names no event tells if its thread or its people tie it to an application: that a
    person answered, whether they ask for something, what they promise, when they want to meet. By itself it is nothing.
    `other_matter` is True where it speaks of something else than a job (a flat, a course): a stranger's such mail from
    the employer's own domain is no answer. `human` is True where a person wrote this very message to its recipient: not
    automatic, not a template, not bulk.
    `verified` is False where the visible sender cannot be trusted (RFC 8601), events or not; it says nothing of the
    user's own mail. `language` is an ISO 639-1 code, "" where unknown. `rules_version` names the tables and code that
    said so.
    """

    events: tuple[Event, ...] = ()
    ignored: str = ""
    human: bool = False
    language: str = ""
    rules_version: str = ""
    people: tuple[Person, ...] = field(default=())
    verified: bool = True
    if_tied: tuple[Event, ...] = ()
    other_matter: bool = False
