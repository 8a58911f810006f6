"""What the user corrected: entries that speak of a message, win over inference, and are themselves never changed.

An entry's `about` is the identity of a message (or the id of another entry), its event's `target` says what is to be
done. The latest entry about one thing counts, so each is taken back by a further one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from watcher.inference import Kind
from watcher.timeline.types import Fact

NEW, NONE, UNDO = "new", "none", "undo"
"""Targets of a move that name no fact: an application of its own; no application; as inference has it."""
_KINDS = frozenset((Kind.MOVED,))


@dataclass(frozen=True, slots=True)
class Corrections:
    """What holds now. `moved` maps an identity to a fact of the application where it belongs, to NEW, or to NONE."""

    moved: Mapping[str, str] = field(default_factory=dict)


def split_corrections(entered: Iterable[Fact]) -> tuple[list[Fact], Corrections]:
    """The entries that are facts of an application, and what the others say together."""
    every = list(entered)
    facts = [f for f in every if f.event.kind not in _KINDS]
    said = sorted((f for f in every if f.event.kind in _KINDS), key=lambda f: (f.event.occurred_at, f.id))
    moved = {f.about: f.event.target for f in said if f.event.kind is Kind.MOVED}
    return facts, Corrections({about: target for about, target in moved.items() if target != UNDO})
