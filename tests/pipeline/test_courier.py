"""Each issue of the digest comes exactly once, wherever the process dies, and whatever the accounts do."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.pipeline.worlds import Clock
from watcher.digest import message_id
from watcher.errors import ConfigError, NotStoredError, ServerError, SignInError
from watcher.mail import MemoryAccount
from watcher.pipeline.courier import Courier, Record, Step, record_of
from watcher.store import SqlLedger, open_ledger
from watcher.timeline import Place

NOW = datetime(2026, 11, 16, 7, 30, tzinfo=UTC)
WEEK = "2026-W47"
KEY = b"key"
HONEST = SqlLedger.remember


class Died(BaseException):
    """The process was killed."""


def written(issue: str) -> bytes:
    return f"Message-ID: <{message_id(issue, 'ada@x.org', KEY)}>\r\nSubject: digest\r\n\r\nHello\r\n".encode()


class Desk:
    """A user's accounts, ledger and clock, which outlive the process."""

    def __init__(self, folder: Path, *accounts: MemoryAccount) -> None:
        self.url = f"sqlite:///{folder}/ledger.sqlite"
        self.accounts = accounts
        self.clock = Clock(NOW)
        self.sent: list[bytes] = []

    def courier(
        self, send: Callable[[bytes], None] | None = None, write: Callable[[str], bytes | None] = written
    ) -> Courier:
        """As after a start."""
        ledger = open_ledger(self.url, wait_seconds=0)
        return Courier(
            ledger, self.accounts, write, lambda issue: message_id(issue, "ada@x.org", KEY), self.clock, 60, send
        )

    def deliver(self, issue: str = WEEK, send: Callable[[bytes], None] | None = None) -> Record:
        courier = self.courier(send)
        try:
            return courier.deliver(issue)
        finally:
            assert isinstance(courier.ledger, SqlLedger)
            courier.ledger.close()

    def record(self, issue: str = WEEK) -> Record | None:
        ledger = open_ledger(self.url)
        try:
            return record_of(ledger, issue)
        finally:
            ledger.close()

    def stored(self) -> int:
        return sum(len(one.contents("INBOX")) for one in self.accounts)


class Moody(MemoryAccount):
    """Dies, or loses its connection, at a call: before it or after it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.before: BaseException | None = None
        self.after: BaseException | None = None
        self.looking: BaseException | None = None

    def whereabouts(self, message_ids: Collection[str]) -> Mapping[str, Mapping[str, Place]]:
        raised, self.looking = self.looking, None
        if raised:
            raise raised
        return super().whereabouts(message_ids)

    def put_in_inbox(self, content: bytes) -> None:
        raised, self.before = self.before, None
        if raised:
            raise raised
        super().put_in_inbox(content)
        raised, self.after = self.after, None
        if raised:
            raise raised


def test_it_comes_once(tmp_path: Path) -> None:
    desk = Desk(tmp_path, MemoryAccount("one"), MemoryAccount("two"))
    assert desk.deliver() == Record(Step.DELIVERED, "one", NOW)
    desk.clock.now += timedelta(days=1)
    assert desk.deliver() == Record(Step.DELIVERED, "one", NOW)
    assert desk.stored() == 1
    assert desk.deliver("2026-W48").step is Step.DELIVERED
    assert desk.stored() == 2


def test_deleted_by_the_user_it_does_not_come_again(tmp_path: Path) -> None:
    account = MemoryAccount("one")
    desk = Desk(tmp_path, account)
    desk.deliver()
    account.delete("INBOX", 1)
    desk.deliver()
    assert desk.stored() == 0


@pytest.mark.parametrize("mailbox", ["INBOX", "Trash", "Archive"])
def test_with_a_ledger_that_does_not_know_of_it_it_is_looked_for(tmp_path: Path, mailbox: str) -> None:
    account = MemoryAccount("one")
    desk = Desk(tmp_path, account)
    account.deliver(mailbox, written(WEEK))
    assert desk.deliver().step is Step.DELIVERED
    assert len(account.contents(mailbox)) == 1
    assert desk.stored() == (mailbox == "INBOX")


@pytest.mark.parametrize("stored", [False, True])
def test_killed_around_the_append_it_comes_once(tmp_path: Path, *, stored: bool) -> None:
    account = Moody("one")
    desk = Desk(tmp_path, account, MemoryAccount("two"))
    if stored:
        account.after = Died()
    else:
        account.before = Died()
    with pytest.raises(Died):
        desk.deliver()
    assert desk.record() == Record(Step.SENDING, "one", NOW)
    if not stored:
        with pytest.raises(ServerError, match="on its way"):
            desk.deliver()
        desk.clock.now += timedelta(seconds=60)
    assert desk.deliver().by == "one"
    assert (len(account.contents("INBOX")), desk.stored()) == (1, 1)


def test_killed_at_every_step_of_the_ledger_it_comes_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before and after each commit."""
    for number in range(4):
        folder = tmp_path / str(number)
        folder.mkdir()
        desk = Desk(folder, MemoryAccount("one"))
        commits = 0

        def remember(self: SqlLedger, name: str, value: str, number: int = number) -> None:
            nonlocal commits
            if commits == number:
                commits += 1
                raise Died
            commits += 1
            HONEST(self, name, value)
            if commits == number:
                commits += 1
                raise Died
            commits += 1

        with monkeypatch.context() as patched:
            patched.setattr(SqlLedger, "remember", remember)
            with pytest.raises(Died):
                desk.deliver()
        desk.clock.now += timedelta(minutes=2)
        assert desk.deliver().step is Step.DELIVERED
        assert desk.stored() == 1


@pytest.mark.parametrize("stored", [False, True])
def test_a_lost_connection_is_settled_in_the_same_account(tmp_path: Path, *, stored: bool) -> None:
    account, other = Moody("one"), MemoryAccount("two")
    desk = Desk(tmp_path, account, other)
    lost = ServerError("lost")
    account.before, account.after = (None, lost) if stored else (lost, None)
    with pytest.raises(ServerError, match="lost"):
        desk.deliver()
    account.looking = ServerError("still down")
    with pytest.raises(ServerError, match="still down"):
        desk.deliver()
    assert other.contents("INBOX") == {}
    desk.clock.now += timedelta(minutes=2)
    assert desk.deliver().by == "one"
    assert desk.stored() == 1


@pytest.mark.parametrize("error", [NotStoredError("over quota"), SignInError("wrong password")])
def test_an_account_that_stored_nothing_makes_way_for_the_next(tmp_path: Path, error: ServerError) -> None:
    account = Moody("one")
    account.before = error
    desk = Desk(tmp_path, account, MemoryAccount("two"))
    assert desk.deliver().by == "two"
    assert desk.stored() == 1


def test_an_account_that_is_down_makes_way_for_the_next(tmp_path: Path) -> None:
    account = Moody("one")
    account.looking = ServerError("down")
    assert Desk(tmp_path, account, MemoryAccount("two")).deliver().by == "two"


def test_where_all_are_down_it_is_tried_again(tmp_path: Path) -> None:
    account = Moody("one")
    account.looking = SignInError("wrong password")
    desk = Desk(tmp_path, account)
    with pytest.raises(ServerError, match="2026-W47 could not be delivered: wrong password"):
        desk.deliver()
    assert desk.record() is None
    assert desk.deliver().step is Step.DELIVERED


def test_without_an_account_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="write = true"):
        Desk(tmp_path).deliver()


def test_what_has_nothing_to_tell_is_not_delivered(tmp_path: Path) -> None:
    desk = Desk(tmp_path, MemoryAccount("one"))
    courier = desk.courier(write=lambda _: None)
    assert courier.deliver(WEEK).step is Step.NOTHING
    assert courier.deliver(WEEK).step is Step.NOTHING
    assert desk.stored() == 0


def test_by_mail_it_is_sent_once(tmp_path: Path) -> None:
    desk = Desk(tmp_path, MemoryAccount("one"))
    assert desk.deliver(send=desk.sent.append) == Record(Step.DELIVERED, "smtp", NOW)
    desk.deliver(send=desk.sent.append)
    assert (len(desk.sent), desk.stored()) == (1, 0)


def test_killed_as_it_is_sent_it_is_not_sent_again(tmp_path: Path) -> None:
    desk = Desk(tmp_path)

    def die(content: bytes) -> None:
        desk.sent.append(content)
        raise Died

    with pytest.raises(Died):
        desk.deliver(send=die)
    for _ in range(2):
        assert desk.deliver(send=desk.sent.append).step is Step.UNSURE
    assert len(desk.sent) == 1


def test_a_connection_lost_as_it_is_sent_leaves_it_unsure(tmp_path: Path) -> None:
    desk = Desk(tmp_path)

    def lose(_: bytes) -> None:
        raise ServerError("lost")

    with pytest.raises(ServerError):
        desk.deliver(send=lose)
    assert desk.deliver(send=desk.sent.append).step is Step.UNSURE
    assert desk.sent == []


@pytest.mark.parametrize("error", [NotStoredError("550"), SignInError("535")])
def test_what_the_server_refused_is_sent_later(tmp_path: Path, error: ServerError) -> None:
    desk = Desk(tmp_path)

    def refuse(_: bytes) -> None:
        raise error

    with pytest.raises(type(error)):
        desk.deliver(send=refuse)
    assert desk.deliver(send=desk.sent.append).step is Step.DELIVERED


def test_what_was_on_its_way_into_inbox_is_not_mailed_after_a_change_of_the_config(tmp_path: Path) -> None:
    account = Moody("one")
    account.after = Died()
    desk = Desk(tmp_path, account)
    with pytest.raises(Died):
        desk.deliver()
    assert desk.deliver(send=desk.sent.append).by == "one"
    assert (desk.sent, desk.stored()) == ([], 1)


def test_with_an_older_ledger_restored_what_another_account_took_is_found_there(tmp_path: Path) -> None:
    """The preferred one was down when the issue came."""
    one, two = MemoryAccount("one"), MemoryAccount("two")
    two.deliver("INBOX", written(WEEK), received_at=NOW)
    desk = Desk(tmp_path, one, two)
    record = desk.deliver()
    assert (record.step, record.by, desk.stored()) == (Step.DELIVERED, "two", 1)
