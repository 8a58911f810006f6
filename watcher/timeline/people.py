"""Which of several open applications at one company its people speak of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from watcher.inference import Kind
from watcher.timeline.groups import Group, Groups, full_names
from watcher.timeline.moves import at
from watcher.timeline.types import Fact
from watcher.timeline.units import Unit

_IN_TOUCH = timedelta(days=14)
"""So long after the last word of an application its person is taken to speak of it still."""
_ALIVE = frozenset((Kind.ASSESSMENT, Kind.OFFER, Kind.INTERVIEW_PREP))
_THANKED = timedelta(days=3)
_INTERVIEW = frozenset((Kind.INTERVIEW_INVITE, Kind.INTERVIEW_SCHEDULED, Kind.INTERVIEW_RESCHEDULED))


def others_of(unit: Unit, own: frozenset[str]) -> list[str]:
    """The addresses on the other side of a message."""
    e = unit.envelope
    if e is None:
        return []
    there = (*e.to, *e.cc) if e.outgoing else ((e.from_,) if e.from_ else ())
    return [a.email for a in there if a.email and a.email not in own]


class Company:
    """The people of companies where the user applied more than once: a recruiter often speaks for all roles."""

    def __init__(self, groups: Groups, own: frozenset[str]) -> None:
        self._groups = groups
        self._own = own
        self._waiting: dict[str, dict[str, datetime]] = {}

    def wait(self, unit: Unit) -> None:
        """Remember that this one could not be decided: its people prove nothing meanwhile."""
        for who in self._who(unit):
            self._waiting.setdefault(who, {})[unit.facts[0].id] = unit.at

    def go(self, unit: Unit) -> None:
        """It is decided now."""
        for who in self._who(unit):
            self._waiting.get(who, {}).pop(unit.facts[0].id, None)

    def in_touch(self, unit: Unit, standing: Sequence[Group]) -> Group | None:
        """The one of these, alone, in which a person of the message and the user write to each other, and still do.

        Not where they may well speak of another: they invite anew, or something else of theirs is undecided.
        """
        others = others_of(unit, self._own)
        met = [g for g in self._groups.by_person(others) if g in standing]
        known = [g for g in met if not g.partners.isdisjoint(others)] if met else _named_in(unit, standing)
        if len(known) != 1 or unit.at - known[0].heard_before(unit.at) > _IN_TOUCH:
            return None
        again = Kind.INTERVIEW_INVITE in unit.kinds and not known[0].kinds.isdisjoint(_INTERVIEW)
        return None if again or self._is_waiting(unit) else known[0]

    def where_open(self, group: Group, moment: datetime) -> tuple[Group, ...]:
        """All open applications at the company of one of them, that one first."""
        more = (g for g in self._groups.by_company(group.employer) if g is not group and g.open_at(moment))
        return group, *more

    def of_booking(self, unit: Unit, among: Sequence[Group]) -> Group | None:
        """The only one whose open invitation came from the person with whom a time is booked."""
        if Kind.INTERVIEW_SCHEDULED not in unit.kinds:
            return None
        names = full_names(unit)
        invited = [g for g in among if names and not names.isdisjoint(g.inviting(unit.at))]
        return invited[0] if len(invited) == 1 else None

    def of_meeting(self, unit: Unit, among: Sequence[Group]) -> Group | None:
        """Where the user thanks for an interview: the only one with an interview just before."""
        if Kind.INTERVIEW_FOLLOWUP not in unit.kinds:
            return None
        met = [g for g in among if any(_just_before(f.event.starts_at, unit.at) for f in g.facts)]
        return met[0] if len(met) == 1 else None

    def left_over(self, unit: Unit, among: Sequence[Group]) -> Group | None:
        """Of the applications that a rejection may end the only one that does not go on after it.

        One goes on where the employer invites, tests or offers later, or where the same writer ends it by its name.
        """
        if Kind.REJECTION not in unit.kinds or unit.envelope is None:
            return None
        writer = unit.envelope.from_
        later = ((g, [f for f in g.facts if at(f) > unit.at and f.envelope]) for g in among)
        ended = [g for g, facts in later if not any(_goes_on(f, writer.email if writer else "") for f in facts)]
        return ended[0] if len(ended) == 1 else None

    def _is_waiting(self, unit: Unit) -> bool:
        own = unit.facts[0].id if unit.facts else ""
        told = [self._waiting.get(who, {}) for who in self._who(unit)]
        return any(fact != own and moment <= unit.at for each in told for fact, moment in each.items())

    def _who(self, unit: Unit) -> list[str]:
        return [*others_of(unit, self._own), *sorted(full_names(unit))]


def _named_in(unit: Unit, among: Sequence[Group]) -> list[Group]:
    names = full_names(unit)
    return [g for g in among if not g.names.isdisjoint(names)]


def _goes_on(fact: Fact, writer: str) -> bool:
    by_same = fact.envelope is not None and fact.envelope.from_ is not None and fact.envelope.from_.email == writer
    named_end = fact.event.kind is Kind.REJECTION and by_same and bool(fact.event.role)
    return named_end or (fact.event.kind in _INTERVIEW | _ALIVE and not fact.implied)


def _just_before(start: datetime | None, moment: datetime) -> bool:
    return start is not None and timedelta() <= moment - start <= _THANKED
