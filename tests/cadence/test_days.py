"""Business days, and the window table."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.cadence.desk import HOLIDAYS, windows
from watcher.cadence import FollowUpKind, parse_windows
from watcher.cadence.days import Calendar

BERLIN = Calendar(ZoneInfo("Europe/Berlin"), HOLIDAYS, 8)
ROW = 'first_day = 1\nlast_day = 2\nlapse_days = 3\nadviser = "A"\nreason = "R"\n'


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-03-02", "2026-03-02"), ("2026-03-07", "2026-03-09"), ("2026-04-03", "2026-04-07")],
)
def test_forward_skips_weekends_and_holidays(day: str, expected: str) -> None:
    assert BERLIN.forward(date.fromisoformat(day)) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [("2026-03-02", 3, "2026-03-05"), ("2026-03-06", 3, "2026-03-11"), ("2026-04-01", 3, "2026-04-08")],
)
def test_business_days_after(day: str, count: int, expected: str) -> None:
    assert BERLIN.business_days_after(date.fromisoformat(day), count) == date.fromisoformat(expected)


def test_a_calendar_of_nothing_but_holidays_ends() -> None:
    class Always(frozenset[date]):
        def __contains__(self, day: object) -> bool:
            return True

    day = date(2026, 3, 2)
    assert Calendar(BERLIN.zone, Always(), 8).forward(day) == day


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Pacific/Apia", "Australia/Lord_Howe", "UTC"])
def test_row_43_the_morning_is_at_eight_on_every_day_of_the_year(zone: str) -> None:
    calendar = Calendar(ZoneInfo(zone), frozenset(), 8)
    for n in range(366):
        morning = calendar.morning(date(2026, 1, 1) + timedelta(days=n))
        assert (morning.hour, morning.minute) == (8, 0)
        assert calendar.day(morning) == date(2026, 1, 1) + timedelta(days=n)


def test_row_43_an_hour_that_spring_skips_becomes_the_next() -> None:
    assert Calendar(ZoneInfo("Europe/Berlin"), frozenset(), 2).morning(date(2026, 3, 29)).hour == 3


def test_every_kind_has_its_row_with_adviser_and_reason() -> None:
    assert set(windows()) == set(FollowUpKind)
    assert windows()[FollowUpKind.PERSISTENCE].steps == (7, 14, 30)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("[strange]\n" + ROW, "strange"),
        ("", "missing"),
        ("[thank_you]\n" + ROW.replace("first_day = 1", "first_day = 9"), "last_day"),
        ("[thank_you]\n" + ROW.replace("first_day = 1", "first_day = true"), "first_day"),
        ("[thank_you]\n" + ROW.replace('adviser = "A"', ""), "adviser"),
        ("[thank_you]\n" + ROW + "extra = 1", "extra"),
        ("[thank_you]\n" + ROW + "steps = [1]", "steps"),
        ("[thank_you]\n" + ROW + "enabled = 1", "enabled"),
    ],
)
def test_a_damaged_table_is_refused_by_row(row: str, problem: str) -> None:
    others = "".join(f"[{k.value}]\n{ROW}" for k in FollowUpKind if k not in (FollowUpKind.THANK_YOU, "persistence"))
    rest = f"[persistence]\n{ROW}steps = [1]\n"
    with pytest.raises(ValueError, match=problem):
        parse_windows(others + rest + row)
