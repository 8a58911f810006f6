"""The one repository: reading's side and writing's side over one database."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

from watcher.store import schema
from watcher.store.database import Database, connect
from watcher.store.drafts import Drafts
from watcher.store.lock import attended, held
from watcher.store.messages import Messages


class SqlLedger(Messages, Drafts):
    """The ledger in an SQL database. Every method commits before it returns. Threads may share it."""

    def __init__(self, database: Database, wait_seconds: float) -> None:
        Messages.__init__(self, database)
        Drafts.__init__(self, database)
        self._wait_seconds = wait_seconds

    def exclusive(self) -> AbstractContextManager[None]:
        """Hold the ledger for one writing pass.

        LedgerError, naming the other's PID, where another pass does not end in time. A ledger in memory has no other
        process to fear.
        """
        path = self._database.path
        return held(path, self._wait_seconds) if path else nullcontext()

    def attended(self) -> AbstractContextManager[None]:
        """Be the one `watcher run` of this ledger; LedgerError, naming the other's PID, where there is one."""
        return attended(self._database.path) if self._database.path else nullcontext()

    def close(self) -> None:
        """Close the database; the ledger is not usable after."""
        self._database.close()


def open_ledger(url: str, *, wait_seconds: float = 10.0) -> SqlLedger:
    """Open, make or upgrade the ledger at an SQLAlchemy URL (`sqlite:////absolute/path`, `sqlite://` for memory).

    `wait_seconds` is how long a write waits for another program's lock on the database, and a pass for another pass.
    LedgerError on every fault.
    """
    database = connect(url, wait_seconds)
    try:
        database.verify()
        schema.ensure(database)
    except BaseException:
        database.close()
        raise
    return SqlLedger(database, wait_seconds)
