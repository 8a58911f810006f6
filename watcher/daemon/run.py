"""`watcher run`: one instance, its signals, and its config, which may change while it runs."""

from __future__ import annotations

import signal
from contextlib import ExitStack
from pathlib import Path
from queue import SimpleQueue
from types import FrameType

import structlog

from watcher.bootstrap import Wired, wire
from watcher.config import Config, load
from watcher.daemon.events import Events, Reload, Stop
from watcher.daemon.keeper import PATIENCE, Keeper
from watcher.daemon.notify import Manager
from watcher.daemon.progress import PATIENCES
from watcher.errors import ConfigError, WatcherError
from watcher.mail.types import ImapSettings

log = structlog.get_logger()


def run(path: Path | None, poll: float, manager: Manager) -> None:
    """Watch until SIGTERM or SIGINT; SIGHUP reads the config at `path` anew. `poll` seconds between safety readings.

    `manager` is told how it stands. ConfigError, or LedgerError where the ledger fails or another `run` is there, only
    at the start.
    """
    with _Bell() as bell:
        current: _Instance | None = _opened(load(path))
        while current is not None:
            current = current.serve(path, poll, bell.renewed(), manager)


class _Instance:
    """One config's time. `taken` holds its ledger open, and every other `run` off it, until closed."""

    def __init__(self, wired: Wired, taken: ExitStack) -> None:
        self._wired = wired
        self._taken = taken
        self._next: _Instance | None = None

    def serve(self, path: Path | None, poll: float, events: Events, manager: Manager) -> _Instance | None:
        """Watch; gives the next instance where another config took over."""
        world, accounts = self._wired.world, self._wired.accounts
        try:
            keeper = Keeper(world, accounts, events, poll, manager=manager, patience=_patience(self._wired.config))
            log.info("watching", accounts=[account.name for account in accounts], poll=poll)
            ended = keeper.serve(lambda: self._reload(path, manager))
            if isinstance(ended, Stop):
                log.info("stopped", why=ended.why)
        finally:
            if self._next is None or self._next._wired.ledger is not self._wired.ledger:
                self._taken.close()
        return self._next

    def _reload(self, path: Path | None, manager: Manager) -> bool:
        """Wire the config as it is now; where that fails, say why and go on with the old one."""
        manager.reloading()
        try:
            config = load(path)
            if config.ledger_url == self._wired.config.ledger_url:
                self._next = _Instance(wire(config, ledger=self._wired.ledger), self._taken)
            else:
                self._next = _opened(config)
        except WatcherError as error:
            problems = error.problems if isinstance(error, ConfigError) else ()
            log.warning("config not reloaded; the old one goes on", error=error.message, problems=problems)
            manager.ready()
            return False
        log.info("config reloaded")
        return True


def _opened(config: Config) -> _Instance:
    """An instance with its ledger opened and taken; LedgerError where that fails, or another `run` has it."""
    with ExitStack() as stack:
        wired = wire(config)
        stack.callback(wired.ledger.close)
        stack.enter_context(wired.ledger.attended())
        return _Instance(wired, stack.pop_all())
    raise AssertionError


def _patience(config: Config) -> float:
    """How long a reading or a pass may give no sign: what the longest timeout of an account allows."""
    timeouts = [one.timeout for one in config.accounts if isinstance(one, ImapSettings)]
    return max(PATIENCE, PATIENCES * max(timeouts, default=0.0))


class _Bell:
    """Signals, as events of the instance that is at work. Each has a queue of its own, for threads may outlive it."""

    def __init__(self) -> None:
        self._events: Events = SimpleQueue()

    def renewed(self) -> Events:
        """A new queue, with the signals that the last one has not answered."""
        last, self._events = self._events, SimpleQueue()
        while not last.empty():
            event = last.get()
            if isinstance(event, (Stop, Reload)):
                self._events.put(event)
        return self._events

    def __enter__(self) -> _Bell:
        self._before = {number: signal.signal(number, self._ring) for number in _HEEDED}
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _ring(self, signum: int, _frame: FrameType | None) -> None:
        self._events.put(Reload() if signum == signal.SIGHUP else Stop(signal.Signals(signum).name))


_HEEDED = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
