"""The digests of `watcher run`: each at its time, by a thread of its own, once mail was read since the machine woke."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from datetime import datetime, timedelta

import structlog

from watcher.daemon.events import Chore
from watcher.digest import Issue, Times, due_now, next_due
from watcher.errors import LedgerError, WatcherError
from watcher.pipeline.courier import Courier, record_of
from watcher.store import Health

log = structlog.get_logger()

SOON = timedelta(minutes=1)
"""After this it is looked again whether a digest that is due came, or may be written."""

AGAIN = timedelta(minutes=30)
"""After this one that could not be delivered is tried again: servers lock out who signs in wrongly too often."""

FRESH = timedelta(minutes=15)
"""So old may the last reading of an account be, where it is polled more often than that."""


class Digests:
    """Delivers what is due. `is_fresh` tells that the mail is read: what is in the mailbox already is not asked for."""

    def __init__(
        self, courier: Courier, times: Times, clock: Callable[[], datetime], is_fresh: Callable[[], bool]
    ) -> None:
        self._courier = courier
        self._times = times
        self._clock = clock
        self._is_fresh = is_fresh
        self._at_work: threading.Thread | None = None
        self._again_at: datetime | None = None

    def chores(self) -> tuple[Chore, ...]:
        """One, or none where no digest is wanted."""
        wanted = self._times.weekday is not None or self._times.daily
        return (Chore("digest", self.next_due, self.deliver),) if wanted else ()

    def next_due(self, now: datetime) -> datetime:
        """When to look next: soon where one is due and not delivered, which only the next look finds out."""
        following = next_due(self._times, now)
        soon = now + self._rest(now)
        try:
            return soon if following is None or self._due(now) else following
        except LedgerError:
            return soon

    def _rest(self, now: datetime) -> timedelta:
        """How long to wait for the next try: a machine that sleeps and wakes does not begin that anew."""
        left = self._again_at - now if self._again_at else SOON
        return left if SOON < left <= AGAIN else SOON

    def deliver(self) -> None:
        """Begin to deliver what is due."""
        if self._at_work is not None and self._at_work.is_alive():
            return
        issue = self._due(self._clock())
        if issue is not None and self._is_fresh():
            self._at_work = threading.Thread(target=self._deliver, args=(issue,), name="digest", daemon=True)
            self._at_work.start()

    def wait(self, seconds: float) -> None:
        """Let what is under way end."""
        if self._at_work is not None:
            self._at_work.join(seconds)

    def _due(self, now: datetime) -> Issue | None:
        """The first that is due and not delivered. On the day of a week's digest there is no other."""
        today = now.astimezone(self._times.zone).date()
        for issue in due_now(self._times, now):
            record = record_of(self._courier.ledger, issue.name)
            if record is None or not record.over:
                return issue
            if not issue.short and record.at.astimezone(self._times.zone).date() == today:
                return None
        return None

    def _deliver(self, issue: Issue) -> None:
        try:
            record = self._courier.deliver(issue.name)
            log.info("digest", issue=issue.name, came=record.step.value, by=record.by)
        except WatcherError as error:
            self._again_at = None if isinstance(error, LedgerError) else self._clock() + AGAIN
            log.warning("digest not delivered", issue=issue.name, error=error.message)
        except Exception as error:  # noqa: BLE001 - a fault of ours in the digest must not end the watch
            self._again_at = self._clock() + AGAIN
            log.warning("digest not delivered", issue=issue.name, error=type(error).__name__)


def is_fresh(health: Health, accounts: Collection[str], now: datetime, poll: float) -> bool:
    """Every account was read of late, or cannot be; and one could."""
    oldest = now - max(FRESH, timedelta(seconds=2 * poll))
    known = [health.accounts[name] for name in accounts if name in health.accounts]
    well = [one for one in known if one.last_good and not one.failing_since]
    failing = [one for one in known if one.failing_since]
    fresh = [one for one in well if one.last_good and one.last_good >= oldest]
    return len(fresh) + len(failing) == len(accounts) and any(one.last_good for one in known)
