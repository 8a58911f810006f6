"""What readings say of the accounts' health, as a state that is kept, and its words. Pure: `now` is an argument."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from watcher.errors import ConfigError, LedgerError, SignInError, WatcherError
from watcher.pipeline.report import Summary
from watcher.store.health import AccountHealth, DaemonHealth, Health
from watcher.timeline import Why

FRESH = timedelta(minutes=15)
"""So old may the times of good readings be that are kept: they alone are no reason to write more often."""

_SHORT = {
    str(why): why for why in map(Why, ("sign_in", "no_password", "ledger_fails", "settings", "unreachable", "fault"))
}
"""They are kept as their words."""

LONG = timedelta(days=1)
"""After so long the user is told of what may mend itself, too."""


def well(health: Health, account: str, at: datetime, standing: str = "") -> Health:
    """The account was read to its end at `at`; `standing` says what is not as it should be all the same."""
    return _with(health, account, AccountHealth(last_good=at, standing=standing))


def ailing(health: Health, account: str, error: Exception, at: datetime, retry_at: datetime | None) -> Health:
    """The account could not be read at `at`; it is tried again at `retry_at`, None where nobody knows."""
    before = health.accounts.get(account, AccountHealth())
    permanent = isinstance(error, WatcherError) and error.permanent
    short, why = _said(error)
    now = replace(
        before,
        failing_since=before.failing_since or at,
        failures=before.failures + 1,
        short=short,
        why=why,
        permanent=permanent,
        retry_at=retry_at,
        told=before.told and permanent,
    )
    return _with(health, account, now)


def after_once(health: Health, summary: Summary, at: datetime) -> Health:
    """What a whole pass found out, which no other follows by itself."""
    for synced in summary.synced:
        health = well(health, synced.account, at, synced.standing)
    for account, error in summary.failed.items():
        health = ailing(health, account, error, at, None)
    return replace(health, written_at=at)


def of_these(health: Health, accounts: Iterable[str]) -> Health:
    """Only what is known of these: others are configured no longer."""
    return replace(health, accounts={name: health.accounts[name] for name in accounts if name in health.accounts})


def pass_failed(health: Health, why: str, at: datetime) -> Health:
    """The daemon could not make a pass, "" where it could again."""
    if health.daemon is None:
        return health
    since = (health.daemon.failing_since or at) if why else None
    return replace(health, daemon=replace(health.daemon, failing_since=since, why=why))


def to_tell(health: Health) -> tuple[str, ...]:
    """The accounts that need the user, who was not notified of it yet."""
    return tuple(name for name, one in health.accounts.items() if one.permanent and not one.told)


def told(health: Health, account: str) -> Health:
    """The user was notified of the account's trouble: not again before it is mended."""
    return _with(health, account, replace(health.accounts[account], told=True))


def worth_keeping(kept: Health, health: Health, now: datetime) -> bool:
    """Whether it says more than what was kept: an idle daemon need not write at each reading."""
    if _settled(kept) != _settled(health):
        return True
    return kept.written_at is None or not timedelta() <= now - kept.written_at < FRESH


def health_words(health: Health, zone: ZoneInfo) -> str:
    """How all is, in one line without addresses: for systemd's STATUS, and wherever others may look."""
    failing = {name: one for name, one in health.accounts.items() if one.failing_since}
    needing = [f"{name} needs you ({one.short})" for name, one in failing.items() if one.permanent]
    retried = [f"{name} is tried again ({one.short})" for name, one in failing.items() if not one.permanent]
    daemon = health.daemon
    stuck = ["passes fail"] if daemon and daemon.failing_since else []
    good = len(health.accounts) - len(failing)
    fine = [f"{good} {'account' if good == 1 else 'accounts'} read"] if good else []
    wake = daemon.next_wake if daemon else None
    coming = [f"next look {wake.astimezone(zone):%a %d %b %H:%M}"] if wake else []
    return "; ".join([*needing, *stuck, *retried, *fine, *coming]) or "no account has been read yet"


def troubles(health: Health, now: datetime, zone: ZoneInfo) -> tuple[str, ...]:
    """A sentence for each account that needs the user, or has failed for long: what the digest tells."""
    return tuple(
        trouble_words(name, one, zone)
        for name, one in sorted(health.accounts.items())
        if one.failing_since and (one.permanent or now - one.failing_since >= LONG)
    )


def trouble_words(account: str, one: AccountHealth, zone: ZoneInfo) -> str:
    """An account that fails: since when, and why."""
    since = f"{one.failing_since.astimezone(zone):%Y-%m-%d %H:%M}" if one.failing_since else "?"
    return Why("failing", account=account, since=since, why=one.why, short=_SHORT.get(one.short, one.short))


def _with(health: Health, account: str, one: AccountHealth) -> Health:
    accounts: Mapping[str, AccountHealth] = {**health.accounts, account: one}
    return replace(health, accounts=accounts)


def _settled(health: Health) -> tuple[Mapping[str, tuple[AccountHealth, bool]], DaemonHealth | None]:
    """What is kept at once when it changes: that an account was ever read is, when it was read last is not."""
    accounts = {name: (replace(one, last_good=None), one.last_good is None) for name, one in health.accounts.items()}
    return accounts, health.daemon


def _said(error: Exception) -> tuple[str, str]:
    """In a few words that tell nothing private, and in a sentence."""
    match error:
        case SignInError():
            short = Why("sign_in")
        case ConfigError():
            short = Why("no_password")
        case LedgerError():
            short = Why("ledger_fails")
        case WatcherError(permanent=True):
            short = Why("settings")
        case WatcherError():
            short = Why("unreachable")
        case _:
            return Why("fault"), f"a fault of the program ({type(error).__name__})"
    return short, error.message
