"""The sync step: new mail of one account into the ledger, batch by batch, each with its cursor in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from watcher.mail.types import Batch, Located, Unread
from watcher.pipeline.flight import fly
from watcher.pipeline.infer import Reader
from watcher.pipeline.ports import Account, Memory, Reading
from watcher.reading import received_in_utc
from watcher.timeline import Seen

Progress = Callable[[str, int, int], None]
"""Called with the account's name, the messages read so far, and how many there will be (0: unknown)."""

Heard = Callable[[Sequence[Seen]], list[Seen]]


def silent(_account: str, _done: int, _total: int) -> None:
    """Report no progress."""


log = structlog.get_logger()


@dataclass(slots=True)
class Synced:
    """What one account's sync did. `fresh` are the messages that the ledger did not know, `events` counts theirs.

    `sent_known` is False where no mailbox is known to hold what the user sent. `arrived` is when the newest message
    came to the server. `standing` says what is not as it should be although the account is read.
    """

    account: str
    read: int = 0
    fresh: set[str] = field(default_factory=set)
    events: int = 0
    unread: list[Unread] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    complete: bool = False
    sent_known: bool = True
    arrived: datetime | None = None
    standing: str = ""

    def after(self, before: Synced) -> None:
        """Take over what an earlier reading found, on which nobody has acted yet."""
        self.fresh |= before.fresh
        self.arrived = max(filter(None, (self.arrived, before.arrived)), default=None)

    @property
    def new(self) -> int:
        """How many messages the ledger did not know."""
        return len(self.fresh)


def sync(
    account: Account,
    ledger: Reading,
    reader: Reader,
    now: datetime,
    horizon: timedelta,
    *,
    heard: Heard = list,
    progress: Progress = silent,
) -> Synced:
    """Read what is new since the account's cursor, on a first sync `horizon` back from `now`.

    Of each batch what `heard` gives back is kept; the rest was forgotten.
    SignInError and ServerError pass; what was committed stays.
    """
    result = Synced(account.name)
    for batch in account.batches(ledger.cursor(account.name), now - horizon):
        seen = heard(_interpret(batch, account.name, reader, result, ledger, now))
        known = ledger.known([one.envelope.identity for one in seen])
        ledger.record(account.name, seen, batch.cursor, complete=batch.complete, now=now)
        fresh = [one for one in seen if one.envelope.identity not in known]
        result.read += len(batch.messages)
        times = [one.raw.received_at for one in batch.messages]
        result.arrived = max(filter(None, (result.arrived, *map(received_in_utc, times))), default=None)
        result.fresh.update(one.envelope.identity for one in fresh)
        result.events += sum(len(one.inference.events) for one in fresh)
        result.unread.extend(batch.unread)
        result.notes.extend(batch.notes)
        result.complete, result.sent_known, result.standing = batch.complete, batch.sent_known, batch.standing
        progress(account.name, result.read, batch.total)
    return result


def _interpret(batch: Batch, account: str, reader: Reader, result: Synced, memory: Memory, now: datetime) -> list[Seen]:
    seen: list[Seen] = []

    def read(located: Located) -> None:
        try:
            seen.append(reader(located, account))
        except Exception as error:  # noqa: BLE001 - whatever one message holds, it must not stop the others
            log.warning(
                "message skipped", account=account, mailbox=located.mailbox, uid=located.uid, error=type(error).__name__
            )
            result.unread.append(
                Unread(located.mailbox, located.uid, f"could not be interpreted ({type(error).__name__})")
            )

    result.unread += fly(account, batch.messages, read, memory, now)
    return seen
