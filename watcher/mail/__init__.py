"""mail: accounts behind one port (`pipeline.ports.Account`): imap, gmail, maildir and memory.

`watcher.mail.gmail` is imported only where such an account is configured: Google's library takes memory.
"""

from watcher.mail.imap import ImapAccount
from watcher.mail.imap_errors import tls_context
from watcher.mail.maildir import MaildirAccount
from watcher.mail.memory import MemoryAccount
from watcher.mail.types import (
    Batch,
    Finding,
    GmailSettings,
    ImapSettings,
    Located,
    MaildirSettings,
    StoredDraft,
    Unread,
)

__all__ = [
    "Batch",
    "Finding",
    "GmailSettings",
    "ImapAccount",
    "ImapSettings",
    "Located",
    "MaildirAccount",
    "MaildirSettings",
    "MemoryAccount",
    "StoredDraft",
    "Unread",
    "tls_context",
]
