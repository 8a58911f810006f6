"""One account's place in the daemon: a thread that reads it when asked to, and a thread for each of its watches.

Whatever becomes of its server, it holds up nobody else. Watching goes on only while reading succeeds, so that a server
that is down, or a password that is refused, is tried by one thread at its pace.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import structlog

from watcher.daemon.backoff import PERMANENT, TRANSIENT
from watcher.daemon.clocks import Clocks
from watcher.errors import ConfigError, SignInError, WatcherError
from watcher.pipeline.ports import Account, Watch
from watcher.pipeline.sync import Synced

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Read:
    """An account was read to its end, from the (monotonic) moment `began` on."""

    account: str
    began: float
    synced: Synced


@dataclass(frozen=True, slots=True)
class Failed:
    """An account could not be read, so many times in a row; it is tried again in so many seconds."""

    account: str
    error: Exception
    again_in: float
    failures: int = 1


class StoppedError(Exception):
    """Reading is given up, between two batches or where it waits for a quota, because the daemon stops."""


class Halt:
    """Ends all waiting for a quota or another try, now and from now on; from any thread."""

    def __init__(self) -> None:
        self._called = threading.Event()

    def call(self) -> None:
        """The daemon stops."""
        self._called.set()

    def sleep(self, seconds: float) -> None:
        """Wait so long; StoppedError where the daemon stops."""
        if self._called.wait(seconds):
            raise StoppedError


class Post:
    """`read` reads the account once, and is called in the reader's thread alone; `tell` may be called from any."""

    def __init__(
        self,
        account: Account,
        watches: Sequence[Watch],
        read: Callable[[], Synced],
        tell: Callable[[Read | Failed], None],
        clocks: Clocks,
        draw: Callable[[], float],
    ) -> None:
        self.name = account.name
        self._account = account
        self._watches = watches
        self._read = read
        self._tell = tell
        self._clocks = clocks
        self._draw = draw
        self._changed = threading.Condition()
        self._wanted = False
        self._failures = 0
        self._retry_at = 0.0
        self._well = False
        self._renewals = 0
        self._stopping = False
        names = [f"read {self.name}", *(f"watch {self.name} {number}" for number in range(1, len(watches) + 1))]
        targets = [self._read_on, *(lambda watch=watch: self._watch_on(watch) for watch in watches)]
        self._threads = [
            threading.Thread(target=target, name=name, daemon=True) for target, name in zip(targets, names, strict=True)
        ]

    def start(self) -> None:
        """Start the threads; reading begins when it is asked for."""
        for thread in self._threads:
            thread.start()

    def want(self) -> None:
        """Ask for a reading that begins from now on, or when the server is no longer to be left alone."""
        with self._changed:
            self._wanted = True
            self._changed.notify_all()

    def renew(self) -> None:
        """Connect anew, now: the machine slept, or its clock was set."""
        for watch in self._watches:
            watch.drop()
        with self._changed:
            self._retry_at, self._wanted, self._renewals = 0.0, True, self._renewals + 1
            self._changed.notify_all()

    def stop(self) -> None:
        """Ask all threads to end."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        for watch in self._watches:
            watch.poke()

    def join(self, until: float) -> bool:
        """Wait for the threads until a time of `time.monotonic`; False where one still hangs on its server."""
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    @property
    def stopping(self) -> bool:
        """`stop` was called."""
        return self._stopping

    def _read_on(self) -> None:
        while self._next():
            began = self._clocks.monotonic()
            try:
                synced = self._read()
            except StoppedError:
                break
            except Exception as error:  # noqa: BLE001 - a fault of ours must not end the watch either
                self._fail(error)
            else:
                self._succeed()
                self._tell(Read(self.name, began, synced))
        for thread in self._threads[1:]:
            thread.join()  # a watch that begins once more would connect anew
        self._account.close()

    def _next(self) -> bool:
        """Wait until a reading is wanted and may begin; False where the daemon stops."""
        with self._changed:
            while not self._stopping:
                rest = self._retry_at - self._clocks.monotonic()
                if self._wanted and rest <= 0:
                    self._wanted = False
                    return True
                self._changed.wait(rest if self._wanted else None)
            return False

    def _fail(self, error: Exception) -> None:
        with self._changed:
            self._failures += 1
            failures = self._failures
            again_in = _wait(error, failures, self._draw())
            self._retry_at = self._clocks.monotonic() + again_in
            self._wanted, self._well = True, False
        self._tell(Failed(self.name, error, again_in, failures))

    def _succeed(self) -> None:
        with self._changed:
            self._failures, self._well = 0, True
            self._changed.notify_all()

    def _watch_on(self, watch: Watch) -> None:
        failures = 0
        while self._watchable():
            try:
                news = watch.wait()
            except Exception as error:  # noqa: BLE001 - as for reading
                failures += 1
                if not self._stopping:
                    self._lose(error, failures)
            else:
                # Only now: a connection that is accepted and then dropped is no success.
                failures = 0
                if news:
                    self.want()
        watch.close()

    def _watchable(self) -> bool:
        """Wait until the account could be read; False where the daemon stops."""
        with self._changed:
            self._changed.wait_for(lambda: self._stopping or self._well)
            return not self._stopping

    def _lose(self, error: Exception, failures: int) -> None:
        """A watch failed: reading finds out whether the server is there, and tells what came meanwhile."""
        wait = _wait(error, failures, self._draw())
        log.info("watch lost", account=self.name, error=_words(error), again_in=round(wait, 1))
        with self._changed:
            self._well = False
            self._wanted = True
            self._changed.notify_all()
            before = self._renewals
            self._changed.wait_for(lambda: self._stopping or self._renewals != before, wait)


def _wait(error: Exception, failures: int, draw: float) -> float:
    """As the server asked, or longer. A certificate may be a captive portal's, which goes away by itself."""
    backoff = PERMANENT if isinstance(error, (SignInError, ConfigError)) and error.permanent else TRANSIENT
    rest = error.rest if isinstance(error, WatcherError) else 0.0
    return max(rest, backoff.after(failures, draw))


def _words(error: Exception) -> str:
    return error.message if isinstance(error, WatcherError) else type(error).__name__
