"""One message in full over IMAP, by its Message-ID; nothing is marked as read."""

from __future__ import annotations

import imaplib
from datetime import timedelta

from watcher.mail.discovery import Layout, Listed
from watcher.mail.imap_session import MESSAGE_ID, Session, fields_of, searchable
from watcher.mail.whole import MAX_OCTETS, bears_id, is_it, ordered
from watcher.timeline import Envelope

SCANNED = 500
"""Messages of about its time whose Message-IDs are compared, where SEARCH does not find it."""


def fetch(session: Session, layout: Layout, envelope: Envelope) -> bytes | None:
    """The message, None where no mailbox has it; imaplib's error where one that may have it cannot be opened."""
    refused: imaplib.IMAP4.error | None = None
    for mailbox in ordered(layout.reading, envelope):
        seen_here = mailbox.label == envelope.mailbox or mailbox == layout.everything
        try:
            found = _in(session, mailbox, envelope, seen_here=seen_here)
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error as error:
            refused = error
            continue
        if found is not None:
            return found
    if refused is not None:
        raise refused
    return None


def _in(session: Session, mailbox: Listed, envelope: Envelope, *, seen_here: bool) -> bytes | None:
    exists = session.examine(mailbox.name, anew=True).messages or 0
    for uid in _candidates(session, envelope, exists, seen_here=seen_here):
        size = session.fetch([uid], ["RFC822.SIZE"]).get(uid, {}).get(b"RFC822.SIZE")
        if not isinstance(size, int) or size > MAX_OCTETS:
            continue
        content = session.fetch([uid], ["BODY.PEEK[]"]).get(uid, {}).get(b"BODY[]")
        if isinstance(content, bytes) and is_it(content, envelope):
            return content
    return None


def _candidates(session: Session, envelope: Envelope, exists: int, *, seen_here: bool) -> list[int]:
    """UIDs with its Message-ID. SEARCH alone is not to be trusted (Exchange), and cannot carry every id."""
    if not exists:
        return []
    findable = searchable(envelope.message_id)
    uids = session.uids_with_header("Message-ID", envelope.message_id) if findable else []
    if not uids and (seen_here or not findable):
        # SINCE goes by the server's local date (RFC 3501 section 6.4.4), and mail may be under way for a while.
        uids = session.uids_since((envelope.sent_at - timedelta(days=2)).date(), exists)[:SCANNED]
    answers = session.fetch(uids, [MESSAGE_ID])
    return [uid for uid in uids if bears_id(fields_of(answers.get(uid, {})) or b"", envelope)]
