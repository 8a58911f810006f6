"""The application as it was made, to whom a mailed résumé went, and what acknowledged it."""

from __future__ import annotations

from datetime import datetime

from watcher.inference import Kind, PersonRole
from watcher.timeline import Application, Fact, latest

# What mail programs attach of themselves, and invitations: no résumé.
_NO_DOCUMENT = (".png", ".gif", ".jpg", ".jpeg", ".bmp", ".svg", ".ics", ".vcf", ".asc", ".sig", ".p7s")


def made_last(application: Application) -> Fact:
    """The application as it was made last; where only a confirmation or less is known, the first of that."""
    sent = latest(f for f in application.facts if f.event.kind is Kind.APPLICATION_SENT)
    confirmed = (f for f in application.facts if f.event.kind is Kind.APPLICATION_CONFIRMATION)
    return sent or next(confirmed, application.facts[0])


def mailed_resume(application: Application, made: Fact) -> bool:
    """A document went out by mail, to a person or to a team's address; what a portal or a relay takes in is none."""
    e = made.envelope
    if e is None or not e.outgoing or all(name.lower().endswith(_NO_DOCUMENT) for name in e.attachments):
        return False
    to = {a.email for a in e.to}
    return any(
        c.email in to and (c.human or (c.role is PersonRole.ROLE_ADDRESS and c.writable)) for c in application.contacts
    )


def acknowledgement(application: Application, moment: datetime, *, absence: bool = True) -> Fact | None:
    """What came back later than `moment`, from a machine too, or what the user noted; that it bounced is none.

    Without `absence`, neither is that somebody is away.
    """
    later = (f for f in application.facts if f.event.occurred_at > moment)
    return next((f for f in later if _came_back(f) and (absence or f.event.kind is not Kind.AUTO_REPLY)), None)


def _came_back(fact: Fact) -> bool:
    if fact.envelope is None:
        return fact.event.kind not in (Kind.SNOOZED, Kind.CLOSED, Kind.WANTED)
    return not fact.envelope.outgoing and fact.event.kind is not Kind.BOUNCE
