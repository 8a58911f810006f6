"""The infer step: a fetched message to what the ledger keeps of it."""

from __future__ import annotations

from dataclasses import dataclass

from watcher.inference import Tables, infer
from watcher.mail.types import Located
from watcher.reading import read
from watcher.timeline import Seen, envelope, manner


@dataclass(frozen=True, slots=True)
class Reader:
    """The rules and whose mail they read: `me` holds the user's own addresses, lower case."""

    tables: Tables
    me: frozenset[str]

    def __call__(self, located: Located, account: str) -> Seen:
        """Read one message and infer its events; its body goes no further than this call."""
        message = read(located.raw)
        summary = envelope(message, me=self.me, account=account, mailbox=located.mailbox, place=located.place)
        inference = infer(message, self.me, self.tables)
        own = summary.outgoing or (message.from_ is not None and message.from_.email in self.me)
        return Seen(summary, inference, manner(message, inference, own=own))
