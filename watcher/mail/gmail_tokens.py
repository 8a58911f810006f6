"""Access tokens (RFC 6749 section 6): made from the user's grant, ahead of time, by one thread at a time."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlencode

from watcher.errors import ServerError, SignInError

if TYPE_CHECKING:
    import httplib2

AHEAD = 300.0
"""Seconds before its end at which an access token is replaced."""

READ = "https://www.googleapis.com/auth/gmail.readonly"
COMPOSE = "https://www.googleapis.com/auth/gmail.compose"
PUBSUB = "https://www.googleapis.com/auth/pubsub"
MAIL = "https://mail.google.com/"
"""All of the mail: the only scope that Google takes for IMAP."""

INSERT = "https://www.googleapis.com/auth/gmail.insert"


@dataclass(frozen=True, slots=True)
class Grant:
    """What the user agreed to, by `watcher auth gmail`. `scopes` are those that they left ticked."""

    client_id: str
    client_secret: str
    refresh_token: str
    token_uri: str = "https://oauth2.googleapis.com/token"  # noqa: S105 - an address
    scopes: tuple[str, ...] = (READ, COMPOSE)

    def __repr__(self) -> str:
        return f"Grant({self.client_id})"


class Sender(Protocol):
    """What sends a request (`gmail_http.Transport`)."""

    def request(
        self, uri: str, method: str = "GET", body: str | bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> tuple[httplib2.Response, bytes]:
        """Status and content; OSError or HTTPException."""
        ...


class Tokens:
    """The account's access token; `grant` is asked for each refresh, so that a new sign-in counts at once."""

    def __init__(
        self, account: str, grant: Callable[[], Grant], sender: Sender, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._account = account
        self._grant = grant
        self._sender = sender
        self._clock = clock
        self._lock = threading.Lock()
        self._token = ""
        self._until = 0.0

    def valid(self, *, instead_of: str = "") -> str:
        """A token that lasts a while yet, other than `instead_of`, which the server refused.

        SignInError where the grant is no longer good; ServerError where the token endpoint cannot answer just now.
        """
        with self._lock:
            if not self._token or self._token == instead_of or self._clock() > self._until - AHEAD:
                self._refresh()
            return self._token

    def _refresh(self) -> None:
        grant = self._grant()
        form = {
            "grant_type": "refresh_token",
            "refresh_token": grant.refresh_token,
            "client_id": grant.client_id,
            "client_secret": grant.client_secret,
        }
        headers = {"content-type": "application/x-www-form-urlencoded", "accept": "application/json"}
        try:
            response, content = self._sender.request(grant.token_uri, "POST", urlencode(form), headers)
        except (OSError, http.client.HTTPException) as error:
            raise ServerError(
                f'Google\'s sign-in for the account "{self._account}" cannot be reached ({type(error).__name__}). It '
                "will be tried again.",
                subject=self._account,
            ) from error
        answer = _object(content)
        token = answer.get("access_token")
        if response.status == http.client.OK and isinstance(token, str):
            self._token = token
            self._until = self._clock() + float(answer.get("expires_in", 3600))
            return
        raise self._refused(response.status, str(answer.get("error", "")))

    def _refused(self, status: int, error: str) -> Exception:
        again = f"`watcher auth gmail {self._account}`"
        if error == "invalid_grant":
            return SignInError(
                f'Google no longer accepts the sign-in of "{self._account}". Sign in again with {again}. It ends after '
                "7 days while the app in your Cloud project is in Testing (publish it), and with a new password.",
                subject=self._account,
                permanent=True,
            )
        if error in ("invalid_client", "unauthorized_client", "deleted_client", "invalid_scope"):
            return SignInError(
                f'Google does not know the OAuth client of "{self._account}" ({error}). Check it in your Cloud '
                f"project, and sign in again with {again}.",
                subject=self._account,
                permanent=True,
            )
        return ServerError(
            f'Google\'s sign-in for the account "{self._account}" does not work just now (status {status}). It will be '
            "tried again.",
            subject=self._account,
        )


class Signing:
    """Tokens in the form that the library asks for where a part of a batch is answered with 401."""

    access_token = ""  # looked at, and never sent
    access_token_expired = False

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._given = ""

    def apply(self, headers: dict[str, str]) -> None:
        """Sign the headers of one part."""
        self._given = self._tokens.valid()
        headers["authorization"] = f"Bearer {self._given}"

    def refresh(self, _http: object) -> None:
        """The token that was given last is refused."""
        self._tokens.valid(instead_of=self._given)


def _object(content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
