"""The ledger's side of reading: messages, their places, their inferences, what the user entered, and the cursors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, insert, select, update

from watcher.inference import Event, Inference
from watcher.store.current import Current, latest
from watcher.store.database import Database, chunks
from watcher.store.payloads import ENVELOPE, EVENT, TOLD, Told
from watcher.store.tables import accounts, events, inferences, messages, places, storable
from watcher.timeline import Envelope, Fact, Filed, Place, Seen

_RANK = {place: rank for rank, place in enumerate((Place.SENT, Place.INBOX, Place.OTHER, Place.JUNK, Place.TRASH))}


@dataclass(frozen=True, slots=True)
class _Held:
    """A message that the ledger has: its row, the rank of its best place, the rules of its current inference."""

    row: int
    place: tuple[int, str, str]
    rules_version: str | None


class Messages:
    """`pipeline.ports.MessageLedger` over a database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._current = Current(database)

    def cursor(self, account: str) -> str | None:
        """Where we stand in an account, None before its first sync."""
        with self._database.read() as connection:
            cursor: str | None = connection.scalar(select(accounts.c.cursor).where(accounts.c.name == account))
            return cursor

    def first_sync_done(self, account: str) -> bool:
        """Whether the account was once seen to its end."""
        with self._database.read() as connection:
            return bool(connection.scalar(select(accounts.c.first_sync_done).where(accounts.c.name == account)))

    def known(self, identities: Collection[str]) -> frozenset[str]:
        """Which of these messages have an inference."""
        asked = {storable(identity): identity for identity in identities}
        found: set[str] = set()
        with self._database.read() as connection:
            for chunk in chunks(asked):
                query = select(messages.c.identity).where(
                    messages.c.identity.in_(chunk),
                    select(inferences.c.id).where(inferences.c.message == messages.c.id).exists(),
                )
                found.update(asked[identity] for identity in connection.scalars(query))
        return frozenset(found)

    def record(self, account: str, seen: Sequence[Seen], cursor: str, *, complete: bool, now: datetime) -> None:
        """Add a batch and its cursor, in one transaction.

        A known message gains its place; the envelope of its best place counts. It gains an inference where the rules
        version differs from that of its current one; an inference without a version (nothing was inferred) never
        replaces one.
        """
        found: dict[str, list[Seen]] = defaultdict(list)
        for each in seen:
            found[storable(each.envelope.identity)].append(each)
        with self._database.write() as connection:
            held = _held(connection, found)
            best = {name: min(group, key=lambda each: _ranked(each.envelope)) for name, group in found.items()}
            rows = {name: known.row for name, known in held.items()}
            rows |= _add_messages(connection, [best[name].envelope for name in found if name not in held], now)
            _improve(connection, [(known, best[name].envelope) for name, known in held.items()])
            _add_places(connection, {rows[name]: group for name, group in found.items()}, now)
            fresh = [
                (rows[name], each)
                for name, each in best.items()
                if name not in held or _supersedes(each.inference, held[name].rules_version)
            ]
            _add_inferences(connection, fresh, now)
            _move(connection, account, cursor, complete=complete, now=now)

    def seen(self) -> Sequence[Seen]:
        """Every message with its current inference, oldest first by `sent_at`."""
        return self._current.seen()

    def enter(self, event: Event, about: str, now: datetime) -> Fact:
        """Append what the user entered. The same entry at the same instant is one entry."""
        columns = EVENT.columns(event)
        entry = _entry(about, columns["payload"], now)
        with self._database.write() as connection:
            if connection.scalar(select(events.c.id).where(events.c.entry == entry)) is None:
                row = _event_row(event, now) | {"entry": entry, "about": about, "number": 0}
                connection.execute(insert(events).values(row))
        return Fact(id=entry, event=event, about=about)

    def filed(self, is_meant: Callable[[str], object]) -> Sequence[Filed]:
        """The messages that were ever found in mailboxes whose names are meant, oldest first."""
        with self._database.read() as connection:
            names = [name for name in connection.scalars(select(places.c.mailbox).distinct()) if is_meant(name)]
            query = (
                select(messages.c.identity, places.c.mailbox, places.c.first_seen_at)
                .join(messages, messages.c.id == places.c.message)
                .where(places.c.mailbox.in_(names))
                .order_by(places.c.id)
            )
            return [Filed(*row) for row in connection.execute(query)]

    def entered(self) -> Sequence[Fact]:
        """What the user entered, in the order of entry."""
        query = (
            select(events.c.entry, events.c.about, events.c.schema, events.c.payload)
            .where(events.c.entry.is_not(None))
            .order_by(events.c.id)
        )
        with self._database.read() as connection:
            return [
                Fact(id=entry, event=EVENT.load(schema, payload), about=about)
                for entry, about, schema, payload in connection.execute(query)
            ]


def _entry(about: str, payload: str, now: datetime) -> str:
    told = f"{now.astimezone(UTC).isoformat()}\n{storable(about)}\n{payload}"
    return "entered-" + sha256(told.encode()).hexdigest()[:16]


def _supersedes(inference: Inference, current: str | None) -> bool:
    return current is None or (inference.rules_version not in ("", current))


def _ranked(envelope: Envelope) -> tuple[int, str, str]:
    """Which of several places counts, whatever was read first: as `timeline.units.one_each` has it."""
    return _RANK[envelope.place], storable(envelope.account), storable(envelope.mailbox)


def _held(connection: Connection, identities: Iterable[str]) -> dict[str, _Held]:
    held: dict[str, _Held] = {}
    for chunk in chunks(identities):
        query = (
            select(
                messages.c.identity,
                messages.c.id,
                messages.c.place,
                messages.c.account,
                messages.c.mailbox,
                inferences.c.rules_version,
            )
            .select_from(messages.outerjoin(inferences, inferences.c.id == latest()))
            .where(messages.c.identity.in_(chunk))
        )
        for identity, row, place, account, mailbox, rules_version in connection.execute(query):
            held[identity] = _Held(row, (_RANK[Place(place)], account, mailbox), rules_version)
    return held


def _message_row(envelope: Envelope) -> dict[str, Any]:
    return {
        "identity": envelope.identity,
        "message_id": envelope.message_id,
        "account": envelope.account,
        "mailbox": envelope.mailbox,
        "place": envelope.place.value,
        "sent_at": envelope.sent_at,
        **ENVELOPE.columns(envelope),
    }


def _add_messages(connection: Connection, envelopes: Sequence[Envelope], now: datetime) -> dict[str, int]:
    if not envelopes:
        return {}
    rows = [_message_row(envelope) | {"first_seen_at": now} for envelope in envelopes]
    added = connection.execute(insert(messages).returning(messages.c.identity, messages.c.id), rows)
    return {row.identity: row.id for row in added}


def _improve(connection: Connection, pairs: Iterable[tuple[_Held, Envelope]]) -> None:
    for known, envelope in pairs:
        if _ranked(envelope) < known.place:
            connection.execute(update(messages).where(messages.c.id == known.row).values(_message_row(envelope)))


def _add_places(connection: Connection, found: Mapping[int, Sequence[Seen]], now: datetime) -> None:
    taken: set[tuple[int, str, str]] = set()
    for numbers in chunks(found):
        query = select(places.c.message, places.c.account, places.c.mailbox).where(places.c.message.in_(numbers))
        taken.update((message, account, mailbox) for message, account, mailbox in connection.execute(query))
    rows = []
    for message, group in found.items():
        for each in group:
            where = (message, storable(each.envelope.account), storable(each.envelope.mailbox))
            if where not in taken:
                taken.add(where)
                rows.append(
                    dict(zip(("message", "account", "mailbox"), where, strict=True))
                    | {"place": each.envelope.place.value, "first_seen_at": now}
                )
    if rows:
        connection.execute(insert(places), rows)


def _event_row(event: Event, now: datetime) -> dict[str, Any]:
    return {
        "kind": event.kind.value,
        "occurred_at": event.occurred_at,
        **EVENT.columns(event),
        "created_at": now,
    }


def _told(seen: Seen) -> Told:
    told = seen.inference
    return Told(told.people, told.verified, seen.manner, told.if_tied, told.other_matter)


def _add_inferences(connection: Connection, fresh: Sequence[tuple[int, Seen]], now: datetime) -> None:
    if not fresh:
        return
    rows = [
        {
            "message": message,
            "rules_version": each.inference.rules_version,
            "ignored": each.inference.ignored,
            "human": each.inference.human,
            "language": each.inference.language,
            **TOLD.columns(_told(each)),
            "created_at": now,
        }
        for message, each in fresh
    ]
    added = connection.execute(insert(inferences).returning(inferences.c.message, inferences.c.id), rows)
    numbers = {row.message: row.id for row in added}
    found = [
        _event_row(event, now) | {"inference": numbers[message], "number": number, "about": ""}
        for message, each in fresh
        for number, event in enumerate(each.inference.events)
    ]
    if found:
        connection.execute(insert(events), found)


def _move(connection: Connection, account: str, cursor: str, *, complete: bool, now: datetime) -> None:
    """Set the cursor. `first_sync_done` is never taken back."""
    values: dict[str, Any] = {"cursor": cursor}
    if complete:
        values |= {"first_sync_done": True, "last_synced_at": now}
    moved = connection.execute(update(accounts).where(accounts.c.name == account).values(values))
    if moved.rowcount == 0:
        connection.execute(insert(accounts).values({"name": account, "first_sync_done": False} | values))
