"""One account's threads, with a reader and a watch that the test holds in its hands."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from queue import Queue

import pytest

from tests.daemon.keeping import eventually, never
from watcher.daemon.clocks import Clocks
from watcher.daemon.post import Failed, Post, Read
from watcher.errors import ServerError, SignInError
from watcher.mail import MemoryAccount
from watcher.pipeline.sync import Synced


class HandWatch:
    """A watch whose outcome the test puts into `outcomes`."""

    def __init__(self) -> None:
        self.outcomes: Queue[bool | Exception] = Queue()
        self.waits = self.drops = self.closed = 0

    def wait(self) -> bool:
        self.waits += 1
        outcome = self.outcomes.get(timeout=20)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def poke(self) -> None:
        self.outcomes.put(False)

    def drop(self) -> None:
        self.drops += 1

    def close(self) -> None:
        self.closed += 1


class Desk:
    """A post, what it told, and how often it read; `fault` is what reading raises."""

    def __init__(self) -> None:
        self.watch = HandWatch()
        self.told: list[Read | Failed] = []
        self.reads = 0
        self.fault: Exception | None = None
        self.gate = threading.Event()
        self.gate.set()
        clocks = Clocks(lambda: datetime.now(UTC))
        self.post = Post(MemoryAccount("a"), [self.watch], self._read, self.told.append, clocks, lambda: 0.0)

    def _read(self) -> Synced:
        self.reads += 1
        assert self.gate.wait(20)
        if self.fault is not None:
            raise self.fault
        return Synced("a", complete=True)


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = Desk()
    made.post.start()
    yield made
    made.gate.set()
    made.post.stop()
    assert made.post.join(time.monotonic() + 10)
    assert made.watch.closed == 1


def test_it_reads_when_asked_and_then_watches(desk: Desk) -> None:
    never(lambda: desk.reads or desk.watch.waits, 0.1)
    desk.post.want()
    eventually(lambda: desk.watch.waits == 1)
    desk.watch.outcomes.put(True)
    eventually(lambda: desk.reads == 2)
    desk.watch.outcomes.put(False)
    eventually(lambda: desk.watch.waits == 3)
    assert desk.reads == 2


def test_news_while_it_reads_makes_it_read_again(desk: Desk) -> None:
    desk.gate.clear()
    desk.post.want()
    eventually(lambda: desk.reads == 1)
    desk.post.want()
    desk.post.want()
    desk.gate.set()
    eventually(lambda: desk.reads == 2)
    never(lambda: desk.reads > 2, 0.1)


def test_a_server_that_fails_is_left_alone_and_not_watched(desk: Desk) -> None:
    desk.fault = ServerError("down")
    desk.post.want()
    eventually(lambda: desk.told)
    told = desk.told[0]
    assert isinstance(told, Failed)
    assert told.again_in == 2.0
    desk.post.want()
    never(lambda: desk.reads > 1 or desk.watch.waits, 0.3)


def test_row_21_a_refused_password_is_left_alone_for_minutes(desk: Desk) -> None:
    desk.fault = SignInError("no", permanent=True)
    desk.post.want()
    eventually(lambda: desk.told)
    told = desk.told[0]
    assert isinstance(told, Failed)
    assert told.again_in == 300.0


@pytest.mark.parametrize("rest", [0.0, 1.0, 92.415, 7200.0])
def test_row_21_the_hint_of_the_server_is_honoured(desk: Desk, rest: float) -> None:
    desk.fault = ServerError("throttled", rest=rest)
    desk.post.want()
    eventually(lambda: desk.told)
    told = desk.told[0]
    assert isinstance(told, Failed)
    assert told.again_in == max(2.0, rest)


def test_row_07_what_may_be_a_captive_portal_is_tried_again_soon(desk: Desk) -> None:
    desk.fault = ServerError("the certificate is another's", permanent=True)
    desk.post.want()
    eventually(lambda: desk.told)
    told = desk.told[0]
    assert isinstance(told, Failed)
    assert told.again_in == 2.0


def test_a_fault_of_ours_is_told_and_tried_again(desk: Desk) -> None:
    desk.fault = ZeroDivisionError()
    desk.post.want()
    eventually(lambda: desk.told)
    desk.fault = None
    eventually(lambda: desk.watch.waits == 1)


def test_row_06_renewing_ends_every_wait_for_a_server_and_drops_its_connections(desk: Desk) -> None:
    desk.fault = SignInError("no", permanent=True)
    desk.post.want()
    eventually(lambda: desk.told)
    desk.fault = None
    desk.post.renew()
    eventually(lambda: desk.watch.waits == 1)
    assert desk.watch.drops == 1


def test_row_02_a_watch_that_fails_at_once_is_tried_ever_more_seldom_and_reading_proves_the_server(desk: Desk) -> None:
    """IDLE dies the moment it begins, while reading goes well."""
    desk.post.want()
    eventually(lambda: desk.watch.waits == 1)
    desk.watch.outcomes.put(ServerError("cut"))
    eventually(lambda: desk.reads == 2)
    never(lambda: desk.watch.waits > 1, 1.5)
    eventually(lambda: desk.watch.waits == 2)
    desk.watch.outcomes.put(ServerError("cut"))
    never(lambda: desk.watch.waits > 2, 3)
    assert desk.reads == 3
