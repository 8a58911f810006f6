"""`watcher backtest`: the user's real past replayed, to see whether to trust the program before switching it on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time
from statistics import median
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress as Bar
from rich.table import Table

from watcher.bootstrap import Wired
from watcher.cadence import Backtest, Drafted, FollowUp, Missed, Outcome, Reason, only
from watcher.cli.looks import find_application
from watcher.cli.options import (
    ConfigOption,
    JsonOption,
    about,
    errors_console,
    parse_day,
    print_json,
    say,
    wired,
    words,
)
from watcher.cli.views import backtest_json
from watcher.errors import ConfigError
from watcher.pipeline.replay import Days

_REASONS = {
    Reason.EARLY: "you wrote before it was due",
    Reason.HELD: "a rule or a limit held it back",
    Reason.BY_HAND: "the digest would have told you to do it by hand",
    Reason.LAPSED: "a draft had waited for you, and lapsed",
    Reason.NOT_OPEN: "nothing was open to follow up",
    Reason.UNTIED: "your mail cannot be given to one application",
}

_HOW = (
    "Each mail counts as known from its date. A draft that you did not act on counts as left where it is until it is "
    "too late; meanwhile it holds up its application and counts against the limits. All accounts count as writable."
)


def backtest(
    since: Annotated[str, typer.Option("--since", help="The first day, as 2026-05-30.")],
    until: Annotated[str | None, typer.Option("--until", help="The last day; default today.")] = None,
    application: Annotated[
        str | None, typer.Option("--application", help="Only this one: its id, or a part of its company or role.")
    ] = None,
    config: ConfigOption = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Replay your real past: what would have been drafted each day, what you did, what it would have missed."""
    world = wired(config)
    first, last = _span(world, since, until)
    named = find_application(world.now()[0], application) if application else None
    with _progress() as progress:
        report = world.backtest(first, last, progress)
    if named is not None:
        report = only(report, [fact.id for fact in named.facts])
    if as_json:
        print_json(backtest_json(report, world.config.zone))
    else:
        print_backtest(world, report, Console())


def _span(world: Wired, since: str, until: str | None) -> tuple[datetime, datetime]:
    zone, now = world.config.zone, world.world.clock()
    first = datetime.combine(parse_day(since), time(), zone)
    last = min(datetime.combine(parse_day(until), time(23, 59, 59), zone), now) if until else now
    if first >= last:
        raise ConfigError("--since must name a day of the past, and not one after --until.")
    return first, last


@contextmanager
def _progress() -> Iterator[Days]:
    """Show a bar on a terminal; elsewhere nothing."""
    if not errors_console.is_terminal:
        yield lambda _done, _total: None
        return
    with Bar(console=errors_console, transient=True) as bar:
        task = bar.add_task("Replaying", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def print_backtest(world: Wired, report: Backtest, console: Console) -> None:
    """Print the summary, then what went wrong or was missed, then every draft by its day."""
    zone = world.config.zone
    say(console, f"Had watcher been on from {report.since:%Y-%m-%d} to {report.until.astimezone(zone):%Y-%m-%d}:")
    if report.drafted:
        console.print(_summary(report))
    else:
        say(console, "It would have drafted nothing.")
    for line in (*_words(world, report), *_wrong(world, report), *_missed(world, report), *_undrafted(world, report)):
        say(console, line)
    for line in _days(world, report):
        say(console, line)
    say(console, "")
    say(
        console,
        "Each mail counts as known from its date, whatever came late; a draft that you did not follow counts as",
    )
    say(console, "left where it is until it is too late, so that its application and the limits wait meanwhile.")


def _summary(report: Backtest) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("kind", no_wrap=True)
    for name in ("drafts", "you wrote anyway", "you never wrote", "taken back", "still waiting", "wrong"):
        table.add_column(name, justify="right")
    kinds = sorted({d.follow_up.kind for d in report.drafted}, key=lambda kind: kind.value)
    for title, some in (
        *((words(kind.value), [d for d in report.drafted if d.follow_up.kind is kind]) for kind in kinds),
        ("all", list(report.drafted)),
    ):
        count = Counter(d.outcome for d in some)
        fates = (Outcome.WROTE, Outcome.LAPSED, Outcome.WITHDRAWN, Outcome.WAITING)
        numbers = (len(some), *(count[fate] for fate in fates), sum(bool(d.wrong) for d in some))
        table.add_row(title, *map(str, numbers))
    return table


def _words(world: Wired, report: Backtest) -> Iterator[str]:
    """The summary in sentences."""
    yield ""
    wrote = [d for d in report.drafted if d.outcome is Outcome.WROTE]
    if wrote:
        days = [_days_between(world, d) for d in wrote]
        yield (
            f"{len(wrote)} you wrote by yourself too; the draft would have been ready {_count(median(days))} before "
            f"(median; at most {max(days)})."
        )
    lapsed = sum(d.outcome is Outcome.LAPSED for d in report.drafted)
    if lapsed:
        yield f"{lapsed} you never wrote: these follow-ups it would have brought to you."
    gone = [d for d in report.drafted if d.outcome is Outcome.WITHDRAWN]
    if gone:
        days = [_days_between(world, d) for d in gone]
        yield f"{len(gone)} it would have taken back by itself, after {_count(median(days))} in Drafts (median)."
    count = Counter(m.reason for m in report.missed)
    if report.missed:
        yield f"{len(report.missed)} follow-ups you sent without a draft before them:"
    for reason, number in count.most_common():
        yield f"  {number:>3}  {_REASONS[reason]}"
    if report.undrafted:
        yield f"{len(report.undrafted)} more fell due and got no draft: see why below."
    wrong = sum(bool(d.wrong) for d in report.drafted)
    yield f"Wrong, by all that is known today: {wrong or 'none'}."


def _days_between(world: Wired, drafted: Drafted) -> int:
    assert drafted.ended_at is not None
    zone = world.config.zone
    return (drafted.ended_at.astimezone(zone).date() - drafted.at.astimezone(zone).date()).days


def _count(days: float) -> str:
    return f"{days:g} day{'' if days == 1 else 's'}"


def _wrong(world: Wired, report: Backtest) -> Iterator[str]:
    wrong = [d for d in report.drafted if d.wrong]
    if wrong:
        yield "\nDrafts that would have been wrong:"
    for d in wrong:
        yield f"  {_at(world, d.at)}  {_what(d.follow_up)}: {d.wrong}; only later mail shows it"


def _missed(world: Wired, report: Backtest) -> Iterator[str]:
    if report.missed:
        yield "\nSent by you without a draft:"
    for m in report.missed:
        kind = "thanks" if m.thanks else "follow-up"
        what = about(m.company, m.role) or "unknown application"
        yield f"  {_at(world, m.at)}  {kind} to {m.to} ({what}) “{m.subject}”: {_why_missed(world, m)}"


def _why_missed(world: Wired, missed: Missed) -> str:
    if missed.reason is Reason.EARLY and missed.due_at is not None:
        return f"you were earlier; a draft was due on {_at(world, missed.due_at)}"
    return missed.why


def _undrafted(world: Wired, report: Backtest) -> Iterator[str]:
    if report.undrafted:
        yield "\nDue, and no draft:"
    for u in report.undrafted:
        yield f"  {_at(world, u.at)}  {_what(u.follow_up)}: {u.held}"


def _days(world: Wired, report: Backtest) -> Iterator[str]:
    if report.drafted:
        yield "\nDay by day:"
    for d in report.drafted:
        yield f"  {_at(world, d.at)}  {_what(d.follow_up)}{', late' if d.follow_up.late else ''}: {_fate(world, d)}"
        yield f"      {d.follow_up.why}"


def _fate(world: Wired, d: Drafted) -> str:
    if d.ended_at is None:
        return "it waits still"
    after = "on the same day" if _days_between(world, d) == 0 else f"after {_count(_days_between(world, d))}"
    if d.outcome is Outcome.WROTE:
        return f"{d.why}, {after}"
    if d.outcome is Outcome.WITHDRAWN:
        return f"taken back {after}: {d.why}"
    return f"{d.why}, {after}"


def _what(follow_up: FollowUp) -> str:
    to = f" to {follow_up.recipient.email}" if follow_up.recipient else ""
    return f"{words(follow_up.kind.value)}{to} ({about(follow_up.company, follow_up.role)})"


def _at(world: Wired, moment: datetime) -> str:
    return f"{moment.astimezone(world.config.zone):%Y-%m-%d}"
