"""What a process that idles for weeks gives back of the memory that it once needed: glibc's malloc(3) keeps it."""

from __future__ import annotations

import ctypes
from contextlib import suppress

_ARENA_MAX = -8
"""M_ARENA_MAX of mallopt(3)."""


def share() -> None:
    """Let all threads, which run one at a time anyway, share one heap. By default each may have its own."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_ARENA_MAX, 1)


def give_back() -> None:
    """Give free pages to the system; where there is no glibc, nothing happens."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
