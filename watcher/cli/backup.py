"""`watcher backup` and `restore`: the ledger to one file, and back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from watcher import log, store
from watcher.cli.options import ConfigOption
from watcher.config import load


def backup(
    file: Annotated[Path, typer.Argument(help="Where to; an older backup of that name is replaced.")],
    config: ConfigOption = None,
) -> None:
    """Copy the ledger to a file, also while `watcher run` is at work. Your mail is not in it."""
    log.configure("warning", json=False)
    file = file.absolute()
    store.back_up(load(config).ledger_url, file)
    typer.echo(f"The ledger is copied to {file}: {file.stat().st_size / 1_000_000:.1f} MB, verified.")


def restore(
    file: Annotated[Path, typer.Argument(help="What `watcher backup` has made.")],
    config: ConfigOption = None,
) -> None:
    """Put a backup in the place of the ledger, which is kept beside it."""
    log.configure("warning", json=False)
    done = store.restore(load(config).ledger_url, file.absolute(), datetime.now(UTC))
    typer.echo(f"The ledger is that of {file.absolute()} again.")
    if done.kept is not None:
        typer.echo(f"As it was it lies in {done.kept}; delete that when you no longer need it.")
    typer.echo(
        "The next pass reads what came since. Drafts that were written since are found in your Drafts and taken over, "
        "what you sent is found in your sent mail; a draft that you deleted since then may be written again."
    )
    typer.echo("What you entered or moved since then is gone: enter it again.")
    if not done.forgets:
        typer.echo("What you have forgotten since then is known again: forget it once more.")
