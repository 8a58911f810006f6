"""How well mail is put together to applications: over years of mail with known truth. `make grouping` prints more."""

from __future__ import annotations

import sys

import pytest

from tests.timeline.searches import compare, search, seen, timeline
from watcher.timeline.agreement import Agreement

PRECISION = 0.995
RECALL = 0.98
SEEDS = (1, 2, 3)
APPLICATIONS = 60
YEARS = range(11, 16)
YEAR = 300


def measured(seed: int, applications: int) -> Agreement:
    letters = search(seed, applications)
    return compare(letters, timeline(seen(letters)))


def mean(found: list[Agreement]) -> tuple[float, float, float]:
    """Precision, recall and adjusted Rand index, over seeds."""
    told = [(f.precision, f.recall, f.adjusted_rand) for f in found]
    precision, recall, rand = (sum(column) / len(told) for column in zip(*told, strict=True))
    return precision, recall, rand


@pytest.mark.slow_first
def test_mail_is_put_together_as_it_belongs() -> None:
    precision, recall, _ = mean([measured(seed, APPLICATIONS) for seed in SEEDS])
    assert precision >= PRECISION
    assert recall >= RECALL


def main() -> int:
    """Print the figures of whole years; 1 where they miss the targets."""
    found = []
    for seed in YEARS:
        found.append(measured(seed, YEAR))
        print(f"seed {seed}: {found[-1]}")  # noqa: T201
    precision, recall, rand = mean(found)
    print(f"mean: precision {precision:.4f}, recall {recall:.4f}, adjusted Rand index {rand:.4f}")  # noqa: T201
    return int(precision < PRECISION or recall < RECALL)


if __name__ == "__main__":
    sys.exit(main())
