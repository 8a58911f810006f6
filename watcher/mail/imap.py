"""An account over IMAP4rev1 (RFC 3501), by imapclient."""

from __future__ import annotations

import ssl
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime

from watcher.errors import ConfigError, ServerError, WatcherError
from watcher.mail import imap_drafts, imap_whole
from watcher.mail.discovery import Layout, Listed, discover, packaged_names
from watcher.mail.findings import gmail_finding, layout_findings
from watcher.mail.headers import date_of
from watcher.mail.imap_errors import where
from watcher.mail.imap_label_pass import LabelPass
from watcher.mail.imap_labels import EXTENSION, by_labels
from watcher.mail.imap_line import Line
from watcher.mail.imap_pass import Pass
from watcher.mail.imap_session import Session
from watcher.mail.imap_sign_in import Secret
from watcher.mail.imap_watch import ImapWatch, Rhythm
from watcher.mail.not_stored import nothing_stored
from watcher.mail.parking import Parking
from watcher.mail.types import Batch, Finding, ImapSettings, StoredDraft
from watcher.timeline import Envelope, Place


class ImapAccount:
    """One IMAP login. `secret` is asked at each sign-in; `context` is shared by all accounts (see `tls_context`)."""

    def __init__(self, settings: ImapSettings, secret: Secret, context: ssl.SSLContext) -> None:
        self._settings = settings
        self._line = Line(settings, secret, context)
        self._inbox_line = Line(settings, secret, context)
        self._layout: Layout | None = None
        self._parking = Parking()
        self._stored: list[bytes] = []

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
            kind = Pass if layout.everything is None else LabelPass
            yield from kind(session, layout, cursor, since, self._parking, self._astray(session, layout)).batches()
            session.unselect()

    def fetch(self, envelope: Envelope) -> bytes | None:
        """One message in full, with EXAMINE and BODY.PEEK; None where it is gone or over 25 MB."""
        if not envelope.message_id:
            return None
        with self._connected("fetching a message") as session:
            content = imap_whole.fetch(session, self._discovered(session), envelope)
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
        self._stored.append(content)

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
        """What tells that mail may have come: INBOX over a second connection, Sent over the one of all commands.

        At Gmail it is All Mail instead of Sent: it shows what a filter kept out of INBOX too.
        """
        rhythm = rhythm or Rhythm()
        return (
            ImapWatch(self._inbox_line, lambda _: "INBOX", rhythm, own=True),
            ImapWatch(self._line, self._second, rhythm, own=False),
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
            if session.can(EXTENSION):
                findings.append(gmail_finding(layout))
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
            given, mailboxes = self._settings, session.mailboxes()
            self._layout = discover(
                mailboxes, packaged_names(), drafts=given.drafts, sent=given.sent, ignore=given.ignore
            )
            if session.can(EXTENSION):
                self._layout = by_labels(self._layout, mailboxes)
        return self._layout

    def _astray(self, session: Session, layout: Layout) -> list[str]:
        """Of the drafts that were stored since the last pass; only Gmail tells which conversation a message is in."""
        stored, self._stored = self._stored, []
        everything = layout.everything
        return [imap_drafts.astray(session, everything, one) for one in stored] if everything else []

    def _second(self, session: Session) -> str:
        layout = self._discovered(session)
        mailbox = layout.everything or layout.sent.mailbox
        return mailbox.name if mailbox is not None else ""

    @contextmanager
    def _connected(self, doing: str) -> Iterator[Session]:
        """A living session. After any fault it is given up, and the next call connects anew."""
        try:
            with self._line.connected(doing) as session:
                yield session
        except WatcherError:
            self._layout = None
            raise
