"""Promise 6, no flood: a first sync of a long search, day by day, and a mailbox that suddenly looks empty."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path

import pytest

from tests.pipeline.letters import answer, application
from tests.pipeline.test_promises import START, Crash, Fragile
from tests.pipeline.worlds import Clock, world
from watcher.cadence.fate import BULK
from watcher.errors import Exit, ServerError
from watcher.inference import Event, Kind
from watcher.mail.memory import MemoryAccount

SILENT = 30


def searching(tmp_path: Path) -> tuple[Clock, MemoryAccount]:
    """Thirty applications of one day, each to a person of its own, nine days ago."""
    clock, account = Clock(START), MemoryAccount("personal")
    for number in range(SILENT):
        mail = application(START, number=number, to=f"jane@company{number}.example", company=f"Company{number}")
        account.deliver("Sent", mail, received_at=START)
    clock.now += timedelta(days=9)
    return clock, account


def test_at_most_ten_wait_at_once_however_many_are_due(tmp_path: Path) -> None:
    clock, account = searching(tmp_path)
    for _ in range(3):
        world(tmp_path, [account], clock).once()
        assert len(account.contents("Drafts")) == 10
        clock.now += timedelta(days=1)


def test_at_most_ten_are_written_a_day_even_when_the_user_sends_them_at_once(tmp_path: Path) -> None:
    clock, account = searching(tmp_path)
    written = 0
    for _ in range(3):
        written += len(world(tmp_path, [account], clock).once().drafted)
        for uid, content in list(account.contents("Drafts").items()):
            account.delete("Drafts", uid)
            account.deliver("Sent", content, received_at=clock.now)
        clock.now += timedelta(hours=1)
    assert written == 10


def test_what_was_held_back_keeps_its_due_time_and_says_why(tmp_path: Path) -> None:
    clock, account = searching(tmp_path)
    summary = world(tmp_path, [account], clock).once()
    held = [f for f in summary.plan.follow_ups if f.held and f.action.value == "none"]
    assert len(held) == SILENT - 10
    assert {follow_up.due_at for follow_up in held} == {follow_up.due_at for follow_up in summary.plan.follow_ups}


def test_an_empty_drafts_mailbox_is_an_error_and_changes_nothing(tmp_path: Path) -> None:
    clock, account = searching(tmp_path)
    world(tmp_path, [account], clock).once()
    stood = dict(account.contents("Drafts"))
    assert len(stood) > BULK
    for uid in stood:
        account.delete("Drafts", uid)
    clock.now += timedelta(days=1)
    before = world(tmp_path, [account], clock).ledger.intents()
    summary = world(tmp_path, [account], clock).once()
    assert summary.exit_code == Exit.REFUSED_BULK
    assert "--allow-bulk" in summary.bulk["personal"]
    assert account.contents("Drafts") == {}
    assert world(tmp_path, [account], clock).ledger.intents() == before
    assert world(tmp_path, [account], clock).once(allow_bulk=True).exit_code == Exit.OK


@pytest.mark.parametrize("fault", [Crash(), ServerError("the connection was lost")], ids=["crash", "network"])
def test_answers_that_a_pass_read_and_did_not_act_on_explain_what_the_next_withdraws(
    tmp_path: Path, fault: BaseException
) -> None:
    clock, account = searching(tmp_path)
    world(tmp_path, [account], clock).once()
    clock.now += timedelta(hours=1)
    for number in range(SILENT):
        mail = answer(clock.now, number=number, sender=f"jane@company{number}.example")
        account.deliver("INBOX", mail, received_at=clock.now)
    with contextlib.suppress(Crash):
        # The first call of a method is find_drafts, before anything is withdrawn.
        replace(world(tmp_path, [account], clock), accounts=[Fragile(account, fault, 1, after=False)]).once()
    assert len(account.contents("Drafts")) == 10
    summary = world(tmp_path, [account], clock).once()
    assert (summary.exit_code, len(summary.withdrawn)) == (Exit.OK, 10)
    assert account.contents("Drafts") == {}


def test_many_that_no_mail_explains_are_left_and_asked_about(tmp_path: Path) -> None:
    clock, account = searching(tmp_path)
    world(tmp_path, [account], clock).once()
    clock.now += timedelta(hours=1)
    whole = world(tmp_path, [account], clock)
    for one in whole.timeline(clock.now).applications:
        whole.ledger.enter(Event(Kind.REJECTION, clock.now), one.facts[0].id, clock.now)
    assert whole.once().exit_code == Exit.REFUSED_BULK
    assert len(account.contents("Drafts")) == 10


def test_a_user_who_deletes_six_of_ten_still_has_the_answered_one_withdrawn(tmp_path: Path) -> None:
    clock, account = searching(tmp_path)
    world(tmp_path, [account], clock).once()
    *deleted, kept = account.contents("Drafts")
    for uid in deleted[:6]:
        account.delete("Drafts", uid)
    recipient = message_from_bytes(account.contents("Drafts")[kept])["To"]
    number = int(recipient.partition("@company")[2].partition(".")[0])
    mail = answer(clock.now, number=number, sender=f"jane@company{number}.example")
    account.deliver("INBOX", mail, received_at=clock.now)
    summary = world(tmp_path, [account], clock).once()
    assert (summary.exit_code, len(summary.withdrawn)) == (Exit.OK, 1)
    assert kept not in account.contents("Drafts")
