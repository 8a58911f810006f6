"""Which application a fact belongs to: by proof only, and where there is none, by nothing.

In this order: the thread, the calendar UID, company and role as written, the only open application at the company,
a human who is known in one application only, the employer's own domain. Names are never compared loosely, and the
domain of a relay proves nothing. What cannot be decided is ambiguous, and is tried again when all the rest is known.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from watcher.inference import Kind
from watcher.reading import Automatic
from watcher.timeline.addresses import Addresses
from watcher.timeline.groups import Group, Groups
from watcher.timeline.moves import at, is_answer
from watcher.timeline.units import STARTS, Unit, implied_fact

_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Verdict:
    """Where a unit goes: to `group`, or to one that it `opens`; else `why` says what it might belong to."""

    group: Group | None = None
    opens: bool = False
    candidates: tuple[Group, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Undecided:
    """A unit that stays ambiguous, with the groups that it may belong to."""

    unit: Unit
    candidates: tuple[Group, ...]
    why: str


_NOTHING = Verdict()


class Matcher:
    """Puts units, oldest first, into groups. `answered` maps a thread to the last time the user wrote in it."""

    def __init__(self, addresses: Addresses, own: frozenset[str], answered: dict[str, datetime]) -> None:
        self.groups = Groups(addresses, own)
        self.holds: list[Undecided] = []
        self._own = own
        self._own_domains = addresses.own_domains(own)
        self._answered = answered
        self._written: dict[str, list[Unit]] = {}

    def run(self, units: Sequence[Unit], silent: Iterable[Unit]) -> list[Undecided]:
        """Match everything; what comes back could not be decided."""
        later = self._again([u for u in units if not u.returned], 1)
        later = self._again(later, _ROUNDS)
        self._again([u for u in units if u.returned], 1)
        for unit in silent:
            self._imply(unit)
        later = self._again(later, _ROUNDS)
        verdicts = ((u, self._decide(u)) for u in later)
        return [Undecided(u, v.candidates, v.why) for u, v in verdicts if v.why]

    def _again(self, units: list[Unit], rounds: int) -> list[Unit]:
        for _ in range(rounds):
            rest = [u for u in units if not self._place(u)]
            if len(rest) == len(units):
                break
            units = rest
        return units

    def _place(self, unit: Unit) -> bool:
        verdict = self._decide(unit)
        group = self.groups.open() if verdict.opens else verdict.group
        if group is None:
            return False
        if verdict.candidates and any(is_answer(f) for f in unit.facts):
            self.holds.append(Undecided(unit, verdict.candidates, verdict.why))
        self._add(group, unit)
        return True

    def _add(self, group: Group, unit: Unit) -> None:
        self.groups.add(group, unit)
        if unit.outgoing and unit.envelope is not None:
            for address in (*unit.envelope.to, *unit.envelope.cc):
                self._written.setdefault(address.email, []).append(unit)

    def _decide(self, unit: Unit) -> Verdict:
        if unit.about:
            return self._noted(unit)
        tied = self.groups.by_thread(unit)
        if unit.untrusted:
            return self._rescued(unit, tied)
        if unit.returned:
            return self._returned(unit, tied)
        tied = tied or self.groups.by_uid(unit)
        if tied:
            return self._within(unit, tied)
        if unit.company_key and unit.role_key:
            return self._by_name(unit, self.groups.by_company(unit.company_key))
        if unit.company_key:
            return self._by_company(unit, self.groups.by_company(unit.company_key))
        return self._by_person(unit)

    def _noted(self, unit: Unit) -> Verdict:
        group = self.groups.by_fact(unit.about)
        return Verdict(group) if group else Verdict(why="the note speaks of a message that is not known")

    def _rescued(self, unit: Unit, tied: list[Group]) -> Verdict:
        """From Junk or Trash only what a thread or a known contact ties."""
        known = tied or ([] if unit.outgoing else self.groups.by_person(self._others(unit)))
        return Verdict(known[0]) if len(known) == 1 else _NOTHING

    def _returned(self, unit: Unit, tied: list[Group]) -> Verdict:
        """A bounce or automatic reply belongs to the last mail that went to that address before it."""
        if len(tied) == 1:
            return Verdict(tied[0])
        failed = [p.email for f in unit.facts for p in f.event.people if p.email]
        for email in [*failed, *self._others(unit)]:
            before = [w for w in self._written.get(email, ()) if w.at <= unit.at]
            if before and (group := self.groups.by_fact(max(before, key=lambda w: w.at).facts[0].id)):
                return Verdict(group)
        return _NOTHING

    def _within(self, unit: Unit, tied: list[Group]) -> Verdict:
        """The thread or UID speaks first; only another application made in the same thread leaves it."""
        same_company = [g for g in tied if unit.company_key in ("", g.company_key) or not g.company_key]
        if unit.company_key and unit.role_key:
            same = [g for g in tied if (g.company_key, g.role_key) == (unit.company_key, unit.role_key)]
            if same:
                return Verdict(same[-1])
            elsewhere = any(g.role_key == unit.role_key for g in self.groups.by_company(unit.company_key))
            unnamed = [g for g in same_company if not g.role_key]
            fitting = unnamed or ([] if elsewhere else self._replied_to(unit, tied))
            if len(fitting) == 1:
                return Verdict(fitting[0])
            if elsewhere or unit.starts or unit.apart:
                return self._by_name(unit, self.groups.by_company(unit.company_key))
        if len(tied) == 1:
            return Verdict(tied[0])
        fitting = [g for g in same_company if unit.role_key in ("", g.role_key)]
        if len(fitting) == 1:
            return Verdict(fitting[0])
        return Verdict(candidates=tuple(tied), why="its thread speaks of several applications")

    def _replied_to(self, unit: Unit, tied: Sequence[Group]) -> list[Group]:
        """What the employer says in the thread of a role is of that role, however they write their own name.

        So is the first confirmation that comes back on an application sent by mail, however they write the role.
        """
        if unit.outgoing or unit.apart:
            return []
        same_role = [g for g in tied if g.role_key == unit.role_key]
        awaiting = [
            g for g in tied if Kind.APPLICATION_SENT in g.kinds and Kind.APPLICATION_CONFIRMATION not in g.kinds
        ]
        return same_role or (awaiting if unit.starts else [])

    def _by_name(self, unit: Unit, at_company: Sequence[Group]) -> Verdict:
        exact = [g for g in at_company if g.role_key == unit.role_key]
        standing = [g for g in exact if g.open_at(unit.at)]
        if standing:
            return Verdict(standing[-1])
        if exact:
            # Made again after the end: a new application. Anything else is a late word on the old one.
            return Verdict(opens=True) if unit.starts else Verdict(exact[-1])
        unnamed = [g for g in at_company if not g.role_key and g.open_at(unit.at)]
        if unit.starts:
            unnamed = [g for g in unnamed if not g.kinds & unit.kinds & STARTS]
        if len(unnamed) == 1:
            return Verdict(unnamed[0])
        if unit.starts:
            return Verdict(opens=True)
        others = [g for g in at_company if g.open_at(unit.at)] or self._known_people(unit)
        return self._open(unit, others, "another role is named than the one known")

    def _by_company(self, unit: Unit, at_company: Sequence[Group]) -> Verdict:
        if unit.outreach:
            person = self.groups.by_person(self._others(unit))
            return Verdict(person[0]) if len(person) == 1 else self._open(unit, (), "")
        standing = [g for g in at_company if g.open_at(unit.at)]
        if len(standing) == 1:
            return Verdict(standing[0])
        if standing:
            person = [g for g in self.groups.by_person(self._others(unit)) if g in standing]
            if len(person) == 1:
                return Verdict(person[0])
            return Verdict(candidates=tuple(standing), why="several applications at this company are open")
        if unit.starts:
            return Verdict(opens=True)
        if len(at_company) == 1:
            return Verdict(at_company[0])
        if at_company:
            return Verdict(candidates=tuple(at_company), why="several applications at this company have ended")
        return self._open(unit, self._known_people(unit), "another company is named than the one known")

    def _open(self, unit: Unit, others: Sequence[Group], why: str) -> Verdict:
        """Open one where the unit proves it; `others` are held then, for the message may be theirs."""
        if unit.outreach:
            answered = self._answered.get(unit.thread)
            return Verdict(opens=True) if answered and answered > unit.at else _NOTHING
        if unit.opens:
            return Verdict(opens=True, candidates=tuple(others), why=why)
        if len(others) == 1 and not unit.role_key:
            return Verdict(others[0])
        return Verdict(candidates=tuple(others), why="no application with this company and role is known")

    def _by_person(self, unit: Unit) -> Verdict:
        """No company is told: the people must prove it."""
        emails = self._others(unit)
        for known in (self.groups.by_person(emails), self.groups.by_domain(emails)):
            fitting = [g for g in known if not unit.role_key or g.role_key in ("", unit.role_key)]
            standing = [g for g in fitting if g.open_at(unit.at)]
            if len(known) == 1 and len(fitting) == 1:
                return Verdict(fitting[0])
            if len(standing) == 1 and unit.role_key == standing[0].role_key != "":
                return Verdict(standing[0])
            if known:
                return Verdict(candidates=tuple(fitting or known), why="its writer is known in other applications too")
        if Kind.APPLICATION_SENT in unit.kinds or unit.outreach:
            return self._open(unit, (), "")
        same_role = [g for g in self.groups.all if unit.role_key and g.role_key == unit.role_key]
        if unit.role_key and not same_role:
            return self._open(unit, (), "")
        if unit.telling:
            return Verdict(candidates=tuple(same_role), why="it names no company, and nobody in it is known")
        return _NOTHING

    def _known_people(self, unit: Unit) -> list[Group]:
        person = self.groups.by_person(self._others(unit))
        return [g for g in person if g.open_at(unit.at)] if len(person) == 1 else []

    def _others(self, unit: Unit) -> list[str]:
        """The addresses on the other side of a message."""
        e = unit.envelope
        if e is None:
            return []
        there = (*e.to, *e.cc) if e.outgoing else ((e.from_,) if e.from_ else ())
        return [a.email for a in there if a.email and a.email not in self._own]

    def _imply(self, unit: Unit) -> None:
        """Give a message without events to the application of its thread, of the human in it, or of their employer."""
        if unit.seen is None:
            return
        tied = self.groups.by_thread(unit)
        others = self._others(unit)
        if unit.seen.envelope.automatic is not None:
            if len(tied) == 1 and self._through_list(tied[0], unit, others):
                self._add_implied(tied[0], unit, "through a list, in the thread")
        elif len(tied) == 1 and self._takes_part(tied[0], unit, others):
            self._add_implied(tied[0], unit, "in the thread")
        elif not tied and (unit.outgoing or unit.seen.inference.human):
            person = self.groups.by_person(others)
            if len(person) == 1 and (not unit.untrusted or not unit.outgoing):
                known = next(e for e in others if self.groups.by_person([e]))
                self._add_implied(person[0], unit, f"{'to' if unit.outgoing else 'from'} {known}, known")
            elif not person and (at_employer := self._colleague_of(unit, others)):
                self._add_implied(at_employer, unit, f"from {others[0]}, at the employer's own domain")

    def _through_list(self, group: Group, unit: Unit, others: Sequence[str]) -> bool:
        """A person's reply to the user's own message, which a company's gateway marked as list mail (RFC 2919)."""
        e = unit.envelope
        if e is None or e.outgoing or unit.untrusted or e.automatic is not Automatic.BULK:
            return False
        return not group.own_messages.isdisjoint(e.parents) and self.groups.has_person(group, others)

    def _colleague_of(self, unit: Unit, others: Sequence[str]) -> Group | None:
        """The only open application at the domain of a person who writes to the user for the first time."""
        e = unit.envelope
        if e is None or unit.outgoing or unit.untrusted or not e.own_address:
            return None
        strangers = [o for o in others if o.rpartition("@")[2] not in self._own_domains]
        made = (g for g in self.groups.by_domain(strangers) if at(g.facts[0]) <= unit.at and g.open_at(unit.at))
        standing = list(made)
        return standing[0] if len(standing) == 1 else None

    def _takes_part(self, group: Group, unit: Unit, others: Collection[str]) -> bool:
        """Not what the user forwards to a friend, nor the friend's reply: the employer must be on the other side."""
        if any(e in group.addresses for e in others) or group in self.groups.by_domain(others):
            return True
        return not unit.outgoing and self.groups.answers(unit)

    def _add_implied(self, group: Group, unit: Unit, tie: str) -> None:
        if (seen := unit.seen) is None:
            return
        answers = seen.inference.human or seen.envelope.automatic is Automatic.BULK
        other = Kind.RECRUITER_REPLY if answers else Kind.STATUS_UPDATE
        kind = Kind.CANDIDATE_REPLY if unit.outgoing else other
        fact = implied_fact(seen, kind, f"{tie} of this application: {seen.envelope.subject}")
        self._add(group, Unit((fact,), unit.at, seen, unit.thread))
