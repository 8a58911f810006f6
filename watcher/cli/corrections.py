"""What the user corrects: each command finds what is meant, asks `timeline.entries` for the entry, and enters it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console

from watcher.bootstrap import Wired
from watcher.cli.entered import correction_json, correction_words
from watcher.cli.entries import enter
from watcher.cli.looks import AppArgument, application_named, find_application
from watcher.cli.options import ConfigOption, JsonOption, print_json, say, wired
from watcher.drafting import one_line
from watcher.errors import ConfigError
from watcher.inference import Person, PersonRole
from watcher.timeline import (
    NEW,
    NONE,
    UNDO,
    Entry,
    Timeline,
    entries,
    find_applications,
    find_messages,
    in_force,
    short_id,
)

MessageArgument = Annotated[str, typer.Argument(help="A message: its id in `status` or `show`, or its Message-ID.")]

_WORDS = {
    NEW: "an application of its own",
    NONE: "no application",
    UNDO: "where your mail alone puts it",
}


class Part(StrEnum):
    """What somebody is to an application."""

    INTERVIEWER = "interviewer"
    HIRING_MANAGER = "hiring_manager"
    RECRUITER = "recruiter"


def close(application: AppArgument, config: ConfigOption = None) -> None:
    """You are done with it: nothing is drafted for it, whatever comes, until you reopen it."""
    world = wired(config)
    _, found = application_named(world, application)
    enter(world, entries.close(found, world.world.clock()))
    typer.echo(f"Closed: {entries.called(found)}.")


def reopen(application: AppArgument, config: ConfigOption = None) -> None:
    """Go on with an application that you closed, or whose end was misread in your mail."""
    world = wired(config)
    timeline, found = application_named(world, application)
    enter(world, entries.reopen(timeline, found, world.world.clock()))
    typer.echo(f"Reopened: {entries.called(found)}.")


def merge(
    application: AppArgument,
    other: Annotated[str, typer.Argument(help="The one that is the same; its mail goes to the first.")],
    config: ConfigOption = None,
) -> None:
    """Two are one application, also for what comes later; it keeps the first one's name."""
    world = wired(config)
    timeline, found = application_named(world, application)
    same = find_application(timeline, other)
    enter(world, entries.merge(found, same, world.world.clock()))
    typer.echo(f"Merged: {entries.called(same)}, into {entries.called(found)}.")


def split(
    application: AppArgument,
    messages: Annotated[list[str], typer.Argument(help="The messages, by their ids in `show` or their Message-IDs.")],
    config: ConfigOption = None,
) -> None:
    """Make an application of its own out of some messages of one, and of what comes later in answer to them."""
    world = wired(config)
    timeline, found = application_named(world, application)
    sources = [_find_message(world, timeline, text)[0] for text in messages]
    enter(world, entries.split(found, sources, world.world.clock()))
    typer.echo(f"Split from {entries.called(found)}: {len(sources)} message{'' if len(sources) == 1 else 's'}.")


def rename(
    application: AppArgument,
    config: ConfigOption = None,
    *,
    company: Annotated[str, typer.Option(help="The employer, as you would write it.")] = "",
    role: Annotated[str, typer.Option(help="The role, as you would write it.")] = "",
) -> None:
    """Call an application otherwise; its old name is still known, and the company's is learned for its others."""
    world = wired(config)
    _, found = application_named(world, application)
    entry = entries.rename(found, one_line(company), one_line(role), world.world.clock())
    enter(world, entry)
    typer.echo(f"Renamed: {entries.called(found)}, to {entry.event.company}, {entry.event.role}.")


def ignore(
    what: Annotated[str, typer.Argument(help="A message, an application, an address, an @domain, or a List-Id.")],
    config: ConfigOption = None,
) -> None:
    """Not yours: a message or an application counts for nothing, and of a sender nothing ever does."""
    world = wired(config)
    timeline, _ = world.now()
    entry, name = _ignored(world, timeline, what)
    enter(world, entry)
    typer.echo(f"Ignored: {name}.")


def _ignored(world: Wired, timeline: Timeline, what: str) -> tuple[Entry, str]:
    now, seen = world.world.clock(), world.world.ledger.seen()
    if find_messages(timeline, seen, what):
        source, name = _find_message(world, timeline, what)
        return entries.ignore_message(source, now), name
    lists = {s.envelope.list_id for s in seen if s.envelope.list_id}
    if "@" in what or what.strip("<>").casefold() in lists:
        entry = entries.ignore_sender(what, world.world.policy.own_addresses, now)
        return entry, f"all that comes from {entry.event.target}"
    if not find_applications(timeline.applications, what):
        raise ConfigError(f"“{what}” is no message, application, address, @domain or List-Id that is known.")
    found = find_application(timeline, what)
    return entries.ignore_application(timeline, found, now), entries.called(found)


def set_contact(
    application: AppArgument,
    address: Annotated[str, typer.Argument(help="The address to write to, or `none` to leave it to your mail.")],
    config: ConfigOption = None,
    *,
    name: Annotated[str, typer.Option(help="Their name, for the greeting.")] = "",
    role: Annotated[Part | None, typer.Option(help="What they are to the application.")] = None,
) -> None:
    """Say whom to write to for an application."""
    world = wired(config)
    _, found = application_named(world, application)
    part = PersonRole(role.value) if role else PersonRole.CONTACT
    ledger = world.world.ledger
    entry = entries.set_contact(
        found,
        None if address.casefold() == NONE else Person(one_line(name), address, part),
        world.world.clock(),
        seen=ledger.seen(),
        entered=ledger.entered(),
        addresses=world.world.addresses,
        own=world.world.policy.own_addresses,
    )
    enter(world, entry)
    whom = next((p.email for p in entry.event.people), "whom your mail shows")
    typer.echo(f"{entries.called(found)}: follow-ups go to {whom}.")


def move(
    message: MessageArgument,
    to: Annotated[str, typer.Argument(help="An application's id or name, or `new`, `none`, or `undo`.")],
    config: ConfigOption = None,
) -> None:
    """Say to which application a message belongs; `undo` takes it back."""
    world = wired(config)
    timeline, _ = world.now()
    source, name = _find_message(world, timeline, message)
    found = None if to in _WORDS else find_application(timeline, to)
    enter(world, entries.move(source, found or to, world.world.clock()))
    typer.echo(f"Moved: {name}, to {entries.called(found) if found else _WORDS[to]}.")


def undo(
    entry: Annotated[
        str, typer.Argument(help="The id of a correction or entry, in `show`; without it the last one.")
    ] = "",
    config: ConfigOption = None,
    *,
    listed: Annotated[bool, typer.Option("--list", help="Only show what could be taken back.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Take back what you entered last, or the entry that you name."""
    world = wired(config)
    entered = world.world.ledger.entered()
    if listed:
        _list(world, as_json=as_json)
        return
    made, taken = entries.undo(entered, entry.strip(), world.world.clock())
    enter(world, made)
    typer.echo(f"Taken back: {correction_words(taken)}.")


def _list(world: Wired, *, as_json: bool) -> None:
    held = in_force(world.world.ledger.entered())
    if as_json:
        print_json({"entries": [correction_json(f, world.config.zone) for f in held]})
        return
    console = Console()
    for fact in held:
        day = f"{fact.event.occurred_at.astimezone(world.config.zone):%Y-%m-%d}"
        say(console, f"{short_id(fact.id)}  {day}  {correction_words(fact)}")


def _find_message(world: Wired, timeline: Timeline, text: str) -> tuple[str, str]:
    """The identity of a message, or the id of an entry, and how to call it; ConfigError where none or several fit."""
    seen = world.world.ledger.seen()
    found = find_messages(timeline, seen, text)
    if not found:
        raise ConfigError(f"No message is “{text}”; `watcher status` and `watcher show` give their ids.")
    if len(found) > 1:
        ids = ", ".join(short_id(source) for source in found[:8])
        raise ConfigError(f"Several messages bear that Message-ID; name one by its id: {ids}.")
    subject = next((s.envelope.subject for s in seen if s.envelope.identity == found[0]), None)
    return found[0], "your entry" if subject is None else f"“{one_line(subject)}”"
