"""`watcher run`: passes at an interval, by APScheduler. It only wakes us; what is due stands in the ledger."""

from __future__ import annotations

import signal
import threading
from dataclasses import replace
from types import FrameType

import structlog
from apscheduler.schedulers.blocking import BlockingScheduler

from watcher.errors import ServerError, WatcherError
from watcher.pipeline.passes import World

log = structlog.get_logger()


def run(world: World, every: int) -> None:
    """Make a pass now, then one each `every` seconds, until SIGTERM or SIGINT; a failed pass is logged."""
    scheduler = BlockingScheduler(timezone=world.policy.zone)
    stopping = threading.Event()

    def sleep(seconds: float) -> None:
        if stopping.wait(seconds):
            raise ServerError("stopped before unconfirmed drafts had settled; the next pass looks for them")

    world = replace(world, sleep=sleep)
    # misfire_grace_time: APScheduler 3 drops a job that is over 1 s late; a late pass is still wanted.
    scheduler.add_job(
        _pass,
        "interval",
        [world],
        seconds=every,
        next_run_time=world.clock(),
        coalesce=True,
        max_instances=1,
        misfire_grace_time=None,
    )

    def stop(signum: int, _frame: FrameType | None) -> None:
        log.info("stopping", signal=signal.Signals(signum).name)
        stopping.set()
        scheduler.shutdown(wait=False)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    log.info("watching", every_seconds=every, accounts=[account.name for account in world.accounts])
    scheduler.start()


def _pass(world: World) -> None:
    try:
        summary = world.once()
    except WatcherError as error:
        log.warning("pass failed", error=error.message, exit_code=int(error.exit_code))
        return
    except Exception as error:  # noqa: BLE001 - a fault of ours in one pass must not end the watch
        log.warning("pass failed by a fault of the program", error=type(error).__name__)
        return
    log.info(
        "pass done",
        read=sum(s.read for s in summary.synced),
        events=sum(s.events for s in summary.synced),
        drafted=len(summary.drafted),
        withdrawn=len(summary.withdrawn),
        refused=len(summary.refused),
        forgotten=len(summary.forgotten),
        unconfirmed=summary.unconfirmed,
    )
    for name, failure in summary.failed.items():
        log.error("account failed", account=name, error=failure.message)
    for note in summary.notes:
        log.warning("note", note=note)
    for problem in summary.problems:
        log.warning("problem", problem=problem)
