"""What servers say when an account is refused for a while, and how long they want to be left alone."""

from __future__ import annotations

import imaplib
from collections.abc import Iterator, Sequence
from datetime import date

import pytest

from tests.contracts.account_contract import Seen, read
from tests.contracts.mails import plain
from tests.servers.stub import StubServer
from watcher.errors import ServerError, SignInError
from watcher.mail import ImapAccount, imap_pass, tls_context
from watcher.mail.imap_errors import USED_UP_REST, rest_of
from watcher.mail.parking import AFTER

USUAL = {"INBOX": {3: plain("a@x"), 5: plain("b@x")}, "Sent": {1: plain("s@x")}, "Drafts": {}, "Shared": {}}
USED_UP = b"%T NO [OVERQUOTA] Account exceeded command or bandwidth limits.\r\n"
NOT_CONNECTED = b"%T BAD User is authenticated but not connected.\r\n"
THROTTLED = b"%T BAD Request is throttled. Suggested Backoff Time: 92415 milliseconds\r\n"


@pytest.fixture
def server() -> Iterator[StubServer]:
    with StubServer(USUAL) as running:
        yield running


@pytest.fixture
def account(server: StubServer) -> Iterator[ImapAccount]:
    made = ImapAccount(server.settings(), lambda: "secret", tls_context())
    yield made
    made.close()


def asked_for(server: StubServer, words: str) -> int:
    return sum(command.startswith(words) for command in server.commands)


def notes(seen: Seen) -> Sequence[str]:
    return [note for batch in seen.batches for note in batch.notes]


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("command: EXAMINE => Request is throttled. Suggested Backoff Time: 92415 milliseconds", 92.415),
        ("suggested backoff time 500 ms", 0.5),
        ("Suggested Backoff Time: 999999999 milliseconds", 86_400),
        ("Suggested Backoff Time: soon", 0),
        ("[OVERQUOTA] Account exceeded command or bandwidth limits", USED_UP_REST),
        ("User is authenticated but not connected.", 0),
    ],
)
def test_row_21_the_hint_of_a_server_is_understood(words: str, rest: float) -> None:
    assert rest_of(imaplib.IMAP4.error(words)) == rest


@pytest.mark.parametrize("command", ["STATUS", "EXAMINE", "UID SEARCH", "UID FETCH"])
@pytest.mark.parametrize(("answer", "rest"), [(NOT_CONNECTED, 0), (THROTTLED, 92.415)])
def test_row_21_an_account_that_is_refused_for_now_is_no_mailbox_that_is_broken(
    server: StubServer, account: ImapAccount, command: str, answer: bytes, rest: float
) -> None:
    server.overrides.append((command, answer))
    with pytest.raises(ServerError) as caught:
        read(account)
    assert not isinstance(caught.value, SignInError)
    assert (caught.value.permanent, caught.value.rest) == (False, rest)
    server.overrides.clear()
    assert read(account).ids == ["b@x", "a@x", "s@x"]


@pytest.mark.parametrize("answer", [THROTTLED, b"%T NO " + THROTTLED[7:], NOT_CONNECTED])
def test_row_21_so_it_is_while_signing_in(server: StubServer, account: ImapAccount, answer: bytes) -> None:
    server.overrides.append(("LOGIN", answer))
    with pytest.raises(ServerError, match="cannot sign anybody in just now") as caught:
        read(account)
    assert not caught.value.permanent
    assert caught.value.rest == (92.415 if b"throttled" in answer else 0)


@pytest.mark.parametrize("command", ["STATUS", "EXAMINE", "UID FETCH"])
def test_row_19_what_is_used_up_comes_back_in_hours(server: StubServer, account: ImapAccount, command: str) -> None:
    server.overrides.append((command, USED_UP))
    with pytest.raises(ServerError, match="bandwidth limits") as caught:
        read(account)
    assert (caught.value.permanent, caught.value.rest) == (False, USED_UP_REST)
    assert asked_for(server, command) == 1


def test_row_19_old_mail_beyond_a_days_share_waits_and_new_mail_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    day = [date(2026, 3, 2)]
    monkeypatch.setattr(imap_pass, "today", lambda: day[0])
    monkeypatch.setattr("watcher.mail.imap_fetch.BATCH", 2)
    monkeypatch.setattr(imap_pass, "DAILY", 700)
    old = {uid: plain(f"m{uid}@x") for uid in range(1, 10)}
    with StubServer({"INBOX": old, "Sent": {}, "Drafts": {}}) as server:
        account = ImapAccount(server.settings(), lambda: "secret", tls_context())
        first = read(account)
        assert 0 < len(first.ids) < 9
        assert not first.last.complete
        assert 'mailbox "INBOX" holds more old mail than is read in a day' in notes(first)[0]
        server.add("INBOX", 12, plain("new@x"))
        server.commands.clear()
        second = read(account, first.cursor)
        assert second.ids == ["new@x"]
        assert not second.last.complete
        found, cursor = [*first.ids, *second.ids], second.cursor
        for number in range(3, 12):
            day[0] = date(2026, 3, number)
            later = read(account, cursor)
            found, cursor = [*found, *later.ids], later.cursor
            if later.last.complete:
                break
        assert later.last.complete
        assert sorted(found) == sorted([*(f"m{uid}@x" for uid in old), "new@x"])
        account.close()


def test_row_19_headers_come_first_and_only_wanted_parts_after(server: StubServer, account: ImapAccount) -> None:
    read(account)
    fetches = [command for command in server.commands if command.startswith("UID FETCH")]
    assert "BODY.PEEK[HEADER]" in fetches[0]
    assert "BODY.PEEK[1]" in fetches[1]
    assert not [command for command in fetches if "BODY.PEEK[]" in command]


def test_row_17_a_mailbox_that_cannot_be_opened_is_parked_after_three_failures(
    server: StubServer, account: ImapAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    monkeypatch.setattr("watcher.mail.imap_pass.time.monotonic", lambda: now[0])
    server.overrides.append((r'(STATUS|EXAMINE) "?Shared', b"%T NO [NOPERM] Permission denied\r\n"))
    told = []
    for _ in range(AFTER + 2):
        seen = read(account)
        assert seen.last.complete
        told.append(" ".join(notes(seen)))
    assert all('"Shared" cannot be opened' in one for one in told[:AFTER])
    assert ["3 times in a row" in one for one in told] == [False, False, True, False, False]
    assert told[AFTER:] == ["", ""]
    assert asked_for(server, 'STATUS "Shared"') == AFTER
    server.overrides.clear()
    server.add("Shared", 1, plain("shared@x"))
    now[0] += 3601
    assert "shared@x" in read(account).ids


def test_row_17_sent_is_never_parked(server: StubServer, account: ImapAccount) -> None:
    """No pass is complete without it, so it is asked for in each."""
    server.overrides.append((r'(STATUS|EXAMINE) "?Sent', b"%T NO [NOPERM] Permission denied\r\n"))
    for _ in range(AFTER + 2):
        assert not read(account).last.complete
    server.overrides.clear()
    seen = read(account)
    assert seen.last.complete
    assert "s@x" in seen.ids


def test_row_16_messages_are_asked_for_by_lists_of_uids(server: StubServer, account: ImapAccount) -> None:
    """imapclient 4.1.0 refuses `fetch("1:*")`, and a range may hold millions (RFC 3501 section 9, seq-range)."""
    seen = read(account)
    server.add("INBOX", 7, plain("c@x"))
    read(account, seen.cursor)
    account.find_drafts({"a@x"})
    fetches = [command for command in server.commands if "FETCH" in command]
    assert fetches
    assert not [command for command in fetches if ":" in command.partition("(")[0]]
