"""What the ledger knows of time: when the latest pass was, and when the newest mail arrived."""

from __future__ import annotations

from datetime import datetime

from watcher.cadence import proven
from watcher.pipeline.ports import Memory

_SEEN = "time of the latest pass"
_ARRIVED = "newest arrival"


def been(memory: Memory, arrived: datetime | None) -> datetime | None:
    """The moment that has surely been. `arrived` is when the newest of the mail arrived that was read just now."""
    known = _told(memory, _ARRIVED)
    if arrived is not None and (known is None or arrived > known):
        known = arrived
        memory.remember(_ARRIVED, arrived.isoformat())
    return proven(_told(memory, _SEEN), known)


def passed(memory: Memory, now: datetime) -> None:
    """There was a pass at `now`, by a clock that can be right."""
    memory.remember(_SEEN, now.isoformat())


def _told(memory: Memory, name: str) -> datetime | None:
    text = memory.remembered(name)
    return datetime.fromisoformat(text) if text else None
