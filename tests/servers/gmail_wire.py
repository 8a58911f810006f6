"""HTTP/1.1 for the fake Gmail: single calls, batches (multipart/mixed), the token endpoint, cut and slow answers."""

from __future__ import annotations

import email
import json
import socket
import time
from email import policy
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.servers.gmail import Fault, GmailServer

_LARGEST_BATCH = 100


class Handler(BaseHTTPRequestHandler):
    gmail: GmailServer
    protocol_version = "HTTP/1.1"

    def setup(self) -> None:
        super().setup()
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.gmail.open += 1

    def finish(self) -> None:
        self.gmail.open -= 1
        super().finish()

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except (ConnectionError, ValueError):
            self.close_connection = True

    def do_GET(self) -> None:
        self._answer("GET")

    def do_POST(self) -> None:
        self._answer("POST")

    def do_PUT(self) -> None:
        self._answer("PUT")

    def do_DELETE(self) -> None:
        self._answer("DELETE")

    def _answer(self, verb: str) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        path = self.path.split("?")[0]
        if path.startswith("/batch"):
            kind, content, fault = self._batch(headers, body)
            status = fault.status if fault and fault.status else 200
            self._send(status, content, kind, fault)
            return
        if path == "/auth":
            self.send_response(302)
            self.send_header("Location", self.gmail.consent.page(self.path))
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if path.startswith("/v1/") and self.gmail.pubsub is not None:
            token = headers.get("authorization", "").removeprefix("Bearer ")
            status, answer = self.gmail.pubsub.call(verb, path, token, json.loads(body or b"{}"))
            self._send(status, json.dumps(answer).encode(), "application/json", None)
            return
        if path == "/token":
            status, answer, fault = self.gmail.consent.token(body)
        else:
            status, answer, fault = self.gmail.call(verb, self.path, headers, body)
        content = json.dumps(answer).encode() if answer is not None else b""
        self._send(status, content, "application/json; charset=UTF-8", fault)

    def _batch(self, outer: dict[str, str], body: bytes) -> tuple[str, bytes, Fault | None]:
        fault = self.gmail.fault("batch")
        whole = b"Content-Type: " + outer["content-type"].encode() + b"\r\n\r\n" + body
        parts = email.message_from_bytes(whole, policy=policy.compat32).get_payload()
        assert isinstance(parts, list)
        self.gmail.batches.append(len(parts))
        if len(parts) > _LARGEST_BATCH:
            return "application/json", b"{}", fault
        answers: list[bytes] = []
        for part in parts:
            inner = part.get_payload()  # type: ignore[union-attr]
            line, _, rest = str(inner).partition("\n")
            verb, target, _ = line.split()
            head, _, content = rest.replace("\r\n", "\n").partition("\n\n")
            own = {n.strip().lower(): v.strip() for n, _, v in (one.partition(":") for one in head.split("\n"))}
            status, answer, wrong = self.gmail.call(verb, target, outer | own, content.strip().encode())
            answers.append(_part(str(part["Content-ID"]), status, answer, wrong))  # type: ignore[index]
        joined = b"".join(b"--batch_x\r\n" + one + b"\r\n" for one in answers) + b"--batch_x--\r\n"
        return "multipart/mixed; boundary=batch_x", joined, fault

    def _send(self, status: int, content: bytes, kind: str, fault: Fault | None) -> None:
        if fault is not None and fault.slow:
            time.sleep(fault.slow)
        if fault is not None and fault.cut and not fault.done:
            self.close_connection = True
            return
        self.send_response(status, HTTPStatus(status).phrase)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        for name, value in (fault.headers if fault else {}).items():
            self.send_header(name, value)
        self.end_headers()
        if fault is not None and fault.cut:
            self.wfile.write(content[: len(content) // 2])
            self.close_connection = True
            return
        self.wfile.write(content)


def handler(server: GmailServer) -> type[BaseHTTPRequestHandler]:
    """The class that answers for `server`."""
    return type("Answering", (Handler,), {"gmail": server})


def _part(content_id: str, status: int, answer: Any, fault: Fault | None) -> bytes:
    content = json.dumps(answer).encode() if answer is not None else b""
    extra = "".join(f"{name}: {value}\r\n" for name, value in (fault.headers if fault else {}).items())
    name = content_id.strip("<>")
    return (
        f"Content-Type: application/http\r\nContent-ID: <response-{name}>\r\n\r\n"
        f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\nContent-Type: application/json\r\n{extra}"
        f"Content-Length: {len(content)}\r\n\r\n"
    ).encode() + content
