"""Names that the user gave: what else a company is called, learned of one application and true for all of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from watcher.inference.senders import organisation
from watcher.timeline.addresses import Addresses
from watcher.timeline.names import Name, company_name
from watcher.timeline.types import Fact


@dataclass(frozen=True, slots=True)
class Aliases:
    """`shown` is by spelling how the user calls a company, `same` all spellings that are one company."""

    shown: Mapping[str, str] = field(default_factory=dict)
    same: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def widened(self, name: Name) -> Name:
        """A company's name with all its spellings."""
        more = [self.same[core] for core in name.cores if core in self.same]
        return Name(name.cores.union(*more), name.marks) if more else name

    def called(self, company: str) -> str:
        """How the user calls a company that its mail calls so."""
        for _ in self.shown:  # a name may have been changed in two steps
            changed = self.shown.get(_core(company), company)
            if changed == company:
                break
            company = changed
        return company


def aliases_of(renamed: Iterable[Fact], table: Addresses) -> Aliases:
    """What renaming taught.

    Nothing is learned of a name that was changed to several, or that is a relay's: it speaks for many employers.
    """
    latest = {fact.about: fact.event for fact in renamed}
    given: dict[str, dict[str, str]] = {}
    for event in latest.values():
        old, new = _core(event.target), _core(event.company)
        if old and new and old != new and old not in _vendors(table):
            given.setdefault(old, {})[new] = event.company
    learned = {old: next(iter(news.items())) for old, news in given.items() if len(news) == 1}
    same: dict[str, frozenset[str]] = {}
    for old, (new, _) in learned.items():
        together = frozenset((old, new)) | same.get(old, frozenset()) | same.get(new, frozenset())
        same |= dict.fromkeys(together, together)
    return Aliases({old: name for old, (_, name) in learned.items()}, same)


def _core(company: str) -> str:
    return min(company_name(company).cores, default="")


def _vendors(table: Addresses) -> frozenset[str]:
    """The names of those that write for many: of "us.greenhouse-mail.io" also "greenhouse"."""
    labels = {organisation(relay.rpartition("@")[2]).partition(".")[0] for relay in table.relays}
    return frozenset(labels | {label.partition("-")[0] for label in labels})
