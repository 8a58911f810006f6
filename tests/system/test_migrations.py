"""The revisions make exactly the tables of the program, and can be taken back."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from tests.store.build import NOW, seen
from watcher.errors import LedgerError
from watcher.store import open_ledger, schema
from watcher.store.database import Database, connect
from watcher.store.tables import metadata


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.sqlite"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    opened = connect(f"sqlite:///{path}", wait_seconds=5)
    yield opened
    opened.close()


def config(database: Database | None = None) -> Config:
    made = Config(str(schema.migrations() / "alembic.ini"))
    if database is not None:
        made.set_main_option("sqlalchemy.url", f"sqlite:///{database.path}")
    return made


def tables(database: Database) -> set[str]:
    with database.read() as connection:
        return set(inspect(connection).get_table_names()) - {"alembic_version"}


def test_up_down_and_up_again(database: Database) -> None:
    command.upgrade(config(database), "head")
    assert tables(database) == set(metadata.tables)
    command.downgrade(config(database), "base")
    assert tables(database) == set()
    command.upgrade(config(database), "head")
    assert tables(database) == set(metadata.tables)


def test_a_ledger_is_usable_after_its_schema_was_taken_back(database: Database, path: Path) -> None:
    command.upgrade(config(database), "head")
    command.downgrade(config(database), "base")
    ledger = open_ledger(f"sqlite:///{path}")
    ledger.record("personal", [seen(1)], "c1", complete=True, now=NOW)
    assert len(ledger.seen()) == 1
    ledger.close()


def test_the_revisions_make_the_tables_of_the_program(database: Database) -> None:
    schema.ensure(database)
    with database.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []


def test_head_is_the_last_revision() -> None:
    assert ScriptDirectory.from_config(config()).get_heads() == [schema.HEAD]


def test_a_revision_that_fails_leaves_the_database_as_it_was(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: Operations, statement: str) -> None:
        raise OSError("out of luck")

    monkeypatch.setattr(Operations, "execute", fail)
    with pytest.raises(LedgerError):
        schema.ensure(database)
    assert tables(database) == set()
    monkeypatch.undo()
    schema.ensure(database)
    assert tables(database) == set(metadata.tables)


def test_alembic_s_own_command_works_and_says_what_it_needs(path: Path) -> None:
    alembic = [sys.executable, "-m", "alembic", "-c", str(schema.migrations() / "alembic.ini")]
    lost = subprocess.run([*alembic, "upgrade", "head"], capture_output=True, text=True, check=False)
    assert lost.returncode != 0
    assert "-x url=" in lost.stderr
    done = subprocess.run(
        [*alembic, "-x", f"url=sqlite:///{path}", "upgrade", "head"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    open_ledger(f"sqlite:///{path}").close()


def test_an_older_ledger_keeps_everything_and_its_guards(database: Database, path: Path) -> None:
    command.upgrade(config(database), "0001")
    with database.write() as connection:
        for statement in OLDER:
            connection.exec_driver_sql(statement)
    before = _rows(database)
    assert all(before.values())
    ledger = open_ledger(f"sqlite:///{path}")
    assert _rows(database) == before
    assert ledger.forgotten(["x"]) == frozenset()
    ledger.close()
    command.downgrade(config(database), "0001")
    assert _rows(database) == before
    for table in ("inferences", "events", "steps"):
        with pytest.raises(LedgerError, match="append-only"), database.write() as connection:
            connection.exec_driver_sql(f"DELETE FROM {table}")


OLDER = (
    "INSERT INTO accounts VALUES ('personal', 'c1', 1, NULL)",
    "INSERT INTO messages VALUES (1, 'm#1', 'm', 'personal', 'INBOX', 'inbox', '2026-03-10', 1, '{}', '2026-03-10')",
    "INSERT INTO places VALUES (1, 1, 'personal', 'INBOX', 'inbox', '2026-03-10')",
    "INSERT INTO inferences VALUES (1, 1, 'r1', '', 0, 'en', 1, '{}', '2026-03-10')",
    "INSERT INTO events VALUES (1, 1, 0, NULL, '', 'offer', '2026-03-10', 1, '{}', '2026-03-10')",
    "INSERT INTO follow_ups VALUES ('k', 'x', 'a', 'r', 'p', 'd', 's', 'c', 'r', 1, '[]', '', '2026-03-10', NULL)",
    "INSERT INTO steps VALUES (1, 'k', 'planned', '2026-03-10', '', '')",
)
"""A row of each table of the first revision."""


def _rows(database: Database) -> dict[str, list[tuple[object, ...]]]:
    names = ("accounts", "messages", "places", "inferences", "events", "follow_ups", "steps")
    with database.read() as connection:
        return {name: [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {name}")] for name in names}
