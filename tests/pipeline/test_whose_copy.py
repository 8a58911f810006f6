"""A mail that the user sent is the copy of the draft that it is most like, in whichever account, confirmed or not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.utils import format_datetime
from pathlib import Path

import pytest

from tests.pipeline.letters import JANE, application
from tests.pipeline.worlds import Clock, world
from watcher.cadence import State
from watcher.errors import ServerError
from watcher.mail import MemoryAccount
from watcher.store import back_up, restore

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
OTHER = "jane.doe@umbrella.example"


class Lossy(MemoryAccount):
    """Its answer to what is stored may be lost."""

    def __init__(self, name: str, *, loses: bool) -> None:
        super().__init__(name)
        self._loses = loses

    def put_draft(self, content: bytes) -> None:
        super().put_draft(content)
        if self._loses:
            raise ServerError("the answer was lost")


@pytest.mark.parametrize("renamed", [False, True])
@pytest.mark.parametrize("unconfirmed", [False, True])
@pytest.mark.parametrize("down", [False, True])
def test_a_deleted_draft_was_not_sent_because_one_of_another_account_was(
    tmp_path: Path, *, renamed: bool, unconfirmed: bool, down: bool
) -> None:
    """Letters of one kind are alike. `down`: the other account is not looked at in this pass."""
    clock, one, two = Clock(START), MemoryAccount("one"), Lossy("two", loses=unconfirmed)
    one.deliver("Sent", application(START), received_at=START)
    two.deliver("Sent", application(START, number=5, to=OTHER, company="Umbrella"), received_at=START)
    made = world(tmp_path, [one, two], clock)

    def act(*accounts: MemoryAccount) -> dict[str, State]:
        made.act([made.sync(account) for account in accounts], lambda _: frozenset())
        return {i.written.account: i.written.state for i in made.ledger.intents()}

    act(one, two)
    clock.now += timedelta(days=4)
    assert act(one, two) == {"one": State.CONFIRMED, "two": State.SENDING if unconfirmed else State.CONFIRMED}
    clock.now += timedelta(hours=1)
    for account in (one, two):
        ((uid, content),) = account.contents("Drafts").items()
        account.delete("Drafts", uid)
    if renamed:  # as some programs do
        content = content.replace(b"Message-ID: <", b"Message-ID: <sent-")
    two.deliver("Sent", content, received_at=clock.now)
    made.sync(two)
    for _ in range(2):
        clock.now += timedelta(minutes=20)
        states = act(one) if down else act(one, two)
    assert states["one"] is State.DECLINED
    if not unconfirmed and not down:
        assert states["two"] is State.SENT


def test_a_draft_that_the_user_rewrote_and_sent_is_no_copy_of_one_that_stands(tmp_path: Path) -> None:
    clock, one, two = Clock(START), MemoryAccount("one"), MemoryAccount("two")
    one.deliver("Sent", application(START), received_at=START)
    two.deliver("Sent", application(START, number=5, to=OTHER, company="Umbrella"), received_at=START)
    made = world(tmp_path, [one, two], clock)
    clock.now += timedelta(days=4)
    made.once()
    ((uid, content),) = one.contents("Drafts").items()
    one.delete("Drafts", uid)
    content = content.replace(b"Message-ID: <", b"Message-ID: <sent-").replace(b"Acme", b"Umbrella")
    clock.now += timedelta(hours=1)
    one.deliver("Sent", content, received_at=clock.now)
    made.once()
    assert {i.written.account: i.written.state for i in made.ledger.intents()} == {
        "one": State.SENT,
        "two": State.CONFIRMED,
    }


class Desk:
    """Two like applications, and a ledger that may be put back to an earlier day."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = Clock(START)
        self.account = MemoryAccount("personal")
        for number, (company, to) in enumerate((("Umbrella", OTHER), ("Acme", JANE))):
            at = START + timedelta(days=number)
            self.account.deliver("Sent", application(at, number=number, to=to, company=company), received_at=at)

    def once(self, *after: timedelta) -> dict[str, State]:
        """A pass after each of these times; the states of the drafts by their companies."""
        for time in after:
            self.clock.now += time
            whole = world(self.folder, [self.account], self.clock)
            whole.once()
            self.states = {i.written.company: i.written.state for i in whole.ledger.intents()}
        return self.states

    def take(self, company: str) -> bytes:
        """The user's program takes a draft out of Drafts."""
        drafts = self.account.contents("Drafts").items()
        ((uid, content),) = [(uid, content) for uid, content in drafts if company.encode() in content]
        self.account.delete("Drafts", uid)
        return content

    def send(self, company: str, *, renamed: bool) -> None:
        """Some programs give it a new Message-ID."""
        message = message_from_bytes(self.take(company))
        message.replace_header("Date", format_datetime(self.clock.now))
        if renamed:
            message.replace_header("Message-ID", "<sent-by-a-phone@phone.example>")
        self.account.deliver("Sent", message.as_bytes(), received_at=self.clock.now)

    def back_up(self) -> None:
        back_up(f"sqlite:///{self.folder}/ledger.sqlite", self.folder / "copy")

    def restore(self) -> None:
        restore(f"sqlite:///{self.folder}/ledger.sqlite", self.folder / "copy", self.clock.now)


@pytest.mark.parametrize("renamed", [False, True])
def test_a_deleted_draft_was_not_sent_because_one_that_a_restored_ledger_has_in_older_words_was(
    tmp_path: Path, *, renamed: bool
) -> None:
    desk = Desk(tmp_path)
    assert desk.once(timedelta(days=4)) == {"Umbrella": State.CONFIRMED, "Acme": State.CONFIRMED}
    desk.back_up()
    desk.once(timedelta(days=2))
    desk.take("Umbrella")
    desk.send("Acme", renamed=renamed)
    desk.restore()
    assert desk.once(HOUR, HOUR) == {"Umbrella": State.DECLINED, "Acme": State.SENT}


@pytest.mark.parametrize("renamed", [False, True])
def test_a_deleted_draft_was_not_sent_because_one_that_a_restored_ledger_does_not_know_was(
    tmp_path: Path, *, renamed: bool
) -> None:
    desk = Desk(tmp_path)
    assert desk.once(timedelta(days=3)) == {"Umbrella": State.CONFIRMED}
    desk.back_up()
    desk.once(timedelta(days=1))
    desk.take("Umbrella")
    desk.send("Acme", renamed=renamed)
    desk.restore()
    assert desk.once(HOUR, HOUR)["Umbrella"] is State.DECLINED
