r"""One reading pass over Gmail's IMAP: All Mail once, with its labels, and of the labels what it did not give.

All Mail has no new UID for a message that only gains a label: when it is filed, comes back to INBOX, or is a draft that
a program moved to Sent. The label's mailbox has. So these are looked at first, for a STATUS each, and what is new there
is read there, unless All Mail gives it in this pass.
"""

from __future__ import annotations

import imaplib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from watcher.mail.discovery import Listed
from watcher.mail.imap_errors import is_of_account
from watcher.mail.imap_fetch import BATCH, Portion
from watcher.mail.imap_labels import INBOX, LABELS, MSGID, REST, SENT, STAGES, Labels, Stands, name_of
from watcher.mail.imap_pass import Pass
from watcher.mail.imap_plan import Task, first_day
from watcher.mail.positions import Position
from watcher.mail.types import Batch


@dataclass(slots=True)
class _Gained:
    """The mailbox of a label, and what is new there: by UID, ascending, its name (`Stand`)."""

    task: Task
    left: dict[int, str]

    def given(self, names: Collection[str]) -> None:
        """These came from All Mail: the position may go on up to what did not."""
        self.left = {uid: name for uid, name in self.left.items() if name not in names}
        position = self.task.position
        position.high = max(position.high, min(self.left) - 1 if self.left else self.task.top)


class LabelPass(Pass):
    """`layout.everything` is All Mail."""

    _gained: tuple[_Gained, ...] = ()

    def batches(self) -> Iterator[Batch]:
        """The last one is complete, where All Mail, INBOX and Sent could be read."""
        everything, *apart = self._layout.reading
        self._notes += self._layout.notes
        first = everything.name not in self._positions
        self._gained = tuple(self._looked_at(self._plan(self._layout.labels), first=first))
        all_mail, others = self._of_all_mail(everything), self._plan(apart)
        self._count([*all_mail, *others])
        for task in all_mail:
            yield from self._staged(task)
        for one in self._gained:
            one.task.new = list(one.left)
            self._count([one.task])
            yield from self._read(one.task)
        for task in others:
            yield from self._read(task)
        yield self._batch(complete=self._layout.complete(self._failed))

    def _known(self, known: dict[str, Position] | None) -> dict[str, Position] | None:
        return known

    def _names(self) -> Collection[str]:
        return {one.name for one in (*self._layout.reading, *self._layout.labels)} | set(STAGES)

    def _stands(self, mailbox: Listed) -> Stands:
        if mailbox == self._layout.everything or mailbox in self._layout.labels:
            return Labels(self._layout, mailbox)
        return super()._stands(mailbox)

    def _batch(self, portion: Portion | None = None, *, complete: bool = False) -> Batch:
        """What All Mail gave counts for the labels too, in the same cursor: a kill between them doubles nothing."""
        if portion is not None:
            names = {one.uid for one in portion.messages}
            for one in self._gained:
                one.given(names)
        return super()._batch(portion, complete=complete)

    def _looked_at(self, tasks: Sequence[Task], *, first: bool) -> Iterator[_Gained]:
        """Before All Mail is. Of a label that is new to us all counts as gained; in a first sync All Mail gives it."""
        for task in tasks:
            position, gained = task.position, sorted({*task.new, *task.backlog})
            if position.low is not None:
                gained = [] if first else gained
                position.high = gained[0] - 1 if gained else task.top
                position.low = None
            task.new, task.backlog = gained, []
            yield _Gained(task, self._named(task))

    def _named(self, task: Task) -> dict[int, str]:
        left: dict[int, str] = {}
        if task.new:
            self._session.examine(task.mailbox.name)
        for start in range(0, len(task.new), BATCH):
            some = task.new[start : start + BATCH]
            answers = self._session.fetch(some, [MSGID])
            left |= {uid: name_of(uid, answers[uid]) for uid in some if uid in answers}
        return left

    def _of_all_mail(self, everything: Listed) -> list[Task]:
        """What is new in All Mail, then the stages of its first sync that are left."""
        tasks = self._plan((everything,))
        for task in tasks:
            if task.position.low is not None:
                self._positions |= {stage: replace(task.position) for stage in STAGES}
                task.position.low, task.position.rescan, task.backlog = None, False, []
        if everything.name in self._failed:
            return tasks
        return [*tasks, *self._stages(everything, [stage for stage in STAGES if stage in self._positions])]

    def _stages(self, everything: Listed, stages: Sequence[str]) -> Iterator[Task]:
        if not stages:
            return
        messages = self._session.examine(everything.name, anew=True).messages or 0
        day = first_day(self._since)
        found = set(self._session.uids_since(day, messages))
        inbox, sent = (self._labelled(label, day, messages) for label in (INBOX, SENT))
        parts = {INBOX: inbox, SENT: sent - inbox, REST: found - inbox - sent}
        for stage in stages:
            position = self._positions[stage]
            backlog = [uid for uid in parts[stage] if uid < (position.low or 0)]
            yield Task(everything, position, [], sorted(backlog, reverse=True), position.high, stage)

    def _labelled(self, label: str, day: date, messages: int) -> set[int]:
        """Where the server does not understand the question, the stage is empty, and all comes with the last."""
        try:
            return set(self._session.uids_since(day, messages, LABELS, label))
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error as error:
            if is_of_account(error):
                raise
            return set()

    def _staged(self, task: Task) -> Iterator[Batch]:
        """Once a day's share of old mail is used up, no later stage begins."""
        if task.stage and self._failed & set(STAGES):
            self._failed.add(task.stage)
            return
        yield from self._read(task)
        if task.stage and task.position.low is None:
            del self._positions[task.stage]
