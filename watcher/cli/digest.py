"""`watcher digest`: the weekly mail, as a preview."""

from __future__ import annotations

import os
import re
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from watcher.bootstrap import Wired
from watcher.cli.options import ConfigOption, wired
from watcher.errors import ConfigError

_WEEK = re.compile(r"([0-9]{4})-W([0-9]{2})")


def digest(
    config: ConfigOption = None,
    *,
    preview: Annotated[
        Path | None,
        typer.Option(
            "--preview", help="Write it to this file: .html, .txt or the whole .eml; default: print the text."
        ),
    ] = None,
    open_it: Annotated[bool, typer.Option("--open", help="Show the preview in the program for such files.")] = False,
    week: Annotated[
        str | None, typer.Option("--week", help="As it was, or will be, in an ISO week: 2026-W47; default: now.")
    ] = None,
) -> None:
    """Write the digest: what waits for you, what is coming, whom to call. Nothing is sent."""
    if open_it and preview is None:
        raise ConfigError("--open shows a file: name it too, such as --preview digest.html.")
    world = wired(config)
    made = world.digest(_moment(world, week) if week else None)
    if preview is None:
        typer.echo(made.digest.text, nl=False)
        return
    faces = {".html": made.digest.html.encode(), ".htm": made.digest.html.encode(), ".eml": made.content}
    _write(preview, faces.get(preview.suffix.lower(), made.digest.text.encode()))
    typer.echo(f"The digest lies in {preview}.")
    if open_it and typer.launch(str(preview.absolute())):
        raise ConfigError(f"no program shows {preview}: open it yourself.")


def _write(preview: Path, content: bytes) -> None:
    try:
        # It quotes drafts: for the user's eyes only.
        with open(preview, "wb", opener=lambda path, flags: os.open(path, flags, 0o600)) as stream:
            stream.write(content)
    except OSError as error:
        raise ConfigError(f"{preview} cannot be written: {error.strerror}; name another file.") from None


def _moment(world: Wired, week: str) -> datetime:
    """When the digest of a week is due."""
    match = _WEEK.fullmatch(week.upper())
    try:
        moment = world.digest_moment(int(match[1]), int(match[2])) if match else None
    except ValueError:
        moment = None
    if moment is None:
        raise ConfigError(f"“{week}” is no week: give one such as 2026-W47.")
    return moment
