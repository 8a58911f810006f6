"""What a server says about a sign-in is told without the password, however it gives it back."""

from __future__ import annotations

import pytest
from imapclient.exceptions import LoginError

from watcher.mail.imap_errors import sign_in_error
from watcher.mail.types import ImapSettings

SETTINGS = ImapSettings("one", "localhost", "ada")


@pytest.mark.parametrize(
    ("password", "answer"),
    [
        ("hunter2hunter2", "no such user: ada hunter2hunter2"),
        ('hun"ter\\2', 'BAD LOGIN ada "hun\\"ter\\\\2"'),
        ("hunter2hunter2", "BAD AUTHENTICATE AGFkYQBodW50ZXIyaHVudGVyMg=="),
        ("hünter2", str(b"no " + "hünter2".encode())),
        ("hunter2hunter2", f"{'x' * 190} hunter2hunter2"),
        ("hunter2  hunter2", "hunter2  hunter2"),
    ],
)
def test_promise_9_a_password_that_the_server_gives_back_is_not_told(password: str, answer: str) -> None:
    told = sign_in_error(SETTINGS, LoginError(answer), password).message
    assert "***" in told
    for piece in ("hunter2", "hunt", "ünter", "ter\\", "AGFkYQ"):
        assert piece not in told
