"""`watcher run`: one instance, its signals, and its config, which may change while it runs."""

from __future__ import annotations

import signal
import socket
import threading
from contextlib import ExitStack
from pathlib import Path
from queue import SimpleQueue

import structlog

from watcher.bootstrap import Wired, wire
from watcher.config import Config
from watcher.config.apart import load_apart
from watcher.daemon.desktop import notify
from watcher.daemon.digests import Digests, is_fresh
from watcher.daemon.events import Events, Reload, Stop
from watcher.daemon.keeper import DRAIN, PATIENCE, Keeper
from watcher.daemon.notify import Manager
from watcher.daemon.post import Halt
from watcher.daemon.progress import PATIENCES
from watcher.daemon.vitals import Vitals
from watcher.errors import ConfigError, WatcherError
from watcher.log import configure
from watcher.mail.types import ImapSettings

log = structlog.get_logger()


def run(path: Path | None, poll: float, manager: Manager, level: str | None = None, form: str | None = None) -> None:
    """Watch until SIGTERM or SIGINT; SIGHUP reads the config at `path` anew. `poll` seconds between safety readings.

    `manager` is told how it stands. `level` and `form` ("text" or "json") of the log go before those of the config.

    ConfigError, or LedgerError where the ledger fails or another `run` is there, only at the start.
    """
    with Bell() as bell:
        current: _Instance | None = _opened(load_apart(path))
        while current is not None:
            wanted = current.config.log
            configure(level or wanted.level, json=(form or wanted.format) == "json")
            current = current.serve(path, poll, bell.renewed(), manager)


class _Instance:
    """One config's time. `taken` holds its ledger open, and every other `run` off it, until closed.

    Its accounts wait by `halt`.
    """

    def __init__(self, wired: Wired, taken: ExitStack, halt: Halt) -> None:
        self._wired = wired
        self._halt = halt
        self._taken = taken
        self._next: _Instance | None = None

    @property
    def config(self) -> Config:
        """The config that it was wired by."""
        return self._wired.config

    def serve(self, path: Path | None, poll: float, events: Events, manager: Manager) -> _Instance | None:
        """Watch; gives the next instance where another config took over."""
        world, accounts = self._wired.world, self._wired.accounts
        try:
            vitals = Vitals(world.clock, self._wired.health(), self._wired.keep_health, notify)
            patience = _patience(self.config)
            names = [account.name for account in accounts]
            digests = Digests(
                self._wired.courier(),
                self._wired.digest_times,
                world.clock,
                lambda: is_fresh(vitals.health, names, world.clock(), poll),
            )
            keeper = Keeper(
                world,
                accounts,
                events,
                poll,
                chores=digests.chores(),
                vitals=vitals,
                manager=manager,
                patience=patience,
                halt=self._halt,
            )
            log.info("watching", accounts=names, poll=poll)
            ended = keeper.serve(lambda: self._reload(path, manager))
            digests.wait(DRAIN)
            if isinstance(ended, Stop):
                vitals.end()
                log.info("stopped", why=ended.why)
        finally:
            if self._next is None or self._next._wired.ledger is not self._wired.ledger:
                self._taken.close()
        return self._next

    def _reload(self, path: Path | None, manager: Manager) -> bool:
        """Wire the config as it is now; where that fails, say why and go on with the old one."""
        manager.reloading()
        try:
            config = load_apart(path)
            if config.ledger_url == self.config.ledger_url:
                halt = Halt()
                self._next = _Instance(wire(config, ledger=self._wired.ledger, sleep=halt.sleep), self._taken, halt)
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
        halt = Halt()
        wired = wire(config, sleep=halt.sleep)
        stack.callback(wired.ledger.close)
        stack.enter_context(wired.ledger.attended())
        return _Instance(wired, stack.pop_all(), halt)
    raise AssertionError


def _patience(config: Config) -> float:
    """How long a reading or a pass may give no sign: what the longest timeout of an account allows."""
    timeouts = [one.timeout for one in config.accounts if isinstance(one, ImapSettings)]
    return max(PATIENCE, PATIENCES * max(timeouts, default=0.0))


class Bell:
    """Signals, as events of the instance that is at work. Each has a queue of its own, for threads may outlive it.

    A handler in Python runs when the main thread next looks: a signal that comes in the moment before it begins to
    wait would lie there until the wait is over. So the interpreter's own handler writes to a socket, which a thread
    reads.
    """

    def __init__(self) -> None:
        self._events: Events = SimpleQueue()
        self._lock = threading.Lock()
        self._heard, self._told = socket.socketpair()
        self._told.setblocking(False)

    def renewed(self) -> Events:
        """A new queue, with the signals that the last one has not answered."""
        with self._lock:
            last, self._events = self._events, SimpleQueue()
            signals: list[Stop | Reload] = []
            while not last.empty():
                event = last.get()
                if isinstance(event, (Stop, Reload)):
                    signals.append(event)
            # One config is read for all that were asked for, and none for who is to stop.
            for event in sorted(signals, key=lambda one: isinstance(one, Reload))[:1]:
                self._events.put(event)
            return self._events

    def __enter__(self) -> Bell:
        self._before_fd = signal.set_wakeup_fd(self._told.fileno(), warn_on_full_buffer=False)
        self._before = {number: signal.signal(number, lambda *_: None) for number in _HEEDED}
        self._thread = threading.Thread(target=self._listen, name="signals", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._before_fd)
        self._told.close()
        self._thread.join()
        self._heard.close()

    def _listen(self) -> None:
        while numbers := self._heard.recv(64):
            for number in numbers:
                if number in _HEEDED:
                    with self._lock:
                        self._events.put(Reload() if number == signal.SIGHUP else Stop(signal.Signals(number).name))


_HEEDED = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
