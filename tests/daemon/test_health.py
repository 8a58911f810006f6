"""Health as a state machine: what readings make of it, what is worth keeping, and what it says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from watcher.errors import ConfigError, LedgerError, ServerError, SignInError
from watcher.pipeline.health import (
    FRESH,
    LONG,
    after_once,
    ailing,
    health_words,
    of_these,
    pass_failed,
    to_tell,
    told,
    troubles,
    well,
    worth_keeping,
)
from watcher.pipeline.metrics import metrics_text
from watcher.pipeline.report import Summary
from watcher.pipeline.sync import Synced
from watcher.store import AccountHealth, DaemonHealth, Health

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)
ZONE = ZoneInfo("UTC")
REFUSED = SignInError('"ada@example.org" is not accepted', permanent=True)
DOWN = ServerError("the server refused the connection")


def test_an_account_that_was_read_is_well() -> None:
    assert well(Health(), "one", NOW).accounts == {"one": AccountHealth(last_good=NOW)}


def test_failures_count_from_the_first_and_end_with_the_first_good_reading() -> None:
    health = well(Health(), "one", NOW - FRESH)
    health = ailing(health, "one", DOWN, NOW, LATER)
    health = ailing(health, "one", REFUSED, LATER, LATER + FRESH)
    one = health.accounts["one"]
    assert (one.last_good, one.failing_since, one.failures) == (NOW - FRESH, NOW, 2)
    assert (one.permanent, one.why, one.retry_at) == (True, REFUSED.message, LATER + FRESH)
    assert well(health, "one", LATER).accounts["one"] == AccountHealth(last_good=LATER)


@pytest.mark.parametrize(
    ("error", "short", "permanent"),
    [
        (REFUSED, "sign-in refused", True),
        (ConfigError("the command failed"), "no password", True),
        (ServerError("its certificate has expired", permanent=True), "certificate or settings", True),
        (DOWN, "server not reached", False),
        (LedgerError("the disk is full"), "the ledger fails", False),
        (ValueError("ada@example.org"), "a fault of the program", False),
    ],
)
def test_each_error_has_words(error: Exception, short: str, permanent: bool) -> None:
    one = ailing(Health(), "one", error, NOW, None).accounts["one"]
    assert (one.short, one.permanent) == (short, permanent)
    assert "ada@" not in one.short
    if isinstance(error, ValueError):
        assert one.why == "a fault of the program (ValueError)"


def test_the_user_is_told_once_for_a_trouble() -> None:
    health = ailing(Health(), "one", DOWN, NOW, LATER)
    assert to_tell(health) == ()
    health = ailing(health, "one", REFUSED, NOW, LATER)
    assert to_tell(health) == ("one",)
    health = told(health, "one")
    assert to_tell(ailing(health, "one", REFUSED, LATER, LATER)) == ()
    mended = well(health, "one", LATER)
    assert to_tell(ailing(mended, "one", REFUSED, LATER, LATER)) == ("one",)


def test_good_readings_alone_are_kept_every_quarter_of_an_hour() -> None:
    kept = well(Health(written_at=NOW), "one", NOW)
    assert not worth_keeping(kept, well(kept, "one", LATER), LATER)
    assert worth_keeping(kept, well(kept, "one", NOW + FRESH), NOW + FRESH)
    assert worth_keeping(kept, well(kept, "one", NOW), NOW - FRESH), "the clock was set back"


def test_every_change_is_kept_at_once() -> None:
    kept = Health({"one": AccountHealth(last_good=NOW)}, DaemonHealth(NOW), NOW)
    assert worth_keeping(Health(written_at=NOW), well(Health(), "one", NOW), NOW)
    assert worth_keeping(kept, ailing(kept, "one", DOWN, NOW, LATER), NOW)
    assert worth_keeping(kept, pass_failed(kept, "the disk is full", NOW), NOW)
    assert worth_keeping(kept, Health(kept.accounts, None, NOW), NOW)
    assert not worth_keeping(kept, pass_failed(kept, "", NOW), NOW)


def test_passes_that_fail_are_told_from_the_first() -> None:
    health = pass_failed(Health(daemon=DaemonHealth(NOW)), "the disk is full", NOW)
    health = pass_failed(health, "the disk is full", LATER)
    assert health.daemon == DaemonHealth(NOW, failing_since=NOW, why="the disk is full")
    assert health_words(health, ZONE) == "passes fail"
    assert pass_failed(health, "", LATER).daemon == DaemonHealth(NOW)


def test_accounts_that_are_configured_no_longer_are_left_out() -> None:
    health = well(well(Health(), "one", NOW), "two", NOW)
    assert of_these(health, ["two", "three"]).accounts.keys() == {"two"}


def test_once_keeps_what_it_found() -> None:
    summary = Summary(synced=[Synced("one")], failed={"two": REFUSED})
    health = after_once(Health(), summary, NOW)
    assert health.accounts["one"].last_good == NOW
    assert health.accounts["two"].permanent
    assert health.written_at == NOW


def test_one_line_says_it_all_and_nothing_private() -> None:
    health = well(Health(daemon=DaemonHealth(NOW, LATER, "due")), "one", NOW)
    assert health_words(health, ZONE) == "1 account read; next look Sun 22 Nov 08:05"
    health = ailing(ailing(health, "two", REFUSED, NOW, LATER), "three", DOWN, NOW, LATER)
    assert health_words(health, ZONE) == (
        "two needs you (sign-in refused); three is tried again (server not reached); 1 account read; "
        "next look Sun 22 Nov 08:05"
    )
    assert health_words(Health(), ZONE) == "no account has been read yet"


def test_the_digest_tells_of_what_needs_the_user_and_of_what_lasts() -> None:
    health = ailing(ailing(well(Health(), "one", NOW), "two", REFUSED, NOW, LATER), "three", DOWN, NOW, LATER)
    assert troubles(health, LATER, ZONE) == (f"two could not be read since 2026-11-22 08:00: {REFUSED.message}",)
    assert len(troubles(health, NOW + LONG, ZONE)) == 2


def test_metrics_are_in_the_exposition_format() -> None:
    health = Health(
        {'a "b"\\': AccountHealth(last_good=NOW), "c": AccountHealth(failures=2, permanent=True)}, None, NOW
    )
    told = metrics_text(ailing(health, "c", DOWN, NOW, None)).splitlines()
    assert "watcher_running 0" in told
    assert f'watcher_account_last_good_seconds{{account="a \\"b\\"\\\\"}} {NOW.timestamp():.0f}' in told
    assert not [line for line in told if line.startswith('watcher_account_last_good_seconds{account="c"')]
    assert 'watcher_account_failures{account="c"} 3' in told
    assert told.count("# TYPE watcher_account_failures gauge") == 1
    assert f"watcher_next_wake_seconds {LATER.timestamp():.0f}" in metrics_text(Health({}, DaemonHealth(NOW, LATER)))
