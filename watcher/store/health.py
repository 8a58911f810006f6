"""How the accounts and the daemon are, in a small file beside the ledger: one process writes it, others show it.

It is no part of the ledger: it must be written when the ledger cannot be, must not come back with a backup, and is out
of date as soon as its writer is gone.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from watcher.store.faults import of_system

_SCHEMA = 1


@dataclass(frozen=True, slots=True)
class AccountHealth:
    """One account. Times are aware; `last_good` is None where it was never read to its end.

    While `failing_since` is set, `failures` counts readings that failed in a row, `short` and `why` are words for the
    last, `permanent` says that only the user can mend it, `retry_at` when it is tried again, and `told` that the user
    was notified of it. `standing` says what is not as it should be though the account is read.
    """

    last_good: datetime | None = None
    failing_since: datetime | None = None
    failures: int = 0
    short: str = ""
    why: str = ""
    permanent: bool = False
    retry_at: datetime | None = None
    told: bool = False
    standing: str = ""


@dataclass(frozen=True, slots=True)
class DaemonHealth:
    """The `watcher run` that wrote this: since when, and the next time that it looks by itself, for which step.

    `failing_since` and `why` tell of passes that could not be made, for which no account is to blame.
    """

    started_at: datetime
    next_wake: datetime | None = None
    step: str = ""
    failing_since: datetime | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Health:
    """All accounts by name, and the daemon, None where none was running. `written_at` is when this was kept."""

    accounts: Mapping[str, AccountHealth] = field(default_factory=dict)
    daemon: DaemonHealth | None = None
    written_at: datetime | None = None


class HealthFile:
    """The file at `path`, mode 0600; None keeps nothing."""

    def __init__(self, path: Path | None) -> None:
        self._path = path

    def read(self) -> Health:
        """What was kept last; empty where nothing was, or where it cannot be understood."""
        try:
            return _loaded(json.loads(self._path.read_bytes())) if self._path else Health()
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return Health()

    def write(self, health: Health) -> None:
        """Put it in the place of what was there, at once; LedgerError where the disk refuses."""
        if self._path is not None:
            put_whole(self._path, json.dumps({"schema": _SCHEMA} | asdict(health), default=str, indent=1) + "\n", 0o600)


def put_whole(path: Path, text: str, mode: int) -> None:
    """Write a file so that a reader finds the old text or the new, never a part of it. LedgerError where it fails."""
    # Not synced: it is written often, and after a power failure everything in it is found out anew.
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW, mode)
        with open(descriptor, "w", encoding="utf-8") as stream:
            os.fchmod(descriptor, mode)
            stream.write(text)
        beside.replace(path)
    except OSError as error:
        raise of_system(error, str(path)) from error
    finally:
        with suppress(OSError):
            beside.unlink()


def _loaded(data: Any) -> Health:
    if data["schema"] != _SCHEMA:
        raise ValueError
    accounts = {str(name): replace(AccountHealth(**row), **_times(row)) for name, row in data["accounts"].items()}
    row = data["daemon"]
    daemon = replace(DaemonHealth(**row), **_times(row)) if row else None
    return Health(accounts, daemon, _time(data["written_at"]))


def _times(row: Mapping[str, Any]) -> dict[str, Any]:
    names = ("last_good", "failing_since", "retry_at", "started_at", "next_wake")
    return {name: _time(row[name]) for name in names if name in row}


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
