"""Fixtures for all tests."""

from __future__ import annotations

import os

import pytest

from tests.servers.fixtures import bare_dovecot, bare_user, dovecot, emulator, fresh_email, imap_user
from tests.statements import share_statements

__all__ = ["bare_dovecot", "bare_user", "dovecot", "emulator", "fresh_email", "imap_user"]

share_statements()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the slowest first, the others in their order: one that comes last is waited for by all other workers."""
    items.sort(key=lambda item: item.get_closest_marker("slow_first") is None)


def pytest_xdist_auto_num_workers() -> int:
    """Run two workers for each processor: most tests wait for a server, a disk, or a process that begins."""
    return 2 * (os.cpu_count() or 1)
