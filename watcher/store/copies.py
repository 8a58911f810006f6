"""One SQLite file copied whole: beside itself before it is changed, to a backup, and back."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import mkstemp

from watcher.errors import LedgerError
from watcher.store.faults import border

WAIT_SECONDS = 10.0
_LOG = ("-wal", "-shm")


def beside(ledger: Path) -> list[Path]:
    """The copies of a ledger that `keep` has made, oldest first."""
    return sorted(ledger.parent.glob(f"{ledger.name}.before-*"))


def open_to_read(path: Path) -> sqlite3.Connection:
    """The file, which must be there; the caller closes it."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=WAIT_SECONDS)


def copy_over(source: Path, target: Path) -> None:
    """One state of a database over another, in one transaction of the latter; its log stays as it is used there."""
    until = time.monotonic() + WAIT_SECONDS

    def wait(status: int, _remaining: int, _total: int) -> None:
        # The module would go on for ever.
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > until:
            error = sqlite3.OperationalError("database is locked")
            error.sqlite_errorcode = sqlite3.SQLITE_BUSY
            raise error

    with closing(open_to_read(source)) as read, closing(sqlite3.connect(target, timeout=WAIT_SECONDS)) as written:
        written.execute("PRAGMA secure_delete = ON")
        read.backup(written, progress=wait, sleep=0.05)


def keep(ledger: Path, now: datetime) -> tuple[Path | None, bool]:
    """Copy the ledger as it is beside itself; and whether it can be read, as another can then be copied over it."""
    if ledger.stat().st_size == 0:
        return None, True
    kept = ledger.with_name(f"{ledger.name}.before-{now:%Y%m%dT%H%M%SZ}")
    while kept.exists():
        kept = kept.with_name(f"{kept.name}x")
    if is_sound(ledger):
        with unfinished(kept) as partial, border(str(kept)):
            copy_over(ledger, partial)
            into_place(partial, kept)
        return kept, True
    with border(str(kept)):
        for suffix in ("", *_LOG):
            part = ledger.with_name(ledger.name + suffix)
            if part.exists():
                part.rename(kept.with_name(kept.name + suffix))
    return kept, False


def is_sound(path: Path) -> bool:
    """Whether its pages agree with each other."""
    with closing(open_to_read(path)) as connection:
        try:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
        except sqlite3.DatabaseError:
            return False


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Let nothing of the system out but LedgerErrors that name the file."""
    try:
        yield
    except OSError as error:
        raise LedgerError(f"{path} cannot be written: {error.strerror}", subject=str(path), permanent=True) from error


@contextmanager
def unfinished(target: Path) -> Iterator[Path]:
    """An empty file (0600) beside the target, which is gone afterwards if it got no other name."""
    with told(target):
        descriptor, name = mkstemp(prefix=f".{target.name}.", dir=target.parent)
        os.close(descriptor)
    try:
        yield Path(name)
    finally:
        for suffix in ("", *_LOG, "-journal"):
            Path(name + suffix).unlink(missing_ok=True)


def into_place(partial: Path, target: Path) -> None:
    """Give a finished file its name, for good: also when the power fails."""
    close_log(partial)
    with told(target):
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


def close_log(path: Path) -> None:
    """Let the file need no log beside it, so that it can be moved, and read where nothing can be written."""
    with border(str(path)), closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
