"""Gmail over IMAP as the user has it, with OAuth: sign in, check, a pass that drafts; and no secret anywhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.mail.test_gmail_sign_in import browse
from tests.pipeline.letters import JANE, application
from tests.servers.gmail import GmailServer
from tests.servers.gmail_imap import GmailImap
from watcher.cli import app
from watcher.errors import Exit
from watcher.mail import gmail_sign_in


@pytest.fixture
def google(monkeypatch: pytest.MonkeyPatch) -> Iterator[GmailServer]:
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
    monkeypatch.setattr(gmail_sign_in, "sign_in", partial(gmail_sign_in.sign_in, browser=browse))
    server = GmailServer().start()
    yield server
    server.stop()


@pytest.fixture
def imap(google: GmailServer) -> Iterator[GmailImap]:
    with GmailImap() as server:
        server.issuer = lambda: google.tokens
        yield server


@pytest.fixture
def config(google: GmailServer, imap: GmailImap, tmp_path: Path) -> Path:
    (tmp_path / "client.json").write_text(json.dumps(google.consent.client()))
    path = tmp_path / "config.toml"
    path.write_text(
        f"""timezone = "Europe/Berlin"
[identity]
name = "Ada Example"
addresses = ["ada@example.org"]
[[accounts]]
name = "google"
kind = "imap"
host = "127.0.0.1"
port = {imap.port}
tls = "none"
username = "ada@example.org"
oauth = {{ provider = "google", client = "client.json", token = {{ file = "google.json" }} }}
write = true
[store]
url = "sqlite:///{tmp_path}/ledger.sqlite"
"""
    )
    return path


def run(config: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "--config", str(config)], catch_exceptions=False)


def test_from_the_sign_in_to_a_draft(google: GmailServer, imap: GmailImap, config: Path, tmp_path: Path) -> None:
    applied = datetime.now(UTC) - timedelta(days=12)
    imap.box.add(application(applied), ["SENT"], applied)
    first = run(config, "once")
    assert first.exit_code == Exit.SIGN_IN
    assert "watcher auth gmail google" in first.output
    assert not imap.commands
    assert run(config, "auth", "gmail", "google").exit_code == 0
    kept = json.loads((tmp_path / "google.json").read_text())
    assert (tmp_path / "google.json").stat().st_mode & 0o777 == 0o600
    assert kept["scopes"] == ["https://mail.google.com/"]
    checked = run(config, "check")
    assert "as ada@example.org" in " ".join(checked.output.split())
    assert "MEND" not in checked.output
    passes = [run(config, "once") for _ in range(2)]
    assert [one.exit_code for one in passes] == [0, 0]
    (draft,) = [imap.box.draft(one) for one in imap.box.drafts]
    assert JANE.encode() in draft.raw
    told = "".join(one.output for one in (first, checked, *passes)) + (tmp_path / "ledger.sqlite").read_text("latin-1")
    assert "access-" not in told
    assert kept["refresh_token"] not in told


def test_a_sign_in_that_ended_says_what_to_do(google: GmailServer, imap: GmailImap, config: Path) -> None:
    assert run(config, "auth", "gmail").exit_code == 0
    google.consent.refresh_tokens.clear()
    result = run(config, "once")
    assert result.exit_code == Exit.SIGN_IN
    assert "watcher auth gmail google" in " ".join(result.output.split())
    assert not imap.commands
