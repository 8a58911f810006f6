"""Times as they can be true: within the years of mail, and no message older than what it answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from watcher.inference import Event
from watcher.timeline.threads import UNTRUSTED
from watcher.timeline.types import Envelope, Fact, Seen

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_END = datetime(2101, 1, 1, tzinfo=UTC)
LONGEST = timedelta(days=7)
"""What is said to last longer has no known end."""
_TICK = timedelta(seconds=1)
_ROUNDS = 10
"""Replies to replies, each with a wrong Date and without References: so many are put in order, then it ends."""


def plausible(seen: Seen) -> Seen:
    """The message without times that cannot be true: a ledger may hold some from before they were refused."""
    events = tuple(map(_plausible, seen.inference.events))
    sent_at = seen.envelope.sent_at
    if events == seen.inference.events and is_known(sent_at):
        return seen
    envelope = seen.envelope if is_known(sent_at) else replace(seen.envelope, sent_at=EPOCH)
    return Seen(envelope, replace(seen.inference, events=events))


def plausible_entry(fact: Fact) -> Fact:
    """As `plausible`, of what the user entered."""
    return replace(fact, event=_plausible(fact.event))


def _plausible(event: Event) -> Event:
    starts_at = event.starts_at if event.starts_at and is_known(event.starts_at) else None
    ends_at = event.ends_at if starts_at and event.ends_at and event.ends_at - starts_at <= LONGEST else None
    due_by = event.due_by if event.due_by and EPOCH.year <= event.due_by.year < _END.year else None
    occurred_at = event.occurred_at if is_known(event.occurred_at) else EPOCH
    true = (occurred_at, starts_at, ends_at, due_by)
    if true == (event.occurred_at, event.starts_at, event.ends_at, event.due_by):
        return event
    return replace(event, occurred_at=occurred_at, starts_at=starts_at, ends_at=ends_at, due_by=due_by)


def is_known(moment: datetime) -> bool:
    """It lies within the years of mail."""
    return EPOCH <= moment < _END


def ordered(mails: Sequence[Seen]) -> list[Seen]:
    """Every message at a time after what it answers, where that is known: the writer's clock may be wrong.

    The parents of In-Reply-To and References count, but none in Junk or Trash; of several under one Message-ID the
    user's own, else the oldest. What answers itself in a ring ends after a few rounds.
    """
    times = {s.envelope.identity: s.envelope.sent_at for s in mails}
    parents = _parents([s.envelope for s in mails])
    for _ in range(_ROUNDS):
        late = [(i, first) for i, known in parents.items() if (first := _after(known, times)) > times[i]]
        if not late:
            break
        times.update(late)
    return [_at(s, times[s.envelope.identity]) for s in mails]


def _after(known: Sequence[str], times: Mapping[str, datetime]) -> datetime:
    return max(map(times.__getitem__, known)) + _TICK


def _parents(envelopes: Iterable[Envelope]) -> Mapping[str, Sequence[str]]:
    """By identity, the identities of the known messages that each one answers."""
    held = sorted(envelopes, key=lambda e: (not e.outgoing, e.sent_at, e.identity))
    owner: dict[str, str] = {}
    for e in held:
        if e.message_id and e.place not in UNTRUSTED:
            owner.setdefault(e.message_id, e.identity)
    found = ((e.identity, [owner[p] for p in e.parents if p in owner and owner[p] != e.identity]) for e in held)
    return {identity: known for identity, known in found if known}


def _at(seen: Seen, moment: datetime) -> Seen:
    if moment == seen.envelope.sent_at:
        return seen
    events = tuple(replace(e, occurred_at=max(e.occurred_at, moment)) for e in seen.inference.events)
    return Seen(replace(seen.envelope, sent_at=moment), replace(seen.inference, events=events))
