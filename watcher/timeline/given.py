"""What the user gave an application beside its facts: names, whom to write to; and all that they corrected of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from watcher.inference import Kind, Person
from watcher.timeline.aliases import Aliases
from watcher.timeline.corrections import Corrections, covers, is_from
from watcher.timeline.groups import Group, Groups
from watcher.timeline.types import Correction, Envelope, Fact


@dataclass(frozen=True, slots=True)
class Called:
    """An application's names as shown, the person that the user named to write to, and the corrections about it."""

    company: str
    role: str
    contact: Person | None
    corrections: tuple[Correction, ...]


class Given:
    """Finds for each application, by its root group, what the user gave it."""

    def __init__(self, corrected: Corrections, aliases: Aliases, groups: Groups) -> None:
        self._said = corrected.said
        self._aliases = aliases
        self._groups = groups
        self._entries = corrected.entered
        # A merged application keeps the name of the one that the other was merged into.
        self._renamed = {g.number: f for f in corrected.renamed if (g := groups.bound(f)) is not None}
        self._contacts = self._latest(corrected.contacts)
        self._concerned = {c.entry.id: frozenset(self._homes(c.entry)) for c in corrected.said}

    def of(self, root: Group, facts: Sequence[Fact], company: str, role: str) -> Called:
        """What the user gave the application of these facts, that its mail calls so."""
        contact = self._contacts.get(root.number)
        named = self._called(root, company, role)
        return Called(
            company=named[0],
            role=named[1],
            contact=contact.event.people[0] if contact and contact.event.people else None,
            corrections=tuple(c for c in self._said if self._concerns(c.entry, root, facts)),
        )

    def names(self, group: Group) -> tuple[tuple[str, str], ...]:
        """Company and role of a group: as its mail has them, and as it would be called by itself."""
        written = (group.company, group.role)
        return tuple(dict.fromkeys((written, self._called(group, *written))))

    def _called(self, group: Group, company: str, role: str) -> tuple[str, str]:
        named = self._renamed.get(group.number)
        company = (named.event.company if named else "") or self._aliases.called(company)
        return company, (named.event.role if named else "") or role

    def _latest(self, entries: Iterable[Fact]) -> dict[int, Fact]:
        bound = ((self._groups.bound(f), f) for f in entries)
        return {self._groups.root(g).number: f for g, f in bound if g is not None}

    def _concerns(self, entry: Fact, root: Group, facts: Iterable[Fact]) -> bool:
        if root.number in self._concerned[entry.id]:
            return True
        spoken = self._spoken(entry)
        targets = frozenset((spoken.event.target,)) if spoken.event.kind is Kind.IGNORED else frozenset[str]()
        return bool(targets) and any(f.envelope and _involves(f.envelope, targets) for f in facts)

    def _spoken(self, entry: Fact) -> Fact:
        """What an entry speaks of in the end: of one that takes back, what it took back."""
        for _ in self._said:
            if entry.event.kind is not Kind.UNDONE or entry.about not in self._entries:
                break
            entry = self._entries[entry.about]
        return entry

    def _homes(self, entry: Fact) -> Iterator[int]:
        """The applications that hold what an entry names."""
        spoken = self._spoken(entry)
        by_name = map(self._groups.by_fact, (spoken.about, spoken.event.target, *spoken.event.sources))
        # The further facts of other kinds only stand in for the first.
        each = spoken.event.kind in (Kind.MOVED, Kind.REOPENED)
        groups = by_name if each else (self._groups.bound(spoken), self._groups.by_fact(spoken.event.target))
        yield from (self._groups.root(g).number for g in groups if g is not None)


def _involves(envelope: Envelope, senders: frozenset[str]) -> bool:
    """It came from one of these, or went to one."""
    return is_from(envelope, senders) or any(covers(senders, a.email) for a in (*envelope.to, *envelope.cc))
