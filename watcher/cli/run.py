"""`watcher run`: its options; what they ask for is the daemon's to do. Loaded alone, it loads next to nothing."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from watcher.cli.given import ConfigOption
from watcher.daemon.begin import begin


def run(
    config: ConfigOption = None,
    *,
    every: Annotated[int, typer.Option(min=10, help="Seconds between two safety readings of all mailboxes.")] = 300,
    log_format: Annotated[
        Literal["text", "json"] | None, typer.Option("--log-format", help="How to log; default: as in the config.")
    ] = None,
    log_level: Annotated[
        Literal["debug", "info", "warning", "error"] | None,
        typer.Option("--log-level", help="What to log; default: as in the config."),
    ] = None,
) -> None:
    """Watch all accounts and act as mail comes and time goes by, until stopped."""
    begin(config, every, log_format, log_level)


def _none() -> None:
    """So that "run" is still to be named."""


alone = typer.Typer(name="watcher", pretty_exceptions_enable=False, callback=_none)
alone.command()(run)
