"""Connecting to an IMAP server and signing in: TLS verified always, the password never told to anybody else."""

from __future__ import annotations

import ipaddress
import socket
import ssl
from collections.abc import Callable

from imapclient import IMAPClient, imap4, tls
from imapclient.exceptions import LoginError

from watcher.errors import ConfigError, ServerError
from watcher.mail.deadline import Deadline
from watcher.mail.imap_errors import in_words, port, sign_in_error
from watcher.mail.imap_session import Session, shut
from watcher.mail.oauth import AccessTokens, bear
from watcher.mail.types import ImapSettings

_STEPS = 2
"""Times the timeout that connecting and signing in may take together."""

_KEEPALIVE = {"TCP_KEEPIDLE": 120, "TCP_KEEPINTVL": 30, "TCP_KEEPCNT": 4}
"""A connection that hears nothing for four minutes is dead, which the kernel finds out without waking us."""


Secret = Callable[[], str] | AccessTokens
"""What gives the password at each sign-in, or an access token."""


def sign_in(settings: ImapSettings, secret: Secret, context: ssl.SSLContext) -> Session:
    """Connect and sign in. SignInError or ServerError, in words."""
    return Session(lambda: _client(settings, secret, context), settings)


def _client(settings: ImapSettings, secret: Secret, context: ssl.SSLContext) -> IMAPClient:
    if settings.tls == "none" and not is_loopback(settings.host):
        raise ConfigError(
            f'Account "{settings.name}": tls = "none" is only for a server on this machine; "{settings.host}" needs '
            '"implicit" or "starttls".',
            subject=settings.name,
        )
    # Asked for before the server waits: a password manager may have to ask the user.
    said = secret.valid() if isinstance(secret, AccessTokens) else secret()
    with in_words(settings, "signing in"), Deadline(settings.timeout * _STEPS) as deadline:
        with in_words(settings, "connecting"):
            client = _Guarded(settings, context, deadline)
        try:
            _prepare(client, settings, context)
            if isinstance(secret, AccessTokens):
                with in_words(settings, "signing in"):
                    bear(client, settings, secret, said)
            else:
                _login(client, settings, said)
        except BaseException:
            shut(client)
            raise
        return client


class _Guarded(IMAPClient):  # type: ignore[misc]
    """An IMAPClient whose connection is under a deadline from before its greeting, or TLS handshake, on."""

    def __init__(self, settings: ImapSettings, context: ssl.SSLContext, deadline: Deadline) -> None:
        self._deadline = deadline
        self.ssl_context: ssl.SSLContext
        super().__init__(
            settings.host, port(settings), ssl=settings.tls == "implicit", ssl_context=context, timeout=settings.timeout
        )

    def _create_IMAP4(self) -> imap4.IMAP4WithTimeout | tls.IMAP4_TLS:  # noqa: N802 - imapclient's name
        timeout, deadline, context = self._timeout.connect, self._deadline, self.ssl_context

        class Plain(imap4.IMAP4WithTimeout):  # type: ignore[misc]
            def _create_socket(self, _: float | None = None) -> socket.socket:
                sock = socket.create_connection((self.host, self.port), timeout)
                deadline.guard(sock)
                return sock

        class Tls(tls.IMAP4_TLS):  # type: ignore[misc]
            def _create_socket(self, _: float | None = None) -> socket.socket:
                sock = socket.create_connection((self.host, self.port), timeout)
                deadline.guard(sock)
                return context.wrap_socket(sock, server_hostname=self.host)

        if self.ssl:
            return Tls(self.host, self.port, context, timeout)
        return Plain(self.host, self.port, timeout)


def _prepare(client: IMAPClient, settings: ImapSettings, context: ssl.SSLContext) -> None:
    # imapclient has imaplib format every line for a debug log, bodies included: slow, and bodies are not to be logged.
    client._imap.debug = 0
    client.normalise_times = False
    # Names stay as the server gives them: one that is not modified UTF-7 would break the whole LIST.
    client.folder_encode = False
    if settings.tls == "starttls":
        with in_words(settings, "starting TLS"):
            if not client.has_capability("STARTTLS"):
                raise ServerError(
                    f'{settings.host}:{port(settings)} offers no STARTTLS. Use tls = "implicit" (usually port 993).',
                    subject=settings.name,
                    permanent=True,
                )
            client.starttls(context)
    # Without it an APPEND waits for a delayed ACK: 23 a second on several servers.
    client.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    client.socket().setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in _KEEPALIVE.items():
        if hasattr(socket, name):
            client.socket().setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)


def _login(client: IMAPClient, settings: ImapSettings, password: str) -> None:
    with in_words(settings, "signing in"):
        try:
            # LOGIN takes ASCII only in imaplib; PLAIN is UTF-8 (RFC 4616).
            no_login = client.has_capability("LOGINDISABLED") or not (settings.username + password).isascii()
            if no_login and client.has_capability("AUTH=PLAIN"):
                client.plain_login(settings.username, password)
            else:
                client.login(settings.username, password)
        except (LoginError, UnicodeEncodeError) as error:
            raise sign_in_error(settings, error, password) from None


def is_loopback(host: str) -> bool:
    """The host is this machine itself."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
