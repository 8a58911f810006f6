"""The account suite over a real Dovecot with TLS, and what is special to IMAP."""

from __future__ import annotations

import logging
import socket
import ssl
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

import pytest

from tests.contracts.account_contract import AccountContract, AccountUnderTest, World, read
from tests.contracts.mails import SINCE, T0, minutes, plain
from tests.servers.dovecot import PASSWORD, Dovecot, ImapUser, make_certificate
from tests.servers.proxy import Proxy
from watcher.errors import ConfigError, NotStoredError, ServerError, SignInError
from watcher.mail import ImapAccount, ImapSettings, tls_context
from watcher.mail.headers import message_id_of
from watcher.timeline import Place

pytestmark = pytest.mark.server


def account_of(user: ImapUser, **changes: object) -> ImapAccount:
    """An account over verified TLS."""
    settings = user.settings(**changes)
    return ImapAccount(settings, lambda: PASSWORD, tls_context(settings.ca_file))


class ImapWorld(World):
    def __init__(self, user: ImapUser) -> None:
        self.user = user
        self._opened: list[ImapAccount] = []
        user.create("Jobs")

    def account(self, *, write: bool = True) -> AccountUnderTest:
        account = account_of(self.user, write=write)
        self._opened.append(account)
        return account

    def deliver(self, mailbox: str, messages: Sequence[tuple[bytes, datetime]]) -> None:
        self.user.append_many(mailbox, messages)

    def contents(self, mailbox: str) -> list[bytes]:
        return [one.content for one in self.user.messages(mailbox)]

    def state(self) -> object:
        return {
            name: [(one.uid, one.flags) for one in self.user.messages(name)]
            for name in ("INBOX", "Sent", "Drafts", "Jobs")
        }

    def edit(self, message_id: str, content: bytes) -> None:
        self.user.append("Drafts", content, ["\\Draft", "\\Seen"])
        with self.user.client() as client:
            client.select_folder("Drafts")
            client.add_flags([self._uid(message_id)], ["\\Deleted"])
            client.expunge([self._uid(message_id)])

    def discard(self, message_id: str) -> None:
        with self.user.client() as client:
            client.select_folder("Drafts")
            uid = self._uid(message_id)
            client.add_flags([uid], ["\\Deleted"])
            client.uid_expunge([uid])

    def move(self, message_id: str, mailbox: str) -> None:
        with self.user.client() as client:
            client.select_folder("Drafts")
            client.move([self._uid(message_id)], mailbox)

    def trash(self, message_id: str) -> None:
        with self.user.client() as client:
            client.select_folder("Drafts")
            client.add_flags([self._uid(message_id)], ["\\Deleted"])

    def invalidate(self, cursor: str) -> str:
        jobs = self.user.messages("Jobs")
        self.user.recreate("Jobs")
        self.deliver("Jobs", [(one.content, one.internaldate) for one in jobs])
        return cursor

    def shut(self, mailbox: str) -> None:
        (self.user.mailbox_path(mailbox) / "dbox-Mails").chmod(0)

    def reopen(self, mailbox: str) -> None:
        (self.user.mailbox_path(mailbox) / "dbox-Mails").chmod(0o700)

    def close(self) -> None:
        for account in self._opened:
            account.close()

    def _uid(self, message_id: str) -> int:
        return next(one.uid for one in self.user.messages("Drafts") if message_id_of(one.content) == message_id)


@pytest.fixture
def imap_world(imap_user: ImapUser) -> Iterator[ImapWorld]:
    world = ImapWorld(imap_user)
    yield world
    world.close()


class TestImapAccount(AccountContract):
    @pytest.fixture
    def world(self, imap_world: ImapWorld) -> World:
        return imap_world


@pytest.fixture
def opened() -> Iterator[Callable[[ImapAccount], ImapAccount]]:
    """Closes the accounts that a test opens."""
    accounts: list[ImapAccount] = []

    def remember(account: ImapAccount) -> ImapAccount:
        accounts.append(account)
        return account

    yield remember
    for account in accounts:
        account.close()


Opened = Callable[[ImapAccount], ImapAccount]


# Connecting and signing in


def test_starttls(imap_user: ImapUser, opened: Opened) -> None:
    imap_user.append("INBOX", plain("a@x"), internaldate=T0)
    account = opened(account_of(imap_user, tls="starttls", port=imap_user.server.imap))
    assert read(account).ids == ["a@x"]
    assert "TLSv1" in account.check()[0].what


def test_row_07_without_the_authority_the_certificate_is_refused(imap_user: ImapUser) -> None:
    settings = imap_user.settings(ca_file="")
    account = ImapAccount(settings, lambda: PASSWORD, tls_context())
    with pytest.raises(ServerError, match=r"certificate of 127.0.0.1:\d+ is self-signed.*ca_file") as caught:
        read(account)
    assert caught.value.permanent


@pytest.mark.parametrize("tls", ["implicit", "starttls"])
def test_row_07_another_authority_is_refused(imap_user: ImapUser, tmp_path: Path, tls: str) -> None:
    make_certificate(tmp_path, "DNS:localhost,IP:127.0.0.1")
    port = imap_user.server.imaps if tls == "implicit" else imap_user.server.imap
    with pytest.raises(ServerError, match="certificate"):
        read(account_of(imap_user, ca_file=str(tmp_path / "cert.pem"), tls=tls, port=port))


def test_row_07_a_certificate_for_another_host_is_refused(imap_user: ImapUser) -> None:
    with pytest.raises(ServerError, match="is for another address"):
        read(account_of(imap_user, host="127.0.0.2"))


def test_tls_to_a_port_without_tls_says_so(imap_user: ImapUser) -> None:
    with pytest.raises(ServerError, match=r'does not speak TLS as expected.*"starttls"'):
        read(account_of(imap_user, port=imap_user.server.imap))


@pytest.mark.parametrize("content", [None, b"no certificate"], ids=["absent", "nonsense"])
def test_a_ca_file_that_cannot_be_used_is_an_error_of_the_config(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigError, match="ca_file"):
        tls_context(str(path))


def test_the_shared_context_verifies() -> None:
    context = tls_context()
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname


def test_without_tls_only_to_this_machine(imap_user: ImapUser) -> None:
    with pytest.raises(ConfigError, match="only for a server on this machine"):
        read(account_of(imap_user, tls="none", host="imap.example.org"))


def test_a_wrong_password_is_told_without_the_password(imap_user: ImapUser, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    account = ImapAccount(imap_user.settings(), lambda: "hunter2-wrong", tls_context(str(imap_user.server.ca_file)))
    with pytest.raises(SignInError, match="app password") as caught:
        read(account)
    assert caught.value.permanent
    assert imap_user.name in caught.value.message
    assert "hunter2" not in repr(caught.value)
    assert "hunter2" not in caplog.text


def test_a_password_beyond_ascii_is_sent_as_utf8(imap_user: ImapUser) -> None:
    account = ImapAccount(imap_user.settings(), lambda: "pässwörd", tls_context(str(imap_user.server.ca_file)))
    with pytest.raises(SignInError):
        read(account)


def test_no_body_reaches_the_log(imap_user: ImapUser, opened: Opened, caplog: pytest.LogCaptureFixture) -> None:
    imap_user.append("INBOX", plain("a@x", text="a very private word\r\n"), internaldate=T0)
    caplog.set_level(logging.DEBUG)
    account = opened(account_of(imap_user))
    assert read(account).ids == ["a@x"]
    account.put_draft(plain("d@x", text="another private word\r\n"))
    assert "private word" not in caplog.text
    assert PASSWORD not in caplog.text


def closed_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


@pytest.mark.parametrize(
    ("host", "words"),
    [
        ("127.0.0.1", "refused the connection. Check host and port"),
        ("no-such-host.invalid", "is not known. Check host"),
    ],
)
def test_row_07_an_unreachable_server_is_told_in_words(host: str, words: str) -> None:
    account = ImapAccount(ImapSettings("a", host, "ada", port=closed_port(), timeout=5), lambda: "", tls_context())
    with pytest.raises(ServerError, match=words) as caught:
        account.find_drafts({"x@x"})
    assert not caught.value.permanent


def test_row_05_a_server_that_drops_is_told_in_words(imap_user: ImapUser) -> None:
    with Proxy(("127.0.0.1", imap_user.server.imap), "drop") as proxy, pytest.raises(ServerError, match="tried again"):
        read(plain_account(imap_user, proxy))


def test_row_01_a_silent_server_times_out(imap_user: ImapUser) -> None:
    with (
        Proxy(("127.0.0.1", imap_user.server.imap), "hole") as proxy,
        pytest.raises(ServerError, match="did not answer within"),
    ):
        read(plain_account(imap_user, proxy, timeout=0.3))


def test_row_02_a_connection_that_died_is_replaced(
    imap_user: ImapUser, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("watcher.mail.imap_line.REST", -1.0)
    imap_user.append("INBOX", plain("a@x"), internaldate=T0)
    with Proxy(("127.0.0.1", imap_user.server.imap)) as proxy:
        account = opened(plain_account(imap_user, proxy))
        assert read(account).ids == ["a@x"]
        proxy.cut_all()
        assert read(account).ids == ["a@x"]
        assert proxy.connections == 2


def test_after_an_error_the_next_call_connects_anew(imap_user: ImapUser, opened: Opened) -> None:
    with Proxy(("127.0.0.1", imap_user.server.imap), "drop") as proxy:
        account = opened(plain_account(imap_user, proxy))
        with pytest.raises(ServerError):
            read(account)
        proxy.mode = "pass"
        assert read(account).last.complete


def plain_account(user: ImapUser, proxy: Proxy, **changes: object) -> ImapAccount:
    settings = user.plain_settings(proxy.port, **changes)
    return ImapAccount(settings, lambda: PASSWORD, tls_context())


# An APPEND and the network


def test_row_08_an_append_whose_answer_is_lost_is_found(imap_user: ImapUser, opened: Opened) -> None:
    with Proxy(("127.0.0.1", imap_user.server.imap), "lostok") as proxy:
        account = opened(plain_account(imap_user, proxy))
        with pytest.raises(ServerError) as caught:
            account.put_draft(plain("d@x"))
        assert not isinstance(caught.value, NotStoredError)
        assert proxy.delivered.is_set()
        proxy.mode = "pass"
        assert list(account.find_drafts({"d@x"})) == ["d@x"]
        assert len(imap_user.messages("Drafts")) == 1


def test_row_09_an_append_lands_after_its_client_gave_up(imap_user: ImapUser, opened: Opened) -> None:
    with Proxy(("127.0.0.1", imap_user.server.imap), "late") as proxy:
        account = opened(plain_account(imap_user, proxy, timeout=0.5))
        with pytest.raises(ServerError, match="storing a draft") as caught:
            account.put_draft(plain("d@x"))
        assert not isinstance(caught.value, NotStoredError)
        assert proxy.held.is_set()
        assert account.find_drafts({"d@x"}) == {}
        proxy.release()
        assert proxy.delivered.wait(10)
        assert list(account.find_drafts({"d@x"})) == ["d@x"]


def test_a_server_that_cannot_be_reached_has_stored_nothing(imap_user: ImapUser) -> None:
    with Proxy(("127.0.0.1", imap_user.server.imap), "drop") as proxy, pytest.raises(NotStoredError):
        plain_account(imap_user, proxy).put_draft(plain("d@x"))


def test_row_10_an_append_that_is_cut_stores_nothing(imap_user: ImapUser, opened: Opened) -> None:
    with Proxy(("127.0.0.1", imap_user.server.imap), "cut") as proxy:
        account = opened(plain_account(imap_user, proxy))
        with pytest.raises(ServerError):
            account.put_draft(plain("d@x", text="word " * 1000))
        proxy.mode = "pass"
        assert account.find_drafts({"d@x"}) == {}
        assert imap_user.messages("Drafts") == []


def test_a_draft_is_marked_and_dated(imap_user: ImapUser, opened: Opened) -> None:
    opened(account_of(imap_user)).put_draft(plain("d@x", minutes(7)))
    (stored,) = imap_user.messages("Drafts")
    assert {"\\Draft", "\\Seen"} <= stored.flags
    assert stored.internaldate == minutes(7)


def test_only_removing_a_draft_selects_for_writing(imap_user: ImapUser, opened: Opened) -> None:
    """\\Recent goes with the first SELECT, and stays under EXAMINE."""
    imap_user.append("INBOX", plain("a@x"), internaldate=T0)
    account = opened(account_of(imap_user))
    read(account)
    account.put_draft(plain("d@x"))
    (draft,) = account.find_drafts({"d@x"})["d@x"]
    assert account.remove_draft(draft)
    assert "\\Recent" in imap_user.messages("INBOX")[0].flags


def test_row_11_many_drafts_are_searched_and_the_newest_compared(imap_user: ImapUser, opened: Opened) -> None:
    imap_user.append_many("Drafts", [(plain(f"d{n}@x"), T0) for n in range(620)])
    found = opened(account_of(imap_user)).find_drafts({"d3@x", "d@x", "d615@x", "d20@x"})
    assert {key: len(value) for key, value in found.items()} == {"d3@x": 1, "d615@x": 1, "d20@x": 1}


def test_row_13_a_new_uidvalidity_of_drafts_protects_what_has_the_uid_now(imap_user: ImapUser, opened: Opened) -> None:
    account = opened(account_of(imap_user))
    account.put_draft(plain("d@x"))
    (draft,) = account.find_drafts({"d@x"})["d@x"]
    imap_user.recreate("Drafts")
    imap_user.append("Drafts", plain("d@x"))
    assert not account.remove_draft(draft)
    assert len(imap_user.messages("Drafts")) == 1


# Mailboxes


def test_row_13_a_new_uidvalidity_of_sent_is_a_reset(imap_user: ImapUser, opened: Opened) -> None:
    for mailbox in ("INBOX", "Sent"):
        imap_user.append(mailbox, plain(f"{mailbox}@x".lower()), internaldate=T0)
    account = opened(account_of(imap_user))
    cursor = read(account).cursor
    imap_user.recreate("Sent")
    imap_user.append("Sent", plain("again@x"), internaldate=T0)
    seen = read(account, cursor)
    assert seen.ids == ["again@x"]
    assert seen.last.reset
    assert "UIDVALIDITY" in " ".join(note for batch in seen.batches for note in batch.notes)


def test_row_13_a_reset_that_is_cut_short_stays_a_reset(imap_user: ImapUser, opened: Opened) -> None:
    imap_user.create("Jobs")
    account = opened(account_of(imap_user))
    imap_user.append("Jobs", plain("j@x"), internaldate=T0)
    cursor = read(account).cursor
    imap_user.recreate("Jobs")
    imap_user.append_many("Jobs", [(plain(f"j{n}@x"), T0) for n in range(501)])
    first = read(account, cursor, stop_after=1)
    rest = read(account, first.cursor)
    assert rest.last.reset
    assert len(first.ids) == 500
    assert rest.ids == ["j0@x"]
    assert not read(account, rest.cursor).last.reset


def test_row_17_a_mailbox_that_cannot_be_opened_is_parked(imap_user: ImapUser, opened: Opened) -> None:
    imap_user.create("Locked")
    imap_user.append("Locked", plain("l@x"), internaldate=T0)
    imap_user.append("INBOX", plain("a@x"), internaldate=T0)
    folder = imap_user.mailbox_path("Locked") / "dbox-Mails"
    folder.chmod(0)
    account = opened(account_of(imap_user))
    seen = read(account)
    assert seen.ids == ["a@x"]
    assert seen.last.complete
    assert '"Locked" cannot be opened' in " ".join(note for batch in seen.batches for note in batch.notes)
    folder.chmod(0o700)
    assert read(account, seen.cursor).ids == ["l@x"]


def test_row_17_without_sent_a_pass_is_not_complete(imap_user: ImapUser, opened: Opened) -> None:
    imap_user.append("Sent", plain("s@x"), internaldate=T0)
    folder = imap_user.mailbox_path("Sent") / "dbox-Mails"
    folder.chmod(0)
    account = opened(account_of(imap_user))
    seen = read(account)
    assert not seen.last.complete
    folder.chmod(0o700)
    again = read(account, seen.cursor)
    assert again.ids == ["s@x"]
    assert again.last.complete


def test_row_17_a_configured_sent_that_is_not_there_is_not_complete(imap_user: ImapUser, opened: Opened) -> None:
    seen = read(opened(account_of(imap_user, sent="Elsewhere")))
    assert not seen.last.complete
    assert 'sent = "Elsewhere", but the account has' in seen.notes


def test_row_17_a_parent_without_mail_is_passed_over(imap_user: ImapUser, opened: Opened) -> None:
    imap_user.create("Work/Jobs")
    imap_user.append("Work/Jobs", plain("j@x"), internaldate=T0)
    seen = read(opened(account_of(imap_user)))
    assert seen.ids == ["j@x"]
    assert seen.located[0].mailbox == "Work/Jobs"


def test_row_18_localised_names_behind_a_prefix(bare_user: ImapUser, opened: Opened) -> None:
    for mailbox in ("INBOX.Entwürfe", "INBOX.Gesendete Objekte", "INBOX.Papierkorb", "INBOX.Büro"):
        bare_user.create(mailbox)
    for mailbox in ("INBOX.Gesendete Objekte", "INBOX.Papierkorb", "INBOX.Büro"):
        bare_user.append(mailbox, plain(f"{len(mailbox)}@x"), internaldate=T0)
    account = opened(account_of(bare_user))
    seen = read(account)
    assert [(one.mailbox, one.place) for one in seen.located] == [
        ("INBOX.Gesendete Objekte", Place.SENT),
        ("INBOX.Büro", Place.OTHER),
        ("INBOX.Papierkorb", Place.TRASH),
    ]
    account.put_draft(plain("d@x"))
    assert len(bare_user.messages("INBOX.Entwürfe")) == 1
    (draft,) = account.find_drafts({"d@x"})["d@x"]
    assert account.remove_draft(draft)
    assert 'Drafts: "INBOX.Entwürfe", by its name' in [finding.what for finding in account.check()]


def test_row_18_missing_drafts_is_a_loud_error(bare_user: ImapUser, opened: Opened) -> None:
    account = opened(account_of(bare_user))
    with pytest.raises(NotStoredError, match=r"no Drafts mailbox was found .*set drafts = ") as caught:
        account.put_draft(plain("d@x"))
    assert caught.value.permanent
    with pytest.raises(ServerError, match="no Drafts mailbox was found"):
        account.find_drafts({"d@x"})
    (finding,) = [one for one in account.check() if "Drafts" in one.what]
    assert not finding.ok
    assert "set drafts" in finding.advice


def test_row_18_two_candidates_for_drafts_are_a_loud_error(bare_user: ImapUser, opened: Opened) -> None:
    for mailbox in ("INBOX.Entwürfe", "INBOX.Drafts"):
        bare_user.create(mailbox)
        bare_user.append(mailbox, plain("d@x"))
    account = opened(account_of(bare_user))
    with pytest.raises(NotStoredError, match="several mailboxes could be Drafts"):
        account.put_draft(plain("d@x"))
    assert read(account).ids == []
    chosen = opened(account_of(bare_user, drafts="Entwürfe"))
    chosen.put_draft(plain("e@x"))
    assert len(bare_user.messages("INBOX.Entwürfe")) == 2


def test_row_18_configured_drafts_that_are_not_there(imap_user: ImapUser, opened: Opened) -> None:
    with pytest.raises(NotStoredError, match=r'drafts = "Nowhere", but the account has .*"INBOX"'):
        opened(account_of(imap_user, drafts="Nowhere")).put_draft(plain("d@x"))


def test_names_that_are_odd_on_the_wire(imap_user: ImapUser, opened: Opened) -> None:
    for mailbox in ("R&D", 'say "hi"', "日本", "[brackets]", "100% (sure)", "back\\slash", "123"):
        imap_user.create(mailbox)
        imap_user.append(mailbox, plain(f"{mailbox.encode().hex()}@x"), internaldate=T0)
    seen = read(opened(account_of(imap_user)))
    assert {one.mailbox for one in seen.located} == {
        "R&D",
        'say "hi"',
        "日本",
        "[brackets]",
        "100% (sure)",
        "back\\slash",
        "123",
    }
    assert not any(batch.notes for batch in seen.batches)


def test_ignored_mailboxes_are_not_read(imap_user: ImapUser, opened: Opened) -> None:
    imap_user.create("Jobs")
    imap_user.append("Jobs", plain("j@x"), internaldate=T0)
    assert read(opened(account_of(imap_user, ignore=("Jobs",)))).ids == []


def test_a_draft_that_a_mail_program_keeps_in_inbox_is_not_read(imap_user: ImapUser, opened: Opened) -> None:
    imap_user.append("INBOX", plain("d@x"), ["\\Draft"], T0)
    imap_user.append("Sent", plain("s@x"), ["\\Draft"], T0)
    assert read(opened(account_of(imap_user))).ids == ["s@x"]


def test_messages_that_vanish_during_the_pass_are_no_fault(imap_user: ImapUser, opened: Opened) -> None:
    imap_user.append_many("INBOX", [(plain(f"m{n}@x"), T0) for n in range(502)])
    batches = opened(account_of(imap_user)).batches(None, SINCE)
    assert len(next(batches).messages) == 500
    with imap_user.client() as client:
        client.select_folder("INBOX")
        client.delete_messages([1])
        client.expunge([1])
    rest = list(batches)
    assert [message_id_of(one.raw.header) for batch in rest for one in batch.messages] == ["m1@x"]
    assert not any(batch.unread for batch in rest)
    assert rest[-1].complete


def test_a_long_part_is_capped(imap_user: ImapUser, opened: Opened) -> None:
    imap_user.append("INBOX", plain("big@x", text="0123456789abcde\r\n" * 80_000), internaldate=T0)
    imap_user.append("INBOX", plain("small@x"), internaldate=T0)
    seen = read(opened(account_of(imap_user)))
    assert sorted(seen.ids) == ["big@x", "small@x"]
    assert all(sum(map(len, one.raw.parts.values())) <= 1_000_000 for one in seen.located)


def test_heavy_messages_make_smaller_batches(
    imap_user: ImapUser, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("watcher.mail.imap_fetch.PORTION", 100_000)
    imap_user.append_many("INBOX", [(plain(f"m{n}@x", text="x" * 40_000), T0) for n in range(7)])
    seen = read(opened(account_of(imap_user)))
    assert [len(batch.messages) for batch in seen.batches] == [2, 2, 2, 1, 0]
    assert sorted(seen.ids) == [f"m{n}@x" for n in range(7)]


def test_a_pass_over_nothing_new_selects_nothing(imap_user: ImapUser, opened: Opened, dovecot: Dovecot) -> None:
    imap_user.append("INBOX", plain("a@x"), internaldate=T0)
    account = opened(account_of(imap_user))
    cursor = read(account).cursor
    session = account._line._session
    assert session is not None
    assert session.selected == ""
    assert read(account, cursor).ids == []
    assert session.selected == ""
