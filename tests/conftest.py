"""Fixtures for all tests."""

from __future__ import annotations

import os
from itertools import groupby

import pytest

from tests.servers.fixtures import bare_dovecot, bare_user, dovecot, emulator, fresh_email, imap_user
from tests.statements import share_statements

__all__ = ["bare_dovecot", "bare_user", "dovecot", "emulator", "fresh_email", "imap_user"]

SLOW_ROOMS = ("bench", "system")
"""Their tests start processes, and take seconds each."""

share_statements()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin each worker's share with some of the slow files, the slowest first: what comes last should be quick.

    All other workers wait for it. xdist's `worksteal` gives each worker as many tests in a row, then moves them.
    """
    workers = getattr(config, "workerinput", {"workercount": 1})["workercount"]
    slow = sorted((item for item in items if _is_slow(item)), key=lambda item: not _is_slowest(item))
    quick = [item for item in items if not _is_slow(item)]
    shares: list[list[pytest.Item]] = [[] for _ in range(workers)]
    for number, (_, of_file) in enumerate(groupby(slow, key=lambda item: item.path)):
        shares[number % workers] += of_file
    left = len(items)
    items.clear()
    for number, share in enumerate(shares):
        size = left // (workers - number)
        more = max(size - len(share), 0)
        items += share + quick[:more]
        del quick[:more]
        left -= len(share) + more
    items += quick


def _is_slowest(item: pytest.Item) -> bool:
    return item.get_closest_marker("slow_first") is not None


def _is_slow(item: pytest.Item) -> bool:
    return _is_slowest(item) or item.nodeid.split("/")[1] in SLOW_ROOMS


def pytest_xdist_auto_num_workers() -> int:
    """Run one more worker than there are processors: many tests wait for a server, or for a process to begin."""
    return (os.cpu_count() or 1) + 1
