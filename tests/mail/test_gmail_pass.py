"""A pass over a Gmail account: killed at any request it goes on where it was; what each label means; what it tells."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from queue import Queue
from typing import Any

import pytest

from tests.contracts.account_contract import read
from tests.contracts.mails import SINCE, T0, minutes, plain
from tests.servers.gmail import GmailServer
from tests.servers.gmail_world import CONTEXT, FAST, account, closed_with, grant
from tests.system.running import eventually
from watcher.daemon.post import Halt, StoppedError
from watcher.errors import ServerError
from watcher.mail import gmail_pass
from watcher.mail.gmail import GmailAccount
from watcher.mail.gmail_http import Transport
from watcher.mail.gmail_labels import Labels
from watcher.mail.headers import message_id_of
from watcher.timeline import Place


@pytest.fixture
def server() -> Iterator[GmailServer]:
    server = GmailServer().start()
    yield server
    server.stop()


class KilledError(BaseException):
    """The process ends here."""


class Killer:
    """Ends the process at the request with that number; 0 for never."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.left = 0
        self.requests = 0
        original = Transport.request

        def request(transport: Transport, *given: Any, **more: Any) -> Any:
            self.requests += 1
            self.left -= 1
            if self.left == 0:
                raise KilledError
            return original(transport, *given, **more)

        monkeypatch.setattr(Transport, "request", request)


def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of four messages and batches of three, so that few messages make many of both."""
    monkeypatch.setattr(gmail_pass, "_PAGE", 4)
    monkeypatch.setattr(gmail_pass, "PORTION", 3)


def passed(server: GmailServer, cursor: str | None, killer: Killer, at: int = 0) -> tuple[list[str], str | None, bool]:
    """What a process read that was killed at a request, where it stood then, and whether it came to the end."""
    mine = account(server)
    ids: list[str] = []
    killer.left, killer.requests, complete = at, 0, False
    try:
        for batch in mine.batches(cursor, SINCE):
            ids += [one.uid for one in batch.messages]
            cursor, complete = batch.cursor, batch.complete
    except KilledError:
        pass
    finally:
        killer.left = 0
        mine.close()
    return ids, cursor, complete


@pytest.mark.parametrize("incremental", [False, True], ids=["first sync", "history"])
def test_killed_at_any_request_it_loses_nothing_and_doubles_nothing(
    server: GmailServer, monkeypatch: pytest.MonkeyPatch, *, incremental: bool
) -> None:
    small(monkeypatch)
    killer = Killer(monkeypatch)
    cursor = read(account(server)).cursor if incremental else None
    for number in range(5):
        server.mailbox.add(plain(f"m{number}@x", minutes(number)), ["INBOX"], minutes(number))
    for number in range(2):
        server.mailbox.add(plain(f"s{number}@x", minutes(number)), ["SENT"], minutes(number))
    expected = set(server.mailbox.messages)
    whole, _, _ = passed(server, cursor, killer)
    assert set(whole) == expected
    requests = killer.requests
    assert requests > 6
    for at in range(1, requests + 1):
        ids, where, complete = passed(server, cursor, killer, at)
        assert not complete
        expected.add(server.mailbox.add(plain(f"late{at}@x", minutes(99)), ["INBOX"], minutes(99)).id)
        more, _, complete = passed(server, where, killer)
        assert complete
        assert sorted(ids + more) == sorted(expected)


def test_what_comes_while_the_listing_is_made_is_read_once(
    server: GmailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the history id that it goes on from, and each page of each listing."""
    small(monkeypatch)
    for number in range(9):
        server.mailbox.add(plain(f"m{number}@x", minutes(number)), ["INBOX"], minutes(number))
    original, added = server.call, 0

    def call(verb: str, target: str, *rest: Any) -> Any:
        nonlocal added
        if "/messages?" in target:
            added += 1
            server.mailbox.add(plain(f"late{added}@x", minutes(added)), ["INBOX"], minutes(added))
        return original(verb, target, *rest)

    monkeypatch.setattr(server, "call", call)
    seen = read(account(server))
    monkeypatch.setattr(server, "call", original)
    assert added > 5
    again = read(account(server), seen.cursor)
    ids = seen.ids + again.ids
    assert sorted(ids) == sorted([f"m{n}@x" for n in range(9)] + [f"late{n}@x" for n in range(1, added + 1)])


# Labels

NAMES = {"Label_1": "Jobs", "Label_2": "Watcher/Ignore", "Label_3": "Lists"}


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["INBOX", "UNREAD"], [("INBOX", Place.INBOX)]),
        (["INBOX", "CATEGORY_PROMOTIONS"], [("INBOX", Place.INBOX)]),
        (["INBOX", "CATEGORY_UPDATES", "IMPORTANT", "STARRED"], [("INBOX", Place.INBOX)]),
        (["SENT"], [("Sent", Place.SENT)]),
        (["SENT", "INBOX"], [("Sent", Place.SENT), ("INBOX", Place.INBOX)]),
        ([], [("All Mail", Place.OTHER)]),
        (["CATEGORY_SOCIAL"], [("All Mail", Place.OTHER)]),
        (["Label_1"], [("Jobs", Place.OTHER)]),
        (["INBOX", "Label_2"], [("INBOX", Place.INBOX), ("Watcher/Ignore", Place.OTHER)]),
        (["SPAM", "UNREAD"], [("Spam", Place.JUNK)]),
        (["SPAM", "Label_1"], [("Spam", Place.JUNK)]),
        (["TRASH", "INBOX"], [("Trash", Place.TRASH)]),
        (["DRAFT"], []),
        (["DRAFT", "Label_1"], []),
        (["CHAT"], []),
        (["Label_3"], []),
        (["Label_3", "INBOX"], [("INBOX", Place.INBOX)]),
    ],
    ids=str,
)
def test_each_label_is_the_mailbox_that_the_rule_says(labels: list[str], expected: list[tuple[str, Place]]) -> None:
    assert list(Labels(NAMES, frozenset({"Label_3"})).mailboxes(labels)) == expected


def test_categories_archive_spam_and_trash_are_all_read(server: GmailServer) -> None:
    for name, labels in {
        "promotion@x": ["INBOX", "CATEGORY_PROMOTIONS"],
        "archived@x": [],
        "mine@x": ["SENT"],
        "spam@x": ["SPAM"],
        "thrown@x": ["TRASH"],
    }.items():
        server.mailbox.add(plain(name), labels, T0)
    places = {message_id_of(one.raw.header): one.place for one in read(account(server)).located}
    assert places == {
        "promotion@x": Place.INBOX,
        "archived@x": Place.OTHER,
        "mine@x": Place.SENT,
        "spam@x": Place.JUNK,
        "thrown@x": Place.TRASH,
    }


def test_a_message_that_is_deleted_between_listing_and_reading_is_no_fault(
    server: GmailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = server.mailbox.add(plain("gone@x"), ["INBOX"], T0)
    server.mailbox.add(plain("stays@x"), ["INBOX"], T0)
    original = server.call

    def call(verb: str, target: str, *rest: Any) -> Any:
        if f"/messages/{gone.id}" in target and gone.id in server.mailbox.messages:
            server.mailbox.remove(gone.id)
        return original(verb, target, *rest)

    monkeypatch.setattr(server, "call", call)
    seen = read(account(server))
    assert seen.ids == ["stays@x"]
    assert not [one for batch in seen.batches for one in batch.unread]
    assert seen.last.complete


# What it tells, and its pauses


def timed(server: GmailServer, units: int, sleep: Callable[[float], None], draw: float = 1.0) -> GmailAccount:
    settings = replace(FAST, api=server.url, units_per_minute=units)
    made = GmailAccount(settings, lambda: grant(server), CONTEXT, clock=lambda: 0.0, sleep=sleep, draw=lambda: draw)
    return closed_with(server, made)


def test_how_long_it_takes_at_the_quota_is_told_before(server: GmailServer) -> None:
    for number in range(45):
        server.mailbox.add(plain(f"m{number}@x", minutes(number)), ["INBOX"], minutes(number))
    (first, *_) = timed(server, 600, lambda _: None).batches(None, SINCE)
    assert first.notes == ("45 messages are to be read: about 2 minutes at this quota",)
    assert first.total == 45
    (first, *_) = timed(server, 1_000_000, lambda _: None).batches(None, SINCE)
    assert first.notes == ()


def test_the_pauses_grow_and_half_of_each_is_chance(server: GmailServer) -> None:
    for draw, expected in ((1.0, [1.0, 2.0, 4.0, 8.0, 16.0]), (0.0, [0.5, 1.0, 2.0, 4.0, 8.0])):
        slept: list[float] = []
        server.fail("labels.list", 503, "backendError", times=99)
        with pytest.raises(ServerError):
            read(timed(server, 100_000_000, slept.append, draw))
        server.faults.clear()
        assert slept == expected


def test_who_waits_for_the_quota_is_ended_at_once(server: GmailServer) -> None:
    for number in range(40):
        server.mailbox.add(plain(f"m{number}@x", minutes(number)), ["INBOX"], minutes(number))
    halt, ended = Halt(), Queue[BaseException]()
    settings = replace(FAST, api=server.url, units_per_minute=600)
    mine = closed_with(server, GmailAccount(settings, lambda: grant(server), CONTEXT, sleep=halt.sleep))

    def work() -> None:
        try:
            read(mine)
        except StoppedError as error:
            ended.put(error)

    thread = threading.Thread(target=work)
    thread.start()
    eventually(lambda: server.calls["messages.list"] > 5)
    halt.call()
    ended.get(timeout=20)  # all of it would take two minutes
    thread.join()
    with pytest.raises(StoppedError):
        read(mine)


def test_the_horizon_is_asked_of_gmail_and_not_read_through(server: GmailServer) -> None:
    """A message too old costs nothing; a day of room, for Gmail's days begin where it likes."""
    old = SINCE - timedelta(days=2)
    for number in range(20):
        server.mailbox.add(plain(f"old{number}@x", old), ["INBOX"], old)
    server.mailbox.add(plain("new@x"), ["INBOX"], T0)
    assert read(account(server)).ids == ["new@x"]
    assert server.calls["messages.get"] == 1
