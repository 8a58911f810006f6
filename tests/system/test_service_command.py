"""`watcher service` without a systemd: what it would do, and what it says where it cannot."""

from __future__ import annotations

import os
import stat
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.system.running import COMMAND
from watcher.cli import app
from watcher.cli.service import _warnings
from watcher.config import load
from watcher.service import Program, system_place

CONFIG = """
[identity]
name = "Ada Example"
addresses = ["ada@example.org"]
[[accounts]]
name = "local"
kind = "maildir"
path = "mail"
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a config, and tools that answer as a machine without a user manager does."""
    config = tmp_path / ".config" / "watcher" / "config.toml"
    config.parent.mkdir(parents=True)
    (config.parent / "mail").mkdir()
    config.write_text(f'timezone = "UTC"\n{CONFIG}')
    return tmp_path


def service(home: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("XDG_", "DBUS_", "STATE_"))}
    given = {**kept, "HOME": str(home), "XDG_RUNTIME_DIR": str(home), **environment}
    return subprocess.run([*COMMAND, "service", *words], capture_output=True, text=True, check=False, env=given)


def test_a_dry_run_prints_files_and_commands_and_does_nothing(home: Path) -> None:
    done = service(home, "install", "--dry-run", XDG_STATE_HOME=f"{home}/state")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"write {home}/.config/systemd/user/watcher.service:" in done.stdout
    assert f"run --config {home}/.config/watcher/config.toml" in done.stdout
    assert f"Environment=XDG_STATE_HOME={home}/state" in done.stdout
    assert "run systemctl --user daemon-reload\nrun systemctl --user enable watcher.service\n" in done.stdout
    assert not (home / ".config/systemd").exists()
    assert service(home, "uninstall", "--dry-run").stdout == ""


def test_where_no_user_manager_answers_it_says_what_to_do(home: Path) -> None:
    done = service(home, "install")
    assert done.returncode == 2
    assert "systemd" in done.stderr
    assert "loginctl enable-linger" in done.stderr or "there is no systemd here" in done.stderr
    assert not (home / ".config/systemd").exists()


def test_without_systemd_it_says_so(home: Path) -> None:
    done = service(home, "install", PATH=str(home))
    assert done.returncode == 2
    assert "there is no systemd here" in done.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["install", "ada"], "a NAME belongs to --system"),
        (["install", "--user", "--system", "ada"], "not both"),
        (["status", "--system"], "name whose service it is"),
        (["status", "--system", "../ada"], "cannot name a service"),
        (["install", "--config", "nowhere.toml"], "there is no config at"),
    ],
)
def test_what_makes_no_sense_is_told(home: Path, words: list[str], told: str) -> None:
    done = service(home, *words)
    assert done.returncode == 2
    assert told in done.stderr


def test_a_config_with_a_problem_is_told_before_anything_is_done(home: Path) -> None:
    config = home / ".config/watcher/config.toml"
    config.write_text(config.read_text().replace("maildir", "pigeon"))
    done = service(home, "install", "--dry-run")
    assert done.returncode == 2
    assert "pigeon" in done.stderr
    assert stat.S_ISREG(config.stat().st_mode)


def test_the_services_unit_loads_the_sign_in_to_google_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ada.toml"
    account = '\n[[accounts]]\nname = "google"\nkind = "gmail"\nclient = "client.json"\n'
    path.write_text(f'timezone = "UTC"\n{CONFIG}{account}token = {{ credential = "google" }}\n')
    (tmp_path / "mail").mkdir()
    monkeypatch.setattr("watcher.cli.service._config_of", lambda _: path)
    monkeypatch.setattr("watcher.cli.service._program", lambda *_: Program(Path("/opt/watcher/bin/watcher"), "1.0"))
    done = CliRunner().invoke(app, ["service", "install", "--system", "ada", "--dry-run"], catch_exceptions=False)
    assert "LoadCredentialEncrypted=google:watcher.ada.google" in done.output
    place = system_place("ada")
    told = "\n".join(_warnings(place, load(path)))
    assert "systemd-creds encrypt --name=google PATH /etc/credstore.encrypted/watcher.ada.google" in told
    assert "Say in" not in told
    path.write_text(path.read_text().replace('token = { credential = "google" }', ""))
    assert 'token = { credential = "gmail" }' in "\n".join(_warnings(place, load(path)))
