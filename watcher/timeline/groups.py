"""Applications in the making, and every index by which a later message finds its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from watcher.inference import Kind, Person, PersonRole
from watcher.timeline.addresses import Addresses
from watcher.timeline.corrections import Corrections, sides, source_of
from watcher.timeline.moves import at, is_outgoing
from watcher.timeline.names import NO_NAME, Name, company_name, role_name
from watcher.timeline.stage import Standing, standing_of, taken_back
from watcher.timeline.types import Fact, Stage
from watcher.timeline.units import Unit, uids_of

_EARLY = timedelta(days=2)
_ABOUT_TIME = frozenset((Kind.INTERVIEW_INVITE, Kind.INTERVIEW_SCHEDULED, Kind.INTERVIEW_RESCHEDULED))


@dataclass(slots=True, eq=False)
class Group:
    """One application being put together. `number` is its place in the order of opening.

    `given_employer` and `given_job` are the names that the user gave it, NO_NAME where its mail's own stand.
    """

    number: int
    company: str = ""
    role: str = ""
    employer: Name = NO_NAME
    job: Name = NO_NAME
    given_employer: Name = NO_NAME
    given_job: Name = NO_NAME
    facts: list[Fact] = field(default_factory=list)
    kinds: set[Kind] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    partners: set[str] = field(default_factory=set)
    own_messages: set[str] = field(default_factory=set)
    standing: Standing = field(default_factory=lambda: Standing(Stage.APPLIED))

    def open_at(self, moment: datetime) -> bool:
        """Whether it had begun by `moment`, a day or two allowed for, and had not ended before."""
        end = self.standing.ended_by
        begun = not self.facts or at(self.facts[0]) <= moment + _EARLY
        return begun and (end is None or at(end) >= moment)

    def is_at(self, employer: Name) -> bool:
        """It is at this company, by the name in its mail or by the one that the user gave it."""
        return self.employer.fits(employer) or self.given_employer.fits(employer)

    def heard_before(self, moment: datetime) -> datetime:
        """The last word or interview of it until `moment`; that itself where nothing was."""
        told = (t for f in self.facts for t in (at(f), f.event.starts_at) if t is not None and t <= moment)
        return max(told, default=moment)

    def inviting(self, moment: datetime) -> set[str]:
        """Who, by name, asked for a talk for which they fixed no time yet; that the user named one fixes none."""
        said = [f for f in self.facts if at(f) <= moment and f.event.kind in _ABOUT_TIME and not is_outgoing(f)]
        if not said or said[-1].event.kind is not Kind.INTERVIEW_INVITE:
            return set()
        envelope = said[-1].envelope
        writer = [envelope.from_.name] if envelope and envelope.from_ else []
        return {" ".join(n.casefold().split()) for n in (*writer, *(p.name for p in said[-1].event.people)) if " " in n}


class Groups:
    """All groups with their indexes. Everything is kept in order of opening, so that the outcome is fixed."""

    def __init__(self, addresses: Addresses, own: frozenset[str], corrections: Corrections) -> None:
        self.all: list[Group] = []
        self._reopened = corrections.reopened
        self._renamed = {source_of(f.about): f for f in corrections.renamed}
        self._merged = corrections.merged
        self._merging = {source_of(name) for f in self._merged for name in (f.about, f.event.target, *f.event.sources)}
        self._into: dict[int, Group] = {}
        self._addresses = addresses
        self._own = own
        self._thread: dict[str, list[Group]] = {}
        self._message: dict[str, list[Group]] = {}
        self._uid: dict[str, list[Group]] = {}
        self._company: dict[str, list[Group]] = {}
        self._person: dict[str, list[Group]] = {}
        self._domain: dict[str, list[Group]] = {}
        self._fact: dict[str, Group] = {}
        self._source: dict[str, Group] = {}
        self._domains: dict[str, str] = {}

    def open(self) -> Group:
        """A new group, with nothing in it."""
        group = Group(len(self.all))
        self.all.append(group)
        return group

    def add(self, group: Group, unit: Unit) -> None:
        """Put a unit into a group, and let it be found by all that the unit tells."""
        _insert(group, [taken_back(f) if _named(f, self._reopened) else f for f in unit.facts])
        for fact in unit.facts:
            self._fact[fact.id] = group
            self._source.setdefault(source_of(fact.id), group)
        self._name(group, unit)
        if (given := self._renamed.get(unit.source)) and self.by_fact(given.about) is group:
            self._call(group, given)
        if unit.source in self._merging:
            self._merge()
        for uid in uids_of(unit):
            _note(self._uid, uid, group)
        if unit.envelope is not None and not unit.untrusted:
            _note(self._thread, unit.thread, group)
            if unit.envelope.message_id:
                _note(self._message, unit.envelope.message_id, group)
                if unit.outgoing:
                    group.own_messages.add(unit.envelope.message_id)
        self._know_people(group, unit)

    def _name(self, group: Group, unit: Unit) -> None:
        """Call it as its first mail that tells a name; what later ones tell besides is learned."""
        if not group.employer and unit.employer:
            group.company, group.employer = unit.company, unit.employer
            for core in sorted(unit.employer.cores):
                _note(self._company, core, group)
        elif unit.employer.fits(group.employer):
            if unit.company.replace(" ", "").casefold() == group.company.casefold() and " " in unit.company:
                group.company = unit.company  # a domain's "Acmefoods" as its own people write it
            group.employer = group.employer.joined(unit.employer)
        if not group.job and unit.job and (not unit.employer or unit.employer.fits(group.employer)):
            group.role, group.job = unit.role, unit.job
        elif unit.job.fits(group.job):
            group.job = group.job.joined(unit.job)

    def _call(self, group: Group, given: Fact) -> None:
        """Let it be found by the names that the user gave it, beside those of its mail."""
        employer, job = company_name(given.event.company), role_name(given.event.role)
        if employer and not group.employer.fits(employer):
            group.given_employer = employer
            group.employer = group.employer or employer
            for core in sorted(employer.cores):
                _note(self._company, core, group)
        if job and job != group.job:
            group.given_job = job
            group.job = group.job or job

    def _merge(self) -> None:
        """Follow what the user merged, as far as it is known yet."""
        self._into.clear()
        for entry in self._merged:
            merged, into = (self._first(side) for side in sides(entry))
            if merged and into and self.root(merged) is not self.root(into):
                self._into[self.root(merged).number] = self.root(into)

    def root(self, group: Group) -> Group:
        """The group that it was merged into; itself where it was not."""
        while group.number in self._into:
            group = self._into[group.number]
        return group

    def as_written(self, unit: Unit) -> Unit:
        """A unit that names the role as the user does, under the name that it has in the application's mail."""
        if not (unit.employer and unit.job):
            return unit
        known = self.by_company(unit.employer)
        given = [g for g in known if unit.job.fits(g.given_job)]
        exact = any(g.job == unit.job for g in known)
        return replace(unit, job=given[-1].job) if given and not exact else unit

    def by_fact(self, fact_id: str) -> Group | None:
        """The group that holds a fact or message; where better rules count its events anew, that of the message."""
        return self._fact.get(fact_id) or self._source.get(source_of(fact_id)) or self._source.get(fact_id)

    def bound(self, entry: Fact) -> Group | None:
        """The group that an entry speaks of: by its `about`, or where that is gone by what else it names."""
        return self._first((entry.about, *entry.event.sources))

    def _first(self, names: Iterable[str]) -> Group | None:
        known = (self.by_fact(name) for name in names)
        return next((g for g in known if g is not None), None)

    def by_thread(self, unit: Unit) -> list[Group]:
        """The groups of a unit's thread; of several the one whose message it answers most nearly, if that is one."""
        groups = self._thread.get(unit.thread, [])
        if len(groups) <= 1 or unit.envelope is None:
            return groups
        nearest = (self._message.get(p, []) for p in reversed(unit.envelope.parents))
        return next((g for g in nearest if len(g) == 1), groups)

    def by_uid(self, unit: Unit) -> list[Group]:
        """The groups that hold one of a unit's calendar UIDs."""
        return _merged(self._uid.get(uid, []) for uid in sorted(uids_of(unit)))

    def by_company(self, employer: Name) -> list[Group]:
        """The groups of a company."""
        known = _merged(self._company.get(core, []) for core in employer.cores)
        return [g for g in known if g.is_at(employer)]

    def by_person(self, emails: Iterable[str]) -> list[Group]:
        """The groups in which one of these humans is known."""
        return _merged(self._person.get(e, []) for e in emails)

    def by_domain(self, emails: Iterable[str]) -> list[Group]:
        """The groups of the employers whose own domain one of these addresses has."""
        return _merged(self._domain.get(d, []) for e in emails if (d := self.employer_domain(e)))

    def employer_domain(self, email: str) -> str:
        """As `Addresses.employer_domain`, asked once."""
        if (known := self._domains.get(email)) is None:
            known = self._domains[email] = self._addresses.employer_domain(email)
        return known

    def answers(self, unit: Unit) -> bool:
        """It answers, directly, a message that a group holds."""
        return unit.envelope is not None and any(p in self._message for p in unit.envelope.parents[-1:])

    def has_person(self, group: Group, emails: Iterable[str]) -> bool:
        """One of these is a person known in the group, or of its employer's own domain; no team, no machine."""
        table = self._addresses
        people = [e for e in emails if not (table.is_role(e) or table.is_no_reply(e) or table.is_relay(e))]
        return group in self.by_person(people) or group in self.by_domain(people)

    def _know_people(self, group: Group, unit: Unit) -> None:
        """Remember who is human in this message: who wrote it, whom the user wrote to, whom it names."""
        if unit.envelope is None or unit.untrusted or unit.returned:
            return
        e, inference = unit.envelope, unit.seen.inference if unit.seen else None
        verified = all(f.event.verified for f in unit.facts)
        if e.outgoing:
            written = [a.email for a in (*e.to, *e.cc)]
            group.addresses.update(written)
            group.partners.update(written)
            self._know(group, written)
        elif e.from_ is not None:
            group.addresses.update(a.email for a in (e.from_, *e.reply_to))
            if verified and inference is not None and inference.human:
                self._know(group, [e.from_.email])
                group.partners.add(e.from_.email)
        if verified:
            people = people_of(unit)
            group.names.update(full_names(unit))
            named = [p.email for p in people if p.email and p.reachable and p.role is not PersonRole.ROLE_ADDRESS]
            group.addresses.update(named)
            self._know(group, named)

    def _know(self, group: Group, emails: Iterable[str]) -> None:
        table = self._addresses
        for email in emails:
            if not email or email in self._own or table.is_relay(email) or table.is_no_reply(email):
                continue
            if domain := self.employer_domain(email):
                _note(self._domain, domain, group)
            if not table.is_role(email):
                _note(self._person, email, group)


def _named(fact: Fact, among: Collection[str]) -> bool:
    return fact.id in among or source_of(fact.id) in among


def people_of(unit: Unit) -> tuple[Person, ...]:
    """All whom a message names."""
    named = unit.seen.inference.people if unit.seen else ()
    return (*(p for f in unit.facts for p in f.event.people), *named)


def full_names(unit: Unit) -> set[str]:
    """The names of at least two words of the people whom a message names, and of the person who wrote it."""
    e, human = unit.envelope, unit.seen is not None and unit.seen.inference.human
    shown = [e.from_.name] if e is not None and e.from_ is not None and human and not e.outgoing else []
    named = [p.name for p in people_of(unit) if p.role is not PersonRole.ROLE_ADDRESS]
    people = (name for name in (*shown, *named) if not company_name(name).fits(unit.employer))
    return {name for each in people if " " in (name := " ".join(each.casefold().split()))}


def _insert(group: Group, facts: Iterable[Fact]) -> None:
    """Add facts in order of time; the standing follows, anew where one came late."""
    for fact in facts:
        late = bool(group.facts) and order(fact) < order(group.facts[-1])
        group.facts.append(fact)
        group.kinds.add(fact.event.kind)
        if late:
            group.facts.sort(key=order)
            group.standing = standing_of(group.facts)
        else:
            group.standing = group.standing.after(fact)


def order(fact: Fact) -> tuple[datetime, str, int, str]:
    """The order of a timeline: by time, then by message, then as the message tells it."""
    source, _, number = fact.id.rpartition("#")
    return at(fact), source, int(number) if number.isdecimal() else 0, fact.id


def _note(index: dict[str, list[Group]], key: str, group: Group) -> None:
    groups = index.setdefault(key, [])
    if group not in groups:
        groups.append(group)


def _merged(lists: Iterable[list[Group]]) -> list[Group]:
    found = {g.number: g for groups in lists for g in groups}
    return [found[number] for number in sorted(found)] if found else []
