"""Gmail over IMAP as the user has it, with OAuth: sign in, check, a pass that drafts; and no secret anywhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.daemon.keeping import config
from tests.pipeline.letters import JANE, application
from tests.servers.gmail import GmailServer
from tests.servers.gmail_imap import GmailImap
from tests.system.google import google
from watcher.cli import app
from watcher.errors import Exit


@pytest.fixture(name="google")
def _google(monkeypatch: pytest.MonkeyPatch) -> Iterator[GmailServer]:
    with google(monkeypatch) as server:
        yield server


@pytest.fixture
def imap(google: GmailServer) -> Iterator[GmailImap]:
    with GmailImap() as server:
        server.issuer = lambda: google.tokens
        yield server


@pytest.fixture
def path(google: GmailServer, imap: GmailImap, tmp_path: Path) -> Path:
    (tmp_path / "client.json").write_text(json.dumps(google.consent.client()))
    table = f"""
[[accounts]]
name = "google"
kind = "imap"
host = "127.0.0.1"
port = {imap.port}
tls = "none"
username = "ada@example.org"
oauth = {{ provider = "google", client = "client.json", token = {{ file = "google.json" }} }}
write = true
"""
    return config(tmp_path, table)


def run(path: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "--config", str(path)], catch_exceptions=False)


def test_from_the_sign_in_to_a_draft(google: GmailServer, imap: GmailImap, path: Path, tmp_path: Path) -> None:
    applied = datetime.now(UTC) - timedelta(days=12)
    imap.box.add(application(applied), ["SENT"], applied)
    first = run(path, "once")
    assert first.exit_code == Exit.SIGN_IN
    assert "watcher auth gmail google" in first.output
    assert not imap.commands
    assert run(path, "auth", "gmail", "google").exit_code == 0
    kept = json.loads((tmp_path / "google.json").read_text())
    assert (tmp_path / "google.json").stat().st_mode & 0o777 == 0o600
    assert kept["scopes"] == ["https://mail.google.com/"]
    checked = run(path, "check")
    assert "as ada@example.org" in " ".join(checked.output.split())
    assert "MEND" not in checked.output
    passes = [run(path, "once") for _ in range(2)]
    assert [one.exit_code for one in passes] == [0, 0]
    (draft,) = [imap.box.draft(one) for one in imap.box.drafts]
    assert JANE.encode() in draft.raw
    told = "".join(one.output for one in (first, checked, *passes)) + (tmp_path / "ledger.sqlite").read_text("latin-1")
    assert "access-" not in told
    assert kept["refresh_token"] not in told


def test_a_sign_in_that_ended_says_what_to_do(google: GmailServer, imap: GmailImap, path: Path) -> None:
    assert run(path, "auth", "gmail").exit_code == 0
    google.consent.refresh_tokens.clear()
    result = run(path, "once")
    assert result.exit_code == Exit.SIGN_IN
    assert "watcher auth gmail google" in " ".join(result.output.split())
    assert not imap.commands
