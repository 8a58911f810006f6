"""What `--help` shows is what was written: what stands in brackets would be taken for markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import typer
from typer.testing import CliRunner

from watcher.cli import app


def commands(group: typer.core.TyperGroup, *path: str) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    for name, command in group.commands.items():
        if isinstance(command, typer.core.TyperGroup):
            yield from commands(command, *path, name)
        else:
            yield (*path, name), [help_ for one in command.params if (help_ := getattr(one, "help", ""))]


def squeezed(text: str) -> str:
    return re.sub(r"[\s│╭╮╰╯─]+", "", text)


ROOT = typer.main.get_command(app)


@pytest.mark.parametrize(("path", "texts"), [pytest.param(*found, id=" ".join(found[0])) for found in commands(ROOT)])  # type: ignore[arg-type]
def test_every_word_of_an_option_is_shown(path: tuple[str, ...], texts: list[str]) -> None:
    shown = CliRunner(env={"COLUMNS": "200", "TERMINAL_WIDTH": "200"}).invoke(app, [*path, "--help"])
    assert shown.exit_code == 0
    for text in texts:
        assert squeezed(text) in squeezed(shown.output)
