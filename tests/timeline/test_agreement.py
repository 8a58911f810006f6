"""The figures of grouping, by hand on small partitions."""

from __future__ import annotations

from collections.abc import Hashable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.timeline.agreement import Agreement, agreement


def parts(text: str) -> dict[Hashable, Hashable]:
    return {index: letter for index, letter in enumerate(text) if letter != "."}


@pytest.mark.parametrize(
    ("truth", "found", "expected"),
    [
        ("aabb", "xxyy", Agreement(4, 1.0, 1.0, 1.0)),
        ("aabb", "xxxx", Agreement(4, 2 / 6, 1.0, 0.0)),
        ("aabb", "wxyz", Agreement(4, 1.0, 0.0, 0.0)),
        ("aabb", "xx..", Agreement(4, 1.0, 0.5, (1 - 1 / 3) / (1.5 - 1 / 3))),
        ("aabb", "xyxy", Agreement(4, 0.0, 0.0, (0 - 4 / 6) / (2 - 4 / 6))),
        ("ab", "xy", Agreement(2, 1.0, 1.0, 1.0)),
        ("", "", Agreement(0, 1.0, 1.0, 1.0)),
    ],
)
def test_figures(truth: str, found: str, expected: Agreement) -> None:
    got = agreement(parts(truth), parts(found))
    assert got.items == expected.items
    assert got.precision == pytest.approx(expected.precision)
    assert got.recall == pytest.approx(expected.recall)
    assert got.adjusted_rand == pytest.approx(expected.adjusted_rand)


def test_what_truth_does_not_name_belongs_to_nothing() -> None:
    assert agreement({1: "a", 2: "a"}, {1: "x", 2: "x", 3: "x"}).precision == pytest.approx(1 / 3)


GROUPINGS = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(0, 4))


@given(GROUPINGS)
def test_a_grouping_agrees_with_itself(grouping: dict[Hashable, Hashable]) -> None:
    figures = agreement(grouping, grouping)
    assert (figures.precision, figures.recall, figures.adjusted_rand) == (1.0, 1.0, 1.0)


@given(GROUPINGS, GROUPINGS)
def test_the_index_is_symmetric_and_at_most_one(one: dict[Hashable, Hashable], other: dict[Hashable, Hashable]) -> None:
    assert agreement(one, other).adjusted_rand == pytest.approx(agreement(other, one).adjusted_rand)
    assert agreement(one, other).adjusted_rand <= 1.0
    assert agreement(one, other).precision == agreement(other, one).recall
