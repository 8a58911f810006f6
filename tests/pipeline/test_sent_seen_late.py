"""The pass that first sees the copy of a draft that was sent, days after: it is a follow-up, not a new application."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.pipeline.letters import application
from tests.pipeline.worlds import Clock, world
from watcher.cadence import FollowUpKind
from watcher.mail import MemoryAccount

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize("renamed", [False, True])
def test_a_receipt_check_that_was_sent_days_ago_is_not_asked_again(tmp_path: Path, *, renamed: bool) -> None:
    clock, account = Clock(START), MemoryAccount("personal")
    account.deliver("Sent", application(START), received_at=START)
    clock.now += timedelta(days=4)
    (first,) = world(tmp_path, [account], clock).once().drafted
    assert first.written.kind is FollowUpKind.RECEIPT_CHECK
    ((uid, content),) = account.contents("Drafts").items()
    account.delete("Drafts", uid)
    if renamed:  # as some programs do
        content = content.replace(b"Message-ID: <", b"Message-ID: <sent-")
    account.deliver("Sent", content, received_at=clock.now)
    clock.now += timedelta(days=5)
    drafted = world(tmp_path, [account], clock).once().drafted
    assert [intent.written.kind for intent in drafted] == [FollowUpKind.SECOND_FOLLOW_UP]
