"""The line of `systemctl status`, as a table."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from watcher.daemon.progress import Stuck
from watcher.daemon.standing import hanging, standing

NOW = datetime(2026, 3, 9, 15, 0, tzinfo=ZoneInfo("Europe/Berlin"))  # a Monday
TUESDAY = NOW.replace(day=10, hour=8)


@pytest.mark.parametrize(
    ("well", "failing", "waiting", "look", "line"),
    [
        (2, {}, 3, TUESDAY, "watching 2 accounts, 3 drafts wait for you; next look Tue 08:00"),
        (1, {}, 1, None, "watching 1 account, 1 draft waits for you"),
        (1, {}, 0, NOW + timedelta(minutes=15), "watching 1 account; next look 15:15"),
        (1, {}, 0, NOW + timedelta(days=9), "watching 1 account; next look 18 Mar 15:00"),
        (
            1,
            {"work": "the password was refused"},
            2,
            None,
            "work: the password was refused; watching 1 account, 2 drafts wait for you",
        ),
        (0, {"work": "no ada@example.org here"}, 0, None, "work: no a…@example.org here"),
        (0, {"a": "x", "b": "y"}, 1, TUESDAY, "a: x; b: y; 1 draft waits for you; next look Tue 08:00"),
    ],
)
def test_the_line(well: int, failing: dict[str, str], waiting: int, look: datetime | None, line: str) -> None:
    assert standing(well, failing, waiting, look, NOW) == line


def test_what_hangs() -> None:
    assert hanging([Stuck("a pass", 1860)]) == "hung: a pass stands still for 31 min"
