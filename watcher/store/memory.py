"""What the steps of the pipeline remember from one run to the next: small texts by name."""

from __future__ import annotations

from sqlalchemy import Connection, delete

from watcher.store import state
from watcher.store.database import Database
from watcher.store.tables import state as table
from watcher.store.tables import storable

_PREFIX = "remembered "
"""Before their names, so that they meet none of the ledger's own."""


class Memory:
    """`pipeline.ports.Memory` over a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def remembered(self, name: str) -> str | None:
        """What was remembered last, None where nothing was."""
        with self._database.read() as connection:
            return state.get(connection, _PREFIX + storable(name))

    def remember(self, name: str, value: str) -> None:
        """Keep it in place of what was remembered by that name, committed on return."""
        with self._database.write() as connection:
            state.put(connection, _PREFIX + storable(name), value)


def forget_remembered(connection: Connection) -> None:
    """Forget all of it."""
    connection.execute(delete(table).where(table.c.name.startswith(_PREFIX, autoescape=True)))
