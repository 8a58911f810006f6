"""`watcher demo`: the main job for real, on a Maildir with a made-up job search."""

from __future__ import annotations

import shutil
import sys
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from watcher import bootstrap, log
from watcher.bootstrap import Wired
from watcher.cadence import Plan
from watcher.cli.looks import print_status
from watcher.cli.options import about, say, words
from watcher.cli.passes import print_summary
from watcher.config import load
from watcher.demo import OWN_ADDRESS, OWN_NAME, write_mailbox
from watcher.pipeline.report import Summary
from watcher.reading import read, split
from watcher.timeline import Timeline

_CONFIG = """\
country = "DE"

[identity]
name = "{name}"
addresses = ["{address}"]

[[accounts]]
name = "demo"
kind = "maildir"
path = "Maildir"
write = true

[store]
url = "sqlite:///{ledger}"
"""


def demo(
    folder: Annotated[Path, typer.Option("--dir", help="Where the demo's mailbox and ledger lie.")] = Path(".demo"),
    *,
    fresh: Annotated[bool, typer.Option("--fresh", help="Throw the old demo away and start over.")] = False,
) -> None:
    """Run the whole job on a made-up mailbox: no account, no network."""
    log.configure("warning", json=False)
    console = Console()
    if fresh and (folder / "config.toml").exists():
        shutil.rmtree(folder)
    config = folder / "config.toml"
    if config.exists():
        say(console, f"Going on with the mailbox in {folder} (--fresh starts over).")
    else:
        _make(folder, config)
        say(console, f"A job search was written into {folder / 'Maildir'}.")
    wired = bootstrap.wire(load(config))
    summary = wired.world.once()
    timeline, plan = wired.now()
    console.rule("what the pass did")
    print_summary(summary, console)
    console.rule("the applications")
    print_status(wired, timeline, plan, console)
    _show_one_draft(wired, summary, console)
    _show_why_not(wired, timeline, plan, console)
    preview = folder / "digest.html"
    preview.write_text(wired.digest().digest.html, "utf-8")
    console.rule("where it lies")
    say(console, f"Maildir  {folder / 'Maildir'} (open it with `mutt -f {folder / 'Maildir' / '.Drafts'}`)")
    say(console, f"Ledger   {folder / 'ledger.sqlite'}")
    say(console, f"Digest   {preview}")
    program = shutil.which("watcher") or Path(sys.argv[0])
    say(console, f"More     {program} status --config {config}; {program} plan --config {config}")
    if not summary.drafted:
        say(console, "No new draft: all that was due waits in Drafts already.")
    raise typer.Exit(int(summary.exit_code))


def _make(folder: Path, config: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    partial = folder / "Maildir"
    if partial.exists():
        shutil.rmtree(partial)
    ledger = (folder / "ledger.sqlite").resolve()
    # Written under another name first: the config's presence says that the mailbox is whole.
    unfinished = config.with_suffix(".part")
    unfinished.write_text(_CONFIG.format(name=OWN_NAME, address=OWN_ADDRESS, ledger=ledger), "utf-8")
    partial.mkdir()
    write_mailbox(partial, datetime.now(UTC), load(unfinished).zone)
    unfinished.rename(config)


def _show_one_draft(wired: Wired, summary: Summary, console: Console) -> None:
    if not summary.drafted:
        return
    console.rule("one draft in full, as it stands in Drafts")
    written = max(summary.drafted, key=lambda intent: len(intent.content)).written
    account = next(account for account in wired.world.accounts if account.name == written.account)
    for draft in account.find_drafts([written.message_id]).get(written.message_id, ()):
        message = message_from_bytes(draft.content, policy=policy.default)
        for name in ("From", "To", "Subject", "In-Reply-To", "Date"):
            say(console, f"{name}: {message[name]}")
        for part in message.iter_attachments():
            say(console, f"Attached: {part.get_filename()}")
        say(console, "\n" + read(split(draft.content)).text)


def _show_why_not(wired: Wired, timeline: Timeline, plan: Plan, console: Console) -> None:
    """Print three applications without a draft, each for a reason of its own."""
    names = {a.id: about(a.company, a.role) for a in timeline.applications}
    live = {intent.written.key for intent in wired.world.ledger.intents() if intent.written.state.live}
    drafted = {follow_up.application for follow_up in plan.follow_ups if follow_up.key in live}
    reasons: dict[str, str] = {}
    for follow_up in plan.follow_ups:
        if follow_up.held and follow_up.application not in drafted:
            what = f"{names[follow_up.application]}: {words(follow_up.kind.value)}: {follow_up.held}"
            reasons.setdefault(" ".join(follow_up.held.split()[:2]), what)
    console.rule("why others got none")
    for reason in list(reasons.values())[-3:]:
        say(console, reason)
