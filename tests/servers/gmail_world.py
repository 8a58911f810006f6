"""The fake Gmail as the contract suites see it: what others and the user do there."""

from __future__ import annotations

import ssl
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from tests.contracts.account_contract import World
from tests.servers.gmail import GmailServer
from tests.servers.gmail_mailbox import Stored
from watcher.mail.gmail import GmailAccount
from watcher.mail.gmail_tokens import Grant
from watcher.mail.headers import message_id_of
from watcher.mail.types import GmailSettings

CONTEXT = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
NAMES = {"INBOX": "INBOX", "Sent": "SENT", "Drafts": "DRAFT", "Trash": "TRASH"}

FAST = GmailSettings("gmail", write=True, units_per_minute=100_000_000)


def grant(server: GmailServer) -> Grant:
    return Grant("client", "", "refresh-1", f"{server.url}token")


def account(server: GmailServer, settings: GmailSettings = FAST) -> GmailAccount:
    """An account of the fake's that waits for nothing."""
    settings = replace(settings, api=server.url)
    return closed_with(
        server, GmailAccount(settings, lambda: grant(server), CONTEXT, sleep=lambda _: None, draw=lambda: 0.0)
    )


def closed_with(server: GmailServer, account: GmailAccount) -> GmailAccount:
    """The account, which is closed when the server is stopped."""
    server.at_end.append(account.close)
    return account


class GmailWorld(World):
    def __init__(self) -> None:
        self.server = GmailServer().start()
        self.box = self.server.mailbox
        self.box.label("Jobs")

    def account(self, *, write: bool = True) -> GmailAccount:
        return account(self.server, replace(FAST, write=write))

    def deliver(self, mailbox: str, messages: Sequence[tuple[bytes, datetime]]) -> None:
        for content, at in messages:
            if mailbox == "Drafts":
                self.box.create_draft(content)
            else:
                self.box.add(content, [NAMES.get(mailbox, mailbox)], at)

    def contents(self, mailbox: str) -> list[bytes]:
        label = self.box.label(NAMES.get(mailbox, mailbox))
        return [one.raw for one in self.box.messages.values() if label in one.labels]

    def state(self) -> object:
        return {one.id: (sorted(one.labels), one.raw) for one in self.box.messages.values()}

    def edit(self, message_id: str, content: bytes) -> None:
        self.box.update_draft(self._draft(message_id), content)

    def discard(self, message_id: str) -> None:
        self.box.remove(self._stored(message_id).id)

    def move(self, message_id: str, mailbox: str) -> None:
        self.box.relabel(self._stored(message_id).id, add=[NAMES.get(mailbox, mailbox)], remove=["DRAFT"])

    def trash(self, message_id: str) -> None:
        """Gmail has no draft that is marked: what the user discards is gone."""
        self.discard(message_id)

    def invalidate(self, cursor: str) -> str:
        self.box.expire_history()
        return cursor

    def shut(self, mailbox: str) -> None:
        """No label can be closed; but the sign-in may not reach to drafts, and then no call for them is allowed."""
        self.server.fail("drafts.list", 403, "insufficientPermissions", times=1000)
        self.server.fail("drafts.create", 403, "insufficientPermissions", times=1000)

    def reopen(self, mailbox: str) -> None:
        self.server.faults.clear()

    def close(self) -> None:
        self.server.stop()

    def _stored(self, message_id: str) -> Stored:
        return self.box.draft(self._draft(message_id))

    def _draft(self, message_id: str) -> str:
        return next(one for one in self.box.drafts if message_id_of(self.box.draft(one).raw) == message_id)
