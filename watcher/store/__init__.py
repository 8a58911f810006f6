"""store: the ledger: messages with their inferences, what the user entered, intents, cursors. SQLAlchemy over SQLite.

`open_ledger` gives a `SqlLedger`, which satisfies `pipeline.ports.Ledger`; `read_ledger` gives one that only reads;
`back_up` and `restore` copy its file, and a `HealthFile` lies beside it. Every fault that leaves this room is a
LedgerError: one sentence that says what to do.
"""

from watcher.store.backup import Restored, back_up, copies_beside, restore
from watcher.store.database import path_of
from watcher.store.health import AccountHealth, DaemonHealth, Health, HealthFile, put_whole
from watcher.store.ledger import SqlLedger, open_ledger, read_ledger

__all__ = [
    "AccountHealth",
    "DaemonHealth",
    "Health",
    "HealthFile",
    "Restored",
    "SqlLedger",
    "back_up",
    "copies_beside",
    "open_ledger",
    "path_of",
    "put_whole",
    "read_ledger",
    "restore",
]
