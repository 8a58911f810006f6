"""One writing pass at a time over a ledger: a lock file beside it that holds the PID."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from watcher.errors import LedgerError
from watcher.store.faults import of_system


@contextmanager
def held(ledger: Path) -> Iterator[None]:
    """Hold `<ledger>.lock`; LedgerError where another does. The kernel frees it when the process ends, however it ends.

    The file stays: removing it would let two processes each lock a file of that name.
    """
    descriptor = _take(ledger)
    try:
        yield
    finally:
        os.close(descriptor)


def _take(ledger: Path) -> int:
    path = ledger.with_name(ledger.name + ".lock")
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise of_system(error, str(path)) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
    except BlockingIOError as error:
        pid = os.pread(descriptor, 32, 0).decode("ascii", "replace").strip()
        os.close(descriptor)
        who = f"another watcher (PID {pid})" if pid else "another watcher"
        raise LedgerError(
            f"{who} is at work on this ledger; wait for it to end or stop it", subject=str(ledger)
        ) from error
    except OSError as error:
        os.close(descriptor)
        raise of_system(error, str(path)) from error
    return descriptor
