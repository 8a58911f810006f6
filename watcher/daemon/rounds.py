"""What to do next: a round reads all accounts, waits for those that are well, and is followed by one pass over them.

A pass writes only for accounts that were read since it was asked for. An account that fails, or was not done in time,
is not waited for again until it was read to its end. Pure: seconds on a clock that only goes on are arguments.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from watcher.daemon.wakes import Step

PAUSE = 2.0
"""Seconds between news and its round: mail comes in bursts, and one pass serves them all."""

PATIENCE = 20.0
"""Seconds that a round waits for accounts that were well: so long one that begins to hang delays the others, once."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing to do until then; None: until something happens."""

    until: float | None


@dataclass(frozen=True, slots=True)
class Gather:
    """Read all accounts anew."""


@dataclass(frozen=True, slots=True)
class Act:
    """Make a pass over the accounts, which were read since the round began; `without` are those left out."""

    accounts: frozenset[str]
    without: frozenset[str]
    steps: tuple[Step, ...]


Move = Wait | Gather | Act


class Rounds:
    """What was asked for, and how far the accounts are. Accounts are unknown until first read: they are waited for."""

    def __init__(self, accounts: Iterable[str]) -> None:
        self._read_from: dict[str, float] = dict.fromkeys(accounts, float("-inf"))
        self._late: set[str] = set()
        self._asked: dict[Step, None] = {}
        self._opens: float | None = None
        self._since: float | None = None

    def ask(self, step: Step, now: float, pause: float = 0.0) -> None:
        """Ask for a pass, which begins after `pause` seconds or with an earlier one."""
        self._asked[step] = None
        if self._since is None:
            opens = now + pause
            self._opens = opens if self._opens is None else min(self._opens, opens)

    def read(self, account: str, began: float) -> bool:
        """An account was read to its end from `began` on. True where it had been given up before."""
        recovered = account in self._late
        self._late.discard(account)
        self._read_from[account] = max(began, self._read_from[account])
        return recovered

    def failed(self, account: str) -> None:
        """An account cannot be read."""
        self._late.add(account)

    def move(self, now: float) -> Move:
        """What is to be done now. A `Gather` or `Act` is told once."""
        if self._since is None:
            if self._opens is None or now < self._opens:
                return Wait(self._opens)
            self._opens, self._since = None, now
            return Gather()
        ready = {name for name, began in self._read_from.items() if began >= self._since}
        pending = self._read_from.keys() - ready - self._late
        if pending and now < self._since + PATIENCE:
            return Wait(self._since + PATIENCE)
        self._late |= pending
        steps = tuple(self._asked)
        self._since, self._asked = None, {}
        return Act(frozenset(ready), frozenset(self._read_from.keys() - ready), steps)
