"""Watching a Maildir by the times of its directories: a file that comes, goes or is renamed changes them (POSIX).

inotify would tell sooner and cost another dependency; it is silent on network file systems, where this works too.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from watcher.mail.turns import Poke

EVERY = 0.5
"""Seconds between two looks: 64 calls of stat(2), 0.1 ms."""

TURN = 60.0
"""Seconds after which the mailboxes are looked for anew: one may have been made."""

MOST = 32
"""Mailboxes that are watched, INBOX and Sent first; what comes to others is found by the next reading of all."""

Times = Mapping[Path, int]


class MaildirWatch:
    """Watches the mailboxes that `mailboxes` names, INBOX and Sent first, in one thread; `poke` may come from any."""

    def __init__(self, mailboxes: Callable[[], Sequence[Path]], every: float = EVERY) -> None:
        self._mailboxes = mailboxes
        self._every = every
        self._poke = Poke()
        self._seen: Times = {}
        self._again = False

    def wait(self) -> bool:
        """Wait until a file may have come (True), or until a turn is over or was poked; ServerError where it is gone.

        A directory's time is as coarse as the kernel's tick: what came in the same tick as the last look would not
        show. So after each change the next look counts as one too.
        """
        directories = [path / part for path in self._mailboxes()[:MOST] for part in ("new", "cur")]
        for _ in range(max(1, round(TURN / self._every))):
            seen = _times(directories)
            changed, again, self._seen, self._again = seen != self._seen, self._again, seen, seen != self._seen
            if changed or again:
                return True
            if self._poke.poked(self._every):
                return False
        return False

    def poke(self) -> None:
        """End the turn."""
        self._poke.set()

    def drop(self) -> None:
        """Nothing is kept open."""

    def close(self) -> None:
        """Nothing is kept open."""


def _times(directories: Sequence[Path]) -> Times:
    found: dict[Path, int] = {}
    for directory in directories:
        try:
            found[directory] = os.stat(directory).st_mtime_ns
        except OSError:
            found[directory] = 0
    return found
