"""All commands by name. What a command needs is loaded when it is named; the help of them all loads them all."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from watcher.program import loading

# The module that holds each, in the order of the help.
_MODULES = {
    "demo": "demo",
    "check": "check",
    "once": "passes",
    "run": "run",
    "status": "looks",
    "show": "looks",
    "plan": "forecast",
    "backtest": "backtest",
    "explain": "explain",
    "add": "entries",
    "note": "entries",
    "snooze": "entries",
    "close": "corrections",
    "reopen": "corrections",
    "merge": "corrections",
    "split": "corrections",
    "rename": "corrections",
    "ignore": "corrections",
    "set-contact": "corrections",
    "move": "corrections",
    "export": "export",
    "forget": "forget",
    "backup": "backup",
    "restore": "backup",
    "undo": "corrections",
    "digest": "digest",
    "simulate": "simulate",
    "templates": "templates",
    "service": "service",
    "auth": "auth",
}
_GROUPS = ("templates", "service", "auth")
# So that "-3" is told of as what is no number of days.
_SETTINGS = {"snooze": {"ignore_unknown_options": True}}


def _made(name: str) -> Any:
    module = import_module(f"watcher.cli.{_MODULES[name]}")
    alone = typer.Typer(add_completion=False)
    if name in _GROUPS:
        alone.add_typer(module.commands, name=name)
        group: Any = get_command(alone)
        return group.commands[name]
    alone.command(context_settings=_SETTINGS.get(name))(getattr(module, name.replace("-", "_")))
    return get_command(alone)


class _Commands(MutableMapping[str, Any]):
    """The commands by name, each made when it is asked for."""

    def __init__(self) -> None:
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            if name not in _MODULES:
                raise KeyError(name)
            with loading():
                self._made[name] = _made(name)
        return self._made[name]

    def __setitem__(self, name: str, command: Any) -> None:
        self._made[name] = command

    def __delitem__(self, name: str) -> None:
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(_MODULES)

    def __len__(self) -> int:
        return len(_MODULES)


class _Group(TyperGroup):
    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.commands = _Commands()


app = typer.Typer(
    name="watcher",
    cls=_Group,
    help="Watches your mailbox for job applications and leaves follow-ups in your own Drafts. It never sends them.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


def _tell_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

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
