"""store: the ledger: messages with their inferences, what the user entered, intents, cursors. SQLAlchemy over SQLite.

`open_ledger` gives a `SqlLedger`, which satisfies `pipeline.ports.Ledger`; `read_ledger` gives one that only reads.
Every fault that leaves this room is a LedgerError: one sentence that says what to do.
"""

from watcher.store.ledger import SqlLedger, open_ledger, read_ledger

__all__ = ["SqlLedger", "open_ledger", "read_ledger"]
