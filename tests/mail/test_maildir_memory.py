"""A small message takes little memory to read, however much one may have."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.contracts.mails import plain
from watcher.mail import MaildirAccount, MaildirSettings
from watcher.reading import read
from watcher.timeline import envelope

SINCE = datetime(2026, 1, 1, tzinfo=UTC)


def peak(does: Callable[[], object]) -> int:
    """The most octets that it held at a time."""
    tracemalloc.start()
    try:
        does()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.fixture
def account(tmp_path: Path) -> MaildirAccount:
    for part in ("cur", "new", "tmp"):
        (tmp_path / part).mkdir()
    (tmp_path / "new" / "1767600000.1.here").write_bytes(plain("small@x"))
    return MaildirAccount(MaildirSettings(name="local", path=str(tmp_path)))


def test_a_small_message_is_read_in_little_memory(account: MaildirAccount) -> None:
    assert peak(lambda: list(account.batches(None, SINCE))) < 2_000_000


def test_a_small_message_is_fetched_in_little_memory(account: MaildirAccount) -> None:
    ((located,),) = [batch.messages for batch in account.batches(None, SINCE) if batch.messages]
    message = read(located.raw)
    wanted = envelope(message, me=frozenset(), account="local", mailbox=located.mailbox, place=located.place)
    assert peak(lambda: account.fetch(wanted)) < 2_000_000
    assert account.fetch(wanted) == plain("small@x")
