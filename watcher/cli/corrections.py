"""`watcher move`: what the user corrects binds to the message, wins over inference, and can be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import typer

from watcher.bootstrap import Wired
from watcher.cli.entries import enter
from watcher.cli.looks import find_application
from watcher.cli.options import ConfigOption, about, wired
from watcher.drafting import one_line
from watcher.errors import ConfigError
from watcher.inference import Event, Kind
from watcher.timeline import NEW, NONE, UNDO, Application, Timeline, short_id

_WORDS = {
    NEW: "an application of its own",
    NONE: "no application",
    UNDO: "where your mail alone puts it",
}


def move(
    message: Annotated[str, typer.Argument(help="A message: its id in `status` or `show`, or its Message-ID.")],
    to: Annotated[str, typer.Argument(help="An application's id or name, or `new`, `none`, or `undo`.")],
    config: ConfigOption = None,
) -> None:
    """Say to which application a message belongs; `undo` takes it back."""
    world = wired(config)
    timeline, _ = world.now()
    source, name = _find_message(world, timeline, message)
    found = None if to in _WORDS else find_application(timeline, to)
    target = _anchor(found, source) if found else to
    event = Event(
        Kind.MOVED,
        world.world.clock(),
        company=found.company if found else "",
        role=found.role if found else "",
        evidence=("entered by you",),
        target=target,
    )
    enter(world, event, about=source)
    where = about(found.company, found.role) or found.id if found else _WORDS[to]
    typer.echo(f"Moved: {name}, to {where}.")


def _anchor(application: Application, source: str) -> str:
    """A fact by which to find the application again: none of the message itself."""
    for fact in application.facts:
        if (fact.envelope.identity if fact.envelope else fact.id) != source:
            return fact.id
    raise ConfigError("That application consists of this message alone; it needs no move.")


def _find_message(world: Wired, timeline: Timeline, text: str) -> tuple[str, str]:
    """The identity of a message, or the id of an entry, and how to call it; ConfigError where none or several fit."""
    wanted = text.strip().strip("<>")
    known: dict[str, tuple[str, str]] = {
        s.envelope.identity: (s.envelope.message_id, f"“{one_line(s.envelope.subject)}”")
        for s in world.world.ledger.seen()
    }
    known |= _entries(timeline)
    found = [source for source, (message_id, _) in known.items() if wanted in (short_id(source), message_id)]
    if len(found) == 1:
        return found[0], known[found[0]][1]
    if not found:
        raise ConfigError(f"No message is “{text}”; `watcher status` and `watcher show` give their ids.")
    ids = ", ".join(short_id(source) for source in found[:8])
    raise ConfigError(f"Several messages bear that Message-ID; name one by its id: {ids}.")


def _entries(timeline: Timeline) -> Mapping[str, tuple[str, str]]:
    facts = [f for a in timeline.applications for f in a.facts] + [a.fact for a in timeline.ambiguous]
    return {f.id: ("", f"your entry “{f.event.kind.value}”") for f in facts if f.envelope is None}
