"""HTTP for the Gmail API: what is kept of a connection, and when it is given up."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.contracts.account_contract import read
from tests.contracts.mails import plain
from tests.servers.gmail import GmailServer
from tests.servers.gmail_world import FAST, account


@pytest.fixture
def server() -> Iterator[GmailServer]:
    server = GmailServer().start()
    yield server
    server.stop()


def test_row_29_a_connection_that_gave_no_answer_in_time_is_not_used_again(server: GmailServer) -> None:
    mine = account(server, replace(FAST, timeout=0.3))
    server.mailbox.add(plain("a@x"), ["INBOX"])
    mine.check()
    server.fail("labels.list", slow=1.0)
    assert read(mine).ids == ["a@x"]


def test_row_29_passes_in_threads_of_their_own_leave_no_connection_behind(server: GmailServer) -> None:
    """The daemon makes each pass in a new thread."""
    mine = account(server)
    mine.check()
    for _ in range(20):
        thread = threading.Thread(target=mine.check)
        thread.start()
        thread.join()
    assert server.open == 1
