"""Watching a Gmail account: news within a turn, quiet turns, expired history, and a poke."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.contracts.mails import plain
from tests.servers.gmail import GmailServer
from tests.servers.gmail_world import FAST, account
from watcher.errors import ServerError
from watcher.mail.gmail_watch import GmailWatch


@pytest.fixture
def server() -> Iterator[GmailServer]:
    server = GmailServer().start()
    yield server
    server.stop()


def watch(server: GmailServer, every: float = 0.01) -> GmailWatch:
    (one,) = account(server, replace(FAST, poll=every)).watches()
    assert isinstance(one, GmailWatch)
    return one


def test_mail_and_labels_are_news_and_a_quiet_turn_is_none(server: GmailServer) -> None:
    one = watch(server)
    assert one.wait()
    assert not one.wait()
    stored = server.mailbox.add(plain("a@x"), ["INBOX"])
    assert one.wait()
    assert not one.wait()
    server.mailbox.relabel(stored.id, add=["Watcher/Ignore"])
    assert one.wait()
    assert not one.wait()


def test_what_came_while_gmail_was_away_is_told_afterwards(server: GmailServer) -> None:
    one = watch(server)
    one.wait()
    server.mailbox.add(plain("a@x"), ["INBOX"])
    server.fail("history.list", 503, "backendError", times=50)
    with pytest.raises(ServerError):
        one.wait()
    server.faults.clear()
    assert one.wait()


def test_history_that_expired_is_news(server: GmailServer) -> None:
    one = watch(server)
    one.wait()
    server.mailbox.expire_history()
    assert one.wait()
    assert one.wait()
    assert not one.wait()


def test_a_poke_ends_the_turn_at_once(server: GmailServer) -> None:
    one = watch(server, every=60)
    one.wait()
    threading.Timer(0.05, one.poke).start()
    begun = time.monotonic()
    assert not one.wait()
    assert time.monotonic() - begun < 30
    one.drop()
    one.close()
