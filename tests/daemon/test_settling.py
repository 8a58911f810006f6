"""Unconfirmed drafts are looked for once they had the time to land, counted from when this process met them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from watcher.daemon.clocks import Clocks
from watcher.daemon.settling import Settling

NOW = datetime(2026, 3, 18, 9, 0, tzinfo=UTC)


class Time:
    def __init__(self) -> None:
        self.monotonic = 1000.0
        self.settling = Settling(60, Clocks(lambda: NOW, lambda: self.monotonic))


def sent(keys: str, at: datetime = NOW) -> dict[str, datetime]:
    return dict.fromkeys(keys, at)


def test_a_draft_is_ripe_sixty_seconds_after_it_was_met() -> None:
    time = Time()
    assert time.settling.ripe(sent("ab")) == frozenset()
    assert time.settling.until(sent("ab")) == NOW + timedelta(seconds=60)
    time.monotonic += 30
    assert time.settling.ripe(sent("abc")) == frozenset()
    assert time.settling.until(sent("abc")) == NOW + timedelta(seconds=30)
    time.monotonic += 30
    assert time.settling.ripe(sent("abc")) == frozenset("ab")


def test_what_was_confirmed_is_forgotten_and_begins_anew() -> None:
    time = Time()
    time.settling.ripe(sent("a"))
    time.monotonic += 60
    assert time.settling.until({}) is None
    assert time.settling.ripe(sent("a")) == frozenset()


def test_what_was_given_out_is_counted_anew_if_it_stays_unconfirmed() -> None:
    """It was appended once more, and the bytes of that try may be on their way as the first ones were."""
    time = Time()
    time.settling.ripe(sent("a"))
    time.monotonic += 60
    assert time.settling.ripe(sent("a")) == frozenset("a")
    time.monotonic += 5
    assert time.settling.until(sent("a")) == NOW + timedelta(seconds=60)
    time.monotonic += 59
    assert time.settling.ripe(sent("a")) == frozenset()
    time.monotonic += 1
    assert time.settling.ripe(sent("a")) == frozenset("a")


def test_another_try_is_met_anew() -> None:
    """It was found and written anew within one pass, and that answer was lost as well."""
    time = Time()
    time.settling.ripe(sent("a"))
    time.monotonic += 60
    again = sent("a", NOW + timedelta(seconds=60))
    assert time.settling.ripe(again) == frozenset()
    time.monotonic += 60
    assert time.settling.ripe(again) == frozenset("a")
