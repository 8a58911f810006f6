"""The ledger: accounts, messages, places, inferences, events, follow-ups and their steps."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPEND_ONLY = ("inferences", "events", "steps")


def _time(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _words(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _number() -> sa.Column[Any]:
    return sa.Column("id", sa.Integer(), autoincrement=True, nullable=False)


def _payload() -> list[sa.Column[Any]]:
    return [sa.Column("schema", sa.Integer(), nullable=False), sa.Column("payload", sa.Text(), nullable=False)]


def upgrade() -> None:
    op.create_table(
        "accounts",
        *_words("name", "cursor"),
        sa.Column("first_sync_done", sa.Boolean(), nullable=False),
        _time("last_synced_at", nullable=True),
        sa.PrimaryKeyConstraint("name", name="pk_accounts"),
    )
    op.create_table(
        "messages",
        _number(),
        *_words("identity", "message_id", "account", "mailbox", "place"),
        _time("sent_at"),
        *_payload(),
        _time("first_seen_at"),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
        sa.UniqueConstraint("identity", name="uq_messages_identity"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_messages_message_id", "messages", ["message_id"])
    op.create_index("ix_messages_sent_at", "messages", ["sent_at"])
    op.create_table(
        "places",
        _number(),
        sa.Column("message", sa.Integer(), nullable=False),
        *_words("account", "mailbox", "place"),
        _time("first_seen_at"),
        sa.PrimaryKeyConstraint("id", name="pk_places"),
        sa.ForeignKeyConstraint(["message"], ["messages.id"], name="fk_places_message"),
        sa.UniqueConstraint("message", "account", "mailbox", name="uq_places_message_account_mailbox"),
    )
    op.create_table(
        "inferences",
        _number(),
        sa.Column("message", sa.Integer(), nullable=False),
        *_words("rules_version", "ignored"),
        sa.Column("human", sa.Boolean(), nullable=False),
        *_words("language"),
        *_payload(),
        _time("created_at"),
        sa.PrimaryKeyConstraint("id", name="pk_inferences"),
        sa.ForeignKeyConstraint(["message"], ["messages.id"], name="fk_inferences_message"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_inferences_message_id", "inferences", ["message", "id"])
    op.create_table(
        "events",
        _number(),
        sa.Column("inference", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("entry", sa.Text(), nullable=True),
        *_words("about", "kind"),
        _time("occurred_at"),
        *_payload(),
        _time("created_at"),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
        sa.ForeignKeyConstraint(["inference"], ["inferences.id"], name="fk_events_inference"),
        sa.UniqueConstraint("entry", name="uq_events_entry"),
        sa.UniqueConstraint("inference", "number", name="uq_events_inference_number"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "follow_ups",
        *_words("key", "kind", "anchor", "recipient", "account", "message_id", "subject", "company", "role"),
        *_payload(),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        _time("planned_at"),
        _time("missing_since", nullable=True),
        sa.PrimaryKeyConstraint("key", name="pk_follow_ups"),
        sa.UniqueConstraint("message_id", name="uq_follow_ups_message_id"),
    )
    op.create_table(
        "steps",
        _number(),
        *_words("follow_up", "state"),
        _time("at"),
        *_words("content_hash", "detail"),
        sa.PrimaryKeyConstraint("id", name="pk_steps"),
        sa.ForeignKeyConstraint(["follow_up"], ["follow_ups.key"], name="fk_steps_follow_up"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_steps_follow_up", "steps", ["follow_up"])
    _guard()


def _guard() -> None:
    """Refuse to change or delete what is append-only, whoever asks; a trigger goes with its table."""
    if op.get_bind().dialect.name != "sqlite":
        raise NotImplementedError("the guards of append-only tables are written for SQLite")
    for table in APPEND_ONLY:
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} are append-only'); END"
            )


def downgrade() -> None:
    for table in ("steps", "follow_ups", "events", "inferences", "places", "messages", "accounts"):
        op.drop_table(table)
