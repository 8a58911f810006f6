"""How long to leave a server alone that failed: longer each time, and never in step with other accounts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Backoff:
    """Seconds: `first` after the first failure, doubled with each further one up to `most`."""

    first: float
    most: float

    def after(self, failures: int, draw: float) -> float:
        """The wait after so many failures in a row; `draw`, from [0, 1), takes up to half of it away."""
        whole = min(self.most, self.first * 2.0 ** min(max(0, failures - 1), 32))
        return whole * (1.0 - draw / 2)


TRANSIENT = Backoff(first=2.0, most=300.0)
"""The network or the server: mostly back within the minute."""

PERMANENT = Backoff(first=300.0, most=3600.0)
"""A refused password: the user has to act, and providers lock who asks too often."""
