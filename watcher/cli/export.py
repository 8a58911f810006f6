"""`watcher export`: the job search as a table, as lines of JSON, or as a calendar."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from tempfile import mkstemp
from typing import Annotated

import typer

from watcher.cli.options import ConfigOption, wired
from watcher.errors import ConfigError
from watcher.export import Search, as_calendar, as_csv, as_json_lines


class Format(StrEnum):
    """What `--format` takes."""

    CSV = "csv"
    JSONL = "jsonl"
    ICS = "ics"


def export(
    config: ConfigOption = None,
    *,
    form: Annotated[
        Format | None,
        typer.Option("--format", help="A table, JSON Lines, or a calendar; default: as FILE is named, else csv."),
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write it to this file.")] = None,
) -> None:
    """Print the job search for other programs; no text of your mail is in it."""
    named = {f".{one.value}": one for one in Format}.get(out.suffix.lower() if out else "", Format.CSV)
    data = _made(form or named, config)
    if out is None:
        typer.echo(data, nl=False)
        return
    try:
        _write(out, data)
    except OSError as error:
        raise ConfigError(f"{out} cannot be written: {error.strerror}; name another file.") from None
    typer.echo(f"The export lies in {out}.", err=True)


def _made(form: Format, config: Path | None) -> bytes:
    world = wired(config)
    moment = world.world.clock()
    timeline, plan = world.at(moment)
    search = Search(timeline, plan, world.world.ledger.intents(), moment, world.config.zone)
    match form:
        case Format.CSV:
            return as_csv(search).encode()
        case Format.JSONL:
            return as_json_lines(search).encode()
        case Format.ICS:
            return as_calendar(search)


def _write(path: Path, data: bytes) -> None:
    """Write a file for the user alone (0600), whole or not at all."""
    descriptor, partial = mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with open(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(descriptor)
        os.replace(partial, path)
    except BaseException:
        os.unlink(partial)
        raise
