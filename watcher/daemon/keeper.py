"""Keeps watch over all accounts: asks `Rounds` what to do, and does it. Passes run in a thread, one at a time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from queue import Empty
from random import SystemRandom

import structlog

from watcher.cadence import State, is_waiting
from watcher.daemon.clocks import Clocks
from watcher.daemon.events import Acted, Chore, Event, Events, Reload, Stop, Woken
from watcher.daemon.memory import give_back
from watcher.daemon.notify import Manager
from watcher.daemon.post import Failed, Halt, Post, Read, StoppedError
from watcher.daemon.pulse import Pulse
from watcher.daemon.rounds import PAUSE, Act, Gather, Rounds, Wait
from watcher.daemon.settling import Settling
from watcher.daemon.tell import tell_failed, tell_pass, tell_read
from watcher.daemon.timetable import Timetable
from watcher.daemon.vitals import Vitals
from watcher.daemon.wakes import Step, Wake, next_wake
from watcher.errors import WatcherError
from watcher.pipeline.health import health_words
from watcher.pipeline.passes import World
from watcher.pipeline.ports import Watched
from watcher.pipeline.sync import Synced

log = structlog.get_logger()

TICK = 30.0
"""Seconds between two looks at the clocks: sooner or later than a sleep they are not compared."""

DRAIN = 3.0
"""Seconds that all has to end in. What is not done then is cut off, which a crash may do at any time."""

AGAIN = 15.0
"""Seconds after which a pass that could not be made is tried again."""

PATIENCE = 1800.0
"""Seconds without a sign after which a reading or a pass hangs, where deadlines are the usual ones."""

MOST_OVERTAKEN = 3
"""Passes in a row that write nothing because mail keeps coming; the next writes all the same, as `once` would."""

_DRAW = SystemRandom().random


class Keeper:
    """One config's watch. `events` is shared with who stops it; `poll` is the seconds between two safety readings."""

    def __init__(
        self,
        world: World,
        accounts: Sequence[Watched],
        events: Events,
        poll: float,
        *,
        clocks: Clocks | None = None,
        chores: Sequence[Chore] = (),
        vitals: Vitals | None = None,
        draw: Callable[[], float] = _DRAW,
        manager: Manager | None = None,
        patience: float = PATIENCE,
        halt: Halt | None = None,
    ) -> None:
        """`manager` is told how the watch stands; `patience` is the seconds that work may take between two signs.

        `halt` is what the accounts wait by.
        """
        self._clocks = clocks or Clocks(world.clock)
        names = [account.name for account in accounts]
        self._events = events
        self._vitals = vitals or Vitals(self._clocks.wall)
        self._pulse = Pulse(manager or Manager({}), names, poll, patience, self._clocks, self._in_words)
        self._world = replace(world, overtaken=self._goes_on)
        self._stopping = False
        self._halt = halt or Halt()
        self._batches = dict.fromkeys(names, 0)
        self._before: dict[str, int] = {}
        self._overtaken_passes = 0
        self._planned = self._clocks.look()
        self._synced: dict[str, Synced] = {}
        self._until: float | None = None
        self._rounds = Rounds(names)
        self._settling = Settling(world.settle_seconds, self._clocks)
        self._entered = len(world.ledger.entered())
        self._acting: threading.Thread | None = None
        self._posts = [
            Post(account, account.watches(), self._reader(account), events.put, self._clocks, draw)
            for account in accounts
        ]
        self._timetable = Timetable(events.put, self._clocks, poll, chores)

    def serve(self, reload: Callable[[], bool]) -> Stop | Reload:
        """Watch until told to stop, or until `reload` says that another config takes over. Drained when it returns."""
        self._begin()
        looked = self._clocks.look()
        try:
            while True:
                event = self._next_event()
                if isinstance(event, Stop):
                    self._pulse.stopping(event.why)
                    return event
                if isinstance(event, Reload) and reload():
                    return event
                if event is not None:
                    self._take(event)
                look = self._clocks.look()
                if leap := looked.jumped(look):
                    self._leapt(leap)
                looked = look
                self._go_on()
                self._pulse.beat()
        finally:
            self._drain()

    def _begin(self) -> None:
        self._vitals.begin()
        self._timetable.begin()
        self._pulse.polled()
        for post in self._posts:
            post.start()
        self._rounds.ask(Step.START, self._clocks.monotonic())
        self._go_on()
        self._pulse.ready()

    def _next_event(self) -> Event | None:
        rest = min(TICK, self._pulse.rest)
        if self._until is not None:
            rest = min(rest, max(0.0, self._until - self._clocks.monotonic()))
        try:
            return self._events.get(timeout=rest)
        except Empty:
            return None

    def _take(self, event: Event) -> None:
        now = self._clocks.monotonic()
        match event:
            case Read():
                tell_read(event)
                self._vitals.read(event)
                self._keep(event.synced)
                if self._rounds.read(event.account, event.began):
                    self._rounds.ask(Step.RECOVERED, now, PAUSE)
                if event.synced.new:
                    self._rounds.ask(Step.MAIL, now, PAUSE)
            case Failed():
                tell_failed(event)
                self._vitals.failed(event)
                self._rounds.failed(event.account)
            case Woken(step) if step is not None:
                self._rounds.ask(step, now)
            case Woken():
                self._pulse.polled()
                self._look_around(now)
            case Chore():
                self._do(event)
            case Acted():
                self._acted(event, now)
            case _:
                pass

    def _keep(self, synced: Synced) -> None:
        """Keep what was read for the next pass, which has to know how much of it is new."""
        before = self._synced.get(synced.account)
        if before is not None:
            synced.after(before)
        self._synced[synced.account] = synced

    def _look_around(self, now: float) -> None:
        """The safety poll: what IDLE did not tell, and what the user entered."""
        for post in self._posts:
            post.want()
        try:
            entered = len(self._world.ledger.entered())
        except WatcherError as error:
            log.warning("ledger cannot be read", error=error.message)
            return
        if entered != self._entered:
            self._entered = entered
            self._rounds.ask(Step.ENTERED, now)

    def _do(self, chore: Chore) -> None:
        try:
            chore.do()
        except WatcherError as error:
            log.warning("chore failed", step=chore.name, error=error.message)
        self._timetable.later(chore)

    def _leapt(self, seconds: float) -> None:
        log.warning("the clock jumped, or the machine slept: all is read anew", seconds=round(seconds))
        for post in self._posts:
            post.renew()
        self._timetable.anew()
        self._pulse.polled()
        self._rounds.ask(Step.CLOCK, self._clocks.monotonic())

    def _go_on(self) -> None:
        self._until = None
        while self._acting is None:
            match self._rounds.move(self._clocks.monotonic()):
                case Gather():
                    for post in self._posts:
                        post.want()
                case Act() as act:
                    self._act(act)
                case Wait(until):
                    self._until = until
                    return

    def _act(self, act: Act) -> None:
        if not act.accounts:
            log.warning("no account could be read", step=[step.value for step in act.steps])
            return
        synced = [self._synced.pop(name) for name in sorted(act.accounts)]
        self._before = {name: self._batches[name] for name in act.accounts}
        self._planned = self._clocks.look()
        self._pulse.passing(act.accounts)
        self._acting = threading.Thread(target=self._pass, args=(act, synced), name="pass", daemon=True)
        self._acting.start()

    def _overtaken(self) -> bool:
        """Mail came into the ledger that a pass over its account may not have seen; or the machine slept.

        What came while it slept is read first, however often passes were overtaken.
        """
        if self._stopping or self._planned.jumped(self._clocks.look()):
            return True
        behind = any(self._batches[name] != before for name, before in self._before.items())
        return behind and self._overtaken_passes < MOST_OVERTAKEN

    def _goes_on(self) -> bool:
        """Asked by the pass before each draft that it writes."""
        self._pulse.passing(frozenset(self._before))
        return self._overtaken()

    def _in_words(self) -> str:
        return health_words(self._vitals.health, self._world.policy.zone)

    def _pass(self, act: Act, synced: Sequence[Synced]) -> None:
        """In a thread of its own, for a server may take its time."""
        try:
            summary = self._world.act(synced, self._settling.ripe)
            tell_pass(summary, act)
            self._events.put(Acted(summary, None))
        except Exception as error:  # noqa: BLE001 - a fault of ours in one pass must not end the watch
            self._events.put(Acted(None, error))

    def _acted(self, acted: Acted, now: float) -> None:
        self._acting = None
        give_back()
        self._pulse.passed()
        if self._overtaken():
            self._overtaken_passes += 1
            self._rounds.ask(Step.MAIL, now, PAUSE)
        else:
            self._overtaken_passes = 0
        if acted.summary is None:
            error = acted.error
            words = error.message if isinstance(error, WatcherError) else type(error).__name__
            log.warning("pass failed", error=words, again_in=AGAIN)
            self._vitals.acted(words)
            self._rounds.ask(Step.AGAIN, now, AGAIN)
            return
        self._vitals.acted()
        try:
            intents = self._world.ledger.intents()
        except WatcherError as error:
            log.warning("ledger cannot be read", error=error.message)
            self._rounds.ask(Step.AGAIN, now, AGAIN)
            return
        self._pulse.waits(sum(is_waiting(i.written.state) for i in intents))
        if acted.summary.behind is not None:
            self._wakes(Wake(acted.summary.behind, Step.CLOCK))
            return
        unsettled = {i.written.key: i.written.changed_at for i in intents if i.written.state is State.SENDING}
        wall = self._clocks.wall()
        settled_at = self._settling.until(unsettled)
        self._wakes(next_wake(acted.summary.plan, intents, settled_at, wall, self._world.policy.zone))

    def _wakes(self, wake: Wake | None) -> None:
        self._vitals.wakes(wake)
        self._timetable.wake(wake)

    def _reader(self, account: Watched) -> Callable[[], Synced]:
        def progress(name: str, read: int, _total: int) -> None:
            """After each batch that is in the ledger."""
            self._batches[name] += bool(read)
            if read:
                self._pulse.advanced(name)
            if self._stopping:
                raise StoppedError

        def read() -> Synced:
            self._pulse.reading(account.name)
            try:
                return self._world.sync(account, progress)
            finally:
                self._pulse.rested(account.name)

        return read

    def _drain(self) -> None:
        """End all threads: IDLE is ended, signed out, the batch or draft under way finished."""
        until = time.monotonic() + DRAIN
        self._stopping = True
        self._halt.call()
        self._timetable.end()
        if self._acting is not None:
            self._acting.join(DRAIN / 2)  # first: it would sign in again to what is signed out
        for post in self._posts:
            post.stop()
        cut_off = [post.name for post in self._posts if not post.join(until)]
        if cut_off:
            log.warning("cut off", accounts=cut_off)
