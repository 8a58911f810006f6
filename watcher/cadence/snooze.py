"""What the user put off until a day of their choice, thank-yous apart; and what they want written all the same."""

from __future__ import annotations

from datetime import date

from watcher.inference import Kind
from watcher.timeline import Application


def snoozed_until(application: Application) -> date | None:
    """The local day from which drafts may be written again, by the user's last word on it; None where it was lifted.

    Drafts that wait already stay: what is withdrawn is never opened again, and a snooze does not say no.
    """
    words = [f.event.due_by for f in application.facts if f.event.kind is Kind.SNOOZED and f.envelope is None]
    return words[-1] if words else None


def put_off(application: Application, today: date) -> date | None:
    """As `snoozed_until`, while that day lies ahead of the local date `today`."""
    until = snoozed_until(application)
    return until if until is not None and today < until else None


def wanted(application: Application, key: str) -> bool:
    """The user asked for the follow-up of this key: its day, their limits and a snooze hold it back no longer."""
    return any(f.event.kind is Kind.WANTED and f.envelope is None and f.event.target == key for f in application.facts)
