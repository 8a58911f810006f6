"""`watcher run` as a process, and what its service manager is told."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.daemon.keeping import config
from tests.daemon.listening import Listening, listening
from tests.system.running import eventually, running


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A config with a Maildir."""
    root = tmp_path / "mail"
    for name in (".", ".Sent", ".Drafts"):
        for part in ("cur", "new", "tmp"):
            (root / name / part).mkdir(parents=True, exist_ok=True)
    return config(tmp_path, f'[[accounts]]\nname = "local"\nkind = "maildir"\npath = "{root}"\nwrite = true\n')


@pytest.fixture
def manager(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Listening]:
    with listening(tmp_path) as heard:
        for name, value in heard.environment.items():
            monkeypatch.setenv(name, value)
        yield heard


def test_the_manager_is_told_of_begin_reload_and_end_and_why(path: Path, manager: Listening) -> None:
    good = path.read_text()
    with running(path) as run:
        eventually(lambda: manager.told("STATUS=1 account read"))
        assert manager.lines[0] == "READY=1"
        for text, line in ((good.replace("maildir", "pigeon"), "config not reloaded"), (good, "config reloaded")):
            before = len(manager.lines)
            path.write_text(text)
            run.process.send_signal(signal.SIGHUP)
            run.said(line)
            eventually(lambda: "READY=1" in manager.lines[before:])  # noqa: B023 - used at once
            told = [one.partition("=")[0] for one in manager.lines[before:] if not one.startswith("STATUS")]
            assert told == ["RELOADING", "MONOTONIC_USEC", "READY"]
        run.stop()
    assert manager.lines[-2:] == ["STOPPING=1", "STATUS=stopping: SIGTERM"]


def test_what_may_pass_is_tried_again_and_what_cannot_is_not(path: Path, manager: Listening) -> None:
    """Exit codes that the units know: 75 is started anew, 2 and 5 are not."""
    with running(path) as run:
        run.said("watching")
        with running(path) as second:
            assert second.process.wait(120) == 75
            eventually(lambda: [one for one in manager.told("STATUS=") if f"PID {run.process.pid}" in one])
            second.said("watcher: another watcher")
        run.stop()
    good = path.read_text()
    path.write_text(good.replace("maildir", "pigeon"))
    with running(path) as run:
        assert run.process.wait(120) == 2
        eventually(lambda: [one for one in manager.told("STATUS=") if "has a problem" in one])
    path.write_text(good)
    (path.parent / "ledger.sqlite").write_text("oops" * 1000)
    with running(path) as run:
        assert run.process.wait(120) == 5
        eventually(lambda: [one for one in manager.told("STATUS=") if "is not a ledger" in one])


def test_what_it_starts_cannot_speak_to_the_manager_in_its_place(
    path: Path, manager: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    """systemd's own programs tell NOTIFY_SOCKET how they ended (busctl does): the log had a warning for each."""
    monkeypatch.setenv("WATCHDOG_USEC", "180000000")
    told = path.with_name("environment")
    asks = f"password = {{ command = ['sh', '-c', 'env > {told}; exit 1'] }}"
    table = f'[[accounts]]\nname = "asked"\nkind = "imap"\nhost = "localhost"\ntls = "none"\nusername = "a"\n{asks}\n'
    path.write_text(path.read_text().replace("[cadence]", f"{table}[cadence]"))
    with running(path) as run:
        run.said("account not read")
        run.stop()
    names = {line.partition("=")[0] for line in told.read_text().splitlines()}
    assert "PATH" in names
    assert not names & {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"}
    assert manager.lines[-1] == "STATUS=stopping: SIGTERM"
