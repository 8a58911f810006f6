"""Vitals: what the daemon keeps of its health, and whom it notifies."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest

from tests.daemon.keeping import eventually
from watcher.daemon.desktop import notify
from watcher.daemon.post import Failed, Read
from watcher.daemon.vitals import Vitals
from watcher.daemon.wakes import Step, Wake
from watcher.errors import SignInError
from watcher.pipeline.sync import Synced
from watcher.store import DaemonHealth, Health

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
REFUSED = Failed("one", SignInError("no", permanent=True), 300.0)
READ = Read("one", 0.0, Synced("one"))


class Watched:
    """Vitals with all that they did; `shown` is what a notification comes to."""

    def __init__(self) -> None:
        self.now = NOW
        self.kept: list[Health] = []
        self.notified: list[str] = []
        self.shown = True
        self.vitals = self.started()

    def started(self) -> Vitals:
        vitals = Vitals(lambda: self.now, self.kept[-1] if self.kept else None, self.kept.append, self.notify)
        vitals.begin()
        return vitals

    def notify(self, account: str) -> bool:
        self.notified.append(account)
        return self.shown


def rested() -> bool:
    return not [one for one in threading.enumerate() if one.name.startswith("notify ")]


def test_what_is_not_as_it_should_be_though_the_account_is_read_is_kept_while_it_lasts() -> None:
    watched = Watched()
    for words in ("push fails", "push fails", ""):
        watched.vitals.read(Read("one", 0.0, Synced("one", standing=words)))
    assert [one.accounts["one"].standing for one in watched.kept if one.accounts] == ["push fails", ""]


def test_it_is_kept_when_it_changes_and_not_at_each_reading() -> None:
    watched = Watched()
    watched.vitals.read(READ)
    watched.vitals.wakes(Wake(NOW + timedelta(hours=1), Step.DUE))
    assert len(watched.kept) == 3
    for _ in range(24):
        watched.now += timedelta(minutes=5)
        watched.vitals.read(READ)
    assert len(watched.kept) == 3 + 8
    watched.vitals.end()
    assert watched.kept[-1].daemon is None


def test_it_notifies_once_for_a_trouble_even_after_a_restart() -> None:
    watched = Watched()
    for _ in range(3):
        watched.vitals.failed(REFUSED)
        eventually(rested)
    assert watched.notified == ["one"]
    watched.vitals = watched.started()
    watched.vitals.failed(REFUSED)
    eventually(rested)
    assert watched.notified == ["one"]
    watched.vitals.read(READ)
    watched.vitals.failed(REFUSED)
    eventually(lambda: watched.notified == ["one", "one"])


def test_what_could_not_be_shown_is_shown_later() -> None:
    watched = Watched()
    watched.shown = False
    watched.vitals.failed(REFUSED)
    eventually(rested)
    watched.shown = True
    watched.vitals.failed(REFUSED)
    eventually(rested)
    assert watched.notified == ["one", "one"]


def test_a_notification_that_hangs_holds_up_nothing() -> None:
    go = threading.Event()
    vitals = Vitals(lambda: NOW, notify=lambda _: go.wait(20))
    vitals.failed(REFUSED)
    vitals.failed(REFUSED)
    vitals.read(READ)
    assert [one.name for one in threading.enumerate() if one.name.startswith("notify ")] == ["notify one"]
    go.set()
    eventually(rested)


def test_passes_that_fail_are_kept() -> None:
    watched = Watched()
    watched.vitals.acted("the disk is full")
    assert watched.kept[-1].daemon == DaemonHealth(NOW, failing_since=NOW, why="the disk is full")
    watched.vitals.acted()
    assert watched.kept[-1].daemon == DaemonHealth(NOW)


def test_without_a_session_there_is_no_notification(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    assert not notify("one")


def test_with_a_bus_where_nobody_shows_notifications_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
    assert not notify("one")
