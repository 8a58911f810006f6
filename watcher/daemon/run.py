"""`watcher run`: one instance, its signals, and its config, which may change while it runs."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from queue import SimpleQueue
from types import FrameType

import structlog

from watcher.bootstrap import Wired, wire
from watcher.config import load
from watcher.daemon.events import Events, Reload, Stop
from watcher.daemon.keeper import Keeper
from watcher.errors import ConfigError, WatcherError

log = structlog.get_logger()


def run(path: Path | None, poll: float) -> None:
    """Watch until SIGTERM or SIGINT; SIGHUP reads the config at `path` anew. `poll` seconds between safety readings.

    ConfigError, or LedgerError where the ledger fails or another `run` is there, only at the start.
    """
    events: Events = SimpleQueue()
    with _signals(events):
        wired = wire(load(path))
        current: _Instance | None = _Instance(wired, _taken(wired))
        while current is not None:
            current = current.serve(path, poll, events)


class _Instance:
    """One config's time. `taken` keeps every other `run` off its ledger, until closed."""

    def __init__(self, wired: Wired, taken: ExitStack) -> None:
        self._wired = wired
        self._taken = taken
        self._next: _Instance | None = None

    def serve(self, path: Path | None, poll: float, events: Events) -> _Instance | None:
        """Watch; gives the next instance where another config took over."""
        world, accounts = self._wired.world, self._wired.accounts
        try:
            keeper = Keeper(world, accounts, events, poll)
            log.info("watching", accounts=[account.name for account in accounts], poll=poll)
            ended = keeper.serve(lambda: self._reload(path))
            if isinstance(ended, Stop):
                log.info("stopped", why=ended.why)
        finally:
            self._wired.ledger.close()
            if self._next is None or self._next._taken is not self._taken:
                self._taken.close()
        return self._next

    def _reload(self, path: Path | None) -> bool:
        """Wire the config as it is now; where that fails, say why and go on with the old one."""
        try:
            new = wire(load(path))
            try:
                same = new.config.ledger_url == self._wired.config.ledger_url
                self._next = _Instance(new, self._taken if same else _taken(new))
            except WatcherError:
                new.ledger.close()
                raise
        except WatcherError as error:
            problems = error.problems if isinstance(error, ConfigError) else ()
            log.warning("config not reloaded; the old one goes on", error=error.message, problems=problems)
            return False
        log.info("config reloaded")
        return True


def _taken(wired: Wired) -> ExitStack:
    """LedgerError where another `run` has the ledger."""
    stack = ExitStack()
    stack.enter_context(wired.ledger.attended())
    return stack


@contextmanager
def _signals(events: Events) -> Iterator[None]:
    def handle(signum: int, _frame: FrameType | None) -> None:
        events.put(Reload() if signum == signal.SIGHUP else Stop(signal.Signals(signum).name))

    before = {number: signal.signal(number, handle) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
