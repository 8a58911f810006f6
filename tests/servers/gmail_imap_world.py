"""Gmail over IMAP as the contract suites see it: what others and the user do there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from tests.servers.gmail_imap import ALL, DRAFTS, GmailImap
from tests.servers.gmail_world import GmailWorld
from watcher.mail import ImapAccount, tls_context

CONTEXT = tls_context()


class GmailImapWorld(GmailWorld):
    """The same mailbox as the Gmail API has in its tests, by the other door."""

    def __init__(self) -> None:
        self.imap = GmailImap()
        self.box = self.imap.box
        self.box.label("Jobs")
        self._opened: list[ImapAccount] = []

    def account(self, *, write: bool = True) -> ImapAccount:  # type: ignore[override]
        account = ImapAccount(self.imap.settings(write=write), lambda: "secret", CONTEXT)
        self._opened.append(account)
        return account

    def deliver(self, mailbox: str, messages: Sequence[tuple[bytes, datetime]]) -> None:
        with self.imap.lock:
            super().deliver(mailbox, messages)

    def trash(self, message_id: str) -> None:
        """With Auto-Expunge off, a draft can be marked."""
        self.imap.deleted.add((DRAFTS, self._stored(message_id).id))

    def invalidate(self, cursor: str) -> str:
        self.imap.renumber(ALL)
        return cursor

    def shut(self, mailbox: str) -> None:
        assert mailbox == "Drafts"
        self.imap.refusals.append((r'(EXAMINE|SELECT|STATUS|APPEND) "\[Gmail\]/Entw', "NO [NOPERM] Not now"))

    def reopen(self, mailbox: str) -> None:
        self.imap.refusals.clear()

    def close(self) -> None:
        for account in self._opened:
            account.close()
        self.imap.__exit__(None, None, None)
