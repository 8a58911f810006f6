"""The drafts of an application that is forgotten: which are its own, and which of them may be taken out of Drafts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from watcher.cadence.history import pasts
from watcher.cadence.types import Intent, State, Written
from watcher.timeline import Application, Timeline


def drafts_of(forgotten: Iterable[Application], timeline: Timeline, written: Iterable[Written]) -> Mapping[str, str]:
    """What was written for these applications of the timeline, and for no other: Message-IDs by key."""
    past = pasts(timeline.applications, written)
    mine = {a.id for a in forgotten}
    kept = {w.key for name, each in past.items() if name not in mine for w in each.written}
    return {w.key: w.message_id for name in mine for w in past[name].written if w.key not in kept}


def is_under_way(intent: Intent) -> bool:
    """It may still arrive in Drafts, whoever forgets it."""
    return intent.written.state is State.SENDING


def untouched(intent: Intent, found: Collection[str]) -> bool:
    """Whether all that stands in Drafts under its Message-ID (by the hashes of the contents) is as we put it there."""
    return bool(intent.content_hash) and all(one == intent.content_hash for one in found)
