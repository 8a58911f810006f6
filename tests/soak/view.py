"""The ledger as the harness reads it: with SQL of its own, and nothing of the program's store."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

_DRAFTS = """
select key, kind, anchor, recipient, account, message_id, planned_at,
       last.state, last.detail
from follow_ups join steps last on last.id = (select max(id) from steps where follow_up = key) order by planned_at
"""
_KINDS = """
select m.message_id, group_concat(e.kind, ' ')
from messages m join inferences i on i.id = (select max(id) from inferences where message = m.id)
     left join events e on e.inference = i.id
group by m.id
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A draft as the ledger has it."""

    key: str
    kind: str
    anchor: str
    recipient: str
    account: str
    message_id: str
    planned_at: datetime
    state: str
    why: str


class View:
    """Reads a ledger that another process writes. `path` may not be there yet."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def _rows(self, query: str, *values: object) -> list[tuple[str, ...]]:
        try:
            with closing(sqlite3.connect(f"file:{self._path}?mode=ro", uri=True, timeout=5)) as connection:
                return connection.execute(query, values).fetchall()
        except sqlite3.OperationalError:
            return []

    def drafts(self) -> list[Row]:
        """All drafts, oldest first."""
        return [
            Row(key, kind, anchor, recipient, account, name, _instant(at), state, why)
            for key, kind, anchor, recipient, account, name, at, state, why in self._rows(_DRAFTS)
        ]

    def is_sure(self, name: str) -> bool:
        """It knows that a draft with this Message-ID stands in Drafts."""
        return any(row.message_id == name and row.state in ("confirmed", "edited") for row in self.drafts())

    def kinds(self) -> dict[str, list[tuple[str, ...]]]:
        """By Message-ID, for each message of that name the kinds of its events."""
        found: dict[str, list[tuple[str, ...]]] = {}
        for name, kinds in self._rows(_KINDS):
            found.setdefault(name, []).append(tuple(sorted((kinds or "").split())))
        return found

    def heard(self) -> set[str]:
        """All that it knows: Message-IDs, and the ids of what the user entered."""
        rows = self._rows("select message_id from messages union select entry from events where entry is not null")
        return {name for (name,) in rows}

    def left_out(self) -> int:
        """How many messages are read no more: each was being read when the process died, three times."""
        rows = self._rows("select value from state where name like 'remembered in flight in %'")
        return sum(len(json.loads(value)["grounded"]) for (value,) in rows)

    def count(self) -> int:
        """How many messages."""
        return int(self._rows("select count(*) from messages")[0][0]) if self._path.exists() else 0

    def read_since(self, moment: datetime) -> bool:
        """Every account was read to its end by a reading that began after a (simulated) moment."""
        rows = self._rows("select last_synced_at from accounts")
        return bool(rows) and all(at and _instant(at) > moment for (at,) in rows)

    def name_of_fact(self, fact: str) -> str:
        """The Message-ID of the message that a fact stands in, or the fact's own id for what the user entered."""
        rows = self._rows("select message_id from messages where instr(?, identity) = 1", fact)
        return rows[0][0] if rows else fact

    def states(self) -> Counter[str]:
        """How many drafts are in which state."""
        return Counter(row.state for row in self.drafts())


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
