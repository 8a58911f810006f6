"""The world as the pipeline sees it: each port at most seven methods, one contract suite in tests/contracts for each.

Backends do not import these; they satisfy them. `bootstrap` wires them together.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from watcher.cadence import NO_GIST, Copy, FollowUp, Gist, Intent, State
from watcher.inference import Event
from watcher.mail.types import Batch, Finding, StoredDraft
from watcher.timeline import Doomed, Envelope, Fact, Filed, Place, Seen

__all__ = [
    "Account",
    "Checkable",
    "Deliverable",
    "DraftLedger",
    "EntryLedger",
    "Forgetting",
    "Intent",
    "Ledger",
    "Memory",
    "MessageLedger",
    "Reading",
    "Watch",
    "Watched",
]


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

    def find_drafts(self, names: Collection[str], to: Collection[str] = ()) -> Mapping[str, Sequence[StoredDraft]]:
        """The messages in Drafts with these Message-IDs (no angle brackets) or draft ids, by the name they were found.

        A draft id is the account's own name for a draft, which stays while its Message-ID changes (`StoredDraft`). What
        is not there has no entry. By each (lower-case) address of `to` the messages that are addressed to it, of many
        perhaps only the newest; one that only ends like it may be among them.
        """
        ...

    def whereabouts(self, message_ids: Collection[str]) -> Mapping[str, Mapping[str, Place]]:
        r"""The mailboxes besides Drafts that hold messages with these Message-IDs: by id, the mailbox's name and place.

        What is flagged as a draft counts too, and so do mailboxes that are not read (Templates). What cannot be opened
        is left out.
        """
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


class Deliverable(Account, Protocol):
    """An account that the digest can go to. Nothing else is ever put outside Drafts."""

    def put_in_inbox(self, content: bytes) -> None:
        """Store a whole message in INBOX, unread.

        After NotStoredError or SignInError nothing is stored; after any other it may be (`whereabouts` tells).
        """
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

    def filed(self, is_meant: Callable[[str], object]) -> Sequence[Filed]:
        """The messages that were ever found in mailboxes whose names are meant, oldest first."""
        ...

    def first_sync_done(self, account: str) -> bool:
        """Whether the account was once seen to its end."""
        ...


class EntryLedger(Protocol):
    """What the user says beside their mail."""

    def enter(self, event: Event, about: str, now: datetime) -> Fact:
        """Append what the user entered, and give it back as a fact with its id."""
        ...

    def entered(self) -> Sequence[Fact]:
        """What the user entered, oldest first."""
        ...


class DraftLedger(Protocol):
    """Intents: every step of a draft's life, appended and committed before the next thing is done."""

    def plan(
        self, follow_up: FollowUp, message_id: str, subject: str, content: bytes, now: datetime, *, gist: Gist = NO_GIST
    ) -> Intent | None:
        """Record the intent (step planned); None where the key exists: it is never reopened."""
        ...

    def renew(self, follow_up: FollowUp, subject: str, content: bytes, now: datetime, gist: Gist) -> Intent:
        """Record that a draft is to be written anew in its place (step planned); LedgerError where it is over.

        Until the new one is confirmed, `content_hash` stays that of the draft which it replaces.
        """
        ...

    def step(
        self,
        key: str,
        state: State,
        now: datetime,
        *,
        content_hash: str = "",
        detail: str = "",
        gist: Gist | None = None,
        copy: Copy | None = None,
        draft_id: str = "",
    ) -> None:
        """Append a step and commit. `detail` says why, in words.

        `gist` is that of the text as the user left it, `copy` is what they sent of it, `draft_id` the account's own
        name for it; None and "" leave what is known.
        """
        ...

    def missing(self, key: str, since: datetime | None) -> None:
        """Remember when the draft was first not found in Drafts; None where it is there again."""
        ...

    def intents(self) -> Sequence[Intent]:
        """All of them, oldest first."""
        ...


class Forgetting(Protocol):
    """The one exception to append-only: what the user forgets is deleted, and only marks are left to know it again."""

    def forget(self, doomed: Doomed) -> None:
        """Delete messages, entries and drafts with all that hangs on them, and keep the marks, in one transaction.

        Names that the ledger does not hold are no fault. Afterwards `scrub` is called.
        """
        ...

    def forget_all(self) -> None:
        """Delete everything, marks and cursors too: the ledger is as new."""
        ...

    def forgotten(self, names: Collection[str]) -> frozenset[str]:
        """Which of these names (identities, Message-IDs, marks of drafts) are marked."""
        ...

    def keep_forgotten(self, names: Collection[str]) -> None:
        """Mark these too, committed on return: later mail of what was forgotten."""
        ...

    def tended_at(self) -> datetime | None:
        """When it was last looked for what is old enough to be forgotten, None before the first time."""
        ...

    def tended(self, now: datetime) -> None:
        """Remember that it was looked at `now`."""
        ...

    def scrub(self) -> bool:
        """Overwrite what deleted rows left where the ledger is kept; nothing where it is clean.

        False where another program is at work on the ledger, so that the next call has to do it.
        """
        ...


class Memory(Protocol):
    """What the steps remember from one run to the next: small texts by name, which `forget_all` forgets too."""

    def remembered(self, name: str) -> str | None:
        """What was remembered last, None where nothing was."""
        ...

    def remember(self, name: str, value: str) -> None:
        """Keep it in place of what was remembered by that name, committed on return."""
        ...


class Reading(MessageLedger, Memory, Protocol):
    """What the sync step needs of the ledger."""


class Ledger(MessageLedger, EntryLedger, DraftLedger, Forgetting, Memory, Protocol):
    """The whole repository, for the steps that need all sides."""

    def exclusive(self) -> AbstractContextManager[None]:
        """Hold the ledger for one writing pass; LedgerError, naming the other's PID, where another process holds it."""
        ...
