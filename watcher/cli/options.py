"""The options that commands share, and what they need first: the config and a wired world."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.console import Console

from watcher import log
from watcher.bootstrap import Wired, wire
from watcher.cli import given
from watcher.config import load
from watcher.errors import ConfigError

ConfigOption = given.ConfigOption
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]

_YEARS = range(2000, 2101)

errors_console = Console(stderr=True)


def words(name: str) -> str:
    """Give the name of a kind or stage in words."""
    return name.replace("_", " ")


def about(company: str, role: str) -> str:
    """Name an application by what is known of it."""
    return ", ".join(part for part in (company, role) if part)


def say(console: Console, line: str) -> None:
    """Print a line as it is: no markup, no colours of its own, not wrapped."""
    console.print(line, markup=False, highlight=False, soft_wrap=True)


def wired(config: Path | None) -> Wired:
    """Load the config and wire the world; ConfigError and LedgerError pass."""
    log.configure("warning", json=False)
    return wire(load(config))


def print_json(value: Any) -> None:
    """Print one JSON document on stdout."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def parse_moment(text: str, zone: ZoneInfo) -> datetime:
    """Parse an ISO 8601 date or time; without an offset it is in `zone`, and a bare date means the end of that day."""
    try:
        if len(text) == len("2026-11-22"):
            moment = datetime.combine(date.fromisoformat(text), time(23, 59, 59), zone)
        else:
            moment = datetime.fromisoformat(text)
    except ValueError:
        raise ConfigError(f"“{text}” is no date: write it as 2026-11-30 or 2026-11-30T09:00.") from None
    if moment.year not in _YEARS:
        raise ConfigError(f"“{text}” is out of reach: give a time from {_YEARS[0]} to {_YEARS[-1]}.")
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def parse_day(text: str) -> date:
    """Parse an ISO 8601 date."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ConfigError(f"“{text}” is no date: write it as 2026-11-30.") from None
