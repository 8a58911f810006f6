"""One message that the user wrote, to its `Inference`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from watcher.inference import outgoing
from watcher.inference.agreed import agreed_time, fixed_hour, proposed_time, taken_unseen
from watcher.inference.company import Names
from watcher.inference.dates import sent
from watcher.inference.guessed import guessed
from watcher.inference.incoming import Verdict
from watcher.inference.nameless import without_employer, without_people
from watcher.inference.own import SPEAKS
from watcher.inference.own_names import outgoing_names
from watcher.inference.phrases import Hit, Read, context, find, shorten
from watcher.inference.subjects import is_reply
from watcher.inference.tables import Tables
from watcher.inference.times import Moment, day_of
from watcher.inference.types import Event, Inference, Kind, Person
from watcher.reading import Message

OFF = frozenset({str(Kind.INTERVIEW_CANCELLED)})
# What the user's words say where a tie alone shows that they are of a job search; yes to an offer must be plain.
TOLD_BY_A_TIE = frozenset(
    {
        Kind.INTERVIEW_FOLLOWUP,
        Kind.CANDIDATE_FOLLOWUP,
        Kind.CANDIDATE_SCHEDULING,
        Kind.ASSESSMENT_COMPLETED,
        Kind.WITHDRAWAL,
        Kind.OFFER_DECLINED,
    }
)
ENDS = frozenset({Kind.OFFER_DECLINED, Kind.WITHDRAWAL})
HAS_A_TIME = "has a time"  # a family
# What the words of an answer mean once they are known to be of a job search; "still available" only answers.
ANSWERS = {
    Kind.CANDIDATE_REPLY: TOLD_BY_A_TIE - {Kind.CANDIDATE_FOLLOWUP},
    Kind.INTERVIEW_FOLLOWUP: ENDS,
    Kind.CANDIDATE_SCHEDULING: ENDS,
    Kind.CANDIDATE_FOLLOWUP: frozenset({Kind.INTERVIEW_FOLLOWUP}),
}
AGREES = frozenset({Kind.CANDIDATE_SCHEDULING, Kind.CANDIDATE_REPLY})
MOVES = frozenset({Kind.CANDIDATE_SCHEDULING, Kind.CANDIDATE_REPLY, Kind.CANDIDATE_FOLLOWUP, Kind.WITHDRAWAL})


def of_the_user(message: Message, wording: Read, tables: Tables, *, sure: bool) -> Inference:
    """All that it says of their job search. `sure` is False where only the wording tells that the user wrote it."""
    seen, nameless = context(wording, quoted=True), wording
    if seen.foreign:
        company = outgoing_names(message, wording, tables).company
        senders = [message.from_] if message.from_ is not None else []
        nameless = without_people(wording, senders, (*message.to, *message.cc), tables)
        nameless = without_employer(nameless, company, message.to, tables)
        seen = replace(seen, foreign=context(nameless, quoted=True).foreign)
    verdicts = outgoing.decide(message, nameless, tables, seen, sure=sure)
    people = tuple(Person(a.name, a.email) for a in message.to[:10])
    known = replace(seen, strong=2, weak=2, foreign=0, tied=True)
    if sure and is_reply(message) and verdicts[0].kind in ANSWERS:
        told = _known(outgoing.decide(message, nameless, tables, known, sure=sure))
        verdicts = [v for v in told if v.kind in ANSWERS[verdicts[0].kind]] or verdicts
    off = _calls_off(message, nameless, tables) if sure else None
    if off is not None and verdicts[0].kind is None and seen.allows("two") and not seen.foreign:
        verdicts = [_verdict(off)]
    elif off is not None and verdicts[0].kind in MOVES:
        verdicts.append(_verdict(off))
    if verdicts[0].kind is None:
        tied = _if_tied(message, wording, off, people) if off is not None else ()
        if sure and not tied:
            told = _known(outgoing.decide(message, nameless, tables, known, sure=sure))
            tied = _events(told, Names(), message, wording, people, tables) or _agrees(message, wording, people, tables)
        why = shorten(verdicts[0].ignored)
        return Inference((), why, True, wording.language, tables.version, people, if_tied=tied)
    events = _events(verdicts, outgoing_names(message, wording, tables), message, wording, people, tables)
    return Inference(events, "", True, wording.language, tables.version, people)


def _events(
    verdicts: Sequence[Verdict],
    names: Names,
    message: Message,
    read: Read,
    people: tuple[Person, ...],
    tables: Tables,
    *,
    outright: bool = True,
) -> tuple[Event, ...]:
    unwritten = guessed(names.company, message)
    events = [
        Event(
            verdict.kind,
            sent(message),
            names.company,
            names.role,
            on_day=_day(verdict, message, read),
            evidence=verdict.evidence,
            people=people,
            guessed=unwritten,
        )
        for verdict in verdicts
        if verdict.kind is not None
    ]
    if events and events[0].kind in AGREES and len(events) == 1:
        outright = outright and events[0].kind is Kind.CANDIDATE_SCHEDULING
        agreed = agreed_time(message, read, outright=outright) or _own_hour(message, read, tables)
        if agreed is not None:
            fixed = replace(events[0], kind=Kind.INTERVIEW_SCHEDULED, evidence=(shorten(agreed.text),))
            events.append(replace(fixed, starts_at=agreed.starts_at, ends_at=agreed.ends_at))
        elif (taken := taken_unseen(message, read, events[0], outright=outright)) is not None:
            events[0] = taken
        elif events[0].kind is Kind.CANDIDATE_SCHEDULING and (proposed := proposed_time(message, read)) is not None:
            events[0] = replace(events[0], starts_at=proposed.starts_at)
    return tuple(events)


def _own_hour(message: Message, read: Read, tables: Tables) -> Moment | None:
    """The hour that the user has, as they say: "she has me down for Monday at 4"."""
    hits = find(read, tables, "out", frozenset({str(Kind.CANDIDATE_SCHEDULING)}))
    return fixed_hour(message, read, [hit.sentence for hit in hits if hit.family.name == HAS_A_TIME])


def _agrees(message: Message, read: Read, people: tuple[Person, ...], tables: Tables) -> tuple[Event, ...]:
    """An answer that names the very hour which it is asked for takes it, in whatever words."""
    named = Verdict(Kind.CANDIDATE_SCHEDULING)
    found = _events([named], Names(), message, read, people, tables, outright=False) if is_reply(message) else ()
    return found if len(found) > 1 or (found and found[0].takes) else ()


def _calls_off(message: Message, read: Read, tables: Tables) -> Hit | None:
    """Where the user says that they will not come to an interview; of a mail that answers none, only its own words."""
    hits = (hit for hit in find(read, tables, "out", OFF) if not hit.in_subject and not hit.sentence.is_question)
    return next((hit for hit in hits if is_reply(message) or hit.family.strength > 1), None)


def _verdict(off: Hit) -> Verdict:
    return Verdict(Kind.INTERVIEW_CANCELLED, (off.evidence,), off)


def _day(verdict: Verdict, message: Message, read: Read) -> date | None:
    off = verdict.kind is Kind.INTERVIEW_CANCELLED and verdict.hit is not None
    return day_of(verdict.hit.sentence, message, read) if off and verdict.hit is not None else None


def _known(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """What the user says outright where it is known to be of a job search, by the thread or by the reader."""
    outright = (v for v in verdicts if v.hit is not None and v.hit.family.strength >= SPEAKS)
    return [v for v in outright if v.kind in TOLD_BY_A_TIE]


def _if_tied(message: Message, read: Read, off: Hit, people: tuple[Person, ...]) -> tuple[Event, ...]:
    """What it tells where its thread, and no word of it, is of a job search: an answer, and no interview."""
    answer = Event(Kind.CANDIDATE_REPLY, sent(message), people=people)
    cancelled = replace(
        answer, kind=Kind.INTERVIEW_CANCELLED, on_day=day_of(off.sentence, message, read), evidence=(off.evidence,)
    )
    return (answer, cancelled)
