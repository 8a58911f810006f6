"""Signing in from the command line to a job done, against the emulator's own consent page and token endpoint."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import webbrowser
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.daemon.keeping import config
from tests.servers.browser import consent
from tests.servers.emulator import Emulator, Front
from tests.system.google import gmail_account
from tests.system.running import COMMAND
from watcher.cli import app
from watcher.config import load
from watcher.errors import Exit, SignInError
from watcher.mail.gmail_sign_in import PASTE_TO, sign_in
from watcher.mail.gmail_tokens import COMPOSE, INSERT, READ

pytestmark = pytest.mark.server


@pytest.fixture(autouse=True)
def _without_tls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")


@pytest.fixture
def client(emulator: Emulator, tmp_path: Path) -> Path:
    path = tmp_path / "client.json"
    path.write_text(json.dumps(emulator.client()))
    return path


@pytest.fixture
def front(emulator: Emulator) -> Iterator[Front]:
    front = Front(emulator)
    front.start()
    yield front
    front.stop()


def paste(path: Path, email: str) -> subprocess.CompletedProcess[str]:
    """`watcher auth gmail --no-browser`; the user opens the address elsewhere, and pastes where it led."""
    process = subprocess.Popen(
        [*COMMAND, "auth", "gmail", "--no-browser", "--config", str(path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stderr is not None
    url = next(line.strip() for line in process.stderr if "/o/oauth2/v2/auth?" in line)
    sent_to = consent(url, email)
    assert sent_to.startswith(PASTE_TO)
    told, more = process.communicate(sent_to + "\n", timeout=60)
    return subprocess.CompletedProcess([], process.returncode, told, more)


def grants(folder: Path) -> dict[str, str]:
    """The tokens that are kept."""
    kept = {"refresh": json.loads((folder / "google.json").read_text())["refresh_token"]}
    access = folder / "google.json.access"
    return kept | ({"access": json.loads(access.read_text())["token"]} if access.exists() else {})


def watcher(path: Path, *arguments: str) -> Result:
    """A command, in this process."""
    return CliRunner().invoke(app, [*arguments, "--config", str(path)], catch_exceptions=False)


def test_by_paste_refreshed_and_revoked(
    emulator: Emulator, front: Front, client: Path, tmp_path: Path, fresh_email: str
) -> None:
    path = config(tmp_path, gmail_account(front.url), digest="")
    signed_in = paste(path, fresh_email)
    assert signed_in.returncode == 0, signed_in.stderr
    assert f"signed in to Gmail as {fresh_email}" in watcher(path, "check").output
    first = grants(tmp_path)

    (tmp_path / "google.json.access").unlink()  # as when an hour is over
    assert watcher(path, "once").exit_code == Exit.OK
    second = grants(tmp_path)
    assert second["refresh"] == first["refresh"]
    assert second["access"] != first["access"]

    # The user takes the permission back, at Google.
    for one in second.values():
        assert emulator.form("/oauth2/revoke", {"token": one}).status == 200
    (tmp_path / "google.json.access").unlink()
    refused = watcher(path, "once")
    assert refused.exit_code == Exit.SIGN_IN
    assert "watcher auth gmail google" in refused.output

    seen: list[str] = []
    again = sign_in("google", client, write=True, say=pressing(seen, fresh_email), ask=lambda: seen[-1])
    load(path).grants["google"].save(again)
    assert watcher(path, "once").exit_code == Exit.OK
    assert grants(tmp_path)["refresh"] != first["refresh"]


def test_on_the_loopback_port(tmp_path: Path, fresh_email: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A port of chance, which a client of the emulator's own cannot have: here it takes any client."""
    other = Emulator(any_client=True)
    try:
        other.start()
        (tmp_path / "client.json").write_text(json.dumps(other.client()))
        path = config(tmp_path, gmail_account(other.url), digest="")
        monkeypatch.setattr(webbrowser, "_tryorder", None)  # it looks for browsers once
        monkeypatch.setenv("BROWSER", f"{sys.executable} -m tests.servers.browser {fresh_email} %s")
        done = watcher(path, "auth", "gmail")
        assert done.exit_code == Exit.OK, done.output
        kept = json.loads((tmp_path / "google.json").read_text())
        assert set(kept["scopes"]) == {READ, COMPOSE, INSERT}
        fields = {"grant_type": "refresh_token", "client_id": kept["client_id"], "client_secret": kept["client_secret"]}
        assert other.form("/oauth2/token", fields | {"refresh_token": kept["refresh_token"]}).status == 200
        assert os.stat(tmp_path / "google.json").st_mode & 0o777 == 0o600
    finally:
        other.stop()


def pressing(seen: list[str], email: str) -> Callable[[str], None]:
    """Reads the address that is said, agrees there, and notes where that led."""
    return lambda words: seen.append(consent(next(word for word in words.split() if "/auth?" in word), email))


def test_a_code_of_another_sign_in_is_refused_by_its_challenge(client: Path, fresh_email: str) -> None:
    """PKCE (RFC 7636): who catches the address cannot use it elsewhere."""
    seen: list[str] = []

    def swapped() -> str:
        """The code of the first sign-in in the answer to the second."""
        stolen, mine = (one.split("code=")[1].split("&")[0] for one in (seen[0], seen[-1]))
        return seen[-1].replace(mine, stolen)

    with pytest.raises(SignInError):
        sign_in("google", client, write=True, say=pressing(seen, fresh_email), ask=str)
    with pytest.raises(SignInError, match="invalid_grant"):
        sign_in("google", client, write=True, say=pressing(seen, fresh_email), ask=swapped)


def test_an_address_that_was_used_before_is_refused(client: Path, fresh_email: str) -> None:
    seen: list[str] = []
    say = pressing(seen, fresh_email)
    assert sign_in("google", client, write=False, say=say, ask=lambda: seen[-1]).scopes == (READ,)
    with pytest.raises(SignInError):
        sign_in("google", client, write=False, say=say, ask=lambda: seen[0])


def test_a_client_with_another_secret_is_told(client: Path, fresh_email: str) -> None:
    client.write_text(client.read_text().replace("not-so-secret", "forgotten"))
    seen: list[str] = []
    with pytest.raises(SignInError, match="invalid_client"):
        sign_in("google", client, write=True, say=pressing(seen, fresh_email), ask=lambda: seen[-1])
