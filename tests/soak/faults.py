"""Random faults from the matrix, one a second. Each is begun, may last, and is undone; one of a kind at a time."""

from __future__ import annotations

import itertools
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
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
    restored: Callable[[], None] = lambda: None
    """Told that an older ledger was put back."""

    @property
    def victim(self) -> ImapBox:
        """The account that is ill just now; the others are well, or hardly a draft would be written to anybody."""
        return self.imap[int(time.monotonic() / ILLNESS) % len(self.imap)]


ILLNESS = 20.0
"""Seconds until another account has the faults of accounts."""

APPENDS = ("append: OK lost", "append: SIGKILL in it", "append: late", "", "append: cut in its literal")
"""What befalls the APPENDs of the program, one after another: they are few, and luck alone would hardly meet one."""
_MODES = {"append: OK lost": "lostok", "append: cut in its literal": "cut", "": "pass"}


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
        self.begun: list[tuple[datetime, str]] = []
        self._rng = random.Random(f"faults {seed}")
        self._lasting: list[_Lasting] = []
        self._armed: list[Proxy] = []
        """The process is killed as soon as one of these holds an APPEND back."""
        self._kills = True

    def begin(self) -> None:
        """From now on APPENDs are wrecked."""
        for number, box in enumerate(self.ground.imap):
            kinds = itertools.cycle(APPENDS[number:] + APPENDS[:number])
            box.proxy.of_append = lambda proxy=box.proxy, kinds=kinds: self._wreck(proxy, next(kinds))

    @property
    def appends(self) -> int:
        """How many were wrecked."""
        return sum(self.done[kind] for kind in APPENDS if kind)

    def _wreck(self, proxy: Proxy, kind: str) -> str:
        """In a thread of the proxy."""
        if kind == "append: SIGKILL in it" and not self._kills:
            kind = "append: late"
        if kind == "append: SIGKILL in it":
            proxy.held.clear()
            self._armed.append(proxy)
        if kind:
            self._count(kind)
        return _MODES.get(kind, "late")

    def _count(self, kind: str) -> None:
        self.done[kind] += 1
        self.begun.append((self.ground.clock(), kind))

    @property
    def hindered(self) -> bool:
        """The actors cannot reach the accounts or the ledger now."""
        return any(one.kind.hinders for one in self._lasting)

    def one(self, *, kills: bool) -> None:
        """Begin one of those that are not under way."""
        self._kills = kills
        busy = {one.kind.name.partition(":")[0] for one in self._lasting}
        able = [k for k in self._kinds if k.name.partition(":")[0] not in busy and (kills or not k.kills)]
        if self.hindered:
            able = [k for k in able if not k.hinders and not k.reaches]
        if not self.ground.daemon.has_acted():
            able = [k for k in able if not k.kills and not k.signals]
        kind = self._rng.choices(able, [k.weight for k in able])[0]
        undo = kind.begin(self.ground, self._rng)
        self._count(kind.name)
        if undo is not None:
            self._lasting.append(_Lasting(kind, time.monotonic() + self._rng.uniform(kind.least, kind.most), undo))

    def end(self, *, all_of_them: bool = False) -> None:
        """Undo those whose time is over, and kill what is to be killed in an APPEND."""
        for proxy in [one for one in self._armed if one.held.is_set()]:
            self._armed.remove(proxy)
            self.ground.daemon.send(signal.SIGKILL)
        for one in sorted(self._lasting, key=lambda one: one.kind.reaches):
            over = time.monotonic() >= one.until and not (one.kind.reaches and self.hindered)
            if over or all_of_them:
                self._lasting.remove(one)
                one.undo()

    def spare(self) -> None:
        """APPENDs are wrecked no more."""
        for box in self.ground.imap:
            box.proxy.of_append = None


@contextmanager
def none_left(faults: Faults) -> Iterator[None]:
    """Undo all at the end, however it ends."""
    try:
        yield
    finally:
        faults.end(all_of_them=True)
