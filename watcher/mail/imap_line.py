"""One connection of an IMAP account: made when it is needed, and made anew after any fault."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from watcher.errors import WatcherError
from watcher.mail.imap_errors import in_words
from watcher.mail.imap_idle import Heard
from watcher.mail.imap_session import Session
from watcher.mail.imap_sign_in import Secret, sign_in
from watcher.mail.turns import Turns
from watcher.mail.types import ImapSettings

REST = 10.0
"""Seconds without a command after which a kept connection has to prove that it lives (NOOP)."""


class Line:
    """Threads may share it: they take turns. `secret` is asked at each sign-in."""

    def __init__(self, settings: ImapSettings, secret: Secret, context: ssl.SSLContext) -> None:
        self._settings = settings
        self._secret = secret
        self._context = context
        self._session: Session | None = None
        self._turns = Turns()

    def connected(self, doing: str) -> AbstractContextManager[Session]:
        """A living session for commands. After any fault it is given up, and the next call connects anew."""
        return self._living(self._turns.command(), doing)

    def watched(self) -> AbstractContextManager[Session]:
        """The same for watching, as soon as nobody gives commands; `poke` ends its wait."""
        return self._living(self._turns.watch(), "watching the mailboxes")

    def poke(self) -> None:
        """End the watcher's turn, or its next. From any thread."""
        self._turns.poke.set()

    def pause(self, seconds: float) -> None:
        """Wait so many seconds, or until poked."""
        self._turns.poke.wait(seconds)

    def idle(self, session: Session, seconds: float, *, push: bool) -> Heard:
        """IDLE in a watcher's turn."""
        return session.idle(seconds, self._turns.poke, push=push)

    def hang_up(self) -> None:
        """End the connection, whoever uses it just now: the network was away, and it may be dead."""
        session = self._session
        if session is not None:
            session.hang_up()

    def close(self) -> None:
        """Sign out; a later call signs in anew."""
        with self._turns.command():
            if self._session is not None:
                self._session.close()
            self._session = None

    @contextmanager
    def _living(self, turn: AbstractContextManager[None], doing: str) -> Iterator[Session]:
        with turn:
            try:
                if self._session is not None and self._session.idle_seconds() > REST and not self._session.alive():
                    self._give_up()
                if self._session is None:
                    self._session = sign_in(self._settings, self._secret, self._context)
                with in_words(self._settings, doing):
                    yield self._session
            except WatcherError:
                self._give_up()
                raise

    def _give_up(self) -> None:
        if self._session is not None:
            self._session.abandon()
        self._session = None
