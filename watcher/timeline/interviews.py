"""Interviews: all versions of an invitation folded to what holds now (RFC 5546, section 3.2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from watcher.inference import Event, Kind, Person, PersonRole
from watcher.timeline.moments import LONGEST, is_known
from watcher.timeline.moves import at, is_incoming, is_own
from watcher.timeline.types import Application, Fact, Interview

USUAL_LENGTH = timedelta(hours=1)
_LATE_CANCELLATION = timedelta(days=1)
# A note names the day, and stands at its noon, or at the moment when it was made.
_NOTED = timedelta(hours=12)
_INTERVIEWERS = (PersonRole.INTERVIEWER, PersonRole.HIRING_MANAGER)
_KINDS = frozenset((Kind.INTERVIEW_SCHEDULED, Kind.INTERVIEW_RESCHEDULED, Kind.INTERVIEW_CANCELLED))
_PROPOSES = frozenset((Kind.INTERVIEW_INVITE, Kind.CANDIDATE_SCHEDULING))
_STEPS_BACK = frozenset((Kind.WITHDRAWAL, Kind.OFFER_DECLINED))


def interviews(application: Application) -> tuple[Interview, ...]:
    """The interviews of an application by their start, cancelled ones too."""
    return interviews_of(application.facts)


def interviews_of(facts: Iterable[Fact]) -> tuple[Interview, ...]:
    """As `interviews`, of facts in order."""
    slots: list[_Slot] = []
    offered: Fact | None = None
    for fact in facts:
        kind = fact.event.kind
        if offered is not None and _takes(fact, offered):
            _tell(slots, _taken(fact, offered))
            offered = None
        elif kind in _KINDS:
            _tell(slots, fact)
            offered = None
        elif kind in _PROPOSES:
            offered = fact if fact.event.starts_at else None
        elif kind in _STEPS_BACK:
            _step_back(slots, fact)
    return tuple(sorted((s.result() for s in slots), key=lambda i: (i.starts_at, i.anchor)))


def _takes(answer: Fact, offered: Fact) -> bool:
    """The answer of the other side takes the one hour that was proposed last.

    It names that hour, that day, or nothing else; an employer's may be a confirmation that names none.
    """
    told, hour = answer.event, offered.event.starts_at
    confirms = told.kind is Kind.INTERVIEW_SCHEDULED and told.starts_at is None and is_incoming(answer)
    if not (told.takes or confirms) or is_own(answer) == is_own(offered) or hour is None:
        return False
    return told.starts_at == hour if told.starts_at else told.on_day in (None, hour.date())


def _taken(answer: Fact, offered: Fact) -> Fact:
    """The interview that is fixed by the answer, with the people whom the employer's side of the two names."""
    theirs = offered if is_own(answer) else answer
    return replace(
        answer, event=replace(offered.event, kind=Kind.INTERVIEW_SCHEDULED, people=theirs.event.people, takes=False)
    )


@dataclass(slots=True)
class _Slot:
    anchor: str
    announced_at: datetime
    starts_at: datetime
    ends_at: datetime
    uid: str
    sequence: int
    cancelled: bool = False
    people: list[Person] = field(default_factory=list)
    told_by: set[str] = field(default_factory=set)

    def move(self, event: Event, start: datetime) -> None:
        kept = self.ends_at - self.starts_at if event.on_day is not None else USUAL_LENGTH
        self.starts_at, self.ends_at = start, _end(event, start, kept)
        self.cancelled = False

    def _inviting(self) -> list[Person]:
        """A recruiter whose own invitation went to the user alone meets them; a mail shows only who arranges."""
        alone = {p.email: p for p in self.people if p.email and p.role is PersonRole.RECRUITER}
        return list(alone.values()) if self.uid and len(alone) == 1 else []

    def result(self) -> Interview:
        named = [p for p in self.people if p.role in _INTERVIEWERS]
        # Where nobody is named as interviewer, the person who set the time in their own words is the one to meet.
        chosen = named or [p for p in self.people if p.role is PersonRole.CONTACT] or self._inviting()
        unique = {p.email or p.name.casefold(): p for p in chosen}
        return Interview(
            anchor=self.anchor,
            announced_at=self.announced_at,
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            interviewers=tuple(unique.values()),
            cancelled=self.cancelled,
            told_by=frozenset(self.told_by),
        )


def _end(event: Event, start: datetime, usual: timedelta = USUAL_LENGTH) -> datetime:
    told = event.ends_at is not None and timedelta() < event.ends_at - start <= LONGEST
    return event.ends_at if event.ends_at and told else start + usual


def _tell(slots: list[_Slot], fact: Fact) -> None:
    event = fact.event
    # What the user notes as "interviewed" without an hour took place when they say it did.
    start = event.starts_at or (at(fact) if fact.envelope is None else None)
    slot = _meant(slots, fact, start)
    if start is None and event.kind is not Kind.INTERVIEW_CANCELLED and event.on_day is not None and slot is not None:
        start = datetime.combine(event.on_day, slot.starts_at.timetz())
    if slot is not None and event.calendar_uid and slot.uid == event.calendar_uid and event.sequence < slot.sequence:
        return
    if event.kind is Kind.INTERVIEW_CANCELLED or (event.kind is Kind.INTERVIEW_RESCHEDULED and start is None):
        if slot is not None:
            slot.told_by.add(fact.id)
            slot.cancelled = True
            slot.sequence = max(slot.sequence, event.sequence)
        return
    if start is None or not is_known(start):
        return
    if slot is None:
        slot = _Slot(fact.id, at(fact), start, _end(event, start), event.calendar_uid, event.sequence)
        slots.append(slot)
    elif fact.envelope is None:
        slot.cancelled = False  # the user says that it took place; the hour is the mail's
    elif slot.starts_at != start or event.ends_at or slot.cancelled:
        slot.move(event, start)
    slot.told_by.add(fact.id)
    slot.uid = slot.uid or event.calendar_uid
    slot.sequence = max(slot.sequence, event.sequence)
    slot.people.extend(event.people)


def _step_back(slots: list[_Slot], fact: Fact) -> None:
    """Who steps back comes to no interview any more."""
    for slot in slots:
        if slot.starts_at > at(fact):
            slot.cancelled = True


def _meant(slots: list[_Slot], fact: Fact, start: datetime | None) -> _Slot | None:
    """The interview that is spoken of: by UID, then by its hour, then (moved, cancelled) the next one.

    The user's note is of the one nearest to it on that day.
    """
    event = fact.event
    if fact.envelope is None and start is not None:
        near = [s for s in slots if abs(s.starts_at - start) <= _NOTED]
        return min(near, key=lambda s: (abs(s.starts_at - start), s.anchor), default=None)
    calls_off = event.kind is Kind.INTERVIEW_CANCELLED
    if event.calendar_uid:
        same = [s for s in slots if s.uid == event.calendar_uid]
        if same:
            # One that is over stays: the same UID then stands for the next round.
            last = same[-1]
            return last if calls_off or last.cancelled or last.ends_at > at(fact) or last.starts_at == start else None
    free = [s for s in slots if not (event.calendar_uid and s.uid)]
    exact = [s for s in free if start is not None and s.starts_at == start]
    if exact:
        return exact[-1]
    moves = event.on_day is not None and not calls_off
    if (event.kind is Kind.INTERVIEW_SCHEDULED and not moves) or (calls_off and start is not None):
        return None
    standing = [s for s in free if not s.cancelled]
    coming = [s for s in standing if s.ends_at > at(fact)]
    if coming:
        told = [s for s in coming if calls_off and s.starts_at.date() == event.on_day]
        return min(told or coming, key=lambda s: (s.starts_at, s.anchor))
    missed = [s for s in standing if at(fact) - s.starts_at < _LATE_CANCELLATION]
    if moves:  # the user had called it off, and it is set anew
        return max(free, key=lambda s: (s.ends_at > at(fact), s.starts_at, s.anchor), default=None)
    return missed[-1] if missed and calls_off else None
