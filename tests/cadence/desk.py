"""The user's desk: a story, what was drafted before, and what the plan makes of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files

from tests.timeline.builders import OWN, ZONE, t, told
from watcher.cadence import (
    Action,
    Advice,
    FollowUp,
    FollowUpKind,
    Health,
    Plan,
    Policy,
    State,
    SuggestionKind,
    Window,
    Written,
    parse_suggestions,
    parse_windows,
    plan,
)
from watcher.timeline import Fact, Seen

# Good Friday, Easter Monday and Labour Day of 2026.
HOLIDAYS = frozenset({date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 1)})
WELL = Health(frozenset({"personal"}), frozenset({"personal"}))


@cache
def windows() -> dict[FollowUpKind, Window]:
    """The packaged table with every kind switched on."""
    text = files("watcher").joinpath("cadence", "data", "windows.toml").read_text("utf-8")
    return {kind: replace(window, enabled=True) for kind, window in parse_windows(text).items()}


@cache
def advice() -> dict[SuggestionKind, Advice]:
    """The packaged words of the suggestions."""
    text = files("watcher").joinpath("cadence", "data", "suggestions.toml").read_text("utf-8")
    return dict(parse_suggestions(text))


def policy(**changes: object) -> Policy:
    return replace(Policy(windows(), ZONE, HOLIDAYS, OWN, advice=advice()), **changes)  # type: ignore[arg-type]


USUAL = policy()


@dataclass(frozen=True, slots=True)
class Desk:
    """A story, what was written, and the rules."""

    mails: tuple[Seen, ...]
    written: tuple[Written, ...] = ()
    entered: tuple[Fact, ...] = ()
    policy: Policy = USUAL
    health: Health = WELL

    def plan(self, now: str) -> Plan:
        return plan(told(*self.mails, now=now, entered=self.entered), self.written, t(now), self.policy, self.health)

    def all(self, now: str) -> list[FollowUp]:
        return list(self.plan(now).follow_ups)

    def one(self, now: str) -> FollowUp:
        (only,) = self.plan(now).follow_ups
        return only

    def draft(self, now: str, state: State, on: str = "") -> Desk:
        """The same desk after the draft that is due at `now` was written, and came to `state` on a later day."""
        due = [f for f in self.plan(now).follow_ups if f.action is Action.DRAFT]
        assert due, [(f.kind, f.held) for f in self.plan(now).follow_ups]
        return replace(self, written=(*self.written, *(written(f, now, state, on or now) for f in due)))

    def more(self, *mails: Seen) -> Desk:
        return replace(self, mails=(*self.mails, *mails))


def written(f: FollowUp, at: str, state: State, changed: str = "") -> Written:
    return Written(
        key=f.key,
        kind=f.kind,
        anchor=f.anchor,
        facts=f.facts,
        recipient=f.recipient.email if f.recipient else "",
        account=f.account,
        state=state,
        written_at=t(at),
        changed_at=t(changed or at),
        message_id=f"{f.key}@example.org",
    )


def shown(f: FollowUp) -> tuple[str, str, str]:
    """Kind, due time on the user's clock, action."""
    return f.kind.value, f"{f.due_at.astimezone(ZONE):%Y-%m-%d %H:%M}", f.action.value
