"""What could be known at a moment of the past: which mail and when, and what time alone moves in a timeline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from watcher.inference import Kind
from watcher.timeline.addresses import Addresses
from watcher.timeline.moments import ordered, plausible
from watcher.timeline.stage import ENDED, flags_of, stage_of
from watcher.timeline.types import Seen, Timeline


def at_moment(timeline: Timeline, now: datetime, quiet_days: int) -> Timeline:
    """The same mail at another moment (aware): equal to building anew, for time decides stage and flags alone."""
    return replace(
        timeline,
        applications=tuple(
            # What has ended, and so has no flags, is moved by news alone.
            a
            if a.stage in ENDED
            else replace(a, stage=stage_of(a.facts, now), flags=flags_of(a.facts, now, quiet_days))
            for a in timeline.applications
        ),
    )


def known_at(seen: Iterable[Seen]) -> Mapping[str, datetime]:
    """By identity, from when each message counts as known: its Date, but never before that of what it answers.

    When a message arrived is not kept.
    """
    return {s.envelope.identity: s.envelope.sent_at for s in ordered([plausible(s) for s in seen])}


def tied(seen: Iterable[Seen], addresses: Addresses, own: frozenset[str]) -> list[Seen]:
    """The messages that can matter to any timeline built of some of these; most ordinary mail cannot.

    Those with events, and whatever a thread, a person or an employer's domain may tie to them, and so on: the ways in
    which matching ties a message without events. More than needed may be given, never less.
    """
    waiting = list(seen)
    links = _Links(addresses, own)
    found: list[Seen] = []
    fresh = [s for s in waiting if s.inference.events]
    while fresh:
        found += fresh
        for s in fresh:
            links.add(s)
        taken = {s.envelope.identity for s in fresh}
        waiting = [s for s in waiting if s.envelope.identity not in taken]
        fresh = [s for s in waiting if links.reach(s)]
    return found


class _Links:
    """The Message-IDs, people and domains by which a message may be tied to those added so far."""

    def __init__(self, addresses: Addresses, own: frozenset[str]) -> None:
        self._table = addresses
        self._own = own
        self._ids: set[str] = set()
        self._people: set[str] = set()
        self._domains: set[str] = set()

    def add(self, seen: Seen) -> None:
        self._ids.update(_ids(seen))
        events = seen.inference.events
        # An address that bounced is open again when it writes again.
        self._people.update(p.email for e in events if e.kind is Kind.BOUNCE for p in e.people if p.email)
        named = [p.email for e in events for p in e.people] + [p.email for p in seen.inference.people]
        for email in (*_addresses(seen), *named):
            if not email or email in self._own or self._table.is_relay(email) or self._table.is_no_reply(email):
                continue
            self._people.add(email)
            if domain := self._table.employer_domain(email):
                self._domains.add(domain)

    def reach(self, seen: Seen) -> bool:
        others = [email for email in _addresses(seen) if email and email not in self._own]
        return (
            not self._ids.isdisjoint(_ids(seen))
            or not self._people.isdisjoint(others)
            or any(self._table.employer_domain(email) in self._domains for email in others)
        )


def _ids(seen: Seen) -> Sequence[str]:
    e = seen.envelope
    return [one for one in (e.message_id, *e.parents) if one]


def _addresses(seen: Seen) -> Sequence[str]:
    e = seen.envelope
    return [a.email for a in (e.from_, *e.reply_to, *e.to, *e.cc) if a is not None]
