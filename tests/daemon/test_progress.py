"""What has to advance within what time, as a table."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from watcher.daemon.progress import Progress

POLL = 300.0
PATIENCE = 1800.0
BOTH = frozenset({"one", "two"})

Does = Callable[[Progress], object]


@pytest.mark.parametrize(
    ("does", "now", "stuck"),
    [
        pytest.param([lambda p: p.reading("one", 10)], 1810, [], id="a reading takes its time"),
        pytest.param([lambda p: p.reading("one", 10)], 1811, ["one: a reading"], id="a reading hangs"),
        pytest.param([lambda p: p.reading("one", 10), lambda p: p.advanced("one", 1700)], 3400, [], id="batches come"),
        pytest.param(
            [lambda p: p.reading("one", 10), lambda p: p.advanced("one", 1700)], 3501, ["one: a reading"], id="no more"
        ),
        pytest.param(
            [lambda p: p.advanced("one", 5), lambda p: p.reading("one", 10)], 1809, [], id="what was before counts not"
        ),
        pytest.param([lambda p: p.reading("one", 10), lambda p: p.rested("one", 1800)], 4000, [], id="it ended"),
        pytest.param(
            [lambda p: p.rested("one", 1000), lambda p: p.rested("two", 2000)],
            5601,
            ["one: nothing was read"],
            id="a reader that begins no more, after the longest back-off",
        ),
        pytest.param([lambda p: p.passing(BOTH, 10)], 1810, [], id="a pass takes its time"),
        pytest.param([lambda p: p.passing(BOTH, 10)], 1811, ["a pass"], id="a pass hangs"),
        pytest.param(
            [lambda p: p.passing(BOTH, 10), lambda p: p.passing(BOTH, 1000)], 2800, [], id="draft after draft"
        ),
        pytest.param([lambda p: p.passing(BOTH, 10), lambda p: p.passed()], 4000, [], id="the pass ended"),
        pytest.param(
            [lambda p: p.passing(BOTH, 1000), lambda p: p.reading("one", 10)], 2700, [], id="it waits for the pass"
        ),
        pytest.param(
            [lambda p: p.passing(BOTH, 1000), lambda p: p.reading("one", 10)],
            2801,
            ["a pass", "one: a reading"],
            id="a pass hangs on the connection that a reading waits for",
        ),
        pytest.param(
            [lambda p: p.passing(frozenset({"two"}), 1000), lambda p: p.reading("one", 10)],
            1811,
            ["one: a reading"],
            id="a pass over others is no excuse",
        ),
        pytest.param(
            [lambda p: p.passing(BOTH, 10), lambda p: p.reading("one", 5), lambda p: p.advanced("one", 1800)],
            3500,
            [],
            id="a pass waits for a long reading",
        ),
        pytest.param(
            [lambda p: p.passing(frozenset({"two"}), 10), lambda p: p.advanced("one", 1800)],
            1900,
            ["a pass"],
            id="mail of another account is no excuse",
        ),
        pytest.param(
            [lambda p: p.passing(BOTH, 10), lambda p: p.reading("one", 1700), lambda p: p.rested("one", 1710)],
            1900,
            ["a pass"],
            id="readings without news are no excuse",
        ),
    ],
)
def test_what_has_stood_still_for_too_long(does: list[Does], now: float, stuck: list[str]) -> None:
    progress = Progress(["one", "two"], POLL, PATIENCE, 0)
    for each in does:
        each(progress)
    progress.polled(now)
    assert [one.what for one in progress.stuck(now)] == stuck


def test_for_how_long_is_told() -> None:
    progress = Progress(["one"], POLL, PATIENCE, 0)
    progress.reading("one", 100)
    progress.polled(2000)
    assert [(one.what, one.seconds) for one in progress.stuck(2000)] == [("one: a reading", 1900)]


@pytest.mark.parametrize(
    ("polled", "now", "hangs"), [(0, 660, False), (0, 661, True), (600, 1260, False), (600, 1261, True)]
)
def test_the_scheduler_has_to_ask_for_readings(polled: float, now: float, hangs: bool) -> None:
    progress = Progress([], POLL, PATIENCE, 0)
    progress.polled(polled)
    assert [one.what for one in progress.stuck(now)] == (["the timed steps"] if hangs else [])
