"""What can be wrong with a database, each as one LedgerError. Nothing of SQLAlchemy or sqlite3 leaves this room."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from watcher.errors import LedgerError

_ACCESS = (
    "the ledger {where} cannot be opened for writing: give this user write access to the file and to its directory, "
    "or name another file as url under [store]"
)
_FULL = "the disk that holds the ledger {where} is full: free some space and run again; nothing was half-written"
_LOCKED = "another program has locked the ledger {where}: wait for it to end, then run again"

# By SQLite's primary result codes (sqlite.org/rescode.html), with whether a retry is in vain until the user acts.
_BY_CODE = {
    sqlite3.SQLITE_NOTADB: (
        "{where} is not a ledger but some other file: move it away, or name another as url under [store]",
        True,
    ),
    sqlite3.SQLITE_CORRUPT: (
        "the ledger {where} is damaged: restore it from a backup, or move it away and the next run builds it anew from "
        "the mail",
        True,
    ),
    sqlite3.SQLITE_FULL: (_FULL, False),
    sqlite3.SQLITE_BUSY: (_LOCKED, False),
    sqlite3.SQLITE_LOCKED: (_LOCKED, False),
    sqlite3.SQLITE_READONLY: (_ACCESS, True),
    sqlite3.SQLITE_CANTOPEN: (_ACCESS, True),
    sqlite3.SQLITE_PERM: (_ACCESS, True),
    sqlite3.SQLITE_IOERR: ("the disk that holds the ledger {where} fails or is full: check it, then run again", True),
}

_BY_ERRNO = {
    errno.ENOSPC: (_FULL, False),
    errno.EDQUOT: (_FULL, False),
    errno.ENOTDIR: ("the ledger cannot be at {where}: a part of that path is a file, not a directory", True),
    errno.EISDIR: ("the ledger cannot be at {where}: that is a directory; give url under [store] a file name", True),
}


def of_system(error: OSError, where: str) -> LedgerError:
    """The error of a file operation, said to the user."""
    sentence, permanent = _BY_ERRNO.get(error.errno or 0, (_ACCESS, True))
    return LedgerError(sentence.format(where=where), subject=where, permanent=permanent)


def damaged(where: str) -> LedgerError:
    """The file's pages contradict each other."""
    sentence, permanent = _BY_CODE[sqlite3.SQLITE_CORRUPT]
    return LedgerError(sentence.format(where=where), subject=where, permanent=permanent)


def _of_database(error: BaseException, where: str) -> LedgerError:
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF  # an extended code holds the primary one in its low byte
    if code in _BY_CODE:
        sentence, permanent = _BY_CODE[code]
        return LedgerError(sentence.format(where=where), subject=where, permanent=permanent)
    told = " ".join(str(getattr(cause, "orig", None) or cause).split())
    return LedgerError(f"the ledger {where} could not be used: {told}", subject=where, permanent=True)


@contextmanager
def border(where: str) -> Iterator[None]:
    """Let nothing out but LedgerErrors."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise _of_database(error, where) from error
    except OSError as error:
        raise of_system(error, where) from error
