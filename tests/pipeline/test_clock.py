"""Row 44: passes while the clock is wrong, and after it was set right."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from tests.pipeline.letters import application, chat
from tests.pipeline.test_promises import START
from tests.pipeline.worlds import Clock, world
from watcher.errors import Exit, ServerError
from watcher.mail.memory import MemoryAccount

DUE = START + timedelta(days=9)
BACK = timedelta(days=1, hours=2)


def test_row_44_a_clock_that_was_set_back_drafts_nothing_until_it_is_right(tmp_path: Path) -> None:
    account, clock = MemoryAccount("one"), Clock(DUE)
    account.deliver("INBOX", chat(DUE, 1), received_at=DUE)
    made = world(tmp_path, [account], clock)
    made.once()
    account.deliver("Sent", application(START), received_at=START)
    clock.now = DUE - timedelta(hours=1)
    summary = made.once()
    assert (summary.behind, summary.exit_code) == (DUE, Exit.PARTLY_DONE)
    assert "set it right" in summary.problems[0]
    assert not account.contents("Drafts")
    clock.now = DUE + timedelta(minutes=1)
    assert made.once().behind is None
    assert len(account.contents("Drafts")) == 1


def test_row_44_a_clock_that_ran_ahead_is_believed_as_far_as_mail_proves_it(tmp_path: Path) -> None:
    """For a while it stood in another year; once it is right, it is no more than a day behind what mail proves."""
    account, clock = MemoryAccount("one"), Clock(DUE + timedelta(days=20 * 365))
    account.deliver("INBOX", chat(DUE - timedelta(days=2), 1), received_at=DUE - timedelta(days=2))
    made = world(tmp_path, [account], clock)
    made.once()
    account.deliver("Sent", application(START), received_at=START)
    clock.now = DUE
    summary = made.once()
    assert summary.behind is None
    assert len(account.contents("Drafts")) == 1


def test_row_44_what_was_planned_or_is_under_way_waits_too(tmp_path: Path) -> None:
    class Lost(MemoryAccount):
        lose = True

        def put_draft(self, content: bytes) -> None:
            if self.lose:
                raise ServerError("it never got there")
            super().put_draft(content)

    account, clock = Lost("one"), Clock(DUE)
    account.deliver("Sent", application(START), received_at=START)
    account.deliver("INBOX", chat(DUE, 1), received_at=DUE)
    made = world(tmp_path, [account], clock)
    assert made.once().unconfirmed == 1
    account.lose = False
    clock.now = DUE - BACK
    assert made.once().unconfirmed == 1
    assert not account.contents("Drafts")
    clock.now = DUE + timedelta(hours=1)
    assert made.once().unconfirmed == 0
    assert len(account.contents("Drafts")) == 1
