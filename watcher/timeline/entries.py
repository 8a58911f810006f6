"""What the user says, as the event to enter and what it is about; `timeline.corrections` tells what each comes to.

Whoever hears the user (the command line, a mailbox, a mail to oneself) asks here, and enters what comes back.
ConfigError where it cannot be, in words to the user.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from watcher.errors import ConfigError
from watcher.inference import Event, Kind, Person
from watcher.reading import Automatic, is_address
from watcher.timeline.addresses import Addresses
from watcher.timeline.contacts import barred, never
from watcher.timeline.corrections import ASIDE, NEW, NONE, in_force, split_corrections
from watcher.timeline.ids import short_id
from watcher.timeline.stage import standing_of, taken_back
from watcher.timeline.types import Application, Fact, Seen, Timeline

_BY_USER = ("entered by you",)
LONGEST_SNOOZE = 365
"""Days."""
_SPARE = 50
"""So many further facts are kept by which to find an application again, should the first be moved away."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What to enter: `about` is a message's identity, or the id of a fact or entry, "" where there is none."""

    event: Event
    about: str


def close(application: Application, now: datetime) -> Entry:
    """The user is done with it: nothing is drafted, whatever comes, until they reopen it."""
    if any(f.event.kind is Kind.CLOSED for f in application.facts):
        raise ConfigError(f"{called(application)} is closed by you already.")
    return _of(application, Kind.CLOSED, now)


def reopen(timeline: Timeline, application: Application, now: datetime) -> Entry:
    """What ended it, by the user's word or as its mail was read, ended nothing."""
    facts, ends = list(application.facts), [f for f in application.facts if f.event.kind is Kind.CLOSED]
    facts = [f for f in facts if f not in ends]
    while (end := standing_of(facts).ended_by) is not None:
        ends.append(end)
        facts = [taken_back(f) if f.id == end.id else f for f in facts]
    if not ends:
        raise ConfigError(f"{called(application)} is open.")
    entry = _of(application, Kind.REOPENED, now)
    return replace(entry, event=replace(entry.event, sources=tuple(_whole_or_part(timeline, application, ends))))


def snooze(application: Application, until: date | None, now: datetime) -> Entry:
    """Nothing but thank-yous is drafted before the local date `until`; None lifts it."""
    entry = _of(application, Kind.SNOOZED, now)
    return replace(entry, event=replace(entry.event, due_by=until))


def write_now(application: Application, key: str, now: datetime) -> Entry:
    """The follow-up of this key is drafted though something holds it back: its day, the user's limits, a snooze."""
    entry = _of(application, Kind.WANTED, now)
    return replace(entry, event=replace(entry.event, target=key))


def merge(one: Application, other: Application, now: datetime) -> Entry:
    """All of `other` belongs to `one`, also what comes later for either."""
    if one.id == other.id:
        raise ConfigError(f"{called(one)} is one application already.")
    entry, into = _of(other, Kind.MERGED, now), _of(one, Kind.MERGED, now)
    sources = (*entry.event.sources, into.about, *into.event.sources)
    return replace(entry, event=replace(into.event, target=into.about, sources=sources))


def split(application: Application, sources: Sequence[str], now: datetime) -> Entry:
    """These messages (identities) of an application, and what answers them, are an application of their own."""
    held = [_source(f) for f in application.facts]
    chosen = [s for s in dict.fromkeys(held) if s in sources]
    if strange := [s for s in sources if s not in held]:
        raise ConfigError(f"{called(application)} holds no message {short_id(strange[0])}.")
    letters = {_source(f) for f in application.facts if f.envelope}
    if letters <= set(chosen):
        raise ConfigError(f"{called(application)} consists of these messages alone; there is nothing to split.")
    return Entry(Event(Kind.MOVED, now, evidence=_BY_USER, target=NEW, sources=tuple(chosen[1:])), chosen[0])


def rename(application: Application, company: str, role: str, now: datetime) -> Entry:
    """It is called so; "" leaves a name as it is. The company's name is learned for its other applications."""
    named = (company or application.company, role or application.role)
    if named == (application.company, application.role):
        raise ConfigError(f"{called(application)} is called so already; give another --company or --role.")
    entry = _of(application, Kind.RENAMED, now)
    event = replace(entry.event, company=named[0], role=named[1], target=application.written_as[0])
    return replace(entry, event=event)


def ignore_application(timeline: Timeline, application: Application, now: datetime) -> Entry:
    """It is not the user's: nothing that it holds counts, nor what answers it."""
    first, *others = _whole_or_part(timeline, application, application.facts)
    event = Event(Kind.MOVED, now, application.company, application.role, evidence=_BY_USER, target=ASIDE)
    return Entry(replace(event, sources=tuple(others)), first)


def ignore_message(source: str, now: datetime) -> Entry:
    """A message that counts for nothing; what answers it counts as ever."""
    return Entry(Event(Kind.MOVED, now, evidence=_BY_USER, target=NONE), source)


def ignore_sender(sender: str, own: frozenset[str], now: datetime) -> Entry:
    """Nothing that comes from an address, an "@domain" or a List-Id counts, ever."""
    target = sender.strip().strip("<>").casefold()
    if target in own:
        raise ConfigError(f"{target} is your own address; what you write always counts.")
    host = target.rpartition("@")[2]
    if "." not in host.strip(".") or any(map(str.isspace, target)):
        raise ConfigError(f"“{sender}” is no address, no @domain and no List-Id.")
    return Entry(Event(Kind.IGNORED, now, evidence=_BY_USER, target=target), "")


def move(source: str, to: Application | str, now: datetime) -> Entry:
    """A message or entry belongs to an application, or is NEW, NONE, or goes back where inference has it (UNDO)."""
    if isinstance(to, str):
        return Entry(Event(Kind.MOVED, now, evidence=_BY_USER, target=to), source)
    if not (target := anchor(to, besides=(source,))):
        raise ConfigError("That application consists of this message alone; it needs no move.")
    return Entry(Event(Kind.MOVED, now, to.company, to.role, evidence=_BY_USER, target=target), source)


def set_contact(
    application: Application,
    person: Person | None,
    now: datetime,
    *,
    seen: Iterable[Seen],
    entered: Iterable[Fact],
    addresses: Addresses,
    own: frozenset[str],
) -> Entry:
    """Write to this person; None: to whom inference has it. `seen` and `entered` are all that the ledger holds."""
    entry = _of(application, Kind.CONTACT_SET, now)
    if person is None:
        return entry
    email = person.email.strip().casefold()
    email = email[1:-1] if email.startswith("<") and email.endswith(">") else email
    if not is_address(email):
        raise ConfigError(f"“{person.email}” is no mail address.")
    mails = list(seen)
    closed = barred(mails, split_corrections(entered)[1].senders)
    why = never(email, addresses, own, closed) or ("a mailing list" if _is_list(email, mails) else "")
    if not why and addresses.is_relay(email):
        known = next((c for c in application.contacts if c.email == email), None)
        why = "" if known and known.writable else "a relay from which no named person wrote"
    if why:
        raise ConfigError(f"{email} is never written to: {why}.")
    return replace(entry, event=replace(entry.event, people=(replace(person, email=email),)))


def undo(entered: Sequence[Fact], name: str, now: datetime) -> tuple[Entry, Fact]:
    """Take back the entry of this id, short or long; "" means the last one. Gives also what was taken back."""
    held = in_force(entered)
    every = [*held, *(f for f in entered if f.event.kind is Kind.UNDONE)] if name else held[-1:]
    found = [f for f in every if not name or f.id == name or short_id(f.id).startswith(name.casefold())]
    if len(found) > 1:
        raise ConfigError(f"“{name}” begins several: {', '.join(short_id(f.id) for f in found[:8])}.")
    if not found:
        raise ConfigError(f"You entered no “{name}” that holds." if name else "There is nothing to take back.")
    return Entry(Event(Kind.UNDONE, now, evidence=_BY_USER), found[0].id), found[0]


def anchor(application: Application, besides: Collection[str] = ()) -> str:
    """A fact by which to find the application again, of none of these sources; "" where there is none.

    A message, or what the user added, rather than a note, which may be taken back; and none of what was merged into it,
    for a merge may be taken back too, and what the user said stays with the application that they named.
    """
    known = [f for f in _own(application) if _source(f) not in besides]
    known = known or [f for f in application.facts if _source(f) not in besides]
    firm = [f for f in known if f.envelope] or [f for f in known if not f.about] or known
    return firm[0].id if firm else ""


def called(application: Application) -> str:
    """An application in words."""
    return ", ".join(name for name in (application.company, application.role) if name) or application.id


def _of(application: Application, kind: Kind, now: datetime) -> Entry:
    first = anchor(application)
    spare = tuple(f.id for f in _own(application) if f.envelope and f.id != first)[:_SPARE]
    event = Event(kind, now, application.company, application.role, evidence=_BY_USER, sources=spare)
    return Entry(event, first)


def _own(application: Application) -> Sequence[Fact]:
    return [f for f in application.facts if f.id in application.own] or application.facts


def _whole_or_part(timeline: Timeline, application: Application, facts: Iterable[Fact]) -> list[str]:
    """The messages and entries of these facts; of one that speaks of other applications too, only the facts."""
    shared = {_source(f) for a in timeline.applications if a.id != application.id for f in a.facts}
    return list(dict.fromkeys(f.id if _source(f) in shared else _source(f) for f in facts))


def _source(fact: Fact) -> str:
    return fact.envelope.identity if fact.envelope else fact.id


def _is_list(email: str, seen: Iterable[Seen]) -> bool:
    """All that came from it was list mail."""
    kinds = {s.envelope.automatic for s in seen if s.envelope.from_ and s.envelope.from_.email == email}
    return kinds == {Automatic.BULK}
