"""Row 44: a clock that stands before what has been."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.cadence.desk import WELL, Desk
from tests.timeline.builders import applied, t
from watcher.cadence import Action, Health, is_behind, proven

EARLY, LATE = t("2026-03-02"), t("2026-03-20")
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("last_seen", "newest_arrival", "expected"),
    [
        (None, None, None),
        (None, LATE, None),
        (EARLY, None, EARLY),
        (EARLY, LATE, EARLY),
        (LATE, EARLY, EARLY + DAY),
        (LATE, LATE, LATE),
        (LATE, LATE - DAY, LATE),
        (LATE, datetime.max.replace(tzinfo=UTC), LATE),
        (t("2099-01-01"), EARLY, EARLY + DAY),
    ],
)
def test_row_44_the_latest_pass_counts_no_further_than_mail_proves(
    last_seen: datetime | None, newest_arrival: datetime | None, expected: datetime | None
) -> None:
    assert proven(last_seen, newest_arrival) == expected


@pytest.mark.parametrize(
    ("now", "been", "behind"),
    [
        (LATE, None, False),
        (LATE, EARLY, False),
        (LATE, LATE, False),
        (LATE, LATE + timedelta(seconds=50), False),
        (LATE, LATE + timedelta(minutes=2), True),
        (EARLY, LATE, True),
    ],
)
def test_row_44_a_clock_is_behind_by_more_than_it_is_set_by_all_the_time(
    now: datetime, been: datetime | None, behind: bool
) -> None:
    assert is_behind(now, been) is behind


def test_row_44_nothing_is_drafted_while_the_clock_is_behind() -> None:
    now = "2026-03-10 12:00"
    assert Desk((applied(),)).one(now).action is Action.DRAFT
    behind = Health(WELL.complete, WELL.writable, t(now) + DAY)
    held = Desk((applied(),), health=behind).one(now)
    assert (held.action, held.held) == (Action.NONE, "the clock stands before what has been")
