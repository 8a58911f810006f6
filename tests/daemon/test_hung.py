"""Hung, not dead: the service manager is told that all goes on only where it does."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from tests.daemon.keeping import Kept, account, config, eventually, keeping, never, now
from tests.daemon.listening import Listening, listening
from tests.servers.dovecot import ImapUser
from tests.servers.proxy import Proxy
from watcher.daemon.notify import Manager

FED = "WATCHDOG=1"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    root = tmp_path / "mail"
    for name in (".", ".Sent", ".Drafts"):
        for part in ("cur", "new", "tmp"):
            (root / name / part).mkdir(parents=True, exist_ok=True)
    return config(tmp_path, f'[[accounts]]\nname = "local"\nkind = "maildir"\npath = "{root}"\nwrite = true\n')


@contextmanager
def watched(
    path: Path, clock: Callable[[], datetime] = now, *, poll: float = 300, patience: float = 1.0
) -> Iterator[tuple[Kept, Listening]]:
    with (
        listening(path.parent, watchdog=0.6) as heard,
        keeping(path, poll=poll, clock=clock, manager=Manager(heard.environment), patience=patience) as kept,
    ):
        yield kept, heard


def still(heard: Listening, seconds: float = 1.0) -> bool:
    """It is not fed for longer than the manager would wait."""
    before = len(heard.told(FED))
    time.sleep(seconds)
    return len(heard.told(FED)) == before


def test_while_all_goes_on_it_is_fed_and_a_human_can_read_how_it_stands(path: Path) -> None:
    with watched(path) as (kept, heard):
        eventually(lambda: kept.said("pass"))
        eventually(lambda: heard.told("STATUS=1 account read"))
        assert heard.lines.index("READY=1") < heard.lines.index(FED)
        assert not still(heard)
    assert heard.lines[-2:] == ["STOPPING=1", "STATUS=stopping: the test is over"]


@pytest.mark.parametrize(("thread", "what"), [("pass", "a pass"), ("read local", "local: a reading")])
def test_row_50_a_pass_or_a_reading_that_hangs_stops_the_feeding(path: Path, thread: str, what: str) -> None:
    """No deadline reaches it: it asks for the time and gets none. Once it goes on, so does the feeding."""
    released = threading.Event()

    def clock() -> datetime:
        if threading.current_thread().name == thread:
            released.wait(60)
        return now()

    with watched(path, clock) as (kept, heard):
        try:
            eventually(lambda: heard.told(FED))
            eventually(lambda: kept.said("hung: the watchdog is no longer fed"))
            assert still(heard)
            assert heard.lines[-1] == f"STATUS=hung: {what} stands still for 0 min"
            assert list(kept.said("hung: the watchdog is no longer fed")[0]["seconds"]) == [what]
        finally:
            released.set()
        eventually(lambda: kept.said("pass"))
        assert not still(heard)


def test_row_50_timed_steps_that_do_not_come_stop_the_feeding(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The scheduler's thread has died."""
    monkeypatch.setattr("watcher.daemon.progress._SLACK", 0.5)
    with watched(path, poll=0.5, patience=60) as (kept, heard):
        eventually(lambda: kept.said("pass"))
        assert not still(heard)
        monkeypatch.setattr("apscheduler.schedulers.background.BackgroundScheduler._process_jobs", lambda _: 3600)
        eventually(lambda: kept.said("hung: the watchdog is no longer fed"))
        assert still(heard)


@pytest.mark.server
def test_row_50_a_black_hole_is_retried_and_no_reason_to_begin_anew(imap_user: ImapUser, tmp_path: Path) -> None:
    """Commands end by their deadlines, and the account is told of: that is progress."""
    with Proxy(("127.0.0.1", imap_user.server.imap)) as proxy:
        proxy.mode = "hole"
        path = config(tmp_path, account(imap_user, "personal", proxy.port, timeout=1))
        with watched(path, patience=5) as (kept, heard):
            eventually(lambda: len(kept.said("account not read")) >= 2)
            eventually(lambda: heard.told("STATUS=personal is tried again"))
            never(lambda: kept.said("hung: the watchdog is no longer fed"), 6)
            assert not still(heard)
