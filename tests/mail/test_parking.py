"""Row 17: a mailbox that is listed and cannot be opened; row 19: how much old mail is read in a day."""

from __future__ import annotations

from datetime import date

import pytest

from watcher.mail import budget, positions
from watcher.mail.budget import Spent
from watcher.mail.parking import AFTER, AGAIN, Parking

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


def test_row_17_after_three_failures_it_rests_and_is_told_of_then() -> None:
    parking = Parking()
    assert [parking.failed("A", 10.0 * n) for n in range(AFTER - 1)] == [""] * (AFTER - 1)
    assert not parking.rests("A", 20.0)
    assert "3 times in a row" in parking.failed("A", 20.0)
    assert parking.rests("A", 20.0 + AGAIN - 1)
    assert not parking.rests("B", 20.0)
    assert not parking.rests("A", 20.0 + AGAIN)


def test_row_17_one_more_failure_parks_it_again_and_a_success_forgets_all() -> None:
    parking = Parking()
    for _ in range(AFTER):
        parking.failed("A", 0.0)
    assert "4 times in a row" in parking.failed("A", AGAIN)
    assert parking.rests("A", AGAIN + 1)
    parking.opened("A")
    assert not parking.rests("A", AGAIN + 1)
    assert parking.failed("A", AGAIN + 2) == ""


def test_row_19_a_days_share_is_reckoned_by_the_day() -> None:
    spent = Spent().more(60, MONDAY).more(30, MONDAY)
    assert spent == Spent("2026-03-02", 90)
    assert spent.is_all(MONDAY, daily=90)
    assert not spent.is_all(MONDAY, daily=91)
    assert not spent.is_all(TUESDAY, daily=90)
    assert spent.more(5, TUESDAY) == Spent("2026-03-03", 5)


@pytest.mark.parametrize("spent", [Spent("2026-03-02", 7), Spent()])
def test_row_19_it_stands_in_the_cursor(spent: Spent) -> None:
    cursor = positions.render({}, spent)
    assert positions.spent(cursor) == spent
    assert positions.parse(cursor) == {}


@pytest.mark.parametrize("cursor", [None, "", "x", "[]", '{"spent": 3}', '{"spent": {"day": 1, "octets": "2"}}'])
def test_row_19_what_is_no_cursor_tells_of_none(cursor: str | None) -> None:
    assert positions.spent(cursor) == budget.Spent()
