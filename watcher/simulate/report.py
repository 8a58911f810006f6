"""The outcome of searches as numbers: for `--json`, and against the targets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from watcher.simulate.run import Outcome
from watcher.simulate.score import counts

PRECISION, RECALL = 0.995, 0.98
"""The least that grouping must reach, as pairs of messages."""


def reached(outcome: Outcome) -> bool:
    """Whether a search met every target."""
    grouping = outcome.grouping
    return not outcome.violations and grouping.precision >= PRECISION and grouping.recall >= RECALL


def outcome_json(outcome: Outcome) -> Mapping[str, Any]:
    """One search: counters, grouping, and every violation."""
    grouping = outcome.grouping
    return {
        "seed": outcome.seed,
        "reached": reached(outcome),
        "applications": outcome.applications,
        "messages": outcome.messages,
        "passes": outcome.passes,
        "in_window": dict(sorted(outcome.in_window.items())),
        "fates": dict(sorted(outcome.fates.items())),
        "wrong": {what.value: n for what, n in counts(outcome.violations).items()},
        "grouping": {
            "precision": round(grouping.precision, 5),
            "recall": round(grouping.recall, 5),
            "adjusted_rand": round(grouping.adjusted_rand, 5),
        },
        "violations": [
            {
                "what": v.what.value,
                "at": v.at.isoformat(),
                "application": v.application,
                "kind": v.kind,
                "detail": v.detail,
            }
            for v in outcome.violations
        ],
    }
