"""Which application a fact belongs to: by proof only, and where there is none, by nothing.

In this order: the thread, the calendar UID, company and role as written, the only open application at the company,
a human who is known in one application only, the employer's own domain. Names are never compared loosely, and the
domain of a relay proves nothing. What cannot be decided is ambiguous, and is tried again when all the rest is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from watcher.inference import Kind
from watcher.inference.senders import organisation
from watcher.timeline.addresses import Addresses
from watcher.timeline.corrections import ASIDE, NEW, NONE, Corrections
from watcher.timeline.groups import Group, Groups
from watcher.timeline.moves import is_answer
from watcher.timeline.people import Company, others_of
from watcher.timeline.proofs import bears, echoes, made_again
from watcher.timeline.silent import Silent
from watcher.timeline.units import STARTS, Unit
from watcher.timeline.verdicts import Undecided, Verdict
from watcher.timeline.why import Why

_ROUNDS = 5
_FORGOTTEN = timedelta(days=30)
"""An application that is made again after so long without a word is a new one."""


_NOTHING = Verdict()


class Matcher:
    """Puts units, oldest first, into groups. `answered` maps a thread to the last time the user wrote in it."""

    def __init__(
        self, addresses: Addresses, own: frozenset[str], answered: dict[str, datetime], corrections: Corrections
    ) -> None:
        self.groups = Groups(addresses, own, corrections)
        self.holds: list[Undecided] = []
        self._own = own
        self._addresses = addresses
        self._company = Company(self.groups, own)
        self._silent = Silent(self.groups, self._company, addresses, own)
        self._answered = answered
        self._all_told = False
        self._written: dict[str, list[Unit]] = {}

    def run(self, units: Sequence[Unit], silent: Iterable[Unit]) -> list[Undecided]:
        """Match everything; what comes back could not be decided."""
        later = self._again([u for u in units if not u.returned], 1)
        later = self._again(later, _ROUNDS)
        self._all_told = True
        later = self._again(later, _ROUNDS)
        self._again([u for u in units if u.returned], 1)
        rest = [(u, left) for u in silent if (left := self._imply(u)) is not None]
        open_still = len(later)
        later = self._again(later, _ROUNDS)
        if len(later) < open_still:
            rest = [(u, left) for u, _ in rest if (left := self._imply(u)) is not None]
        doubts = [left for _, left in rest if isinstance(left, Undecided)]
        verdicts = ((u, self._decide(u)) for u in later)
        return [*(Undecided(u, v.candidates, v.why) for u, v in verdicts if v.why), *doubts]

    def _again(self, units: list[Unit], rounds: int) -> list[Unit]:
        for _ in range(rounds):
            rest = [u for u in units if not self._place(u)]
            if len(rest) == len(units):
                break
            units = rest
        return units

    def _place(self, unit: Unit) -> bool:
        verdict = self._settle(self._decide(unit))
        group = self.groups.open() if verdict.opens else verdict.group
        if group is None:
            if verdict.candidates:
                self._company.wait(unit)
            return False
        self._company.go(unit)
        if verdict.candidates and any(is_answer(f) for f in unit.facts):
            self.holds.append(Undecided(unit, verdict.candidates, verdict.why))
        self._add(group, unit)
        return True

    def _add(self, group: Group, unit: Unit) -> None:
        self.groups.add(group, unit)
        if unit.outgoing and unit.envelope is not None:
            for address in (*unit.envelope.to, *unit.envelope.cc):
                self._written.setdefault(address.email, []).append(unit)

    def _imply(self, unit: Unit) -> Unit | Undecided | None:
        """Place a message without events, by its thread or its people; what stays of it where that cannot be."""
        found = self._silent.find(unit)
        if found is None:
            return unit
        if isinstance(found, Undecided):
            if not self._one(found.candidates):
                return found
            found = found.candidates[0], found.unit
        self._add(*found)
        return None

    def _settle(self, verdict: Verdict) -> Verdict:
        """What could belong to several that the user merged belongs to these."""
        undecided = verdict.group is None and not verdict.opens
        return Verdict(verdict.candidates[0]) if undecided and self._one(verdict.candidates) else verdict

    def _one(self, groups: Sequence[Group]) -> bool:
        return len({self.groups.root(g).number for g in groups}) == 1 < len(groups)

    def _decide(self, unit: Unit) -> Verdict:
        if unit.moved:
            return self._moved(unit)
        if unit.about:
            return self._noted(unit)
        unit = self.groups.as_written(unit)
        tied = self.groups.by_thread(unit)
        if unit.untrusted:
            return self._rescued(unit, tied)
        if unit.returned:
            return self._returned(unit, tied)
        tied = tied or self.groups.by_uid(unit)
        if tied:
            return self._within(unit, tied)
        if unit.employer and unit.job:
            return self._by_name(unit, self.groups.by_company(unit.employer))
        if unit.employer:
            return self._by_company(unit, self.groups.by_company(unit.employer))
        return self._by_person(unit)

    def _moved(self, unit: Unit) -> Verdict:
        """Where the user said that it belongs."""
        if unit.moved == NEW:
            return Verdict(opens=True)
        if unit.moved in (NONE, ASIDE):
            return _NOTHING
        group = self.groups.by_fact(unit.moved)
        return Verdict(group) if group else Verdict(why=Why("moved_to_unknown"))

    def _noted(self, unit: Unit) -> Verdict:
        group = self.groups.bound(unit.facts[0])
        return Verdict(group) if group else Verdict(why=Why("note_of_unknown"))

    def _rescued(self, unit: Unit, tied: list[Group]) -> Verdict:
        """From Junk or Trash only what a thread or a known contact ties."""
        known = tied or ([] if unit.outgoing else self.groups.by_person(others_of(unit, self._own)))
        return Verdict(known[0]) if len(known) == 1 else _NOTHING

    def _returned(self, unit: Unit, tied: list[Group]) -> Verdict:
        """A bounce or automatic reply belongs to the last mail that went to that address before it."""
        if len(tied) == 1:
            return Verdict(tied[0])
        failed = [p.email for f in unit.facts for p in f.event.people if p.email]
        for email in [*failed, *others_of(unit, self._own)]:
            before = [w for w in self._written.get(email, ()) if w.at <= unit.at]
            if before and (group := self.groups.by_fact(max(before, key=lambda w: w.at).facts[0].id)):
                return Verdict(group)
        return _NOTHING

    def _within(self, unit: Unit, tied: list[Group]) -> Verdict:
        """The thread or UID speaks first; only another application made in the same thread leaves it."""
        same_company = [g for g in tied if not (unit.employer and g.employer) or g.is_at(unit.employer)]
        if unit.employer and unit.job:
            same = [g for g in same_company if g.job == unit.job] or [g for g in same_company if g.job.fits(unit.job)]
            if same and not (unit.starts and made_again(unit, same[-1])):
                return Verdict(same[-1])
            elsewhere = bool(same) or any(g.job == unit.job for g in self.groups.by_company(unit.employer))
            unnamed = [g for g in same_company if not g.job]
            fitting = unnamed or ([] if elsewhere else self._replied_to(unit, tied))
            if len(fitting) == 1:
                return Verdict(fitting[0])
            if elsewhere or unit.starts or unit.apart:
                return self._by_name(unit, self.groups.by_company(unit.employer))
        if len(tied) == 1:
            return Verdict(tied[0])
        fitting = [g for g in same_company if not unit.job or unit.job.fits(g.job)]
        if len(fitting) == 1:
            return Verdict(fitting[0])
        return Verdict(candidates=tuple(tied), why=Why("thread_of_several"))

    def _replied_to(self, unit: Unit, tied: Sequence[Group]) -> list[Group]:
        """What the employer says in the thread of a role is of that role, however they write their own name.

        So is the first confirmation that comes back on an application sent by mail, however they write the role.
        """
        if unit.outgoing or unit.apart:
            return []
        same_role = [g for g in tied if g.job.fits(unit.job)]
        awaiting = [
            g for g in tied if Kind.APPLICATION_SENT in g.kinds and Kind.APPLICATION_CONFIRMATION not in g.kinds
        ]
        return same_role or (awaiting if unit.starts else [])

    def _by_name(self, unit: Unit, at_company: Sequence[Group]) -> Verdict:
        exact = [g for g in at_company if g.job == unit.job]
        standing = [g for g in exact if g.open_at(unit.at)]
        if standing:
            anew = unit.starts and unit.at - standing[-1].heard_before(unit.at) > _FORGOTTEN
            return Verdict(opens=True) if anew else Verdict(standing[-1])
        fitting = [g for g in at_company or self._kin(unit) if g.job.fits(unit.job) and g not in exact]
        open_still = [g for g in fitting if g.open_at(unit.at) and (not unit.starts or echoes(unit, g))]
        if len(open_still) == 1:
            return Verdict(open_still[0])
        if exact or fitting:
            return self._ended(unit, exact or fitting, open_still)
        return self._other_role(unit, at_company)

    def _ended(self, unit: Unit, ended: Sequence[Group], open_still: Sequence[Group]) -> Verdict:
        """Made again after the end it is a new application; anything else is a late word on the old one."""
        if unit.starts:
            return Verdict(opens=True)
        if unit.outreach:
            return self._open(unit, (), "")
        if open_still:
            return Verdict(candidates=tuple(open_still), why=Why("roles_fit"))
        if len({g.job for g in ended}) == 1:
            return Verdict(ended[-1])
        return Verdict(candidates=tuple(ended), why=Why("roles_ended"))

    def _other_role(self, unit: Unit, at_company: Sequence[Group]) -> Verdict:
        unnamed = [g for g in at_company if not g.job and g.open_at(unit.at)]
        if unit.starts:
            unnamed = [g for g in unnamed if not g.kinds & unit.kinds & STARTS or echoes(unit, g)]
        if len(unnamed) == 1:
            return Verdict(unnamed[0])
        if unit.starts:
            return Verdict(opens=True)
        others = [g for g in at_company if g.open_at(unit.at)] or self._known_people(unit)
        return self._open(unit, others, Why("other_role"))

    def _kin(self, unit: Unit) -> list[Group]:
        """The applications at the writer's own employer, where its domain bears the names of both: "Acme Berlin"."""
        domains = {d for e in others_of(unit, self._own) if (d := self._addresses.employer_domain(e))}
        labels = {organisation(d).partition(".")[0] for d in domains}
        kin = [g for g in self.groups.by_domain(others_of(unit, self._own)) if bears(labels, unit) and bears(labels, g)]
        return kin or (self._silent.of_the_name(unit) if bears(labels, unit) else [])

    def _by_company(self, unit: Unit, at_company: Sequence[Group]) -> Verdict:
        if unit.outreach:
            known = [g for g in self._known_people(unit) if g.is_at(unit.employer)]
            return Verdict(known[0]) if known else self._open(unit, (), "")
        at_company = at_company or self._kin(unit)
        standing = [g for g in at_company if g.open_at(unit.at)]
        if len(standing) == 1:
            return Verdict(standing[0])
        if standing:
            people = self._company
            met = people.of_booking(unit, standing) or people.of_meeting(unit, standing)
            met = (
                met or people.in_touch(unit, standing) or (people.left_over(unit, standing) if self._all_told else None)
            )
            if met:
                return Verdict(met)
            if len({g.job for g in standing}) == 1 and standing[0].job:
                return Verdict(standing[-1])  # the same made again: the newest
            return Verdict(candidates=tuple(standing), why=Why("company_open"))
        if unit.starts:
            return Verdict(opens=True)
        if len(at_company) == 1:
            return Verdict(at_company[0])
        if at_company:
            return Verdict(candidates=tuple(at_company), why=Why("company_ended"))
        return self._open(unit, self._known_people(unit), Why("other_company"))

    def _open(self, unit: Unit, others: Sequence[Group], why: str) -> Verdict:
        """Open one where the unit proves it; `others` are held then, for the message may be theirs."""
        if unit.outreach:
            answered = self._answered.get(unit.thread)
            return Verdict(opens=True) if answered and answered > unit.at else _NOTHING
        if unit.opens:
            return Verdict(opens=True, candidates=tuple(others), why=why)
        if len(others) == 1 and not unit.job:
            return Verdict(others[0])
        return Verdict(candidates=tuple(others), why=Why("application_unknown"))

    def _by_person(self, unit: Unit) -> Verdict:
        """No company is told: the people must prove it."""
        if unit.outreach:
            return self._open(unit, (), "")
        emails = others_of(unit, self._own)
        for known in (self.groups.by_person(emails), self.groups.by_domain(emails)):
            fitting = [g for g in known if not (unit.job and g.job) or g.job.fits(unit.job)]
            standing = [g for g in fitting if g.open_at(unit.at)]
            if len(known) == 1 and len(fitting) == 1:
                return self._at(fitting[0], unit)
            if len(standing) == 1 and standing[0].job.fits(unit.job):
                return Verdict(standing[0])
            if known:
                return Verdict(candidates=tuple(fitting or known), why=Why("writer_of_several"))
        if booked := self._company.of_booking(unit, [g for g in self.groups.all if g.open_at(unit.at)]):
            return Verdict(booked)
        if Kind.APPLICATION_SENT in unit.kinds:
            return self._open(unit, (), "")
        same_role = [g for g in self.groups.all if g.job.fits(unit.job)]
        if unit.job and not same_role:
            return self._open(unit, (), "")
        if unit.telling:
            return Verdict(candidates=tuple(same_role), why=Why("nobody_known"))
        return _NOTHING

    def _at(self, group: Group, unit: Unit) -> Verdict:
        candidates = self._company.where_open(group, unit.at)
        if unit.job or len(candidates) == 1 or self._company.in_touch(unit, candidates) is group:
            return Verdict(group)
        return Verdict(candidates=candidates, why=Why("company_open"))

    def _known_people(self, unit: Unit) -> list[Group]:
        person = self.groups.by_person(others_of(unit, self._own))
        return [g for g in person if g.open_at(unit.at)] if len(person) == 1 else []
