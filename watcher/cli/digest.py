"""`watcher digest`: the weekly mail, as a preview, or into INBOX now."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from watcher.bootstrap import Wired
from watcher.cli.options import ConfigOption, wired
from watcher.digest import shown_by_itself, this_week
from watcher.errors import ConfigError
from watcher.pipeline.courier import BY_MAIL, Step, record_of


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
    send: Annotated[
        bool, typer.Option("--send", help="Deliver this week's to yourself now, unless it was delivered.")
    ] = False,
) -> None:
    """Write the digest: what waits for you, what is coming, whom to call. Without --send nothing is delivered."""
    if send and preview is not None:
        raise ConfigError("--send delivers, --preview only shows: give one of them.")
    if open_it and preview is None:
        raise ConfigError("--open shows a file: name it too, such as --preview digest.html.")
    world = wired(config)
    if send:
        _send(world, week)
        return
    made = world.digest(_moment(world, week) if week else None)
    if preview is None:
        typer.echo(made.digest.text, nl=False)
        return
    page = shown_by_itself(made.digest.html, made.pictures).encode()
    faces = {".html": page, ".htm": page, ".eml": made.content}
    _write(preview, faces.get(preview.suffix.lower(), made.digest.text.encode()))
    typer.echo(f"The digest lies in {preview}.")
    if open_it and typer.launch(str(preview.absolute())):
        raise ConfigError(f"no program shows {preview}: open it yourself.")


def _send(world: Wired, week: str | None) -> None:
    """Deliver the digest of this week, or of an earlier one as it was; say what became of it."""
    now = world.world.clock()
    current = this_week(now, world.config.zone)
    issue = week.upper() if week else current
    moment = None if issue == current else _moment(world, issue)
    if moment is not None and moment > now:
        raise ConfigError(f"the digest of {issue} lies ahead: it is delivered then. To see it: --preview")
    before = record_of(world.ledger, issue)
    record = world.courier(moment).deliver(issue)
    if record.step is Step.UNSURE:
        typer.echo(f"The digest of {issue} was sent, and may not have reached you; it is not sent twice.")
        return
    how = "by mail" if record.by == BY_MAIL else f"into INBOX of {record.by}"
    at = f"{record.at.astimezone(world.config.zone):%Y-%m-%d %H:%M}"
    was = before is not None and before.over
    typer.echo(f"The digest of {issue} was delivered {how} {at}." if was else f"The digest of {issue} came {how}.")


def _write(preview: Path, content: bytes) -> None:
    try:
        # It quotes drafts: for the user's eyes only.
        with open(preview, "wb", opener=lambda path, flags: os.open(path, flags, 0o600)) as stream:
            stream.write(content)
    except OSError as error:
        raise ConfigError(f"{preview} cannot be written: {error.strerror}; name another file.") from None


def _moment(world: Wired, week: str) -> datetime:
    """When the digest of a week is due."""
    try:
        return world.digest_moment(week.upper())
    except ValueError:
        raise ConfigError(f"“{week}” is no week: give one such as 2026-W47.") from None
