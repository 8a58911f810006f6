"""What goes when the user forgets an application, what stays forgotten of later mail, and what is old enough to go."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from watcher.inference import Kind
from watcher.timeline.addresses import Addresses
from watcher.timeline.stage import ENDED
from watcher.timeline.threads import Threads
from watcher.timeline.types import Application, Envelope, Fact, Seen, Timeline

_ANEW = frozenset((Kind.APPLICATION_SENT, Kind.RECRUITER_OUTREACH))
"""What opens another application, though it is written into an old thread."""


@dataclass(frozen=True, slots=True)
class Doomed:
    """What is to be deleted with an application.

    `messages` are identities, `entries` ids of what the user entered, `drafts` keys of follow-ups. By `marks` mail that
    is met again, or answers it, is known as forgotten. `shared` are the identities of messages that tell of an
    application that stays, too: while there are any, nothing may be deleted.
    """

    messages: frozenset[str] = frozenset()
    entries: frozenset[str] = frozenset()
    drafts: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    shared: tuple[str, ...] = ()

    def with_drafts(self, drafts: Iterable[tuple[str, str]]) -> Doomed:
        """The same with these drafts, by key and Message-ID: their copies, and answers to them, stay forgotten."""
        known = dict(drafts)
        ids = [one for one in known.values() if one]
        return replace(self, drafts=frozenset(known), marks=self.marks | {*ids, *map(draft_mark, ids)})


def draft_mark(message_id: str) -> str:
    """The mark of a draft of ours, by which a copy in Trash or Sent is known."""
    return f"draft {message_id}"


def doomed(
    forgotten: Collection[Application],
    timeline: Timeline,
    seen: Sequence[Seen],
    entered: Iterable[Fact],
    addresses: Addresses,
    own: frozenset[str],
) -> Doomed:
    """All of `seen` and `entered` that belongs to these applications of the timeline, and to no other.

    That is the mail that tells of them; what lies in its threads; and what passed between the user (`own`, lower case)
    and their people, or the employer's own domain, alone. So a newsletter of that employer goes too.
    """
    ids = {a.id for a in forgotten}
    kept = [a for a in timeline.applications if a.id not in ids]
    mine = {_source(f) for a in forgotten for f in a.facts}
    others = {_source(f) for a in kept for f in a.facts}
    for one in timeline.ambiguous:
        if one.candidates:
            (mine if set(one.candidates) <= ids else others).add(_source(one.fact))
    around = _around(forgotten, kept, seen, mine, others, addresses, own)
    found = [s.envelope for s in seen if s.envelope.identity in mine or s.envelope.identity in around]
    staying = {i for s in seen if s.envelope.identity in others for i in _ids(s.envelope)}
    entries = _entries(entered, mine | around, others)
    return Doomed(
        messages=frozenset(e.identity for e in found),
        entries=entries,
        marks=frozenset({e.identity for e in found} | ({i for e in found for i in _ids(e)} - staying)),
        shared=tuple(sorted(mine & others)),
    )


def stays_forgotten(seen: Seen, marked: Collection[str]) -> bool:
    """Whether a message is one that was forgotten, or belongs to nothing but a forgotten thread.

    Who opens another application in an old thread is heard; so is what also answers mail that was not forgotten, for
    it may be the answer to that: better a trace of the old than a draft to an employer who answered.
    """
    e = seen.envelope
    if e.identity in marked or draft_mark(e.message_id) in marked:
        return True
    if not e.parents or not all(parent in marked for parent in e.parents):
        return False
    return not any(event.kind in _ANEW for event in seen.inference.events)


def marks_of(seen: Seen) -> frozenset[str]:
    """By what `stays_forgotten` knows a message, or what answers it."""
    e = seen.envelope
    return frozenset((e.identity, draft_mark(e.message_id), *_ids(e)))


def expired(timeline: Timeline, now: datetime, months: int) -> tuple[Application, ...]:
    """The applications that ended and of which nothing was heard or entered for so many calendar months; 0: none."""
    if not months:
        return ()
    since = _months_before(now, months)
    return tuple(
        a
        for a in timeline.applications
        if a.stage in ENDED and not a.held and max(f.event.occurred_at for f in a.facts) < since
    )


def _source(fact: Fact) -> str:
    """The identity of its message, or the id of the entry."""
    return fact.envelope.identity if fact.envelope else fact.id


def _ids(e: Envelope) -> Iterator[str]:
    return (i for i in (e.message_id, *e.parents) if i)


def _around(
    forgotten: Iterable[Application],
    kept: Iterable[Application],
    seen: Sequence[Seen],
    mine: Collection[str],
    others: Collection[str],
    addresses: Addresses,
    own: frozenset[str],
) -> set[str]:
    """The mail that tells of no application, by thread and by people."""
    threads = Threads(s.envelope for s in seen)
    theirs = {threads.of(s.envelope) for s in seen if s.envelope.identity in mine}
    theirs -= {threads.of(s.envelope) for s in seen if s.envelope.identity in others}
    told = {email for s in seen if s.envelope.identity in others for email in _parties(s.envelope, own)}
    told |= {c.email for a in kept for c in a.contacts}
    people = {c.email for a in forgotten for c in a.contacts if not addresses.is_relay(c.email)} - told - own
    domains = {d for email in people if (d := addresses.employer_domain(email))}
    domains -= {addresses.employer_domain(email) for email in told} | addresses.own_domains(own)

    def is_theirs(e: Envelope) -> bool:
        parties = _parties(e, own)
        return threads.of(e) in theirs or (
            bool(parties) and all(p in people or addresses.employer_domain(p) in domains for p in parties)
        )

    return {
        s.envelope.identity
        for s in seen
        if s.envelope.identity not in mine and s.envelope.identity not in others and is_theirs(s.envelope)
    }


def _parties(e: Envelope, own: frozenset[str]) -> set[str]:
    """Everybody in its header but the user."""
    return {a.email for a in (e.from_, *e.reply_to, *e.to, *e.cc) if a is not None and a.email} - own


def _entries(entered: Iterable[Fact], gone: set[str], others: Collection[str]) -> frozenset[str]:
    """The entries that are of what goes, speak of it, or (a correction) name it."""
    every, found = list(entered), set[str]()
    while True:
        fresh = {
            f.id
            for f in every
            if f.id not in found and f.id not in others and any(name in gone or name in found for name in _named(f))
        }
        if not fresh:
            return frozenset(found)
        found |= fresh


def _named(entry: Fact) -> Iterator[str]:
    """The entry, and of what it speaks: a message, an entry, or a fact (a message and a number)."""
    for name in (entry.id, entry.about, entry.event.target):
        yield from (name, name.rpartition("#")[0])


def _months_before(moment: datetime, months: int) -> datetime:
    count = moment.year * 12 + moment.month - 1 - months
    year, month = divmod(count, 12)
    return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))
