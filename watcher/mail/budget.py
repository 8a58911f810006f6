"""How much of old mail is read in a day: a provider that was asked for too much shuts the account, for the user too.

Gmail gives 2,500 MB a day over IMAP to all programs of a user together ("Bandwidth limits", Google Workspace help). New
mail is read in any case: it may be the answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

DAILY = 500_000_000
"""Octets of old mail in a (UTC) day: headers and texts of some 40,000 messages."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What was read of old mail on a day."""

    day: str = ""
    octets: int = 0

    def more(self, octets: int, today: date) -> Spent:
        """So many octets were read today."""
        before = self.octets if self.day == today.isoformat() else 0
        return Spent(today.isoformat(), before + octets)

    def is_all(self, today: date, daily: int) -> bool:
        """Today's share is used up."""
        return self.day == today.isoformat() and self.octets >= daily


def parse(told: object) -> Spent:
    """What stands in a cursor; nothing where it is not understood."""
    if isinstance(told, Mapping) and isinstance(told.get("day"), str) and isinstance(told.get("octets"), int):
        return Spent(told["day"], told["octets"])
    return Spent()
