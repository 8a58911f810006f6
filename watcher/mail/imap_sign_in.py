"""Connecting to an IMAP server and signing in: TLS verified always, the password never told to anybody else."""

from __future__ import annotations

import ipaddress
import socket
import ssl
from collections.abc import Callable

from imapclient import IMAPClient
from imapclient.exceptions import LoginError

from watcher.errors import ConfigError, ServerError
from watcher.mail.imap_errors import in_words, port, sign_in_error
from watcher.mail.imap_session import Session, shut
from watcher.mail.types import ImapSettings


def sign_in(settings: ImapSettings, password: Callable[[], str], context: ssl.SSLContext) -> Session:
    """Connect and sign in. SignInError or ServerError, in words."""
    return Session(lambda: _client(settings, password, context), settings)


def _client(settings: ImapSettings, password: Callable[[], str], context: ssl.SSLContext) -> IMAPClient:
    if settings.tls == "none" and not is_loopback(settings.host):
        raise ConfigError(
            f'Account "{settings.name}": tls = "none" is only for a server on this machine; "{settings.host}" needs '
            '"implicit" or "starttls".',
            subject=settings.name,
        )
    # Asked for before the server waits: a password manager may have to ask the user.
    secret = password()
    with in_words(settings, "connecting"):
        client = IMAPClient(
            settings.host, port(settings), ssl=settings.tls == "implicit", ssl_context=context, timeout=settings.timeout
        )
    try:
        _prepare(client, settings, context)
        _login(client, settings, secret)
    except BaseException:
        shut(client)
        raise
    return client


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
