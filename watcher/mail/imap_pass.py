"""One reading pass over an IMAP account: what came since the cursor, then what is left of the first sync."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime

from watcher.mail import positions
from watcher.mail.budget import DAILY
from watcher.mail.discovery import Layout, Listed
from watcher.mail.imap_fetch import Fetcher, Portion
from watcher.mail.imap_labels import STAGES, Here, Stands
from watcher.mail.imap_plan import Parked, Task, plan
from watcher.mail.imap_session import Session
from watcher.mail.parking import Parking
from watcher.mail.positions import Position
from watcher.mail.types import Batch


class Pass:
    """One reading pass: plan first, then read task by task. `positions` move on with each batch."""

    def __init__(
        self,
        session: Session,
        layout: Layout,
        cursor: str | None,
        since: datetime,
        parking: Parking,
        notes: Iterable[str] = (),
    ) -> None:
        self._session = session
        self._layout = layout
        self._since = since
        self._parking = parking
        self._spent = positions.spent(cursor)
        known = self._known(positions.parse(cursor))
        names = self._names()
        self._positions: dict[str, Position] = {name: place for name, place in (known or {}).items() if name in names}
        self._reset = known is None
        self._failed: set[str] = set()
        self._notes = [note for note in notes if note]
        self._total = 0

    def batches(self) -> Iterator[Batch]:
        """The last one is complete, where INBOX and Sent could be read."""
        self._notes += self._layout.notes
        for mailboxes in self._stretches():
            tasks = self._plan(mailboxes)
            self._count(tasks)
            for task in tasks:
                yield from self._read(task)
        yield self._batch(complete=self._layout.complete(self._failed))

    def _known(self, known: dict[str, Position] | None) -> dict[str, Position] | None:
        """Nothing, where a first sync of Gmail's All Mail was under way, which is shown no more."""
        return {} if known and any(name in STAGES for name in known) else known

    def _names(self) -> Collection[str]:
        """Of the positions that are kept."""
        return {one.name for one in self._layout.reading}

    def _stretches(self) -> Sequence[Sequence[Listed]]:
        """INBOX and Sent are read before the others are even looked at; but a first sync tells its total at once."""
        reading, must = self._layout.reading, self._layout.must
        if not all(one.name in self._positions for one in reading):
            return (reading,)
        return [one for one in reading if one.name in must], [one for one in reading if one.name not in must]

    def _plan(self, mailboxes: Sequence[Listed]) -> list[Task]:
        tasks: list[Task] = []
        asked = [one for one in mailboxes if not self._rests(one)]
        for one in plan(self._session, asked, self._positions, self._since):
            if isinstance(one, Parked):
                self._park(one.mailbox, one.why + self._parking.failed(one.mailbox.name, time.monotonic()))
            else:
                tasks.append(one)
                self._positions[one.mailbox.name] = one.position
        for mailbox in asked:
            if mailbox.name not in self._failed:
                self._parking.opened(mailbox.name)
        return tasks

    def _count(self, tasks: Sequence[Task]) -> None:
        """Tell what there is to read."""
        self._total += sum(len(task.new) + len(task.backlog) for task in tasks)
        rescanned = [task.mailbox.label for task in tasks if task.position.rescan]
        self._reset = self._reset or bool(rescanned)
        self._notes += [f'"{label}" has a new UIDVALIDITY and is read again' for label in dict.fromkeys(rescanned)]

    def _rests(self, mailbox: Listed) -> bool:
        """It is parked; but INBOX and Sent are tried in each pass, which is not complete without them."""
        return mailbox.name not in self._layout.must and self._parking.rests(mailbox.name, time.monotonic())

    def _read(self, task: Task) -> Iterator[Batch]:
        fetcher = Fetcher(self._session, task.mailbox, self._stands(task.mailbox))
        position = task.position
        try:
            for portion in fetcher.portions(task.new, lambda: self._open(task)):
                position.high = max(position.high, *portion.uids)
                yield self._batch(portion)
            position.high = task.top
            for portion in fetcher.portions(self._affordable(task), lambda: self._open(task), self._since):
                position.low = min(portion.uids)
                self._spent = self._spent.more(portion.octets, today())
                yield self._batch(portion)
                if self._spent.is_all(today(), DAILY):
                    break
            if task.backlog and position.low != min(task.backlog):
                self._failed.add(task.name)
                words = "holds more old mail than is read in a day; it goes on tomorrow"
                self._notes.append(f'mailbox "{task.mailbox.label}" {words}')
                return
            position.low, position.rescan = None, False
        except _ChangedError as error:
            self._park(task.mailbox, str(error))

    def _stands(self, mailbox: Listed) -> Stands:
        return Here(mailbox, self._layout.place(mailbox.name))

    def _affordable(self, task: Task) -> Sequence[int]:
        return () if self._spent.is_all(today(), DAILY) else task.backlog

    def _open(self, task: Task) -> None:
        validity = self._session.examine(task.mailbox.name).uid_validity
        if validity is not None and validity != task.position.validity:
            raise _ChangedError("was replaced while it was read; the next pass reads it again")

    def _batch(self, portion: Portion | None = None, *, complete: bool = False) -> Batch:
        notes, self._notes = tuple(self._notes), []
        return Batch(
            cursor=positions.render(self._positions, self._spent),
            messages=portion.messages if portion else (),
            unread=portion.unread if portion else (),
            reset=self._reset,
            complete=complete,
            total=self._total,
            notes=notes,
            sent_known=self._layout.sent_known,
        )

    def _park(self, mailbox: Listed, why: str) -> None:
        self._failed.add(mailbox.name)
        self._notes.append(f'mailbox "{mailbox.label}" {why}')


def today() -> date:
    """By which a day's share of old mail is reckoned."""
    return datetime.now(UTC).date()


class _ChangedError(Exception):
    """UIDVALIDITY changed between planning and reading."""
