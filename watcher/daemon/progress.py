"""Whether there is real progress: each thing that has to move, and how long it may stand still.

That the main loop turns is not enough: a pass or a reading may hang on what no deadline of ours reaches (a file system
that is gone, a fault of the program), and the scheduler's thread may have died. Whoever is told of a failure has moved:
a server that refuses or does not answer is retried, and starting anew would mend nothing. Pure: seconds on a clock that
only goes on are arguments.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

PATIENCES = 30.0
"""Times the longest timeout of an account that may go by between two signs of a reading or a pass.

A command that moves many octets ends within ten timeouts, and one batch takes up to three of them: headers, structures,
texts.
"""

_REST = 4000.0
"""Seconds, and two polls, after which an account is read again whatever happened: the longest back-off is an hour."""

_SLACK = 60.0


@dataclass(frozen=True, slots=True)
class Stuck:
    """What stands still, in words, and for how many seconds."""

    what: str
    seconds: float


class Progress:
    """`patience`: the seconds between two signs of work under way; `poll`: those between two safety readings."""

    def __init__(self, accounts: Iterable[str], poll: float, patience: float, now: float) -> None:
        self._poll = poll
        self._patience = patience
        self._heard = now
        names = list(accounts)
        self._rested = dict.fromkeys(names, now)
        self._reading: dict[str, float] = {}
        self._advanced = dict.fromkeys(names, float("-inf"))
        self._passing: tuple[float, frozenset[str]] | None = None

    def polled(self, now: float) -> None:
        """The scheduler asked for the safety reading, or was told to begin its wait anew."""
        self._heard = now

    def reading(self, account: str, now: float) -> None:
        """A reading of an account began."""
        self._reading[account] = now

    def advanced(self, account: str, now: float) -> None:
        """A batch of messages of an account is in the ledger."""
        self._advanced[account] = now

    def rested(self, account: str, now: float) -> None:
        """A reading of an account ended, well or not."""
        self._reading.pop(account, None)
        self._rested[account] = now

    def passing(self, accounts: frozenset[str], now: float) -> None:
        """A pass over these accounts began, or decided on another draft."""
        self._passing = now, accounts

    def passed(self) -> None:
        """The pass ended, well or not."""
        self._passing = None

    def stuck(self, now: float) -> list[Stuck]:
        """All that has stood still for too long at `now`.

        Pass and readings share an account's connection: who waits for the other moves while that one does.
        """
        passing = self._passing
        since = [("the timed steps", self._heard, 2 * self._poll + _SLACK)]
        if passing is not None:
            decided, accounts = passing
            signs = [decided, *(at for name, at in self._advanced.items() if name in accounts)]
            since.append(("a pass", max(signs), self._patience))
        for name, rested in self._rested.items():
            begun = self._reading.get(name)  # once: the reader's thread takes it away
            if begun is None:
                since.append((f"{name}: nothing was read", rested, _REST + 2 * self._poll))
                continue
            signs = [begun, self._advanced[name]]
            if passing is not None and name in passing[1]:
                signs.append(passing[0])
            since.append((f"{name}: a reading", max(signs), self._patience))
        return [Stuck(what, now - at) for what, at, within in since if now - at > within]
