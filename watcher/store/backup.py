"""The ledger to one file and back, by SQLite's online backup: passes may go on meanwhile."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import mkstemp

from watcher.errors import LedgerError
from watcher.store import schema, state
from watcher.store.database import connect, path_of
from watcher.store.faults import border
from watcher.store.ledger import open_ledger
from watcher.store.lock import held

WAIT_SECONDS = 10.0
_LOG = ("-wal", "-shm")
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"


def back_up(url: str, target: Path) -> None:
    """Write the ledger at an SQLAlchemy URL to one file (0600), whole or not at all, while others use it.

    It holds one state of the ledger, and is read back before it gets its name. An older backup of that name is
    replaced, any other file is not: LedgerError.
    """
    ledger = path_of(url)
    with _told(target):
        if not ledger.exists():
            raise LedgerError(f"there is no ledger at {ledger} yet: run `watcher once`", permanent=True)
        if target.exists() and (os.path.samefile(target, ledger) or not _is_ledger(target)):
            raise LedgerError(f"{target} is no backup of watcher and stays: name another file", permanent=True)
    with _partial(target) as partial:
        with border(str(target)):
            _copy(ledger, partial)
        check(partial, says=f"the ledger {ledger}")
        _into_place(partial, target)


@dataclass(frozen=True, slots=True)
class Restored:
    """`kept` is the copy of the ledger as it was, None where there was none.

    `forgets` is False where it could not be told what was forgotten since the backup: it is known again.
    """

    kept: Path | None
    forgets: bool


def restore(url: str, source: Path, now: datetime) -> Restored:
    """Put a backup in the ledger's place. What was forgotten since stays so.

    The backup is verified first, and its copy is brought to this program's schema. LedgerError where it is no ledger,
    damaged, or of a newer schema, and where a pass is at work, whose PID is named. Processes that have the ledger open
    go on with the restored one, but where the old one was damaged: they have to be started anew.
    """
    ledger = path_of(url)
    check(source, says=f"the backup {source}")
    connect(url, WAIT_SECONDS).close()  # makes file and folder where they are missing
    with held(ledger, 0), _partial(ledger) as partial:
        with border(str(source)):
            _copy(source, partial)
        _refuse_foreign(ledger)
        forgets = _bring_up_to_date(partial, _marks(ledger))
        kept, readable = _keep(ledger, now)
        if readable:
            with border(str(ledger)):
                _copy(partial, ledger)
        else:
            _into_place(partial, ledger)
        return Restored(kept, forgets)


def copies_beside(url: str) -> list[Path]:
    """The copies of the ledger that `restore` has kept."""
    ledger = path_of(url)
    return sorted(ledger.parent.glob(f"{ledger.name}.before-*"))


def check(path: Path, *, says: str) -> None:
    """LedgerError, which begins with `says`, where a file is no ledger, damaged, or of a newer schema."""
    if not path.is_file():
        raise LedgerError(f"{says} is not there: name a file that `watcher backup` has made", permanent=True)
    try:
        with closing(_open(path)) as connection:
            tables = {name for (name,) in connection.execute(_TABLES)}
            if not tables >= schema.TABLES:
                raise LedgerError(f"{says} is the database of another program", permanent=True)
            ((revision,),) = connection.execute("SELECT version_num FROM alembic_version")
            if not schema.knows(revision):
                raise LedgerError(
                    f"{says} is of a newer watcher (revision {revision}; this one knows up to {schema.HEAD}): install "
                    "that version",
                    permanent=True,
                )
            sound = connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
    except (sqlite3.Error, ValueError) as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_NOTADB:
            raise LedgerError(f"{says} is no ledger but some other file", permanent=True) from error
        if code not in (sqlite3.SQLITE_CORRUPT, 0):
            raise LedgerError(f"{says} cannot be read: {error}", permanent=True) from error
        sound = False
    if not sound:
        raise LedgerError(f"{says} is damaged: take an earlier backup", permanent=True)


def _is_ledger(path: Path) -> bool:
    try:
        check(path, says=str(path))
    except LedgerError:
        return False
    return True


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=WAIT_SECONDS)


def _copy(source: Path, target: Path) -> None:
    """One state of a database over another, in one transaction of the latter; its log stays as it is used there."""
    until = time.monotonic() + WAIT_SECONDS

    def wait(status: int, _remaining: int, _total: int) -> None:
        # The module would go on for ever.
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > until:
            error = sqlite3.OperationalError("database is locked")
            error.sqlite_errorcode = sqlite3.SQLITE_BUSY
            raise error

    with closing(_open(source)) as read, closing(sqlite3.connect(target, timeout=WAIT_SECONDS)) as written:
        written.execute("PRAGMA secure_delete = ON")
        read.backup(written, progress=wait, sleep=0.05)


def _marks(ledger: Path) -> tuple[str, list[str]] | None:
    """Key and marks of what a ledger has forgotten, "" and none where it has nothing; None where it cannot be read."""
    if not ledger.stat().st_size:
        return "", []
    try:
        with closing(_open(ledger)) as connection:
            if not {"state", "forgotten"} <= {name for (name,) in connection.execute(_TABLES)}:
                return "", []
            key = connection.execute("SELECT value FROM state WHERE name = ?", (state.KEY,)).fetchone()
            return key[0] if key else "", [mark for (mark,) in connection.execute("SELECT mark FROM forgotten")]
    except sqlite3.DatabaseError:
        return None


def _bring_up_to_date(copy: Path, marks: tuple[str, list[str]] | None) -> bool:
    """Bring a copy to this program's schema, and forget in it what was forgotten since, where that can be told."""
    ledger = open_ledger(f"sqlite:///{copy}")
    with closing(ledger):
        forgets = marks is not None and (not marks[1] or ledger.take_over(*marks))
        ledger.begin_anew()
    _close_log(copy)
    return forgets


def _refuse_foreign(ledger: Path) -> None:
    """LedgerError where a whole database of another program stands in the ledger's place."""
    if ledger.stat().st_size and _is_sound(ledger):
        with border(str(ledger)), closing(_open(ledger)) as connection:
            tables = {name for (name,) in connection.execute(_TABLES)}
        if tables and not tables >= schema.TABLES:
            raise LedgerError(f"{ledger} is the database of another program and stays", permanent=True)


def _keep(ledger: Path, now: datetime) -> tuple[Path | None, bool]:
    """Copy the ledger as it is beside itself; and whether it can be read, as another can then be copied over it."""
    if ledger.stat().st_size == 0:
        return None, True
    kept = ledger.with_name(f"{ledger.name}.before-{now:%Y%m%dT%H%M%SZ}")
    while kept.exists():
        kept = kept.with_name(f"{kept.name}x")
    if _is_sound(ledger):
        with _partial(kept) as partial, border(str(kept)):
            _copy(ledger, partial)
            _into_place(partial, kept)
        return kept, True
    with border(str(kept)):
        for suffix in ("", *_LOG):
            part = ledger.with_name(ledger.name + suffix)
            if part.exists():
                part.rename(kept.with_name(kept.name + suffix))
    return kept, False


def _is_sound(path: Path) -> bool:
    with closing(_open(path)) as connection:
        try:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
        except sqlite3.DatabaseError:
            return False


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise LedgerError(f"{path} cannot be written: {error.strerror}", subject=str(path), permanent=True) from error


@contextmanager
def _partial(target: Path) -> Iterator[Path]:
    """An empty file (0600) beside the target, which is gone afterwards if it got no other name."""
    with _told(target):
        descriptor, name = mkstemp(prefix=f".{target.name}.", dir=target.parent)
        os.close(descriptor)
    try:
        yield Path(name)
    finally:
        for suffix in ("", *_LOG, "-journal"):
            Path(name + suffix).unlink(missing_ok=True)


def _into_place(partial: Path, target: Path) -> None:
    _close_log(partial)
    with _told(target):
        descriptor = os.open(partial, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        os.replace(partial, target)
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _close_log(path: Path) -> None:
    """Let the file need no log beside it, so that it can be moved, and read where nothing can be written."""
    with border(str(path)), closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
