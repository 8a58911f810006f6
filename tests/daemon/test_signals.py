"""Signals become events at once, whatever the main thread does just then."""

from __future__ import annotations

import os
import signal
import sqlite3
import threading
import time

import pytest

from watcher.daemon.events import Reload, Stop
from watcher.daemon.run import Bell

_BUSY = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 8000000) SELECT max(i) FROM n"
"""Keeps its thread in C for a second or more, where no handler in Python can run."""


@pytest.mark.parametrize(
    ("number", "event"),
    [
        (signal.SIGTERM, Stop("SIGTERM")),
        (signal.SIGINT, Stop("SIGINT")),
        (signal.SIGHUP, Reload()),
    ],
)
def test_a_signal_is_heard_while_the_main_thread_runs_no_python(number: int, event: Stop | Reload) -> None:
    heard: list[tuple[object, float]] = []
    with Bell() as bell, sqlite3.connect(":memory:") as database:
        events = bell.renewed()
        listener = threading.Thread(target=lambda: heard.append((events.get(), time.monotonic())))
        listener.start()
        threading.Timer(0.1, os.kill, (os.getpid(), number)).start()
        database.execute(_BUSY).fetchone()
        ended = time.monotonic()
        listener.join()
    assert heard[0][0] == event
    assert heard[0][1] < ended


def test_signals_that_nobody_answered_go_to_the_next_instance_and_handlers_are_put_back() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with Bell() as bell:
        first = bell.renewed()
        os.kill(os.getpid(), signal.SIGTERM)
        while first.empty():
            time.sleep(0.01)
        assert bell.renewed().get(timeout=5) == Stop("SIGTERM")
    assert signal.getsignal(signal.SIGTERM) is before


@pytest.mark.parametrize(
    ("numbers", "left"),
    [
        ([signal.SIGHUP] * 3, [Reload()]),
        ([signal.SIGHUP, signal.SIGHUP, signal.SIGTERM], [Stop("SIGTERM")]),
    ],
)
def test_of_many_signals_that_nobody_answered_one_is_left_and_a_stop_goes_first(
    numbers: list[int], left: list[Stop | Reload]
) -> None:
    with Bell() as bell:
        first = bell.renewed()
        for count, number in enumerate(numbers, 1):
            os.kill(os.getpid(), number)
            while first.qsize() < count:
                time.sleep(0.01)
        events = bell.renewed()
        assert [events.get(timeout=5) for _ in range(events.qsize())] == left
