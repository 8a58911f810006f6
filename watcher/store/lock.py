"""One writing pass at a time over a ledger, and one `run`: lock files beside it that hold the PID."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from watcher.errors import LedgerError
from watcher.store.faults import of_system

_TRY_AGAIN = 0.02

_LOOKED_AT = 0.3
"""Seconds that a `run` waits at most: who only looks whether there is one holds its lock for a moment."""


@contextmanager
def held(ledger: Path, wait_seconds: float) -> Iterator[None]:
    """Hold `<ledger>.lock`, for one pass or entry; LedgerError where another does for longer than `wait_seconds`.

    The kernel frees it when the process ends, however it ends. The file stays: removing it would let two processes
    each lock a file of that name.
    """
    descriptor = _take(ledger, ".lock", "is at work on this ledger; wait for it to end or stop it", wait_seconds)
    try:
        yield
    finally:
        os.close(descriptor)


@contextmanager
def attended(ledger: Path) -> Iterator[None]:
    """Hold `<ledger>.run`, for as long as a `watcher run` lives; LedgerError where there is another."""
    descriptor = _take(ledger, ".run", "is running on this ledger already; stop it first", _LOOKED_AT)
    try:
        yield
    finally:
        os.close(descriptor)


def attending(ledger: Path) -> int | None:
    """The PID of the `watcher run` that lives, 0 where it cannot be told, None where there is none."""
    try:
        descriptor = os.open(ledger.with_name(f"{ledger.name}.run"), os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    except OSError:
        return 0
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        pid = os.pread(descriptor, 32, 0).strip()
        return int(pid) if pid.isdigit() else 0
    except OSError:
        return 0
    finally:
        os.close(descriptor)
    return None


def _take(ledger: Path, suffix: str, doing: str, wait_seconds: float) -> int:
    path = ledger.with_name(ledger.name + suffix)
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise of_system(error, str(path)) from error
    try:
        _lock(descriptor, time.monotonic() + wait_seconds)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
    except BlockingIOError as error:
        pid = os.pread(descriptor, 32, 0).decode("ascii", "replace").strip()
        os.close(descriptor)
        who = f"another watcher (PID {pid})" if pid else "another watcher"
        raise LedgerError(f"{who} {doing}", subject=str(ledger)) from error
    except OSError as error:
        os.close(descriptor)
        raise of_system(error, str(path)) from error
    return descriptor


def _lock(descriptor: int, until: float) -> None:
    """BlockingIOError where another holds it until then."""
    while True:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                raise
        time.sleep(_TRY_AGAIN)
