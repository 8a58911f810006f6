"""cli: thin commands. Data goes to stdout, words to stderr; every fault is one sentence and an exit code."""

from __future__ import annotations

import os
import sys
from typing import Any

import typer

from watcher.errors import WatcherError, in_words
from watcher.program import loading


def __getattr__(name: str) -> Any:
    """`app`: every command. What loads it waits for it, and `run` is restarted by service managers."""
    if name != "app":
        raise AttributeError(name)
    from watcher.cli.commands import app

    return app


def _app() -> typer.Typer:
    if sys.argv[1:2] == ["run"]:
        from watcher.cli.run import alone

        return alone
    from watcher.cli.commands import app

    return app


def main() -> None:
    """Run the command line; the process's exit code is that of the design."""
    try:
        with loading():
            app = _app()
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
