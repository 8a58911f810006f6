"""Messages that name no event: their thread or their people may tie them to an application."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from watcher.inference import Kind
from watcher.reading import Automatic
from watcher.timeline.addresses import Addresses
from watcher.timeline.corrections import ASIDE, NEW, NONE
from watcher.timeline.groups import Group, Groups
from watcher.timeline.moves import at
from watcher.timeline.people import Company, others_of
from watcher.timeline.proofs import is_called, is_office, own_label
from watcher.timeline.units import Unit, implied_facts
from watcher.timeline.verdicts import Undecided

_MARKS = re.compile(r"[^\w/&+#'-]+")

Found = tuple[Group, Unit]


class Silent:
    """Finds the application of a message without events: by its thread, the human in it, or their employer."""

    def __init__(self, groups: Groups, company: Company, addresses: Addresses, own: frozenset[str]) -> None:
        self._groups = groups
        self._company = company
        self._own = own
        self._addresses = addresses
        self._own_domains = addresses.own_domains(own)

    def find(self, unit: Unit) -> Found | Undecided | None:
        """The application and the fact that the message is of it; None where it is none of the job search."""
        if unit.seen is None or unit.moved in (NONE, ASIDE):
            return None
        if unit.moved:
            return self._moved(unit)
        tied = self._groups.by_thread(unit)
        telling = unit.outgoing or unit.seen.inference.human or unit.seen.inference.if_tied
        if not tied and (unit.seen.envelope.automatic is not None or not telling):
            return None
        others = _others(unit, self._own)
        if unit.seen.envelope.automatic is not None:
            if len(tied) == 1 and self._through_list(tied[0], unit, others):
                return tied[0], _implied(unit, "through a list, in the thread")
        elif len(tied) == 1 and self._takes_part(tied[0], unit, others):
            return tied[0], _implied(unit, "in the thread")
        elif not tied:
            return self._by_people(unit, others)
        return None

    def _moved(self, unit: Unit) -> Found | Undecided | None:
        told = _implied(unit, "moved by you to be")
        group = self._groups.open() if unit.moved == NEW else self._groups.by_fact(unit.moved)
        return (group, told) if group else None

    def _by_people(self, unit: Unit, others: Sequence[str]) -> Found | Undecided | None:
        person = self._groups.by_person(others)
        if len(person) == 1 and (not unit.untrusted or not unit.outgoing):
            known = next(e for e in others if self._groups.by_person([e]))
            return self._at(person[0], unit, f"{'to' if unit.outgoing else 'from'} {known}, known")
        if not person and (at_employer := self._colleague_of(unit, others)):
            return self._at(at_employer, unit, f"from {others[0]}, at the employer's own domain")
        return None

    def _at(self, group: Group, unit: Unit, tie: str) -> Found | Undecided:
        told, candidates = _implied(unit, tie), self._company.where_open(group, unit.at)
        e = unit.envelope
        named = [g for g in candidates if e is not None and not e.outgoing and _speaks_of(e.subject, g)]
        if len(candidates) <= 1 or self._company.in_touch(unit, candidates) is group or named == [group]:
            return group, told
        return Undecided(told, candidates, "several applications at this company are open")

    def _through_list(self, group: Group, unit: Unit, others: Sequence[str]) -> bool:
        """A person's reply to the user's own message, which a company's gateway marked as list mail (RFC 2919)."""
        e = unit.envelope
        if e is None or e.outgoing or unit.untrusted or e.automatic is not Automatic.BULK:
            return False
        return not group.own_messages.isdisjoint(e.parents) and self._groups.has_person(group, others)

    def _colleague_of(self, unit: Unit, others: Sequence[str]) -> Group | None:
        """The only open application at the domain of a person who writes to the user for the first time."""
        e = unit.envelope
        if e is None or unit.outgoing or unit.untrusted or not e.own_address:
            return None
        if (unit.seen is not None and unit.seen.inference.other_matter) or (e.from_ and is_office(e.from_)):
            return None
        strangers = [o for o in others if o.rpartition("@")[2] not in self._own_domains]
        made = (g for g in self._groups.by_domain(strangers) if at(g.facts[0]) <= unit.at and g.open_at(unit.at))
        standing = list(made) or (self.of_the_name(unit) if strangers else [])
        named = [g for g in standing if _speaks_of(e.subject, g)]
        return next((some[0] for some in (standing, named) if len(some) == 1), None)

    def of_the_name(self, unit: Unit) -> list[Group]:
        """The open applications at the company whose name is the domain from which a person writes."""
        writer = unit.envelope.from_ if unit.envelope else None
        label = own_label(writer, self._addresses) if writer else ""
        open_still = (g for g in self._groups.all if g.facts and at(g.facts[0]) <= unit.at and g.open_at(unit.at))
        return [g for g in open_still if label and any(is_called(core, label) for core in g.employer.cores)]

    def _takes_part(self, group: Group, unit: Unit, others: Collection[str]) -> bool:
        """Not what the user forwards to a friend, nor the friend's reply: the employer must be on the other side."""
        if any(e in group.addresses for e in others) or group in self._groups.by_domain(others):
            return True
        return not unit.outgoing and self._groups.answers(unit)


def _speaks_of(subject: str, group: Group) -> bool:
    """The role of the application stands in the subject as it is written there."""
    return bool(group.role) and f" {group.role.casefold()} " in f" {_MARKS.sub(' ', subject.casefold())} "


def _others(unit: Unit, own: frozenset[str]) -> list[str]:
    """The other side; where a booking service writes, those whom the user will meet."""
    others = others_of(unit, own)
    if unit.seen is None or unit.outgoing or unit.seen.inference.human:
        return others
    met = [p.email for p in unit.seen.inference.people if p.email and p.email not in own]
    return [*others, *met] if unit.seen.inference.if_tied else others


def _implied(unit: Unit, tie: str) -> Unit:
    """The unit with the fact that it is, once it is tied."""
    if (seen := unit.seen) is None:
        return unit
    answers = seen.inference.human or seen.envelope.automatic is Automatic.BULK
    other = Kind.RECRUITER_REPLY if answers else Kind.STATUS_UPDATE
    kind = Kind.CANDIDATE_REPLY if unit.outgoing else other
    facts = implied_facts(seen, kind, f"{tie} of this application: {seen.envelope.subject}")
    return Unit(facts, unit.at, seen, unit.thread)
