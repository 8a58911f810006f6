"""Forgetting: the one lawful way past the guards, what stays forgotten, and what the ledger knows of itself."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# By table: what must be named in `forgetting`, within the same transaction, for a row to be deleted.
LEAVE = {
    "inferences": "what = 'message' AND name = CAST(OLD.message AS TEXT)",
    "events": (
        "what = 'entry' AND name = OLD.entry OR what = 'message' AND name = "
        "(SELECT CAST(message AS TEXT) FROM inferences WHERE id = OLD.inference)"
    ),
    "steps": "what = 'draft' AND name = OLD.follow_up",
}


def upgrade() -> None:
    op.create_table(
        "forgetting",
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("what", "name", name="pk_forgetting"),
    )
    op.create_table(
        "forgotten",
        sa.Column("mark", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("mark", name="pk_forgotten"),
    )
    op.create_table(
        "state",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_state"),
    )
    for table, leave in LEAVE.items():
        _guard(table, f"WHEN NOT EXISTS (SELECT 1 FROM forgetting WHERE {leave})")  # noqa: S608


def downgrade() -> None:
    for table in LEAVE:
        _guard(table, "")
    for table in ("state", "forgotten", "forgetting"):
        op.drop_table(table)


def _guard(table: str, unless: str) -> None:
    op.execute(f"DROP TRIGGER {table}_no_delete")
    op.execute(
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {unless} "
        f"BEGIN SELECT RAISE(ABORT, '{table} are append-only'); END"
    )
