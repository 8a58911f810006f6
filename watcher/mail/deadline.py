"""A wall-clock deadline for one command: a socket's own timeout begins anew with every octet that trickles in."""

from __future__ import annotations

import contextlib
import imaplib
import socket
import threading
from types import TracebackType

from watcher.errors import ServerError
from watcher.mail.imap_errors import ODD_ANSWERS, OverdueError


class Deadline:
    """Cuts the guarded connection after `seconds`; use as a context manager. OverdueError where it had to."""

    def __init__(self, seconds: float, sock: socket.socket | None = None) -> None:
        self._seconds = seconds
        self._guarded: list[socket.socket] = []
        self._over = threading.Event()
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True
        if sock is not None:
            self.guard(sock)

    def guard(self, sock: socket.socket) -> None:
        """Take in a connection, by a descriptor of our own: TLS takes the given one away."""
        with self._lock:
            # SSLSocket refuses dup().
            self._guarded.append(socket.fromfd(sock.fileno(), sock.family, sock.type))
            if self._over.is_set():
                hang_up(self._guarded[-1])

    def __enter__(self) -> Deadline:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        with self._lock:
            for sock in self._guarded:
                sock.close()
            self._guarded.clear()
        if self._over.is_set() and isinstance(error, (OSError, imaplib.IMAP4.error, ServerError, *ODD_ANSWERS)):
            raise OverdueError(self._seconds) from error

    def _cut(self) -> None:
        with self._lock:
            self._over.set()
            for sock in self._guarded:
                hang_up(sock)


def hang_up(sock: socket.socket) -> None:
    """End a connection from any thread: whoever reads from it meets its end. The descriptor stays open."""
    with contextlib.suppress(OSError):
        # Not SSLSocket's own, which takes away the state that another thread is using.
        socket.socket.shutdown(sock, socket.SHUT_RDWR)
