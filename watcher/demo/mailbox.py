"""The demo's Maildir: INBOX at its root, the other mailboxes beside it as Maildir++ lays them out (".Sent")."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from watcher.demo.compose import compose, token
from watcher.demo.noise import noise
from watcher.demo.stories import stories
from watcher.demo.types import Mail, Search

MAILBOXES = ("", "Sent", "Drafts", "Archive")


def write_mailbox(path: Path, now: datetime, zone: ZoneInfo) -> Search:
    """Write the whole search into a new Maildir at `path`, and say what stands in it.

    The same `now` (aware) and `zone` give the same files, byte for byte. FileExistsError where `path` already holds
    anything: a mailbox that the user may have changed is never written over.
    """
    if path.exists() and any(path.iterdir()):
        raise FileExistsError(path)
    for name in MAILBOXES:
        place = _place(path, name)
        for part in ("cur", "new", "tmp"):
            (place / part).mkdir(parents=True, exist_ok=True)
        if name:
            (place / "maildirfolder").touch()
    search = Search(path, now, stories(now, zone), noise(now, zone))
    for mail in (*(mail for story in search.stories for mail in story.mails), *search.noise):
        _write(path, mail)
    return search


def _place(path: Path, mailbox: str) -> Path:
    return path / f".{mailbox}" if mailbox else path


def _write(path: Path, mail: Mail) -> None:
    """One file, named and dated by when it arrived; unread mail stands in new/, as delivery leaves it."""
    arrived = int(mail.at.timestamp())
    name = f"{arrived}.M{token(mail.key, length=6)}P1.demo"
    part, name = ("cur", f"{name}:2,S") if mail.seen else ("new", name)
    file = _place(path, mail.mailbox) / part / name
    file.write_bytes(compose(mail))
    os.utime(file, (arrived, arrived))
