"""The letters of `letters/`, a whole mailbox at a time: what the rules reach on them, below which they must not fall.

Many were worded as far from any rule as life allows; they are not to be met one by one. What must never grow is what is
told wrongly.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.bench.cases import json_lines
from tests.bench.evaluate import evaluate

LETTERS = Path(__file__).parent / "letters"


@cache
def figures() -> dict[str, Any]:
    return evaluate(json_lines(LETTERS))


def test_they_are_wide() -> None:
    told = figures()
    assert told["rows"] >= 1_700
    assert told["ordinary_rows"] >= 400
    assert sum(kind["n"] > 0 for kind in told["kinds"].values()) >= 24


@pytest.mark.parametrize(
    ("group", "right", "false"),
    [
        ("typical", 0.92, 0),
        ("typical_second", 0.92, 1),
        ("typical_third", 0.89, 0),
        ("negatives_en", 0.98, 6),
        ("sent_en", 0.62, 1),
        ("machine_en", 0.54, 0),
        ("six_languages", 0.60, 1),
        ("human_en", 0.22, 0),
    ],
)
def test_what_is_right_of_a_mailbox(group: str, right: float, false: int) -> None:
    of = figures()["groups"][group]
    assert of["right"] / of["rows"] >= right, of
    assert of["told"] - of["both"] <= false, of


def test_a_rejection_or_an_offer_is_hardly_ever_told_wrongly() -> None:
    for kind in ("rejection", "offer"):
        assert figures()["kinds"][kind]["precision"] >= 0.97, figures()["kinds"][kind]
