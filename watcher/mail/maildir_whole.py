"""One message in full out of a Maildir, by its Message-ID."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from watcher.mail import maildir_tree
from watcher.mail.whole import MAX_OCTETS, bears_id, is_it
from watcher.timeline import Envelope

_HEAD = 65_536


def fetch(mailboxes: Iterable[Path], envelope: Envelope) -> bytes | None:
    """The message, None where no mailbox has it; OSError where one that may have it cannot be read."""
    unreadable: OSError | None = None
    for path in mailboxes:
        try:
            found = _in(path, envelope)
        except OSError as error:
            unreadable = error
            continue
        if found is not None:
            return found
    if unreadable is not None:
        raise unreadable
    return None


def _in(mailbox: Path, envelope: Envelope) -> bytes | None:
    for entry in maildir_tree.entries(mailbox).values():
        try:
            with entry.path.open("rb") as stream:
                head = stream.read(_HEAD)
                if not bears_id(head, envelope):
                    continue
                content = head + maildir_tree.at_most(stream, MAX_OCTETS + 1 - len(head))
        except FileNotFoundError:
            continue  # moved, or its flags changed, since the directory was read
        if is_it(content, envelope):
            return content
    return None
