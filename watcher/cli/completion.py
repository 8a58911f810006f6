"""What the shell proposes for an application: read from the ledger as it lies there. Never a word of a fault."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import typer

from watcher.bootstrap import read_only
from watcher.config import load
from watcher.timeline import completions


def complete_application(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Ids and names of applications, each with words about it; nothing where they cannot be read."""
    config: Path | str | None = ctx.params.get("config")
    with _silence():
        try:
            world = read_only(load(Path(config) if config else None)).world
            return list(completions(world.timeline(world.clock()).applications, incomplete))
        except Exception:  # noqa: BLE001 - the shell would show it in the middle of the line
            return []


@contextmanager
def _silence() -> Iterator[None]:
    before, sys.stderr = sys.stderr, StringIO()
    try:
        yield
    finally:
        sys.stderr = before
