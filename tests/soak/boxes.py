"""The accounts as the actors see them: by a way of their own, past the proxies and past the program."""

from __future__ import annotations

import contextlib
import itertools
import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from email.parser import BytesHeaderParser
from pathlib import Path
from typing import Protocol

from imapclient import IMAPClient

from tests.servers.dovecot import Dovecot, ImapUser
from tests.servers.proxy import Proxy

MAIL_LOG = """
mail_plugins = notify mail_log
plugin {
  mail_log_events = save expunge
  mail_log_fields = uid box msgid
}
"""
"""Dovecot tells each message that is stored or removed."""
_TOLD = re.compile(r"imap\((\w+)\).*?: (save|expunge): box=Drafts, uid=(\d+), msgid=<?([^>,\s]*)")
_LF = re.compile(rb"\r?\n")


class Box(Protocol):
    """One account."""

    name: str

    def deliver(self, mailbox: str, content: bytes, at: datetime, flags: Sequence[str] = ()) -> None:
        """Store a message as it arrives, or as the user's program does."""
        ...

    def drafts(self) -> list[tuple[str, bytes]]:
        """What stands in Drafts, by the name that `delete_draft` takes."""
        ...

    def delete_draft(self, name: str) -> None:
        """Remove it for good."""
        ...

    def inbox(self) -> list[str]:
        """The Message-IDs of what stands in INBOX."""
        ...


def name_of(content: bytes) -> str:
    """The Message-ID, without angle brackets."""
    return str(BytesHeaderParser().parsebytes(content)["Message-ID"] or "").strip(" <>\r\n")


class ImapBox:
    """A user of a real Dovecot, whom the program reaches through a proxy."""

    def __init__(self, user: ImapUser) -> None:
        self.user = user
        self.name = user.name
        self.proxy = Proxy(("127.0.0.1", user.server.imap), hold_seconds=1.0, trickle=0.02)
        self._client: IMAPClient | None = None
        self._mailboxes = {"INBOX", "Drafts", "Sent"}

    def _open(self) -> IMAPClient:
        if self._client is None:
            self._client = IMAPClient("127.0.0.1", self.user.server.imap, ssl=False, timeout=30)
            self._client.login(self.user.name, self.user.password)
            self._client.normalise_times = False
        return self._client

    def hang_up(self) -> None:
        """The server goes away."""
        if self._client is not None:
            with contextlib.suppress(OSError):
                self._client.shutdown()
            self._client = None

    def deliver(self, mailbox: str, content: bytes, at: datetime, flags: Sequence[str] = ()) -> None:
        client = self._open()
        if mailbox not in self._mailboxes:
            if not client.folder_exists(mailbox):
                client.create_folder(mailbox)
            self._mailboxes.add(mailbox)
        client.append(mailbox, _LF.sub(b"\r\n", content), flags, at)

    def remove(self, mailbox: str) -> None:
        """With all that is in it."""
        self._open().delete_folder(mailbox)
        self._mailboxes.discard(mailbox)

    def drafts(self) -> list[tuple[str, bytes]]:
        client = self._open()
        client.select_folder("Drafts")
        answers = client.fetch(client.search(), ["BODY.PEEK[]"])
        return [(str(uid), items[b"BODY[]"]) for uid, items in sorted(answers.items())]

    def inbox(self) -> list[str]:
        client = self._open()
        client.select_folder("INBOX", readonly=True)
        answers = client.fetch(client.search(), ["BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]"])
        return [name_of(items[b"BODY[HEADER.FIELDS (MESSAGE-ID)]"]) for items in answers.values()]

    def delete_draft(self, name: str) -> None:
        client = self._open()
        client.select_folder("Drafts")
        client.delete_messages([int(name)], silent=True)
        client.uid_expunge([int(name)])


class MaildirBox:
    """A Maildir in the layout Maildir++."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.name = "local"
        self._numbers = itertools.count(1)
        for mailbox in ("INBOX", "Sent", "Drafts"):
            self._path(mailbox)

    def _path(self, mailbox: str) -> Path:
        path = self.root if mailbox == "INBOX" else self.root / f".{mailbox}"
        for part in ("cur", "new", "tmp"):
            (path / part).mkdir(parents=True, exist_ok=True)
        return path

    def deliver(self, mailbox: str, content: bytes, at: datetime, flags: Sequence[str] = ()) -> None:
        name = f"{int(at.timestamp())}.{next(self._numbers)}.play"
        letters = "".join(sorted({"\\Draft": "D", "\\Seen": "S"}[flag] for flag in flags))
        made = self._path(mailbox) / "tmp" / name
        made.write_bytes(content.replace(b"\r\n", b"\n"))
        os.utime(made, (at.timestamp(), at.timestamp()))
        made.rename(self._path(mailbox) / ("cur" if flags else "new") / (f"{name}:2,{letters}" if flags else name))

    def drafts(self) -> list[tuple[str, bytes]]:
        return self._stored("Drafts")

    def inbox(self) -> list[str]:
        return [name_of(content) for _, content in self._stored("INBOX")]

    def _stored(self, mailbox: str) -> list[tuple[str, bytes]]:
        files = (path for part in ("cur", "new") for path in (self._path(mailbox) / part).iterdir())
        found = []
        for path in sorted(files):
            try:
                found.append((str(path), path.read_bytes()))
            except FileNotFoundError:  # renamed or removed meanwhile
                continue
        return found

    def delete_draft(self, name: str) -> None:
        Path(name).unlink(missing_ok=True)


class DraftsLog:
    """All that came into and went out of Drafts of a Dovecot, as the server itself tells it."""

    def __init__(self, server: Dovecot) -> None:
        self._path = server.home / "dovecot.log"
        self._read = 0
        self.standing: Counter[tuple[str, str]] = Counter()
        """By user and Message-ID."""

    def news(self) -> Iterator[tuple[str, str, str]]:
        """User, what ("save", "expunge"), Message-ID; `standing` is right after each."""
        if not self._path.exists():
            return
        with self._path.open("rb") as file:
            file.seek(self._read)
            data = file.read()
        whole = data.rpartition(b"\n")[0]
        self._read += len(whole) + bool(whole)
        for line in whole.decode("utf-8", "replace").splitlines():
            if found := _TOLD.search(line):
                user, what, _, name = found.groups()
                self.standing[user, name] += 1 if what == "save" else -1
                yield user, what, name
