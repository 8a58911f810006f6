"""IDLE on the wire (RFC 2177), below imapclient's own, which loses a message in two places."""

from __future__ import annotations

import imaplib
import re
import ssl
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from imapclient import IMAPClient

_CHANGE = re.compile(rb"\* (\d{1,10}) (EXISTS|EXPUNGE)", re.IGNORECASE)

Change = tuple[int, bytes]
"""(n, EXISTS): there are n messages. (n, EXPUNGE): the n-th is gone (RFC 3501 section 7.3.1 and 7.4.1)."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What IDLE brought, in order, and whether the server `told` it without being asked."""

    changes: tuple[Change, ...]
    told: bool

    def counted(self, messages: int) -> tuple[bool, int]:
        """Whether there came any, where so many were before; and how many there are now."""
        grown = False
        for number, what in self.changes:
            grown = grown or (what == b"EXISTS" and number > messages)
            messages = number if what == b"EXISTS" else messages - 1
        return grown, messages


def begin(client: IMAPClient) -> list[Change]:
    """Send IDLE and wait for "+". imapclient's own refuses what the server may say before it."""
    imap, said = client._imap, []
    tag = client._idle_tag = imap._command("IDLE")
    while (line := imap._get_response()) is not None:
        if imap.tagged_commands[tag]:
            _, answer = imap.tagged_commands.pop(tag)
            raise imaplib.IMAP4.error(f"IDLE refused: {answer[0]!r}")
        if found := _CHANGE.match(line):
            said.append((int(found[1]), found[2].upper()))
    return said


def has_buffered(client: IMAPClient, timeout: float) -> bool:
    """Something came with the "+" already: the socket would not show it again. `timeout` is that of the socket."""
    sock = client.socket()
    sock.setblocking(False)
    try:
        return bool(client._imap.file.peek(1))
    except (BlockingIOError, ssl.SSLWantReadError):
        return False
    finally:
        sock.settimeout(timeout)


def changes(responses: Iterable[Any]) -> list[Change]:
    """Those of them that change how many messages there are."""
    return [(one[0], one[1]) for one in responses if len(one) > 1 and one[1] in (b"EXISTS", b"EXPUNGE")]
