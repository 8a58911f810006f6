"""The option that every command has."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

ConfigOption = Annotated[
    Path | None, typer.Option("--config", help="The config file; default: ~/.config/watcher/config.toml.")
]
