"""How well mail was put together: pairs of messages, and the adjusted Rand index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from math import comb


@dataclass(frozen=True, slots=True)
class Grouping:
    """Pairs of messages: in both groupings, in the found one, in the true one, and of all messages."""

    both: int
    found: int
    true: int
    every: int

    @property
    def precision(self) -> float:
        """Of the pairs put together, how many belong together."""
        return self.both / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Of the pairs that belong together, how many were put together."""
        return self.both / self.true if self.true else 1.0

    @property
    def adjusted_rand(self) -> float:
        """The adjusted Rand index (Hubert and Arabie, 1985): 1 for the same grouping, 0 for one by chance."""
        chance = self.found * self.true / self.every if self.every else 0.0
        most = (self.found + self.true) / 2
        return (self.both - chance) / (most - chance) if most != chance else 1.0


def compare(true: Mapping[str, Hashable], found: Mapping[str, Hashable]) -> Grouping:
    """Compare two groupings of messages, each by its Message-ID; what one does not hold is there by itself."""
    names = true.keys() | found.keys()
    pairs = [(true.get(n, ("alone", n)), found.get(n, ("alone", n))) for n in names]
    return Grouping(
        both=_pairs(Counter(pairs)),
        found=_pairs(Counter(f for _, f in pairs)),
        true=_pairs(Counter(t for t, _ in pairs)),
        every=comb(len(names), 2),
    )


def _pairs(sizes: Counter[Hashable]) -> int:
    return sum(comb(n, 2) for n in sizes.values())
