"""How long unconfirmed drafts have been known as such by this process: nobody saw when a crash happened."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from watcher.daemon.clocks import Clocks


class Settling:
    """Unconfirmed drafts and when each was first met, on the clock that only goes on.

    They are given by follow-up key, with when the ledger says that their bytes were sent: another try is met anew.
    """

    def __init__(self, seconds: float, clocks: Clocks) -> None:
        self._seconds = seconds
        self._clocks = clocks
        self._met: dict[tuple[str, datetime], float] = {}

    def ripe(self, unsettled: Mapping[str, datetime]) -> frozenset[str]:
        """Those of them that have been known for so long that their bytes must have landed.

        They are counted anew from now on: what is absent is appended again, and that try may be late as well.
        """
        now = self._clocks.monotonic()
        self._met = {one: since for one, since in self._since(unsettled, now).items() if now - since < self._seconds}
        return frozenset(unsettled.keys() - {key for key, _ in self._met})

    def until(self, unsettled: Mapping[str, datetime]) -> datetime | None:
        """When the first of those that are still unconfirmed will be ripe; None where there are none."""
        now = self._clocks.look()
        self._met = self._since(unsettled, now.monotonic)
        waits = [met + self._seconds - now.monotonic for met in self._met.values()]
        return now.wall + timedelta(seconds=max(0.0, min(waits))) if waits else None

    def _since(self, unsettled: Mapping[str, datetime], now: float) -> dict[tuple[str, datetime], float]:
        return {one: self._met.get(one, now) for one in unsettled.items()}
