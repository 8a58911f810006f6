"""To whom, in which thread, from which of the user's addresses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from watcher.cadence.history import source
from watcher.cadence.rules import Step
from watcher.cadence.types import FollowUpKind
from watcher.inference import Kind, PersonRole
from watcher.reading import Automatic
from watcher.timeline import Application, Contact, Envelope, Fact, Place, Stage, Threads, Why, is_incoming, is_own

_NO_LETTERS = (Automatic.BOUNCE, Automatic.AUTO_REPLY, Automatic.CALENDAR_REPLY, Automatic.RECEIPT)
_DATES = frozenset((Kind.INTERVIEW_INVITE, Kind.INTERVIEW_RESCHEDULED, Kind.INTERVIEW_CANCELLED))
_TALKS = (FollowUpKind.CONVERSATION_FOLLOW_UP, FollowUpKind.PERSISTENCE)
_LOOK_FOR = {
    FollowUpKind.THANK_YOU: Why("your_interviewer"),
    FollowUpKind.POST_INTERVIEW: Why("hiring_manager"),
}
_ANYBODY = Why("who_hires")


@dataclass(frozen=True, slots=True)
class Route:
    """How a follow-up would travel. `recipient` is None where nobody may be written to; "" means unknown."""

    recipient: Contact | None
    thread: Envelope | None
    sender: str
    account: str


def route(application: Application, step: Step, own_addresses: frozenset[str]) -> Route:
    """The way of a step's mail.

    The thread is that of the last message with the recipient, else of the application's last. It goes from the address
    and account that the user last used in that thread, else from those that it was delivered to.
    """
    recipient = _recipient(application, step)
    letters = [e for f in application.facts if (e := _letter(f)) is not None]
    mine = [e for e in letters if recipient and recipient.email in _others(e)]
    if not letters:
        return Route(recipient, None, _only(own_addresses), "")
    thread = (mine or letters)[-1]
    last = _last_own(letters, thread) or thread
    known = [e.own_address for e in reversed(letters) if e.own_address and e.account == last.account]
    return Route(recipient, thread, last.own_address or next(iter(known), _only(own_addresses)), last.account)


def look_for(application: Application, kind: FollowUpKind) -> str:
    """What to tell the user where nobody to write to is known."""
    whom = _LOOK_FOR.get(kind, _ANYBODY)
    closed = next((c for c in application.contacts if c.human and not c.writable), None)
    known = Why("known", email=closed.email, why=closed.why_not) if closed else ""
    there = Why("there", company=application.company) if application.company else ""
    return Why("nobody_to_write", known=known, whom=whom, there=there)


def _recipient(application: Application, step: Step) -> Contact | None:
    writable = [c for c in application.contacts if c.writable]
    if step.kind is FollowUpKind.THANK_YOU:
        return next((c for c in writable if c.email == step.interviewer), None)
    if chosen := next((c for c in writable if c.chosen), None):
        return chosen
    if step.kind is FollowUpKind.RECEIPT_CHECK:
        sent_to = {e for f in application.facts if source(f.id) == source(step.anchor.id) for e in _to(f.envelope)}
        return next((c for c in writable if c.email in sent_to), next(iter(writable), None))
    if step.kind is FollowUpKind.REJECTION_REPLY:
        wrote = {e for f in application.facts if source(f.id) == source(step.anchor.id) for e in _from(f.envelope)}
        return next((c for c in writable if c.human and c.email in wrote), next(iter(writable), None))
    arranges = _arranges(application, writable) if step.kind in _TALKS and _about_dates(application) else None
    return arranges or next(iter(writable), None)


def _arranges(application: Application, writable: Sequence[Contact]) -> Contact | None:
    """The recruiter; where no mail says who that is, the person who wrote last and whose part is not told."""
    people = {c.email: c for c in writable if c.human}
    if recruiter := next((c for c in people.values() if c.role is PersonRole.RECRUITER), None):
        return recruiter
    wrote = [c for f in application.facts if is_incoming(f) for e in _from(f.envelope) if (c := people.get(e))]
    return wrote[-1] if wrote and wrote[-1].role is PersonRole.CONTACT else None


def _about_dates(application: Application) -> bool:
    """The conversation stopped at when to meet: what they last said, or the times that the user offered since."""
    if application.stage is Stage.INTERVIEWED:
        return False
    heard = [f for f in application.facts if is_incoming(f)]
    if not heard:
        return False
    last = [f for f in heard if source(f.id) == source(heard[-1].id)]
    offered = (f for f in application.facts if is_own(f) and f.event.occurred_at > heard[-1].event.occurred_at)
    return any(f.event.kind in _DATES for f in last) or any(f.event.kind is Kind.CANDIDATE_SCHEDULING for f in offered)


def _letter(fact: Fact) -> Envelope | None:
    """A message that can be answered: not a bounce or an absence, nothing unverified, nothing from Junk or Trash."""
    e = fact.envelope
    if e is None or e.place in (Place.JUNK, Place.TRASH) or e.automatic in _NO_LETTERS or not fact.event.verified:
        return None
    return e


def _last_own(letters: Iterable[Envelope], thread: Envelope) -> Envelope | None:
    held = list(letters)
    threads = Threads(held)
    name = threads.of(thread)
    own = [e for e in held if e.outgoing and e.own_address and threads.of(e) == name]
    return own[-1] if own else None


def _to(envelope: Envelope | None) -> list[str]:
    return [a.email for a in envelope.to] if envelope else []


def _from(envelope: Envelope | None) -> list[str]:
    return [a.email for a in (envelope.from_, *envelope.reply_to) if a] if envelope else []


def _others(envelope: Envelope) -> list[str]:
    return [a.email for a in (*envelope.to, *envelope.cc)] if envelope.outgoing else _from(envelope)


def _only(own_addresses: frozenset[str]) -> str:
    return next(iter(own_addresses)) if len(own_addresses) == 1 else ""
