"""Row 30: which message ended the process, told from what was in flight when it ended."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watcher.pipeline.perils import MOST, Flights, Grounded, Perils, parse, render

NAMES = ("a", "b", "c", "d")


@pytest.mark.parametrize(
    ("perils", "expected"),
    [
        (Perils(), Flights((), (NAMES,))),
        (Perils(deaths={"b": 1}), Flights((), (("a", "c", "d"), ("b",)))),
        (Perils(deaths={"b": 2, "d": 1}), Flights((), (("a", "c"), ("b",), ("d",)))),
        (Perils(deaths={"b": 3}), Flights(("b",), (("a", "c", "d"),))),
        (Perils(deaths=dict.fromkeys(NAMES, 1)), Flights((), (("a",), ("b",), ("c",), ("d",)))),
        (Perils(deaths=dict.fromkeys(NAMES, 9)), Flights(NAMES, ())),
        (Perils(deaths={"x": 3}), Flights((), (NAMES,))),
        (Perils(flying=NAMES), Flights((), (("a",), ("b",), ("c",), ("d",)))),
    ],
)
def test_row_30_the_unsuspected_fly_together_and_suspects_alone(perils: Perils, expected: Flights) -> None:
    assert perils.landed().flights(NAMES) == expected


def read(kept: str | None, names: Sequence[str], killers: frozenset[str]) -> tuple[str, bool, set[str]]:
    """One process over a batch: what is kept, whether it lived, and what it read."""
    done: set[str] = set()
    perils = parse(kept).landed()
    for group in perils.flights(names).groups:
        perils = perils.begun(group)
        if killers & set(group):
            return render(perils), False, done
        done |= set(group)
        perils = perils.ended()
    return render(perils), True, done


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text("abcdefgh", min_size=1, max_size=2), unique=True, min_size=1, max_size=12), st.data())
def test_row_30_every_killer_is_found_by_its_third_death_and_all_else_is_read(names: list[str], data: object) -> None:
    assert isinstance(data, st.DataObject)
    killers = frozenset(data.draw(st.lists(st.sampled_from(names), max_size=3)))
    kept, lived, done, deaths = None, False, set[str](), 0
    while not lived:
        kept, lived, done = read(kept, names, killers)
        deaths += not lived
        assert deaths <= 1 + (MOST - 1) * len(killers)
    assert done == set(names) - killers
    kept, lived, done = read(kept, names, killers)
    assert lived
    assert done == set(names) - killers


def test_row_30_what_came_back_is_suspected_no_more() -> None:
    perils = Perils(deaths={"a": 2, "b": 1}).begun(["a"]).ended()
    assert perils == Perils(deaths={"b": 1})


def test_row_30_what_is_left_out_is_remembered_once() -> None:
    found = Grounded("INBOX", "7", "2026-03-02T09:00:00+00:00")
    perils = Perils(deaths={"a": 3}).ground(found).ground(found)
    assert perils.grounded == (found,)
    assert parse(render(perils)) == perils


@pytest.mark.parametrize("text", [None, "", "[]", "7", '{"flying": 3}', '{"deaths": {"a": "b"}}', '{"grounded": [{}]}'])
def test_row_30_what_cannot_be_understood_is_nothing(text: str | None) -> None:
    assert parse(text) == Perils()
