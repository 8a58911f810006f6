"""What the shell proposes: applications, read from the ledger as it lies there; nothing is ever written or said."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.system.test_commands import Run, config, run
from watcher.store import open_ledger

__all__ = ["config", "run"]


def complete(config: Path, *line: str, shell: str = "bash") -> list[str]:
    words = ["watcher", *line[:-1], line[-1]]
    asked = {"_WATCHER_COMPLETE": f"complete_{shell}", "COMP_CWORD": str(len(words) - 1), "COMP_WORDS": " ".join(words)}
    done = subprocess.run(
        [sys.executable, "-c", "import sys; sys.argv[0] = 'watcher'; from watcher.cli import main; main()"],
        env={**os.environ, **asked},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout.split()


def files(folder: Path) -> Mapping[str, tuple[int, bytes]]:
    """All but the index in which SQLite's readers of a ledger in use announce themselves."""
    found = (p for p in folder.rglob("*") if p.is_file() and not p.name.endswith("-shm"))
    return {str(p): (p.stat().st_mtime_ns, p.read_bytes()) for p in found}


def test_ids_and_names_are_proposed_and_nothing_is_written(config: Path, run: Run) -> None:
    run("once", "--config", config)
    _, out, _ = run("status", "--config", config, "--json")
    before = files(config.parent)
    option = ("--config", str(config))
    proposed = complete(config, "close", *option, "")
    assert len(proposed) == 1
    assert f'"id": "{proposed[0]}"' in out
    assert complete(config, "show", *option, proposed[0][:3]) == proposed
    assert complete(config, "show", *option, "Ac") == ["Acme"]
    assert complete(config, "show", *option, "Zzz") == []
    assert files(config.parent) == before


def test_while_another_program_writes_the_ledger_it_is_read_all_the_same(config: Path, run: Run) -> None:
    run("once", "--config", config)
    ledger = open_ledger(f"sqlite:///{config.parent}/ledger.sqlite")
    with ledger.exclusive():
        assert complete(config, "show", "--config", str(config), "Ac") == ["Acme"]
    ledger.close()


@pytest.mark.parametrize("fault", ["no config", "bad config", "no ledger", "no database", "empty"])
def test_on_any_fault_it_is_silent_and_makes_no_ledger(config: Path, fault: str) -> None:
    ledger = config.parent / "ledger.sqlite"
    if fault == "no config":
        config.unlink()
    elif fault == "bad config":
        config.write_text("nonsense = [")
    elif fault == "no database":
        ledger.write_text("nonsense")
    elif fault == "empty":
        ledger.touch()
    before = files(config.parent)
    assert complete(config, "show", "--config", str(config), "") == []
    assert files(config.parent) == before
