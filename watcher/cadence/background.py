"""What has happened of an application that its next letter takes up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from watcher.cadence.days import Calendar
from watcher.cadence.gist import Background
from watcher.cadence.receipt import acknowledgement, made_last
from watcher.inference import Kind
from watcher.timeline import Application, Fact, Interview, is_answer, is_incoming, is_own, latest


def background_of(application: Application, known: Sequence[Interview], calendar: Calendar) -> Background:
    """Read it from the facts, all of which are past, and from the interviews that they tell of."""
    facts, made = application.facts, made_last(application)
    confirmed = latest(f for f in facts if f.event.kind is Kind.APPLICATION_CONFIRMATION)
    update = latest(f for f in facts if f.event.kind is Kind.STATUS_UPDATE and is_incoming(f))
    newest = confirmed and not _before(confirmed, made) and not (update and _before(confirmed, update))
    called_off = _called_off(facts, known)

    def unanswered(fact: Fact | None) -> date | None:
        return calendar.day(fact.event.occurred_at) if fact and not _answered(facts, fact) else None

    return Background(
        confirmed_on=calendar.day(confirmed.event.occurred_at) if confirmed and newest else None,
        acknowledged=is_incoming(made) or acknowledgement(application, made.event.occurred_at) is not None,
        called_off_on=calendar.day(called_off.starts_at) if called_off else None,
        handed_in_on=unanswered(latest(f for f in facts if f.event.kind is Kind.ASSESSMENT_COMPLETED and is_own(f))),
        on_hold_since=unanswered(latest(f for f in facts if f.event.kind is Kind.POSITION_ON_HOLD)),
    )


def _called_off(facts: Sequence[Fact], known: Sequence[Interview]) -> Interview | None:
    """The interview that is no longer to be, where no other was fixed and nobody wrote since."""
    last = latest(f for f in facts if any(i.cancelled and f.id in i.told_by for i in known))
    if last is None or _answered(facts, last):
        return None
    if any(not i.cancelled and i.ends_at > last.event.occurred_at for i in known):
        return None
    return next((i for i in known if i.cancelled and last.id in i.told_by), None)


def _answered(facts: Iterable[Fact], fact: Fact) -> bool:
    return any(is_answer(f) and _before(fact, f) for f in facts)


def _before(one: Fact, other: Fact) -> bool:
    return one.event.occurred_at < other.event.occurred_at
