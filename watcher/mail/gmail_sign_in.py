"""Signing in at Google: OAuth for installed apps (RFC 8252) with PKCE (RFC 7636), on a loopback port or by paste."""

from __future__ import annotations

import threading
import time
import webbrowser
from collections.abc import Callable, Sequence
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

from google_auth_oauthlib.flow import InstalledAppFlow
from oauthlib.oauth2 import OAuth2Error
from requests.exceptions import RequestException

from watcher.errors import ConfigError, ServerError, SignInError
from watcher.mail.gmail_tokens import COMPOSE, INSERT, MAIL, PUBSUB, READ, Grant

PASTE_TO = "http://127.0.0.1:8765/"
"""Where the browser is sent when the address is to be pasted: nothing listens there, and the address line shows it."""

PATIENCE = 600
"""Seconds that the user has for the consent page."""

_DONE = "You are signed in. This page may be closed."
_NO_DIGEST = (
    "Without the permission to insert mail the digest cannot be put into INBOX; drafts do not need it. For the digest, "
    'sign in once more with all boxes ticked, or set deliver = "smtp" under [digest].'
)
_MEANT = {READ: "read mail", COMPOSE: "write drafts", MAIL: "use mail over IMAP"}


def sign_in(
    account: str,
    client: Path,
    *,
    write: bool,
    insert: bool = False,
    imap: bool = False,
    pubsub: bool = False,
    say: Callable[[str], None],
    ask: Callable[[], str] | None = None,
    browser: Callable[[str], object] = webbrowser.open,
) -> Grant:
    """Let the user consent; the grant, with at least what the account needs: to `write` drafts, to `insert` the digest.

    For `imap` Google knows one permission only, which is all of the mail. With `ask` the address is shown, and the one
    that the browser was sent to is asked for; else a port on loopback waits for it, and `browser` opens the page.
    ConfigError, SignInError or ServerError, each with what to do.
    """
    scopes = [MAIL] if imap else [READ, COMPOSE] if write else [READ]
    # Without INSERT the digest has to come another way, without PUBSUB news are polled for; nothing else needs them.
    flow = _flow(client, [*scopes, *[INSERT] * insert, *[PUBSUB] * pubsub])
    try:
        if ask is None:
            _on_loopback(flow, say, browser)
        else:
            _by_paste(flow, say, ask)
        token = dict(flow.oauth2session.token)
    except Warning as changed:
        # What oauthlib raises where the user unticked a box; the token itself is good.
        token = dict(getattr(changed, "token", None) or {})
    except OAuth2Error as error:
        raise _refused(account, error.error or type(error).__name__) from None
    except RequestException as error:
        raise ServerError(f"Google's sign-in cannot be reached ({type(error).__name__}).", subject=account) from None
    except (AttributeError, ValueError, KeyError):
        raise _refused(account, "nobody consented in time, or the address was not complete") from None
    grant = _checked(account, token, scopes, flow.client_config)
    if insert and INSERT not in grant.scopes:
        say(_NO_DIGEST)
    return grant


def _flow(client: Path, scopes: Sequence[str]) -> Any:
    try:
        return InstalledAppFlow.from_client_secrets_file(str(client), scopes=list(scopes))
    except OSError as error:
        raise ConfigError(f"the OAuth client {client} cannot be read: {error.strerror}", subject=str(client)) from None
    except (ValueError, KeyError, TypeError):
        raise ConfigError(
            f'{client} is no OAuth client: make one of the type "Desktop app" in your Cloud project (APIs & Services, '
            "Credentials), and download its JSON",
            subject=str(client),
        ) from None


def _on_loopback(flow: Any, say: Callable[[str], None], browser: Callable[[str], object]) -> None:
    with _Listener() as listener:
        flow.redirect_uri = f"http://127.0.0.1:{listener.server_port}/"
        url, _ = flow.authorization_url(access_type="offline", prompt="consent")
        say(f"Open this address in your browser:\n\n{url}\n")
        # A browser of the terminal, such as w3m, is at work until the user leaves it.
        threading.Thread(target=browser, args=(url,), daemon=True).start()
        target = listener.wait()
    _exchange(flow, f"http://127.0.0.1{target}")


class _Listener(HTTPServer):
    """Waits on loopback for the browser to be sent back."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Page)
        self.target = ""

    def wait(self) -> str:
        """The path with what Google said, "" where nobody came in time."""
        until = time.monotonic() + PATIENCE
        while not self.target and (left := until - time.monotonic()) > 0:
            self.timeout = left
            self.handle_request()
        return self.target


class _Page(BaseHTTPRequestHandler):
    """What the user sees at the end. Browsers ask for an icon too."""

    def do_GET(self) -> None:
        """Take what Google said, and thank the user."""
        is_it = "state=" in self.path and isinstance(self.server, _Listener)
        self.send_response(HTTPStatus.OK if is_it else HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.end_headers()
        self.wfile.write(_DONE.encode() if is_it else b"")
        if isinstance(self.server, _Listener) and is_it:
            self.server.target = self.path

    def log_message(self, *_: object) -> None:
        """The address holds a code: it is not logged."""


def _by_paste(flow: Any, say: Callable[[str], None], ask: Callable[[], str]) -> None:
    flow.redirect_uri = PASTE_TO
    url, _ = flow.authorization_url(access_type="offline", prompt="consent")
    say(
        f"Open this address in a browser, on any machine:\n\n{url}\n\nAfter you agree, the browser shows a page that "
        f"cannot be reached. Copy its whole address ({PASTE_TO}?...) and paste it here."
    )
    _exchange(flow, ask().strip())


def _exchange(flow: Any, sent_to: str) -> None:
    """Code to token. oauthlib wants https, which a loopback address cannot have (RFC 8252 section 8.3).

    The client is named in the form, as Google's page on installed apps has it, and not in a header.
    """
    flow.fetch_token(authorization_response=sent_to.replace("http://", "https://", 1), include_client_id=True)


def _checked(account: str, token: dict[str, Any], wanted: Sequence[str], client: dict[str, Any]) -> Grant:
    told = token.get("scope") or []
    given = told.split() if isinstance(told, str) else list(told)
    missing = [_MEANT[one] for one in wanted if one not in given]
    if missing:
        raise SignInError(
            f'Google was not allowed to let "{account}" {" and ".join(missing)}: sign in once more, and leave all '
            "boxes ticked on the page. Without write = true only reading is asked for.",
            subject=account,
        )
    refresh = token.get("refresh_token")
    if not refresh:
        raise _refused(account, "Google gave no refresh token")
    return Grant(client["client_id"], client.get("client_secret", ""), str(refresh), client["token_uri"], tuple(given))


def _refused(account: str, why: str) -> SignInError:
    return SignInError(f'"{account}" could not be signed in to Google ({why}). Run the command again.', subject=account)
