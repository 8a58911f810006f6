"""What the user learns of accounts that fail, from outside the daemon: status, metrics, digest, the desktop."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.daemon.keeping import account, config
from tests.servers.dovecot import ImapUser
from tests.servers.proxy import Proxy
from tests.system.running import eventually, running, watcher
from watcher.store import open_ledger

pytestmark = pytest.mark.server


@pytest.fixture
def proxy(imap_user: ImapUser) -> Iterator[Proxy]:
    with Proxy(("127.0.0.1", imap_user.server.imap)) as running:
        yield running


@pytest.fixture
def path(imap_user: ImapUser, proxy: Proxy, tmp_path: Path) -> Path:
    """Two accounts; "one" goes through the proxy."""
    other = ImapUser(imap_user.server, f"{imap_user.name}other")
    written = config(tmp_path, account(imap_user, "one", proxy.port), account(other, "two"))
    written.write_text(
        written.read_text().replace('"password"', '"password-one"', 1) + '[metrics]\nfile = "watcher.prom"\n'
    )
    password(tmp_path, "secret")
    return written


@pytest.fixture
def shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file with a line for each desktop notification, of a session of which only the program is not real."""
    programs = tmp_path / "bin"
    programs.mkdir()
    program = programs / "notify-send"
    program.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/shown\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    return tmp_path / "shown"


def password(folder: Path, word: str) -> None:
    (folder / "password-one").write_text(word)
    (folder / "password-one").chmod(0o600)


def health(path: Path) -> Any:
    return json.loads(watcher(path, "status", "--json").stdout)["health"]


def kept(folder: Path, name: str) -> Any:
    """The account's row in the file, {} where there is none yet."""
    try:
        return json.loads((folder / "ledger.sqlite.health").read_text())["accounts"].get(name, {})
    except FileNotFoundError:
        return {}


def test_a_password_that_is_changed_while_it_runs_is_told_everywhere_until_it_is_mended(
    imap_user: ImapUser, proxy: Proxy, path: Path, tmp_path: Path, shown: Path
) -> None:
    with running(path) as run:
        eventually(lambda: proxy.sent.count(b"IDLE") >= 2)
        eventually(lambda: kept(tmp_path, "one").get("last_good") and kept(tmp_path, "two").get("last_good"))
        assert "one: last read" in watcher(path, "status").stdout

        password(tmp_path, "hunter2")
        proxy.cut_all()
        eventually(lambda: kept(tmp_path, "one").get("told"))
        told = watcher(path, "status").stdout
        assert f"watcher run is at work (PID {run.process.pid})" in told
        assert "MEND  one could not be read since" in told
        assert f'does not accept the user name or password of "{imap_user.name}"' in told
        assert "two: last read" in told
        one, two = health(path)["accounts"]
        assert (one["needs_user"], two["needs_user"], two["failures"]) == (True, False, 0)
        assert one["last_good"] < one["retry_at"]
        metrics = (tmp_path / "watcher.prom").read_text()
        assert 'watcher_account_needs_user{account="one"} 1\n' in metrics
        assert 'watcher_account_needs_user{account="two"} 0\n' in metrics
        assert "one could not be read since" in watcher(path, "digest").stdout

        run.process.send_signal(signal.SIGHUP)
        run.said("config reloaded")
        eventually(lambda: kept(tmp_path, "one")["failures"] > 1)
        assert shown.read_text().count("\n") == 1
        assert "“one” cannot be read" in shown.read_text()
        assert not {imap_user.name, "hunter2"} & set(shown.read_text().split())

        password(tmp_path, "secret")
        run.process.send_signal(signal.SIGHUP)
        eventually(lambda: kept(tmp_path, "one")["failing_since"] is None)
        assert "MEND" not in watcher(path, "status").stdout
        assert run.stop() < 5
        assert shown.read_text().count("\n") == 1
    assert "watcher run is not at work." in watcher(path, "status").stdout
    assert "watcher_running 0\n" in (tmp_path / "watcher.prom").read_text()


def test_a_daemon_that_was_killed_does_not_look_alive(path: Path, tmp_path: Path) -> None:
    with running(path) as run:
        eventually(lambda: kept(tmp_path, "one").get("last_good"))
        assert health(path)["pid"] == run.process.pid
        run.stop(signal.SIGKILL)
    assert "ended without a word" in watcher(path, "status").stdout
    told = health(path)
    assert (told["running"], told["pid"], told["next_wake"]) == (False, None, None)


def test_once_keeps_what_it_found_too(path: Path, tmp_path: Path) -> None:
    assert "one: never read yet" in watcher(path, "status").stdout
    password(tmp_path, "hunter2")
    assert watcher(path, "once").returncode == 7
    told = watcher(path, "status").stdout
    assert "MEND  one could not be read" in told
    assert "two: last read" in told
    password(tmp_path, "secret")
    assert watcher(path, "once").returncode == 0
    assert "MEND" not in watcher(path, "status").stdout


def test_the_file_is_the_users_alone_and_a_disk_that_refuses_it_stops_nothing(path: Path, tmp_path: Path) -> None:
    open_ledger(f"sqlite:///{tmp_path / 'ledger.sqlite'}").close()
    in_the_way = tmp_path / "ledger.sqlite.health"
    in_the_way.mkdir()
    done = watcher(path, "once")
    assert done.returncode == 0
    assert "health not kept" in done.stderr
    in_the_way.rmdir()
    assert watcher(path, "once").stderr == ""
    assert in_the_way.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "watcher.prom").stat().st_mode & 0o777 == 0o644


def test_the_log_is_json_when_asked_on_the_command_line_or_in_the_config(path: Path) -> None:
    with running(path, "--log-format", "json", "--log-level", "debug") as run:
        told = json.loads(run.said('"watching"'))
        assert told["accounts"] == ["one", "two"]
        run.stop()
    path.write_text(path.read_text() + '[log]\nformat = "json"\n')
    with running(path) as run:
        assert json.loads(run.said('"watching"'))["event"] == "watching"
        run.stop()
    with running(path, "--log-format", "text") as run:
        assert "event='watching'" in run.said("watching")
        run.stop()
