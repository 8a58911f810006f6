"""Replay: the user's real past, moment by moment, from the ledger alone. Nothing is contacted, nothing written.

Made are the passes of a daemon that is always on: each morning at the due hour, whenever a follow-up falls due, and
whenever a mail or an entry that can matter came. A message counts as known from its Date, an entry from the day it is
of; drafts that this program really wrote count for nothing but the mail that the user made of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from watcher.cadence import FOLLOWS_UP, Backtest, Diary, Health, Refuser, calendar_of, moments, next_due
from watcher.pipeline.passes import World
from watcher.timeline import Fact, Seen, at_moment, known_at, tied

Days = Callable[[int, int], None]
"""Called with the passes made so far, and how many there will be at least."""


def replay(world: World, since: datetime, until: datetime, refuser: Refuser, progress: Days) -> Backtest:
    """What would have been drafted between two moments (aware), and what became of it.

    Every account counts as well and writable: the report is for those who have not switched writing on.
    """
    past = _Past.of(world)
    health = _health(world, past)
    diary = Diary(
        lambda timeline, written, now: world.plan_after(timeline, written, now, health),
        refuser,
        world.policy.quiet_days,
    )
    start = max(since, min([*past.news, until]) - timedelta(days=1))
    mornings = moments(start, until, calendar_of(world.policy))[1:]
    ahead = sorted({*mornings, *(m for m in past.news if start < m <= until)})
    timeline = world.build(*past.until(start), start)
    plan = diary.look(timeline, start)
    done = 0
    while ahead:
        moment = ahead.pop(0)
        mails, entries = past.news.get(moment, ([], []))
        timeline = at_moment(timeline, moment, world.policy.quiet_days)
        own = [s.envelope for s in mails if s.envelope.outgoing]
        if mails or entries:
            if any(event.kind in FOLLOWS_UP for s in mails for event in s.inference.events):
                plan = diary.look(timeline, moment)
            timeline = world.build(*past.until(moment), moment)
            if own or entries:
                diary.hear(plan, timeline, own, moment)
        plan = diary.look(timeline, moment)
        if ahead and (due := next_due(plan, moment, ahead[0])) is not None:
            ahead.insert(0, due)
        done += 1
        progress(done, done + len(ahead))
    return diary.report(world.build(past.mails, past.entries, world.clock()), since, until)


@dataclass(frozen=True, slots=True)
class _Past:
    """The mail that can matter and the user's entries, each with the moment from which it was known."""

    mails: Sequence[Seen]
    entries: Sequence[Fact]
    known: Mapping[str, datetime]
    news: Mapping[datetime, tuple[list[Seen], list[Fact]]]

    @staticmethod
    def of(world: World) -> _Past:
        entries = world.ledger.entered()
        mails = tied(world.mail(), entries, world.addresses, world.policy.own_addresses)
        known = known_at(mails)
        news: dict[datetime, tuple[list[Seen], list[Fact]]] = defaultdict(lambda: ([], []))
        for seen in mails:
            news[known[seen.envelope.identity]][0].append(seen)
        for fact in entries:
            news[fact.event.occurred_at][1].append(fact)
        return _Past(mails, entries, known, dict(news))

    def until(self, moment: datetime) -> tuple[list[Seen], list[Fact]]:
        """What was known at a moment."""
        mails = [s for s in self.mails if self.known[s.envelope.identity] <= moment]
        return mails, [f for f in self.entries if f.event.occurred_at <= moment]


def _health(world: World, past: _Past) -> Health:
    configured = frozenset(account.name for account in world.accounts)
    return Health(complete=configured | {s.envelope.account for s in past.mails}, writable=configured)
