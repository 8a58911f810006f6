"""Invitations as iCalendar parts (RFC 5545, RFC 5546) or JSON-LD: which of them are interviews, and what they say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from watcher.inference.folding import fold
from watcher.inference.phrases import Context, Read, find, said, stems
from watcher.inference.phrases import read as prepared
from watcher.inference.structured import events
from watcher.inference.tables import Sender, Tables
from watcher.inference.types import Kind
from watcher.reading import CalendarEvent, Message

_OTHERS_REPLY = frozenset({"REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"})
_SETTLES = 3  # the strength of noise that leaves no doubt
MAX_INVITATIONS = 10  # a day of interviews; more is no invitation
_FIRST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Invitation:
    """What an invitation says: a kind, its object, and the evidence."""

    kind: Kind
    event: CalendarEvent
    evidence: str


def newest(message: Message) -> list[CalendarEvent]:
    """Of each UID the object that counts: highest SEQUENCE, then newest DTSTAMP (RFC 5546 section 2.1.4).

    The newest comes first. One that overrides an instance of a series (RECURRENCE-ID) stands for its UID.
    """
    told = message.calendar or events(message)
    said = [event for event in told if event.method.upper() not in _OTHERS_REPLY]
    said.sort(key=lambda event: (event.sequence, event.stamped_at or _FIRST), reverse=True)
    kept: dict[str, CalendarEvent] = {}
    for event in said:
        kept.setdefault(event.uid or str(event.starts_at), event)
    return list(kept.values())[:MAX_INVITATIONS]


def invitations(
    message: Message, read: Read, context: Context, relay: Sender | None, tables: Tables, *, tied: bool = False
) -> list[Invitation]:
    """The interviews that iCalendar parts fix, move or cancel; none where it is no interview of a job search.

    `tied`: its writer is known from one, so that only what is surely of another matter is none.
    """
    found = [
        _invitation(event)
        for event in newest(message)
        if (tied and not _of_another_matter(event, tables)) or _is_interview(event, read, context, relay, tables)
    ]
    return [told for told in found if told is not None]


def _invitation(event: CalendarEvent) -> Invitation | None:
    method = event.method.upper() or "(no method)"
    evidence = f"METHOD:{method} SEQUENCE:{event.sequence} SUMMARY:{event.summary}"
    if method == "CANCEL" or event.status.upper() == "CANCELLED":
        return Invitation(Kind.INTERVIEW_CANCELLED, event, evidence)
    if event.starts_at is None:
        return None
    kind = Kind.INTERVIEW_RESCHEDULED if event.sequence > 0 else Kind.INTERVIEW_SCHEDULED
    return Invitation(kind, event, evidence)


def _is_interview(event: CalendarEvent, read: Read, context: Context, relay: Sender | None, tables: Tables) -> bool:
    if relay is not None and relay.kind in ("ats", "scheduling", "assessment") and (context.strong or not relay.alone):
        return True
    if _of_another_matter(event, tables):
        return False
    told = _bare(f"{event.summary} {event.description[:3000]}")
    if any(language.strong & said(told, language) for language in read.languages):
        return True
    # A summary is too short to tell its language, and a word such as "Vorstellungsgespräch" needs no other.
    joined = stems(_bare(event.summary), tables.stems) & tables.sure
    return bool(joined) or context.strong >= 2  # noqa: PLR2004


def _of_another_matter(event: CalendarEvent, tables: Tables) -> bool:
    """What is noise in a subject is noise in a summary: "Visa interview", but not "Visa interview: Data Engineer"."""
    read_ = prepared(event.summary, "", "", tables)
    titles = frozenset[str]().union(*(language.titles for language in read_.languages))
    if any(not titles.isdisjoint(sentence.bare.split()) for sentence in read_.subject.sentences):
        return False
    return any(hit.family.strength == _SETTLES for hit in find(read_, tables, "in", frozenset({"noise"})))


def _bare(text: str) -> str:
    words = (word.strip(".,:;()[]<>|-/\"'") for word in fold(text).split())
    return " ".join(word for word in words if word)
