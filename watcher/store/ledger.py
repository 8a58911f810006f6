"""The one repository: reading's side and writing's side over one database."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext

from watcher.errors import LedgerError
from watcher.store import schema, state
from watcher.store.database import Database, connect, connect_to_read
from watcher.store.drafts import Drafts
from watcher.store.forgetting import Forgetting
from watcher.store.health import HealthFile
from watcher.store.lock import attended, attending, held
from watcher.store.memory import Memory
from watcher.store.messages import Messages
from watcher.store.seal import sealing_key
from watcher.timeline import doomed_again


class SqlLedger(Messages, Drafts, Forgetting, Memory):
    """The ledger in an SQL database. Every method commits before it returns. Threads may share it."""

    def __init__(self, database: Database, wait_seconds: float) -> None:
        Messages.__init__(self, database)
        Drafts.__init__(self, database)
        Forgetting.__init__(self, database)
        Memory.__init__(self, database)
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

    def attending(self) -> int | None:
        """The PID of the `watcher run` that is at work on this ledger, 0 where it cannot be told, None without one."""
        return attending(self._database.path) if self._database.path else None

    @property
    def health(self) -> HealthFile:
        """The file that tells how accounts and daemon are."""
        path = self._database.path
        return HealthFile(path.with_name(f"{path.name}.health") if path else None)

    def take_over(self, key: str, marks: Sequence[str]) -> bool:
        """Forget what was forgotten by a later ledger, of which this is a backup; False where that cannot be told."""
        if not self.adopt_marks(key, marks):
            return False
        drafts = {i.written.key: i.written.message_id for i in self.intents()}
        self.forget(doomed_again(self.seen(), self.entered(), drafts, self.forgotten))
        return True

    def begin_anew(self) -> None:
        """Tell all who have read the ledger to read it again: for a copy that goes in its place."""
        with self._database.write() as connection:
            state.renew(connection)

    def sealing_key(self) -> bytes:
        """The key by which commands in the user's mail are sealed; LedgerError where its file is at fault."""
        return sealing_key(self._database.path)

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


def read_ledger(url: str) -> SqlLedger:
    """Open a ledger as it lies there, to read it: no file is made, changed or upgraded, and nobody is waited for.

    LedgerError where there is none, or an older or newer program's.
    """
    database = connect_to_read(url)
    if schema.is_current(database):
        return SqlLedger(database, 0)
    raise LedgerError(f"{database.where} is no ledger of this very program", subject=database.where)
