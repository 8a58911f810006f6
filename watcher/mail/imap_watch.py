"""Watching one mailbox of an IMAP account: IDLE (RFC 2177), issued anew before anybody's patience ends, else polling.

INBOX has a connection of its own, which stays in IDLE while mail is read. Sent shares the account's other connection
and gives way to commands: with more, Gmail (15 connections) and small hosters begin to refuse.
"""

from __future__ import annotations

import imaplib
from collections.abc import Callable
from dataclasses import dataclass, field
from random import SystemRandom

from watcher.mail.imap_line import Line
from watcher.mail.imap_session import Session, Status

DEAF = 2
"""So many times in a row IDLE kept silent on what NOOP then told: from there on NOOP asks each `poll` seconds."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How long one IDLE lasts, in seconds, drawn between `least` and `most` so that accounts do not move in step.

    Routers forget silent connections after 10 minutes or more, and servers after 29 (RFC 2177); some servers end an
    IDLE after 3 minutes, some after 55 seconds: that costs a reconnection, and they say so. `poll` is how often a
    server is asked that has no IDLE, or pushes nothing.
    """

    least: float = 300.0
    most: float = 540.0
    poll: float = 60.0
    draw: Callable[[], float] = field(default=SystemRandom().random, compare=False)

    def turn(self) -> float:
        """The length of the next IDLE."""
        return self.least + (self.most - self.least) * self.draw()


class ImapWatch:
    """Watches one mailbox over one line, in one thread; `poke` and `drop` may come from any.

    `mailbox` names it, "" where the account has none such. `close` signs out, for a line that nobody else uses.
    """

    def __init__(self, line: Line, mailbox: Callable[[Session], str], rhythm: Rhythm, *, own: bool) -> None:
        self._line = line
        self._mailbox = mailbox
        self._rhythm = rhythm
        self._own = own
        self._seen: Status | None = None
        self._left: tuple[Session, int] | None = None
        self._count = 0
        self._deaf = 0

    def wait(self) -> bool:
        """Wait until messages may have come (True), or until a turn is over or was poked; WatcherError on every fault.

        What came since the last turn counts, whatever happened between: what was seen is remembered.
        """
        with self._line.watched() as session:
            mailbox = self._mailbox(session)
            if mailbox:
                return self._turn(session, mailbox)
        self._line.pause(self._rhythm.least)
        return False

    def _turn(self, session: Session, mailbox: str) -> bool:
        if (session, session.commands) != self._left:
            seen = session.examine(mailbox, anew=True)
            changed, self._seen, self._count = seen != self._seen, seen, seen.messages or 0
            self._left = session, session.commands
            if changed:
                return True
        push = self._deaf < DEAF and session.can("IDLE")
        try:
            heard = self._line.idle(session, self._rhythm.turn() if push else self._rhythm.poll, push=push)
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error:
            self._deaf = DEAF  # it refused IDLE; if it refuses NOOP too, the next turn is an error again
            raise
        self._left = session, session.commands
        grown, self._count = heard.counted(self._count)
        if grown and push:
            self._deaf = 0 if heard.told else self._deaf + 1
        return grown

    def poke(self) -> None:
        """End the turn."""
        self._line.poke()

    def drop(self) -> None:
        """Give up the connection, which may be dead."""
        self._line.hang_up()

    def close(self) -> None:
        """Sign out, where the line is this watch's own. To be called when `wait` will not be."""
        if self._own:
            self._line.close()
