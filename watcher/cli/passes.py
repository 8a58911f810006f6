"""`watcher once` and `watcher run`: passes over all accounts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress as Bar
from rich.progress import TaskID

from watcher.cli.options import ConfigOption, JsonOption, about, errors_console, print_json, say, wired, words
from watcher.cli.views import summary_json
from watcher.pipeline.health import after_once
from watcher.pipeline.report import Summary
from watcher.pipeline.sync import Progress, silent


def once(
    config: ConfigOption = None,
    *,
    as_json: JsonOption = False,
    allow_bulk: Annotated[
        bool, typer.Option("--allow-bulk", help="Go on where a pass would withdraw many drafts, or finds many gone.")
    ] = False,
) -> None:
    """Make one whole pass over all accounts, then exit."""
    watch = wired(config)
    with _progress() as progress:
        summary = watch.world.once(progress, allow_bulk=allow_bulk)
    watch.keep_health(after_once(watch.health(), summary, watch.world.clock()))
    if as_json:
        print_json(summary_json(summary))
    else:
        print_summary(summary, Console())
    raise typer.Exit(int(summary.exit_code))


@contextmanager
def _progress() -> Iterator[Progress]:
    """Show a bar for each account on a terminal; elsewhere nothing."""
    if not errors_console.is_terminal:
        yield silent
        return
    with Bar(console=errors_console, transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def advance(account: str, done: int, total: int) -> None:
            if account not in tasks:
                tasks[account] = bar.add_task(f"Reading {account}", total=total or None)
            bar.update(tasks[account], completed=done, total=total or None)

        yield advance


def print_summary(summary: Summary, console: Console) -> None:
    """Print what a pass did, a line for each thing that the user may act on."""
    read, new = sum(s.read for s in summary.synced), sum(s.new for s in summary.synced)
    events = sum(s.events for s in summary.synced)
    say(console, f"Read {read} messages ({new} new) with {events} events; {summary.applications} applications known.")
    counts = f"{len(summary.drafted)} written, {len(summary.withdrawn)} withdrawn, {len(summary.refused)} refused"
    say(console, f"Drafts: {counts}.")
    for what, line in (*_done(summary), *_faults(summary)):
        say(console, f"  {what:<9}  {line}")


def _done(summary: Summary) -> Iterator[tuple[str, str]]:
    for intent in summary.drafted:
        written = intent.written
        what = f"{words(written.kind.value)} to {written.recipient}"
        yield "draft", f"{what} ({about(written.company, written.role)})"
    yield from (("heard", said) for said in summary.heard)
    for intent in summary.renewed:
        yield "renewed", f"“{intent.written.subject}” to {intent.written.recipient}: what it tells has changed"
    for subject, why in summary.withdrawn:
        yield "withdrawn", f"“{subject}”: {why}"
    for written, why in summary.left_alone:
        yield "yours", f"“{written.subject}”: {why}; you changed it, so it stays until you send or delete it"
    for refusal in summary.refused:
        yield "refused", refusal.why
    for application in summary.forgotten:
        yield "forgotten", f"{about(application.company, application.role)}: it ended long ago (retention_months)"


def _faults(summary: Summary) -> Iterator[tuple[str, str]]:
    for account in summary.synced:
        yield from (("note", f"{account.account}: {note}") for note in account.notes)
        for unread in account.unread:
            yield "skipped", f"{account.account}, {unread.mailbox}, message {unread.uid}: {unread.why}"
    yield from (("note", note) for note in summary.notes)
    yield from (("failed", f"{name}: {error.message}") for name, error in summary.failed.items())
    yield from (("stopped", f"{name}: {why}") for name, why in summary.bulk.items())
    yield from (("problem", problem) for problem in summary.problems)
    if summary.unconfirmed:
        yield "waiting", f"{summary.unconfirmed} drafts are not confirmed yet; the next pass looks again"
