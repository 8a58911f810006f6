"""Who moved last: what counts as the user's own move, as an answer, and as contact with a human."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from watcher.inference import Kind
from watcher.timeline.types import Application, Fact

# Delivery and absence: they tell of an address, not of the application.
NOT_A_WORD = frozenset((Kind.BOUNCE, Kind.AUTO_REPLY))

_INTERVIEW = frozenset(
    (Kind.INTERVIEW_INVITE, Kind.INTERVIEW_SCHEDULED, Kind.INTERVIEW_RESCHEDULED, Kind.INTERVIEW_CANCELLED)
)
# The employer has decided something, whether or not a human typed it.
_ANSWERS = _INTERVIEW | {
    Kind.RECRUITER_REPLY,
    Kind.REJECTION,
    Kind.POSITION_CLOSED,
    Kind.POSITION_ON_HOLD,
    Kind.OFFER,
    Kind.OFFER_RESCINDED,
}
# The user's word to the program, not to the employer.
_TO_US = frozenset((Kind.SNOOZED, Kind.CLOSED, Kind.WANTED))
_PERSONAL = _INTERVIEW | {Kind.RECRUITER_REPLY}
_OWN_KINDS = frozenset(
    (
        Kind.APPLICATION_SENT,
        Kind.WITHDRAWAL,
        Kind.OFFER_ACCEPTED,
        Kind.OFFER_DECLINED,
        Kind.INTERVIEW_FOLLOWUP,
        Kind.CANDIDATE_FOLLOWUP,
        Kind.CANDIDATE_REPLY,
        Kind.CANDIDATE_SCHEDULING,
        Kind.ASSESSMENT_COMPLETED,
        Kind.CALLED,
    )
)


def at(fact: Fact) -> datetime:
    """When it happened (aware)."""
    return fact.event.occurred_at


def latest(facts: Iterable[Fact]) -> Fact | None:
    """The one that happened last, of equals that with the greatest id; None of none."""
    return max(facts, key=lambda f: (at(f), f.id), default=None)


def is_outgoing(fact: Fact) -> bool:
    """The user wrote this mail themselves; their out-of-office did not count as writing."""
    return fact.envelope is not None and fact.envelope.outgoing and fact.envelope.automatic is None


def is_own(fact: Fact) -> bool:
    """A move of the user: a mail of theirs, a call, or what they entered as done by them."""
    if fact.envelope is None:
        return fact.event.kind in _OWN_KINDS
    if fact.envelope.outgoing:
        return is_outgoing(fact)
    return fact.event.kind is Kind.ASSESSMENT_COMPLETED


def is_incoming(fact: Fact) -> bool:
    """Something from the employer, automatic or not: a received mail, or what the user entered as said by them."""
    if fact.event.kind in NOT_A_WORD or fact.event.kind in _TO_US:
        return False
    return not fact.envelope.outgoing if fact.envelope else fact.event.kind not in _OWN_KINDS


def is_answer(fact: Fact) -> bool:
    """A human answer: what an employer's person wrote, or a decision of theirs, whoever typed it.

    Confirmation, "viewed", templated status updates, out-of-office, bounces, receipts and calendar replies are none;
    personal mail sent through an ATS is one.
    """
    if not is_incoming(fact):
        return False
    if fact.envelope is None:
        return fact.event.kind in _ANSWERS
    if fact.event.kind in _ANSWERS:
        return True
    return fact.human and fact.envelope.automatic is None


def is_contact(fact: Fact) -> bool:
    """An answer that shows a human at work on it: a reply, an interview, or the user's note of an answer."""
    return is_answer(fact) and (fact.human or fact.envelope is None or fact.event.kind in _PERSONAL)


def last_move(application: Application) -> Fact | None:
    """The user's last move; where the application itself left no trace, the confirmation that proves it."""
    return last_move_of(application.facts)


def last_move_of(facts: Iterable[Fact]) -> Fact | None:
    """As `last_move`, of facts in order."""
    last = proof = None
    for fact in facts:
        if is_own(fact):
            last = fact
        elif proof is None and fact.event.kind is Kind.APPLICATION_CONFIRMATION:
            proof = fact
    return last or proof


def human_answer_after(application: Application, moment: datetime, besides: Collection[str] = ()) -> Fact | None:
    """The first human answer later than `moment`, None where there is none; the facts of the ids `besides` are none."""
    return next((f for f in application.facts if at(f) > moment and f.id not in besides and is_answer(f)), None)
