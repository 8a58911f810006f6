"""Invitations as iCalendar parts (RFC 5545, RFC 5546): which of them are interviews, and what they say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from watcher.inference.folding import fold
from watcher.inference.phrases import Context, Read
from watcher.inference.tables import Sender
from watcher.inference.types import Kind
from watcher.reading import CalendarEvent, Message

_OTHERS_REPLY = frozenset({"REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"})
_FIRST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Invitation:
    """What an invitation says: a kind, its object, and the evidence."""

    kind: Kind
    event: CalendarEvent
    evidence: str


def newest(message: Message) -> CalendarEvent | None:
    """The object that counts: highest SEQUENCE, then newest DTSTAMP (RFC 5546 section 2.1.4)."""
    return max(
        (event for event in message.calendar if event.method.upper() not in _OTHERS_REPLY),
        key=lambda event: (event.sequence, event.stamped_at or _FIRST),
        default=None,
    )


def invitation(message: Message, read: Read, context: Context, relay: Sender | None) -> Invitation | None:
    """The interview that an iCalendar part fixes, moves or cancels; None where it is no interview of a job search."""
    event = newest(message)
    if event is None or not _is_interview(event, read, context, relay):
        return None
    method = event.method.upper() or "(no method)"
    evidence = f"METHOD:{method} SEQUENCE:{event.sequence} SUMMARY:{event.summary}"
    if method == "CANCEL" or event.status.upper() == "CANCELLED":
        return Invitation(Kind.INTERVIEW_CANCELLED, event, evidence)
    if event.starts_at is None:
        return None
    kind = Kind.INTERVIEW_RESCHEDULED if event.sequence > 0 else Kind.INTERVIEW_SCHEDULED
    return Invitation(kind, event, evidence)


def _is_interview(event: CalendarEvent, read: Read, context: Context, relay: Sender | None) -> bool:
    if relay is not None and relay.kind in ("ats", "scheduling", "assessment") and (context.strong or not relay.alone):
        return True
    words = {word.strip(".,:;()[]<>|-/\"'") for word in fold(f"{event.summary} {event.description[:3000]}").split()}
    strong = set().union(*(language.strong for language in read.languages)) if read.languages else set()
    return bool(words & strong) or context.strong >= 2  # noqa: PLR2004
