"""The ledger to one file and back, by SQLite's online backup: passes may go on meanwhile."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from watcher.errors import LedgerError
from watcher.store import schema, state
from watcher.store.copies import (
    WAIT_SECONDS,
    beside,
    close_log,
    copy_over,
    into_place,
    is_sound,
    keep,
    open_to_read,
    told,
    unfinished,
)
from watcher.store.database import connect, path_of
from watcher.store.faults import border
from watcher.store.ledger import open_ledger
from watcher.store.lock import held

_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"


def back_up(url: str, target: Path) -> None:
    """Write the ledger at an SQLAlchemy URL to one file (0600), whole or not at all, while others use it.

    It holds one state of the ledger, and is read back before it gets its name. An older backup of that name is
    replaced, any other file is not: LedgerError.
    """
    ledger = path_of(url)
    with told(target):
        if not ledger.exists():
            raise LedgerError(f"there is no ledger at {ledger} yet: run `watcher once`", permanent=True)
        if target.exists() and (os.path.samefile(target, ledger) or not _is_ledger(target)):
            raise LedgerError(f"{target} is no backup of watcher and stays: name another file", permanent=True)
    with unfinished(target) as partial:
        with border(str(target)):
            copy_over(ledger, partial)
        check(partial, says=f"the ledger {ledger}")
        into_place(partial, target)


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
    with held(ledger, 0), unfinished(ledger) as partial:
        with border(str(source)):
            copy_over(source, partial)
        _refuse_foreign(ledger)
        forgets = _bring_up_to_date(partial, _marks(ledger))
        kept, readable = keep(ledger, now)
        if readable:
            with border(str(ledger)):
                copy_over(partial, ledger)
        else:
            into_place(partial, ledger)
        return Restored(kept, forgets)


def copies_beside(url: str) -> list[Path]:
    """The copies of the ledger that were kept before `restore` replaced it, or a newer program changed it."""
    return beside(path_of(url))


def check(path: Path, *, says: str) -> None:
    """LedgerError, which begins with `says`, where a file is no ledger, damaged, or of a newer schema."""
    if not path.is_file():
        raise LedgerError(f"{says} is not there: name a file that `watcher backup` has made", permanent=True)
    try:
        with closing(open_to_read(path)) as connection:
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


def _marks(ledger: Path) -> tuple[str, list[str]] | None:
    """Key and marks of what a ledger has forgotten, "" and none where it has nothing; None where it cannot be read."""
    if not ledger.stat().st_size:
        return "", []
    try:
        with closing(open_to_read(ledger)) as connection:
            if not {"state", "forgotten"} <= {name for (name,) in connection.execute(_TABLES)}:
                return "", []
            key = connection.execute("SELECT value FROM state WHERE name = ?", (state.KEY,)).fetchone()
            return key[0] if key else "", [mark for (mark,) in connection.execute("SELECT mark FROM forgotten")]
    except sqlite3.DatabaseError:
        return None


def _bring_up_to_date(copy: Path, marks: tuple[str, list[str]] | None) -> bool:
    """Bring a copy to this program's schema, and forget in it what was forgotten since, where that can be told."""
    ledger = open_ledger(f"sqlite:///{copy}", keep=False)
    with closing(ledger):
        forgets = marks is not None and (not marks[1] or ledger.take_over(*marks))
        ledger.begin_anew()
    close_log(copy)
    return forgets


def _refuse_foreign(ledger: Path) -> None:
    """LedgerError where a whole database of another program stands in the ledger's place."""
    if ledger.stat().st_size and is_sound(ledger):
        with border(str(ledger)), closing(open_to_read(ledger)) as connection:
            tables = {name for (name,) in connection.execute(_TABLES)}
        if tables and not tables >= schema.TABLES:
            raise LedgerError(f"{ledger} is the database of another program and stays", permanent=True)
