"""A whole pass over the demo's mailbox finds and drafts what its stories say, on any day of the year."""

from __future__ import annotations

from datetime import datetime
from email import message_from_bytes, policy
from pathlib import Path
from zoneinfo import ZoneInfo

import holidays
import pytest

from tests.pipeline.worlds import Clock, world
from watcher.demo import write_mailbox
from watcher.mail import MaildirAccount, MaildirSettings
from watcher.timeline import Application

BERLIN = ZoneInfo("Europe/Berlin")

NOWS = [
    datetime(2026, 11, 18, 9, 30, tzinfo=BERLIN),
    datetime(2026, 9, 14, 6, 0, tzinfo=BERLIN),  # a Monday, before offices open
    datetime(2026, 9, 20, 20, 0, tzinfo=BERLIN),  # a Sunday
    datetime(2027, 1, 1, 0, 5, tzinfo=BERLIN),
    datetime(2026, 4, 7, 8, 30, tzinfo=BERLIN),  # the Tuesday after Easter
]


class Outcome:
    """The mailbox of one `now` after one pass."""

    def __init__(self, folder: Path, now: datetime) -> None:
        self.search = write_mailbox(folder / "Maildir", now, BERLIN)
        account = MaildirAccount(MaildirSettings(name="demo", path=str(folder / "Maildir"), write=True))
        whole = world(folder, [account], Clock(now), zone=BERLIN, holidays=holidays.country_holidays("DE"))
        self.summary = whole.once()
        self.timeline = whole.timeline(now)
        self.in_drafts = [
            message_from_bytes(path.read_bytes(), policy=policy.default)
            for path in (folder / "Maildir" / ".Drafts" / "cur").iterdir()
        ]

    @property
    def applications(self) -> dict[tuple[str, str], Application]:
        return {(application.company, application.role): application for application in self.timeline.applications}


@pytest.fixture(scope="module", params=NOWS, ids=str)
def outcome(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return Outcome(tmp_path_factory.mktemp("demo"), request.param)


def test_the_applications_are_those_of_the_stories_and_no_others(outcome: Outcome) -> None:
    found = sorted((application.company, application.role) for application in outcome.timeline.applications)
    assert found == sorted((expected.company, expected.role) for expected in outcome.search.expected)
    assert outcome.timeline.ambiguous == ()


def test_each_stands_where_its_story_says(outcome: Outcome) -> None:
    found = {name: (application.stage, application.flags) for name, application in outcome.applications.items()}
    wanted = {(one.company, one.role): (one.stage, one.flags) for one in outcome.search.expected}
    assert found == wanted


def test_the_drafts_are_those_of_the_stories_and_no_others(outcome: Outcome) -> None:
    wanted = sorted(
        (one.company, one.role, draft.kind.value, draft.to) for one in outcome.search.expected for draft in one.drafts
    )
    written = [intent.written for intent in outcome.summary.drafted]
    assert sorted((w.company, w.role, w.kind.value, w.recipient) for w in written) == wanted


def test_the_drafts_stand_in_drafts_and_name_nothing_of_the_program(outcome: Outcome) -> None:
    assert len(outcome.in_drafts) == len(outcome.summary.drafted)
    for message in outcome.in_drafts:
        assert message["From"] == "Ada Example <ada@example.org>"
        assert message["In-Reply-To"]
        assert "watcher" not in message.as_string().lower()
        assert not [name for name in message if name.lower().startswith(("x-", "user-agent", "auto-submitted"))]
