"""The first sync of a large Gmail account, in simulated time: `python -m tests.bench.gmail_backfill [MESSAGES]`.

Prints for both quotas how long it takes, and what it costs against the least possible: one messages.get a message.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace

from tests.contracts.account_contract import read
from tests.contracts.mails import minutes, plain
from tests.servers.gmail import UNITS, UNITS_OLD, GmailServer
from tests.servers.gmail_world import CONTEXT, FAST, closed_with, grant
from watcher.mail.gmail import GmailAccount


@dataclass
class Clock:
    """Simulated time, which sleeping moves on."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@dataclass(frozen=True)
class Figures:
    """Of one first sync: messages, quota units, the least that could do, refusals for the rate, simulated minutes."""

    read: int
    units: int
    least: int
    refused: int
    minutes: float


def backfill(count: int, quota: int) -> Figures:
    """Read `count` messages at a quota, which the server enforces; nine of ten in INBOX, the rest in Sent."""
    clock = Clock()
    server = GmailServer(clock=clock).start()
    server.per_minute, server.costs = quota, UNITS_OLD if quota >= 15_000 else UNITS
    for number in range(count):
        label = "INBOX" if number % 10 else "SENT"
        server.mailbox.add(plain(f"m{number}@x", minutes(number)), [label], minutes(number))
    settings = replace(FAST, api=server.url, units_per_minute=quota)
    account = GmailAccount(settings, lambda: grant(server), CONTEXT, clock=clock, sleep=clock.sleep)
    closed_with(server, account)
    seen = read(account)
    figures = Figures(
        len(seen.located), server.units, count * server.costs["messages.get"], server.refused, clock.now / 60
    )
    server.stop()
    return figures


def main() -> None:
    """Print a line for each quota."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    for quota in (6_000, 15_000):
        found = backfill(count, quota)
        print(  # noqa: T201
            f"{quota} units a minute: {found.read} messages, {found.units} units, {found.units / found.least:.4f} of "
            f"the least, {found.refused} refused, {found.minutes:.0f} minutes"
        )


if __name__ == "__main__":
    main()
