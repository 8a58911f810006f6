"""`watcher digest`: the weekly text, as a preview."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from watcher.cli.options import ConfigOption, wired


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
    preview.write_text(text, "utf-8")
    typer.echo(f"The digest lies in {preview}.")
