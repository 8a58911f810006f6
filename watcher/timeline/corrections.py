"""What the user corrected: entries that speak of messages, win over inference, and are themselves never changed.

An entry's `about` is the identity of a message or the id of another entry (or a fact id, where a message speaks of
several applications), its event's `target` says what is to be done, and `sources` names further messages. An
application is meant by what it held when that was said: by `about`, or where that is gone, or the user has moved it
since, by the first of `sources` that is known. ::

    moved        a message, and `sources` with it, to the application of `target` (a fact id), to NEW, NONE or ASIDE
    reopened     what ended the application, named in `sources`, ended nothing
    merged       the application of `about` is that of `target` (a fact id); in `sources` what follows after `target`
                 stands for it
    renamed      the application is called as the event says; `target` is the company as its mail has it
    ignored      received mail of `target` (an address, "@domain", or a List-Id) is none of the job search
    contact_set  mails of the application go to the event's only person; without one, to whom inference has it
    undone       the entry `about`, of whatever kind, was never made

Of two about one thing the later one counts, so each is taken back by a further one, or undone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from watcher.inference import Kind
from watcher.timeline.types import Correction, Envelope, Fact

NEW, NONE, UNDO = "new", "none", "undo"
"""Targets of a move that name no fact: an application of its own; no application; as inference has it."""
ASIDE = "aside"
"""As NONE, and so is whatever answers it."""
CORRECTIONS = frozenset(
    (Kind.MOVED, Kind.REOPENED, Kind.MERGED, Kind.RENAMED, Kind.IGNORED, Kind.CONTACT_SET, Kind.UNDONE)
)
"""The kinds of entries that are no facts."""


@dataclass(frozen=True, slots=True)
class Corrections:
    """What holds now.

    `moved` maps a message (or fact id, or entry) to a fact of the application where it belongs, to NEW, NONE or ASIDE.
    `reopened` are the ends that ended nothing, `senders` the targets of what is ignored. `merged`, `renamed` and
    `contacts` are entries, oldest first. `said` is every correction, in force or not; `entered` every entry by its id.
    """

    moved: Mapping[str, str] = field(default_factory=dict)
    reopened: frozenset[str] = frozenset()
    senders: frozenset[str] = frozenset()
    merged: tuple[Fact, ...] = ()
    renamed: tuple[Fact, ...] = ()
    contacts: tuple[Fact, ...] = ()
    said: tuple[Correction, ...] = ()
    entered: Mapping[str, Fact] = field(default_factory=dict)


def split_corrections(entered: Iterable[Fact]) -> tuple[list[Fact], Corrections]:
    """The entries that are facts of an application, and what the others say together."""
    every = list(entered)
    undone = _undone(every)
    held = [f for f in every if f.id not in undone]
    places = _places(held)
    held = [bound for f in held if (bound := _bound(f, places)) is not None]
    by_kind: dict[Kind, list[Fact]] = {kind: [] for kind in CORRECTIONS}
    for fact in sorted(held, key=_when):
        if fact.event.kind in by_kind:
            by_kind[fact.event.kind].append(fact)
    reopened = frozenset(end for f in by_kind[Kind.REOPENED] for end in f.event.sources)
    facts = [
        f for f in held if f.event.kind not in CORRECTIONS and not (f.event.kind is Kind.CLOSED and f.id in reopened)
    ]
    said = sorted((f for f in every if f.event.kind in CORRECTIONS), key=_when)
    return facts, Corrections(
        moved=_moved(by_kind[Kind.MOVED]),
        reopened=reopened,
        senders=frozenset(f.event.target for f in by_kind[Kind.IGNORED]),
        merged=tuple(by_kind[Kind.MERGED]),
        renamed=tuple(by_kind[Kind.RENAMED]),
        contacts=tuple(by_kind[Kind.CONTACT_SET]),
        said=tuple(Correction(f, f.id not in undone and f.event.kind is not Kind.UNDONE) for f in said),
        entered={f.id: f for f in every},
    )


def in_force(entered: Sequence[Fact]) -> list[Fact]:
    """The entries that were not taken back, in the given order, without those that take back."""
    undone = _undone(entered)
    return [f for f in entered if f.id not in undone and f.event.kind is not Kind.UNDONE]


def is_from(envelope: Envelope, targets: frozenset[str]) -> bool:
    """It was received from one of these: an address, "@domain" with all below it, or a List-Id."""
    if envelope.outgoing or not targets:
        return False
    return envelope.list_id in targets or (envelope.from_ is not None and covers(targets, envelope.from_.email))


def covers(targets: frozenset[str], email: str) -> bool:
    """One of these is the address, or "@domain" of it."""
    labels = email.rpartition("@")[2].split(".")
    return email in targets or any("@" + ".".join(labels[start:]) in targets for start in range(len(labels)))


def _when(fact: Fact) -> tuple[object, str]:
    return fact.event.occurred_at, fact.id


def _undone(entered: Iterable[Fact]) -> set[str]:
    """The entries that were taken back. One that takes back may be taken back too, by a later one."""
    undone: set[str] = set()
    for fact in sorted((f for f in entered if f.event.kind is Kind.UNDONE), key=_when, reverse=True):
        if fact.id not in undone:
            undone.add(fact.about)
    return undone


def _places(held: Iterable[Fact]) -> Mapping[str, datetime]:
    """When the user last said of a message where it belongs."""
    places: dict[str, datetime] = {}
    for fact in held:
        if fact.event.kind is Kind.MOVED and fact.event.target != UNDO:
            for source in (fact.about, *fact.event.sources):
                places[source] = max(fact.event.occurred_at, places.get(source, fact.event.occurred_at))
    return places


def _bound(entry: Fact, places: Mapping[str, datetime]) -> Fact | None:
    """The entry by what still stands for its application: not by what the user has moved since.

    None where one side of what was merged is moved away altogether.
    """
    event = entry.event
    if not (places and event.sources) or event.kind in (Kind.MOVED, Kind.REOPENED):
        return entry

    def stays(name: str) -> bool:
        moved = [places[one] for one in (name, source_of(name)) if one in places]
        return all(moment <= event.occurred_at for moment in moved)

    if event.kind is not Kind.MERGED:
        mine = [name for name in (entry.about, *event.sources) if stays(name)]
        return replace(entry, about=mine[0], event=replace(event, sources=tuple(mine[1:]))) if mine else entry
    merged, into = ([name for name in side if stays(name)] for side in sides(entry))
    if not (merged and into):
        return None
    return replace(entry, about=merged[0], event=replace(event, target=into[0], sources=(*merged[1:], *into)))


def sides(merged: Fact) -> tuple[list[str], list[str]]:
    """By which facts to find what was merged, and what it was merged into."""
    names = [merged.about, *merged.event.sources]
    cut = names.index(merged.event.target) if merged.event.target in names else len(names)
    return names[:cut], names[cut:] or [merged.event.target]


def source_of(fact_id: str) -> str:
    """The message (its identity) or entry that a fact is of."""
    return fact_id.rpartition("#")[0] or fact_id


def _moved(entries: Iterable[Fact]) -> dict[str, str]:
    moved: dict[str, str] = {}
    for fact in entries:
        target = fact.event.target
        moved[fact.about] = target
        # Several that are moved to an application of their own go there together.
        moved |= dict.fromkeys(fact.event.sources, fact.about if target == NEW else target)
    return {source: target for source, target in moved.items() if target != UNDO}
