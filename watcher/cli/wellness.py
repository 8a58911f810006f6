"""What `watcher status` says of the accounts and of the daemon."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from watcher.bootstrap import Wired
from watcher.cli.views import moment
from watcher.pipeline.health import trouble_words
from watcher.store import AccountHealth


def health_lines(world: Wired) -> Iterator[str]:
    """A line for the daemon, one for each account, and one for each digest that may not have come."""
    health, pid, zone = world.health(), world.ledger.attending(), world.config.zone
    daemon = health.daemon

    def when(at: datetime) -> str:
        return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"

    if pid is None:
        died = f"; one that began {when(daemon.started_at)} ended without a word" if daemon else ""
        yield f"watcher run is not at work{died}."
    else:
        wake = daemon.next_wake if daemon else None
        coming = f", and looks again by itself {when(wake)}" if wake else ""
        yield f"watcher run is at work (PID {pid}){coming}."
        if daemon and daemon.failing_since:
            yield f"  MEND  no pass could be made since {when(daemon.failing_since)}: {daemon.why}"
    for account in world.accounts:
        one = health.accounts.get(account.name, AccountHealth())
        read = f"last read {when(one.last_good)}" if one.last_good else "never read yet"
        if not one.failing_since:
            yield f"  {account.name}: {read}"
            if one.standing:
                yield f"  LOOK  {account.name}: {one.standing}"
            continue
        again = f" It is tried again {when(one.retry_at)}." if one.retry_at and pid is not None else ""
        mark = "MEND" if one.permanent else "wait"
        yield f"  {mark}  {trouble_words(account.name, one, zone)} ({read}; {_times(one.failures)}).{again}"
    yield from (f"  LOOK  {words}" for words in world.unsure())


def _times(failures: int) -> str:
    return "failed once" if failures == 1 else f"failed {failures} times"


def health_json(world: Wired) -> dict[str, Any]:
    """The same for `--json`."""
    health, pid, zone = world.health(), world.ledger.attending(), world.config.zone
    daemon = health.daemon if pid is not None else None
    return {
        "running": pid is not None,
        "pid": pid or None,
        "started_at": moment(daemon.started_at, zone) if daemon else None,
        "next_wake": moment(daemon.next_wake, zone) if daemon else None,
        "digests_unsure": list(world.unsure()),
        "passes_fail": (daemon.why or None) if daemon else None,
        "accounts": [
            _row(account.name, health.accounts.get(account.name, AccountHealth()), world) for account in world.accounts
        ],
    }


def _row(name: str, one: AccountHealth, world: Wired) -> dict[str, Any]:
    zone = world.config.zone
    return {
        "name": name,
        "last_good": moment(one.last_good, zone),
        "failing_since": moment(one.failing_since, zone),
        "failures": one.failures,
        "why": one.why or None,
        "standing": one.standing or None,
        "needs_user": one.permanent,
        "retry_at": moment(one.retry_at, zone),
    }
