"""The file of health: private, whole or not there, and never a reason to fail."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from watcher.errors import LedgerError
from watcher.store import AccountHealth, DaemonHealth, Health, HealthFile, open_ledger, put_whole

NOW = datetime(2026, 11, 22, 8, 0, 0, 5, tzinfo=UTC)
HEALTH = Health(
    {"one": AccountHealth(NOW, NOW, 3, "short", "why", permanent=True, retry_at=NOW, told=True), "ü": AccountHealth()},
    DaemonHealth(NOW, NOW, "due", NOW, "why"),
    NOW,
)


def test_what_was_written_is_read_in_mode_0600(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        HealthFile(tmp_path / "x").write(HEALTH)
    finally:
        os.umask(old)
    assert HealthFile(tmp_path / "x").read() == HEALTH
    assert (tmp_path / "x").stat().st_mode & 0o777 == 0o600
    assert os.listdir(tmp_path) == ["x"]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"schema": 2}', b'{"schema": 1}', b"\xff", b"null", b"7"])
def test_what_cannot_be_understood_is_nothing(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x"
    assert HealthFile(path).read() == Health()
    path.write_bytes(content)
    assert HealthFile(path).read() == Health()


def test_a_ledger_in_memory_keeps_none(tmp_path: Path) -> None:
    HealthFile(None).write(HEALTH)
    assert HealthFile(None).read() == Health()


def test_what_cannot_be_written_leaves_the_old_whole(tmp_path: Path) -> None:
    path = tmp_path / "x"
    put_whole(path, "old", 0o600)
    with pytest.raises(UnicodeEncodeError):
        put_whole(path, "new \ud800", 0o600)
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["x"]
    with pytest.raises(LedgerError):
        put_whole(tmp_path / "nowhere" / "x", "new", 0o600)


def test_a_run_that_lives_is_told_from_one_that_died(tmp_path: Path) -> None:
    ledger = open_ledger(f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    assert ledger.attending() is None
    with ledger.attended():
        assert ledger.attending() == os.getpid()
    assert (tmp_path / "ledger.sqlite.run").read_text() == f"{os.getpid()}\n"
    assert ledger.attending() is None
    ledger.close()
