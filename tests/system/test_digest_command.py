"""`watcher digest --send`: this week's into INBOX, once, and it says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.daemon.keeping import config
from watcher.cli import app


@pytest.fixture
def path(tmp_path: Path) -> Path:
    for name in (".", ".Sent", ".Drafts"):
        for part in ("cur", "new", "tmp"):
            (tmp_path / "Mail" / name / part).mkdir(parents=True)
    return config(tmp_path, '[[accounts]]\nname = "local"\nkind = "maildir"\npath = "Mail"\nwrite = true\n')


def run(path: Path, *arguments: str) -> str:
    done = CliRunner().invoke(app, ["digest", "--config", str(path), *arguments])
    return f"{done.output}{done.exception or ''}"


def inbox(path: Path) -> list[Path]:
    return list((path.parent / "Mail" / "new").iterdir())


def test_it_is_delivered_once_and_says_so(path: Path) -> None:
    assert "came into INBOX of local" in run(path, "--send")
    assert "was delivered into INBOX of local 20" in run(path, "--send")
    (mail,) = inbox(path)
    assert b"\nMessage-ID: <digest.20" in mail.read_bytes()


def test_an_earlier_week_is_delivered_as_it_was(path: Path) -> None:
    assert "The digest of 2025-W10 came" in run(path, "--send", "--week", "2025-w10")
    assert "The digest of 2025-W10 was delivered" in run(path, "--send", "--week", "2025-W10")
    assert len(inbox(path)) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--send", "--week", "2099-W10"), "lies ahead"),
        (("--send", "--week", "2025-W60"), "is no week"),
        (("--send", "--preview", "x.html"), "give one of them"),
    ],
)
def test_what_makes_no_sense_is_refused(path: Path, arguments: tuple[str, ...], words: str) -> None:
    assert words in run(path, *arguments)
    assert inbox(path) == []


def test_without_an_account_that_takes_it_that_is_said(path: Path) -> None:
    path.write_text(path.read_text().replace("write = true", "write = false"))
    assert "write = true" in run(path, "--send")
    assert inbox(path) == []
