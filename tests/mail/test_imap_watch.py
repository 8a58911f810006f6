"""IDLE on a real Dovecot, and through bad networks: what arrives is told, what is dead is noticed, nothing spins."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.contracts.mails import T0, plain
from tests.servers.dovecot import ImapUser
from tests.servers.proxy import Proxy
from tests.servers.stub import StubServer
from watcher.errors import ServerError
from watcher.mail.imap import ImapAccount
from watcher.mail.imap_errors import tls_context
from watcher.mail.imap_watch import ImapWatch, Rhythm
from watcher.mail.types import ImapSettings

pytestmark = pytest.mark.server

LONG = Rhythm(least=30, most=30, poll=30)
SHORT = Rhythm(least=0.3, most=0.3, poll=0.3)


class Waiting:
    """A watch that waits in a thread: `result` gives what `wait` gave, or raises what it raised."""

    def __init__(self, watch: ImapWatch) -> None:
        self._outcome: list[bool | Exception] = []
        self._thread = threading.Thread(target=self._wait, args=(watch,), daemon=True)
        self._thread.start()

    def _wait(self, watch: ImapWatch) -> None:
        try:
            self._outcome.append(watch.wait())
        except Exception as error:  # noqa: BLE001 - handed to the test
            self._outcome.append(error)

    def result(self, seconds: float = 10.0) -> bool:
        self._thread.join(seconds)
        assert self._outcome, "it still waits"
        if isinstance(self._outcome[0], Exception):
            raise self._outcome[0]
        return self._outcome[0]


def account_of(settings: ImapSettings) -> ImapAccount:
    return ImapAccount(settings, lambda: "secret", tls_context(settings.ca_file))


@contextmanager
def watched(settings: ImapSettings, rhythm: Rhythm = LONG) -> Iterator[tuple[ImapAccount, ImapWatch, ImapWatch]]:
    """An account, and its watches of INBOX and Sent, both of which have looked once."""
    account = account_of(settings)
    inbox, sent = account.watches(rhythm)
    assert inbox.wait()
    assert sent.wait()
    try:
        yield account, inbox, sent
    finally:
        inbox.close()
        account.close()


def settled() -> None:
    """Let a thread come to its IDLE."""
    time.sleep(0.3)


def test_the_first_look_counts_as_news(imap_user: ImapUser) -> None:
    with watched(imap_user.settings()):
        pass


@pytest.mark.parametrize("mailbox", ["INBOX", "Sent"])
def test_an_arrival_ends_the_wait(imap_user: ImapUser, mailbox: str) -> None:
    with watched(imap_user.settings()) as (_, inbox, sent):
        waiting = Waiting(inbox if mailbox == "INBOX" else sent)
        settled()
        imap_user.append(mailbox, plain("a@x"))
        assert waiting.result() is True


def test_a_turn_without_news_ends_and_says_so(imap_user: ImapUser) -> None:
    with watched(imap_user.settings(), SHORT) as (_, inbox, sent):
        assert [inbox.wait(), inbox.wait(), sent.wait()] == [False, False, False]


def test_what_comes_between_two_turns_is_told_by_the_next(imap_user: ImapUser) -> None:
    with watched(imap_user.settings(), SHORT) as (_, inbox, _sent):
        assert not inbox.wait()
        imap_user.append("INBOX", plain("a@x"))
        assert inbox.wait()
        assert not inbox.wait()


def test_flags_and_expunges_are_no_news(imap_user: ImapUser) -> None:
    imap_user.append("INBOX", plain("a@x"))
    imap_user.append("INBOX", plain("b@x"))
    with watched(imap_user.settings(), Rhythm(2, 2, 2)) as (_, inbox, _sent):
        waiting = Waiting(inbox)
        settled()
        with imap_user.client() as client:
            client.select_folder("INBOX")
            client.delete_messages([1])
            client.expunge()
        assert waiting.result() is False
        imap_user.append("INBOX", plain("c@x"))
        assert inbox.wait() is True


def test_a_poke_ends_the_wait_and_the_next_one_is_whole(imap_user: ImapUser) -> None:
    with watched(imap_user.settings()) as (_, inbox, sent):
        for watch in (inbox, sent):
            waiting = Waiting(watch)
            settled()
            watch.poke()
            assert waiting.result(5) is False
        inbox.poke()
        assert Waiting(inbox).result(5) is False


def test_commands_interrupt_the_watching_of_sent(imap_user: ImapUser) -> None:
    with watched(imap_user.settings()) as (account, _, sent):
        waiting = Waiting(sent)
        settled()
        account.put_draft(plain("d@x"))
        assert waiting.result() is False
        assert account.find_drafts(["d@x"])


def test_what_is_sent_while_commands_run_is_told_by_the_next_turn(imap_user: ImapUser) -> None:
    with watched(imap_user.settings()) as (account, _, sent):
        waiting = Waiting(sent)
        settled()
        account.find_drafts(["d@x"])
        imap_user.append("Sent", plain("s@x"))
        waiting.result()
        assert Waiting(sent).result() is True


@pytest.mark.parametrize("which", [0, 1])
def test_what_another_command_was_told_is_news_for_the_next_turn(
    imap_user: ImapUser, monkeypatch: pytest.MonkeyPatch, which: int
) -> None:
    """A connection that rested is asked with NOOP whether it lives, and its answer tells of the message."""
    monkeypatch.setattr("watcher.mail.imap_line.REST", -1.0)
    with watched(imap_user.settings(), SHORT) as (_, *watches):
        assert not watches[which].wait()
        imap_user.append(["INBOX", "Sent"][which], plain("a@x"))
        assert watches[which].wait()


def test_row_20_an_account_takes_two_connections_and_signs_out_of_both(imap_user: ImapUser) -> None:
    with Proxy(("127.0.0.1", imap_user.server.imap)) as proxy:
        with watched(imap_user.plain_settings(proxy.port), SHORT) as (account, inbox, sent):
            for _ in range(2):
                list(account.batches(None, T0))
                account.put_draft(plain("d@x"))
                account.find_drafts(["d@x"])
                inbox.wait()
                sent.wait()
        assert proxy.connections == 2
        assert proxy.sent.count(b"LOGOUT") == 2


def test_row_01_a_black_hole_is_noticed_at_the_end_of_the_turn(imap_user: ImapUser) -> None:
    with Proxy(("127.0.0.1", imap_user.server.imap)) as proxy:
        settings = imap_user.plain_settings(proxy.port, timeout=1.0)
        with watched(settings, Rhythm(0.5, 0.5, 0.5)) as (_, inbox, _sent):
            proxy.mode = "hole"
            with pytest.raises(ServerError, match=r"did not answer|was not done"):
                Waiting(inbox).result()
            imap_user.append("INBOX", plain("a@x"))
            proxy.mode = "pass"
            assert Waiting(inbox).result() is True


@pytest.mark.parametrize("how", ["fin", "rst"])
def test_row_02_a_connection_that_ends_in_idle_is_an_error_at_once_and_made_anew(imap_user: ImapUser, how: str) -> None:
    with (
        Proxy(("127.0.0.1", imap_user.server.imap)) as proxy,
        watched(imap_user.plain_settings(proxy.port)) as (_, inbox, _sent),
    ):
        waiting = Waiting(inbox)
        settled()
        proxy.end_all(how)
        with pytest.raises(ServerError):
            waiting.result(5)
        imap_user.append("INBOX", plain("a@x"))
        assert Waiting(inbox).result() is True


def test_row_02_a_connection_that_was_lost_without_news_is_made_anew_without_news(imap_user: ImapUser) -> None:
    with (
        Proxy(("127.0.0.1", imap_user.server.imap)) as proxy,
        watched(imap_user.plain_settings(proxy.port), SHORT) as (_, inbox, _sent),
    ):
        proxy.end_all("fin")
        with pytest.raises(ServerError):
            inbox.wait()
        assert inbox.wait() is False


@pytest.mark.parametrize("doing", ["sign in", "read"])
def test_row_03_a_trickle_is_cut_by_the_wall_clock(imap_user: ImapUser, doing: str) -> None:
    """One octet each 0.2 s: no socket timeout of 1 s ever fires."""
    with Proxy(("127.0.0.1", imap_user.server.imap), trickle=0.2) as proxy:
        settings = imap_user.plain_settings(proxy.port, timeout=1.0)
        account = account_of(settings)
        if doing == "read":
            account.find_drafts(["a@x"])
        proxy.mode = "trickle"
        begun = time.monotonic()
        with pytest.raises(ServerError, match="was not done after"):
            list(account.batches(None, T0))
        assert time.monotonic() - begun < 10
        proxy.mode = "pass"
        assert list(account.batches(None, T0))
        account.close()


def test_row_04_a_server_that_ends_idle_early_costs_a_reconnection_and_no_news(imap_user: ImapUser) -> None:
    """`* BYE` after 0.3 s, where the turn would last 30."""
    with (
        Proxy(("127.0.0.1", imap_user.server.imap)) as proxy,
        watched(imap_user.plain_settings(proxy.port)) as (_, inbox, _sent),
    ):
        waiting = Waiting(inbox)
        settled()
        proxy.say(b"* BYE Disconnected for inactivity.\r\n")
        proxy.end_all("fin")
        with pytest.raises(ServerError):
            waiting.result(5)
        imap_user.append("INBOX", plain("a@x"))
        assert Waiting(inbox).result() is True


def test_row_06_a_dropped_connection_ends_the_wait_and_is_made_anew(imap_user: ImapUser) -> None:
    with watched(imap_user.settings()) as (_, inbox, sent):
        for watch in (inbox, sent):
            waiting = Waiting(watch)
            settled()
            watch.drop()
            with pytest.raises(ServerError):
                waiting.result(5)
        imap_user.append("INBOX", plain("a@x"))
        assert Waiting(inbox).result() is True


POLLED = Rhythm(least=30, most=30, poll=0.2)


def test_row_04_a_server_without_idle_is_polled() -> None:
    with (
        StubServer({"INBOX": {1: plain("a@x")}, "Sent": {}}) as stub,
        watched(stub.settings(), POLLED) as (_, inbox, _sent),
    ):
        assert Waiting(inbox).result(5) is False
        stub.add("INBOX", 2, plain("b@x"))
        assert Waiting(inbox).result(5) is True
        assert not any(command == "IDLE" for command in stub.commands)


def test_row_04_a_server_that_pushes_nothing_is_polled_once_that_shows() -> None:
    with (
        StubServer({"INBOX": {}, "Sent": {}}, capabilities="IMAP4rev1 IDLE UIDPLUS") as stub,
        watched(stub.settings(), Rhythm(least=0.5, most=0.5, poll=0.1)) as (_, inbox, _sent),
    ):
        for uid in (1, 2):
            stub.add("INBOX", uid, plain(f"{uid}@x"))
            begun = time.monotonic()
            assert Waiting(inbox).result(5) is True
            assert time.monotonic() - begun > 0.4
        begun = time.monotonic()
        assert Waiting(inbox).result(5) is False
        assert time.monotonic() - begun < 0.4


def test_what_a_server_says_before_it_idles_is_heard() -> None:
    with (
        StubServer({"INBOX": {}, "Sent": {}}, capabilities="IMAP4rev1 IDLE UIDPLUS") as stub,
        watched(stub.settings()) as (_, inbox, _sent),
    ):
        stub.idle_greeting = b"* 1 EXISTS\r\n+ idling\r\n* 2 EXISTS\r\n"
        assert Waiting(inbox).result(5) is True


def test_a_server_that_refuses_idle_is_an_error_in_words_and_then_polled() -> None:
    with (
        StubServer({"INBOX": {}, "Sent": {}}, capabilities="IMAP4rev1 IDLE UIDPLUS") as stub,
        watched(stub.settings(), POLLED) as (_, inbox, _sent),
    ):
        stub.idle_greeting = b"%T NO not today\r\n"
        with pytest.raises(ServerError, match="IDLE refused"):
            Waiting(inbox).result(5)
        assert Waiting(inbox).result(5) is False
        stub.add("INBOX", 1, plain("a@x"))
        assert Waiting(inbox).result(5) is True
