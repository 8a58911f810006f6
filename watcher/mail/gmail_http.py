"""HTTP for the Gmail API, in the form that google-api-python-client asks for.

Not httplib2's own: that sends a request again by itself where a connection breaks (its RETRIES), a draft too; and its
timeout is for each octet. Here a call has one deadline by the wall clock, and only what reads is sent again, once,
where a connection that lay idle turned out to be dead.
"""

from __future__ import annotations

import http.client
import ssl
import threading
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import httplib2

from watcher.mail.deadline import hang_up

_CHUNK = 65_536
_Place = tuple[str, str]
"""Scheme and host."""

MAX_ANSWER = 60_000_000
"""Octets: a message of 25 MB (Gmail takes no larger one) in base64, and room."""


class Transport:
    """Connections, each for one request at a time; `close` ends them all, and the next request opens anew.

    Threads share none, and leave none behind: what is done with one goes back, for whoever comes next.
    """

    def __init__(self, timeout: float, context: ssl.SSLContext) -> None:
        self._timeout = timeout
        self._context = context
        self._all: set[http.client.HTTPConnection] = set()
        self._idle: list[tuple[_Place, http.client.HTTPConnection]] = []
        self._lock = threading.Lock()

    def request(
        self,
        uri: str,
        method: str = "GET",
        body: str | bytes | None = None,
        headers: Mapping[str, str] | None = None,
        **_options: object,
    ) -> tuple[httplib2.Response, bytes]:
        """Send one request; OSError or HTTPException where it fails. Redirects are not followed: the API has none."""
        parts = urlsplit(uri)
        reads = method == "GET" or parts.path.startswith("/batch")
        place = (parts.scheme, parts.netloc)
        data = body.encode() if isinstance(body, str) else body
        given = {name: value for name, value in (headers or {}).items() if name.lower() != "content-length"}
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        old = self._taken(place)
        if old is not None and reads:
            try:
                return self._sent(place, old, method, target, data, given)
            except (ConnectionError, http.client.RemoteDisconnected):
                pass
        elif old is not None:
            self._drop(old)  # it may have died meanwhile: what writes goes over a fresh one, and once
        return self._sent(place, self._connect(place), method, target, data, given)

    def hang_up(self) -> None:
        """End every call under way, from any thread: who waits for an answer meets an error."""
        with self._lock:
            socks = [connection.sock for connection in self._all]
        for sock in socks:
            if sock is not None:
                hang_up(sock)

    def close(self) -> None:
        """Free all sockets, those too over which an answer is awaited."""
        with self._lock:
            those, self._all = self._all, set()
            self._idle.clear()
        for connection in those:
            connection.close()

    def _sent(
        self,
        place: _Place,
        connection: http.client.HTTPConnection,
        method: str,
        target: str,
        body: bytes | None,
        headers: Mapping[str, str],
    ) -> tuple[httplib2.Response, bytes]:
        """The answer; the connection is kept after it, and given up after any fault."""
        try:
            answer = self._send(connection, method, target, body, headers)
        except BaseException:
            self._drop(connection)
            raise
        with self._lock:
            kept = connection in self._all
            if kept:
                self._idle.append((place, connection))
        if not kept:
            connection.close()
        return answer

    def _taken(self, place: _Place) -> http.client.HTTPConnection | None:
        """The idle connection to a place that was used last."""
        with self._lock:
            for entry in reversed(self._idle):
                if entry[0] == place:
                    self._idle.remove(entry)
                    return entry[1]
        return None

    def _connect(self, place: _Place) -> http.client.HTTPConnection:
        scheme, netloc = place
        connection = (
            http.client.HTTPConnection(netloc, timeout=self._timeout)
            if scheme == "http"
            else http.client.HTTPSConnection(netloc, timeout=self._timeout, context=self._context)
        )
        with self._lock:
            self._all.add(connection)
        return connection

    def _drop(self, connection: http.client.HTTPConnection) -> None:
        with self._lock:
            self._all.discard(connection)
        connection.close()

    def _send(
        self,
        connection: http.client.HTTPConnection,
        method: str,
        target: str,
        body: bytes | None,
        headers: Mapping[str, str],
    ) -> tuple[httplib2.Response, bytes]:
        until = time.monotonic() + self._timeout
        connection.request(method, target, body, dict(headers))
        response = connection.getresponse()
        content = self._content(response, until)
        told: dict[str, Any] = {name.lower(): value for name, value in response.getheaders()}
        told["status"] = str(response.status)
        answer = httplib2.Response(told)
        answer.status, answer.reason = response.status, response.reason
        return answer, content

    def _content(self, response: http.client.HTTPResponse, until: float) -> bytes:
        found = bytearray()
        while chunk := response.read1(_CHUNK):
            found += chunk
            if len(found) > MAX_ANSWER:
                raise http.client.HTTPException("the answer is too long")
            if time.monotonic() > until:
                raise TimeoutError(f"not done after {self._timeout:g} s")
        if response.length:
            raise http.client.IncompleteRead(b"", response.length)
        response.close()
        return bytes(found)
