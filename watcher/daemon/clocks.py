"""Two clocks: the wall's, which may be set or leap over a sleep, and one that only goes on."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

TOLERANCE = 20.0
"""Seconds that the two may differ between two looks: NTP slews, and shorter sleeps break no connection."""


@dataclass(frozen=True, slots=True)
class Clocks:
    """`wall` gives the aware present, `monotonic` seconds that stand still while the machine sleeps."""

    wall: Callable[[], datetime]
    monotonic: Callable[[], float] = time.monotonic

    def look(self) -> Look:
        """Read both."""
        return Look(self.wall(), self.monotonic())


@dataclass(frozen=True, slots=True)
class Look:
    """What the two clocks showed at one moment."""

    wall: datetime
    monotonic: float

    def jumped(self, later: Look) -> float:
        """Seconds that the wall clock leapt until `later`, backwards below 0; 0 where it did not."""
        leap = later.wall.timestamp() - self.wall.timestamp() - (later.monotonic - self.monotonic)
        return leap if abs(leap) > TOLERANCE else 0.0
