"""The digest as a chore of the daemon: in time, caught up after a sleep, after mail was read, once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.daemon.keeping import config, eventually, keeping, never
from tests.pipeline.worlds import Clock
from watcher.bootstrap import wire
from watcher.config import load
from watcher.daemon.digests import AGAIN, SOON, Digests, is_fresh
from watcher.digest import Times
from watcher.errors import ServerError
from watcher.mail import MemoryAccount
from watcher.pipeline.courier import Courier
from watcher.store import AccountHealth, Health, open_ledger

MONDAY = datetime(2026, 11, 16, 7, 30, tzinfo=UTC)
WEEKLY = Times(1, time(7, 30), ZoneInfo("UTC"))
DAILY = Times(1, time(7, 30), ZoneInfo("UTC"), daily=True)


class Desk:
    def __init__(self, folder: Path, times: Times = WEEKLY) -> None:
        self.clock = Clock(MONDAY)
        self.account = MemoryAccount("one")
        self.ledger = open_ledger(f"sqlite:///{folder}/ledger.sqlite")
        self.fresh = True
        self.fault: Exception | None = None
        self.courier = Courier(
            self.ledger, [self.account], self.write, lambda issue: f"digest.{issue}@x", self.clock, 60
        )
        self.digests = Digests(self.courier, times, self.clock, lambda: self.fresh)

    def write(self, issue: str) -> bytes:
        fault, self.fault = self.fault, None
        if fault:
            raise fault
        return f"Message-ID: <digest.{issue}@x>\r\n\r\n{self.clock.now}\r\n".encode()

    def run(self) -> None:
        self.digests.deliver()
        self.digests.wait(10)

    def next(self) -> timedelta:
        return self.digests.next_due(self.clock.now) - self.clock.now

    def count(self) -> int:
        return len(self.account.contents("INBOX"))


@contextmanager
def at_desk(folder: Path, times: Times = WEEKLY) -> Iterator[Desk]:
    desk = Desk(folder, times)
    yield desk
    desk.ledger.close()


def test_it_comes_at_its_time_and_the_next_a_week_later(tmp_path: Path) -> None:
    with at_desk(tmp_path) as desk:
        desk.clock.now -= timedelta(hours=2)
        desk.run()
        assert (desk.count(), desk.next()) == (0, timedelta(hours=2))
        desk.clock.now = MONDAY
        desk.run()
        assert (desk.count(), desk.next()) == (1, timedelta(days=7))
        desk.run()
        assert desk.count() == 1


def test_after_a_long_sleep_one_comes(tmp_path: Path) -> None:
    with at_desk(tmp_path) as desk:
        desk.run()
        desk.clock.now += timedelta(days=23)
        assert desk.next() == SOON
        desk.run()
        assert (desk.count(), desk.next()) == (2, timedelta(days=5))


def test_it_waits_until_mail_is_read(tmp_path: Path) -> None:
    with at_desk(tmp_path) as desk:
        desk.fresh = False
        desk.run()
        assert (desk.count(), desk.next()) == (0, SOON)
        desk.fresh = True
        desk.run()
        assert desk.count() == 1


@pytest.mark.parametrize("fault", [ServerError("down"), RuntimeError("ours")])
def test_what_failed_is_tried_again_later(tmp_path: Path, fault: Exception) -> None:
    with at_desk(tmp_path) as desk:
        desk.fault = fault
        desk.run()
        assert (desk.count(), desk.next()) == (0, AGAIN)
        desk.clock.now += AGAIN
        desk.account.fault = None
        desk.clock.now += timedelta(minutes=2)
        desk.run()
        assert desk.count() == 1


def test_row_43_over_the_end_of_summer_time_one_comes_each_week(tmp_path: Path) -> None:
    """02:30 comes twice on that Sunday; the daemon looks each quarter of an hour."""
    with at_desk(tmp_path, Times(7, time(2, 30), ZoneInfo("Europe/Berlin"))) as desk:
        desk.clock.now = datetime(2026, 10, 24, 22, 0, tzinfo=UTC)
        for _ in range(4 * 8):
            desk.run()
            desk.clock.now += timedelta(minutes=15)
        assert desk.count() == 1


def test_on_the_day_of_the_weeks_digest_there_is_no_short_one(tmp_path: Path) -> None:
    with at_desk(tmp_path, DAILY) as desk:
        desk.clock.now += timedelta(days=1)  # the machine slept on Monday
        desk.run()
        desk.run()
        assert (desk.count(), desk.next()) == (1, timedelta(days=1))
        desk.clock.now += timedelta(days=1)
        desk.run()
        assert desk.count() == 2


def test_off_is_off(tmp_path: Path) -> None:
    with at_desk(tmp_path, Times(None, time(7, 30), ZoneInfo("UTC"))) as desk:
        assert desk.digests.chores() == ()


def test_mail_is_fresh_where_each_account_was_read_or_cannot_be() -> None:
    now, poll = MONDAY, 300.0
    good, old = AccountHealth(now - timedelta(minutes=9)), AccountHealth(now - timedelta(hours=3))
    failing = AccountHealth(now - timedelta(days=2), failing_since=now)
    assert is_fresh(Health({"one": good}), ["one"], now, poll)
    assert is_fresh(Health({"one": good, "two": failing}), ["one", "two"], now, poll)
    assert is_fresh(Health({"one": old}), ["one"], now, 7200.0)
    assert not is_fresh(Health({"one": good, "two": old}), ["one", "two"], now, poll)
    assert not is_fresh(Health({"one": good}), ["one", "two"], now, poll)
    assert not is_fresh(Health(), ["one"], now, poll)
    assert not is_fresh(Health({"one": AccountHealth(failing_since=now)}), ["one"], now, poll)


def test_the_keeper_brings_it(tmp_path: Path) -> None:
    """The real wiring over a Maildir: it comes once, and reading it again writes nothing."""
    for name in (".", ".Sent", ".Drafts"):
        for part in ("cur", "new", "tmp"):
            (tmp_path / "Mail" / name / part).mkdir(parents=True)
    path = config(tmp_path, '[[accounts]]\nname = "local"\nkind = "maildir"\npath = "Mail"\nwrite = true\n', digest="")
    clock = Clock(MONDAY)
    wired = wire(load(path), clock=clock)
    digests = Digests(wired.courier(), wired.digest_times, clock, lambda: True)
    with keeping(path, clock=clock, chores=digests.chores()):
        never(lambda: len(list((tmp_path / "Mail" / "new").iterdir())) > 1, 0.5)
        digests.deliver()
        eventually(lambda: list((tmp_path / "Mail" / "new").iterdir()))
        digests.wait(10)
        digests.deliver()
        never(lambda: len(list((tmp_path / "Mail" / "new").iterdir())) > 1, 0.5)
    wired.ledger.close()


def test_a_machine_that_sleeps_and_wakes_does_not_put_the_next_try_off_for_ever(tmp_path: Path) -> None:
    """After a leap of the clock all times are set anew."""
    with at_desk(tmp_path) as desk:
        desk.clock.now += timedelta(hours=2)
        desk.fault = ServerError("down")
        desk.run()
        assert desk.next() == AGAIN
        desk.clock.now += AGAIN / 3
        assert desk.next() == AGAIN - AGAIN / 3
        desk.clock.now += AGAIN
        assert desk.next() == SOON
        desk.clock.now -= timedelta(hours=2)
        assert desk.next() == SOON
