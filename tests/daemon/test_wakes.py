"""When a pass has to be made though no mail comes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from watcher.cadence import Action, FollowUp, FollowUpKind, Intent, Plan, State, Written
from watcher.cadence.sent import MISSING_GRACE
from watcher.daemon.wakes import LOOK, STRAYS, STRAYS_FOR, Step, Wake, next_wake

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 18, 9, 0, tzinfo=UTC)


def follow_up(due: datetime, action: Action = Action.NONE, *, lapses: datetime = NOW + timedelta(days=30)) -> FollowUp:
    return FollowUp(
        key="k",
        application="a",
        kind=FollowUpKind.SECOND_FOLLOW_UP,
        anchor="f",
        due_at=due,
        lapses_at=lapses,
        action=action,
        why="",
    )


def intent(state: State, *, changed: datetime = NOW, missing: datetime | None = None) -> Intent:
    written = Written(
        key="k",
        kind=FollowUpKind.SECOND_FOLLOW_UP,
        anchor="f",
        facts=frozenset(),
        recipient="r@x",
        account="a",
        state=state,
        written_at=changed,
        changed_at=changed,
    )
    return Intent(written, missing_since=missing)


def wake(*follow_ups: FollowUp, intents: tuple[Intent, ...] = (), settled_at: datetime | None = None) -> Wake | None:
    return next_wake(Plan(follow_ups), intents, settled_at, NOW, BERLIN)


def test_nothing_waits_for_nothing() -> None:
    assert wake() is None


def test_the_next_due_time_counts() -> None:
    soon, later = NOW + timedelta(hours=3), NOW + timedelta(days=2)
    assert wake(follow_up(later), follow_up(soon)) == Wake(soon, Step.DUE)


@pytest.mark.parametrize("action", [Action.DRAFT, Action.DIGEST])
def test_what_is_due_and_was_acted_on_wakes_nobody(action: Action) -> None:
    assert wake(follow_up(NOW - timedelta(days=1), action)) is None


def test_what_is_held_back_is_looked_at_on_the_next_local_day() -> None:
    """Caps and snoozes end with the user's day, which in Berlin begins at 23:00 UTC."""
    assert wake(follow_up(NOW - timedelta(days=1))) == Wake(datetime(2026, 3, 18, 23, 1, tzinfo=UTC), Step.DAY)


def test_what_has_lapsed_is_held_back_for_good() -> None:
    assert wake(follow_up(NOW - timedelta(days=9), lapses=NOW - timedelta(days=1))) is None


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        # The night of 29 March 2026 has 23 hours in Berlin, that of 25 October 25.
        (datetime(2026, 3, 29, 0, 30, tzinfo=UTC), datetime(2026, 3, 29, 22, 1, tzinfo=UTC)),
        (datetime(2026, 3, 28, 12, 0, tzinfo=UTC), datetime(2026, 3, 28, 23, 1, tzinfo=UTC)),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 23, 1, tzinfo=UTC)),
    ],
)
def test_row_43_the_next_day_begins_once_whatever_the_clocks_do(now: datetime, expected: datetime) -> None:
    held = follow_up(now - timedelta(days=1), lapses=now + timedelta(days=30))
    assert next_wake(Plan((held,)), (), None, now, BERLIN) == Wake(expected, Step.DAY)


@pytest.mark.parametrize("state", [State.CONFIRMED, State.EDITED])
def test_drafts_that_wait_are_looked_at(state: State) -> None:
    assert wake(intents=(intent(state),)) == Wake(NOW + LOOK, Step.RECONCILE)


def test_a_vanished_draft_is_looked_at_when_its_grace_is_over() -> None:
    since = NOW - timedelta(minutes=1)
    found = wake(intents=(intent(State.CONFIRMED, missing=since),))
    assert found == Wake(since + MISSING_GRACE, Step.RECONCILE)


def test_a_vanished_draft_whose_grace_is_over_is_looked_at_now() -> None:
    found = wake(intents=(intent(State.CONFIRMED, missing=NOW - timedelta(hours=1)),))
    assert found == Wake(NOW, Step.RECONCILE)


@pytest.mark.parametrize("state", [State.SENT, State.DECLINED, State.WITHDRAWN])
def test_stray_copies_are_looked_for_a_while_after_a_drafts_end(state: State) -> None:
    assert wake(intents=(intent(state),)) == Wake(NOW + STRAYS, Step.RECONCILE)
    assert wake(intents=(intent(state, changed=NOW - STRAYS_FOR),)) is None


def test_unconfirmed_drafts_come_first() -> None:
    settled = NOW + timedelta(seconds=60)
    found = wake(follow_up(NOW + timedelta(hours=1)), intents=(intent(State.CONFIRMED),), settled_at=settled)
    assert found == Wake(settled, Step.SETTLE)
