"""`watcher forget`: what really deletes, after the user has confirmed it."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from watcher.bootstrap import Wired
from watcher.cli.looks import find_application
from watcher.cli.options import ConfigOption, about, wired
from watcher.drafting import one_line
from watcher.errors import ConfigError
from watcher.pipeline.forget import Forgotten
from watcher.store import copies_beside
from watcher.timeline import Application, Doomed, Timeline, short_id

_FINAL = "This cannot be undone"


def forget(
    applications: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="APP...", help="Applications: an id, or a part of a company or role.", show_default=False
        ),
    ] = None,
    config: ConfigOption = None,
    *,
    everything: Annotated[bool, typer.Option("--all", help="Forget the whole job search.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    leave_drafts: Annotated[
        bool, typer.Option("--leave-drafts", help="Do not look into Drafts: where an account no longer answers.")
    ] = False,
) -> None:
    """Delete applications from the ledger for good, and their untouched drafts; your mail itself stays."""
    if applications and everything:
        raise ConfigError("--all forgets every application, and you named some; give one or the other.")
    if not applications and not everything:
        raise ConfigError("Name the applications to forget, or give --all.")
    if not yes and not sys.stdin.isatty():
        raise ConfigError("Forgetting cannot be undone: confirm it on a terminal, or give --yes.")
    world = wired(config)
    if everything:
        _all(world, yes=yes, leave_drafts=leave_drafts)
        return
    _confirm(yes, _forecast(world, *_chosen(world, applications or [])))
    with world.world.ledger.exclusive():
        # Chosen anew: a pass may have read more meanwhile.
        found, timeline = _chosen(world, applications or [])
        gone = _doomed(world, found, timeline)
        result = world.world.forgetter.forget(gone, leave_drafts=leave_drafts)
    for application in found:
        typer.echo(f"Forgotten: {_name(application)}.")
    _report(result, world)


def _all(world: Wired, *, yes: bool, leave_drafts: bool) -> None:
    count = len(world.now()[0].applications)
    _confirm(yes, f"All {count} applications go, with all that the ledger holds of your mail and all that you entered.")
    with world.world.ledger.exclusive():
        result = world.world.forgetter.forget_all(leave_drafts=leave_drafts)
    typer.echo("Forgotten: everything. The next `watcher once` or `run` begins anew and reads your mail again.")
    _report(result, world)


def _chosen(world: Wired, names: list[str]) -> tuple[list[Application], Timeline]:
    timeline, _ = world.now()
    found = {a.id: a for a in (find_application(timeline, name) for name in names)}
    return list(found.values()), timeline


def _doomed(world: Wired, found: list[Application], timeline: Timeline) -> Doomed:
    gone = world.world.forgetter.doomed(found, timeline)
    if not gone.shared:
        return gone
    held = {f.envelope.identity: f.envelope for a in timeline.applications for f in a.facts if f.envelope}
    told = next(held[identity] for identity in gone.shared)
    others = (
        _name(a)
        for a in timeline.applications
        if a not in found and any(f.envelope and f.envelope.identity == told.identity for f in a.facts)
    )
    raise ConfigError(
        f"“{one_line(told.subject)}” [{short_id(told.identity)}] tells of {'; '.join(others) or 'another'} too: forget "
        "both together, or say with `watcher move` to which it belongs."
    )


def _forecast(world: Wired, found: list[Application], timeline: Timeline) -> str:
    gone = _doomed(world, found, timeline)
    names = "; ".join(_name(application) for application in found)
    return f"{names}: {_count(len(gone.messages), len(gone.entries))} and what was drafted for them go."


def _confirm(yes: bool, what: str) -> None:
    if not yes:
        typer.echo(f"{what}\n{_FINAL}; your mail itself is not touched, but for drafts that you did not change.")
        typer.confirm("Forget it?", abort=True)


def _report(result: Forgotten, world: Wired) -> None:
    typer.echo(f"Deleted: {_count(result.messages, result.entries)}.")
    for written in result.removed:
        typer.echo(f"Taken out of your Drafts: “{one_line(written.subject)}” to {written.recipient}.")
    for written, why in result.left:
        typer.echo(f"Left in your Drafts: “{one_line(written.subject)}” to {written.recipient}: {why}.")
    for copy in copies_beside(world.config.ledger_url):
        typer.echo(f"A copy that `watcher restore` has kept still holds it: delete {copy}.")
    if not result.clean:
        typer.echo("Another program is at work on the ledger; its file holds traces until the next pass.")


def _count(messages: int, entries: int) -> str:
    one, own = "message" if messages == 1 else "messages", "entry" if entries == 1 else "entries"
    return f"{messages} {one}, {entries} {own} of yours"


def _name(application: Application) -> str:
    return about(application.company, application.role) or application.id
