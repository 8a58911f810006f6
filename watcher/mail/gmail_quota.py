"""How fast the Gmail API may be called: a token bucket of quota units (Google's "usage limits" page)."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping

COSTS: Mapping[str, int] = {
    "getProfile": 1,
    "labels.list": 1,
    "history.list": 2,
    "messages.list": 5,
    "messages.get": 20,
    "drafts.list": 5,
    "drafts.get": 20,
    "drafts.create": 10,
    "drafts.delete": 10,
    "messages.insert": 25,
    "watch": 100,
}
"""Units of a call for Cloud projects since May 2026. Older ones pay 5 to read a message, of 15,000 a minute."""

OLD_COSTS = {**COSTS, "messages.get": 5, "drafts.get": 5}
OLD_QUOTA = 15_000


class Bucket:
    """Gives out units at `share` of the quota. What it holds at most is the rest, so that no minute sees more than all.

    `clock` is monotonic, in seconds. Safe for several threads.
    """

    def __init__(
        self,
        units_per_minute: int,
        share: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.rate = units_per_minute * share / 60
        self._most = max(units_per_minute * (1 - share), *COSTS.values())
        self._costs = OLD_COSTS if units_per_minute >= OLD_QUOTA else COSTS
        self._held = self._most
        self._clock, self._sleep = clock, sleep
        self._at = clock()
        self._lock = threading.Lock()

    def cost(self, method: str) -> int:
        """Units of one call."""
        return self._costs[method]

    def take(self, method: str, calls: int = 1) -> None:
        """Wait until that many calls may be made. More than it can ever hold is taken on credit, paid before."""
        units = self.cost(method) * calls
        with self._lock:
            self._fill()
            self._held -= units
            wait = -self._held / self.rate if self._held < 0 else 0.0
        if wait:
            self._sleep(wait)

    def empty(self) -> None:
        """The server refused for the rate: somebody else uses the same quota."""
        with self._lock:
            self._fill()
            self._held = min(self._held, 0.0)

    def fits(self, method: str) -> int:
        """How many such calls the bucket can hold at one time."""
        return max(1, int(self._most // self.cost(method)))

    def _fill(self) -> None:
        now = self._clock()
        self._held = min(self._most, self._held + (now - self._at) * self.rate)
        self._at = now
