"""Bringing a database to this program's schema, by the alembic revisions in migrations/."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

import watcher
from watcher.errors import LedgerError
from watcher.store import copies
from watcher.store.database import Database

if TYPE_CHECKING:
    from alembic.config import Config

# The last revision in migrations/versions, so that an up-to-date ledger opens without loading alembic.
HEAD = "0002"
TABLES = frozenset(("accounts", "messages", "places", "inferences", "events", "follow_ups", "steps", "alembic_version"))
"""What every ledger has had since the first revision."""


def migrations() -> Path:
    """The folder with env.py: within the package where installed from a wheel, beside it in a checkout."""
    package = Path(watcher.__file__).parent
    for place in (package / "migrations", package.parent / "migrations"):
        if (place / "env.py").is_file():
            return place
    raise LedgerError("this installation lacks its migrations folder: install watcher again", permanent=True)


def ensure(database: Database) -> None:
    """Upgrade the database to HEAD where it is older; LedgerError where it is newer or not a ledger at all."""
    revision = _revision(database)
    if revision == HEAD:
        return
    from alembic import command

    config = _config()
    if revision is not None and not knows(revision):
        raise LedgerError(
            f"a newer watcher wrote the ledger {database.where} (revision {revision}; this one knows up to {HEAD}): "
            f"install that version, {_way_back(database.path)}or name another file as url under [store]",
            subject=database.where,
            permanent=True,
        )
    # One transaction with the write lock: a second process that opens a new ledger waits, then finds nothing to do.
    with database.write() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def behind(database: Database) -> str | None:
    """The revision of a ledger that an older program wrote, None of every other."""
    revision = _revision(database)
    return revision if revision is not None and revision != HEAD and knows(revision) else None


def _way_back(ledger: Path | None) -> str:
    """The copy that the newer program kept before it changed the ledger, as advice; "" where there is none."""
    for copy in reversed(copies.beside(ledger) if ledger else []):
        try:
            with closing(copies.open_to_read(copy)) as connection:
                (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        except (sqlite3.Error, TypeError):
            continue
        if knows(revision):
            return f"go back to the copy that it kept (watcher restore {copy}), "
    return ""


def knows(revision: str) -> bool:
    """Whether this program can bring a ledger of that revision up to its own."""
    if revision == HEAD:
        return True
    from alembic.script import ScriptDirectory

    return revision in {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations()).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def is_current(database: Database) -> bool:
    """It is of this program's very schema."""
    return _revision(database) == HEAD


def _revision(database: Database) -> str | None:
    with database.read() as connection:
        tables = set(inspect(connection).get_table_names())
        if "alembic_version" in tables:
            revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
            return revision
    if tables:
        raise LedgerError(
            f"{database.where} is the database of another program: name another file as url under [store]",
            subject=database.where,
            permanent=True,
        )
    return None
