"""All that is known, to the `Timeline`: the same whatever the order in which it came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from watcher.timeline.acquaintances import at_company, people_by_domain
from watcher.timeline.addresses import Addresses
from watcher.timeline.contacts import Barred, barred, contacts_of
from watcher.timeline.corrections import split_corrections
from watcher.timeline.groups import order
from watcher.timeline.ids import short_id
from watcher.timeline.matching import Matcher
from watcher.timeline.moments import EPOCH, ordered, plausible, plausible_entry
from watcher.timeline.moves import at, is_answer, is_incoming, is_own
from watcher.timeline.stage import flags_of, stage_of
from watcher.timeline.threads import UNTRUSTED, Threads
from watcher.timeline.types import Ambiguous, Application, Fact, Seen, Timeline
from watcher.timeline.units import (
    STARTS,
    by_time,
    facts_of,
    is_forged,
    is_note,
    one_each,
    silent_unit,
    units_of,
)
from watcher.timeline.verdicts import Undecided

_NO_TABLE = Addresses()


def build(
    seen: Iterable[Seen],
    entered: Iterable[Fact],
    now: datetime,
    *,
    own_addresses: frozenset[str],
    quiet_days: int = 21,
    addresses: Addresses = _NO_TABLE,
    around: Iterable[Seen] | None = None,
) -> Timeline:
    """Every message and entry of the user, as applications, soonest opened first.

    `seen` is all mail of the ledger, job mail or not (the thread of a silent message may tie it), or what `tied` gives
    of it; then all mail is `around`, where acquaintances are looked for. `own_addresses` are lower case. `now` is
    aware, and decides only what time decides: interviews that are over, and what is quiet. `addresses` is the table
    data/addresses.toml; without it no domain proves anything.
    """
    seen = list(seen)
    every = one_each(map(plausible, seen))
    facts, corrected = split_corrections(_once(map(plausible_entry, entered)))
    doubtful = [s for s in every if s.envelope.identity not in corrected.moved]  # the user vouches for what they move
    forged = [s for s in doubtful if is_forged(s.envelope, own_addresses)]
    notes = [s for s in doubtful if is_note(s.envelope, own_addresses)]
    dropped = {s.envelope.identity for s in (*forged, *notes)}
    mails = by_time(ordered([s for s in every if s.envelope.identity not in dropped]))
    threads = Threads(s.envelope for s in mails)
    units = units_of(mails, facts, threads, corrected.moved)
    silent = (silent_unit(s, threads.of(s.envelope), corrected.moved) for s in mails if not s.inference.events)
    matcher = Matcher(addresses, own_addresses, _answered(mails, threads))
    undecided = matcher.run(units, silent)

    ids = {g.number: short_id(g.facts[0].id) for g in matcher.groups.all}
    closed = barred(mails)
    known = _Known({s.envelope.identity: s for s in mails}, addresses, own_addresses, closed)
    people = people_by_domain(seen if around is None else around, addresses, own_addresses, closed)
    held = _held([*matcher.holds, *undecided])
    made = (
        replace(
            _application(g.facts, known, now, quiet_days),
            id=ids[g.number],
            company=g.company,
            role=g.role,
            held=_hold(g.facts, held.get(g.number, [])),
        )
        for g in matcher.groups.all
    )
    ambiguous = (
        Ambiguous(fact, tuple(ids[g.number] for g in u.candidates), u.why) for u in undecided for fact in u.unit.facts
    )
    return Timeline(
        tuple(
            replace(a, acquaintances=at_company(a, people, addresses))
            for a in sorted(made, key=lambda a: (at(a.facts[0]), a.id))
        ),
        tuple(sorted((*ambiguous, *_disowned(forged)), key=lambda a: order(a.fact))),
    )


def _disowned(forged: Iterable[Seen]) -> Iterable[Ambiguous]:
    """What speaks for the user and is not theirs is told, and counts for nothing."""
    why = "it came under your own address, and you did not send it"
    trusted = (s for s in forged if s.envelope.place not in UNTRUSTED)
    return (Ambiguous(fact, (), why) for s in trusted for fact in facts_of(s))


def _once(entered: Iterable[Fact]) -> list[Fact]:
    return list({fact.id: fact for fact in entered}.values())


def _answered(mails: Iterable[Seen], threads: Threads) -> dict[str, datetime]:
    """When the user last wrote in each thread."""
    return {threads.of(s.envelope): s.envelope.sent_at for s in mails if s.envelope.outgoing}


def _held(undecided: Iterable[Undecided]) -> Mapping[int, list[Undecided]]:
    """By group, the received messages that may be its answer."""
    held: dict[int, list[Undecided]] = {}
    for u in undecided:
        if u.unit.envelope is None or not any(is_answer(f) for f in u.unit.facts):
            continue
        for group in u.candidates:
            held.setdefault(group.number, []).append(u)
    return held


@dataclass(frozen=True, slots=True)
class _Known:
    """What holds for all applications: every message by its identity, and whose addresses are whose."""

    inferred: Mapping[str, Seen]
    addresses: Addresses
    own: frozenset[str]
    closed: Barred


def _application(told: Sequence[Fact], known: _Known, now: datetime, quiet_days: int) -> Application:
    facts = tuple(told)
    made = (f for f in facts if f.event.kind in STARTS)
    return Application(
        id="",
        company="",
        role="",
        stage=stage_of(facts, now),
        flags=flags_of(facts, now, quiet_days),
        facts=facts,
        contacts=contacts_of(facts, known.inferred, known.addresses, known.own, known.closed),
        applied_at=next((at(f) for f in made), None),
        last_heard_at=max((at(f) for f in facts if is_incoming(f)), default=None),
        language=_language(facts),
        accounts=frozenset(f.envelope.account for f in facts if f.envelope),
    )


def _language(facts: Sequence[Fact]) -> str:
    """The thread's: a human's last word, else the employer's, else the user's."""
    spoken = [f for f in facts if f.language and f.envelope]
    ranked = sorted(spoken, key=lambda f: (is_incoming(f) and f.human, is_incoming(f), at(f), f.id), reverse=True)
    return ranked[0].language if ranked else ""


def _hold(facts: Sequence[Fact], undecided: Iterable[Undecided]) -> str:
    """What may be an answer holds the application until a later word, of either side, overtakes it."""
    words = (at(f) for f in facts if is_own(f) or is_answer(f))
    last = max(words, default=EPOCH)
    pending = [u for u in undecided if u.unit.at > last]
    if not pending:
        return ""
    newest = max(pending, key=lambda u: (u.unit.at, u.unit.facts[0].id))
    e = newest.unit.envelope
    writer = (e.from_.name or e.from_.email) if e and e.from_ else "an unknown sender"
    subject = e.subject if e else ""
    return f'"{subject[:120]}" of {newest.unit.at.date()} from {writer} may be an answer: {newest.why}'
