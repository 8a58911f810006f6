"""Whose turn it is at one connection: commands come first, and who watches gives way to them."""

from __future__ import annotations

import select
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

REST = 0.5
"""Seconds without a command after which watching goes on: a pass makes several, and each would interrupt it."""


class Poke:
    """Wakes a thread that waits for a socket. It stays set until that thread has noticed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._set = self._noticed = False
        self._bell: socket.socket | None = None

    def set(self) -> None:
        """Wake the waiting thread, or the next that waits. From any thread."""
        with self._lock:
            self._set = True
            if self._bell is not None:
                self._bell.send(b"!")

    def poked(self, seconds: float) -> bool:
        """Wait until poked or so many seconds; True where it was the poke."""
        self.wait(seconds)
        return self._noticed

    def wait(self, seconds: float, sock: socket.socket | None = None) -> bool:
        """Wait until poked, until `sock` can be read, or so many seconds. True where it was the socket."""
        heard, bell = socket.socketpair()
        with heard, bell:
            with self._lock:
                if not self._set:
                    self._bell = bell
            poller = select.poll()
            poller.register(heard, select.POLLIN)
            if sock is not None:
                poller.register(sock, select.POLLIN)
            until = 0.0 if self._bell is None else max(0.0, seconds)
            ready = {descriptor for descriptor, _ in poller.poll(until * 1000)}
            with self._lock:
                self._bell, self._set, self._noticed = None, False, self._set
        return sock is not None and sock.fileno() in ready


class Turns:
    """A lock with two doors, which a thread that gives commands may pass again. `poke` ends the watcher's turn."""

    def __init__(self) -> None:
        self.poke = Poke()
        self._changed = threading.Condition()
        self._owner: int | None = None
        self._depth = 0
        self._watching = False
        self._asked = 0
        self._freed = 0.0

    @contextmanager
    def command(self) -> Iterator[None]:
        """A turn for commands; a watcher is asked to end its own."""
        me = threading.get_ident()
        with self._changed:
            if self._owner != me:
                self._asked += 1
                if self._watching:
                    self.poke.set()
                self._changed.wait_for(lambda: self._owner is None)
                self._asked -= 1
                self._owner = me
            self._depth += 1
        try:
            yield
        finally:
            with self._changed:
                self._depth -= 1
                if not self._depth:
                    self._freed = time.monotonic()
                    self._owner = None
                    self._changed.notify_all()

    @contextmanager
    def watch(self) -> Iterator[None]:
        """A turn for watching, as soon as nobody has given a command for a while."""
        with self._changed:
            while self._owner is not None or self._asked or self._rest() > 0:
                taken = self._owner is not None or self._asked
                self._changed.wait(None if taken else self._rest())
            self._owner, self._watching = threading.get_ident(), True
        try:
            yield
        finally:
            with self._changed:
                self._owner, self._watching = None, False
                self._changed.notify_all()

    def _rest(self) -> float:
        return self._freed + REST - time.monotonic()
