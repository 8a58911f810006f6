"""When digests are due: weekdays, sleep, and every change of the clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.digest.due import Issue, Times, due_now, next_due, recent, this_week, weekly_moment

BERLIN = ZoneInfo("Europe/Berlin")
MONDAYS = Times(1, time(7, 30), BERLIN)
CHANGING = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Africa/Casablanca")
"""Changes of an hour and of half an hour, at 1, 2 and 3 and at midnight, and four times a year."""
STILL = ("UTC", "Asia/Kathmandu", "Pacific/Kiritimati")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "name"),
    [
        ("2026-11-16 07:29", ""),  # the week before is nearly over: the new one is near
        ("2026-11-16 07:30", "2026-W47"),
        ("2026-11-18 03:00", "2026-W47"),  # the machine slept
        ("2026-11-22 07:29", "2026-W47"),
        ("2026-11-22 07:30", ""),
        ("2026-12-28 08:00", "2026-W53"),
        ("2027-01-01 08:00", "2026-W53"),
        ("2027-01-04 08:00", "2027-W01"),
    ],
)
def test_the_digest_of_a_week_is_due_from_its_moment_and_late_for_six_days(now: str, name: str) -> None:
    assert [one.name for one in due_now(MONDAYS, at(now))] == ([name] if name else [])


def test_one_of_sunday_is_caught_up_in_the_next_week_under_its_own_name() -> None:
    assert due_now(Times(7, time(20, 0), BERLIN), at("2026-11-24 09:00")) == (
        Issue("2026-W47", at("2026-11-22 20:00")),
    )


def test_none_is_due_where_it_is_off() -> None:
    off = Times(None, time(7, 30), BERLIN)
    assert due_now(off, at("2026-11-16 08:00")) == ()
    assert next_due(off, at("2026-11-16 08:00")) is None


@pytest.mark.parametrize(
    ("now", "names", "following"),
    [
        ("2026-11-16 08:00", ["2026-W47"], "2026-11-17 07:30"),
        ("2026-11-17 07:00", ["2026-W47"], "2026-11-17 07:30"),
        ("2026-11-17 08:00", ["2026-W47", "2026-W47-2"], "2026-11-18 07:30"),
        ("2026-11-22 08:00", ["2026-W47-7"], "2026-11-23 07:30"),
    ],
)
def test_short_ones_come_on_the_other_days(now: str, names: list[str], following: str) -> None:
    times = Times(1, time(7, 30), BERLIN, daily=True)
    assert [one.name for one in due_now(times, at(now))] == names
    assert next_due(times, at(now)) == at(following)


def test_a_short_one_is_for_its_day_alone() -> None:
    daily = Times(None, time(20, 0), BERLIN, daily=True)
    (issue,) = due_now(daily, at("2026-11-18 23:59"))
    assert (issue.name, issue.short) == ("2026-W47-3", True)
    assert due_now(daily, at("2026-11-19 00:00")) == ()


def test_a_week_has_a_name_and_a_moment() -> None:
    assert this_week(at("2027-01-03 23:59"), BERLIN) == "2026-W53"
    assert weekly_moment("2026-W47", 1, time(7, 30), BERLIN) == at("2026-11-16 07:30")
    for wrong in ("2026-W54", "2026-47", "2026-W47-3", ""):
        with pytest.raises(ValueError, match=r".*"):
            weekly_moment(wrong, 1, time(7, 30), BERLIN)


def test_the_names_of_late() -> None:
    names = recent(at("2026-11-17 08:00"), BERLIN)
    assert names[:2] == ("2026-W46", "2026-W47")
    assert (names[2], names[-1], len(names)) == ("2026-W46-2", "2026-W47-2", 10)


def test_row_43_the_clock_changes() -> None:
    """An hour that is left out is made up for, one that comes twice counts once."""
    spring, autumn = Times(7, time(2, 30), BERLIN), Times(7, time(2, 30), BERLIN)
    assert next_due(spring, datetime(2026, 3, 28, tzinfo=UTC)) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert next_due(autumn, datetime(2026, 10, 24, tzinfo=UTC)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    again = next_due(autumn, datetime(2026, 10, 25, 0, 30, tzinfo=UTC))
    assert again == datetime(2026, 11, 1, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize("name", [*CHANGING, *STILL])
@given(
    weekday=st.integers(1, 7),
    hour=st.integers(0, 23),
    minute=st.sampled_from([0, 15, 30, 45]),
    monday=st.dates(date(2015, 1, 1), date(2035, 1, 1)),
)
def test_row_43_each_week_is_due_exactly_once_over_every_change_of_the_clock(
    name: str, weekday: int, hour: int, minute: int, monday: date
) -> None:
    times = Times(weekday, time(hour, minute), ZoneInfo(name))
    now = start = datetime.combine(monday, time(0), UTC)
    names: list[str] = []
    moments: list[datetime] = []
    while now < start + timedelta(days=371):
        following = next_due(times, now)
        assert following is not None
        assert timedelta(0) < following - now <= timedelta(days=7, hours=2)
        (issue,) = due_now(times, following)
        assert issue.due_at == following
        assert issue.due_at == weekly_moment(issue.name, weekday, times.time, times.zone)
        names.append(issue.name)
        moments.append(following)
        now = following
    assert len(set(names)) == len(names) >= 52
    assert names == sorted(names)
    gaps = {later - earlier for earlier, later in pairwise(moments)}
    assert all(abs(gap - timedelta(days=7)) <= timedelta(hours=2) for gap in gaps)


@given(
    name=st.sampled_from([*CHANGING, *STILL]),
    start=st.datetimes(datetime(2015, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    naps=st.lists(st.integers(1, 30 * 24 * 60), min_size=1, max_size=20),
    daily=st.booleans(),
)
def test_row_43_after_any_sleep_one_is_due_that_is_neither_early_nor_old(
    name: str, start: datetime, naps: list[int], *, daily: bool
) -> None:
    times = Times(1, time(2, 30), ZoneInfo(name), daily)
    now = start
    for minutes in naps:
        now += timedelta(minutes=minutes)
        following = next_due(times, now)
        assert following is not None
        assert following > now
        found = due_now(times, now)
        assert len([one for one in found if not one.short]) <= 1
        assert len([one for one in found if one.short]) <= daily
        for issue in found:
            assert timedelta(0) <= now - issue.due_at < timedelta(days=1 if issue.short else 7, hours=1)
