"""`watcher backup` and `restore` as the user runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.system.test_commands import Run, config, drafts, run

__all__ = ["config", "run"]


def applications(run: Run, config: Path) -> int:
    return len(json.loads(run("status", "--config", config, "--json")[1])["applications"])


def test_there_and_back(config: Path, run: Run, tmp_path: Path) -> None:
    run("once", "--config", config)
    code, out, _ = run("backup", tmp_path / "copy", "--config", config)
    assert (code, "verified" in out) == (0, True)
    run("forget", "--all", "--yes", "--leave-drafts", "--config", config)
    assert applications(run, config) == 0
    code, out, _ = run("restore", tmp_path / "copy", "--config", config)
    assert (code, "ledger.sqlite.before-" in out, "found in your Drafts" in out) == (0, True, True)
    assert applications(run, config) == 1
    assert run("once", "--config", config)[0] == 0
    assert len(drafts(config)) == 1
    code, out, _ = run("forget", "acme", "--yes", "--config", config)
    assert "A copy that `watcher restore` has kept still holds it" in out


def test_what_was_forgotten_since_stays_forgotten(config: Path, run: Run, tmp_path: Path) -> None:
    run("once", "--config", config)
    run("backup", tmp_path / "copy", "--config", config)
    run("forget", "acme", "--yes", "--config", config)
    code, out, _ = run("restore", tmp_path / "copy", "--config", config)
    assert (code, "forget it once more" in out) == (0, False)
    run("once", "--config", config)
    assert (applications(run, config), drafts(config)) == (0, [])


@pytest.mark.parametrize(
    ("command", "name", "word"),
    [
        ("restore", "missing", "is not there"),
        ("restore", "config.toml", "no ledger but some other file"),
        ("backup", "config.toml", "is no backup of watcher and stays"),
        ("backup", "no/where", "cannot be written"),
    ],
)
def test_what_cannot_be_is_one_sentence(
    config: Path, run: Run, tmp_path: Path, command: str, name: str, word: str
) -> None:
    run("once", "--config", config)
    code, out, err = run(command, tmp_path / name, "--config", config)
    assert (code, out, word in err, err.count("\n")) == (5, "", True, 1), err
    assert applications(run, config) == 1


def test_there_is_nothing_to_back_up_before_the_first_pass(config: Path, run: Run, tmp_path: Path) -> None:
    code, _, err = run("backup", tmp_path / "copy", "--config", config)
    assert (code, "run `watcher once`" in err) == (5, True)
    assert not (tmp_path / "copy").exists()
