"""All commands, and with them all that the program can load."""

from __future__ import annotations

from importlib.metadata import version
from typing import Annotated

import typer

from watcher.cli import (
    auth,
    backtest,
    backup,
    check,
    corrections,
    demo,
    digest,
    entries,
    explain,
    export,
    forecast,
    forget,
    looks,
    passes,
    run,
    service,
    simulate,
    templates,
)

app = typer.Typer(
    name="watcher",
    help="Watches your mailbox for job applications and leaves follow-ups in your own Drafts. It never sends them.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


def _tell_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"watcher {version('watcher')}")
        raise typer.Exit


@app.callback()
def _options(
    *,
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_tell_version, help="Show the version and exit.")
    ] = False,
) -> None:
    """Take what stands before a command."""


for command in (
    demo.demo,
    check.check,
    passes.once,
    run.run,
    looks.status,
    looks.show,
    forecast.plan,
    backtest.backtest,
    explain.explain,
    entries.add,
    entries.note,
    entries.snooze,
    corrections.close,
    corrections.reopen,
    corrections.merge,
    corrections.split,
    corrections.rename,
    corrections.ignore,
    corrections.set_contact,
    corrections.move,
    export.export,
    forget.forget,
    backup.backup,
    backup.restore,
    corrections.undo,
    digest.digest,
    simulate.simulate,
):
    # So that "-3" is told of as what is no number of days.
    settings = {"ignore_unknown_options": True} if command is entries.snooze else None
    app.command(context_settings=settings)(command)
app.add_typer(templates.commands, name="templates")
app.add_typer(service.commands, name="service")
app.add_typer(auth.commands, name="auth")
