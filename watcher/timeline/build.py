"""All that is known, to the `Timeline`: the same whatever the order in which it came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from watcher.timeline.acquaintances import acquainted
from watcher.timeline.addresses import Addresses
from watcher.timeline.aliases import aliases_of
from watcher.timeline.contacts import Barred, barred, contacts_of
from watcher.timeline.corrections import ASIDE, NONE, Corrections, is_from, split_corrections
from watcher.timeline.given import Given
from watcher.timeline.groups import Group, Groups, order
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
from watcher.timeline.why import Why

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
    timeline, closed = put_together(
        seen, entered, now, own_addresses=own_addresses, quiet_days=quiet_days, addresses=addresses
    )
    return acquainted(timeline, seen if around is None else around, addresses, own_addresses, closed)


def put_together(
    seen: Iterable[Seen],
    entered: Iterable[Fact],
    now: datetime,
    *,
    own_addresses: frozenset[str],
    quiet_days: int,
    addresses: Addresses,
) -> tuple[Timeline, Barred]:
    """As `build`, of `seen` alone and without acquaintances; with the addresses that are closed to all."""
    every = one_each(map(plausible, seen))
    facts, corrected = split_corrections(_once(map(plausible_entry, entered)))
    moved = _aside(every, corrected)
    doubtful = [s for s in every if s.envelope.identity not in moved]  # the user vouches for what they move
    forged = [s for s in doubtful if is_forged(s.envelope, own_addresses)]
    notes = [s for s in doubtful if is_note(s.envelope, own_addresses)]
    dropped = {s.envelope.identity for s in (*forged, *notes)}
    mails = by_time(ordered([s for s in every if s.envelope.identity not in dropped]))
    threads = Threads(s.envelope for s in mails)
    aliases = aliases_of(corrected.renamed, addresses)
    units = units_of(mails, facts, threads, moved, aliases)
    silent = (silent_unit(s, threads.of(s.envelope), moved) for s in mails if not s.inference.events)
    matcher = Matcher(addresses, own_addresses, _answered(mails, threads), corrected)
    undecided = matcher.run(units, silent)

    wholes = _wholes(matcher.groups)
    ids = {g.number: whole.id for whole in wholes for g in whole.groups}
    closed = barred(mails, corrected.senders)
    known = _Known({s.envelope.identity: s for s in mails}, addresses, own_addresses, closed)
    held = _held([*matcher.holds, *undecided])
    given = Given(corrected, aliases, matcher.groups)
    made = (_application(whole, given, known, held, now, quiet_days) for whole in wholes)
    ambiguous = (
        Ambiguous(fact, tuple(dict.fromkeys(ids[g.number] for g in u.candidates)), u.why)
        for u in undecided
        for fact in u.unit.facts
    )
    timeline = Timeline(
        tuple(sorted(made, key=lambda a: (at(a.facts[0]), a.id))),
        tuple(sorted((*ambiguous, *_disowned(forged)), key=lambda a: order(a.fact))),
        frozenset(source for source, target in moved.items() if target in (NONE, ASIDE)),
    )
    return timeline, closed


def _aside(every: Sequence[Seen], corrected: Corrections) -> Mapping[str, str]:
    """All that is moved: by the user's word, and what they ignore for its sender, or as an answer to what went aside.

    An answer goes after the nearest known message that it answers, so that no message takes another along.
    """
    moved = dict(corrected.moved)
    if not (moved or corrected.senders):
        return moved
    moved |= {
        s.envelope.identity: NONE
        for s in every
        if s.envelope.identity not in moved and is_from(s.envelope, corrected.senders)
    }
    if ASIDE not in moved.values():
        return moved
    known = {s.envelope.message_id: s.envelope.identity for s in every if s.envelope.message_id}
    for s in by_time(ordered(every)):
        nearest = next((known[p] for p in reversed(s.envelope.parents) if p in known), "")
        if moved.get(nearest) == ASIDE:
            moved.setdefault(s.envelope.identity, ASIDE)
    return moved


@dataclass(frozen=True, slots=True)
class _Whole:
    """An application: its groups, of which the first is that which the others were merged into, and their facts."""

    id: str
    groups: Sequence[Group]
    facts: tuple[Fact, ...]


def _wholes(groups: Groups) -> list[_Whole]:
    together: dict[int, list[Group]] = {}
    for group in groups.all:
        root = groups.root(group)
        members = together.setdefault(root.number, [root])
        members += [group] if group is not root else []
    told = ((members, tuple(sorted((f for g in members for f in g.facts), key=order))) for members in together.values())
    return [_Whole(short_id(facts[0].id), members, facts) for members, facts in told]


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


def _application(
    whole: _Whole,
    given: Given,
    known: _Known,
    held: Mapping[int, Sequence[Undecided]],
    now: datetime,
    quiet_days: int,
) -> Application:
    facts = whole.facts
    made = (f for f in facts if f.event.kind in STARTS)
    company = next((g.company for g in whole.groups if g.company), "")
    role = next((g.role for g in whole.groups if g.role), "")
    named = given.of(whole.groups[0], facts, company, role)
    return Application(
        id=whole.id,
        company=named.company,
        role=named.role,
        stage=stage_of(facts, now),
        flags=flags_of(facts, now, quiet_days),
        facts=facts,
        contacts=contacts_of(facts, known.inferred, known.addresses, known.own, known.closed, named.contact),
        applied_at=next((at(f) for f in made), None),
        last_heard_at=max((at(f) for f in facts if is_incoming(f)), default=None),
        language=_language(facts),
        accounts=frozenset(f.envelope.account for f in facts if f.envelope),
        held=_hold(facts, [u for g in whole.groups for u in held.get(g.number, ())]),
        written_as=(company, role),
        corrections=named.corrections,
        merged_names=tuple(name for g in whole.groups[1:] for name in given.names(g)),
        own=frozenset(f.id for f in whole.groups[0].facts) if len(whole.groups) > 1 else frozenset(),
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
    writer = (e.from_.name or e.from_.email) if e and e.from_ else Why("somebody")
    subject = e.subject if e else ""
    return Why(
        "may_be_answer",
        subject=subject[:120],
        day=str(newest.unit.at.date()),
        who=writer,
        why=newest.why,
    )
