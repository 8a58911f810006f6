"""Rows 45 and 46: what was due while nobody ran is done at the next start, from the ledger alone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.background import BackgroundScheduler

from tests.daemon.keeping import account, config, eventually, keeping
from tests.pipeline.letters import application
from tests.servers.dovecot import ImapUser
from watcher.daemon.events import Chore

pytestmark = pytest.mark.server

APPLIED = datetime.now(UTC).replace(microsecond=0) - timedelta(days=9)


@pytest.fixture
def path(imap_user: ImapUser, tmp_path: Path) -> Path:
    imap_user.append("Sent", application(APPLIED), internaldate=APPLIED)
    return config(tmp_path, account(imap_user, "personal"))


def test_row_45_what_became_due_while_it_was_off_is_drafted_at_the_start(imap_user: ImapUser, path: Path) -> None:
    with keeping(path, clock=lambda: APPLIED + timedelta(hours=1)) as kept:
        eventually(lambda: kept.kinds() and kept.said("pass"))
    assert imap_user.messages("Drafts") == []
    with keeping(path) as kept:
        eventually(lambda: kept.said("drafted"))
        assert kept.said("pass", step=["start"])
        assert not [line for line in kept.said("read") if line["new"]], "no mail has come since"
    assert len(imap_user.messages("Drafts")) == 1


def test_row_45_what_became_due_while_the_machine_slept_is_drafted_when_it_wakes(
    imap_user: ImapUser, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The scheduler's own time for it has long gone by when it is looked at."""
    monkeypatch.setattr("watcher.daemon.keeper.TICK", 0.2)
    moment = [APPLIED + timedelta(hours=1)]
    with keeping(path, clock=lambda: moment[0]) as kept:
        eventually(lambda: kept.said("next wake"))
        moment[0] += timedelta(days=9)
        eventually(lambda: kept.said("drafted"))
    assert len(imap_user.messages("Drafts")) == 1


def test_row_45_a_chore_that_is_long_overdue_is_done_once(path: Path) -> None:
    done: list[int] = []
    at = datetime.now(UTC) - timedelta(days=3)

    def next_due(now: datetime) -> datetime:
        return at if not done else now + timedelta(days=7)

    with keeping(path, chores=[Chore("weekly", next_due, lambda: done.append(1))]) as kept:
        eventually(lambda: done)
        eventually(lambda: kept.said("pass"))
    assert done == [1]


def test_row_46_jobs_live_in_memory_alone(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows of jobs name functions, which a later version may call otherwise."""
    made: list[BackgroundScheduler] = []
    start = BackgroundScheduler.start

    def remember(self: BackgroundScheduler, paused: bool = False) -> None:
        made.append(self)
        start(self, paused)

    monkeypatch.setattr(BackgroundScheduler, "start", remember)
    with keeping(path) as kept:
        eventually(lambda: kept.said("next wake"))
        (scheduler,) = made
        stores = {scheduler._lookup_job(job.id, None)[1] for job in scheduler.get_jobs()}
        assert stores == {"default"}
        assert isinstance(scheduler._lookup_jobstore("default"), MemoryJobStore)
    with closing(sqlite3.connect(tmp_path / "ledger.sqlite")) as database:
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert not [name for name in tables if "job" in name or "apscheduler" in name]
