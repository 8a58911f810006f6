"""What the rooms make of the demo's mailbox is what its stories say, on any day of the year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

import holidays
import pytest

from watcher.cadence import Action, Health, Plan, Policy, parse_windows, plan
from watcher.demo import OWN_ADDRESS, write_mailbox
from watcher.inference import Tables, infer, parse_tables
from watcher.reading import read, split
from watcher.timeline import Application, Place, Seen, Timeline, build, envelope

BERLIN = ZoneInfo("Europe/Berlin")
ME = frozenset({OWN_ADDRESS})
PLACES: Mapping[str, Place] = {".Sent": Place.SENT, ".Archive": Place.OTHER}

NOWS = [
    datetime(2026, 11, 18, 9, 30, tzinfo=BERLIN),
    datetime(2026, 9, 14, 6, 0, tzinfo=BERLIN),  # a Monday, before offices open
    datetime(2026, 9, 20, 20, 0, tzinfo=BERLIN),  # a Sunday
    datetime(2027, 1, 1, 0, 5, tzinfo=BERLIN),
    datetime(2026, 4, 7, 8, 30, tzinfo=BERLIN),  # the Tuesday after Easter
]


@cache
def tables() -> Tables:
    data = files("watcher.inference") / "data"
    phrases = {path.name.removesuffix(".toml"): path.read_text("utf-8") for path in (data / "phrases").iterdir()}
    return parse_tables((data / "senders.toml").read_text("utf-8"), phrases)


def seen(path: Path) -> list[Seen]:
    found = []
    for file in sorted(path.rglob("*.demo*")):
        message = read(split(file.read_bytes(), datetime.fromtimestamp(file.stat().st_mtime, UTC)))
        mailbox = file.parent.parent.name
        place = PLACES.get(mailbox, Place.INBOX)
        summary = envelope(message, me=ME, account="demo", mailbox=mailbox, place=place)
        found.append(Seen(summary, infer(message, ME, tables())))
    return found


class Outcome:
    """The mailbox of one `now`, taken through the pure rooms."""

    def __init__(self, path: Path, now: datetime) -> None:
        self.search = write_mailbox(path, now, BERLIN)
        windows = parse_windows((files("watcher.cadence") / "data" / "windows.toml").read_text("utf-8"))
        policy = Policy(windows, BERLIN, holidays.country_holidays("DE"), ME)
        self.timeline: Timeline = build(seen(path), (), now, own_addresses=ME)
        self.plan: Plan = plan(self.timeline, (), now, policy, Health(frozenset({"demo"}), frozenset({"demo"})))

    @property
    def applications(self) -> dict[tuple[str, str], Application]:
        return {(application.company, application.role): application for application in self.timeline.applications}

    @property
    def drafts(self) -> set[tuple[str, str, str, str]]:
        names = {application.id: name for name, application in self.applications.items()}
        return {
            (*names[follow_up.application], follow_up.kind.value, follow_up.recipient.email)
            for follow_up in self.plan.follow_ups
            if follow_up.action is Action.DRAFT and follow_up.recipient
        }


@pytest.fixture(scope="module", params=NOWS, ids=str)
def outcome(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return Outcome(tmp_path_factory.mktemp("demo") / "Maildir", request.param)


def test_the_applications_are_those_of_the_stories_and_no_others(outcome: Outcome) -> None:
    found = sorted((application.company, application.role) for application in outcome.timeline.applications)
    assert found == sorted((expected.company, expected.role) for expected in outcome.search.expected)
    assert outcome.timeline.ambiguous == ()


def test_each_stands_where_its_story_says(outcome: Outcome) -> None:
    found = {name: (application.stage, application.flags) for name, application in outcome.applications.items()}
    wanted = {(one.company, one.role): (one.stage, one.flags) for one in outcome.search.expected}
    assert found == wanted


def test_the_drafts_are_those_of_the_stories_and_no_others(outcome: Outcome) -> None:
    wanted = {
        (one.company, one.role, draft.kind.value, draft.to) for one in outcome.search.expected for draft in one.drafts
    }
    assert outcome.drafts == wanted
