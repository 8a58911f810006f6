"""Health as a text for Prometheus (exposition format 0.0.4), as node_exporter's textfile collector reads it. Pure.

Ten lines of text: the `prometheus_client` library would cost the daemon 7 MB of memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from watcher.store.health import AccountHealth, Health


def metrics_text(health: Health) -> str:
    """All gauges; times are seconds since 1970, and those that are not known are left out."""
    return "".join(_lines(health))


def _lines(health: Health) -> Iterator[str]:
    daemon, accounts = health.daemon, health.accounts.items()
    yield from _gauge("watcher_running", "Whether watcher run is at work.", [("", float(daemon is not None))])
    yield from _gauge("watcher_written_seconds", "When this file was written.", _when(health.written_at))
    if daemon:
        yield from _gauge("watcher_started_seconds", "Since when it runs.", _when(daemon.started_at))
        yield from _gauge("watcher_next_wake_seconds", "When it looks next by itself.", _when(daemon.next_wake))
        failing = float(daemon.failing_since is not None)
        yield from _gauge("watcher_passes_failing", "Whether passes cannot be made.", [("", failing)])
    for name, told, value in _OF_ACCOUNT:
        yield from _gauge(f"watcher_account_{name}", told, ((_label(who), value(one)) for who, one in accounts))


def _gauge(name: str, told: str, samples: Iterable[tuple[str, float | None]]) -> Iterator[str]:
    known = [f"{name}{label} {value:.15g}\n" for label, value in samples if value is not None]
    if known:
        yield f"# HELP {name} {told}\n# TYPE {name} gauge\n"
        yield from known


def _label(account: str) -> str:
    escaped = account.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'{{account="{escaped}"}}'


def _seconds(moment: datetime | None) -> float | None:
    return round(moment.timestamp()) if moment else None


def _when(moment: datetime | None) -> list[tuple[str, float | None]]:
    return [("", _seconds(moment))]


def _failing(one: AccountHealth) -> float:
    return float(one.failing_since is not None)


_OF_ACCOUNT = (
    ("last_good_seconds", "When the account was last read to its end.", lambda one: _seconds(one.last_good)),
    ("failing", "Whether the account cannot be read.", _failing),
    ("failures", "Readings of the account that failed in a row.", lambda one: float(one.failures)),
    ("needs_user", "Whether only the user can mend the account.", lambda one: float(one.permanent)),
)
