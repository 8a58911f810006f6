"""What the JSON-LD of an HTML mail tells (schema.org, as in Gmail's markup): interviews, and the posting applied to."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from watcher.inference.dates import zone_of
from watcher.reading import Attendee, CalendarEvent, Message

MAX_BLOCKS = 10
MAX_LENGTH = 50_000  # characters of one block
MAX_NODES = 500
_EVENTS = frozenset({"Event", "BusinessEvent", "EducationEvent", "SocialEvent"})
_CANCELLED = ("EventCancelled", "ReservationCancelled", "Cancelled")
_MOVED = "EventRescheduled"


@dataclass(frozen=True, slots=True)
class Posting:
    """A schema.org JobPosting: its title and who hires, "" where not told."""

    company: str
    role: str


def postings(message: Message) -> list[Posting]:
    """All different postings; several mean a list of jobs, not an application."""
    found = [
        Posting(_name(node.get("hiringOrganization")), _text(node.get("title")) or _text(node.get("name")))
        for node in _nodes(message)
        if _type(node) == "JobPosting"
    ]
    return list(dict.fromkeys(found))


def events(message: Message) -> list[CalendarEvent]:
    """The events, and those that a reservation is for, as the calendar objects that they stand for."""
    zone = zone_of(message)
    found: dict[tuple[str, datetime | None], CalendarEvent] = {}
    for node in _nodes(message):
        status = f"{_text(node.get('reservationStatus'))} {_text(node.get('eventStatus'))}"
        event = node.get("reservationFor") if _type(node) == "EventReservation" else node
        if not isinstance(event, Mapping) or _type(event) not in _EVENTS:
            continue
        status = f"{status} {_text(event.get('eventStatus'))}"
        told = (_text(event.get("name")), _moment(event.get("startDate"), zone))
        # What a reservation is for comes by again as an event of its own.
        found.setdefault(
            told,
            CalendarEvent(
                method="CANCEL" if any(word in status for word in _CANCELLED) else "REQUEST",
                uid=_text(event.get("identifier")) or _text(event.get("@id")) or _text(node.get("reservationNumber")),
                sequence=int(_MOVED in status),
                starts_at=told[1],
                ends_at=_moment(event.get("endDate"), zone),
                summary=told[0],
                description=_text(event.get("description")),
                organizer=_attendee(event.get("organizer")),
            ),
        )
    return list(found.values())


def _nodes(message: Message) -> Iterator[Mapping[str, Any]]:
    """All objects of all blocks, outermost first, so many as `MAX_NODES`."""
    waiting: list[Any] = []
    for block in message.json_ld[:MAX_BLOCKS]:
        try:
            waiting.append(json.loads(block[:MAX_LENGTH]))
        except (ValueError, RecursionError):
            continue
    for _ in range(MAX_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting += node[:MAX_NODES]
        elif isinstance(node, Mapping):
            yield node
            waiting += [value for value in node.values() if isinstance(value, list | Mapping)]


def _type(node: Mapping[str, Any]) -> str:
    """The type without its vocabulary; of several, the first."""
    told = node.get("@type")
    first = told[0] if isinstance(told, list) and told else told
    return str(first).rpartition("/")[2] if isinstance(first, str) else ""


def _text(value: object) -> str:
    return " ".join(value.split())[:300] if isinstance(value, str) else ""


def _name(value: object) -> str:
    return _text(value.get("name")) if isinstance(value, Mapping) else _text(value)


def _attendee(value: object) -> Attendee | None:
    return Attendee(_name(value), _text(value.get("email"))) if isinstance(value, Mapping) else None


def _moment(value: object, zone: tzinfo) -> datetime | None:
    """An ISO 8601 time; without an offset it is in the sender's zone."""
    try:
        moment = datetime.fromisoformat(_text(value))
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)
