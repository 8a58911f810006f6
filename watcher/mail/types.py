"""What an account gives and takes. A backend converts once, here; nothing of its library goes further."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

from watcher.reading import Raw
from watcher.timeline import Place


@dataclass(frozen=True, slots=True)
class Located:
    """A message with where it was found.

    `uid` is the backend's own name for it within the mailbox, for reports only.
    """

    raw: Raw
    mailbox: str
    place: Place
    uid: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A message that could not be fetched or taken apart: counted, reported and skipped."""

    mailbox: str
    uid: str
    why: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Some new messages, and the cursor that is right once they are in the ledger.

    `cursor` is opaque outside its backend. `reset` is True where the old cursor was no longer valid (UIDVALIDITY
    changed), and this rescan may repeat messages. `complete` is True on the last batch of a pass that saw all of
    INBOX and Sent. `notes` are words for the user: a mailbox that was parked, a rescan. `total` is how many messages
    this pass will give in all, 0 where unknown. `sent_known` is False where no mailbox is known to hold what the user
    sent. `standing` says what is not as it should be although the account is read, until it is mended.
    """

    cursor: str
    messages: tuple[Located, ...] = ()
    unread: tuple[Unread, ...] = ()
    reset: bool = False
    complete: bool = False
    total: int = 0
    notes: tuple[str, ...] = ()
    sent_known: bool = True
    standing: str = ""


@dataclass(frozen=True, slots=True)
class StoredDraft:
    """A message in Drafts.

    `location` is opaque (mailbox, UIDVALIDITY and UID; or a file name). `content` is what the server gives back.
    `draft_id` is the account's own name for it, which stays when a program saves it under another Message-ID; "" where
    the account has none (only Gmail has). `removable` is False where the server has no safe way to remove it.
    """

    message_id: str
    location: str
    content: bytes
    draft_id: str = ""
    removable: bool = True

    @property
    def content_hash(self) -> str:
        """SHA-256 of `content`, hexadecimal: it tells whether the user touched the draft."""
        return sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of `watcher check`: what was looked at, whether it is well, and what to do if not."""

    ok: bool
    what: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class ImapSettings:
    """How to reach an IMAP account.

    `port` 0 is the usual one of `tls`, which is "implicit", "starttls" or "none" (loopback only). `ca_file` is a PEM
    file, "" for the system's. `drafts` and `sent` override discovery, "" to discover; `ignore` names mailboxes that are
    not read. With `oauth` an access token signs in, else a password. Timeouts in seconds.
    """

    name: str
    host: str
    username: str
    port: int = 0
    tls: str = "implicit"
    ca_file: str = ""
    drafts: str = ""
    sent: str = ""
    write: bool = False
    timeout: float = 60.0
    ignore: tuple[str, ...] = field(default=())
    oauth: bool = False


@dataclass(frozen=True, slots=True)
class MaildirSettings:
    """A Maildir tree: Maildir++ (".Sent") or nested ("Sent/cur"), as mbsync, offlineimap and Dovecot lay it out."""

    name: str
    path: str
    drafts: str = ""
    sent: str = ""
    write: bool = False
    ignore: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Pubsub:
    """Google's push: `topic` ("projects/P/topics/T"), where Gmail publishes, and a `subscription` of our own to it."""

    topic: str
    subscription: str
    api: str = "https://pubsub.googleapis.com/"


@dataclass(frozen=True, slots=True)
class GmailSettings:
    """A Gmail account over its API.

    `units_per_minute` is the quota of the user's own Cloud project (6,000 where it was made since May 2026, else
    15,000); `share` of it is used. `poll` is how often it is asked for news, `timeout` how long one call may take, in
    seconds. `api` is the address of the API, with "/" at the end. `ignore` names labels that are not read.
    """

    name: str
    write: bool = False
    ignore: tuple[str, ...] = field(default=())
    units_per_minute: int = 6_000
    share: float = 0.7
    poll: float = 60.0
    timeout: float = 60.0
    api: str = "https://gmail.googleapis.com/"
    pubsub: Pubsub | None = None


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """The user's own server for outgoing mail, for the digest to `to`, an address of theirs.

    `port` 0 is the usual one of `tls`, which is "implicit", "starttls" or "none" (loopback only). Without `username`
    nobody signs in. The timeout is in seconds.
    """

    host: str
    to: str
    username: str = ""
    port: int = 0
    tls: str = "implicit"
    timeout: float = 60.0


Settings = ImapSettings | GmailSettings | MaildirSettings
"""Of any account that a config can have."""
