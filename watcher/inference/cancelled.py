"""What a mail that cancels an interview tells of the opening beside it."""

from __future__ import annotations

from watcher.inference.phrases import Hit
from watcher.inference.received import Received
from watcher.inference.types import Kind


def of_the_opening(mail: Received, kind: Kind) -> Hit | None:
    """A hit of a kind that tells of the opening, and is not the cancelled interview for it in the same words."""
    cancelled = [h for h in mail.hits if h.family.kind == Kind.INTERVIEW_CANCELLED]
    found = (h for h in mail.hits if h.family.kind == kind and h.family.strength > 1)
    return next((h for h in found if not any(_overlap(h, other) for other in cancelled)), None)


def _overlap(one: Hit, other: Hit) -> bool:
    return one.sentence is other.sentence and one.start < other.end and other.start < one.end
