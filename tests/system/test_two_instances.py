"""Instances on one ledger, by the command line: one refuses and names the other, whose death frees the way."""

from __future__ import annotations

import itertools
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.servers.dovecot import Dovecot
from tests.servers.proxy import Proxy
from tests.system.kill import ended, forked
from tests.system.scenes import Desk, write_config
from watcher.cli import main

pytestmark = pytest.mark.server

_numbers = itertools.count(1)


@pytest.fixture
def desk(dovecot: Dovecot, tmp_path: Path) -> Desk:
    """One application, silent for nine days by the clock of this machine."""
    now = datetime.now(UTC).replace(microsecond=0)
    desk = Desk(dovecot, tmp_path / "desk")
    desk.apply(at=now - timedelta(days=9))
    # Rules that are compiled here, all instances find.
    desk.copied(tmp_path / "other").once(now)
    return desk


@pytest.fixture
def proxy(desk: Desk) -> Iterator[Proxy]:
    """A network that holds the first draft back; the desk's account is behind it."""
    with Proxy(("127.0.0.1", desk.user.server.imap), mode="late") as proxy:
        write_config(desk.folder, desk.user, proxy.port)
        yield proxy


class Instance:
    """`watcher once` in a process of its own, forked: another start of Python would only take longer."""

    def __init__(self, desk: Desk) -> None:
        self._said = desk.folder / f"said{next(_numbers)}"
        self.pid = forked(lambda: self._run(desk.folder / "config.toml"))

    def _run(self, config: Path) -> None:
        sys.argv = ["watcher", "once", "--config", str(config)]
        with self._said.open("w") as said, redirect_stdout(said), redirect_stderr(said):
            main()

    def end(self) -> tuple[int, str]:
        """Wait for it; its exit code (minus the signal that killed it), and what it said."""
        return ended(self.pid), self._said.read_text()


def test_the_second_refuses_and_names_the_first(desk: Desk, proxy: Proxy) -> None:
    first = Instance(desk)
    assert proxy.held.wait(60)
    connections = proxy.connections
    code, said = Instance(desk).end()
    assert (code, f"another watcher (PID {first.pid})" in said) == (5, True), said
    assert proxy.connections == connections
    proxy.release()
    assert first.end()[0] == 0
    assert list(desk.drafts().values()) == [1]


def test_when_the_first_is_killed_the_second_goes_on_at_once(desk: Desk, proxy: Proxy) -> None:
    first = Instance(desk)
    assert proxy.held.wait(60)
    os.kill(first.pid, signal.SIGKILL)
    assert first.end()[0] == -signal.SIGKILL
    proxy.mode = "pass"
    code, said = Instance(desk).end()
    assert code == 0, said
    # What the first had under way reaches the server after all, as late as that.
    proxy.delivered.clear()
    proxy.release()
    assert proxy.delivered.wait(20)
    assert Instance(desk).end()[0] == 0
    assert list(desk.drafts().values()) == [1]
    assert [states[-1] for states in desk.told().drafts.values()] == ["confirmed"]


def test_started_at_once_on_no_ledger_they_work_or_refuse(desk: Desk) -> None:
    ends = [instance.end() for instance in [Instance(desk) for _ in range(5)]]
    codes = {code for code, _ in ends}
    assert 0 in codes, ends
    assert codes <= {0, 5}, ends
    assert list(desk.drafts().values()) == [1]
    assert list(desk.told().drafts.values()) == [["planned", "sending", "confirmed"]]
