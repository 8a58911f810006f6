"""`watcher add`, `note` and `snooze`: what mail does not show, as events like any other."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Annotated

import typer

from watcher.bootstrap import Wired
from watcher.cli.looks import AppArgument, application_named
from watcher.cli.options import ConfigOption, parse_day, wired
from watcher.drafting import one_line
from watcher.errors import ConfigError
from watcher.inference import Event, Kind
from watcher.timeline import Entry, entries


class Noted(StrEnum):
    """What the user may tell of an application."""

    CALLED = "called"
    INTERVIEWED = "interviewed"
    ANSWERED = "answered"
    REJECTED = "rejected"
    PROMISED = "promised"


_FIRST_YEAR = 2000

_KINDS = {
    Noted.CALLED: Kind.CALLED,
    Noted.INTERVIEWED: Kind.INTERVIEW_SCHEDULED,
    Noted.ANSWERED: Kind.RECRUITER_REPLY,
    Noted.REJECTED: Kind.REJECTION,
    Noted.PROMISED: Kind.PROMISE,
}


def add(
    company: Annotated[str, typer.Argument(help="The employer, as it writes its name.")],
    role: Annotated[str, typer.Argument(help="The role, as in the posting.")],
    config: ConfigOption = None,
    *,
    applied: Annotated[str | None, typer.Option(help="The day you applied, as 2026-11-30; default today.")] = None,
) -> None:
    """Add an application that your mail does not show."""
    world = wired(config)
    day = parse_day(applied) if applied else None
    event = Event(
        Kind.APPLICATION_SENT,
        _moment(world, day),
        company=_named(company, "company"),
        role=_named(role, "role"),
        evidence=("entered by you",),
    )
    enter(world, Entry(event, about=""))
    typer.echo(f"Added: {event.company}, {event.role}.")


def note(
    application: AppArgument,
    what: Annotated[Noted, typer.Argument(help="What happened.")],
    day: Annotated[str | None, typer.Argument(help="The day, as 2026-11-30; for `promised` the promised day.")] = None,
    config: ConfigOption = None,
) -> None:
    """Note what happened outside your mail: a call, an interview, an answer, a promise."""
    world = wired(config)
    _, found = application_named(world, application)
    when = parse_day(day) if day else None
    if what is Noted.PROMISED and when is None:
        raise ConfigError("Tell the promised day too: watcher note APP promised 2026-11-30.")
    at = _moment(world, None if what is Noted.PROMISED else when)
    event = Event(
        _KINDS[what],
        at,
        company=found.company,
        role=found.role,
        starts_at=at if what is Noted.INTERVIEWED else None,
        due_by=when if what is Noted.PROMISED else None,
        evidence=("entered by you",),
    )
    enter(world, Entry(event, about=entries.anchor(found)))
    typer.echo(f"Noted for {found.company or 'unknown'}, {found.role or 'unknown'}: {what.value}.")


def snooze(
    application: AppArgument,
    until: Annotated[str, typer.Argument(help="So many days, a day such as 2026-11-30, or `off`.")] = "7",
    config: ConfigOption = None,
) -> None:
    """Draft nothing but thank-yous for an application until a day; what waits in Drafts stays there."""
    world = wired(config)
    _, found = application_named(world, application)
    now = world.world.clock()
    day = None if until == "off" else _until(until, now.astimezone(world.config.zone).date())
    enter(world, entries.snooze(found, day, now))
    name = f"{found.company or 'unknown'}, {found.role or 'unknown'}"
    typer.echo(f"Snoozed until {day}: {name}." if day else f"No longer snoozed: {name}.")


def _until(text: str, today: date) -> date:
    """The day that a number of days or a date names; ConfigError where it is not ahead, or over a year."""
    days = int(text) if text.isascii() and text.isdecimal() and len(text) <= len("365") else None
    try:
        day = parse_day(text) if days is None else today + timedelta(days=days)
    except ConfigError:
        raise ConfigError(f"“{text}” is neither a number of days, nor a day as 2026-11-30, nor `off`.") from None
    if not timedelta() < day - today <= timedelta(days=entries.LONGEST_SNOOZE):
        raise ConfigError(f"“{text}” is not within the next {entries.LONGEST_SNOOZE} days; `off` ends a snooze.")
    return day


def enter(world: Wired, entry: Entry) -> None:
    """Add what the user says to the ledger, which is held meanwhile."""
    with world.world.ledger.exclusive():
        world.world.ledger.enter(entry.event, entry.about, world.world.clock())


def _named(text: str, what: str) -> str:
    name = one_line(text)
    if not name:
        raise ConfigError(f"The {what} is empty; give its name.")
    return name


def _moment(world: Wired, day: date | None) -> datetime:
    """Noon of a past day (its hour is not known), else now; ConfigError for a day in the future."""
    now = world.world.clock()
    if day is None:
        return now
    if day.year < _FIRST_YEAR:
        raise ConfigError(f"{day} is too long ago to follow up; give a day since {_FIRST_YEAR}.")
    moment = datetime.combine(day, time(12), world.config.zone)
    if moment.date() > now.astimezone(world.config.zone).date():
        raise ConfigError(f"{day} lies in the future; note it when it has happened.")
    return min(moment, now)
