"""The same mail gives the same ledger, whether it comes over IMAP, from Gmail or from a Maildir."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.contracts.account_contract import World
from tests.contracts.test_accounts_imap import ImapWorld
from tests.pipeline.letters import ME
from tests.pipeline.worlds import Clock, world
from tests.servers.dovecot import ImapUser
from tests.servers.gmail_imap_world import GmailImapWorld
from tests.servers.gmail_world import GmailWorld
from watcher.demo import OWN_ADDRESS, Search, write_mailbox
from watcher.demo.compose import compose
from watcher.mail import MaildirAccount, MaildirSettings, gmail_pass
from watcher.pipeline.ports import Account

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 18, 9, 30, tzinfo=BERLIN)


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> Search:
    return write_mailbox(tmp_path_factory.mktemp("demo") / "Maildir", NOW, BERLIN)


@pytest.fixture
def gmail() -> Iterator[GmailWorld]:
    server = GmailWorld()
    yield server
    server.close()


def ledger(folder: Path, account: Account) -> list[object]:
    """What a pass makes of an account: each message with its events, and what is drafted, without the account's ids."""
    folder.mkdir()
    whole = world(folder, [account], Clock(NOW), zone=BERLIN)
    whole.once()
    seen = sorted(whole.ledger.seen(), key=lambda one: one.envelope.identity)
    drafts = sorted((i.written.kind, i.written.recipient, i.written.subject) for i in whole.ledger.intents())
    account.close()
    return [*((replace(one.envelope, account="", mailbox=""), one.inference) for one in seen), *drafts]


def fill(server: World, search: Search) -> None:
    """The demo's mail, each message in its mailbox and at its time."""
    assert OWN_ADDRESS == ME
    for mail in (*(mail for story in search.stories for mail in story.mails), *search.noise):
        names = {"": "INBOX", "Sent": "Sent", "Archive": "Jobs"}
        server.deliver(names[mail.mailbox], [(compose(mail), mail.at)])


def from_maildir(folder: Path, search: Search) -> list[object]:
    account = MaildirAccount(MaildirSettings("local", str(search.path)))
    return ledger(folder / "maildir", account)


def test_from_gmail_as_from_a_maildir(search: Search, gmail: GmailWorld, tmp_path: Path) -> None:
    fill(gmail, search)
    found = ledger(tmp_path / "gmail", gmail.account(write=False))
    assert len(found) > 300
    assert found == from_maildir(tmp_path, search)


def test_from_gmail_over_imap_as_from_a_maildir(search: Search, tmp_path: Path) -> None:
    server = GmailImapWorld()
    fill(server, search)
    found = ledger(tmp_path / "gmail", server.account(write=False))
    assert len(found) > 300
    assert found == from_maildir(tmp_path, search)
    server.close()


def test_from_gmail_where_every_message_counts_as_large(
    search: Search, gmail: GmailWorld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then it gives parts that it decoded, and headers that it unfolded."""
    monkeypatch.setattr(gmail_pass, "LARGE", 0)
    fill(gmail, search)
    found = ledger(tmp_path / "gmail", gmail.account(write=False))
    assert found == from_maildir(tmp_path, search)


@pytest.mark.server
def test_over_imap_as_from_a_maildir(search: Search, imap_user: ImapUser, tmp_path: Path) -> None:
    server = ImapWorld(imap_user)
    fill(server, search)
    assert ledger(tmp_path / "imap", server.account(write=False)) == from_maildir(tmp_path, search)
    server.close()
