"""An account over IMAP4rev1 (RFC 3501), by imapclient."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime

from watcher.errors import ConfigError, ServerError, WatcherError
from watcher.mail import imap_drafts, imap_whole, positions
from watcher.mail.budget import DAILY
from watcher.mail.discovery import Layout, Listed, discover, packaged_names
from watcher.mail.findings import layout_findings
from watcher.mail.headers import date_of
from watcher.mail.imap_errors import where
from watcher.mail.imap_fetch import Fetcher, Portion
from watcher.mail.imap_line import Line
from watcher.mail.imap_plan import Parked, Task, plan
from watcher.mail.imap_session import Session
from watcher.mail.imap_watch import ImapWatch, Rhythm
from watcher.mail.not_stored import nothing_stored
from watcher.mail.parking import Parking
from watcher.mail.positions import Position
from watcher.mail.types import Batch, Finding, ImapSettings, StoredDraft
from watcher.timeline import Envelope, Place


class ImapAccount:
    """One IMAP login. `password` is called at each sign-in; `context` is shared by all accounts (see `tls_context`)."""

    def __init__(self, settings: ImapSettings, password: Callable[[], str], context: ssl.SSLContext) -> None:
        self._settings = settings
        self._line = Line(settings, password, context)
        self._inbox_line = Line(settings, password, context)
        self._layout: Layout | None = None
        self._parking = Parking()

    @property
    def name(self) -> str:
        """The account's name in the config."""
        return self._settings.name

    @property
    def writable(self) -> bool:
        """Drafts may go here."""
        return self._settings.write

    def batches(self, cursor: str | None, since: datetime) -> Iterator[Batch]:
        """New messages since `cursor`; with None all since `since`, INBOX and Sent first, newest first."""
        with self._connected("reading the mailboxes") as session:
            layout = self._discovered(session, anew=True)
            yield from _Pass(session, layout, cursor, since, self._parking).batches()
            session.unselect()

    def fetch(self, envelope: Envelope) -> bytes | None:
        """One message in full, with EXAMINE and BODY.PEEK; None where it is gone or over 25 MB."""
        if not envelope.message_id:
            return None
        with self._connected("fetching a message") as session:
            content = imap_whole.fetch(session, self._discovered(session).reading, envelope)
            session.unselect()
            return content

    def find_drafts(self, names: Collection[str], to: Collection[str] = ()) -> Mapping[str, Sequence[StoredDraft]]:
        """The messages in Drafts with these Message-IDs, or to these addresses; IMAP has no draft ids."""
        if not names and not to:
            return {}
        with self._connected("looking into Drafts") as session:
            return imap_drafts.find(session, self._discovered(session), self._drafts(session), names, to)

    def whereabouts(self, message_ids: Collection[str]) -> Mapping[str, Mapping[str, Place]]:
        """The mailboxes besides Drafts that hold messages with these Message-IDs; what cannot be opened is left out."""
        with self._connected("looking for a draft") as session:
            layout = self._discovered(session)
            found = imap_drafts.elsewhere(session, layout, message_ids)
            session.unselect()
            return found

    def put_draft(self, content: bytes) -> None:
        """Store a message in Drafts. NotStoredError or SignInError: it is not there; any other: it may be."""
        with nothing_stored():
            self._must_be_writable()
            with self._connected("storing a draft") as session:
                drafts = self._drafts(session)
        with self._connected("storing a draft") as session:
            imap_drafts.put(session, drafts, content)

    def remove_draft(self, draft: StoredDraft) -> bool:
        """Remove it, if it is still there with the same content, by UID EXPUNGE or MOVE to Trash."""
        self._must_be_writable()
        with self._connected("removing a draft") as session:
            return imap_drafts.remove(session, self._discovered(session), draft)

    def put_in_inbox(self, content: bytes) -> None:
        """Store a message in INBOX, unread. NotStoredError or SignInError: it is not there; any other: it may be."""
        doing = "storing the digest"
        with nothing_stored():
            self._must_be_writable()
            with self._connected(doing) as session:
                inbox = self._discovered(session).inbox
                if inbox is None:
                    raise ServerError(f'Account "{self.name}" shows no INBOX.', subject=self.name)
        with self._connected(doing) as session:
            session.append(inbox.name, content, (), date_of(content))

    def close(self) -> None:
        """Sign out; a later call signs in anew."""
        self._line.close()
        self._layout = None

    def watches(self, rhythm: Rhythm | None = None) -> Sequence[ImapWatch]:
        """What tells that mail may have come: INBOX over a second connection, Sent over the one of all commands."""
        rhythm = rhythm or Rhythm()
        return (
            ImapWatch(self._inbox_line, lambda _: "INBOX", rhythm, own=True),
            ImapWatch(self._line, self._sent, rhythm, own=False),
        )

    def check(self) -> Sequence[Finding]:
        """Sign in and say what was found. SignInError or ServerError where it does not come that far."""
        with self._connected("checking the account") as session:
            layout = self._discovered(session, anew=True)
            findings = [
                Finding(
                    ok=True,
                    what=f"signed in to {where(self._settings)} as {self._settings.username} ({session.security()})",
                )
            ]
            findings += layout_findings(layout, writable=self.writable)
            if self.writable and not imap_drafts.can_remove(session, layout):
                findings.append(
                    Finding(
                        ok=True,
                        what="the server has neither UIDPLUS nor MOVE",
                        advice="A draft that is no longer needed stays in Drafts; the digest will name it.",
                    )
                )
            return findings

    def _must_be_writable(self) -> None:
        if not self.writable:
            raise ConfigError(f'Account "{self.name}" is read only; drafts need write = true.', subject=self.name)

    def _drafts(self, session: Session) -> Listed:
        choice = self._discovered(session).drafts
        if choice.mailbox is None:
            raise ServerError(f'Account "{self.name}": {choice.problem}.', subject=self.name, permanent=True)
        return choice.mailbox

    def _discovered(self, session: Session, *, anew: bool = False) -> Layout:
        if self._layout is None or anew:
            given = self._settings
            self._layout = discover(
                session.mailboxes(), packaged_names(), drafts=given.drafts, sent=given.sent, ignore=given.ignore
            )
        return self._layout

    def _sent(self, session: Session) -> str:
        sent = self._discovered(session).sent.mailbox
        return sent.name if sent is not None else ""

    @contextmanager
    def _connected(self, doing: str) -> Iterator[Session]:
        """A living session. After any fault it is given up, and the next call connects anew."""
        try:
            with self._line.connected(doing) as session:
                yield session
        except WatcherError:
            self._layout = None
            raise


class _Pass:
    """One reading pass: plan first, then read task by task. `positions` move on with each batch."""

    def __init__(self, session: Session, layout: Layout, cursor: str | None, since: datetime, parking: Parking) -> None:
        self._session = session
        self._layout = layout
        self._since = since
        self._parking = parking
        self._spent = positions.spent(cursor)
        known = positions.parse(cursor)
        names = {one.name for one in layout.reading}
        self._positions: dict[str, Position] = {name: place for name, place in (known or {}).items() if name in names}
        self._reset = known is None
        self._failed: set[str] = set()
        self._notes: list[str] = []
        self._total = 0

    def batches(self) -> Iterator[Batch]:
        self._notes += self._layout.notes
        for mailboxes in self._stretches():
            tasks = self._plan(mailboxes)
            for task in tasks:
                yield from self._read(task)
        yield self._batch(complete=self._layout.complete(self._failed))

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
        self._total += sum(len(task.new) + len(task.backlog) for task in tasks)
        rescanned = [task.mailbox.label for task in tasks if task.position.rescan]
        self._reset = self._reset or bool(rescanned)
        self._notes += [f'"{label}" has a new UIDVALIDITY and is read again' for label in rescanned]
        return tasks

    def _rests(self, mailbox: Listed) -> bool:
        """It is parked; but INBOX and Sent are tried in each pass, which is not complete without them."""
        return mailbox.name not in self._layout.must and self._parking.rests(mailbox.name, time.monotonic())

    def _read(self, task: Task) -> Iterator[Batch]:
        place = self._layout.place(task.mailbox.name)
        fetcher = Fetcher(self._session, task.mailbox, place)
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
                self._failed.add(task.mailbox.name)
                words = "holds more old mail than is read in a day; it goes on tomorrow"
                self._notes.append(f'mailbox "{task.mailbox.label}" {words}')
                return
            position.low, position.rescan = None, False
        except _ChangedError as error:
            self._park(task.mailbox, str(error))

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
