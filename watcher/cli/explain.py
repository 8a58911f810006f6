"""`watcher explain`: what the rules see in a message, and why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from watcher.bootstrap import inference_tables
from watcher.cli.options import JsonOption
from watcher.cli.views import explained_json
from watcher.errors import Exit
from watcher.mail.files import messages_in
from watcher.pipeline.explain import explain as explain_message
from watcher.pipeline.infer import Reader


def explain(
    paths: Annotated[list[Path], typer.Argument(help="Messages (.eml), mbox files, or folders of them.")],
    me: Annotated[list[str] | None, typer.Option("--me", help="One of your own addresses; repeatable.")] = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Say which events a message shows, with the words that show them, or why it was ignored."""
    reader = Reader(inference_tables(), frozenset(address.strip().lower() for address in me or ()))
    unreadable = 0
    for path in paths:
        for label, data in messages_in(path):
            unreadable += isinstance(data, OSError)
            row = _row(label, data, reader)
            typer.echo(json.dumps(row, ensure_ascii=False) if as_json else _words(row))
    if unreadable:
        raise typer.Exit(int(Exit.PARTLY_DONE))


def _row(label: str, data: bytes | OSError, reader: Reader) -> dict[str, Any]:
    if isinstance(data, OSError):
        reason = f"cannot be read: {data.strerror or type(data).__name__}"
        return {"path": label, "message_id": None, "events": [], "ignored": reason}
    try:
        return explained_json(explain_message(label, data, reader))
    except Exception as error:  # noqa: BLE001 - whatever a file holds, the rest must be explained
        reason = f"could not be interpreted ({type(error).__name__})"
        return {"path": label, "message_id": None, "events": [], "ignored": reason}


def _words(row: dict[str, Any]) -> str:
    lines = ["".join(c if c.isprintable() else "�" for c in row["path"])]
    for event in row["events"]:
        what = ", ".join(event[key] for key in ("company", "role", "starts_at", "due_by") if event[key])
        lines.append(f"  {event['kind']}" + (f": {what}" if what else ""))
        lines += [f"      “{evidence}”" for evidence in event["evidence"]]
        lines += [] if event["verified"] else ["      (the sender could not be verified: no draft rests on it)"]
    if row["ignored"]:
        lines.append(f"  ignored: {row['ignored']}")
    return "\n".join(lines)
