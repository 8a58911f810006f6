"""iCalendar parts (RFC 5545, RFC 5546), with VTIMEZONE as calendar programs send them."""

from __future__ import annotations

from datetime import UTC, timedelta
from email.utils import parseaddr

from icalendar import Calendar, Event, vCalAddress, vText

from watcher.demo.types import Invitation, Mail

YEAR = timedelta(days=365)


def _person(text: str, status: str) -> vCalAddress:
    name, email = parseaddr(text)
    person = vCalAddress(f"mailto:{email}")
    person.params["CN"] = vText(name or email)
    if status:
        person.params["ROLE"] = vText("REQ-PARTICIPANT")
        person.params["PARTSTAT"] = vText(status)
        person.params["RSVP"] = vText("TRUE")
    return person


def calendar_part(mail: Mail, invitation: Invitation) -> bytes:
    """The text/calendar part of `mail`, in UTF-8 with CRLF."""
    event = Event()
    event.add("uid", invitation.uid)
    event.add("dtstamp", mail.at.astimezone(UTC))
    event.add("dtstart", invitation.starts_at)
    event.add("dtend", invitation.ends_at)
    event.add("summary", invitation.summary)
    event.add("sequence", invitation.sequence)
    event.add("status", "CANCELLED" if invitation.method == "CANCEL" else "CONFIRMED")
    if invitation.location:
        event.add("location", invitation.location)
    if invitation.description:
        event.add("description", invitation.description)
    event.add("organizer", _person(invitation.organizer, ""), encode=False)
    for attendee in invitation.attendees:
        event.add("attendee", _person(attendee, "NEEDS-ACTION"), encode=False)
    calendar = Calendar()
    calendar.add("prodid", "-//Calendar Example//EN")
    calendar.add("version", "2.0")
    calendar.add("method", invitation.method)
    calendar.add_component(event)
    day = invitation.starts_at.date()
    calendar.add_missing_timezones(first_date=day - YEAR, last_date=day + YEAR)
    return bytes(calendar.to_ical())
