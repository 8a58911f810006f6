"""A small IMAP server whose answers a test can bend: for what real servers do and Dovecot does not.

It knows one kind of message, plain text, and just the commands that an account uses. `commands` records them all.
"""

from __future__ import annotations

import contextlib
import re
import socket
from collections.abc import Callable, Mapping, Sequence

from tests.servers.listener import Listener
from watcher.mail.types import ImapSettings

Items = dict[str, bytes]
"""Data items of one FETCH answer, by name, as they go on the wire."""

_LITERAL = re.compile(rb"\{(\d+)\+?\}\r\n$")


class StubServer(Listener):
    r"""Use as a context manager.

    `mailboxes`: name to messages by UID. `overrides`: pattern of a command (without its tag) to the answer, where
    %T stands for the tag; the first that matches wins. `alter` changes, or with None leaves out, one message's answer.
    `flags`: LIST flags by mailbox.
    """

    def __init__(
        self,
        mailboxes: Mapping[str, Mapping[int, bytes]],
        *,
        capabilities: str = "IMAP4rev1 UIDPLUS UNSELECT",
        flags: Mapping[str, str] | None = None,
        overrides: Sequence[tuple[str, bytes]] = (),
        alter: Callable[[int, Items], Items | None] | None = None,
    ) -> None:
        self.commands: list[str] = []
        self.overrides = list(overrides)
        self.idle_greeting = b"+ idling\r\n"
        """What IDLE is answered; nothing is ever pushed."""
        self._mailboxes = {name: dict(messages) for name, messages in mailboxes.items()}
        self._capabilities = capabilities
        self._flags = flags or {}
        self._told = 0
        self._alter = alter
        super().__init__()

    def settings(self, **changes: object) -> ImapSettings:
        """For an account on this server."""
        given: dict[str, object] = {
            "name": "stub",
            "host": "127.0.0.1",
            "username": "ada",
            "port": self.port,
            "tls": "none",
        }
        return ImapSettings(**(given | {"write": True, "timeout": 5.0} | changes))  # type: ignore[arg-type]

    def add(self, mailbox: str, uid: int, content: bytes) -> None:
        """One more message."""
        self._mailboxes[mailbox][uid] = content

    def _talk(self, client: socket.socket) -> None:
        selected: dict[int, bytes] = {}
        with contextlib.suppress(OSError, ValueError), client.makefile("rwb") as stream:
            stream.write(b"* OK ready\r\n")
            stream.flush()
            while line := stream.readline():
                while literal := _LITERAL.search(line):
                    stream.write(b"+ go\r\n")
                    stream.flush()
                    line = line[: literal.start()] + b"<" + stream.read(int(literal[1])) + b">" + stream.readline()
                tag, _, command = line.strip().decode("latin-1").partition(" ")
                self.commands.append(command)
                if command == "IDLE":
                    stream.write(self.idle_greeting.replace(b"%T", tag.encode()))
                    stream.flush()
                    stream.readline()
                if command.startswith("AUTHENTICATE"):
                    stream.write(b"+ \r\n")
                    stream.flush()
                    stream.readline()
                named = re.match(r'(?:EXAMINE|SELECT) "?([^"]+)"?', command)
                if named:
                    selected = self._mailboxes.get(named[1], {})
                stream.write(self._answer(tag, command, selected))
                stream.flush()
                if command == "LOGOUT":
                    return

    def _answer(self, tag: str, command: str, selected: Mapping[int, bytes]) -> bytes:
        for pattern, answer in self.overrides:
            if re.match(pattern, command):
                return answer.replace(b"%T", tag.encode())
        word = command.removeprefix("UID ").split(" ")[0]
        return self._usual(word, command, selected) + f"{tag} OK done\r\n".encode()

    def _usual(self, word: str, command: str, selected: Mapping[int, bytes]) -> bytes:
        if word == "CAPABILITY":
            return f"* CAPABILITY {self._capabilities}\r\n".encode()
        if word == "NOOP" and self._told != len(selected):
            self._told = len(selected)
            return f"* {self._told} EXISTS\r\n".encode()
        if word == "LOGOUT":
            return b"* BYE\r\n"
        if word == "LIST":
            rows = (f'* LIST ({self._flags.get(name, "")}) "/" "{name}"\r\n' for name in self._mailboxes)
            return "".join(rows).encode("latin-1")
        if word == "STATUS":
            name = command.split('"')[1]
            messages = self._mailboxes[name]
            state = f"UIDVALIDITY 7 UIDNEXT {max(messages, default=0) + 1} MESSAGES {len(messages)}"
            return f'* STATUS "{name}" ({state})\r\n'.encode()
        if word in ("EXAMINE", "SELECT"):
            self._told = len(selected)
            state = f"* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT {max(selected, default=0) + 1}] x\r\n"
            return f"* {len(selected)} EXISTS\r\n* 0 RECENT\r\n* FLAGS (\\Seen)\r\n{state}".encode()
        if word == "SEARCH":
            return f"* SEARCH {' '.join(map(str, selected))}\r\n".encode()
        return self._fetch(command, selected) if word == "FETCH" else b""

    def _fetch(self, command: str, selected: Mapping[int, bytes]) -> bytes:
        by_uid = command.startswith("UID ")
        wanted = {int(number) for number in command.removeprefix("UID ").split(" ")[1].split(",")}
        answer = b""
        for sequence, (uid, content) in enumerate(selected.items(), start=1):
            if (uid if by_uid else sequence) not in wanted:
                continue
            items: Items | None = {name: value for name, value in _items(uid, content).items() if _asked(name, command)}
            if self._alter is not None and items is not None:
                items = self._alter(uid, items)
            if items is not None:
                told = b" ".join(name.encode() + b" " + value for name, value in items.items())
                answer += b"* %d FETCH (%s)\r\n" % (sequence, told)
        return answer


def _asked(name: str, command: str) -> bool:
    return name == "UID" or name.replace("BODY[", "BODY.PEEK[").removesuffix("<0>") in command


def _items(uid: int, content: bytes) -> Items:
    header, _, body = content.partition(b"\r\n\r\n")
    structure = b'("TEXT" "PLAIN" ("CHARSET" "UTF-8") NIL NIL "7BIT" %d 1 NIL NIL NIL NIL)' % len(body)
    lines = header.split(b"\r\n")
    message_id = next(line for line in lines if line.lower().startswith(b"message-id"))
    to = [line for line in lines if line.lower().startswith(b"to:")]
    return {
        "UID": b"%d" % uid,
        "FLAGS": b"()",
        "INTERNALDATE": b'"02-Mar-2026 09:00:00 +0000"',
        "RFC822.SIZE": b"%d" % len(content),
        "BODYSTRUCTURE": structure,
        "BODY[HEADER]<0>": literal(header + b"\r\n\r\n"),
        "BODY[1]<0>": literal(body),
        "BODY[HEADER.FIELDS (MESSAGE-ID)]": literal(message_id + b"\r\n\r\n"),
        "BODY[HEADER.FIELDS (MESSAGE-ID TO)]": literal(b"\r\n".join([message_id, *to]) + b"\r\n\r\n"),
        "BODY[]": literal(content),
    }


def literal(content: bytes) -> bytes:
    """A literal of RFC 3501 section 4.3."""
    return b"{%d}\r\n%s" % (len(content), content)
