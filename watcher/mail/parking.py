"""Mailboxes that cannot be opened, though the server lists them: asked for ever more seldom, and told of once. Pure."""

from __future__ import annotations

AFTER = 3
"""Failures in a row after which a mailbox is parked."""

AGAIN = 3600.0
"""Seconds between two tries of a mailbox that is parked."""


class Parking:
    """What is known of an account's mailboxes; `now` is in seconds of a clock that only goes on."""

    def __init__(self) -> None:
        self._failures: dict[str, int] = {}
        self._again_at: dict[str, float] = {}

    def rests(self, mailbox: str, now: float) -> bool:
        """It is parked, and not to be tried yet."""
        return now < self._again_at.get(mailbox, float("-inf"))

    def failed(self, mailbox: str, now: float) -> str:
        """It could not be opened: what the user should know of it beside the reason, "" while it is not parked."""
        failures = self._failures[mailbox] = self._failures.get(mailbox, 0) + 1
        if failures < AFTER:
            return ""
        self._again_at[mailbox] = now + AGAIN
        return f"; that was so {failures} times in a row, and it is tried once an hour from now on"

    def opened(self, mailbox: str) -> None:
        """It could be opened."""
        self._failures.pop(mailbox, None)
        self._again_at.pop(mailbox, None)
