"""Which message ended the process while it was read? A rule over what was in flight when it ended. Pure.

What is about to be read is written down first, and taken off afterwards. What still stands there at the next start was
in flight when the process died. Messages fly together; those that were in flight at a death then fly one by one, so
that the next death names its message; the third death of a message in flight grounds it for good.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace

MOST = 3
"""Deaths after which a message is left out: one may be the power, two an impatient user."""


@dataclass(frozen=True, slots=True)
class Grounded:
    """A message that is read no more. `at` is when that was found, in ISO 8601."""

    mailbox: str
    uid: str
    at: str


@dataclass(frozen=True, slots=True)
class Flights:
    """How a batch is read: the names that are `grounded`, and `groups`, each of which flies by itself."""

    grounded: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Perils:
    """One account's: the names `flying` now, `deaths` by name of those that flew at one, and what was grounded."""

    flying: tuple[str, ...] = ()
    deaths: Mapping[str, int] = field(default_factory=dict)
    grounded: tuple[Grounded, ...] = ()

    def landed(self) -> Perils:
        """As it is found before anything flies: whatever still flies died with its process."""
        deaths = dict(self.deaths)
        for name in self.flying:
            deaths[name] = deaths.get(name, 0) + 1
        return replace(self, flying=(), deaths=deaths)

    def flights(self, names: Sequence[str]) -> Flights:
        """How these messages are to be read: the unsuspected together, then the suspects one by one."""
        grounded = tuple(name for name in names if self.deaths.get(name, 0) >= MOST)
        together = tuple(name for name in names if name not in self.deaths)
        suspects = dict.fromkeys(name for name in names if 0 < self.deaths.get(name, 0) < MOST)
        groups = ((together,) if together else ()) + tuple((name,) for name in suspects)
        return Flights(grounded, groups)

    def begun(self, group: Sequence[str]) -> Perils:
        """These are about to be read."""
        return replace(self, flying=tuple(group))

    def ended(self) -> Perils:
        """What flew came back, and is suspected no more."""
        deaths = {name: count for name, count in self.deaths.items() if name not in self.flying}
        return replace(self, flying=(), deaths=deaths)

    def ground(self, found: Grounded) -> Perils:
        """Remember one that is left out, once."""
        if any((one.mailbox, one.uid) == (found.mailbox, found.uid) for one in self.grounded):
            return self
        return replace(self, grounded=(*self.grounded, found))


def parse(text: str | None) -> Perils:
    """What `render` wrote; nothing where it was another program's."""
    try:
        told = json.loads(text or "{}")
        return Perils(
            tuple(told.get("flying", ())),
            {str(name): int(count) for name, count in told.get("deaths", {}).items()},
            tuple(Grounded(**one) for one in told.get("grounded", ())),
        )
    except (ValueError, TypeError, AttributeError):
        return Perils()


def render(perils: Perils) -> str:
    """The form in which it is kept."""
    return json.dumps(asdict(perils), sort_keys=True, separators=(",", ":"))
