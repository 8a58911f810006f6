"""`watcher run` as a process: signals, a second instance, commands beside it, another config."""

from __future__ import annotations

import os
import signal
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.daemon.keeping import account, config
from tests.pipeline.letters import application
from tests.servers.dovecot import ImapUser
from tests.servers.proxy import Proxy
from tests.system.running import events_of, eventually, running, watcher

pytestmark = pytest.mark.server

NOW = datetime.now(UTC).replace(microsecond=0)
APPLIED = NOW - timedelta(days=9)


@pytest.fixture
def path(imap_user: ImapUser, tmp_path: Path) -> Path:
    return config(tmp_path, account(imap_user, "personal"))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_within_5_seconds_with_everything_signed_out(
    imap_user: ImapUser, tmp_path: Path, number: int
) -> None:
    with Proxy(("127.0.0.1", imap_user.server.imap)) as proxy:
        with running(config(tmp_path, account(imap_user, "personal", proxy.port))) as run:
            eventually(lambda: proxy.sent.count(b"IDLE") >= 2)
            assert run.stop(number) < 5
            assert run.process.returncode == 0
            assert signal.Signals(number).name in run.said("stopped")
            assert "@example.org" not in "".join(run.log)
        assert proxy.sent.count(b"LOGOUT") == 2
        assert proxy.connections == 2


def test_sigterm_while_a_server_is_a_black_hole_ends_it_within_5_seconds(imap_user: ImapUser, tmp_path: Path) -> None:
    with Proxy(("127.0.0.1", imap_user.server.imap)) as proxy:
        path = config(tmp_path, account(imap_user, "personal", proxy.port, timeout=60))
        with running(path) as run:
            eventually(lambda: proxy.sent.count(b"IDLE") >= 2)
            proxy.mode = "hole"
            assert run.stop() < 5
            assert run.process.returncode == 0
            run.said("cut off")


def test_a_second_instance_is_refused_with_the_pid_of_the_first(path: Path) -> None:
    with running(path) as run:
        run.said("watching")
        with running(path) as second:
            assert second.process.wait(60) == 5
            assert f"another watcher (PID {run.process.pid}) is running on this ledger already" in second.said("PID")
        assert run.process.poll() is None


def test_an_instance_that_was_killed_leaves_no_lock(path: Path) -> None:
    with running(path) as run:
        run.said("watching")
        run.stop(signal.SIGKILL)
    with running(path) as run:
        run.said("watching")
        assert run.stop() < 5


def test_commands_work_while_it_runs(imap_user: ImapUser, path: Path, tmp_path: Path) -> None:
    with running(path, "--every", "10") as run:
        run.said("watching")
        added = watcher(path, "add", "Orchard", "Data analyst", "--applied", str(APPLIED.date()))
        assert (added.returncode, added.stderr) == (0, "")
        noted = watcher(path, "note", "Orchard", "called")
        assert (noted.returncode, noted.stderr) == (0, "")
        once = watcher(path, "once")
        assert (once.returncode, once.stderr) == (0, "")
        assert "Orchard" in watcher(path, "status").stdout
        assert run.stop() < 5


def test_sighup_takes_the_new_config_or_says_why_not(imap_user: ImapUser, path: Path, tmp_path: Path) -> None:
    with running(path) as run:
        run.said("accounts=['personal']")
        good = path.read_text()
        path.write_text(good.replace('kind = "imap"', 'kind = "pigeon"'))
        run.process.send_signal(signal.SIGHUP)
        assert "pigeon" in run.said("config not reloaded")
        imap_user.append("Sent", application(APPLIED), internaldate=APPLIED)
        eventually(lambda: events_of(tmp_path / "ledger.sqlite"))
        path.write_text(good.replace('name = "personal"', 'name = "renamed"'))
        run.process.send_signal(signal.SIGHUP)
        run.said("accounts=['renamed']")
        with running(path) as second:
            assert second.process.wait(60) == 5
        imap_user.append("Sent", application(APPLIED, number=2, company="Orchard"), internaldate=APPLIED)
        eventually(lambda: len(events_of(tmp_path / "ledger.sqlite")) > 1)
        assert run.stop() < 5


def test_a_sighup_that_comes_while_it_starts_ends_nothing(path: Path) -> None:
    with running(path) as run:
        eventually(lambda: heeds_sighup(run.process.pid))
        assert not run.log
        while not any("watching" in line for line in run.log):
            assert run.process.poll() is None
            run.process.send_signal(signal.SIGHUP)
            time.sleep(0.2)
        run.stop()
        assert run.process.returncode == 0


def test_a_sighup_that_comes_while_it_starts_but_after_the_config_was_read_is_honoured(path: Path) -> None:
    good = path.read_text()
    newer = path.with_name("newer.toml")
    newer.write_text(good.replace('name = "personal"', 'name = "renamed"'))
    path.unlink()
    os.mkfifo(path)
    with running(path) as run:
        eventually(lambda: fed(path, good))
        newer.replace(path)
        assert not run.log
        run.process.send_signal(signal.SIGHUP)
        run.said("accounts=['personal']")
        run.said("accounts=['renamed']")
        assert run.stop() < 5


def fed(pipe: Path, text: str) -> bool:
    """Somebody reads the pipe, and was given the text."""
    try:
        opened = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
    except OSError:  # ENXIO: nobody does yet
        return False
    with os.fdopen(opened, "w") as file:
        file.write(text)
    return True


def heeds_sighup(pid: int) -> bool:
    """It ignores or catches it (proc_pid_status(5)); before, as the interpreter starts, it would end."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    masks = [int(line.split()[1], 16) for line in lines if line.startswith(("SigIgn", "SigCgt"))]
    return any(mask >> (signal.SIGHUP - 1) & 1 for mask in masks)


def test_many_sighups_in_a_row_and_a_sigterm_end_well(imap_user: ImapUser, path: Path, tmp_path: Path) -> None:
    """Readings and passes of the config before are under way while the next begins."""
    imap_user.append("Sent", application(APPLIED), internaldate=APPLIED)
    good = path.read_text()
    with running(path) as run:
        run.said("watching")
        for number in range(4):
            since = len(run.log)
            path.write_text(good.replace("Ada Example", f"Ada Example {number}"))
            run.process.send_signal(signal.SIGHUP)
            run.said("watching", since=since)
        run.said("drafted")
        assert len(imap_user.messages("Drafts")) == 1
        assert run.stop() < 5
        assert run.process.returncode == 0


def test_sighup_moves_to_another_ledger_unless_another_runs_there(
    imap_user: ImapUser, path: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    taken = config(other, account(imap_user, "personal"))
    with running(path) as run, running(taken) as second:
        run.said("watching")
        second.said("watching")
        good = path.read_text()
        path.write_text(good.replace("sqlite:///ledger", f"sqlite:///{other}/ledger"))
        run.process.send_signal(signal.SIGHUP)
        assert f"PID {second.process.pid}" in run.said("config not reloaded")
        path.write_text(good.replace("sqlite:///ledger", "sqlite:///moved"))
        run.process.send_signal(signal.SIGHUP)
        run.said("config reloaded")
        eventually((tmp_path / "moved.sqlite.run").exists)
        with running(config(tmp_path, account(imap_user, "personal"))) as third:
            third.said("watching")
            assert third.stop() < 5
        assert run.stop() < 5
