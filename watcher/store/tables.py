"""The tables of the ledger. A change here needs a revision in migrations/versions, and `schema.HEAD`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)


class Instant(TypeDecorator[datetime]):
    """An aware time, kept in UTC to the microsecond. A naive one is refused: its zone would be a guess."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002, D102
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError("a time without a zone cannot go into the ledger")
        try:
            return value.astimezone(UTC)
        except OverflowError:  # within hours of year 1 or 9999: a hostile Date header
            return value.replace(tzinfo=UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002, D102
        return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)


def storable(text: str) -> str:
    """The text as a database can hold it: no lone surrogate (not UTF-8), no NUL (PostgreSQL refuses it)."""
    if text.isascii() and "\0" not in text:
        return text
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\N{REPLACEMENT CHARACTER}")


class Words(TypeDecorator[str]):
    """Text that may come from a hostile message."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002, D102
        return None if value is None else storable(value)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _number() -> Column[int]:
    return Column("id", Integer, primary_key=True, autoincrement=True)


def _payload() -> tuple[Column[Any], ...]:
    """A JSON text and the number of the schema that it was written in (see `payloads`)."""
    return Column("schema", Integer, nullable=False), Column("payload", Text, nullable=False)


accounts = Table(
    "accounts",
    metadata,
    Column("name", Words, primary_key=True),
    Column("cursor", Text, nullable=False),
    Column("first_sync_done", Boolean, nullable=False),
    Column("last_synced_at", Instant),  # when it was last seen to its end
)

# account, mailbox and place are those of the best place that the message was found in; payload is the Envelope.
messages = Table(
    "messages",
    metadata,
    _number(),
    Column("identity", Words, nullable=False, unique=True),
    Column("message_id", Words, nullable=False, index=True),
    Column("account", Words, nullable=False),
    Column("mailbox", Words, nullable=False),
    Column("place", Text, nullable=False),
    Column("sent_at", Instant, nullable=False, index=True),
    *_payload(),
    Column("first_seen_at", Instant, nullable=False),
    sqlite_autoincrement=True,
)

places = Table(
    "places",
    metadata,
    _number(),
    Column("message", ForeignKey("messages.id"), nullable=False),
    Column("account", Words, nullable=False),
    Column("mailbox", Words, nullable=False),
    Column("place", Text, nullable=False),
    Column("first_seen_at", Instant, nullable=False),
    UniqueConstraint("message", "account", "mailbox"),
)

# Append-only. The latest of a message is current; payload is its people and its trust.
inferences = Table(
    "inferences",
    metadata,
    _number(),
    Column("message", ForeignKey("messages.id"), nullable=False),
    Column("rules_version", Text, nullable=False),
    Column("ignored", Words, nullable=False),
    Column("human", Boolean, nullable=False),
    Column("language", Words, nullable=False),
    *_payload(),
    Column("created_at", Instant, nullable=False),
    Index(None, "message", "id"),
    sqlite_autoincrement=True,
)

# Append-only. Inferred: (inference, number). Entered by the user: entry (the fact's id) and about.
events = Table(
    "events",
    metadata,
    _number(),
    Column("inference", ForeignKey("inferences.id")),
    Column("number", Integer, nullable=False),
    Column("entry", Text, unique=True),
    Column("about", Words, nullable=False),
    Column("kind", Text, nullable=False),
    Column("occurred_at", Instant, nullable=False),
    *_payload(),
    Column("created_at", Instant, nullable=False),
    UniqueConstraint("inference", "number"),
    sqlite_autoincrement=True,
)

# payload is the ids of the facts of its application when it was planned, and the wording of its draft.
follow_ups = Table(
    "follow_ups",
    metadata,
    Column("key", Words, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("anchor", Words, nullable=False),
    Column("recipient", Words, nullable=False),
    Column("account", Words, nullable=False),
    Column("message_id", Words, nullable=False, unique=True),
    Column("subject", Words, nullable=False),
    Column("company", Words, nullable=False),
    Column("role", Words, nullable=False),
    *_payload(),
    Column("content", LargeBinary, nullable=False),  # blank once it stands in Drafts
    Column("planned_at", Instant, nullable=False),
    Column("missing_since", Instant),
)

# Append-only. The last step, by id, is the state: `at` of a sent draft is the user's Date, often before the step.
steps = Table(
    "steps",
    metadata,
    _number(),
    Column("follow_up", ForeignKey("follow_ups.key"), nullable=False, index=True),
    Column("state", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("content_hash", Text, nullable=False),
    Column("detail", Words, nullable=False),
    sqlite_autoincrement=True,
)

# Empty outside a transaction that forgets: the guards of append-only tables let go what it names. `what` is "message"
# (name: the number of its row), "entry" (name: its id) or "draft" (name: its key).
forgetting = Table(
    "forgetting",
    metadata,
    Column("what", Text, primary_key=True),
    Column("name", Words, primary_key=True),
)

# What was forgotten, to know it again: HMAC-SHA256, hexadecimal, by the key in `state`.
forgotten = Table("forgotten", metadata, Column("mark", Text, primary_key=True))

# What the ledger knows of itself, by name: see `store.state`.
state = Table(
    "state",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
