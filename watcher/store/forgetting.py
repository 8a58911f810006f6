"""The ledger's side of forgetting: the one exception to append-only. Rows are deleted, and the file is made clean."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime
from hmac import digest

from sqlalchemy import Connection, Select, cast, delete, insert, literal, or_, select, union_all
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.types import Text

from watcher.errors import LedgerError
from watcher.store import state
from watcher.store.database import Database, chunks
from watcher.store.memory import forget_remembered
from watcher.store.tables import (
    accounts,
    events,
    follow_ups,
    forgetting,
    forgotten,
    inferences,
    messages,
    places,
    steps,
    storable,
)
from watcher.timeline import Doomed


class Forgetting:
    """`pipeline.ports.Forgetting` over a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def forget(self, doomed: Doomed) -> None:
        """Delete messages, entries and drafts with all that hangs on them, and keep the marks, in one transaction."""
        with self._database.write() as connection:
            for names in chunks(map(storable, doomed.messages)):
                rows = connection.scalars(select(messages.c.id).where(messages.c.identity.in_(names)))
                _name(connection, "message", map(str, rows))
            _name(connection, "entry", doomed.entries)
            _name(connection, "draft", doomed.drafts)
            _delete_named(connection)
            _mark(connection, doomed.marks)
        self.scrub()

    def forget_all(self) -> None:
        """Delete everything, marks and cursors too: the ledger is as new."""
        every: Sequence[tuple[str, Select[tuple[str]]]] = (
            ("message", select(cast(messages.c.id, Text))),
            ("entry", select(events.c.entry).where(events.c.entry.is_not(None))),
            ("draft", select(follow_ups.c.key)),
        )
        named = union_all(*(select(literal(what), names.subquery().c[0]) for what, names in every))
        with self._database.write() as connection:
            connection.execute(insert(forgetting).from_select(["what", "name"], named))
            _delete_named(connection)
            for table in (accounts, forgotten):
                connection.execute(delete(table))
            for name in (state.KEY, state.TENDED):
                state.put(connection, name, None)
            forget_remembered(connection)
        self.scrub()

    def forgotten(self, names: Collection[str]) -> frozenset[str]:
        """Which of these names (identities, Message-IDs, marks of drafts) are marked."""
        with self._database.read() as connection:
            key = state.get(connection, state.KEY)
            if key is None:
                return frozenset()
            asked = {_hash(key, name): name for name in names}
            found: set[str] = set()
            for chunk in chunks(asked):
                marks = connection.scalars(select(forgotten.c.mark).where(forgotten.c.mark.in_(chunk)))
                found.update(asked[mark] for mark in marks)
        return frozenset(found)

    def keep_forgotten(self, names: Collection[str]) -> None:
        """Mark these too, committed on return: later mail of what was forgotten."""
        with self._database.write() as connection:
            _mark(connection, names)

    def adopt_marks(self, key: str, marks: Iterable[str]) -> bool:
        """Add the marks of another ledger, which were made by its key; False where this one has another key."""
        with self._database.write() as connection:
            own = state.get(connection, state.KEY)
            if own not in (None, key):
                return False
            state.put(connection, state.KEY, key)
            connection.execute(upsert(forgotten).on_conflict_do_nothing(), [{"mark": mark} for mark in marks])
        return True

    def tended_at(self) -> datetime | None:
        """When it was last looked for what is old enough to be forgotten, None before the first time."""
        with self._database.read() as connection:
            value = state.get(connection, state.TENDED)
        return datetime.fromisoformat(value) if value else None

    def tended(self, now: datetime) -> None:
        """Remember that it was looked at `now`."""
        with self._database.write() as connection:
            state.put(connection, state.TENDED, now.astimezone(UTC).isoformat())

    def scrub(self) -> bool:
        """Overwrite what deleted rows left in the file and in its write-ahead log; nothing where it is clean.

        False where another program is at work on the ledger, so that the next call has to do it.
        """
        with self._database.read() as connection:
            if state.get(connection, state.UNSCRUBBED) is None:
                return True
        try:
            clean = self._database.scrub()
        except LedgerError as error:
            if error.permanent:
                raise
            return False
        if clean:
            with self._database.write() as connection:
                state.put(connection, state.UNSCRUBBED, None)
        return clean


def _name(connection: Connection, what: str, names: Iterable[str]) -> None:
    rows = [{"what": what, "name": name} for name in names]
    if rows:
        connection.execute(insert(forgetting), rows)


def _delete_named(connection: Connection) -> None:
    """Delete what `forgetting` names, and those names with it."""
    rows = select(messages.c.id).where(cast(messages.c.id, Text).in_(_named("message")))
    inferred = select(inferences.c.id).where(inferences.c.message.in_(rows))
    for table, which in (
        (events, or_(events.c.inference.in_(inferred), events.c.entry.in_(_named("entry")))),
        (inferences, inferences.c.message.in_(rows)),
        (places, places.c.message.in_(rows)),
        (messages, messages.c.id.in_(rows)),
        (steps, steps.c.follow_up.in_(_named("draft"))),
        (follow_ups, follow_ups.c.key.in_(_named("draft"))),
        (forgetting, literal(True)),
    ):
        connection.execute(delete(table).where(which))
    state.renew(connection)
    state.put(connection, state.UNSCRUBBED, "yes")


def _named(what: str) -> Select[tuple[str]]:
    return select(forgetting.c.name).where(forgetting.c.what == what)


def _mark(connection: Connection, names: Collection[str]) -> None:
    if not names:
        return
    key = state.get(connection, state.KEY)
    if key is None:
        key = secrets.token_hex(32)
        state.put(connection, state.KEY, key)
    rows = [{"mark": _hash(key, name)} for name in names]
    connection.execute(upsert(forgotten).on_conflict_do_nothing(), rows)


def _hash(key: str, name: str) -> str:
    return digest(bytes.fromhex(key), storable(name).encode(), "sha256").hex()
