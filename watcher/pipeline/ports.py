"""The world as the pipeline sees it: each port at most seven methods, one contract suite in tests/contracts for each.

Backends do not import these; they satisfy them. `bootstrap` wires them together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from watcher.cadence.types import FollowUp, Intent, State
from watcher.inference import Event
from watcher.mail.types import Batch, Finding, StoredDraft
from watcher.timeline import Envelope, Fact, Seen

__all__ = ["Account", "Checkable", "DraftLedger", "Intent", "Ledger", "MessageLedger", "Watch", "Watched"]


class Account(Protocol):
    """One mail login. Reads with EXAMINE and BODY.PEEK; writes nothing but drafts.

    Every method may raise SignInError or ServerError; after a ServerError the next call connects anew.
    """

    @property
    def name(self) -> str:
        """The account's name in the config."""
        ...

    @property
    def writable(self) -> bool:
        """`write = true` in the config: drafts may go here."""
        ...

    def batches(self, cursor: str | None, since: datetime) -> Iterator[Batch]:
        """New messages since `cursor`.

        With None, all since `since` (aware), newest first. Never a message of Drafts.

        Each batch's cursor is right once that batch is committed: a pass cut short resumes there, and loses or
        doubles nothing. The last batch has `complete` set where INBOX and Sent were seen to their end. At least one
        batch is given.
        """
        ...

    def fetch(self, envelope: Envelope) -> bytes | None:
        """One message in full, as it is stored; nothing is marked as read.

        It is looked for where it was seen, then in the other mailboxes that are read, by Message-ID and identity. None
        where it is gone, has no Message-ID, or is over 25 MB. ServerError where it may stand in a mailbox that cannot
        be opened.
        """
        ...

    def find_drafts(self, message_ids: Collection[str]) -> Mapping[str, Sequence[StoredDraft]]:
        """The messages in Drafts with these Message-IDs (no angle brackets); an id that is not there has no entry."""
        ...

    def put_draft(self, content: bytes) -> None:
        """Store a whole message in Drafts with \\Draft and \\Seen.

        After NotStoredError or SignInError nothing is stored; after any other it may be (`find_drafts` tells).
        """
        ...

    def remove_draft(self, draft: StoredDraft) -> bool:
        """Remove it, if it is still there with the same content.

        False where it is gone or was touched. Never a bare EXPUNGE.
        """
        ...

    def close(self) -> None:
        """Sign out and free sockets; a later call opens anew."""
        ...


class Checkable(Protocol):
    """What `watcher check` asks of an account."""

    def check(self) -> Sequence[Finding]:
        """Sign in, find INBOX, Sent and Drafts, and say what was found; writes nothing."""
        ...


class Watch(Protocol):
    """What tells that mail may have come to an account. `wait` is for one thread; what else it has is for any."""

    def wait(self) -> bool:
        """Wait until messages may have come since the last call (True), or until it is time to call again (False).

        The first call may give True at once. It ends by itself within minutes, and at once when poked. SignInError or
        ServerError where the server cannot be watched; the next call connects anew.
        """
        ...

    def poke(self) -> None:
        """End the wait under way, or the next."""
        ...

    def drop(self) -> None:
        """Give up a connection that may be dead; the wait under way may fail."""
        ...

    def close(self) -> None:
        """Free what is held. No wait is under way."""
        ...


class Watched(Account, Protocol):
    """An account that tells when mail comes, by as many watches as it needs."""

    def watches(self) -> Sequence[Watch]:
        """The watches, each to be waited for in a thread of its own. Nothing is connected yet."""
        ...


class MessageLedger(Protocol):
    """Messages, their inferences and the cursors."""

    def cursor(self, account: str) -> str | None:
        """Where we stand in an account, None before its first sync."""
        ...

    def known(self, identities: Collection[str]) -> frozenset[str]:
        """Which of these message identities the ledger already holds with a current inference."""
        ...

    def record(self, account: str, seen: Sequence[Seen], cursor: str, *, complete: bool, now: datetime) -> None:
        """Add a batch's messages, their inferences and the new cursor, in one transaction.

        A message that is known (from another mailbox or account too) only gains its new place. `complete` marks the
        first sync of the account as done.
        """
        ...

    def seen(self) -> Sequence[Seen]:
        """Every message with its current inference, oldest first."""
        ...

    def enter(self, event: Event, about: str, now: datetime) -> Fact:
        """Append what the user entered, and give it back as a fact with its id."""
        ...

    def entered(self) -> Sequence[Fact]:
        """What the user entered, oldest first."""
        ...

    def first_sync_done(self, account: str) -> bool:
        """Whether the account was once seen to its end."""
        ...


class DraftLedger(Protocol):
    """Intents: every step of a draft's life, appended and committed before the next thing is done."""

    def plan(
        self, follow_up: FollowUp, message_id: str, subject: str, content: bytes, now: datetime, *, wording: str = ""
    ) -> Intent | None:
        """Record the intent (step planned); None where the key exists: it is never reopened."""
        ...

    def step(self, key: str, state: State, now: datetime, *, content_hash: str = "", detail: str = "") -> None:
        """Append a step and commit. `detail` says why, in words."""
        ...

    def missing(self, key: str, since: datetime | None) -> None:
        """Remember when the draft was first not found in Drafts; None where it is there again."""
        ...

    def intents(self) -> Sequence[Intent]:
        """All of them, oldest first."""
        ...


class Ledger(MessageLedger, DraftLedger, Protocol):
    """The whole repository, for the steps that need both sides."""

    def exclusive(self) -> AbstractContextManager[None]:
        """Hold the ledger for one writing pass; LedgerError, naming the other's PID, where another process holds it."""
        ...
