"""Signing in at Google, against the fake's consent page: by loopback, by paste, and what may go wrong."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.servers.gmail import GmailServer
from watcher.config.grants import Kept
from watcher.config.keeping import CredentialPlace, FilePlace
from watcher.errors import ConfigError, ServerError, SignInError
from watcher.mail.gmail_sign_in import sign_in
from watcher.mail.gmail_tokens import COMPOSE, INSERT, PUBSUB, READ, Grant


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[GmailServer]:
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")  # the fake's token endpoint has no TLS
    server = GmailServer().start()
    yield server
    server.stop()


@pytest.fixture
def client(server: GmailServer, tmp_path: Path) -> Path:
    path = tmp_path / "client.json"
    path.write_text(json.dumps(server.consent.client()))
    return path


def redirected(url: str) -> str:
    """What a browser does with the consent page: the address that it is sent to."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc)
    connection.request("GET", urlsplit(url).path + "?" + urlsplit(url).query)
    location = connection.getresponse().getheader("Location")
    connection.close()
    assert location is not None
    return location


def browse(url: str) -> None:
    """A browser in another thread, that asks for an icon first."""

    def follow() -> None:
        parts = urlsplit(redirected(url))
        for target in ("/favicon.ico", f"/?{parts.query}"):
            connection = http.client.HTTPConnection(parts.netloc)
            connection.request("GET", target)
            connection.getresponse().read()
            connection.close()

    threading.Thread(target=follow).start()


def paste(said: list[str]) -> Callable[[], str]:
    """A user who opens the address that was said elsewhere, and pastes where it led."""
    return lambda: redirected(next(word for word in said[-1].split() if "/auth?" in word)) + "\n"


def test_on_a_loopback_port(server: GmailServer, client: Path) -> None:
    grant = sign_in("personal", client, write=True, insert=True, say=lambda _: None, browser=browse)
    assert (grant.refresh_token, set(grant.scopes)) == ("refresh-2", {READ, COMPOSE, INSERT})
    assert grant.token_uri == f"{server.url}token"


def test_without_a_browser(client: Path) -> None:
    said: list[str] = []
    grant = sign_in("personal", client, write=False, say=said.append, ask=paste(said))
    assert grant.scopes == (READ,)
    assert "paste" in said[0]


@pytest.mark.parametrize(("unticked", "words"), [(READ, "read mail"), (COMPOSE, "write drafts")])
def test_a_narrower_grant_is_explained_and_not_taken(
    server: GmailServer, client: Path, unticked: str, words: str
) -> None:
    server.consent.unticked = {unticked}
    said: list[str] = []
    with pytest.raises(SignInError, match=words):
        sign_in("personal", client, write=True, say=said.append, ask=paste(said))


def test_without_the_permission_for_the_digest_the_grant_is_taken(server: GmailServer, client: Path) -> None:
    server.consent.unticked = {INSERT}
    said: list[str] = []
    grant = sign_in("personal", client, write=True, insert=True, say=said.append, ask=paste(said))
    assert set(grant.scopes) == {READ, COMPOSE}
    assert "digest cannot be put into INBOX" in said[-1]


@pytest.mark.parametrize(
    ("write", "insert", "scopes"),
    [(False, False, {READ}), (True, False, {READ, COMPOSE}), (True, True, {READ, COMPOSE, INSERT})],
)
def test_no_more_is_asked_for_than_is_needed(
    server: GmailServer, client: Path, scopes: set[str], *, write: bool, insert: bool
) -> None:
    said: list[str] = []
    grant = sign_in("personal", client, write=write, insert=insert, say=said.append, ask=paste(said))
    assert set(grant.scopes) == scopes
    (asked,) = parse_qs(urlsplit(next(word for word in said[0].split() if "/auth?" in word)).query)["scope"]
    assert set(asked.split()) == scopes


def test_pubsub_is_asked_for_only_where_it_is_configured_and_may_be_refused(server: GmailServer, client: Path) -> None:
    said: list[str] = []
    with_it = sign_in("personal", client, write=False, pubsub=True, say=said.append, ask=paste(said))
    assert set(with_it.scopes) == {READ, PUBSUB}
    server.consent.unticked = {PUBSUB}
    assert sign_in("personal", client, write=False, pubsub=True, say=said.append, ask=paste(said)).scopes == (READ,)


def test_who_refuses_is_told_so(server: GmailServer, client: Path) -> None:
    server.consent.refuses = True
    said: list[str] = []
    with pytest.raises(SignInError, match="access_denied"):
        sign_in("personal", client, write=True, say=said.append, ask=paste(said))


def test_what_is_pasted_wrongly_or_from_another_sign_in_is_refused(client: Path) -> None:
    for pasted in ("", "hello", "http://127.0.0.1:8765/?code=x&state=other"):
        with pytest.raises(SignInError):
            sign_in("personal", client, write=True, say=lambda _: None, ask=lambda pasted=pasted: pasted)  # type: ignore[misc]


def test_what_is_no_client_is_told(tmp_path: Path) -> None:
    path = tmp_path / "client.json"
    with pytest.raises(ConfigError, match="cannot be read"):
        sign_in("personal", path, write=True, say=lambda _: None, ask=str)
    for text in ("", "{}", '{"installed": {}}', "[]"):
        path.write_text(text)
        with pytest.raises(ConfigError, match="Desktop app"):
            sign_in("personal", path, write=True, say=lambda _: None, ask=str)


def test_while_the_token_endpoint_is_away_it_is_no_fault_of_the_users(server: GmailServer, client: Path) -> None:
    said: list[str] = []
    server.fail("token", 503, cut=True)
    with pytest.raises(ServerError):
        sign_in("personal", client, write=True, say=said.append, ask=paste(said))


def test_the_grant_is_kept_in_a_file_that_only_the_user_may_read(tmp_path: Path) -> None:
    path = tmp_path / "state" / "personal.json"
    kept = Kept("personal", tmp_path / "client.json", FilePlace(path))
    with pytest.raises(SignInError, match="watcher auth gmail personal"):
        kept.load()
    grant = Grant("client", "secret", "refresh", "http://x/token", (READ,))
    assert kept.save(grant) == str(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert kept.load() == grant
    assert "refresh" not in f"{grant!r} {kept!r}"
    path.chmod(0o644)
    with pytest.raises(ConfigError, match="chmod 600"):
        kept.load()
    path.chmod(0o600)
    path.write_text("{}")
    with pytest.raises(ConfigError, match="damaged"):
        kept.load()


def test_the_grant_is_read_from_a_systemd_credential(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    grant = Grant("client", "secret", "refresh", "http://x/token", (READ,))
    Kept("personal", tmp_path, FilePlace(tmp_path / "gmail")).save(grant)
    kept = Kept("personal", tmp_path, CredentialPlace("gmail"))
    with pytest.raises(ConfigError, match="systemd"):
        kept.load()
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert kept.load() == grant
    with pytest.raises(ConfigError, match="systemd-creds encrypt"):
        kept.save(grant)
