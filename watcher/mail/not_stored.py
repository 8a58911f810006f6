"""The part of storing a draft that comes before its first octet: whatever fails there has stored nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from watcher.errors import ConfigError, NotStoredError, ServerError


@contextmanager
def nothing_stored() -> Iterator[None]:
    """Turn ConfigError and ServerError into NotStoredError; SignInError says the same by itself, and passes."""
    try:
        yield
    except NotStoredError:
        raise
    except (ConfigError, ServerError) as error:
        raise NotStoredError(error.message, subject=error.subject, permanent=error.permanent) from error
