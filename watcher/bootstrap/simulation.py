"""The real rules, wired to play made-up searches. Import it only where one is played."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from watcher import cadence, drafting, timeline
from watcher.bootstrap.packaged import addresses, inference_tables, templates, windows
from watcher.config.days_off import days_off
from watcher.demo.stories import OWN_ADDRESS, OWN_NAME
from watcher.mail import MemoryAccount
from watcher.pipeline.infer import Reader
from watcher.pipeline.obey import Ear
from watcher.pipeline.passes import World
from watcher.simulate import table
from watcher.simulate.letters import packaged_letters
from watcher.simulate.run import Setting
from watcher.store import open_ledger


def simulation(zone: ZoneInfo, country: str) -> Setting:
    """The real rules, wired to play made-up searches in a zone and a country ("DE")."""
    me = frozenset({OWN_ADDRESS})
    off = days_off(country)
    policy = cadence.Policy(windows=windows(), zone=zone, holidays=off, own_addresses=me)

    def make(
        account: MemoryAccount, folder: Path, clock: Callable[[], datetime], sleep: Callable[[float], None]
    ) -> World:
        ledger = open_ledger(f"sqlite:///{folder / 'ledger.sqlite'}")
        return World(
            accounts=(account,),
            ledger=ledger,
            reader=Reader(inference_tables(), me),
            addresses=addresses(),
            policy=policy,
            voice=drafting.Voice(OWN_NAME),
            templates=templates(),
            horizon=timedelta(days=180),
            settle_seconds=60,
            clock=clock,
            sleep=sleep,
            ear=Ear(timeline.Filing(), ledger.sealing_key, me, zone),
        )

    enabled = frozenset(kind.value for kind, window in windows().items() if window.enabled)
    return Setting(make, packaged_letters(), table.Rules(table.Days(zone, off), enabled))
