"""What happens to the keeper: threads, the scheduler and signal handlers put it into one queue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from queue import SimpleQueue

from watcher.daemon.post import Failed, Read
from watcher.daemon.wakes import Step
from watcher.pipeline.report import Summary


@dataclass(frozen=True, slots=True)
class Woken:
    """The scheduler woke us: for a pass, for reading everything (None), or for a chore."""

    step: Step | None


@dataclass(frozen=True, slots=True)
class Acted:
    """A pass ended."""

    summary: Summary | None
    error: Exception | None


@dataclass(frozen=True, slots=True)
class Stop:
    """Drain and end."""

    why: str


@dataclass(frozen=True, slots=True)
class Reload:
    """Read the config anew."""


@dataclass(frozen=True, slots=True)
class Chore:
    """What is done at times of its own, beside passes. `next_due` gives its next time after one; `do` must not hang."""

    name: str
    next_due: Callable[[datetime], datetime]
    do: Callable[[], None]


Event = Read | Failed | Woken | Acted | Stop | Reload | Chore
Events = SimpleQueue[Event]
"""Every thread may put into it."""
