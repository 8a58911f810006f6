"""Fixtures for tests against real servers; tests/conftest.py makes them known to all tests."""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Iterator

import pytest

from tests.servers import emulator as emulating
from tests.servers.dovecot import Dovecot, ImapUser, missing
from tests.servers.emulator import Emulator

_numbers = itertools.count(1)
_users = itertools.count()


def _running(server: Dovecot) -> Iterator[Dovecot]:
    try:
        server.start()
        yield server
    finally:
        server.stop()


def needed() -> None:
    """Skip where there is no Dovecot, or fail in CI."""
    if absent := missing():
        if os.environ.get("CI"):
            pytest.fail(f"NO REAL IMAP SERVER, and CI must have one: {absent}")
        pytest.skip(f"NO REAL IMAP SERVER, so nothing over IMAP is tested: {absent}")


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    """Separator "/", special-use Drafts, Sent and Trash."""
    needed()
    yield from _running(Dovecot())


@pytest.fixture(scope="session")
def bare_dovecot() -> Iterator[Dovecot]:
    """Namespace "INBOX." with separator ".", no special-use: a user has INBOX only."""
    needed()
    yield from _running(Dovecot(prefix="INBOX.", separator=".", special_use=False))


@pytest.fixture
def imap_user(dovecot: Dovecot, request: pytest.FixtureRequest) -> ImapUser:
    """A fresh user with empty mailboxes."""
    return ImapUser(dovecot, _fresh_name(request))


@pytest.fixture
def bare_user(bare_dovecot: Dovecot, request: pytest.FixtureRequest) -> ImapUser:
    """A fresh user with INBOX alone, behind the prefix "INBOX."."""
    return ImapUser(bare_dovecot, _fresh_name(request))


def _fresh_name(request: pytest.FixtureRequest) -> str:
    return f"{re.sub(r'[^a-z0-9]', '', request.node.name.lower())[:30]}{next(_numbers)}"


@pytest.fixture(scope="session")
def emulator() -> Iterator[Emulator]:
    """The pinned emulator of Gmail, with users that nobody used yet (`fresh_email`)."""
    if absent := emulating.missing():
        if os.environ.get("CI"):
            pytest.fail(f"NO EMULATOR OF GMAIL, and CI must have one: {absent}")
        pytest.skip(f"NO EMULATOR OF GMAIL: {absent}")
    server = Emulator()
    try:
        yield server.start()
    finally:
        server.stop()


@pytest.fixture
def fresh_email(emulator: Emulator) -> str:
    """A user of the emulator with an empty mailbox."""
    return emulator.user(next(_users))
