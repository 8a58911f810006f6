"""How much news there is behind what is no longer right: many drafts may go at once where much mail came."""

from __future__ import annotations

from collections.abc import Container, Sequence

from watcher.cadence.history import pasts
from watcher.cadence.types import Written
from watcher.timeline import Timeline


def told_since(timeline: Timeline, written: Sequence[Written], obsolete: Container[str]) -> int:
    """How many of the `obsolete` drafts (keys) are older than some mail of their application.

    What is new in this pass alone does not tell: an earlier one may have read the mail and died, or lost the server,
    before it acted.
    """
    past = pasts(timeline.applications, written)
    found: set[str] = set()
    for application in timeline.applications:
        times = [fact.envelope.sent_at for fact in application.facts if fact.envelope]
        mine = (w for w in past[application.id].written if w.state.live and w.key in obsolete)
        found.update(w.key for w in mine if times and w.written_at < max(times))
    return len(found)
