"""A Maildir tree on disk: its mailboxes in both layouts, and the messages of one of them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from watcher.mail.discovery import Listed, decoded

MAX_DEPTH = 6
MAX_MAILBOXES = 5000

_INFO = re.compile(r"[:;!]2,")
"""What separates the unique name from the flags; ";" and "!" where ":" cannot stand in a file name."""

_MBSYNC_UID = re.compile(r",U=\d{1,20}")
"""mbsync renames a file to note the UID that the server gave it; it is the same message."""

_DELIVERED = re.compile(r"(\d{9,10})[._]")
_EARLIEST, _LATEST = 631_152_000, 4_102_444_800  # 1990 and 2100: times outside are no times of mail


def at_most(stream: BinaryIO, octets: int) -> bytes:
    """Read what is left of a file, at most so many: `read` alone sets aside all that it is asked for, each time."""
    return stream.read(min(octets, os.fstat(stream.fileno()).st_size))


@dataclass(frozen=True, slots=True)
class Entry:
    """One message file. `unique` stays when flags change; `flags` are the letters of the info part ("DS")."""

    unique: str
    path: Path
    flags: str

    @property
    def mark(self) -> bytes:
        """Eight octets that stand for it in a cursor."""
        return sha256(os.fsencode(self.unique)).digest()[:8]

    def received_at(self) -> datetime | None:
        """When it came, at the latest: the later of mtime and the time in its name. OSError where it is gone.

        mtime may be "now" (mbsync, without CopyArrivalDate) or long ago (a restored backup), so it is only a bound.
        """
        named = _DELIVERED.match(self.unique)
        latest = max(self.path.stat().st_mtime, int(named[1]) if named else 0)
        return datetime.fromtimestamp(latest, UTC) if _EARLIEST <= latest < _LATEST else None


def mailboxes(root: Path) -> Iterator[tuple[Listed, Path]]:
    """Every mailbox under `root`; the root, where it is one, is INBOX (Maildir++). OSError where it is not there."""
    if _is_mailbox(root):
        yield Listed(".", ("INBOX",)), root
    seen = {_inode(root)}
    for number, found in enumerate(_below(root, root, (), 0, seen)):
        if number >= MAX_MAILBOXES:
            return
        yield found


def is_nested(root: Path) -> bool:
    """Mailboxes are plain directories ("Sent/cur"); False: Maildir++ (".Sent/cur"), which is also the default."""
    names = [listed.name for listed, _ in mailboxes(root)]
    return not any(name.startswith(".") for name in names)


def entries(mailbox: Path) -> dict[str, Entry]:
    """The messages by unique name. `new` comes first: mail programs move files from there to `cur` meanwhile."""
    found: dict[str, Entry] = {}
    for part in ("new", "cur"):
        try:
            names = [item.name for item in os.scandir(mailbox / part) if _is_message(item)]
        except FileNotFoundError:
            if part == "cur":
                raise
            continue
        for name in names:
            unique, flags = _parts(name)
            found[unique] = Entry(unique, mailbox / part / name, flags)
    return found


def _is_message(item: os.DirEntry[str]) -> bool:
    if item.name.startswith("."):
        return False
    try:
        return item.is_file()
    except OSError:
        return True  # reading it will say why


def _parts(name: str) -> tuple[str, str]:
    info = _INFO.search(name)
    unique, flags = (name[: info.start()], name[info.end() :]) if info else (name, "")
    return _MBSYNC_UID.sub("", unique), flags


def _below(
    root: Path, folder: Path, above: tuple[str, ...], depth: int, seen: set[tuple[int, int]]
) -> Iterator[tuple[Listed, Path]]:
    for child in sorted(_directories(folder)):
        inode = _inode(child)
        if child.name in ("cur", "new", "tmp") or inode in seen:
            continue
        seen.add(inode)
        path = (*above, *_path(child.name))
        mailbox = _is_mailbox(child)
        if mailbox:
            yield Listed(child.relative_to(root).as_posix(), path), child
        # A hidden directory that is no mailbox is some program's own (.notmuch, .git).
        if depth < MAX_DEPTH and (mailbox or not child.name.startswith(".")):
            yield from _below(root, child, path, depth + 1, seen)


def _path(name: str) -> tuple[str, ...]:
    """Maildir++ puts the whole hierarchy into one name (".Jobs.2024"); elsewhere a dot is part of the name."""
    if name.startswith(".") and len(name) > 1:
        return tuple(decoded(part) for part in name[1:].split("."))
    return (decoded(name),)


def _directories(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as items:
            return [Path(item.path) for item in items if _is_directory(item)]
    except PermissionError:
        return []


def _is_directory(item: os.DirEntry[str]) -> bool:
    try:
        return item.is_dir()
    except OSError:
        return False  # a link that leads in a circle


def _is_mailbox(folder: Path) -> bool:
    """It has "cur" or "new", whatever they are now; or nobody lets us look, and then it must not pass for none."""
    for part in ("cur", "new"):
        try:
            (folder / part).lstat()
        except (FileNotFoundError, NotADirectoryError):
            continue
        except PermissionError:
            return True
        return True
    return False


def _inode(folder: Path) -> tuple[int, int]:
    status = folder.stat()
    return status.st_dev, status.st_ino
