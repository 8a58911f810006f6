"""The daemon's knowledge of how it is: kept for `status` when it changes, and told to the user once for a trouble."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from watcher.daemon.post import Failed, Read
from watcher.daemon.wakes import Wake
from watcher.pipeline.health import ailing, pass_failed, to_tell, told, well, worth_keeping
from watcher.store import DaemonHealth, Health

Keep = Callable[[Health], None]


def _nowhere(_: Health) -> None:
    """Keep nothing."""


def _nobody(_: str) -> bool:
    """Tell nobody."""
    return False


class Vitals:
    """`before` is what the last daemon or `once` kept. `keep` must not raise; `notify` may take seconds.

    It is told by the keeper's thread; who was notified, by a thread for each notification.
    """

    def __init__(
        self,
        clock: Callable[[], datetime],
        before: Health | None = None,
        keep: Keep = _nowhere,
        notify: Callable[[str], bool] = _nobody,
    ) -> None:
        self._clock = clock
        self._keep = keep
        self._notify = notify
        self._kept = before or Health()
        self._health = replace(self._kept, daemon=DaemonHealth(clock()))
        self._notifying: set[str] = set()
        self._lock = threading.RLock()

    @property
    def health(self) -> Health:
        """As it is now."""
        return self._health

    def begin(self) -> None:
        """The watch begins."""
        self._now(self._health)

    def read(self, read: Read) -> None:
        """An account was read."""
        self._now(well(self._health, read.account, self._clock(), read.synced.standing))

    def failed(self, failed: Failed) -> None:
        """An account could not be read."""
        now = self._clock()
        retry_at = now + timedelta(seconds=failed.again_in)
        self._now(ailing(self._health, failed.account, failed.error, now, retry_at))
        self._tell()

    def acted(self, failed: str = "") -> None:
        """A pass was made, or why not."""
        self._now(pass_failed(self._health, failed, self._clock()))

    def wakes(self, wake: Wake | None) -> None:
        """The next time that the daemon looks by itself."""
        at, step = (wake.at, wake.step.value) if wake else (None, "")
        if self._health.daemon:
            self._now(replace(self._health, daemon=replace(self._health.daemon, next_wake=at, step=step)))

    def end(self) -> None:
        """The daemon stops."""
        self._now(replace(self._health, daemon=None))

    def _now(self, health: Health) -> None:
        with self._lock:
            now = self._clock()
            self._health = health
            if worth_keeping(self._kept, health, now):
                self._kept = replace(health, written_at=now)
                self._keep(self._kept)

    def _tell(self) -> None:
        """Notify the user, each in a thread of its own: a session bus may hang."""
        with self._lock:
            for account in set(to_tell(self._health)) - self._notifying:
                self._notifying.add(account)
                threading.Thread(target=self._told, args=(account,), name=f"notify {account}", daemon=True).start()

    def _told(self, account: str) -> None:
        shown = self._notify(account)
        with self._lock:
            self._notifying.discard(account)
            if shown and self._health.accounts[account].permanent:
                self._now(told(self._health, account))
