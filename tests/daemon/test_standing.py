"""The line of `systemctl status`."""

from __future__ import annotations

import pytest

from watcher.daemon.progress import Stuck
from watcher.daemon.standing import hanging, standing


@pytest.mark.parametrize(
    ("waiting", "line"),
    [(0, "all is well"), (1, "all is well; 1 draft waits for you"), (3, "all is well; 3 drafts wait for you")],
)
def test_drafts_that_wait_are_told_behind_the_health(waiting: int, line: str) -> None:
    assert standing("all is well", waiting) == line


def test_what_hangs() -> None:
    assert hanging([Stuck("a pass", 1860)]) == "hung: a pass stands still for 31 min"
