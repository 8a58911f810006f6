"""Reading and acting apart, as `watcher run` does: accounts at once, nothing written once newer mail is there."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from tests.pipeline.letters import answer, application
from tests.pipeline.test_promises import START
from tests.pipeline.worlds import Clock, world
from watcher.errors import ServerError
from watcher.mail.memory import MemoryAccount
from watcher.mail.types import Batch

DUE = START + timedelta(days=9)


def nobody(_: Mapping[str, datetime]) -> frozenset[str]:
    return frozenset()


class Hanging(MemoryAccount):
    """An account whose server answers when the test says so."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.released = threading.Event()

    def batches(self, cursor: str | None, since: datetime) -> Iterator[Batch]:
        assert self.released.wait(20)
        raise ServerError("it hung, and was given up")


def test_an_account_that_hangs_does_not_hold_up_the_mail_of_another(tmp_path: Path) -> None:
    sick, well = Hanging("sick"), MemoryAccount("well")
    well.deliver("Sent", application(START), received_at=START)
    made = world(tmp_path, [sick, well], Clock(DUE))
    done: list[object] = []
    thread = threading.Thread(target=lambda: done.append(made.once()))
    thread.start()
    for _ in range(2000):
        if made.ledger.seen():
            break
        threading.Event().wait(0.01)
    assert made.ledger.seen()
    assert not done
    sick.released.set()
    thread.join(20)
    assert len(well.contents("Drafts")) == 1


def test_acting_is_on_what_was_read_and_leaves_other_accounts_alone(tmp_path: Path) -> None:
    one, two = MemoryAccount("one"), MemoryAccount("two")
    one.deliver("Sent", application(START), received_at=START)
    two.deliver("Sent", application(START, number=2, to="joe@orchard.example", company="Orchard"), received_at=START)
    made = world(tmp_path, [one, two], Clock(DUE))
    synced = [made.sync(account) for account in (one, two)]
    summary = made.act(synced[:1], nobody)
    assert [intent.written.account for intent in summary.drafted] == ["one"]
    assert not two.contents("Drafts")
    assert len(made.act(synced[1:], nobody).drafted) == 1


def test_nothing_is_written_once_newer_mail_is_in_the_ledger(tmp_path: Path) -> None:
    account = MemoryAccount("one")
    account.deliver("Sent", application(START), received_at=START)
    made = world(tmp_path, [account], Clock(DUE))
    synced = made.sync(account)
    overtaken = replace(made, overtaken=lambda: True)
    assert overtaken.act([synced], nobody).drafted == []
    account.deliver("INBOX", answer(DUE), received_at=DUE)
    assert made.act([made.sync(account)], nobody).drafted == []
    assert not account.contents("Drafts")


def test_an_unconfirmed_draft_is_looked_for_when_it_is_ripe_and_not_before(tmp_path: Path) -> None:
    class Lost(MemoryAccount):
        def put_draft(self, content: bytes) -> None:
            super().put_draft(content)
            raise ServerError("the answer was lost")

    account, clock = Lost("one"), Clock(DUE)
    account.deliver("Sent", application(START), received_at=START)
    made = world(tmp_path, [account], clock)
    asked: list[Mapping[str, datetime]] = []

    def unripe(unsettled: Mapping[str, datetime]) -> frozenset[str]:
        asked.append(unsettled)
        return frozenset()

    assert made.act([made.sync(account)], unripe).unconfirmed == 1
    assert made.act([made.sync(account)], unripe).unconfirmed == 1
    assert asked[0] == asked[1] != {}
    assert clock.slept == []
    summary = made.act([made.sync(account)], frozenset)
    assert (summary.unconfirmed, len(summary.drafted)) == (0, 1)
    assert len(account.contents("Drafts")) == 1
