"""A real SMTP server on loopback that does what it is told, and keeps what it took."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword


class Box:
    """What the server does, and what it took."""

    def __init__(self) -> None:
        self.taken: list[Envelope] = []
        self.at: dict[str, str] = {}

    async def handle_MAIL(self, _s: Any, _n: Any, envelope: Envelope, address: str, options: list[str]) -> str:
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return self.at.get("MAIL", "250 OK")

    async def handle_RCPT(self, _s: Any, _n: Any, envelope: Envelope, address: str, _o: Any) -> str:
        answer = self.at.get("RCPT", "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, _n: Any, envelope: Envelope) -> str:
        if self.at.get("DATA") == "accepted, then gone":
            self.taken.append(envelope)
            assert server.transport is not None
            server.transport.close()
        answer = self.at.get("DATA", "250 OK")
        if answer.startswith("250"):
            self.taken.append(envelope)
        return answer


def authenticate(_s: Any, _n: Any, _e: Any, _m: Any, given: Any) -> AuthResult:
    good = isinstance(given, LoginPassword) and given.password == b"secret"
    return AuthResult(success=good, handled=False) if not good else AuthResult(success=True)


@contextmanager
def smtp_server(box: Box) -> Iterator[Controller]:
    """Serve `box`; its one password is "secret"."""
    controller = Controller(
        box, hostname="127.0.0.1", port=free_port(), authenticator=authenticate, auth_require_tls=False
    )
    controller.start()
    try:
        yield controller
    finally:
        controller.stop()


def free_port() -> int:
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
