"""The timeline of mail that is looked at again and again: where nothing came that can matter, time alone moves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from watcher.timeline.acquaintances import acquainted
from watcher.timeline.addresses import Addresses
from watcher.timeline.build import put_together
from watcher.timeline.contacts import Barred
from watcher.timeline.knowable import Ties, at_moment
from watcher.timeline.types import Fact, Seen, Timeline


@dataclass(frozen=True, slots=True)
class _Built:
    """A timeline, and of what it was put together: messages by identity, and entries as they came."""

    messages: Sequence[Seen]
    entries: Sequence[Fact]
    timeline: Timeline
    closed: Barred


class Builder:
    """`build`, which remembers: most mail is none of the job search, and puts nothing together anew.

    Its parameters, but for mail, entries and `now`, are the same at every call.
    """

    def __init__(self) -> None:
        self._ties = Ties()
        self._last: _Built | None = None

    def build(
        self,
        every: Sequence[Seen],
        entered: Sequence[Fact],
        now: datetime,
        *,
        own_addresses: frozenset[str],
        quiet_days: int,
        addresses: Addresses,
    ) -> Timeline:
        """As `timeline.build` of all mail."""
        tied = self._ties.among(every, entered, addresses, own_addresses)
        messages, entries = sorted(tied, key=lambda s: s.envelope.identity), list(entered)
        last = self._last
        if last is None or (last.messages, last.entries) != (messages, entries):
            timeline, closed = put_together(
                messages, entries, now, own_addresses=own_addresses, quiet_days=quiet_days, addresses=addresses
            )
            last = self._last = _Built(messages, entries, timeline, closed)
        else:
            timeline = at_moment(last.timeline, now, quiet_days)
        return acquainted(timeline, every, addresses, own_addresses, last.closed)
