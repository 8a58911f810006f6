"""A Gmail account as the user has it: sign in, check, the daemon's pass; over the fake Gmail."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.daemon.keeping import config
from tests.pipeline.letters import JANE, application
from tests.servers.gmail import GmailServer
from tests.servers.gmail_world import grant
from tests.system.google import gmail_account, google
from tests.system.running import eventually, running
from watcher.cli import app
from watcher.config.grants import Kept
from watcher.config.keeping import FilePlace
from watcher.errors import Exit
from watcher.mail.gmail_tokens import INSERT


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[GmailServer]:
    with google(monkeypatch) as server:
        yield server


@pytest.fixture
def path(server: GmailServer, tmp_path: Path) -> Path:
    (tmp_path / "client.json").write_text(json.dumps(server.consent.client()))
    return config(tmp_path, gmail_account(server.url))


def test_from_the_sign_in_to_a_draft(server: GmailServer, path: Path, tmp_path: Path) -> None:
    run = CliRunner()
    applied = datetime.now(UTC) - timedelta(days=12)
    sent = server.mailbox.add(application(applied), ["SENT"], applied)
    first = run.invoke(app, ["once", "--config", str(path)], catch_exceptions=False)
    assert first.exit_code == Exit.SIGN_IN
    assert "watcher auth gmail google" in first.output
    signed_in = run.invoke(app, ["auth", "gmail", "--config", str(path)], catch_exceptions=False)
    assert signed_in.exit_code == 0
    assert (tmp_path / "google.json").stat().st_mode & 0o777 == 0o600
    checked = run.invoke(app, ["check", "--config", str(path)], catch_exceptions=False)
    assert "signed in to Gmail as ada@example.org" in checked.output
    assert "MEND" not in checked.output
    for _ in range(2):
        assert run.invoke(app, ["once", "--config", str(path)], catch_exceptions=False).exit_code == 0
    (draft,) = [server.mailbox.draft(one) for one in server.mailbox.drafts]
    assert JANE.encode() in draft.raw
    assert draft.thread == sent.thread
    assert "drafts.send" not in server.calls
    assert "messages.send" not in server.calls


@pytest.mark.parametrize(
    ("digest", "asked"),
    [
        ("", True),
        ('deliver = "mailbox"\naccount = "google"', True),
        ('weekday = "off"', False),
        ('weekday = "off"\ndaily = true', True),
        ('deliver = "smtp"\nsmtp = { host = "localhost", tls = "none" }', False),
        ('account = "own"', False),
    ],
)
def test_the_permission_to_insert_is_asked_for_only_where_the_digest_is_delivered_so(
    server: GmailServer, path: Path, tmp_path: Path, digest: str, *, asked: bool
) -> None:
    own = '[[accounts]]\nname = "own"\nkind = "maildir"\npath = "."\nwrite = true\n' if "own" in digest else ""
    config(tmp_path, gmail_account(server.url), own, digest=digest)
    done = CliRunner().invoke(app, ["auth", "gmail", "google", "--config", str(path)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    assert (INSERT in json.loads((tmp_path / "google.json").read_text())["scopes"]) == asked


def test_which_account_has_to_be_clear(path: Path) -> None:
    result = CliRunner().invoke(app, ["auth", "gmail", "other", "--config", str(path)])
    assert "there are google" in str(result.exception)


def test_without_a_gmail_account_googles_library_is_not_loaded() -> None:
    """It takes 20 MB and half a second."""
    code = (
        "import sys, watcher.cli, watcher.bootstrap, watcher.daemon.run\n"
        "print([m for m in sys.modules if m.split('.')[0] in "
        "('googleapiclient', 'google', 'httplib2', 'oauthlib', 'requests', 'google_auth_oauthlib')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path.cwd())
    assert done.stdout.strip() == "[]"


def test_a_stop_waits_for_no_quota_and_no_other_try(server: GmailServer, path: Path, tmp_path: Path) -> None:
    """What still waits after the drain is cut off, and the log says so."""
    Kept("google", tmp_path, FilePlace(tmp_path / "google.json")).save(grant(server))
    now = datetime.now(UTC)
    server.mailbox.add(application(now), ["SENT"], now)
    server.fail("messages.get", 429, "rateLimitExceeded", headers={"Retry-After": "60"}, times=99)
    with running(path) as process:
        eventually(lambda: server.calls["messages.get"])
        process.stop()
    log = "".join(process.log)
    assert "stopped" in log
    assert "cut off" not in log
    assert server.calls["messages.get"] == 1
