"""The digest by SMTP, against a real server: to the user's own address, or to nobody."""

from __future__ import annotations

import inspect
import ssl
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from tests.servers.smtp import Box, free_port, smtp_server
from watcher.errors import NotStoredError, ServerError, SignInError
from watcher.mail import smtp
from watcher.mail.smtp import send_to_self
from watcher.mail.types import SmtpSettings

ME = "ada@example.org"
OWN = (ME, "ada@work.example")
MAIL = f"From: {ME}\r\nTo: {ME}\r\nSubject: digest\r\n\r\nHello\r\n.\r\n..two\r\n".encode()
CONTEXT = ssl.create_default_context()


@pytest.fixture
def box() -> Box:
    return Box()


@pytest.fixture
def server(box: Box) -> Iterator[Controller]:
    with smtp_server(box) as controller:
        yield controller


def settings(server: Controller, **given: Any) -> SmtpSettings:
    return replace(SmtpSettings("127.0.0.1", ME, port=server.port, tls="none", timeout=5.0), **given)


def send(wanted: SmtpSettings, content: bytes = MAIL, password: str = "secret") -> None:
    send_to_self(wanted, OWN, content, lambda: password, CONTEXT)


def test_it_comes_as_it_is(server: Controller, box: Box) -> None:
    send(settings(server, username="ada"))
    (one,) = box.taken
    assert (one.mail_from, one.rcpt_tos, one.content) == (ME, [ME], MAIL)


@pytest.mark.parametrize("to", ["jane@employer.example", "", "ada@example.org.evil.example"])
def test_to_anybody_else_it_is_refused_before_a_connection(server: Controller, box: Box, to: str) -> None:
    with pytest.raises(NotStoredError, match="your own addresses alone") as caught:
        send(settings(server, host="no such host", to=to))
    assert caught.value.permanent
    assert box.taken == []


@pytest.mark.parametrize("header", ["To", "Cc", "Bcc", "Resent-To"])
def test_a_mail_that_names_anybody_else_is_refused(server: Controller, box: Box, header: str) -> None:
    with pytest.raises(NotStoredError, match=r"jane@employer\.example is none"):
        send(settings(server), f"{header}: Jane <jane@employer.example>, {ME}\r\n".encode() + MAIL)
    assert box.taken == []


def test_the_module_can_send_to_nobody_else() -> None:
    ours = {name for name, one in inspect.getmembers(smtp, inspect.isfunction) if one.__module__ == smtp.__name__}
    assert {name for name in ours if not name.startswith("_")} == {"send_to_self"}
    assert "own" in inspect.signature(send_to_self).parameters


@pytest.mark.parametrize("at", ["MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize("answer", ["451 later", "550 no"])
def test_what_the_server_refuses_was_not_sent(server: Controller, box: Box, at: str, answer: str) -> None:
    box.at[at] = answer
    with pytest.raises(NotStoredError, match=answer):
        send(settings(server))
    assert box.taken == []


def test_a_wrong_password_is_told(server: Controller, box: Box) -> None:
    with pytest.raises(SignInError, match=r"digest\.smtp"):
        send(settings(server, username="ada"), password="wrong")
    assert box.taken == []


def test_after_data_a_lost_connection_leaves_it_unsure(server: Controller, box: Box) -> None:
    box.at["DATA"] = "accepted, then gone"
    with pytest.raises(ServerError, match="not sent again") as caught:
        send(settings(server))
    assert not isinstance(caught.value, NotStoredError)
    assert len(box.taken) == 1


def test_a_server_that_is_not_there_got_nothing() -> None:
    with pytest.raises(NotStoredError, match="cannot be reached"):
        send(SmtpSettings("127.0.0.1", ME, port=free_port(), tls="none", timeout=5))


def test_without_tls_that_is_wanted_nothing_is_sent(server: Controller, box: Box) -> None:
    """No STARTTLS is offered: the password is not given away."""
    with pytest.raises(NotStoredError):
        send(settings(server, tls="starttls", username="ada"))
    with pytest.raises(NotStoredError):
        send(settings(server, tls="implicit", username="ada"))
    assert box.taken == []
