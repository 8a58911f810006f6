"""`watcher plan`: what would be drafted until a day and why, from the ledger alone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Annotated

import typer
from rich.console import Console

from watcher.bootstrap import Wired
from watcher.cadence import AsIf, FollowUp, Forecast
from watcher.cli.options import ConfigOption, JsonOption, about, parse_moment, print_json, say, wired, words
from watcher.cli.views import forecast_json
from watcher.drafting import Draft


def plan(
    config: ConfigOption = None,
    *,
    at: Annotated[
        str | None, typer.Option("--at", help="A date or time, ISO 8601; default now. Of the past: as it stood then.")
    ] = None,
    as_if: Annotated[
        AsIf, typer.Option("--as-if", help="What you do with the drafts meanwhile: leave them waiting, or send each.")
    ] = AsIf.WAITING,
    as_json: JsonOption = False,
) -> None:
    """Show what would be drafted until a day and why, if no more mail comes; without writing."""
    world = wired(config)
    moment = parse_moment(at, world.config.zone) if at is not None else world.world.clock()
    forecast = world.forecast(moment, as_if)
    if as_json:
        print_json(forecast_json(forecast, world.previews(forecast), world.config.zone))
    else:
        print_forecast(world, forecast, Console())


def print_forecast(world: Wired, forecast: Forecast, console: Console) -> None:
    """Print the drafts by the day on which they come, then what is held."""
    for line in (*_head(world, forecast), *_drafts(world, forecast), *_others(world, forecast)):
        say(console, line)
    if not forecast.coming:
        say(console, "Nothing is due.")


def _head(world: Wired, forecast: Forecast) -> Iterator[str]:
    until = f"{forecast.until.astimezone(world.config.zone):%Y-%m-%d %H:%M}"
    if forecast.until > forecast.now:
        meanwhile = {
            AsIf.WAITING: "you leave every draft where it is (--as-if sent: you send each when it appears)",
            AsIf.SENT: "you send each draft when it appears (--as-if waiting: you leave it where it is)",
        }
        yield f"Until {until}, if no more mail comes and {meanwhile[forecast.as_if]}:"
    elif forecast.until < world.world.clock():
        yield f"As it stood on {until}, by the mail of before:"
    for written, why in forecast.withdrawn:
        yield f"Taken back on the way: “{written.subject}” to {written.recipient}: {why}."


def _drafts(world: Wired, forecast: Forecast) -> Iterator[str]:
    zone = world.config.zone
    coming = zip(forecast.coming, world.previews(forecast), strict=True)
    drafts = [(c.drafted_at.astimezone(zone), c.follow_up, preview) for c, preview in coming if c.drafted_at]
    for day, some in groupby(drafts, key=lambda draft: draft[0].date()):
        yield f"{day:%A, %Y-%m-%d}"
        for at, follow_up, preview in some:
            subject = f" “{preview.subject}”" if isinstance(preview, Draft) else ""
            yield f"  {at:%H:%M}  draft  {_what(follow_up)}{', late' if follow_up.late else ''}:{subject}"
            yield f"      {follow_up.why}"
            if follow_up.lapses_at <= forecast.until and forecast.as_if is AsIf.WAITING:
                yield _in_time(follow_up)
    if forecast.coming and not drafts:
        yield "No draft comes."


def _others(world: Wired, forecast: Forecast) -> Iterator[str]:
    live = {w.key for w in world.world.written() if w.state.live and w.written_at <= forecast.now}
    told = {w.key for w, _ in forecast.withdrawn}
    others = [c for c in forecast.coming if not c.drafted_at and c.follow_up.key not in told]
    waiting = [c for c in others if c.follow_up.key in live]
    later = [c for c in others if c not in waiting and c.follow_up.due_at > forecast.until]
    held = [c for c in others if c not in waiting and c not in later]
    for title, some in (("In your Drafts already:", waiting), ("Due, and no draft:", held), ("Later:", later)):
        if some:
            yield title
        for coming in some:
            yield f"  {_what(coming.follow_up)}: {coming.held}"
            if some is held:
                yield f"      {coming.follow_up.why}"
            if some is waiting and coming.lapsed and forecast.as_if is AsIf.WAITING:
                yield _in_time(coming.follow_up)


def _in_time(follow_up: FollowUp) -> str:
    return f"      Send it before {follow_up.lapses_at:%A, %Y-%m-%d}: from then on it is too late."


def _what(follow_up: FollowUp) -> str:
    to = f" to {follow_up.recipient.email}" if follow_up.recipient else ""
    return f"{words(follow_up.kind.value)}{to} ({about(follow_up.company, follow_up.role)})"
