"""The key by which commands in the user's own mail are sealed: a file beside the ledger, never in it."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from watcher.errors import LedgerError

_LENGTH = 32


def sealing_key(ledger: Path | None) -> bytes:
    """32 random octets, made at the first call and kept in a file of mode 0600 beside the ledger.

    None, for a ledger in memory, gives a key that nobody keeps. LedgerError where the file cannot be read or made.
    """
    if ledger is None:
        return secrets.token_bytes(_LENGTH)
    path = ledger.with_name(f"{ledger.name}.key")
    try:
        _make(path)
        key = path.read_bytes()
    except OSError as error:
        raise LedgerError(f"the key {path} cannot be read: {error.strerror}", permanent=True) from error
    if len(key) != _LENGTH:
        raise LedgerError(f"the key {path} is damaged: delete it, and a new one is made", permanent=True)
    return key


def _make(path: Path) -> None:
    """Make it where it is missing: written whole under another name, so that no other process sees half of it."""
    if path.exists():
        return
    made = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with open(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600), "wb") as stream:
        stream.write(secrets.token_bytes(_LENGTH))
        stream.flush()
        os.fsync(stream.fileno())
    try:
        os.link(made, path)  # unlike a rename it never replaces the key of one who was faster
    except FileExistsError:
        pass
    finally:
        made.unlink()
