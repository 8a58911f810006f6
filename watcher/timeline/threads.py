"""Threads: messages tied by References and In-Reply-To (RFC 5322 section 3.6.4), in linear time."""

from __future__ import annotations

from collections.abc import Iterable

from watcher.timeline.types import Envelope, Place

UNTRUSTED = (Place.JUNK, Place.TRASH)


class Threads:
    """The threads of all envelopes. A message in Junk or Trash may belong to a thread, but never joins two."""

    def __init__(self, envelopes: Iterable[Envelope]) -> None:
        """`envelopes` in a fixed order, oldest first: of two messages with one Message-ID the first has the thread."""
        self._up: dict[str, str] = {}
        self._owner: dict[str, str] = {}
        held = list(envelopes)
        for own_first in (True, False):
            for e in held:
                if e.message_id and e.outgoing is own_first and e.place not in UNTRUSTED:
                    self._owner.setdefault(e.message_id, e.identity)
        for e in held:
            if e.place not in UNTRUSTED:
                node = self._node(e)
                for parent in e.parents:
                    self._join(node, parent)

    def of(self, envelope: Envelope) -> str:
        """The thread's name: equal for two envelopes of one thread; the message's own where it stands alone."""
        node = self._node(envelope)
        if envelope.place in UNTRUSTED and node not in self._up:
            node = next((p for p in reversed(envelope.parents) if p in self._up or p in self._owner), node)
        return self._find(node)

    def _node(self, envelope: Envelope) -> str:
        """Its Message-ID; where it has none, or shares it with another message, its identity."""
        if envelope.message_id and self._owner.get(envelope.message_id, envelope.identity) == envelope.identity:
            return envelope.message_id
        return f"\0{envelope.identity}"

    def _find(self, node: str) -> str:
        up = self._up
        while (parent := up.get(node, node)) != node:
            up[node] = up.get(parent, parent)
            node = parent
        return node

    def _join(self, one: str, other: str) -> None:
        a, b = self._find(one), self._find(other)
        if a != b:
            first, second = min(a, b), max(a, b)
            self._up[second] = first
            self._up.setdefault(first, first)
