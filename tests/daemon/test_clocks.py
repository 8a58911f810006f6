"""Row 06: a clock that was set, and a machine that slept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from watcher.daemon.clocks import Look

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wall", "monotonic", "leap"),
    [
        (30.0, 30.0, 0.0),
        (30.9, 30.0, 0.0),
        (3630.0, 30.0, 3600.0),
        (-3570.0, 30.0, -3600.0),
        (28800.0, 1.0, 28799.0),  # a night's sleep: the other clock stood still
    ],
)
def test_row_06_a_jump_is_what_the_two_clocks_differ_by(wall: float, monotonic: float, leap: float) -> None:
    before, after = Look(NOW, 100.0), Look(NOW + timedelta(seconds=wall), 100.0 + monotonic)
    assert before.jumped(after) == leap


def test_row_06_summer_time_is_no_jump() -> None:
    from zoneinfo import ZoneInfo

    berlin = ZoneInfo("Europe/Berlin")
    before = datetime(2026, 3, 29, 1, 59, 50, tzinfo=berlin)
    after = datetime(2026, 3, 29, 3, 0, 20, tzinfo=berlin)
    assert Look(before, 0.0).jumped(Look(after.astimezone(UTC), 30.0)) == 0.0
