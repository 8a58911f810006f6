"""`watcher forget` as the user runs it."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pipeline.letters import JANE, application, chat
from tests.system.test_commands import APPLIED, Run, drafts, put, run, write_config

__all__ = ["run"]


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A Maildir with two silent applications, each to a person, of which a draft waits."""
    put(tmp_path / "Mail", "", chat(APPLIED, 1))
    kim = application(APPLIED, number=2, to="kim@beta.example", company="Beta")
    put(tmp_path / "Mail", ".Sent", application(APPLIED), kim)
    put(tmp_path / "Mail", ".Drafts")
    return write_config(tmp_path, 'kind = "maildir"\npath = "Mail"')


def companies(run: Run, config: Path) -> list[str]:
    _, out, _ = run("status", "--config", config, "--json")
    return sorted(row["company"] for row in json.loads(out)["applications"])


def test_an_application_goes_and_stays_away(config: Path, run: Run) -> None:
    run("once", "--config", config)
    assert len(drafts(config)) == 2
    code, out, _ = run("forget", "acme", "--yes", "--config", config)
    assert code == 0
    assert "Forgotten: Acme, Data Engineer." in out
    assert "Deleted: 1 message, 0 entries of yours." in out
    assert f"Taken out of your Drafts: “Re: Application for Data Engineer at Acme” to {JANE}." in out
    for path in config.parent.glob("ledger*"):
        assert b"acme" not in path.read_bytes().lower()
    assert companies(run, config) == ["Beta"]
    run("once", "--config", config)
    assert companies(run, config) == ["Beta"]
    assert len(drafts(config)) == 1


def test_all_goes_and_the_next_pass_begins_anew(config: Path, run: Run) -> None:
    run("once", "--config", config)
    code, out, _ = run("forget", "--all", "--yes", "--config", config)
    assert (code, "begins anew" in out, drafts(config)) == (0, True, [])
    assert companies(run, config) == []
    run("once", "--config", config)
    assert companies(run, config) == ["Acme", "Beta"]


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("acme",), "give --yes"),
        (("--all",), "give --yes"),
        (("--yes",), "Name the applications"),
        (("acme", "--all", "--yes"), "one or the other"),
        (("nobody", "--yes"), "No application"),
        (("data engineer", "--yes"), "several"),
    ],
)
def test_what_is_refused(config: Path, run: Run, arguments: tuple[str, ...], word: str) -> None:
    run("once", "--config", config)
    code, _, err = run("forget", *arguments, "--config", config)
    assert (code, word in err) == (2, True), err
    assert companies(run, config) == ["Acme", "Beta"]


@pytest.mark.parametrize(
    ("answer", "left"), [(b"y\n", ["Beta"]), (b"n\n", ["Acme", "Beta"]), (b"\n", ["Acme", "Beta"])]
)
def test_a_terminal_is_asked(config: Path, run: Run, answer: bytes, left: list[str]) -> None:
    run("once", "--config", config)
    terminal, ours = pty.openpty()
    os.write(terminal, answer)
    command = [sys.executable, "-c", "from watcher.cli import main; main()", "forget", "acme", "--config", str(config)]
    done = subprocess.run(command, stdin=ours, capture_output=True, text=True, timeout=60, check=False)
    os.close(terminal)
    os.close(ours)
    assert "This cannot be undone" in done.stdout
    assert "Acme, Data Engineer: 1 message, 0 entries of yours and" in done.stdout
    assert companies(run, config) == left
    assert (done.returncode == 0) is (left == ["Beta"])


def test_a_pass_that_forgets_says_so(config: Path, run: Run, tmp_path: Path) -> None:
    run("once", "--config", config)
    code, out, _ = run("once", "--json", "--config", config)
    assert (code, json.loads(out)["forgotten"]) == (0, [])


@pytest.mark.parametrize(("value", "code"), [("0", 0), ("24", 0), ("-1", 2), ("1201", 2), ('"never"', 2)])
def test_retention_is_configured(config: Path, run: Run, value: str, code: int) -> None:
    config.write_text(config.read_text() + f"retention_months = {value}\n")
    assert run("status", "--config", config)[0] == code
