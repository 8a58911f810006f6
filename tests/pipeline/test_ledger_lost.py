"""Drafts that the ledger does not know as it should: lost ledgers, edits at bad moments, renamed accounts."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.utils import format_datetime
from pathlib import Path

import pytest

from tests.pipeline.letters import answer, application
from tests.pipeline.test_promises import START, Crash, Fragile
from tests.pipeline.worlds import Clock, world
from watcher.cadence import State
from watcher.errors import NotStoredError, SignInError
from watcher.mail import MaildirAccount
from watcher.mail.memory import MemoryAccount
from watcher.mail.types import MaildirSettings
from watcher.pipeline.ports import Account
from watcher.pipeline.report import Summary
from watcher.store import back_up, restore

EDIT = b"One more thing: I moved to Bergen.\r\n"


class Desk:
    """One silent application, nine days old, in a mailbox whose ledger may be thrown away."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = Clock(START)
        self.account = MemoryAccount("personal")
        self.account.deliver("Sent", application(START), received_at=START)
        self.clock.now += timedelta(days=9)

    def once(self) -> Summary:
        return world(self.folder, [self.account], self.clock).once()

    def lose_ledger(self) -> None:
        for path in self.folder.glob("ledger*"):
            path.unlink()

    def restore(self, backup: Path) -> None:
        self.lose_ledger()
        for path in backup.glob("ledger*"):
            shutil.copy(path, self.folder)

    def drafts(self) -> list[bytes]:
        return list(self.account.contents("Drafts").values())

    def edit(self) -> None:
        ((uid, content),) = self.account.contents("Drafts").items()
        self.account.delete("Drafts", uid)
        self.account.deliver("Drafts", content + EDIT, received_at=self.clock.now, flags=("\\Draft",))

    def send(self) -> None:
        ((uid, content),) = self.account.contents("Drafts").items()
        self.account.delete("Drafts", uid)
        sent = message_from_bytes(content)
        sent.replace_header("Date", format_datetime(self.clock.now))
        self.account.deliver("Sent", sent.as_bytes(), received_at=self.clock.now)

    def answered(self) -> None:
        self.clock.now += timedelta(hours=1)
        self.account.deliver("INBOX", answer(self.clock.now), received_at=self.clock.now)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.mark.parametrize("losses", [1, 4])
def test_a_lost_ledger_finds_its_draft_again(desk: Desk, losses: int) -> None:
    desk.once()
    for _ in range(losses):
        desk.lose_ledger()
        desk.clock.now += timedelta(hours=30)
        desk.once()
    assert len(desk.drafts()) == 1
    desk.answered()
    assert len(desk.once().withdrawn) == 1
    assert desk.drafts() == []


def test_a_restored_ledger_finds_what_was_drafted_since(desk: Desk, tmp_path: Path) -> None:
    now = desk.clock.now
    desk.clock.now = START + timedelta(days=1)
    desk.once()
    shutil.copytree(tmp_path, tmp_path / "backup")
    desk.clock.now = now
    desk.once()
    desk.restore(tmp_path / "backup")
    desk.once()
    assert len(desk.drafts()) == 1


def test_a_draft_that_was_answered_before_a_restored_ledger_met_it_is_the_users(desk: Desk, tmp_path: Path) -> None:
    """Nothing tells any more that it is untouched: what is removed is only what the ledger saw stand."""
    now = desk.clock.now
    desk.clock.now = START + timedelta(days=1)
    desk.once()
    shutil.copytree(tmp_path, tmp_path / "backup")
    desk.clock.now = now
    desk.once()
    desk.answered()
    desk.restore(tmp_path / "backup")
    for _ in range(3):
        summary = desk.once()
        assert (summary.drafted, summary.withdrawn, len(desk.drafts())) == ([], [], 1)
        desk.clock.now += timedelta(days=1)


@pytest.fixture(params=[State.PLANNED, State.SENDING])
def backup(desk: Desk, tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """The ledger as it was in the midst of writing the draft that stands now."""
    whole = world(desk.folder, [desk.account], desk.clock)
    # Calls: fetch of the application, find_drafts before the append, then put_draft.
    calls = 2 if request.param is State.PLANNED else 3
    with pytest.raises(Crash):
        replace(whole, accounts=[Fragile(desk.account, Crash(), calls, after=False)]).once()
    assert [intent.written.state for intent in whole.ledger.intents()] == [request.param]
    shutil.copytree(tmp_path, tmp_path / "backup")
    desk.once()
    assert len(desk.drafts()) == 1
    return tmp_path / "backup"


def test_a_ledger_restored_to_the_midst_of_writing_knows_what_was_sent_since(desk: Desk, backup: Path) -> None:
    desk.send()
    desk.restore(backup)
    desk.clock.now += timedelta(hours=1)
    assert desk.once().drafted == []
    assert desk.drafts() == []
    (intent,) = world(desk.folder, [desk.account], desk.clock).ledger.intents()
    assert intent.written.state is State.SENT


def test_a_ledger_restored_to_the_midst_of_writing_withdraws_what_stands(desk: Desk, backup: Path) -> None:
    desk.restore(backup)
    desk.answered()
    assert [len(desk.once().withdrawn) for _ in range(2)] == [0, 1]
    assert desk.drafts() == []


def test_an_edited_draft_is_adopted_and_never_removed(desk: Desk) -> None:
    desk.once()
    desk.edit()
    desk.lose_ledger()
    desk.once()
    desk.answered()
    desk.once()
    (content,) = desk.drafts()
    assert EDIT in content


def test_a_draft_edited_before_it_was_confirmed_is_never_removed(desk: Desk) -> None:
    whole = world(desk.folder, [desk.account], desk.clock)
    with pytest.raises(Crash):
        replace(whole, accounts=[Fragile(desk.account, Crash(), 3, after=True)]).once()
    desk.edit()
    desk.once()
    desk.answered()
    desk.once()
    (content,) = desk.drafts()
    assert EDIT in content


@pytest.mark.parametrize(
    ("mailbox", "state", "why"),
    [
        ("Trash", State.DECLINED, "you moved it to Trash"),
        ("INBOX", State.EDITED, "you keep it in INBOX"),
        ("Work", State.EDITED, "you keep it in Work"),
    ],
)
def test_a_draft_that_the_user_moved_away_was_not_sent(desk: Desk, mailbox: str, state: State, why: str) -> None:
    desk.once()
    ((uid, content),) = desk.account.contents("Drafts").items()
    desk.account.delete("Drafts", uid)
    desk.account.deliver(mailbox, content, received_at=desk.clock.now)
    for _ in range(8):
        desk.clock.now += timedelta(days=1)
        assert desk.once().drafted == []
    (intent,) = world(desk.folder, [desk.account], desk.clock).ledger.intents()
    assert (intent.written.state, intent.detail) == (state, why)


def test_a_renamed_account_keeps_its_drafts_and_its_applications(desk: Desk) -> None:
    desk.once()
    desk.account._name = "home"
    desk.answered()
    assert len(desk.once().withdrawn) == 1
    assert desk.drafts() == []


def test_an_account_that_is_gone_leaves_nothing_to_wait_for(desk: Desk) -> None:
    whole = world(desk.folder, [desk.account], desk.clock)
    with pytest.raises(Crash):
        replace(whole, accounts=[Fragile(desk.account, Crash(), 3, after=False)]).once()
    other = MemoryAccount("other", writable=False)
    summary = world(desk.folder, [other], desk.clock).once()
    assert (summary.unconfirmed, desk.clock.slept) == (0, [])


def test_a_refused_append_is_tried_again_by_the_next_pass_without_waiting(desk: Desk) -> None:
    whole = world(desk.folder, [desk.account], desk.clock)
    refused = NotStoredError("the mailbox is full")
    # Calls: fetch of the application, find_drafts before the append, then put_draft.
    summary = replace(whole, accounts=[Fragile(desk.account, refused, 3, after=False)]).once()
    assert (summary.unconfirmed, desk.clock.slept) == (0, [])
    assert "full" in summary.problems[0]
    assert len(desk.once().drafted) == 1
    assert (len(desk.drafts()), desk.clock.slept) == (1, [])


@pytest.mark.parametrize("account", ["memory", "maildir"])
def test_a_pass_after_a_restore_doubles_nothing(tmp_path: Path, account: str) -> None:
    clock = Clock(START)
    home: Account
    if account == "memory":
        memory = MemoryAccount("personal")
        for number in (1, 2, 3):
            memory.deliver("Sent", company(number), received_at=START)
        home = memory
    else:
        for name in ("", ".Sent", ".Drafts"):
            for part in ("cur", "new", "tmp"):
                (tmp_path / "Mail" / name / part).mkdir(parents=True, exist_ok=True)
        for number in (1, 2, 3):
            (tmp_path / "Mail" / ".Sent" / "cur" / f"{number}:2,S").write_bytes(company(number))
        home = MaildirAccount(MaildirSettings("personal", str(tmp_path / "Mail"), write=True))

    def once() -> Summary:
        return world(tmp_path, [home], clock).once()

    def standing() -> int:
        ids = [i.written.message_id for i in world(tmp_path, [home], clock).ledger.intents()]
        return sum(len(copies) for copies in home.find_drafts(ids).values())

    url, copy = f"sqlite:///{tmp_path}/ledger.sqlite", tmp_path / "copy"
    clock.now += timedelta(days=1)
    once()
    back_up(url, copy)
    clock.now += timedelta(days=8)
    assert len(once().drafted) == 3
    for _ in range(2):
        restore(url, copy, clock.now)
        assert world(tmp_path, [home], clock).ledger.intents() == []
        clock.now += timedelta(hours=1)
        assert once().drafted == []
        assert standing() == 3
        states = [i.written.state for i in world(tmp_path, [home], clock).ledger.intents()]
        assert states == [State.CONFIRMED] * 3


def company(number: int) -> bytes:
    return application(START, number=number, to=f"jane@company{number}.example", company=f"Company{number}")


def test_what_was_sent_since_the_backup_is_not_written_again(desk: Desk) -> None:
    desk.clock.now = START + timedelta(days=1)
    desk.once()
    url, copy = f"sqlite:///{desk.folder}/ledger.sqlite", desk.folder / "copy"
    back_up(url, copy)
    desk.clock.now = START + timedelta(days=9)
    desk.once()
    ((uid, content),) = desk.account.contents("Drafts").items()
    desk.account.delete("Drafts", uid)
    desk.account.deliver("Sent", content, received_at=desk.clock.now)
    restore(url, copy, desk.clock.now)
    desk.clock.now += timedelta(hours=1)
    assert desk.once().drafted == []
    assert desk.drafts() == []


def test_a_refused_sign_in_while_looking_says_nothing_of_what_is_under_way(desk: Desk) -> None:
    whole = world(desk.folder, [desk.account], desk.clock)
    with pytest.raises(Crash):
        replace(whole, accounts=[Fragile(desk.account, Crash(), 3, after=True)]).once()
    ((uid, content),) = desk.account.contents("Drafts").items()
    desk.account.delete("Drafts", uid)
    replace(whole, accounts=[Fragile(desk.account, SignInError("no"), 1, after=False)]).once()
    assert [intent.written.state for intent in whole.ledger.intents()] == [State.SENDING]
    desk.account.deliver("Drafts", content, received_at=desk.clock.now, flags=("\\Draft",))
    desk.once()
    assert (len(desk.drafts()), desk.clock.slept) == (1, [60, 60])
