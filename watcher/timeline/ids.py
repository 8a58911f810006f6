"""Short names to type: of an application, after its first fact; of a message, after its identity."""

from __future__ import annotations

from base64 import b32encode
from hashlib import sha256

from watcher.timeline.types import Application


def short_id(name: str) -> str:
    """Seven letters and digits for a fact's id or a message's identity."""
    return b32encode(sha256(name.encode("utf-8", "replace")).digest())[:7].decode().lower()


def names_of(application: Application) -> frozenset[str]:
    """All ids that it goes by: its own, and those that it had before older mail became known."""
    return frozenset((application.id, *(short_id(f.id) for f in application.facts)))
