"""A whole `World` over accounts in memory, with a ledger on disk and an injected clock."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.pipeline.letters import ME
from watcher.bootstrap import addresses, inference_tables, templates, windows
from watcher.cadence import Policy
from watcher.drafting import Voice
from watcher.pipeline.infer import Reader
from watcher.pipeline.obey import Ear
from watcher.pipeline.passes import World
from watcher.pipeline.ports import Account
from watcher.store import open_ledger
from watcher.timeline import Filing

UTC = ZoneInfo("UTC")


class Clock:
    """The time, which tests move."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.slept: list[float] = []

    def __call__(self) -> datetime:
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let time pass without waiting for it."""
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)


def world(
    folder: Path,
    accounts: Sequence[Account],
    clock: Clock,
    *,
    max_waiting: int = 10,
    zone: ZoneInfo = UTC,
    holidays: Container[date] = frozenset(),
) -> World:
    """Wire the real rules, with the ledger in `folder`."""
    me = frozenset({ME})
    ledger = open_ledger(f"sqlite:///{folder}/ledger.sqlite")
    return World(
        accounts=accounts,
        ledger=ledger,
        reader=Reader(inference_tables(), me),
        addresses=addresses(),
        policy=Policy(windows=windows(), zone=zone, holidays=holidays, own_addresses=me, max_waiting=max_waiting),
        voice=Voice("Ada Example"),
        templates=templates(),
        horizon=timedelta(days=180),
        settle_seconds=60,
        clock=clock,
        sleep=clock.sleep,
        ear=Ear(Filing(), ledger.sealing_key, me, zone),
    )
