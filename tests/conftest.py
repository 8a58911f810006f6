"""Fixtures for all tests."""

from __future__ import annotations

from tests.servers.fixtures import bare_dovecot, bare_user, dovecot, emulator, fresh_email, imap_user

__all__ = ["bare_dovecot", "bare_user", "dovecot", "emulator", "fresh_email", "imap_user"]
