"""Google's push: news at once, what is agreed renewed in time, and the poll where anything is wrong."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.contracts.account_contract import read
from tests.contracts.mails import plain
from tests.servers.gmail import GmailServer
from tests.servers.gmail_world import CONTEXT, FAST, account, grant
from tests.servers.pubsub import TOPIC, PubsubServer
from watcher.mail.gmail import GmailAccount
from watcher.mail.gmail_client import Client
from watcher.mail.gmail_push import PERMANENT, PushWatch
from watcher.mail.gmail_tokens import COMPOSE, PUBSUB, READ
from watcher.mail.gmail_watch import GmailWatch


@pytest.fixture
def server() -> Iterator[GmailServer]:
    server = GmailServer().start()
    yield server
    server.stop()


@pytest.fixture
def pubsub(server: GmailServer) -> Iterator[PubsubServer]:
    pubsub = PubsubServer(lambda: server.tokens)
    yield pubsub
    pubsub.stop()


class Clock:
    def __init__(self) -> None:
        self.now = time.time()

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def watch(server: GmailServer, pubsub: PubsubServer, clock: Clock) -> Iterator[PushWatch]:
    settings = replace(FAST, api=server.url)
    client = Client(settings, lambda: grant(server), CONTEXT, sleep=lambda _: None, draw=lambda: 0.0)
    watch = PushWatch(client, settings, pubsub.where(), CONTEXT, clock=clock, draw=lambda: 0.0)
    yield watch
    watch.close()
    client.close()


def later(seconds: float, do: object) -> None:
    threading.Timer(seconds, do).start()  # type: ignore[arg-type]


def test_what_is_published_wakes_at_once_and_is_acknowledged(
    server: GmailServer, pubsub: PubsubServer, watch: PushWatch
) -> None:
    pubsub.hold = 30.0
    later(0.3, pubsub.publish)
    began = time.monotonic()
    assert watch.wait()
    assert time.monotonic() - began < 20
    assert pubsub.acknowledged == ["ack-1"]
    assert server.mailbox.topics == [TOPIC]
    pubsub.hold = 0.2
    assert not watch.wait()
    assert watch.trouble == ""


def test_doubled_news_are_one_wake(pubsub: PubsubServer, watch: PushWatch) -> None:
    pubsub.publish(5)
    assert watch.wait()
    pubsub.hold = 0.1
    assert not watch.wait()
    assert len(pubsub.acknowledged) == 5


def test_what_cannot_be_acknowledged_comes_again(pubsub: PubsubServer, watch: PushWatch) -> None:
    pubsub.publish()
    pubsub.hold = 0.0
    watch._ask_to_publish()
    original = pubsub.call

    def refusing(verb: str, path: str, token: str, body: dict[str, object]) -> tuple[int, dict[str, object]]:
        return (503, {}) if path.endswith(":acknowledge") else original(verb, path, token, body)

    pubsub.call = refusing  # type: ignore[method-assign]
    assert watch.wait()  # that it fails is told, and a reading is made
    assert "Pub/Sub refuses (503)" in watch.trouble
    pubsub.call = original  # type: ignore[method-assign]
    assert watch.wait()
    assert (watch.trouble, pubsub.acknowledged) == ("", ["ack-1"])


def test_gmail_is_asked_to_publish_once_a_day_and_when_that_has_ended(
    server: GmailServer, pubsub: PubsubServer, watch: PushWatch, clock: Clock
) -> None:
    pubsub.hold = 0.0
    for hours, asked in ((0, 1), (23, 1), (2, 2), (1, 2), (24 * 8, 3), (-24 * 20, 4), (1, 4)):
        clock.now += hours * 3600
        pubsub.publish()
        assert watch.wait()
        assert len(server.mailbox.topics) == asked
    watch.drop()  # the machine slept
    pubsub.publish()
    assert watch.wait()
    assert len(server.mailbox.topics) == 5


@pytest.mark.parametrize("end", ["poke", "drop"])
def test_a_wait_can_be_ended(pubsub: PubsubServer, watch: PushWatch, end: str) -> None:
    pubsub.hold = 30.0
    later(0.4, getattr(watch, end))
    began = time.monotonic()
    assert not watch.wait()
    assert time.monotonic() - began < 15
    assert watch.trouble == ""
    watch.poke()
    assert not watch.wait()  # that counts for the next too
    watch.close()


@pytest.mark.parametrize(
    ("status", "words"),
    [(403, "be a subscriber there"), (404, "does not know the subscription"), (503, "Pub/Sub refuses (503)")],
)
def test_what_pubsub_refuses_leaves_the_poll_and_is_told_until_it_is_mended(
    pubsub: PubsubServer, watch: PushWatch, monkeypatch: pytest.MonkeyPatch, status: int, words: str
) -> None:
    rested: list[float] = []

    def poked(seconds: float) -> bool:
        rested.extend([seconds] * (seconds > 0))
        return False

    monkeypatch.setattr(watch._poke, "poked", poked)
    pubsub.refusals += [status] * 3
    assert watch.wait()
    assert words in watch.trouble
    assert "new mail is asked for each 60 s instead" in watch.trouble
    assert not watch.wait()
    assert not watch.wait()
    if status == 503:
        assert rested == [2.0, 4.0]
    else:
        assert rested == [PERMANENT / 2, PERMANENT / 2]
    pubsub.publish()
    assert watch.wait()
    assert watch.trouble == ""


def test_a_topic_that_gmail_does_not_know_is_told(server: GmailServer, watch: PushWatch) -> None:
    server.fail("watch", 404, "notFound")
    assert watch.wait()
    assert f"Gmail does not know the topic {TOPIC}" in watch.trouble


def test_a_topic_that_gmail_may_not_publish_to_is_told(server: GmailServer, watch: PushWatch) -> None:
    server.fail("watch", 403, "forbidden")
    assert watch.wait()
    assert "Gmail refused" in watch.trouble


def test_where_pubsub_cannot_be_reached_the_poll_is_left(server: GmailServer, pubsub: PubsubServer) -> None:
    where = pubsub.where(api="http://127.0.0.1:9/")
    settings = replace(FAST, api=server.url)
    client = Client(settings, lambda: grant(server), CONTEXT, sleep=lambda _: None, draw=lambda: 0.0)
    watch = PushWatch(client, settings, where, CONTEXT)
    assert watch.wait()
    assert "Pub/Sub cannot be reached" in watch.trouble
    watch.close()
    client.close()


# In the account


def test_the_poll_stays_and_the_readings_tell_of_the_trouble(server: GmailServer, pubsub: PubsubServer) -> None:
    one = account(server, replace(FAST, pubsub=pubsub.where(), poll=0.01))
    poll, push = one.watches()
    assert isinstance(poll, GmailWatch)
    assert isinstance(push, PushWatch)
    pubsub.refusals.append(403)
    push.wait()
    first = read(one)
    assert "Google's push does not work" in first.notes
    again = read(one, first.cursor)
    assert not again.notes  # told once in the log; health has it while it lasts
    assert "be a subscriber" in again.last.standing
    poll.wait()
    server.mailbox.add(plain("a@x"), ["INBOX"])
    assert poll.wait()
    pubsub.publish()
    push.wait()
    assert read(one, again.cursor).last.standing == ""
    push.close()


def test_without_it_in_the_config_nothing_of_it_is_asked(server: GmailServer) -> None:
    one = account(server)
    assert [type(each) for each in one.watches()] == [GmailWatch]
    read(one)
    assert server.calls["watch"] == 0


def test_check_tells_whether_it_can_work(server: GmailServer, pubsub: PubsubServer) -> None:
    given = replace(grant(server), scopes=(READ, COMPOSE, PUBSUB))

    def checked(scopes: tuple[str, ...] = given.scopes) -> str:
        settings = replace(FAST, api=server.url, pubsub=pubsub.where())
        one = GmailAccount(settings, lambda: replace(given, scopes=scopes), CONTEXT, sleep=lambda _: None)
        (finding,) = [each for each in one.check() if "push" in each.what]
        one.close()
        return f"{finding.ok} {finding.what}"

    assert checked() == "True Google's push is there: news come at once"
    assert "False Google's push: the permission for Pub/Sub was not given" in checked((READ, COMPOSE))
    pubsub.refusals.append(403)
    assert "be a subscriber" in checked()
    pubsub.topic = "projects/ada/topics/other"
    assert "is of the topic projects/ada/topics/other" in checked()
    assert server.mailbox.topics == []
