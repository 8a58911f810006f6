"""How well messages were put together to applications, where the truth is known: figures over pairs of messages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from math import comb


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two partitions compared, over `items`: of pairs found together, and of pairs that belong together.

    `precision` is the share of the pairs found together that belong together, `recall` the share of those that belong
    together that were found, `adjusted_rand` the agreement beyond chance (Hubert and Arabie 1985): 1 where both are the
    same, about 0 by chance. Each is 1 where there is no pair to judge.
    """

    items: int
    precision: float
    recall: float
    adjusted_rand: float


def agreement(truth: Mapping[Hashable, Hashable], found: Mapping[Hashable, Hashable]) -> Agreement:
    """Compare two groupings of items; what one of them does not hold stands alone in it."""
    items = truth.keys() | found.keys()
    belongs, placed = (
        {item: ("", groups[item]) if item in groups else ("alone", item) for item in items} for groups in (truth, found)
    )
    both = _pairs(Counter((belongs[item], placed[item]) for item in items))
    true, made = _pairs(Counter(belongs.values())), _pairs(Counter(placed.values()))
    chance = true * made / comb(len(items), 2) if len(items) > 1 else 0.0
    most = (true + made) / 2
    return Agreement(
        items=len(items),
        precision=both / made if made else 1.0,
        recall=both / true if true else 1.0,
        adjusted_rand=(both - chance) / (most - chance) if most != chance else 1.0,
    )


def _pairs(sizes: Counter[Hashable]) -> int:
    return sum(comb(size, 2) for size in sizes.values())
