"""One SQLite database: the file, its settings, and its transactions."""

from __future__ import annotations

import errno
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool, QueuePool

from watcher.errors import LedgerError
from watcher.store.faults import border, damaged

_WRITE = "watcher_write"
_CHUNK = 500

_BESIDE = ("", "-wal", "-shm", ".lock", ".run", ".key", ".health")
"""Endings of the files that are a ledger's: nobody else may read them."""

T = TypeVar("T")
_WAL_TRIES = 500


def chunks(values: Iterable[T]) -> Iterator[list[T]]:
    """The values in lists that one statement may ask for: a database binds only so many."""
    every = list(values)
    return (every[start : start + _CHUNK] for start in range(0, len(every), _CHUNK))


class Database:
    """An engine over one file, or over memory where `path` is None. Threads may share it."""

    def __init__(self, engine: Engine, path: Path | None) -> None:
        self.engine = engine
        self.path = path
        self.where = str(path) if path else "in memory"
        self._writing = engine.execution_options(**{_WRITE: True})

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one state of the ledger; writers are not held up."""
        with border(self.where), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that holds the write lock from its start; committed to the disk at its end, or undone."""
        with border(self.where), self._writing.begin() as connection:
            yield connection

    def verify(self) -> None:
        """LedgerError where the file is damaged. 40 ms for 20,000 messages."""
        with self.read() as connection:
            if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
                raise damaged(self.where)

    def scrub(self) -> bool:
        """Build the file anew without what was deleted, and empty its write-ahead log; False where a reader keeps it.

        Outside a transaction; LedgerError (not permanent) where another program writes.
        """
        with border(self.where), closing(self.engine.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute("PRAGMA temp_store = MEMORY")  # the new file is built there: mail must not go to /tmp
            cursor.execute("VACUUM")
            busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return not busy

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def connect(url: str, wait_seconds: float) -> Database:
    """Open the database at an SQLAlchemy URL; make file (0600) and directory (0700) where missing."""
    parsed = _parse(url)
    path = _path(parsed)
    if path is not None:
        with border(str(path)):
            _make(path)
    engine = create_engine(
        parsed,
        poolclass=QueuePool,
        # An in-memory database is its one connection: threads take turns.
        pool_size=5 if path else 1,
        max_overflow=10 if path else 0,
        connect_args={"timeout": wait_seconds, "check_same_thread": False},
    )
    event.listen(engine, "connect", _settle)
    event.listen(engine, "begin", _begin)
    return Database(engine, path)


def path_of(url: str) -> Path:
    """The file at an SQLAlchemy URL; LedgerError where it names none."""
    path = _path(_parse(url))
    if path is None:
        raise LedgerError("a ledger in memory is no file", permanent=True)
    return path


def _path(parsed: URL) -> Path | None:
    return None if parsed.database in (None, "", ":memory:") else Path(str(parsed.database)).absolute()


def connect_to_read(url: str) -> Database:
    """Open the file at an SQLAlchemy URL to read it; LedgerError where there is none."""
    path = path_of(url)
    with border(str(path)):
        path.stat()
    # Without a log beside it nobody is writing, and SQLite need not make one to read (sqlite.org, "Read-only WAL").
    alone = not path.with_name(f"{path.name}-wal").exists()
    where = f"{path.as_uri()}?mode=ro{'&immutable=1' if alone else ''}"

    def opened() -> sqlite3.Connection:
        return sqlite3.connect(where, uri=True, timeout=0, isolation_level=None)

    engine = create_engine("sqlite://", creator=opened, poolclass=NullPool)
    event.listen(engine, "begin", _begin)
    return Database(engine, path)


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError:
        parsed = None
    if parsed is None or parsed.get_backend_name() != "sqlite" or parsed.query:
        raise LedgerError("the url under [store] must be sqlite:/// and the path of a file", permanent=True)
    return parsed


def _make(path: Path) -> None:
    missing = [parent for parent in path.parents if not parent.exists()]
    for parent in reversed(missing):
        parent.mkdir(mode=0o700, exist_ok=True)
    # SQLite gives the -wal and -shm files the mode of the database itself.
    # One that is there is not touched: closing any descriptor of it would free all locks that this process has on it
    # (fcntl(2)), and another process would take the write-ahead log away from under us.
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    except FileExistsError:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path)) from None
    for one in (path.with_name(path.name + ending) for ending in _BESIDE):
        with suppress(PermissionError, FileNotFoundError):  # not ours, yet shared with us: the owner's choice
            if one.stat().st_mode & 0o077:
                one.chmod(0o600)


def _settle(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    # The driver must not open transactions of its own: `_begin` does (SQLAlchemy, "SQLite transactions").
    connection.isolation_level = None
    cursor = connection.cursor()
    _use_wal(cursor)
    for pragma in (
        "foreign_keys = ON",
        "synchronous = FULL",  # in WAL mode NORMAL may lose the last commits when the power fails
        "secure_delete = ON",  # the content of a confirmed draft is overwritten, not just unlinked
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _use_wal(cursor: DBAPICursor) -> None:
    # Lasting: only the first to open a new file changes it. SQLite does not wait for a lock here, whatever the busy
    # timeout, where two open the file at once.
    for tries_left in reversed(range(_WAL_TRIES)):
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if not tries_left or error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            time.sleep(0.01)
        else:
            return


def _begin(connection: Connection) -> None:
    # A deferred transaction that begins to write later fails at once when another has written meanwhile; the
    # busy timeout helps only those that ask for the write lock first.
    immediate = connection.get_execution_options().get(_WRITE, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
