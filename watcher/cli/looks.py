"""`watcher status` and `show`: the ledger as it is, without touching a mailbox."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from watcher.bootstrap import Wired
from watcher.cadence import Action, FollowUp, FollowUpKind, Intent, Plan, Written, left_alone, pasts, put_off
from watcher.cli.completion import complete_application
from watcher.cli.entered import correction_words
from watcher.cli.options import ConfigOption, JsonOption, about, print_json, say, wired, words
from watcher.cli.views import (
    application_json,
    draft_json,
    left_alone_json,
    message_name,
    next_follow_up,
    undecided,
    undecided_json,
)
from watcher.cli.wellness import health_json, health_lines
from watcher.errors import ConfigError
from watcher.inference import Event
from watcher.pipeline.flight import WHY, left_out
from watcher.timeline import (
    Ambiguous,
    Application,
    Timeline,
    find_applications,
    news_since_closing,
    short_id,
)

AppArgument = Annotated[
    str,
    typer.Argument(
        metavar="APPLICATION",
        help="An application's id, or its company or role, or a part of these.",
        autocompletion=complete_application,
    ),
]


def status(config: ConfigOption = None, *, as_json: JsonOption = False) -> None:
    """Show every application, where it stands and what comes next, and how the accounts are."""
    world = wired(config)
    timeline, plan = world.now()
    if as_json:
        now, zone = world.world.clock(), world.config.zone
        rows = [application_json(a, plan, now, zone) for a in timeline.applications]
        left = [left_alone_json(*one) for one in left_alone(world.world.written(), plan.obsolete)]
        doubts = [undecided_json(a, zone) for a in undecided(timeline)]
        print_json(
            {
                "applications": rows,
                "undecided": doubts,
                "left_alone": left,
                "left_out": _left_out(world),
                "health": health_json(world),
            }
        )
        return
    console = Console()
    print_status(world, timeline, plan, console)
    for line in health_lines(world):
        say(console, line)


def print_status(world: Wired, timeline: Timeline, plan: Plan, console: Console) -> None:
    """Print the table of applications, and what could not be decided."""
    moment = world.world.clock().astimezone(world.config.zone)
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("id", no_wrap=True)
    table.add_column("application", overflow="fold", ratio=1)
    table.add_column("stage")
    table.add_column("applied", no_wrap=True)
    table.add_column("heard", no_wrap=True)
    table.add_column("next", no_wrap=True)
    past = pasts(timeline.applications, world.world.written())
    for application in timeline.applications:
        coming = next_follow_up(application, plan)
        flags = "".join(f"\n({state})" for state in _states(application, moment.date()))
        table.add_row(
            application.id,
            Text(f"{application.company or 'unknown employer'}\n{application.role or 'unknown role'}"),
            words(application.stage.value) + flags,
            _day(world, application.applied_at),
            _day(world, application.last_heard_at),
            _next(coming, past[application.id].written) if coming else "",
        )
    console.print(table)
    for written, why in left_alone(world.world.written(), plan.obsolete):
        say(console, f"No longer right, and changed by you: “{written.subject}” to {written.recipient}: {why}")
    for out in _left_out(world):
        where = f"{out['account']}, {out['mailbox']}, message {out['uid']}"
        say(console, f"Not read since {out['at']:.10}: {where}: {WHY}; look at it in your mail program")
    doubts = undecided(timeline)
    for doubt in doubts:
        _say_undecided(console, doubt, timeline)
    if doubts:
        say(console, "Decide one with: watcher move ID APPLICATION (or `new`, or `none`)")


def _left_out(world: Wired) -> list[dict[str, str]]:
    """The messages that are read no more."""
    found = left_out((account.name for account in world.accounts), world.ledger)
    return [{"account": name, "mailbox": one.mailbox, "uid": one.uid, "at": one.at} for name, one in found]


def _say_undecided(console: Console, doubt: Ambiguous, timeline: Timeline) -> None:
    envelope = doubt.fact.envelope
    subject = f"“{envelope.subject}”" if envelope else doubt.fact.event.kind.value
    say(console, f"Undecided {message_name(doubt.fact)}: {subject}: {doubt.why}")
    for application in timeline.applications:
        if application.id in doubt.candidates:
            say(console, f"    perhaps {application.id}  {about(application.company, application.role)}")


def _next(follow_up: FollowUp, written: Iterable[Written]) -> str:
    """What comes next and when. Of two that were merged the draft of either is the one that waits."""
    where = {Action.DRAFT: "due now", Action.DIGEST: "see the digest", Action.NONE: f"{follow_up.due_at:%d %b}"}
    kind, thanks = follow_up.kind, follow_up.kind is FollowUpKind.THANK_YOU
    live = (w for w in written if w.state.live)
    waits = any(w.key == follow_up.key or (w.kind is kind and not thanks) for w in live)
    state = "waits in Drafts" if waits else where[follow_up.action]
    return f"{words(follow_up.kind.value)}\n{state}"


def _states(application: Application, today: date) -> list[str]:
    """The flags in words, until when it is snoozed, and what came after the user closed it."""
    until, news = put_off(application, today), news_since_closing(application)
    snoozed = [f"snoozed until {until}"] if until else []
    later = [f"since you closed it: {words(news.event.kind.value)}; `watcher reopen` goes on"] if news else []
    return [words(flag.value) for flag in sorted(application.flags)] + snoozed + later


def _day(world: Wired, moment: datetime | None) -> str:
    return f"{moment.astimezone(world.config.zone):%d %b}" if moment else ""


def show(
    application: AppArgument,
    config: ConfigOption = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Show one application with its whole timeline and the evidence."""
    world = wired(config)
    timeline, plan = world.now()
    found = find_application(timeline, application)
    if as_json:
        doubts = [undecided_json(a, world.config.zone) for a in undecided(timeline) if found.id in a.candidates]
        drafts = [draft_json(i, world.config.zone) for i in _drafts_of(world, timeline, found)]
        row = application_json(found, plan, world.world.clock(), world.config.zone)
        print_json(row | {"undecided": doubts, "drafts": drafts})
        return
    console = Console()
    say(
        console,
        f"{found.company or 'unknown company'}, {found.role or 'unknown role'}: {found.stage.value} [{found.id}]",
    )
    for state in _states(found, world.world.clock().astimezone(world.config.zone).date()):
        say(console, f"  ({state})")
    _say_story(console, world, found)
    _say_drafts(console, world, _drafts_of(world, timeline, found))
    for doubt in undecided(timeline):
        if found.id in doubt.candidates:
            _say_undecided(console, doubt, timeline)
    for follow_up in plan.follow_ups:
        if follow_up.application == found.id:
            say(console, follow_up_line(follow_up))


def _say_story(console: Console, world: Wired, found: Application) -> None:
    """Whom it is with, what happened with its evidence, and what the user corrected."""
    for contact in found.contacts:
        why_not = f" (never written to: {contact.why_not})" if not contact.writable else ""
        phone = f", {contact.phone}" if contact.phone else ""
        say(console, f"  {contact.role.value:<15} {contact.name} <{contact.email}>{phone}{why_not}")
    for fact in found.facts:
        event = fact.event
        when = f"{event.occurred_at.astimezone(world.config.zone):%Y-%m-%d %H:%M}"
        say(console, f"  {when}  {event.kind.value}{_told(event, world)} [{message_name(fact)}]")
        for evidence in event.evidence:
            say(console, f"      “{evidence}”")
    for correction in found.corrections:
        if correction.holds:
            entry = correction.entry
            when = f"{entry.event.occurred_at.astimezone(world.config.zone):%Y-%m-%d %H:%M}"
            say(console, f"  {when}  you: {correction_words(entry)} [{short_id(entry.id)}]")


def _told(event: Event, world: Wired) -> str:
    """The time that an event names, of an interview or of a promise."""
    if event.starts_at:
        return f", for {event.starts_at.astimezone(world.config.zone):%Y-%m-%d %H:%M}"
    return f", by {event.due_by}" if event.due_by else ""


def application_named(world: Wired, text: str) -> tuple[Timeline, Application]:
    """The job search as it is now, and the application in it that is meant."""
    timeline = world.world.timeline(world.world.clock())
    return timeline, find_application(timeline, text)


def _drafts_of(world: Wired, timeline: Timeline, application: Application) -> list[Intent]:
    intents = world.world.ledger.intents()
    mine = {w.key for w in pasts(timeline.applications, [i.written for i in intents])[application.id].written}
    return [i for i in intents if i.written.key in mine]


def _say_drafts(console: Console, world: Wired, intents: list[Intent]) -> None:
    """Each draft and what became of it, with how surely that is known."""
    for intent in intents:
        written = intent.written
        when = f"{written.changed_at.astimezone(world.config.zone):%Y-%m-%d %H:%M}"
        why = f": {intent.detail}" if intent.detail else ""
        what = f"draft of {words(written.kind.value)} to {written.recipient}"
        say(console, f"  {when}  {what}, {written.state.value}{why}")


def follow_up_line(follow_up: FollowUp) -> str:
    """A follow-up in one line."""
    to = f" to {follow_up.recipient.email}" if follow_up.recipient else ""
    what = about(follow_up.company, follow_up.role)
    held = f": {follow_up.held}" if follow_up.held else ""
    return f"{follow_up.due_at:%Y-%m-%d}  {follow_up.action.value:<6} {follow_up.kind.value}{to} ({what}){held}"


def find_application(timeline: Timeline, text: str) -> Application:
    """Find one application by id, or by company or role or a part of these; ConfigError where none or several fit."""
    found = find_applications(timeline.applications, text)
    if len(found) == 1:
        return found[0]
    if not found:
        raise ConfigError(f"No application matches “{text}”; `watcher status` lists them.")
    names = "; ".join(f"{a.id} {a.company} {a.role}" for a in found[:8])
    raise ConfigError(f"“{text}” matches several applications; name one by its id: {names}.")
