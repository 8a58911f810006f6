"""One signed-in IMAP connection: the commands that an account needs, in the words of RFC 3501, and no others."""

from __future__ import annotations

import contextlib
import imaplib
import re
import ssl
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from imapclient import IMAPClient

from watcher.errors import NotStoredError
from watcher.mail import imap_idle
from watcher.mail.deadline import Deadline, hang_up
from watcher.mail.discovery import Listed, listed
from watcher.mail.imap_errors import ODD_ANSWERS, in_words, refused
from watcher.mail.imap_idle import Change, Heard
from watcher.mail.imap_labels import EXTENSION
from watcher.mail.turns import Poke
from watcher.mail.types import ImapSettings

SEARCH_WINDOW = 50_000
"""Messages in one SEARCH: imaplib refuses an answer line of a million octets, which 90,000 UIDs can fill."""

_TOO_LONG = "got more than"
"""imaplib's words for an answer line of over a million octets: a structure of 10,000 parts, made to be a nuisance."""

_APPEND_REFUSED = ("append failed:", "APPEND command error: BAD")
"""How imapclient and imaplib begin their words for a tagged NO and a tagged BAD."""

_PATIENCE = 10.0
"""Times the timeout that what moves many octets (FETCH, APPEND) may take: 32 MB in ten minutes."""

_FAREWELL = 2.0
"""Seconds that a LOGOUT may take: its answer is worth no more."""

T = TypeVar("T")

Fetched = Mapping[int, Mapping[bytes, Any]]

MESSAGE_ID = "BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]"


_SEARCHABLE = re.compile(r"[A-Za-z0-9!#$&'+,./:;=?@^_|~-]{1,500}")
"""What is an atom (RFC 3501 section 9): imapclient sends it as it is, and a sender chose it."""


def searchable(message_id: str) -> bool:
    """It may be put into SEARCH as it is."""
    return _SEARCHABLE.fullmatch(message_id) is not None


def fields_of(items: Mapping[bytes, Any]) -> bytes | None:
    """The header fields that were asked for, of one message's answer; servers spell the name of the item otherwise."""
    fields = next((value for key, value in items.items() if key.startswith(b"BODY[HEADER.FIELDS")), None)
    return fields if isinstance(fields, bytes) else None


"""UID (or sequence number) to data items, upper case, as imapclient gives them."""


@dataclass(frozen=True, slots=True)
class Status:
    """What STATUS or EXAMINE tells; None where the server left it out."""

    uid_validity: int | None
    uid_next: int | None
    messages: int | None


class Session:
    """Commands on one connection. Faults of the network come out as ServerError; a NO or BAD as imaplib's error."""

    def __init__(self, connect: Callable[[], IMAPClient], settings: ImapSettings) -> None:
        self._connect = connect
        self._client = connect()
        self._settings = settings
        self._selected: tuple[str, bool] | None = None
        self.commands = 0
        """How many were answered: each may have brought an EXISTS (RFC 3501 section 7) that nobody noticed."""
        self._used = time.monotonic()

    def _ask(self, command: Callable[..., T], *args: Any, patience: float = 1.0, **given: Any) -> T:
        """Give one command, which ends within `patience` times the timeout by the wall clock, come what may."""
        with Deadline(self._settings.timeout * patience, self._client.socket()):
            answer = command(*args, **given)
        self._used = time.monotonic()
        self.commands += 1
        return answer

    def can(self, capability: str) -> bool:
        """The server announces the capability."""
        return bool(self._client.has_capability(capability))

    @property
    def selected(self) -> str:
        """The mailbox that is selected, "" for none."""
        return self._selected[0] if self._selected is not None else ""

    def idle_seconds(self) -> float:
        """Seconds since the last command was answered."""
        return time.monotonic() - self._used

    def alive(self) -> bool:
        """The server still answers (NOOP)."""
        try:
            self._ask(self._client.noop)
        except (imaplib.IMAP4.error, OSError, *ODD_ANSWERS):
            return False
        return True

    def mailboxes(self) -> list[Listed]:
        """LIST of everything."""
        with in_words(self._settings, "listing the mailboxes"):
            answer = self._ask(self._client.list_folders)
        return [
            listed(_text(name), [_text(flag) for flag in flags], _text(separator or b""))
            for flags, separator, name in answer
        ]

    def status(self, mailbox: str) -> Status:
        """STATUS; of the selected mailbox EXAMINE, because STATUS may be stale there (RFC 3501 section 6.3.10)."""
        if self._selected is not None and self._selected[0] == mailbox:
            return self.examine(mailbox, anew=True)
        answer = self._ask(self._client.folder_status, mailbox, ["UIDVALIDITY", "UIDNEXT", "MESSAGES"])
        return Status(*(_number(answer.get(key)) for key in (b"UIDVALIDITY", b"UIDNEXT", b"MESSAGES")))

    def examine(self, mailbox: str, *, anew: bool = False) -> Status:
        """EXAMINE: reading changes nothing, \\Seen and \\Recent included."""
        if self._selected == (mailbox, True) and not anew:
            return Status(None, None, None)
        return self._select(mailbox, readonly=True)

    def select(self, mailbox: str) -> Status:
        """SELECT, for the one thing that needs it: removing a draft of our own."""
        return self._select(mailbox, readonly=False)

    def _select(self, mailbox: str, *, readonly: bool) -> Status:
        self._selected = None
        answer = self._ask(self._client.select_folder, mailbox, readonly=readonly)
        self._selected = (mailbox, readonly)
        return Status(*(_number(answer.get(key)) for key in (b"UIDVALIDITY", b"UIDNEXT", b"EXISTS")))

    def unselect(self) -> None:
        """Leave the mailbox without CLOSE, which would expunge (RFC 3691)."""
        if self._selected is not None and self.can("UNSELECT"):
            self._ask(self._client.unselect_folder)
            self._selected = None

    def uids_above(self, uid: int) -> list[int]:
        """UIDs above `uid`, ascending. `n:*` gives the last message even where that is below n (RFC 3501, 6.4.8)."""
        found = self._ask(self._client.search, ["UID", f"{uid + 1}:*"])
        return sorted(one for one in set(map(int, found)) if one > uid)

    def uids_since(self, day: date, messages: int, *more: str) -> list[int]:
        """UIDs of messages with INTERNALDATE on `day` or later, ascending; `messages` is how many the mailbox holds.

        `more` are further search keys that have to hold.
        """
        found: set[int] = set()
        for first in range(1, messages + 1, SEARCH_WINDOW):
            # By sequence numbers, which are dense; the last window stays open for what arrives meanwhile.
            last = "*" if first + SEARCH_WINDOW > messages else str(first + SEARCH_WINDOW - 1)
            found.update(map(int, self._ask(self._client.search, [f"{first}:{last}", "SINCE", day, *more])))
        return sorted(found)

    def uids_with_header(self, name: str, value: str) -> list[int]:
        """SEARCH HEADER: a substring search, and not to be trusted alone (Exchange misses what it has not indexed)."""
        return sorted(map(int, self._ask(self._client.search, ["HEADER", name, value])))

    def fetch(self, uids: Sequence[int], items: Iterable[str]) -> Fetched:
        """UID FETCH. Only what was asked for by UID comes back, but an unsolicited answer may leave items missing."""
        try:
            return self._ask(self._client.fetch, list(uids), list(items), patience=_PATIENCE) if uids else {}
        except imaplib.IMAP4.error as error:
            if _TOO_LONG in str(error):
                self._begin_anew()
            raise

    def _begin_anew(self) -> None:
        """Connect again, to the same mailbox: the rest of an answer that was given up stands in the way of the next."""
        shut(self._client)
        selected, self._selected = self._selected, None
        self._client = self._connect()
        if selected is not None:
            self._select(selected[0], readonly=selected[1])

    def fetch_by_sequence(self, numbers: Sequence[int], items: Iterable[str]) -> Fetched:
        """FETCH by message sequence number; ask for UID too."""
        self._client.use_uid = False
        try:
            return self.fetch(numbers, items)
        finally:
            self._client.use_uid = True

    def append(self, mailbox: str, content: bytes, flags: Sequence[str], at: datetime | None) -> None:
        """APPEND. NotStoredError for a tagged NO or BAD, which leave the mailbox as it was (RFC 3501 section 6.3.11).

        On any other error it may or may not have been stored.
        """
        try:
            self._ask(self._client.append, mailbox, content, flags=flags, msg_time=at, patience=_PATIENCE)
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error as error:
            if not str(error).startswith(_APPEND_REFUSED):
                raise
            words = refused(self._settings, error, "storing a draft")
            raise NotStoredError(words, subject=self._settings.name) from error

    def remove(self, uid: int, trash: str) -> bool:
        """Remove one message of the mailbox that is selected for writing: UID EXPUNGE, else MOVE to `trash`.

        False where the server can do neither: a bare EXPUNGE would take what the user marked as deleted. At Gmail an
        EXPUNGE takes the label only, by its default, and leaves the message in All Mail: there it is MOVE.
        """
        if self.can("UIDPLUS") and not self.can(EXTENSION):
            self._ask(self._client.add_flags, [uid], ["\\Deleted"], silent=True)
            self._ask(self._client.uid_expunge, [uid])
            return True
        if self.can("MOVE") and trash:
            self._ask(self._client.move, [uid], trash)
            return True
        return False

    def leave(self) -> None:
        """Leave a mailbox that was selected for writing, whatever happened there."""
        with contextlib.suppress(imaplib.IMAP4.error, OSError):
            self.unselect()

    def idle(self, seconds: float, poke: Poke, *, push: bool) -> Heard:
        """IDLE (RFC 2177) until the server says something, `poke` is set, or so many seconds; without `push` just wait.

        Then NOOP, where it said nothing. In a mailbox that was selected. A connection that died meanwhile shows as an
        error of DONE or NOOP.
        """
        heard: list[Change] = []
        if push:
            heard += self._ask(imap_idle.begin, self._client)
        spoke = imap_idle.has_buffered(self._client, self._settings.timeout) or poke.wait(
            seconds, self._client.socket()
        )
        if push:
            heard += imap_idle.changes(self._ask(self._client.idle_done)[1])
        told = bool(heard) and spoke
        if not heard:
            heard += imap_idle.changes(self._ask(self._client.noop)[1])
        self._client._imap.untagged_responses.clear()  # imaplib keeps them until the next SELECT: for ever, here
        return Heard(tuple(heard), told)

    def hang_up(self) -> None:
        """End the connection from another thread: whoever uses it meets an error, and connects anew."""
        hang_up(self._client.socket())

    def security(self) -> str:
        """The TLS version in use, for `check`."""
        sock = self._client.socket()
        return str(sock.version()) if isinstance(sock, ssl.SSLSocket) else "no TLS, on this machine only"

    def abandon(self) -> None:
        """Close the socket without another word."""
        shut(self._client)

    def close(self) -> None:
        """LOGOUT, and never an error."""
        try:
            with Deadline(min(self._settings.timeout, _FAREWELL), self._client.socket()):
                self._client.logout()
        except (imaplib.IMAP4.error, OSError, *ODD_ANSWERS):
            shut(self._client)


def shut(client: IMAPClient) -> None:
    """Close the socket of a connection that is of no use any more."""
    with contextlib.suppress(OSError, imaplib.IMAP4.error, *ODD_ANSWERS):
        client.shutdown()


def _text(value: object) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None
