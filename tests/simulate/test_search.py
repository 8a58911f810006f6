"""Whole searches, small: nothing goes wrong in one that is right, and each rule broken on purpose is counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from watcher.bootstrap.simulation import simulation
from watcher.cadence import Action, FollowUp, Health, Plan, Written
from watcher.mail import MemoryAccount
from watcher.pipeline.passes import World
from watcher.simulate.report import outcome_json, reached
from watcher.simulate.run import Outcome, Run
from watcher.simulate.score import Wrong, counts
from watcher.simulate.types import Size
from watcher.timeline import Seen, Timeline

SETTING = simulation(ZoneInfo("Europe/Berlin"), "DE")
SMALL = Size(applications=14, noise=0, days=50)


def play(folder: Path, kind: type[World] = World, size: Size = SMALL, seed: int = 13) -> Outcome:
    def make(
        account: MemoryAccount, place: Path, clock: Callable[[], datetime], sleep: Callable[[float], None]
    ) -> World:
        real = SETTING.make(account, place, clock, sleep)
        return kind(**{field.name: getattr(real, field.name) for field in fields(World)})

    return Run(seed, size, replace(SETTING, make=make), folder).play_out()


class Hasty(World):
    """Writes whatever has a date, at once."""

    def plan_after(self, timeline: Timeline, written: Sequence[Written], now: datetime, health: Health) -> Plan:
        return _changed(
            World.plan_after(self, timeline, written, now, health),
            lambda f: replace(f, action=Action.DRAFT, held="") if f.held.startswith("due on") and f.recipient else f,
        )


class Deaf(World):
    """Does not hear what people write."""

    def mail(self) -> list[Seen]:
        return [s for s in World.mail(self) if s.envelope.outgoing or not s.inference.human]


class Forgetful(World):
    """Writes again what waits in Drafts already, under a new name."""

    def plan_after(self, timeline: Timeline, written: Sequence[Written], now: datetime, health: Health) -> Plan:
        return _changed(
            World.plan_after(self, timeline, written, now, health),
            lambda f: replace(f, action=Action.DRAFT, key=f"{f.key}{now:%m%d}") if f.held.startswith("it waits") else f,
        )


class Confused(World):
    """Writes to somebody else."""

    def plan_after(self, timeline: Timeline, written: Sequence[Written], now: datetime, health: Health) -> Plan:
        return _changed(
            World.plan_after(self, timeline, written, now, health),
            lambda f: replace(f, recipient=replace(f.recipient, email="someone@else.example")) if f.recipient else f,
        )


class Idle(World):
    """Writes nothing."""

    def plan_after(self, timeline: Timeline, written: Sequence[Written], now: datetime, health: Health) -> Plan:
        return _changed(
            World.plan_after(self, timeline, written, now, health), lambda f: replace(f, action=Action.NONE)
        )


class Slow(World):
    """Writes two days late."""

    def plan_after(self, timeline: Timeline, written: Sequence[Written], now: datetime, health: Health) -> Plan:
        return _changed(
            World.plan_after(self, timeline, written, now, health),
            lambda f: replace(f, action=Action.NONE) if (now - f.due_at).days < 2 else f,
        )


def _changed(plan: Plan, change: Callable[[FollowUp], FollowUp]) -> Plan:
    return replace(plan, follow_ups=tuple(map(change, plan.follow_ups)))


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        (Hasty, Wrong.EARLY),
        (Deaf, Wrong.AFTER_ANSWER),
        (Forgetful, Wrong.DOUBLED),
        (Confused, Wrong.WRONG_PERSON),
        (Idle, Wrong.MISSED),
        (Slow, Wrong.LATE),
    ],
)
def test_a_rule_that_is_broken_on_purpose_is_counted(kind: type[World], what: Wrong, tmp_path: Path) -> None:
    outcome = play(tmp_path, kind)
    assert counts(outcome.violations)[what] > 0
    assert not reached(outcome)


@pytest.mark.slow_first
@pytest.mark.parametrize("languages", [("en",), ("de", "es", "fr", "it", "nl", "pt")], ids=["english", "others"])
def test_a_search_is_followed_up_as_the_design_says(tmp_path: Path, languages: tuple[str, ...]) -> None:
    outcome = play(tmp_path, size=Size(applications=25, noise=150, days=120, languages=languages))
    assert [*outcome.violations] == []
    assert reached(outcome)
    assert sum(outcome.in_window.values()) > 20
    told = outcome_json(outcome)
    assert told["wrong"] == dict.fromkeys((what.value for what in Wrong), 0)


def test_the_same_seed_is_the_same_search(tmp_path: Path) -> None:
    size = replace(SMALL, days=30)
    told = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        told.append(outcome_json(play(tmp_path / name, size=size)))
    assert told[0] == told[1]
