"""Dovecots with limits and rights, and another program at work on the same mailbox."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.contracts.account_contract import Seen, read
from tests.contracts.mails import SINCE, T0, plain
from tests.daemon.keeping import account, config, eventually, keeping
from tests.pipeline.letters import application, chat
from tests.servers.dovecot import PASSWORD, Dovecot, ImapUser, missing
from tests.servers.proxy import Proxy
from watcher.errors import ServerError, SignInError
from watcher.mail import ImapAccount, tls_context
from watcher.mail.parking import AFTER

pytestmark = [pytest.mark.server, pytest.mark.skipif(bool(missing()), reason=missing())]

APPLIED = datetime.now(UTC).replace(microsecond=0) - timedelta(days=9)

ACL = """\
mail_plugins = acl
protocol imap {
  mail_plugins = acl imap_acl
}
plugin {
  acl = vfile
}
"""


@pytest.fixture
def guarded() -> Iterator[ImapUser]:
    """A user of a Dovecot with access lists (RFC 4314)."""
    server = Dovecot(extra=ACL)
    try:
        server.start()
        yield ImapUser(server, "ann")
    finally:
        server.stop()


@pytest.fixture
def narrow() -> Iterator[ImapUser]:
    """A user of a Dovecot that takes two connections of a user, and no third."""
    server = Dovecot(extra="mail_max_userip_connections = 2")
    try:
        server.start()
        yield ImapUser(server, "ann")
    finally:
        server.stop()


def account_of(user: ImapUser) -> ImapAccount:
    return ImapAccount(user.plain_settings(), lambda: PASSWORD, tls_context())


def notes(seen: Seen) -> str:
    return " ".join(note for batch in seen.batches for note in batch.notes)


def test_row_17_a_mailbox_that_may_be_seen_and_not_opened_is_parked_and_told_of(guarded: ImapUser) -> None:
    guarded.create("Closed")
    guarded.append("Closed", plain("closed@x"), internaldate=T0)
    guarded.append("INBOX", plain("a@x"), internaldate=T0)
    rights: Path = guarded.mailbox_path("Closed") / "dbox-Mails" / "dovecot-acl"
    rights.write_text("owner l\n")
    rights.chmod(0o644)
    opened = account_of(guarded)
    told, cursor = [], None
    for _ in range(AFTER + 1):
        seen = read(opened, cursor)
        cursor = seen.cursor
        assert seen.last.complete
        told.append(notes(seen))
    assert all('"Closed" cannot be opened' in one and "Permission denied" in one for one in told[:AFTER])
    assert "3 times in a row" in told[AFTER - 1]
    assert told[AFTER] == ""
    opened.close()
    rights.unlink()
    anew = account_of(guarded)
    assert read(anew, cursor).ids == ["closed@x"]
    anew.close()


def test_row_20_two_connections_suffice_and_a_third_is_no_wrong_password(narrow: ImapUser, tmp_path: Path) -> None:
    """The daemon keeps its two; what else of the user's connects is refused, and tried again."""
    narrow.append("Sent", application(APPLIED), internaldate=APPLIED)
    with (
        Proxy(("127.0.0.1", narrow.server.imap)) as proxy,
        keeping(config(tmp_path, account(narrow, "a", proxy.port))) as kept,
    ):
        eventually(lambda: kept.said("drafted"))
        eventually(lambda: proxy.sent.count(b"IDLE") >= 2)
        third = account_of(narrow)
        with pytest.raises(ServerError, match="It will be tried again") as caught:
            read(third)
        assert not isinstance(caught.value, SignInError)
        assert not caught.value.permanent
        assert proxy.most_open == 2
    eventually(lambda: proxy.open == 0)
    assert len(narrow.messages("Drafts")) == 1
    assert read(third).ids == ["apply1@example.org"]
    third.close()


def test_row_20_a_daemon_that_finds_no_place_waits_for_one(narrow: ImapUser, tmp_path: Path) -> None:
    narrow.append("INBOX", chat(APPLIED, 1), internaldate=APPLIED)
    with narrow.client(), narrow.client() as other:
        path = config(tmp_path, account(narrow, "a"))
        with keeping(path, draw=lambda: 0.0) as kept:
            eventually(lambda: kept.said("account not read", level="warning"))
            assert kept.messages() == 0
            other.logout()
            eventually(kept.messages)


def test_row_15_what_another_program_does_meanwhile_spoils_no_answer(
    imap_user: ImapUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It marks messages while they are read: the server tells of flags (RFC 3501 section 7.4.2) between our answers."""
    monkeypatch.setattr("watcher.mail.imap_fetch.BATCH", 4)
    imap_user.append_many("INBOX", [(plain(f"m{n}@x"), T0) for n in range(20)])
    opened = account_of(imap_user)
    seen: list[str] = []
    with imap_user.client() as other:
        other.select_folder("INBOX")
        for turn, batch in enumerate(opened.batches(None, SINCE)):
            assert not batch.unread
            assert all(one.raw.parts["1"].startswith(b"Good morning") for one in batch.messages)
            assert all(one.raw.header.endswith(b"\r\n\r\n") for one in batch.messages)
            seen += [one.uid for one in batch.messages]
            change = other.add_flags if turn % 2 else other.remove_flags
            change(other.search(), ["\\Seen", "\\Flagged"])
    opened.close()
    assert sorted(map(int, seen)) == list(range(1, 21))


def test_row_12_nothing_new_above_the_last_uid_is_nothing(imap_user: ImapUser) -> None:
    """The server does name the last message for a range that begins above it."""
    imap_user.append_many("INBOX", [(plain(f"m{n}@x"), T0) for n in range(3)])
    with imap_user.client() as client:
        client.select_folder("INBOX", readonly=True)
        assert client.search(["UID", "4:*"]) == [3]
    opened = account_of(imap_user)
    with opened._connected("asking") as session:
        session.examine("INBOX")
        assert session.uids_above(3) == []
        assert session.uids_above(2) == [3]
    opened.close()


def test_row_13_while_sent_is_read_again_no_batch_says_that_all_was_seen(
    imap_user: ImapUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only a pass that was seen to its end drafts, so a rescan that is cut short keeps drafts back."""
    monkeypatch.setattr("watcher.mail.imap_fetch.BATCH", 2)
    imap_user.append("Sent", plain("s@x"), internaldate=T0)
    opened = account_of(imap_user)
    cursor = read(opened).cursor
    imap_user.recreate("Sent")
    imap_user.append_many("Sent", [(plain(f"s{n}@x"), T0) for n in range(5)])
    cut = read(opened, cursor, stop_after=1)
    assert cut.last.reset
    assert not cut.last.complete
    rest = read(opened, cut.cursor)
    assert [batch.complete for batch in rest.batches] == [False] * (len(rest.batches) - 1) + [True]
    assert sorted([*cut.ids, *rest.ids]) == [f"s{n}@x" for n in range(5)]
    opened.close()
