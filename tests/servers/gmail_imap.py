r"""Gmail over IMAP: the fake Gmail's mailbox seen through IMAP4rev1 with X-GM-EXT-1, labels as mailboxes.

All Mail shows all but Spam and Trash. A message gains a UID in a label's mailbox with the label, loses it with the
label, and keeps that of All Mail as long as it is there. X-GM-LABELS leaves out the label of the selected mailbox. What
is expunged loses that label only, but in Trash and Spam; a MOVE or COPY to Trash takes all labels. Names are German, as
an account in that language has them: only special-use tells what they are for.
"""

from __future__ import annotations

import contextlib
import re
import socket
import threading
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from io import BufferedRWPair
from types import TracebackType

from tests.servers.gmail_imap_talk import Talk
from tests.servers.gmail_mailbox import Mailbox, Stored
from tests.servers.listener import Listener
from watcher.mail.types import ImapSettings

ALL, DRAFTS, SENT, TRASH, SPAM = (
    f"[Gmail]/{one}" for one in ("Alle Nachrichten", "Entwürfe", "Gesendet", "Papierkorb", "Spam")
)
SYSTEM = {"INBOX": "INBOX", DRAFTS: "DRAFT", SENT: "SENT", TRASH: "TRASH", SPAM: "SPAM"}
USE = {ALL: "\\All", DRAFTS: "\\Drafts", SENT: "\\Sent", TRASH: "\\Trash", SPAM: "\\Junk"}
_SHOWN = {"INBOX": "\\Inbox", "SENT": "\\Sent", "DRAFT": "\\Draft", "IMPORTANT": "\\Important", "STARRED": "\\Starred"}
_LITERAL = re.compile(rb"\{(\d+)\+?\}\r\n$")


@dataclass
class View:
    """A mailbox as IMAP shows it: message ids by UID."""

    validity: int
    uids: dict[int, str] = field(default_factory=dict)
    next: int = 1

    def follow(self, members: Iterable[str]) -> None:
        """Who left has no UID any more; who came gets the next."""
        there = dict.fromkeys(members)
        known = set(self.uids.values())
        self.uids = {uid: one for uid, one in self.uids.items() if one in there}
        for one in there:
            if one not in known:
                self.uids[self.next] = one
                self.next += 1


class GmailImap(Listener):
    """Use as a context manager. `refusals`: pattern of a command and the tagged answer it gets; the first wins."""

    def __init__(self, box: Mailbox | None = None, *, show_all_mail: bool = True) -> None:
        self.box = box or Mailbox()
        self.commands: list[str] = []
        self.refusals: list[tuple[str, str]] = []
        self.deleted: set[tuple[str, str]] = set()
        """(mailbox, message id): flagged \\Deleted there."""
        self.flags: dict[str, set[str]] = {}
        self.open = self.most_open = 0
        self.tokens: set[str] = set()
        """Access tokens that XOAUTH2 takes; `issuer` may take more."""
        self.issuer: Callable[[], Iterable[str]] = tuple
        self.answered: list[bytes] = []
        """What it was answered to its error challenge."""
        self.hidden = set() if show_all_mail else {ALL}
        """Mailboxes that are not shown over IMAP."""
        self.late: set[str] = set()
        """Message ids that All Mail does not show yet."""
        self._views: dict[str, View] = {}
        self._as_of = (0, 0)
        self.lock = threading.RLock()
        self._ended = threading.Event()
        super().__init__()

    def settings(self, **changes: object) -> ImapSettings:
        """For an account on this server."""
        given: dict[str, object] = {"name": "gmail", "host": "127.0.0.1", "username": self.box.address}
        given |= {"port": self.port, "tls": "none", "write": True, "timeout": 10.0}
        return ImapSettings(**(given | changes))  # type: ignore[arg-type]

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        super().__exit__(kind, error, trace)

    # What it shows

    def names(self) -> list[str]:
        """The mailboxes."""
        return [one for one in ("INBOX", *self.own().values(), *USE) if one not in self.hidden]

    def view(self, name: str) -> View:
        """The mailbox as it is now; KeyError where there is none."""
        with self.lock:
            now = (self.box.history_id, len(self.box.labels))
            if now != self._as_of:
                for one in self.names():
                    view = self._views.setdefault(one, View(validity=len(self._views) + 11))
                    view.follow(m.id for m in self.box.messages.values() if self._holds(one, m))
                self._as_of = now
            return self._views[name]

    def use(self, name: str) -> str:
        """Special use (RFC 6154), "" for none."""
        return USE.get(name, "")

    def expunge(self, name: str, message_id: str) -> None:
        """What is marked as deleted there loses that label; in Trash and Spam it is gone."""
        self.deleted.discard((name, message_id))
        if name in (TRASH, SPAM):
            self.box.remove(message_id)
        elif name != ALL:
            self.box.relabel(message_id, remove=[self.label(name)])

    def move(self, message_id: str, source: str, target: str) -> None:
        """Another label instead of that one; Trash and Spam take all."""
        lost = self.box.message(message_id).labels - {"UNREAD"} if target in (TRASH, SPAM) else {self.label(source)}
        self.box.relabel(message_id, add=[self.label(target)], remove=lost)

    def renumber(self, name: str) -> None:
        """Another UIDVALIDITY, and other UIDs."""
        with self.lock:
            old = self.view(name)
            self._views[name] = View(old.validity + 100, next=500)
            self._as_of = (0, 0)

    def _holds(self, name: str, message: Stored) -> bool:
        away = message.labels & {"TRASH", "SPAM"}
        if name == ALL:
            return not away and message.id not in self.late
        label = self.label(name)
        return label in message.labels and (not away or label in away)

    def shown_labels(self, name: str, message: Stored) -> list[str]:
        """X-GM-LABELS, without that of the mailbox `name`."""
        here = "" if name in ("", ALL) else self.label(name)
        known = _SHOWN | self.own()
        return [known[one] for one in sorted(message.labels - {here}) if one in known]

    def own(self) -> dict[str, str]:
        """The user's labels, by id."""
        return {one: name for one, name in self.box.labels.items() if one.startswith("Label_")}

    def label(self, name: str) -> str:
        """The id of a mailbox's label."""
        return SYSTEM.get(name) or self.box.label(name)

    def shown_flags(self, name: str, message: Stored) -> list[str]:
        """FLAGS."""
        found = set(self.flags.get(message.id, ()))
        found |= {"\\Draft"} if "DRAFT" in message.labels else set()
        found |= {"\\Seen"} if "UNREAD" not in message.labels else set()
        return sorted(found | ({"\\Deleted"} if (name, message.id) in self.deleted else set()))

    # Talking

    def _talk(self, client: socket.socket) -> None:
        self.open += 1
        self.most_open = max(self.most_open, self.open)
        with contextlib.suppress(OSError, ValueError), client.makefile("rwb") as stream:
            self._say(stream, b"* OK Gimap ready for requests\r\n")
            talk = Talk(self)
            while line := stream.readline():
                literals: list[bytes] = []
                while literal := _LITERAL.search(line):
                    self._say(stream, b"+ go ahead\r\n")
                    literals.append(stream.read(int(literal[1])))
                    line = line[: literal.start()] + b"\x00" + stream.readline()
                tag, _, command = line.strip().decode("latin-1").partition(" ")
                self.commands.append(command)
                if command == "IDLE":
                    self._say(stream, b"+ idling\r\n")
                    self._idle(client, stream, talk)
                elif command.startswith("AUTHENTICATE"):
                    self._say(stream, b"+ \r\n")
                    literals.append(stream.readline().strip())
                    if challenge := self.challenge(literals[0]):
                        self._say(stream, b"+ " + b64encode(challenge) + b"\r\n")
                        self.answered.append(stream.readline())
                with self.lock:
                    self._say(stream, talk.answer(tag, command, literals))
                if command == "LOGOUT":
                    break
        client.close()
        self.open -= 1

    def challenge(self, response: bytes) -> bytes:
        """What XOAUTH2 says before it refuses, b"" where it takes the token."""
        parts = b64decode(response).split(b"\x01")
        if parts[1:2] and parts[1].removeprefix(b"auth=Bearer ").decode() in {*self.tokens, *self.issuer()}:
            return b""
        return b'{"status":"400","schemes":"Bearer","scope":"https://mail.google.com/"}'

    @staticmethod
    def _say(stream: BufferedRWPair, words: bytes) -> None:
        stream.write(words)
        stream.flush()

    def _idle(self, client: socket.socket, stream: BufferedRWPair, talk: Talk) -> None:
        client.settimeout(0.02)
        got = b""
        while not self._ended.is_set() and b"\n" not in got:
            with self.lock:
                told = talk.changes()
            if told:
                self._say(stream, told)
            try:
                got += client.recv(100) or b"\n"
            except TimeoutError:
                continue
        client.settimeout(None)
