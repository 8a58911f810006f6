"""sd_notify(3) over a real socket."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.daemon.keeping import eventually
from tests.daemon.listening import listening
from watcher.daemon.notify import LONGEST, Manager


@pytest.mark.parametrize("abstract", [False, True])
def test_what_is_told_arrives(tmp_path: Path, abstract: bool) -> None:
    with listening(tmp_path, watchdog=9, abstract=abstract) as heard:
        manager = Manager(heard.environment)
        assert manager.present
        assert manager.within == 9
        manager.ready()
        manager.status("well")
        manager.status("well")
        manager.alive()
        manager.reloading()
        manager.stopping("SIGTERM")
        eventually(lambda: heard.told("STOPPING"))
    assert heard.lines[:4] == ["READY=1", "STATUS=well", "WATCHDOG=1", "RELOADING=1"]
    assert heard.lines[4].startswith("MONOTONIC_USEC=")
    assert heard.lines[5:] == ["STOPPING=1", "STATUS=stopping: SIGTERM"]


def test_words_of_a_server_stay_one_line_of_bounded_length(tmp_path: Path) -> None:
    with listening(tmp_path, watchdog=9) as heard:
        Manager(heard.environment).status(f"no\nWATCHDOG=1\r\0\x85\u2028{'x' * 9999}")
        eventually(lambda: heard.lines)
    (line,) = heard.lines
    assert line.startswith("STATUS=no WATCHDOG=1 ")
    assert len(line) <= LONGEST + len("STATUS=")


@pytest.mark.parametrize(
    ("more", "within"),
    [
        ({}, None),
        ({"WATCHDOG_USEC": "2000000"}, 2.0),
        ({"WATCHDOG_USEC": "2000000", "WATCHDOG_PID": "7"}, 2.0),
        ({"WATCHDOG_USEC": "2000000", "WATCHDOG_PID": "8"}, None),
        ({"WATCHDOG_USEC": "soon"}, None),
        ({"WATCHDOG_USEC": "0"}, None),
    ],
)
def test_the_watchdog_is_fed_only_where_it_asks_this_process(more: dict[str, str], within: float | None) -> None:
    assert Manager({"NOTIFY_SOCKET": "/nowhere", **more}, pid=7).within == within


def test_nobody_who_listens_is_no_fault(tmp_path: Path) -> None:
    for environment in ({}, {"NOTIFY_SOCKET": f"{tmp_path}/none"}, {"NOTIFY_SOCKET": "@" + "x" * 300}):
        manager = Manager(environment)
        assert manager.present is bool(environment)
        manager.ready()
        manager.status("well")
