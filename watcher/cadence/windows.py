"""The cadence table, from data/windows.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

from watcher.cadence.types import FollowUpKind, Window

_NUMBERS = ("first_day", "last_day", "lapse_days")
_WORDS = ("adviser", "reason")
_MAX_DAYS = 365


def parse_windows(text: str) -> Mapping[FollowUpKind, Window]:
    """Read the table; every kind must be there. ValueError names the row and what is wrong with it."""
    rows = tomllib.loads(text)
    kinds = {kind.value: kind for kind in FollowUpKind}
    if strange := sorted(set(rows) - set(kinds)):
        raise ValueError(f"cadence: {strange[0]!r} is no follow-up")
    if missing := sorted(set(kinds) - set(rows)):
        raise ValueError(f"cadence: the row {missing[0]!r} is missing")
    return {kind: _window(kind, rows[name]) for name, kind in kinds.items()}


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
