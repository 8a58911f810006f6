"""Public holidays come from a child process, and are those of the library."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime, timedelta

import holidays
import pytest

from watcher.config import days_off
from watcher.config.days_off import NoCountryError
from watcher.errors import WatcherError


@pytest.mark.parametrize("country", ["DE", "US", "JP"])
def test_they_are_those_of_the_library(country: str) -> None:
    off, known = days_off.days_off(country), holidays.country_holidays(country)
    first = date(2023, 12, 1)
    for day in (first + timedelta(days=number) for number in range(800)):
        assert (day in off) == (day in known)


def test_an_hour_of_a_holiday_is_one_and_what_is_no_day_is_none() -> None:
    off = days_off.days_off("DE")
    assert datetime(2026, 12, 25, 9) in off  # noqa: DTZ001
    assert "2026-12-25" not in off


def test_a_date_out_of_reach_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    off = days_off.days_off("DE")

    def refuse(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr(subprocess, "run", refuse)
    for year in (1, 1969, 2100, 9999):
        assert date(year, 12, 25) not in off
    with pytest.raises(WatcherError, match="cannot be looked up"):
        assert date(1990, 12, 25) in off


@pytest.mark.parametrize("country", ["XX", "", "de", "DEU", "-c"])
def test_a_country_that_is_not_known(country: str) -> None:
    with pytest.raises(NoCountryError):
        days_off.days_off(country)


def test_a_wired_world_does_not_load_what_a_daemon_need_not_keep() -> None:
    """Each of them costs megabytes for as long as `watcher run` lives."""
    code = "import sys, watcher.daemon, watcher.bootstrap; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"holidays", "icalendar", "watcher.simulate.run", "watcher.demo", "alembic", "typer"} & {*loaded}
