"""The cursor of an account whose mailboxes number their messages: one position a mailbox."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from watcher.mail import budget
from watcher.mail.budget import Spent

SCHEMA = 1


@dataclass(slots=True)
class Position:
    """Our place in one mailbox, valid with its UIDVALIDITY only.

    All UIDs up to `high` were read, except those below `low` while the first sync (newest first) goes on; then `low` is
    None. `rescan` is True where that first sync repeats an earlier one, because UIDVALIDITY changed.
    """

    validity: int
    high: int
    low: int | None = None
    rescan: bool = False


def parse(cursor: str | None) -> dict[str, Position] | None:
    """The positions in a cursor; None where it is none of ours."""
    if cursor is None:
        return {}
    try:
        document = json.loads(cursor)
        if document["schema"] != SCHEMA:
            return None
        return {name: Position(**position) for name, position in document["mailboxes"].items()}
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def spent(cursor: str | None) -> Spent:
    """What a cursor tells of the old mail that was read on a day."""
    try:
        return budget.parse(json.loads(cursor or "{}").get("spent"))
    except (ValueError, AttributeError):
        return Spent()


def render(positions: Mapping[str, Position], spent: Spent | None = None) -> str:
    """The opaque form, stable for equal positions."""
    mailboxes = {name: asdict(position) for name, position in positions.items()}
    told = {"spent": asdict(spent)} if spent is not None and spent.octets else {}
    return json.dumps({"schema": SCHEMA, "mailboxes": mailboxes} | told, sort_keys=True, separators=(",", ":"))
