"""What a pass has to read from each mailbox of an IMAP account, from where the cursor stands."""

from __future__ import annotations

import imaplib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from watcher.mail.discovery import Listed
from watcher.mail.imap_errors import clean, is_of_account
from watcher.mail.imap_session import Session, Status
from watcher.mail.positions import Position

MAX_RANGE = 500
"""New UIDs up to this many are fetched by number, without a SEARCH that may not know them yet (Exchange)."""


@dataclass(slots=True)
class Task:
    """What a mailbox has for a pass: `new` UIDs ascending, then `backlog` descending; `top` is `high` after `new`.

    `stage` names the part of the mailbox that the backlog is, and that `position` is kept under; "" for all of it.
    """

    mailbox: Listed
    position: Position
    new: list[int]
    backlog: list[int]
    top: int
    stage: str = ""

    @property
    def name(self) -> str:
        """What its position is kept under."""
        return self.stage or self.mailbox.name


@dataclass(frozen=True, slots=True)
class Parked:
    """A mailbox that cannot be read in this pass, and why."""

    mailbox: Listed
    why: str


def plan(
    session: Session, mailboxes: Iterable[Listed], positions: Mapping[str, Position], since: datetime
) -> list[Task | Parked]:
    """Look at each mailbox, and say what is to be read; one that has nothing new gives nothing."""
    day = first_day(since)
    found: list[Task | Parked] = []
    for mailbox in mailboxes:
        try:
            one = _task(session, mailbox, positions.get(mailbox.name), day)
        except imaplib.IMAP4.abort:
            raise
        except (imaplib.IMAP4.error, UnicodeError) as error:
            if is_of_account(error):
                raise
            one = Parked(mailbox, f"cannot be opened ({clean(str(error))})")
        if one is not None:
            found.append(one)
    return found


def first_day(since: datetime) -> date:
    """The day to search from: SINCE goes by the server's local date (RFC 3501 section 6.4.4)."""
    return (since - timedelta(days=1)).date()


def _task(session: Session, mailbox: Listed, position: Position | None, day: date) -> Task | Parked | None:
    status = session.status(mailbox.name)
    if position is not None and position.low is None and _nothing_new(status, position):
        return None
    opened = session.examine(mailbox.name, anew=True)
    validity = opened.uid_validity or status.uid_validity
    if not validity:
        return Parked(
            mailbox, "has no UIDVALIDITY just now, so that its messages cannot be told apart; the next pass tries again"
        )
    uid_next = opened.uid_next or status.uid_next
    messages = opened.messages or 0
    if position is None or position.validity != validity:
        backlog = session.uids_since(day, messages)
        top = max([uid_next - 1 if uid_next else max(session.uids_above(0), default=0), *backlog[-1:]])
        fresh = Position(validity, high=top, low=top + 1, rescan=position is not None)
        return Task(mailbox, fresh, [], backlog[::-1], top)
    new = _new_uids(session, position.high, uid_next)
    backlog = (
        [uid for uid in session.uids_since(day, messages) if uid < position.low] if position.low is not None else []
    )
    return Task(mailbox, position, new, backlog[::-1], max([position.high, (uid_next or 1) - 1, *new[-1:]]))


def _nothing_new(status: Status, position: Position) -> bool:
    return (
        status.uid_validity == position.validity
        and status.uid_next is not None
        and status.uid_next - 1 <= position.high
    )


def _new_uids(session: Session, high: int, uid_next: int | None) -> list[int]:
    if uid_next is not None and uid_next - 1 - high <= MAX_RANGE:
        return list(range(high + 1, uid_next))
    return session.uids_above(high)
