"""Signing in to IMAP by an access token: XOAUTH2 (Google, Microsoft), or OAUTHBEARER (RFC 7628)."""

from __future__ import annotations

import imaplib
import json
from base64 import b64encode
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from imapclient import IMAPClient

from watcher.errors import ServerError, SignInError
from watcher.mail.imap_errors import clean, sign_in_error, where
from watcher.mail.types import ImapSettings

if TYPE_CHECKING:
    import httplib2

    from watcher.mail.gmail_http import Transport

MECHANISMS = ("XOAUTH2", "OAUTHBEARER")


@runtime_checkable
class AccessTokens(Protocol):
    """Where access tokens come from; from any thread."""

    def valid(self, *, instead_of: str = "") -> str:
        """A token that lasts a while yet, other than `instead_of`, which the server refused.

        SignInError where there can be none before the user acts; ServerError where it may pass.
        """
        ...


class Printed:
    """Tokens that a command prints; it knows when they end, and is asked at each sign-in."""

    def __init__(self, account: str, reveal: Callable[[], str]) -> None:
        self._account = account
        self._reveal = reveal

    def valid(self, *, instead_of: str = "") -> str:
        """What it prints now; ConfigError where it cannot."""
        token = self._reveal()
        if token == instead_of:
            raise SignInError(
                f'The command in oauth of "{self._account}" prints an access token that the server refuses. '
                "Sign in anew with that program, and check that the token is for IMAP and for this username.",
                subject=self._account,
                permanent=True,
            )
        return token


class Once:
    """Sends a request and frees the socket: a token is asked for once an hour."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def request(
        self, uri: str, method: str = "GET", body: str | bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> tuple[httplib2.Response, bytes]:
        """As `Transport.request`."""
        try:
            return self._transport.request(uri, method, body, headers)
        finally:
            self._transport.close()


class _RefusedError(Exception):
    """The server does not take this token; its words, without the token."""


def bear(client: IMAPClient, settings: ImapSettings, tokens: AccessTokens, token: str) -> None:
    """Sign in with `token`, and where it is refused with a fresh one. SignInError or ServerError."""
    mechanism = next((one for one in MECHANISMS if client.has_capability(f"AUTH={one}")), "")
    if not mechanism:
        raise ServerError(
            f"{where(settings)} offers neither XOAUTH2 nor OAUTHBEARER: use password instead of oauth.",
            subject=settings.name,
            permanent=True,
        )
    try:
        _authenticate(client, settings, mechanism, token)
    except _RefusedError:
        try:
            _authenticate(client, settings, mechanism, tokens.valid(instead_of=token), token)
        except _RefusedError as error:
            raise SignInError(
                f'{where(settings)} does not accept the access token of "{settings.username}" (it said: {error}). '
                "Check that username is the address that was signed in, that IMAP is allowed there, and that the "
                "permission covers it (at Google https://mail.google.com/, at Microsoft IMAP.AccessAsUser.All).",
                subject=settings.name,
                permanent=True,
            ) from None


def _authenticate(client: IMAPClient, settings: ImapSettings, mechanism: str, token: str, *old: str) -> None:
    response = _response(mechanism, settings, token)
    challenges: list[bytes] = []

    def answer(challenge: bytes) -> bytes:
        """The token; to what says that it is refused, nothing: only then comes the tagged NO (RFC 7628, 3.2.3)."""
        challenges.append(challenge)
        return response if len(challenges) == 1 else b"" if mechanism == "XOAUTH2" else b"\x01"

    try:
        client._imap.authenticate(mechanism, answer)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        hidden = (b64encode(response).decode(), *sorted((token, *old), key=len, reverse=True))
        refusal = sign_in_error(settings, error, *hidden)
        if not isinstance(refusal, SignInError):
            raise refusal from None
        raise _RefusedError(_told(challenges[1:], error, hidden)) from None


def _response(mechanism: str, settings: ImapSettings, token: str) -> bytes:
    if mechanism == "XOAUTH2":
        return f"user={settings.username}\x01auth=Bearer {token}\x01\x01".encode()
    user = settings.username.replace("=", "=3D").replace(",", "=2C")
    return f"n,a={user},\x01auth=Bearer {token}\x01\x01".encode()


def _told(challenges: list[bytes], error: imaplib.IMAP4.error, hidden: tuple[str, ...]) -> str:
    """The status of the JSON that the server sent, and the words of its NO."""
    words = str(error.args[0]) if error.args else ""
    for challenge in challenges:
        try:
            words = f"status {json.loads(challenge)['status']}; {words}"
        except (ValueError, KeyError, TypeError):
            continue
    for one in hidden:
        words = words.replace(one, "***")
    return clean(words)
