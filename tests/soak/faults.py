"""Random faults from the matrix, one a second. Each is begun, may last, and is undone; one of a kind at a time."""

from __future__ import annotations

import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.servers.dovecot import Dovecot
from tests.servers.proxy import Proxy
from tests.soak.boxes import ImapBox, MaildirBox
from tests.soak.clock import SharedClock
from tests.soak.process import Daemon


@dataclass(slots=True)
class Ground:
    """What faults act upon."""

    server: Dovecot
    imap: Sequence[ImapBox]
    local: MaildirBox
    daemon: Daemon
    clock: SharedClock
    ledger: Path
    password: Path
    armed: list[Proxy] = field(default_factory=list)
    """The process is killed as soon as one of these holds an APPEND back."""


Undo = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of fault: how often of a hundred, how long (seconds), and whether the actors must wait meanwhile.

    `kills` ends the process: the last part of a run goes without. `signals` come only when it heeds them.
    `reaches`: it is done through the accounts, as what the actors do.
    """

    name: str
    weight: int
    begin: Callable[[Ground, random.Random], Undo | None]
    least: float = 0.0
    most: float = 0.0
    hinders: bool = False
    kills: bool = False
    signals: bool = False
    reaches: bool = False


@dataclass(slots=True)
class _Lasting:
    kind: Kind
    until: float
    undo: Undo


class Faults:
    """Draws, begins and ends them."""

    def __init__(self, ground: Ground, kinds: Sequence[Kind], seed: int) -> None:
        self.ground = ground
        self._kinds = kinds
        self.done: Counter[str] = Counter()
        self._rng = random.Random(f"faults {seed}")
        self._lasting: list[_Lasting] = []

    @property
    def hindered(self) -> bool:
        """The actors cannot reach the accounts or the ledger now."""
        return any(one.kind.hinders for one in self._lasting)

    def one(self, *, kills: bool) -> None:
        """Begin one of those that are not under way."""
        busy = {one.kind.name.partition(":")[0] for one in self._lasting}
        able = [k for k in self._kinds if k.name.partition(":")[0] not in busy and (kills or not k.kills)]
        if self.hindered:
            able = [k for k in able if not k.hinders and not k.reaches]
        if not self.ground.daemon.at_work():
            able = [k for k in able if not k.kills and not k.signals]
        kind = self._rng.choices(able, [k.weight for k in able])[0]
        undo = kind.begin(self.ground, self._rng)
        self.done[kind.name] += 1
        if undo is not None:
            self._lasting.append(_Lasting(kind, time.monotonic() + self._rng.uniform(kind.least, kind.most), undo))

    def start(self, name: str) -> _Lasting:
        """Begin this one, which lasts until it is given a time."""
        kind = next(one for one in self._kinds if one.name == name)
        undo = kind.begin(self.ground, self._rng)
        assert undo is not None
        self.done[name] += 1
        self._lasting.append(_Lasting(kind, float("inf"), undo))
        return self._lasting[-1]

    def end(self, *, all_of_them: bool = False) -> None:
        """Undo those whose time is over, and kill what is to be killed in an APPEND."""
        for proxy in self.ground.armed:
            if proxy.held.is_set():
                proxy.held.clear()
                self.ground.daemon.send(signal.SIGKILL)
        for one in sorted(self._lasting, key=lambda one: one.kind.reaches):
            over = time.monotonic() >= one.until and not (one.kind.reaches and self.hindered)
            if over or all_of_them:
                self._lasting.remove(one)
                one.undo()


@contextmanager
def none_left(faults: Faults) -> Iterator[None]:
    """Undo all at the end, however it ends."""
    try:
        yield
    finally:
        faults.end(all_of_them=True)
