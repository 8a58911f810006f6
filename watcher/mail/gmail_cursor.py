"""The cursor of a Gmail account: a history id, and how far the first listing was read."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

SCHEMA = 1


@dataclass(slots=True)
class Listing:
    """A first sync (or rescan) under way.

    `base` is the history id from before the listing began, `stage` which of the listings is being read; `after` are
    the messages that were last read of it.
    """

    base: int
    stage: int = 0
    after: tuple[str, ...] = ()
    rescan: bool = False


@dataclass(slots=True)
class Cursor:
    """All that came up to the history id `history` was read, but for what `listing` still has to give."""

    history: int
    listing: Listing | None = None


def parse(cursor: str) -> Cursor | None:
    """None where it is none of ours."""
    try:
        document = json.loads(cursor)
        if document["schema"] != SCHEMA:
            return None
        told = document["listing"]
        listing = None
        if told is not None:
            after = tuple(map(str, told["after"]))
            listing = Listing(int(told["base"]), int(told["stage"]), after, bool(told["rescan"]))
        return Cursor(int(document["history"]), listing)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def render(cursor: Cursor) -> str:
    """The opaque form, stable for equal cursors."""
    return json.dumps({"schema": SCHEMA, **asdict(cursor)}, sort_keys=True, separators=(",", ":"))
