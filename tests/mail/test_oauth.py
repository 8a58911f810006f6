"""Signing in by an access token: over a real Dovecot, with tokens of a real endpoint's making or a command's."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.contracts.account_contract import read
from tests.contracts.mails import T0, minutes, plain
from tests.servers.dovecot import Dovecot, ImapUser
from tests.servers.fixtures import needed
from tests.servers.gmail import GmailServer
from tests.servers.gmail_imap import GmailImap
from tests.servers.introspection import Introspection, bearing_dovecot
from tests.servers.stub import StubServer
from watcher.config.secret import Secret
from watcher.errors import ConfigError, ServerError, SignInError
from watcher.mail import ImapAccount, tls_context
from watcher.mail.gmail_http import Transport
from watcher.mail.gmail_tokens import Grant, Tokens
from watcher.mail.oauth import Once, Printed

ADA = "ada@example.org"


@pytest.fixture(scope="module")
def bearing() -> Iterator[tuple[Dovecot, Introspection]]:
    needed()
    with bearing_dovecot() as both:
        yield both


@pytest.fixture
def endpoint(bearing: tuple[Dovecot, Introspection]) -> Iterator[GmailServer]:
    """A token endpoint; the tokens that it gave last are good at the IMAP server."""
    server = GmailServer().start()
    yield server
    server.stop()
    bearing[1].tokens.clear()


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Known(Tokens):
    """Tokens, each of which the IMAP server learns of as it is given; what was given before is no longer good."""

    def __init__(self, endpoint: GmailServer, known: Introspection, clock: Clock) -> None:
        given = Grant("client", "", "refresh-1", f"{endpoint.url}token")
        super().__init__("personal", lambda: given, Once(Transport(5.0, tls_context())), clock)
        self._known = known
        self.given: list[str] = []

    def valid(self, *, instead_of: str = "") -> str:
        token = super().valid(instead_of=instead_of)
        self._known.tokens = {token: ADA}
        self.given.append(token)
        return token


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tokens(endpoint: GmailServer, bearing: tuple[Dovecot, Introspection], clock: Clock) -> Known:
    return Known(endpoint, bearing[1], clock)


def account_of(server: Dovecot, tokens: object) -> ImapAccount:
    settings = ImapUser(server, ADA).settings(oauth=True)
    return ImapAccount(settings, tokens, tls_context(settings.ca_file))  # type: ignore[arg-type]


@pytest.mark.server
class TestOverDovecot:
    def test_a_token_signs_in(
        self, bearing: tuple[Dovecot, Introspection], tokens: Known, endpoint: GmailServer
    ) -> None:
        account = account_of(bearing[0], tokens)
        account.put_draft(plain("d@x"))
        assert account.find_drafts({"d@x"})
        assert account.check()[0].what.endswith("as ada@example.org (TLSv1.3)")
        assert endpoint.calls["token"] == 1
        account.close()
        read(account)
        assert endpoint.calls["token"] == 1
        assert endpoint.open == 0  # nothing is kept open for the next hour
        account.close()

    def test_a_token_that_the_server_refuses_is_replaced_once(
        self, bearing: tuple[Dovecot, Introspection], tokens: Known, endpoint: GmailServer
    ) -> None:
        first = tokens.valid()
        bearing[1].tokens = {}
        account = account_of(bearing[0], Forgotten(tokens, bearing[1]))
        assert read(account).last.complete
        assert endpoint.calls["token"] == 2
        assert tokens.given[-1] != first
        account.close()

    def test_a_refused_sign_in_says_what_to_do_and_no_token(
        self, bearing: tuple[Dovecot, Introspection], endpoint: GmailServer, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG)
        given = Grant("client", "", "refresh-1", f"{endpoint.url}token")
        unknown = Tokens("personal", lambda: given, Once(Transport(5.0, tls_context())))
        with pytest.raises(SignInError, match=r"does not accept the access token.*mail\.google\.com") as caught:
            read(account_of(bearing[0], unknown))
        assert caught.value.permanent
        assert endpoint.calls["token"] == 2
        assert "access-" not in repr(caught.value) + caplog.text
        assert "refresh-1" not in repr(caught.value) + caplog.text

    def test_idle_outlives_its_token_and_a_new_connection_has_a_new_one(
        self, bearing: tuple[Dovecot, Introspection], tokens: Known, clock: Clock, endpoint: GmailServer
    ) -> None:
        server = bearing[0]
        user = ImapUser(server, ADA)
        account = account_of(server, tokens)
        inbox = account.watches()[0]
        inbox.wait()
        clock.now += 4000
        threading.Timer(0.3, lambda: user.append("INBOX", plain("a@x"), internaldate=T0)).start()
        assert inbox.wait()
        assert endpoint.calls["token"] == 1
        threading.Timer(0.3, inbox.drop).start()
        with pytest.raises(ServerError):
            inbox.wait()
        user.append("INBOX", plain("b@x"), internaldate=minutes(1))
        assert inbox.wait()
        assert endpoint.calls["token"] == 2
        assert len(set(tokens.given)) == 2
        inbox.close()
        account.close()

    def test_two_connections_ask_for_one_token(
        self, bearing: tuple[Dovecot, Introspection], tokens: Known, endpoint: GmailServer
    ) -> None:
        endpoint.fail("token", 0, slow=0.3)
        account = account_of(bearing[0], tokens)
        inbox, sent = account.watches()
        threads = [threading.Thread(target=one.wait) for one in (inbox, sent)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        assert endpoint.calls["token"] == 1
        inbox.close()
        account.close()

    def test_a_command_prints_the_token(self, bearing: tuple[Dovecot, Introspection], tmp_path: Path) -> None:
        bearing[1].tokens = {"printed": ADA}
        path = tmp_path / "token"
        path.write_text("printed\n")
        secret = Secret("accounts[0].oauth.command", command=("cat", str(path)))
        account = account_of(bearing[0], Printed("personal", secret.reveal))
        assert read(account).last.complete
        account.close()
        path.write_text("another\n")
        with pytest.raises(SignInError, match="prints an access token that the server refuses") as caught:
            read(account)
        assert "another" not in repr(caught.value)
        path.unlink()
        with pytest.raises(ConfigError, match=r"oauth\.command.*failed"):
            read(account)


class Forgotten(Known):
    """As `Known`, but the server has forgotten the first token: it was revoked."""

    def __init__(self, tokens: Known, known: Introspection) -> None:
        self._tokens = tokens
        self._known = known

    def valid(self, *, instead_of: str = "") -> str:
        token = self._tokens.valid(instead_of=instead_of)
        if not instead_of:
            self._known.tokens = {}
        return token


@pytest.mark.server
def test_oauthbearer_where_that_is_all_there_is() -> None:
    needed()
    with bearing_dovecot("oauthbearer") as (server, introspection):
        introspection.tokens = {"printed": ADA}
        account = account_of(server, Printed("personal", lambda: "printed"))
        assert read(account).last.complete
        account.close()
        introspection.tokens = {}
        with pytest.raises(SignInError):
            read(account)


@pytest.mark.server
def test_where_no_token_can_be_said_it_is_told(imap_user: ImapUser) -> None:
    with pytest.raises(ServerError, match="offers neither XOAUTH2 nor OAUTHBEARER: use password") as caught:
        read(account_of(imap_user.server, Printed("personal", lambda: "printed")))
    assert caught.value.permanent


# Gmail's own manner: before it says NO it tells why, and waits for an empty line.


def test_the_challenge_of_a_refusal_is_answered_by_an_empty_line() -> None:
    with GmailImap() as server:
        server.tokens = {"good"}
        account = ImapAccount(server.settings(oauth=True), Printed("gmail", lambda: "good"), tls_context())
        assert read(account).last.complete
        account.close()
        bad = iter(["old", "older"])
        account = ImapAccount(server.settings(oauth=True), Printed("gmail", lambda: next(bad)), tls_context())
        with pytest.raises(SignInError, match=r"\(it said: status 400; .*Invalid credentials") as caught:
            read(account)
        assert server.answered == [b"\r\n", b"\r\n"]
        assert "old" not in str(caught.value).replace("older", "old").split("said")[1]


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ("NO [UNAVAILABLE] Temporary authentication failure", ServerError),
        ("NO [ALERT] Too many simultaneous connections. (Failure)", ServerError),
        ("NO [OVERQUOTA] Account exceeded command or bandwidth limits. (Failure)", ServerError),
    ],
)
def test_what_is_no_fault_of_the_token_is_tried_again_later(answer: str, error: type[Exception]) -> None:
    asked: list[str] = []

    def reveal() -> str:
        asked.append("")
        return "good"

    with GmailImap() as server:
        server.refusals.append(("AUTHENTICATE", answer))
        account = ImapAccount(server.settings(oauth=True), Printed("gmail", reveal), tls_context())
        with pytest.raises(error) as caught:
            read(account)
    assert not isinstance(caught.value, SignInError)
    assert not caught.value.permanent  # type: ignore[attr-defined]
    assert len(asked) == 1


def test_a_server_that_gives_the_token_back_is_quoted_without_it() -> None:
    def says(words: str) -> tuple[str, bytes]:
        return ("AUTHENTICATE", f"%T NO what is {words}\r\n".encode())

    with StubServer({"INBOX": {}}, capabilities="IMAP4rev1 AUTH=XOAUTH2", overrides=[says("tok-3n")]) as server:
        tokens = iter(["tok-3n", "tok-3n2"])
        account = ImapAccount(server.settings(oauth=True), Printed("stub", lambda: next(tokens)), tls_context())
        with pytest.raises(SignInError) as caught:
            read(account)
        assert "tok-3n" not in repr(caught.value)


# The token endpoint


@pytest.mark.parametrize(
    ("status", "reason", "error", "words"),
    [
        (400, "invalid_grant", SignInError, "watcher auth gmail personal"),
        (401, "invalid_client", SignInError, "does not know the OAuth client"),
        (429, "", ServerError, "It will be tried again"),
        (503, "", ServerError, "It will be tried again"),
    ],
)
def test_row_28_what_the_token_endpoint_refuses(status: int, reason: str, error: type[Exception], words: str) -> None:
    endpoint = GmailServer().start()
    endpoint.fail("token", status, reason, times=9)
    given = Grant("client", "", "refresh-1", f"{endpoint.url}token")
    tokens = Tokens("personal", lambda: replace(given), Once(Transport(5.0, tls_context())))
    with GmailImap() as server:
        account = ImapAccount(server.settings(oauth=True), tokens, tls_context())
        with pytest.raises(error, match=words) as caught:
            read(account)
        assert caught.value.permanent == (error is SignInError)  # type: ignore[attr-defined]
        assert not server.commands
    assert endpoint.calls["token"] == 1
    endpoint.stop()


def test_the_client_that_cloud_gives_is_a_file(tmp_path: Path) -> None:
    """The consent page is asked for all of the mail, which is all that Google takes for IMAP."""
    from tests.mail.test_gmail_sign_in import paste
    from watcher.mail.gmail_sign_in import sign_in

    endpoint = GmailServer().start()
    (tmp_path / "client.json").write_text(json.dumps(endpoint.consent.client()))
    said: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
        grant = sign_in("personal", tmp_path / "client.json", write=True, imap=True, say=said.append, ask=paste(said))
    assert grant.scopes == ("https://mail.google.com/",)
    endpoint.stop()
