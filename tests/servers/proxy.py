"""A TCP proxy before an IMAP server without TLS, that does to an APPEND what networks do: late, lost or cut.

Modes (`mode` may change at any time, for connections and commands to come):

- pass: hands everything on.
- late: holds what the client sends from the literal of an APPEND on, until `release()` or `hold_seconds`, and delivers
  it then, even if the client is dead by that time.
- lostok: delivers the APPEND, keeps the server's answer to itself and drops the connection.
- cut: delivers half of the literal and drops the connection.
- drop: accepts, then drops at once.
- hole: accepts and never says anything; what connections have to say from here on is lost.
- trickle: hands on what the server says one octet each `trickle` seconds.

`of_append`, where it is set, gives the mode of each APPEND that comes in mode pass.
`end_all` ends connections as a server does (fin) or as a network does (rst); `say` puts words into the server's mouth.
"""

from __future__ import annotations

import contextlib
import re
import socket
import struct
import threading
import time
from collections.abc import Callable
from types import TracebackType

_APPEND = re.compile(rb"^(\S{1,64}) APPEND [^\r\n]{0,2000}\{(\d{1,10})(\+?)\}\r\n", re.IGNORECASE | re.MULTILINE)

MODES = ("pass", "late", "lostok", "cut", "drop", "hole", "trickle")


class Proxy:
    """Listens on a port of its own; use as a context manager. `held` and `delivered` tell what became of an APPEND."""

    def __init__(
        self, target: tuple[str, int], mode: str = "pass", hold_seconds: float = 30.0, trickle: float = 0.2
    ) -> None:
        assert mode in MODES
        self.mode = mode
        self.of_append: Callable[[], str] | None = None
        """Asked in the thread of a connection."""
        self.held = threading.Event()
        """late: the whole literal is here, and not at the server."""
        self.delivered = threading.Event()
        """The server answered an APPEND."""
        self.connections = 0
        self.most_open = 0
        self.accepted_at: list[float] = []
        self.sent = bytearray()
        """All that clients said."""
        self.target = target
        """Where new connections lead."""
        self._hold_seconds = hold_seconds
        self._trickle = trickle
        self._released = threading.Event()
        self._sockets: list[socket.socket] = []
        self._clients: list[socket.socket] = []
        self._holes: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._spawn(self._accept, self._listener)

    def release(self) -> None:
        """Let go what is held."""
        self._released.set()

    def refuse(self) -> None:
        """Stop listening: connections are refused from here on."""
        _shut(self._listener)

    def cut_all(self) -> None:
        """End all connections; new ones are welcome."""
        for sock in self._sockets:
            _shut(sock)

    def end_all(self, how: str) -> None:
        """End all connections as "fin" or "rst" does; new ones are welcome."""
        for client in self._clients:
            if how == "rst":
                # Linger for 0 s: close() resets (SO_LINGER, socket(7)).
                with contextlib.suppress(OSError):
                    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            _shut(client)

    def hole_all(self) -> None:
        """All connections that are open now are black holes from here on; new ones are welcome."""
        self._holes.update(self._clients)

    def say(self, words: bytes) -> None:
        """Tell every client something that the server did not say."""
        for client in self._clients:
            _send(client, words)

    @property
    def open(self) -> int:
        """How many clients are connected now."""
        return sum(client.fileno() >= 0 for client in self._clients)

    def close(self) -> None:
        """End all connections and threads."""
        self.release()
        for sock in [self._listener, *self._sockets]:
            _shut(sock)
        for thread in self._threads:
            thread.join(5)

    def __enter__(self) -> Proxy:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _spawn(self, target: object, *args: object) -> None:
        thread = threading.Thread(target=target, args=args, daemon=True)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            self.connections += 1
            self.accepted_at.append(time.monotonic())
            self._sockets.append(client)
            self._clients.append(client)
            self.most_open = max(self.most_open, self.open)
            if self.mode == "drop":
                _shut(client)
            elif self.mode != "hole":
                self._relay(client)

    def _relay(self, client: socket.socket) -> None:
        try:
            server = socket.create_connection(self.target, timeout=10)
        except OSError:
            _shut(client)
            return
        server.settimeout(None)
        self._sockets.append(server)
        pair = _Pair(client, server)
        self._spawn(self._upstream, pair)
        self._spawn(self._downstream, pair)

    def _downstream(self, pair: _Pair) -> None:
        """Server to client."""
        while data := _receive(pair.server):
            tag = pair.append_tag
            if tag and (data.startswith(tag + b" ") or b"\r\n" + tag + b" " in data):
                pair.append_tag = b""
                self.delivered.set()
                if "lostok" in (self.mode, pair.append_mode):
                    break
            if self.mode == "hole" or pair.client in self._holes:
                continue
            # A dead client does not keep the server's answers from being awaited.
            with contextlib.suppress(OSError):
                self._hand_on(pair.client, data)
        pair.close()

    def _hand_on(self, client: socket.socket, data: bytes) -> None:
        while self.mode == "trickle" and data:
            client.sendall(data[:1])
            data = data[1:]
            time.sleep(self._trickle)
        client.sendall(data)

    def _upstream(self, pair: _Pair) -> None:
        """Client to server."""
        while data := _receive(pair.client):
            self.sent += data
            if self.mode == "hole" or pair.client in self._holes:
                continue
            command = _APPEND.search(data)
            pair.append_mode = mode = self._mode_of(command)
            if command is None or mode in ("pass", "trickle"):
                if command is not None:
                    pair.append_tag = command[1]
                if not _send(pair.server, data):
                    break
            elif not self._append(pair, data, command):
                return
        pair.close()

    def _mode_of(self, command: re.Match[bytes] | None) -> str:
        asked = command is not None and self.mode == "pass" and self.of_append is not None
        return self.of_append() if asked and self.of_append else self.mode

    def _append(self, pair: _Pair, data: bytes, command: re.Match[bytes]) -> bool:
        """One APPEND, treated by the mode. False where the connection is over."""
        mode, size = pair.append_mode, int(command[2])
        pair.append_tag = command[1]
        _send(pair.server, data[: command.end()])
        literal = data[command.end() :]
        # The literal and the CRLF that ends the command.
        while len(literal) < size + 2 and (more := _receive(pair.client)):
            literal += more
        if mode == "cut":
            _send(pair.server, literal[: size // 2])
            pair.close()
            return False
        if mode == "late":
            self.held.set()
            self._released.wait(self._hold_seconds)
        _send(pair.server, literal)
        if mode == "pass":
            return True
        self.delivered.wait(10)
        return mode == "late"


class _Pair:
    def __init__(self, client: socket.socket, server: socket.socket) -> None:
        self.client = client
        self.server = server
        self.append_tag = b""
        self.append_mode = "pass"

    def close(self) -> None:
        _shut(self.client)
        _shut(self.server)


def _receive(sock: socket.socket) -> bytes:
    try:
        return sock.recv(65536)
    except OSError:
        return b""


def _send(sock: socket.socket, data: bytes) -> bool:
    try:
        sock.sendall(data)
    except OSError:
        return False
    return True


def _shut(sock: socket.socket) -> None:
    """Close it, and end what another thread waits for there; no FIN goes before a reset."""
    with contextlib.suppress(OSError):
        resets = sock.getsockopt(socket.SOL_SOCKET, socket.SO_LINGER)
        sock.shutdown(socket.SHUT_RD if resets else socket.SHUT_RDWR)
    sock.close()
