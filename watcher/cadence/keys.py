"""The name of a follow-up, and what was written under it before: nothing is drafted twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256

from watcher.cadence.days import Calendar
from watcher.cadence.history import Past
from watcher.cadence.rules import Step
from watcher.cadence.types import FollowUp, FollowUpKind, State, Written
from watcher.timeline import Application, Correction, Why


def key_of(anchor: str, kind: FollowUpKind, recipient: str) -> str:
    """The name of a follow-up: never of its application, for merges change that."""
    return sha256("\n".join((anchor, kind.value, recipient)).encode()).hexdigest()[:20]


def key_for(application: Application, step: Step, email: str, written: Sequence[Written]) -> str:
    """A key is never reopened: what was withdrawn, and the user corrected something since, has another."""
    key = key_of(step.anchor.name, step.kind, email)
    states = {w.key: w for w in written} if application.corrections else {}
    for correction in application.corrections:
        if key not in states or not _corrected_since(states[key], correction):
            continue
        key = key_of(_anew(step.anchor.name, correction), step.kind, email)
    return key


def closed(
    application: Application,
    past: Past,
    step: Step,
    follow_up: FollowUp,
    written: Sequence[Written],
    calendar: Calendar,
) -> str:
    """What was written before stands against it: nothing is drafted twice, nor after the user said no."""
    email = follow_up.recipient.email if follow_up.recipient else step.interviewer
    names = {step.anchor.name, *(_anew(step.anchor.name, c) for c in application.corrections)}
    live = past.live()
    another = Why("another", kind=live.kind.value, email=live.recipient) if live else ""
    is_other = live is not None and (live.kind, live.recipient) != (step.kind, email)
    # What the user moved to another application was written all the same.
    for w in (*past.written, *(w for w in written if w.key == follow_up.key)):
        same = w.kind is step.kind and any(w.key == key_of(name, w.kind, w.recipient) for name in names)
        thanks = step.kind is FollowUpKind.THANK_YOU
        if w.key == follow_up.key or (same and not thanks and not _returned(application, w)):
            over = w.state.live or w.state is State.WITHDRAWN
            return another if over and is_other and not thanks else _told(w, calendar)
        if thanks and w.kind is step.kind and w.state.live and w.recipient == email:
            return Why("thanks_wait")
    if step.kind is FollowUpKind.THANK_YOU:
        return ""
    if another:
        return another
    declined = (w for w in past.written if w.state is State.DECLINED and w.kind is not FollowUpKind.THANK_YOU)
    if any(w.written_at >= step.anchor.at for w in declined):
        return Why("deleted")
    return ""


def _returned(application: Application, written: Written) -> bool:
    """It was withdrawn, and so never was a word to anybody; and its recipient can no longer be written to.

    Or the user chose another one, or corrected something of the application since.
    """
    chosen = {c.email for c in application.contacts if c.writable and c.chosen}
    open_to = chosen or {c.email for c in application.contacts if c.writable}
    corrected = any(_corrected_since(written, c) for c in application.corrections)
    return written.state is State.WITHDRAWN and (corrected or written.recipient not in open_to)


def _anew(anchor: str, correction: Correction) -> str:
    return f"{anchor}\0{correction.entry.id}"


def _corrected_since(written: Written, correction: Correction) -> bool:
    return written.state is State.WITHDRAWN and correction.entry.event.occurred_at > written.changed_at


def _told(written: Written, calendar: Calendar) -> str:
    day = str(calendar.day(written.changed_at))
    if written.state.live:
        return Why("waits", day=str(calendar.day(written.written_at)))
    said: Mapping[State, str] = {
        State.SENT: Why("sent", day=day),
        State.DECLINED: Why("deleted_on", day=day),
        State.WITHDRAWN: Why("withdrawn", day=day),
    }
    return said[written.state]
