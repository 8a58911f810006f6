"""How long unconfirmed drafts have been known as such by this process: nobody saw when a crash happened."""

from __future__ import annotations

from datetime import datetime, timedelta

from watcher.daemon.clocks import Clocks


class Settling:
    """Keys of unconfirmed drafts and when each was first met, on the clock that only goes on."""

    def __init__(self, seconds: float, clocks: Clocks) -> None:
        self._seconds = seconds
        self._clocks = clocks
        self._met: dict[str, float] = {}

    def ripe(self, unsettled: frozenset[str]) -> frozenset[str]:
        """Those of them that have been known for so long that their bytes must have landed.

        They are counted anew from now on: what is absent is appended again, and that try may be late as well.
        """
        now = self._clocks.monotonic()
        met = {key: self._met.get(key, now) for key in unsettled}
        self._met = {key: since for key, since in met.items() if now - since < self._seconds}
        return unsettled - self._met.keys()

    def until(self, unsettled: frozenset[str]) -> datetime | None:
        """When the first of those that are still unconfirmed will be ripe; None where there are none."""
        now = self._clocks.look()
        self._met = {key: self._met.get(key, now.monotonic) for key in unsettled}
        waits = [met + self._seconds - now.monotonic for met in self._met.values()]
        return now.wall + timedelta(seconds=max(0.0, min(waits))) if waits else None
