"""Drafts in a Maildir: look for them, put them, and remove one of our own."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import socket
import time
from collections.abc import Collection
from hashlib import sha256
from pathlib import Path

from watcher.mail import maildir_tree
from watcher.mail.headers import MAX_HEADER, addressed, message_id_of
from watcher.mail.maildir_tree import Entry
from watcher.mail.types import StoredDraft

_numbers = itertools.count(1)


def find(
    name: str, mailbox: Path, message_ids: Collection[str], to: Collection[str] = ()
) -> dict[str, list[StoredDraft]]:
    """Messages in Drafts with these Message-IDs, or to these addresses, under the name they were found by.

    What is marked as trashed (T) is no longer there for the user.
    """
    found: dict[str, list[StoredDraft]] = {}
    for entry in maildir_tree.entries(mailbox).values():
        if "T" in entry.flags:
            continue
        with contextlib.suppress(FileNotFoundError), entry.path.open("rb") as stream:
            head = stream.read(MAX_HEADER)
            message_id = message_id_of(head)
            by = [one for one in (message_id,) if one in message_ids] + addressed(head, to)
            if by:
                location = json.dumps({"mailbox": name, "unique": entry.unique})
                draft = StoredDraft(message_id, location, head + stream.read())
                for one in by:
                    found.setdefault(one, []).append(draft)
    return found


def put(mailbox: Path, content: bytes) -> Path:
    """Store a draft: in cur, with the flags D and S. Gives the new file; on an OSError nothing is stored."""
    return _stored(mailbox, "cur", ":2,DS", content)


def put_new(mailbox: Path, content: bytes) -> Path:
    """Store a message as one that just came: in new, without flags. On an OSError nothing is stored."""
    return _stored(mailbox, "new", "", content)


def _stored(mailbox: Path, where: str, flags: str, content: bytes) -> Path:
    """Write into tmp, then rename: a reader never sees half a message. Lines end as in any Maildir, with LF alone."""
    for part in ("tmp", "new", "cur"):
        (mailbox / part).mkdir(mode=0o700, parents=True, exist_ok=True)
    unique = _unique_name()
    temporary, stored = mailbox / "tmp" / unique, mailbox / where / f"{unique}{flags}"
    try:
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(content.replace(b"\r\n", b"\n"))
            stream.flush()
            os.fsync(stream.fileno())
        temporary.rename(stored)
    except OSError:
        if os.access(stored, os.F_OK):
            return stored  # NFS: the rename was done, its answer was lost, and the repeated one found no file
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    return stored


def remove(mailbox: Path, draft: StoredDraft) -> bool:
    """Unlink it, if it is still there with the same content."""
    entry: Entry | None = maildir_tree.entries(mailbox).get(json.loads(draft.location)["unique"])
    if entry is None or "T" in entry.flags:
        return False
    try:
        if sha256(entry.path.read_bytes()).hexdigest() != draft.content_hash:
            return False
        entry.path.unlink()
    except FileNotFoundError:
        return False
    return True


def _unique_name() -> str:
    now = time.time_ns()
    host = socket.gethostname().replace("/", "\\057").replace(":", "\\072").replace(",", "\\054")
    return f"{now // 10**9}.M{now // 1000 % 10**6}P{os.getpid()}Q{next(_numbers)}.{host}"


def sync_directory(folder: Path) -> None:
    """Make what was renamed into it last, through a crash of the machine too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
