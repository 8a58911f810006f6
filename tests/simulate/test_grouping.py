"""Figures of grouping: small cases by hand, and what holds for all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.simulate.grouping import compare


@pytest.mark.parametrize(
    ("true", "found", "precision", "recall", "rand"),
    [
        ({"a": 1, "b": 1, "c": 2}, {"a": "x", "b": "x", "c": "y"}, 1.0, 1.0, 1.0),
        ({"a": 1, "b": 1, "c": 2}, {"a": "x", "b": "x", "c": "x"}, 1 / 3, 1.0, 0.0),
        ({"a": 1, "b": 1, "c": 2}, {"a": "x"}, 1.0, 0.0, 0.0),
        ({"a": 1, "b": 1}, {"a": "x", "b": "x", "noise": "x"}, 1 / 3, 1.0, 0.0),
        # Hubert and Arabie's index by hand: 2 pairs in both, 4 found, 4 true, 15 in all.
        (
            {"a": 1, "b": 1, "c": 1, "d": 2, "e": 2, "f": 3},
            {"a": 1, "b": 1, "c": 2, "d": 2, "e": 2, "f": 3},
            0.5,
            0.5,
            (2 - 16 / 15) / (4 - 16 / 15),
        ),
        ({}, {}, 1.0, 1.0, 1.0),
    ],
)
def test_figures(true: dict[str, int], found: dict[str, object], precision: float, recall: float, rand: float) -> None:
    figures = compare(true, {name: str(group) for name, group in found.items()})
    assert figures.precision == pytest.approx(precision)
    assert figures.recall == pytest.approx(recall)
    assert figures.adjusted_rand == pytest.approx(rand)


GROUPINGS = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(0, 4))


@given(GROUPINGS)
def test_a_grouping_agrees_with_itself(grouping: dict[str, int]) -> None:
    figures = compare(grouping, grouping)
    assert (figures.precision, figures.recall, figures.adjusted_rand) == (1.0, 1.0, 1.0)


@given(GROUPINGS, GROUPINGS)
def test_the_index_is_symmetric_and_at_most_one(one: dict[str, int], other: dict[str, int]) -> None:
    assert compare(one, other).adjusted_rand == pytest.approx(compare(other, one).adjusted_rand)
    assert compare(one, other).adjusted_rand <= 1.0
    assert compare(one, other).precision == compare(other, one).recall
