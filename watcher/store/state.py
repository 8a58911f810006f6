"""What the ledger knows of itself, by name."""

from __future__ import annotations

import secrets

from sqlalchemy import Connection, delete, func, insert, select

from watcher.store.tables import state

KEY = "key"
"""By which forgotten mail is hashed; made with the first, gone with the last."""
UNSCRUBBED = "unscrubbed"
"""Stands while the file may hold traces of what was deleted from its tables."""
TENDED = "tended_at"
"""When it was last looked for what is old enough to be forgotten (ISO 8601)."""

_GENERATION = "generation"

GENERATION = select(func.coalesce(func.max(state.c.value), "")).where(state.c.name == _GENERATION).scalar_subquery()
"""Another text each time that something was taken back: what was read before then says nothing any more."""


def get(connection: Connection, name: str) -> str | None:
    """A value, None where there is none."""
    value: str | None = connection.scalar(select(state.c.value).where(state.c.name == name))
    return value


def put(connection: Connection, name: str, value: str | None) -> None:
    """Set a value; None takes it away."""
    connection.execute(delete(state).where(state.c.name == name))
    if value is not None:
        connection.execute(insert(state).values(name=name, value=value))


def renew(connection: Connection) -> None:
    """Begin a generation: call it in the transaction that deletes or goes back."""
    put(connection, _GENERATION, secrets.token_hex(8))
