"""Drafts over IMAP: look for them, put them, and remove one of our own. The only writes of an account."""

from __future__ import annotations

import imaplib
import json
import re
from collections.abc import Collection, Iterable
from hashlib import sha256

from watcher.errors import ServerError
from watcher.mail.discovery import Layout, Listed
from watcher.mail.headers import addressed, date_of, header_value, message_id_of
from watcher.mail.imap_labels import EXTENSION, THREAD, Here, Labels, Stands
from watcher.mail.imap_session import MESSAGE_ID, Fetched, Session, fields_of, searchable
from watcher.mail.types import StoredDraft
from watcher.timeline import Place

MAX_ALL = 500
RECENT = 200
CANDIDATES = 12
"""So many messages are fetched by their recipient."""

_HEAD = "BODY.PEEK[HEADER.FIELDS (MESSAGE-ID TO)]"
_CONTENT = "BODY.PEEK[]"


def find(
    session: Session, layout: Layout, drafts: Listed, message_ids: Collection[str], to: Collection[str] = ()
) -> dict[str, list[StoredDraft]]:
    r"""Messages in Drafts with these Message-IDs, and the newest to these addresses, under the name they were found by.

    What is marked \Deleted is no longer there for the user. SEARCH alone is not to be trusted (Exchange): the
    Message-IDs of all, or of the newest where there are many, are fetched and compared.
    """
    removable = can_remove(session, layout)
    status = session.examine(drafts.name, anew=True)
    exists = status.messages or 0
    first = 1 if exists <= MAX_ALL else exists - RECENT + 1
    heads = _heads(session.fetch_by_sequence(range(first, exists + 1), ["UID", _HEAD]))
    seen = {uid: message_id_of(head) for uid, head in heads.items()}
    if first > 1:
        searched = {uid for one in message_ids for uid in session.uids_with_header("Message-ID", one)}
        listed = session.fetch(sorted(searched - seen.keys()), ["UID", MESSAGE_ID])
        seen |= _ids({uid: {b"UID": uid, **items} for uid, items in listed.items()})
    wanted = {uid: [message_id] for uid, message_id in seen.items() if message_id in set(message_ids)}
    newest = [uid for uid in sorted(heads, reverse=True) if addressed(heads[uid], to)][:CANDIDATES]
    for uid in newest:
        wanted.setdefault(uid, []).extend(addressed(heads[uid], to))
    found: dict[str, list[StoredDraft]] = {}
    for uid, content in _contents(session, wanted).items():
        location = json.dumps({"mailbox": drafts.name, "uidvalidity": status.uid_validity, "uid": uid})
        for name in wanted[uid]:
            found.setdefault(name, []).append(StoredDraft(seen[uid], location, content, removable=removable))
    return found


def can_remove(session: Session, layout: Layout) -> bool:
    """The server can remove one message alone: UID EXPUNGE (RFC 4315), or MOVE (RFC 6851) to a Trash."""
    moves = session.can("MOVE") and layout.trash.mailbox is not None
    return moves or (session.can("UIDPLUS") and not session.can(EXTENSION))


def elsewhere(session: Session, layout: Layout, message_ids: Collection[str]) -> dict[str, dict[str, Place]]:
    """The mailboxes besides Drafts that hold these Message-IDs of ours, which are atoms, by SEARCH.

    At Gmail All Mail tells it by labels, and a draft that has others too is one still.
    """
    found: dict[str, dict[str, Place]] = {}
    for mailbox in layout.besides if layout.everything is None else layout.reading:
        stands: Stands = Here(mailbox, layout.place(mailbox.name))
        if mailbox == layout.everything:
            stands = Labels(layout, mailbox)
        try:
            there = session.examine(mailbox.name, anew=True).messages
            for one in message_ids if there else ():
                uids = session.uids_with_header("Message-ID", one)
                for uid, items in _unmarked(session, uids, stands.items).items():
                    if _ids({uid: {b"UID": uid, **items}}):
                        for label, place in stands.of(uid, items).mailboxes:
                            found.setdefault(one, {})[label] = place
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error:
            continue
    return found


def _unmarked(session: Session, uids: list[int], more: Iterable[str]) -> Fetched:
    answers = session.fetch(uids, ["FLAGS", MESSAGE_ID, *more])
    return {uid: items for uid, items in answers.items() if not _deleted(items.get(b"FLAGS"))}


def put(session: Session, drafts: Listed, content: bytes) -> None:
    r"""APPEND with \Draft and \Seen, and the message's own Date. NotStoredError where the server refuses it."""
    session.append(drafts.name, content, ["\\Draft", "\\Seen"], date_of(content))


def remove(session: Session, layout: Layout, draft: StoredDraft) -> bool:
    """Remove the draft if it still is what it was; False where it is gone, touched, or cannot be removed safely."""
    place = json.loads(draft.location)
    trash = layout.trash.mailbox.name if layout.trash.mailbox else ""
    if not can_remove(session, layout):
        return False
    try:
        status = session.select(place["mailbox"])
        if status.uid_validity != place["uidvalidity"]:
            return False
        contents = _contents(session, [place["uid"]])
        if sha256(contents.get(place["uid"], b"")).hexdigest() != draft.content_hash:
            return False
        return session.remove(place["uid"], trash)
    except imaplib.IMAP4.readonly as error:
        raise ServerError("The server lets nobody write to the Drafts mailbox.", permanent=True) from error
    finally:
        session.leave()


def astray(session: Session, everything: Listed, content: bytes) -> str:
    """What to tell of a draft that Gmail put outside the conversation that it answers (X-GM-THRID), else ""."""
    parents = re.findall(rb"<([^<>\s]{1,900})>", header_value(content, b"references"))
    session.examine(everything.name, anew=True)
    own = _threads(session, message_id_of(content))
    if not own or not any(answered := [_threads(session, one.decode("utf-8", "replace")) for one in parents[-3:]]):
        return ""
    if own & set().union(*answered):
        return ""
    subject = header_value(content, b"subject").decode("utf-8", "replace")
    return f"Gmail put the draft “{subject}” outside the conversation that it answers: look before you send it"


def _threads(session: Session, message_id: str) -> set[int]:
    uids = session.uids_with_header("Message-ID", message_id) if searchable(message_id) else []
    answers = session.fetch(uids, [THREAD])
    return {items[THREAD.encode()] for items in answers.values() if isinstance(items.get(THREAD.encode()), int)}


def _contents(session: Session, uids: Iterable[int]) -> dict[int, bytes]:
    answers = session.fetch(sorted(uids), ["FLAGS", _CONTENT])
    return {
        uid: items[b"BODY[]"]
        for uid, items in answers.items()
        if isinstance(items.get(b"BODY[]"), bytes) and not _deleted(items.get(b"FLAGS"))
    }


def _ids(answers: Fetched) -> dict[int, str]:
    """UID to Message-ID."""
    return {uid: message_id_of(head) for uid, head in _heads(answers).items()}


def _heads(answers: Fetched) -> dict[int, bytes]:
    """UID to the header fields that were asked for."""
    found: dict[int, bytes] = {}
    for items in answers.values():
        header, uid = fields_of(items), items.get(b"UID")
        if header is not None and isinstance(uid, int):
            found[uid] = header
    return found


def _deleted(flags: object) -> bool:
    return isinstance(flags, tuple) and any(isinstance(flag, bytes) and flag.lower() == b"\\deleted" for flag in flags)
