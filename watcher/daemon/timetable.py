"""The timed steps, by APScheduler: the safety poll, the chores, and the next wake-up that a plan asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from watcher.daemon.clocks import Clocks
from watcher.daemon.events import Chore, Event, Woken
from watcher.daemon.wakes import Wake

log = structlog.get_logger()


class Timetable:
    """Tells `put` each event at its time. `poll` is the seconds between two safety readings.

    It is kept in memory: all times come from the config or the ledger.
    """

    def __init__(self, put: Callable[[Event], None], clocks: Clocks, poll: float, chores: Sequence[Chore]) -> None:
        self._put = put
        self._clocks = clocks
        self._poll = poll
        self._chores = chores
        self._scheduler = BackgroundScheduler(
            timezone="UTC",
            # misfire_grace_time: by default APScheduler 3 drops a job that is over 1 s late; it is still wanted.
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )

    def begin(self) -> None:
        """Start its thread, with the times that do not come from a plan."""
        self._scheduler.start()
        self.anew()

    def anew(self) -> None:
        """Set these again: the clock jumped."""
        self._scheduler.add_job(
            self._put, "interval", [Woken(None)], seconds=self._poll, id="poll", replace_existing=True
        )
        for chore in self._chores:
            self.later(chore)

    def later(self, chore: Chore) -> None:
        """Tell a chore when it is next due."""
        self._at(chore.next_due(self._clocks.wall()), chore, f"chore {chore.name}")

    def wake(self, wake: Wake | None) -> None:
        """Tell this wake-up instead of the one before."""
        if self._scheduler.get_job("due"):
            self._scheduler.remove_job("due")
        if wake is not None:
            log.debug("next wake", at=wake.at.isoformat(), step=wake.step.value)
            self._at(wake.at, Woken(wake.step), "due")

    def end(self) -> None:
        """End it between two jobs: APScheduler 3 does not find the one under way once it is told to stop."""
        self._scheduler.pause()
        with self._scheduler._jobstores_lock:
            pass
        self._scheduler.shutdown(wait=False)

    def _at(self, moment: datetime, event: Event, name: str) -> None:
        """Let the scheduler, which has a clock of its own, tell an event at a moment of ours; a name has one."""
        run_date = datetime.now(UTC) + (moment - self._clocks.wall())
        self._scheduler.add_job(
            self._put, "date", [event], run_date=run_date, id=name, name=name, replace_existing=True
        )
