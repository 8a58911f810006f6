"""The account suite over memory."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import pytest

from tests.contracts.account_contract import AccountContract, AccountUnderTest, World, read
from tests.contracts.mails import plain
from watcher.errors import NotStoredError, ServerError
from watcher.mail.headers import message_id_of
from watcher.mail.memory import USUAL, MemoryAccount


class MemoryWorld(World):
    def __init__(self, *, draft_ids: bool = False) -> None:
        self._accounts = {
            write: MemoryAccount("memory", writable=write, mailboxes=USUAL | {"Jobs": ""}, draft_ids=draft_ids)
            for write in (True, False)
        }

    @property
    def server(self) -> MemoryAccount:
        return self._accounts[True]

    def account(self, *, write: bool = True) -> AccountUnderTest:
        return self._accounts[write]

    def deliver(self, mailbox: str, messages: Sequence[tuple[bytes, datetime]]) -> None:
        for content, at in messages:
            self.server.deliver(mailbox, content, received_at=at)

    def contents(self, mailbox: str) -> list[bytes]:
        return list(self.server.contents(mailbox).values())

    def state(self) -> object:
        return {name: {uid: self.server.flags(name, uid) for uid in self.server.contents(name)} for name in USUAL}

    def edit(self, message_id: str, content: bytes) -> None:
        self.server.save("Drafts", self._uid(message_id), content)

    def discard(self, message_id: str) -> None:
        self.server.delete("Drafts", self._uid(message_id))

    def move(self, message_id: str, mailbox: str) -> None:
        self.server.move("Drafts", self._uid(message_id), mailbox)

    def trash(self, message_id: str) -> None:
        self.server.mark("Drafts", self._uid(message_id), "\\Deleted")

    def invalidate(self, cursor: str) -> str:
        self.server.renew("Jobs")
        return cursor

    def shut(self, mailbox: str) -> None:
        self.server.shut.add(mailbox)

    def reopen(self, mailbox: str) -> None:
        self.server.shut.remove(mailbox)

    def _uid(self, message_id: str) -> int:
        return next(uid for uid, one in self.server.contents("Drafts").items() if message_id_of(one) == message_id)


class TestMemoryAccount(AccountContract):
    @pytest.fixture
    def world(self) -> World:
        return MemoryWorld()


def test_a_fault_is_raised_once() -> None:
    account = MemoryAccount("memory")
    account.fault = ServerError("The server is away.")
    with pytest.raises(ServerError, match="away"):
        account.put_draft(plain("a@x"))
    assert account.contents("Drafts") == {}
    assert read(account).last.complete


@pytest.mark.parametrize(
    ("mailboxes", "words"),
    [
        ({"INBOX": "", "Sent": ""}, "no Drafts mailbox was found"),
        ({"INBOX": "", "Drafts": "", "Entwürfe": ""}, "several mailboxes could be Drafts"),
    ],
)
def test_without_one_drafts_mailbox_nothing_is_stored_and_nothing_is_said_to_be_gone(
    mailboxes: dict[str, str], words: str
) -> None:
    account = MemoryAccount("memory", mailboxes=mailboxes)
    with pytest.raises(NotStoredError, match=words) as caught:
        account.put_draft(plain("a@x"))
    assert caught.value.permanent
    with pytest.raises(ServerError, match=words):
        account.find_drafts({"a@x"})
    assert account.find_drafts(()) == {}


def test_without_inbox_a_pass_is_not_complete_and_says_so() -> None:
    seen = read(MemoryAccount("memory", mailboxes={"Sent": ""}))
    assert not seen.last.complete
    assert "no INBOX" in seen.notes
