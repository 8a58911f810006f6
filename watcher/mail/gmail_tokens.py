"""Access tokens (RFC 6749 section 6): made from the user's grant, ahead of time, by one at a time."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlencode

from watcher.errors import ServerError, SignInError

if TYPE_CHECKING:
    import httplib2

AHEAD = 300.0
"""Seconds before its end at which an access token is replaced."""

LONGEST = 3600.0
"""Seconds that Google's access tokens last; what is kept longer was dated by a clock that went wrong."""

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

    @property
    def mark(self) -> str:
        """Tells it from other grants, and nothing else of it."""
        return sha256(self.refresh_token.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Access:
    """An access token of the grant with the mark `of`, good until `ends_at`: seconds since 1970."""

    token: str
    ends_at: float
    of: str

    def __repr__(self) -> str:
        return f"Access({self.of})"


class Shared(Protocol):
    """The access token that the processes of one user share (`config.grants.Kept`)."""

    def alone(self, sleep: Callable[[float], None]) -> AbstractContextManager[None]:
        """While one process renews it, the others wait. ServerError where they do for too long."""
        ...

    def access(self) -> Access | None:
        """What was kept last."""
        ...

    def keep(self, access: Access) -> None:
        """Keep it for the others, where that is possible."""
        ...


class Sender(Protocol):
    """What sends a request (`gmail_http.Transport`)."""

    def request(
        self, uri: str, method: str = "GET", body: str | bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> tuple[httplib2.Response, bytes]:
        """Status and content; OSError or HTTPException."""
        ...


class Tokens:
    """The account's access token; `grant` is asked for each refresh, so that a new sign-in counts at once.

    `clock` is monotonic, `wall` seconds since 1970; `sleep` waits for another process, where the token is `shared`.
    """

    def __init__(
        self,
        account: str,
        grant: Callable[[], Grant],
        sender: Sender,
        clock: Callable[[], float] = time.monotonic,
        *,
        shared: Shared | None = None,
        wall: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._account = account
        self._grant = grant
        self._sender = sender
        self._clock, self._wall, self._sleep = clock, wall, sleep
        self._shared = shared
        self._lock = threading.Lock()
        self._token = ""
        self._until = 0.0

    def valid(self, *, instead_of: str = "") -> str:
        """A token that lasts a while yet, other than `instead_of`, which the server refused.

        SignInError where the grant is no longer good; ServerError where the token endpoint cannot answer just now.
        """
        with self._lock:
            if not self._token or self._token == instead_of or self._clock() > self._until - AHEAD:
                with self._shared.alone(self._sleep) if self._shared else nullcontext():
                    self._renew(instead_of)
            return self._token

    def _renew(self, refused: str) -> None:
        """Take what another process made meanwhile, else make one."""
        grant = self._grant()
        other = self._shared.access() if self._shared else None
        if other is not None and other.of == grant.mark and other.token != refused:
            left = min(other.ends_at - self._wall(), LONGEST)
            if left > AHEAD:
                self._token, self._until = other.token, self._clock() + left
                return
        lasts = self._refresh(grant)
        if self._shared is not None:
            self._shared.keep(Access(self._token, self._wall() + lasts, grant.mark))

    def _refresh(self, grant: Grant) -> float:
        """Ask for another; how many seconds it lasts."""
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
            lasts = float(answer.get("expires_in", LONGEST))
            self._token, self._until = token, self._clock() + lasts
            return lasts
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
