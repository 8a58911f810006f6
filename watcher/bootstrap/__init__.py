"""The only wiring: config, packaged tables, accounts, ledger and rules to one `Wired`.

packaged     tables, letters and words as values
accounts     the config's accounts, with what signs them in
wired        what commands ask questions of
simulation   the same rules for made-up searches
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from watcher import cadence, drafting, timeline
from watcher.bootstrap.accounts import accounts
from watcher.bootstrap.packaged import addresses, advice, inference_tables, letters, templates, windows
from watcher.bootstrap.wired import Wired
from watcher.config import Config
from watcher.pipeline.infer import Reader
from watcher.pipeline.obey import Ear
from watcher.pipeline.passes import World
from watcher.store import SqlLedger, open_ledger, read_ledger

__all__ = ["Wired", "addresses", "inference_tables", "letters", "read_only", "templates", "windows", "wire"]


def wire(
    config: Config,
    *,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    sleep: Callable[[float], None] = time.sleep,
    ledger: SqlLedger | None = None,
) -> Wired:
    """Wire a config's accounts, ledger and rules; LedgerError where that cannot be opened. No account is contacted.

    `ledger` is the config's, where this process has it open already. `sleep` waits so many seconds, for a quota too; it
    may raise, to end that for good.
    """
    return _wired(config, ledger or open_ledger(config.ledger_url), clock, sleep)


def read_only(config: Config) -> Wired:
    """The same over a ledger that is only read, as it lies there; LedgerError where there is none."""
    return _wired(config, read_ledger(config.ledger_url), lambda: datetime.now(UTC), time.sleep)


def _wired(config: Config, ledger: SqlLedger, clock: Callable[[], datetime], sleep: Callable[[float], None]) -> Wired:
    me = frozenset(config.identity.addresses)
    opened = accounts(config, sleep)
    filing = timeline.Filing(config.mailboxes.ignore, config.mailboxes.job)
    world = World(
        accounts=opened,
        ledger=ledger,
        reader=Reader(inference_tables(), me),
        addresses=addresses(),
        policy=_policy(config, me),
        voice=drafting.Voice(config.identity.name, config.identity.sign_off, config.identity.signature, config.country),
        templates=letters(config.templates),
        horizon=timedelta(days=config.sync.horizon_days),
        settle_seconds=config.cadence.settle_seconds,
        clock=clock,
        sleep=sleep,
        retention_months=config.retention_months,
        ear=Ear(filing, ledger.sealing_key, me, config.zone),
    )
    return Wired(world, config, opened, ledger)


def _windows(config: Config) -> Mapping[cadence.FollowUpKind, cadence.Window]:
    """The packaged cadence table with the user's changes."""
    try:
        return cadence.changed(windows(), config.cadence.changes, config.cadence.quiet_days)
    except cadence.WindowError as error:
        own = () if error.key == "quiet_days" else (error.kind.value,)
        raise config.refused(("cadence", *own, error.key), str(error)) from None


def _policy(config: Config, me: frozenset[str]) -> cadence.Policy:
    return cadence.Policy(
        windows=_windows(config),
        zone=config.zone,
        holidays=config.holidays,
        own_addresses=me,
        max_drafts_per_day=config.cadence.max_drafts_per_day,
        max_waiting=config.cadence.max_waiting,
        quiet_days=config.cadence.quiet_days,
        advice=advice(),
    )
