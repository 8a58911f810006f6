"""Whatever an account is, the digest comes into its INBOX as a new mail, once, or the error says that it did not."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.contracts.account_contract import World
from tests.contracts.test_accounts_imap import ImapWorld
from tests.contracts.test_accounts_maildir import MaildirWorld
from tests.contracts.test_accounts_memory import MemoryWorld
from tests.digest.weeks import FULL, KEY, ME, NOW, written
from tests.servers.dovecot import ImapUser
from tests.servers.gmail_imap_world import GmailImapWorld
from tests.servers.gmail_world import FAST, GmailWorld, closed_with, grant
from watcher.digest import Picture, message, message_id
from watcher.errors import NotStoredError
from watcher.mail.gmail import GmailAccount
from watcher.mail.gmail_tokens import COMPOSE, INSERT, READ
from watcher.pipeline.ports import Deliverable
from watcher.timeline import Place

NAME = message_id(FULL.week, ME, KEY)
PNG = bytes(range(256)) * 200
"""Any octets will do, and every one of them."""
DIGEST = message(
    written(FULL, painted=("flow", "weeks")),
    FULL.week,
    ME,
    NOW,
    KEY,
    "en",
    [Picture("flow", PNG), Picture("weeks", PNG)],
)


class GrantedWorld(GmailWorld):
    """A Gmail whose user gave the permission to put mail into INBOX."""

    def account(self, *, write: bool = True) -> GmailAccount:
        given = replace(grant(self.server), scopes=(READ, COMPOSE, INSERT))
        settings = replace(FAST, write=write, api=self.server.url)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        return closed_with(self.server, GmailAccount(settings, lambda: given, context, sleep=lambda _: None))


@pytest.fixture(params=["memory", "maildir", "imap", "gmail", "gmail over imap"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    match request.param:
        case "memory":
            yield MemoryWorld()
        case "maildir":
            yield MaildirWorld(tmp_path, {"INBOX": ".", "Sent": ".Sent", "Drafts": ".Drafts", "Jobs": ".Jobs"})
        case "imap":
            user: ImapUser = request.getfixturevalue("imap_user")
            imap = ImapWorld(user)
            yield imap
            imap.close()
        case "gmail over imap":
            over_imap = GmailImapWorld()
            yield over_imap
            over_imap.close()
        case _:
            gmail = GrantedWorld()
            yield gmail
            gmail.close()


@pytest.fixture
def account(world: World) -> Iterator[Deliverable]:
    opened = world.account()
    yield opened
    opened.close()


def test_it_stands_in_inbox_and_is_found_there(world: World, account: Deliverable) -> None:
    account.put_in_inbox(DIGEST)
    (stored,) = world.contents("INBOX")
    assert stored.replace(b"\r\n", b"\n") == DIGEST.replace(b"\r\n", b"\n")
    assert world.contents("Drafts") == []
    assert account.whereabouts({NAME}) == {NAME: {"INBOX": Place.INBOX}}


def test_it_is_unread(world: World, account: Deliverable) -> None:
    account.put_in_inbox(DIGEST)
    match world:
        case MemoryWorld():
            assert world.server.flags("INBOX", 1) == frozenset()
        case MaildirWorld():
            assert [path.parent.name for path in world.root.glob("*/*") if path.is_file()] == ["new"]
        case ImapWorld():
            assert "\\Seen" not in str(world.state())
        case GrantedWorld() | GmailImapWorld():
            (one,) = world.box.messages.values()
            assert one.labels == {"INBOX", "UNREAD"}
        case _:
            raise AssertionError


def test_a_read_only_account_takes_none(world: World) -> None:
    account = world.account(write=False)
    with pytest.raises(NotStoredError, match="write = true"):
        account.put_in_inbox(DIGEST)
    account.close()
    assert world.contents("INBOX") == []


def test_gmail_takes_none_without_the_permission() -> None:
    world = GmailWorld()
    with pytest.raises(NotStoredError, match="permission") as caught:
        world.account().put_in_inbox(DIGEST)
    assert caught.value.permanent
    assert world.contents("INBOX") == []
    world.close()
