"""Interviews and due follow-ups as an iCalendar (RFC 5545). Nobody is invited: no ORGANIZER, no ATTENDEE, no METHOD."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, timedelta
from hashlib import sha256

from icalendar import Calendar, Event

from watcher.cadence import Action, FollowUp
from watcher.drafting import one_line
from watcher.export.types import Search, name, words
from watcher.timeline import Application, Interview, interviews

_LONGEST_UID = 250
_LAST_SEQUENCE = 2**31 - 1  # RFC 5545 section 3.3.8
_YEARS = range(1990, 2101)
"""Other times are hostile or broken: no interview takes place then, and zones have no rules for them."""


def as_calendar(search: Search) -> bytes:
    """The calendar, UTF-8 with CRLF, lines folded.

    An interview bears the UID and SEQUENCE of its invitation, so that a calendar that has it already keeps one; without
    an invitation, and for follow-ups (all day, on the day when they are due), the UID follows from what opened them. It
    is the same at every export.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//watcher//job search//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Job search")
    used: set[str] = set()
    days: list[date] = []
    for application in search.timeline.applications:
        for event in (*_interviews(application, search, used), *_dues(application, search)):
            calendar.add_component(event)
            days.append(event.start)
    years = [day.year for day in days] or [search.now.year]
    calendar.add_missing_timezones(first_date=date(min(years) - 1, 1, 1), last_date=date(max(years) + 2, 1, 1))
    return bytes(calendar.to_ical())


def _interviews(application: Application, search: Search, used: set[str]) -> Iterator[Event]:
    for interview in interviews(application):
        if interview.starts_at.year not in _YEARS or interview.ends_at.year not in _YEARS:
            continue
        uid, sequence = _invitation(interview, application)
        if not uid or uid in used:
            uid, sequence = f"watcher-interview-{sha256(interview.anchor.encode('utf-8', 'replace')).hexdigest()}", 0
        used.add(uid)
        what = "Interview cancelled" if interview.cancelled else "Interview"
        event = _event(uid, f"{what}: {name(application)}", search)
        event.add("dtstart", interview.starts_at.astimezone(search.zone))
        event.add("dtend", interview.ends_at.astimezone(search.zone))
        event.add("sequence", sequence)
        event.add("status", "CANCELLED" if interview.cancelled else "CONFIRMED")
        event.add("transp", "TRANSPARENT" if interview.cancelled else "OPAQUE")
        if people := ", ".join(f"{p.name} <{p.email}>" if p.email else p.name for p in interview.interviewers):
            event.add("description", one_line(f"With {people}"))
        yield event


def _invitation(interview: Interview, application: Application) -> tuple[str, int]:
    """UID and SEQUENCE of the latest invitation that tells of it; "" where there is none, or none fit to repeat."""
    told = [f.event for f in application.facts if f.id in interview.told_by and f.event.calendar_uid]
    if not told:
        return "", 0
    uid = told[-1].calendar_uid
    if one_line(uid) != uid or len(uid) > _LONGEST_UID:
        return "", 0
    return uid, min(max(0, *(e.sequence for e in told if e.calendar_uid == uid)), _LAST_SEQUENCE)


def _dues(application: Application, search: Search) -> Iterator[Event]:
    for follow_up in search.follow_ups(application):
        waits = search.waits(follow_up)
        if not (waits or follow_up.action is not Action.NONE or follow_up.due_at > search.now):
            continue  # held back by something else, which has to come first
        event = _event(f"watcher-due-{follow_up.key}", _due(follow_up, application), search)
        event.add("dtstart", follow_up.due_at.astimezone(search.zone).date())
        event.add("dtend", follow_up.due_at.astimezone(search.zone).date() + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        event.add("description", one_line(f"{'It waits in your Drafts. ' if waits else ''}{follow_up.why}"))
        yield event


def _due(follow_up: FollowUp, application: Application) -> str:
    contact = follow_up.recipient
    to = f" to {one_line(contact.name) or contact.email}" if contact else ""
    return f"Due: {words(follow_up.kind.value)}{to} ({name(application)})"


def _event(uid: str, summary: str, search: Search) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", search.now.astimezone(UTC).replace(microsecond=0))
    event.add("summary", one_line(summary))
    event.add("class", "PRIVATE")
    return event
