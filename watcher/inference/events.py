"""A verdict to its events: with company and role, who is met and when, and what is promised or asked beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from watcher.inference.agreed import agreed_time, proposed_time, says_yes, taken_unseen
from watcher.inference.asking import waits
from watcher.inference.calendar import newest
from watcher.inference.cancelled import of_the_opening
from watcher.inference.company import incoming_names
from watcher.inference.dates import sent
from watcher.inference.folding import fold
from watcher.inference.guessed import guessed
from watcher.inference.incoming import Verdict
from watcher.inference.people import interviewers, joined
from watcher.inference.phrases import shorten
from watcher.inference.promises import promise
from watcher.inference.received import Received
from watcher.inference.tables import Tables
from watcher.inference.times import Moment, interview_time, interview_times, moved_to
from watcher.inference.trust import verified
from watcher.inference.types import Event, Kind, Person
from watcher.inference.weighing import INTERVIEWS
from watcher.reading import CalendarEvent

NO_PROMISE = frozenset({Kind.REJECTION, Kind.POSITION_CLOSED, Kind.RECRUITER_OUTREACH, Kind.INTERVIEW_CANCELLED})


def events_of(mail: Received, verdict: Verdict, people: Sequence[Person], me: frozenset[str]) -> list[Event]:
    """The main event first, one for each invitation that came, then what the message tells beside it.

    `people` wrote it, `me` holds the user's addresses. The verdict's kind is known.
    """
    main = _main(mail, verdict, mail.tables)
    if verdict.kind in INTERVIEWS:
        events = _interviews(mail, verdict, main, people, me)
    else:
        events = [replace(main, people=tuple(people))]
    if verdict.kind is Kind.RECRUITER_REPLY:
        events = [taking(mail, events[0])]
    return events + besides(mail, events[0])


def taking(mail: Received, answer: Event) -> Event:
    """The answer, marked where it takes an hour that no quotation shows: "perfect, see you then"."""
    return taken_unseen(mail.message, mail.read, answer, outright=says_yes(mail)) or answer


def _main(mail: Received, verdict: Verdict, tables: Tables) -> Event:
    """The main event, without its people and times."""
    assert verdict.kind is not None
    names = incoming_names(mail.message, mail.read, tables, mail.relay)
    return Event(
        verdict.kind,
        sent(mail.message),
        names.company,
        names.role,
        evidence=verdict.evidence,
        waits_for_user=waits(mail, verdict.kind, verdict.hit),
        verified=verified(mail.message, tables),
        source=mail.relay.name if mail.relay is not None else "",
        guessed=guessed(names.company, mail.message),
    )


def _interviews(
    mail: Received, verdict: Verdict, main: Event, people: Sequence[Person], me: frozenset[str]
) -> list[Event]:
    """The main event with whom the user will meet and when; where several invitations came, one event for each."""
    message, tables = mail.message, mail.tables
    if verdict.invited:
        return [
            _invited(replace(main, kind=told.kind, evidence=(shorten(told.evidence),)), told.event, people, mail, me)
            for told in verdict.invited
        ]
    attached = next((event for event in newest(message) if event.starts_at is not None), None)
    if attached is not None:
        return [_invited(main, attached, people, mail, me)]
    event = replace(main, people=tuple(joined(people, interviewers(message, None, me, tables))))
    day = moved_to(message, mail.read)
    if main.kind is Kind.INTERVIEW_SCHEDULED:
        moments = [verdict.at] if verdict.at is not None else interview_times(message, mail.read, verdict.hit)
        if not moments and mail.is_reply and (agreed := agreed_time(message, mail.read, outright=True)) is not None:
            moments = [agreed]
        return [_at(event, moment, moments) for moment in moments] or [replace(event, on_day=day)]
    if main.kind is Kind.INTERVIEW_RESCHEDULED:
        moved = interview_time(message, mail.read, verdict.hit, moved=True)
        told = moved is not None and day in (None, moved.starts_at.date())  # else it is the old hour
        return [_at(event, moved, [moved])] if moved is not None and told else [replace(event, on_day=day)]
    if main.kind is Kind.INTERVIEW_INVITE and (proposed := proposed_time(message, mail.read)) is not None:
        return [replace(event, starts_at=proposed.starts_at, ends_at=proposed.ends_at)]
    return [event]


def _at(event: Event, moment: Moment, moments: Sequence[Moment]) -> Event:
    """The event at one of several moments, without those who are named beside another one only."""
    text = moment.text
    elsewhere = [other.text for other in moments if other.text != text]
    met = tuple(p for p in event.people if _named(p, text) or not any(_named(p, other) for other in elsewhere))
    return replace(event, starts_at=moment.starts_at, ends_at=moment.ends_at, people=met)


def _named(person: Person, text: str) -> bool:
    return bool(person.name) and fold(person.name) in text


def _invited(
    event: Event, invited: CalendarEvent, people: Sequence[Person], mail: Received, me: frozenset[str]
) -> Event:
    return replace(
        event,
        people=tuple(joined(people, interviewers(mail.message, invited, me, mail.tables))),
        starts_at=invited.starts_at,
        ends_at=invited.ends_at,
        calendar_uid=invited.uid,
        sequence=invited.sequence,
    )


def besides(mail: Received, main: Event) -> list[Event]:
    """Promises and requests that the message makes beside its main event."""
    events: list[Event] = []
    if main.kind not in NO_PROMISE:
        held = main.starts_at.date() if main.starts_at is not None else None
        promised = promise(mail.message, mail.read, mail.tables, held)
        if promised is not None:
            due, hit = promised
            made = _beside(main, Kind.PROMISE, hit.evidence)
            events.append(replace(made, due_by=due.day, business_days=due.business_days, roughly=due.roughly))
    if main.kind is Kind.INTERVIEW_CANCELLED:
        for kind in (Kind.POSITION_ON_HOLD, Kind.POSITION_CLOSED):
            beside = of_the_opening(mail, kind)
            if beside is not None:
                events.append(_beside(main, kind, beside.evidence))
    stop = mail.has(Kind.DO_NOT_CONTACT)
    if stop is not None:
        events.append(_beside(main, Kind.DO_NOT_CONTACT, stop.evidence))
    return events


def _beside(main: Event, kind: Kind, evidence: str) -> Event:
    return replace(
        main,
        kind=kind,
        evidence=(evidence,),
        due_by=None,
        starts_at=None,
        ends_at=None,
        on_day=None,
        waits_for_user=False,
        calendar_uid="",
        sequence=0,
    )
