"""`watcher digest`: the weekly text, as a preview."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from watcher.cli.options import ConfigOption, wired
from watcher.errors import ConfigError


def digest(
    config: ConfigOption = None,
    *,
    preview: Annotated[Path | None, typer.Option("--preview", help="Write it to this file; default: print it.")] = None,
) -> None:
    """Write the digest: what waits for you, what is coming, whom to call."""
    text = wired(config).digest()
    if preview is None:
        typer.echo(text)
        return
    try:
        # It quotes drafts: for the user's eyes only.
        with open(preview, "w", encoding="utf-8", opener=lambda path, flags: os.open(path, flags, 0o600)) as stream:
            stream.write(text)
    except OSError as error:
        raise ConfigError(f"{preview} cannot be written: {error.strerror}; name another file.") from None
    typer.echo(f"The digest lies in {preview}.")
