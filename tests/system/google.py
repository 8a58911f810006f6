"""A Google account to sign in to: the fake Gmail with its consent page, and a browser that grants what is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import pytest

from tests.mail.test_gmail_sign_in import browse
from tests.servers.gmail import GmailServer
from watcher.mail import gmail_sign_in


@contextmanager
def google(monkeypatch: pytest.MonkeyPatch) -> Iterator[GmailServer]:
    """Serve it until the end."""
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
    monkeypatch.setattr(gmail_sign_in, "sign_in", partial(gmail_sign_in.sign_in, browser=browse))
    server = GmailServer().start()
    try:
        yield server
    finally:
        server.stop()


def gmail_account(api: str) -> str:
    """The table of an account over the API at this address."""
    return f"""
[[accounts]]
name = "google"
kind = "gmail"
client = "client.json"
token = {{ file = "google.json" }}
write = true
api = "{api}"
"""
