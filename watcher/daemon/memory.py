"""What a process that idles for weeks gives back of the memory that it once needed: glibc's malloc(3) would keep it."""

from __future__ import annotations

from contextlib import suppress

_ARENA_MAX = -8
"""M_ARENA_MAX of mallopt(3)."""

# No ctypes, as in a Python that was built without libffi; no such function, as in another C library.
_NOT_HERE = (ImportError, OSError, AttributeError)


def share() -> None:
    """Let all threads, which run one at a time anyway, share one heap: by default each may have its own."""
    with suppress(*_NOT_HERE):
        import ctypes

        ctypes.CDLL(None).mallopt(_ARENA_MAX, 1)


def give_back() -> None:
    """Give free pages to the system."""
    with suppress(*_NOT_HERE):
        import ctypes

        ctypes.CDLL(None).malloc_trim(0)
