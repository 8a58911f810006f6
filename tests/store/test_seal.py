"""The sealing key: made once, private, never in the ledger."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from watcher.errors import LedgerError
from watcher.store.seal import sealing_key


def test_it_is_made_once_and_private(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.sqlite"
    key = sealing_key(ledger)
    assert len(key) == 32
    assert sealing_key(ledger) == key
    (path,) = tmp_path.iterdir()
    assert path.stat().st_mode & 0o777 == 0o600


def test_all_who_make_it_at_once_have_the_same(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: sealing_key(tmp_path / "ledger.sqlite"), range(40)))
    assert len(keys) == 1
    assert len(list(tmp_path.iterdir())) == 1


def test_a_ledger_in_memory_has_one_that_nobody_keeps() -> None:
    assert sealing_key(None) != sealing_key(None)


@pytest.mark.parametrize("content", [b"", b"short"])
def test_a_damaged_key_is_told_with_what_to_do(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "ledger.sqlite.key").write_bytes(content)
    with pytest.raises(LedgerError, match="delete it"):
        sealing_key(tmp_path / "ledger.sqlite")
