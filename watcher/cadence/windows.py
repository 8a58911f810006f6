"""The cadence table, from data/windows.toml, and what the user changes of it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from watcher.cadence.types import FollowUpKind, Window

_NUMBERS = ("first_day", "last_day", "lapse_days")
_WORDS = ("adviser", "reason")
_MAX_DAYS = 365


@dataclass(frozen=True, slots=True)
class Change:
    """What the user changes of one row; None leaves it as it is. Units as in `Window`."""

    enabled: bool | None = None
    first_day: int | None = None
    last_day: int | None = None
    lapse_days: int | None = None
    steps: tuple[int, ...] | None = None


class WindowError(ValueError):
    """A change that makes a row which cannot work; `key` is the row's field, or "quiet_days"."""

    def __init__(self, kind: FollowUpKind, key: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.key = key


def parse_windows(text: str) -> Mapping[FollowUpKind, Window]:
    """Read the table; every kind must be there. ValueError names the row and what is wrong with it."""
    rows = tomllib.loads(text)
    kinds = {kind.value: kind for kind in FollowUpKind}
    if strange := sorted(set(rows) - set(kinds)):
        raise ValueError(f"cadence: {strange[0]!r} is no follow-up")
    if missing := sorted(set(kinds) - set(rows)):
        raise ValueError(f"cadence: the row {missing[0]!r} is missing")
    return {kind: _window(kind, rows[name]) for name, kind in kinds.items()}


def changed(
    windows: Mapping[FollowUpKind, Window], changes: Mapping[FollowUpKind, Change], quiet_days: int
) -> Mapping[FollowUpKind, Window]:
    """The table with the user's changes; WindowError where a row's follow-up would lapse before it is due.

    Where only the first day is moved, the last day moves with it.
    """
    return {kind: _changed(window, changes.get(kind, Change()), quiet_days) for kind, window in windows.items()}


def _changed(old: Window, change: Change, quiet_days: int) -> Window:
    kind = old.kind
    first = old.first_day if change.first_day is None else change.first_day
    last = first + old.last_day - old.first_day if change.last_day is None else change.last_day
    lapse = old.lapse_days if change.lapse_days is None else change.lapse_days
    steps = old.steps if change.steps is None else change.steps
    if first == 0 != old.first_day:
        raise WindowError(kind, "first_day", "must be at least 1: only an interview is answered on its own day")
    if last < first:
        raise WindowError(kind, "last_day", f"must be at least {first}, the first day")
    if lapse == 0 != old.lapse_days:
        raise WindowError(kind, "lapse_days", "must be at least 1")
    if change.steps == ():
        raise WindowError(kind, "steps", "must not be empty: enabled = false switches the kind off")
    longest = max(steps, default=last)
    if (lapse or quiet_days) <= longest:
        key = "lapse_days" if lapse else "quiet_days"
        raise WindowError(kind, key, f"must be above {longest}, or no {kind.value} could be drafted before it lapses")
    enabled = old.enabled if change.enabled is None else change.enabled
    return replace(old, enabled=enabled, first_day=first, last_day=last, lapse_days=lapse, steps=steps)


def _window(kind: FollowUpKind, row: object) -> Window:
    if not isinstance(row, dict) or not isinstance(row.get("enabled", True), bool):
        raise ValueError(f"cadence: {kind} must be a table, and its `enabled` true or false")  # noqa: TRY004
    if strange := sorted(set(row) - {*_NUMBERS, *_WORDS, "enabled", "steps"}):
        raise ValueError(f"cadence: {kind} has an unknown key {strange[0]!r}")
    first, last, lapse = (_days(kind, key, row.get(key)) for key in _NUMBERS)
    if last < first:
        raise ValueError(f"cadence: {kind} has last_day before first_day")
    for key in _WORDS:
        if not isinstance(row.get(key), str) or not row[key].strip():
            raise ValueError(f"cadence: {kind} needs {key}")
    steps = row.get("steps", [])
    if not isinstance(steps, list) or (kind is FollowUpKind.PERSISTENCE) != bool(steps):
        raise ValueError(f"cadence: {kind}: steps belong to persistence, which needs them")
    return Window(
        kind=kind,
        first_day=first,
        last_day=last,
        lapse_days=lapse,
        adviser=row["adviser"],
        reason=row["reason"],
        enabled=row.get("enabled", True),
        steps=tuple(_days(kind, "steps", step) for step in steps),
    )


def _days(kind: FollowUpKind, key: str, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _MAX_DAYS:
        raise ValueError(f"cadence: {kind} {key} must be a number of days from 0 to {_MAX_DAYS}")
    return value
