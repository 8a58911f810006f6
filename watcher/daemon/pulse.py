"""Tells the service manager how the watch stands, and that it goes on; it is told nothing where something hangs."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import structlog

from watcher.daemon.clocks import Clocks
from watcher.daemon.notify import Manager
from watcher.daemon.progress import Progress
from watcher.daemon.standing import hanging, standing

log = structlog.get_logger()

_BEATS = 3.0
"""So many times within what the manager asks for: one may come late."""


class Pulse:
    """Hears what happens to the keeper. Signs of reading and of a pass may come from any thread."""

    def __init__(
        self,
        manager: Manager,
        accounts: Iterable[str],
        poll: float,
        patience: float,
        clocks: Clocks,
        health: Callable[[], str],
    ) -> None:
        """`health` says in words, without addresses, how the accounts are."""
        self._manager = manager
        self._clocks = clocks
        self._health = health
        self._progress = Progress(accounts, poll, patience, clocks.monotonic())
        self._waiting = 0
        self._hung = False

    @property
    def rest(self) -> float:
        """Seconds after which `beat` is due at the latest."""
        return float("inf") if self._manager.within is None else self._manager.within / _BEATS

    def ready(self) -> None:
        """The watch began."""
        self._manager.ready()
        self.beat()

    def stopping(self, why: str) -> None:
        """The watch ends."""
        self._manager.stopping(why)

    def waits(self, drafts: int) -> None:
        """So many drafts wait for the user."""
        self._waiting = drafts

    def polled(self) -> None:
        """The scheduler asked for the safety reading, or its time was set anew."""
        self._progress.polled(self._clocks.monotonic())

    def reading(self, account: str) -> None:
        """A reading of an account begins."""
        self._progress.reading(account, self._clocks.monotonic())

    def advanced(self, account: str) -> None:
        """A batch of messages of an account is in the ledger."""
        self._progress.advanced(account, self._clocks.monotonic())

    def rested(self, account: str) -> None:
        """A reading of an account ended, well or not."""
        self._progress.rested(account, self._clocks.monotonic())

    def passing(self, accounts: frozenset[str]) -> None:
        """A pass over these accounts begins, or goes on to another draft."""
        self._progress.passing(accounts, self._clocks.monotonic())

    def passed(self) -> None:
        """The pass ended, well or not."""
        self._progress.passed()

    def beat(self) -> None:
        """Tell that all goes on, and how it stands; where something hangs, only that."""
        stuck = self._progress.stuck(self._clocks.monotonic())
        if stuck:
            if not self._hung:
                log.error("hung: the watchdog is no longer fed", seconds={o.what: round(o.seconds) for o in stuck})
            self._manager.status(hanging(stuck))
        else:
            self._manager.alive()
            self._manager.status(standing(self._health(), self._waiting))
        self._hung = bool(stuck)
