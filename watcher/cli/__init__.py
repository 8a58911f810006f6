"""cli: thin commands. Data goes to stdout, words to stderr; every fault is one sentence and an exit code."""

from __future__ import annotations

import os
import sys

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
    service,
    simulate,
    templates,
)
from watcher.errors import WatcherError, in_words

app = typer.Typer(
    name="watcher",
    help="Watches your mailbox for job applications and leaves ready follow-ups in your own Drafts. It never sends.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
for command in (
    demo.demo,
    check.check,
    passes.once,
    passes.run,
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


def main() -> None:
    """Run the command line; the process's exit code is that of the design."""
    try:
        app()
    except WatcherError as error:
        typer.echo(in_words(error), err=True, nl=False)
        sys.exit(int(error.exit_code))
    except OSError as error:
        # Standard output is full; that its reader is gone (`| head`), Typer ends quietly by itself.
        _silence()
        typer.echo(f"watcher: {error.strerror or type(error).__name__}", err=True)
        sys.exit(1)
    except Exception as error:
        if "WATCHER_TRACEBACK" in os.environ:
            raise
        typer.echo(in_words(error), err=True, nl=False)
        sys.exit(1)


def _silence() -> None:
    """Point standard output nowhere, so that the interpreter's last flush cannot fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
