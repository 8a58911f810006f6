"""What matching says of a unit: where it goes, or among which applications it cannot decide."""

from __future__ import annotations

from dataclasses import dataclass

from watcher.timeline.groups import Group
from watcher.timeline.units import Unit


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
