"""The service as users live with it, in a container with a systemd of its own: from its installation to its removal."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config

from tests.pipeline.letters import application
from tests.servers.dovecot import PASSWORD, ImapUser
from tests.system.container import WANTED, WATCHER, Container, booted, missing, until
from watcher.store import schema

pytestmark = [
    pytest.mark.container,
    pytest.mark.server,
    pytest.mark.skipif(not WANTED, reason="it takes minutes: `make container`"),
]

APPLIED = datetime.now(UTC).replace(microsecond=0) - timedelta(days=9)
SYSTEM = ("--system", "ada")
STATE = "/var/lib/private/watcher/ada"
HURRIED = "[Service]\nRestartSec=1s\nWatchdogSec=20s\n"
"""So that the test need not wait for minutes."""

IDENTITY = 'timezone = "UTC"\n[identity]\nname = "Ada Example"\naddresses = ["ada@example.org"]\n[[accounts]]\n'
IMAP = IDENTITY + (
    'name = "personal"\nkind = "imap"\nhost = "localhost"\nport = {port}\ntls = "none"\nusername = "{name}"\n'
    'password = {{ credential = "password" }}\nwrite = true\n[cadence]\nsettle_seconds = 1\n'
)
MAILDIR = IDENTITY + 'name = "local"\nkind = "maildir"\npath = "~/Maildir"\nwrite = true\n'


class Service:
    """One installed service, of the system or of the user ada."""

    def __init__(self, container: Container, *options: str) -> None:
        self.container = container
        self.options = options
        self.user = "" if options else "ada"
        self.own = {"XDG_RUNTIME_DIR": "/run/user/1000"} if self.user else {}
        self.manager = [] if options else ["--user"]
        self.name = "watcher@ada.service" if options else "watcher.service"

    def watcher(self, *words: str, fails: int = 0) -> str:
        """Run `watcher service`; what it says."""
        done = self.container.run(WATCHER, "service", *words, *self.options, user=self.user)
        assert done.returncode == fails, done.stdout + done.stderr
        return done.stdout + done.stderr

    def systemctl(self, *words: str) -> str:
        done = self.container.run("systemctl", *self.manager, *words, user=self.user, environment=self.own)
        return done.stdout.strip()

    def reload(self) -> None:
        done = self.container.run("systemctl", *self.manager, "reload", self.name, user=self.user, environment=self.own)
        assert done.returncode == 0, done.stderr + self.log()

    def state(self) -> dict[str, Any]:
        """What `watcher service status` tells."""
        done = self.container.run(WATCHER, "service", "status", "--json", *self.options, user=self.user)
        told: dict[str, Any] = json.loads(done.stdout) if done.stdout else {}
        return told

    def says(self, words: str) -> bool:
        """Its STATUS holds these words."""
        return words in (self.state().get("status") or "")

    def log(self) -> str:
        return self.watcher("logs", "-n", "500")

    def pid(self) -> int:
        return int(self.state()["pid"])

    def restarted(self, before: int) -> bool:
        told = self.state()
        return told["active"] == "active" and told["pid"] not in (None, before)

    def hurry(self) -> None:
        folder = "/etc/systemd/system" if self.options else "/home/ada/.config/systemd/user"
        path = self.container.path(f"{folder}/{self.name}.d/hurry.conf")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(HURRIED)
        self.systemctl("daemon-reload")
        self.systemctl("restart", self.name)


@pytest.fixture(scope="module")
def container() -> Iterator[Container]:
    if absent := missing():
        pytest.fail(f"NO CONTAINER: {absent}")
    with booted() as running:
        yield running


def test_the_life_of_a_system_service(container: Container, imap_user: ImapUser) -> None:
    service = Service(container, *SYSTEM)
    _installed(service, imap_user)
    _mail_in_and_draft_out(service, imap_user)
    service.hurry()
    _killed(service)
    _hung(service)
    until(lambda: service.says("1 draft waits for you"))
    _reloaded(service, container.path("/etc/watcher/ada.toml"), '"personal"')
    _rebooted(service)
    until(lambda: service.says("1 draft waits for you"))
    _upgraded(service)
    _newer(service)
    assert len(imap_user.messages("Drafts")) == 1
    said = service.watcher("uninstall")
    assert STATE in said
    assert service.state()["installed"] is None
    assert container.path(f"{STATE}/ledger.sqlite").exists()
    assert container.path("/etc/watcher/ada.toml").exists()
    assert "not installed" in service.watcher("uninstall")


def _installed(service: Service, user: ImapUser) -> None:
    """Without config it is refused; without password it runs and says what to do."""
    container = service.container
    assert "there is no config at /etc/watcher/ada.toml" in service.watcher("install", fails=2)
    config = container.path("/etc/watcher/ada.toml")
    config.parent.mkdir()
    config.write_text(IMAP.format(port=user.server.imap, name=user.name))
    config.chmod(0o644)
    said = service.watcher("install")
    assert "--name=password - /etc/credstore.encrypted/watcher.ada.password" in said
    until(lambda: service.says("personal needs you (no password)"))
    container.path("/etc/credstore.encrypted").mkdir(mode=0o700, exist_ok=True)
    container.path("/root/plain").write_text(PASSWORD)
    stored = "/etc/credstore.encrypted/watcher.ada.password"
    done = container.run("systemd-creds", "encrypt", "--name=password", "/root/plain", stored)
    assert done.returncode == 0, done.stderr
    container.path("/root/plain").unlink()
    service.systemctl("restart", service.name)
    until(lambda: service.says("1 account read"))
    pid = service.pid()
    assert "is installed and runs" in service.watcher("install")
    assert service.pid() == pid  # nothing changed, so nothing was started anew
    ledger = container.path(f"{STATE}/ledger.sqlite")
    assert (ledger.stat().st_mode & 0o777, ledger.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert ledger.stat().st_uid not in (0, 1000)
    assert PASSWORD not in service.log()


def _mail_in_and_draft_out(service: Service, user: ImapUser) -> None:
    user.append("Sent", application(APPLIED), internaldate=APPLIED)
    until(lambda: user.messages("Drafts"))
    until(lambda: service.says("1 draft waits for you"))


def _killed(service: Service) -> None:
    before = service.pid()
    service.container.run("sh", "-c", f"kill -9 {before}")
    until(lambda: service.restarted(before))
    assert "status=9/KILL" in service.log() or "code=killed" in service.log()


def _hung(service: Service) -> None:
    """Stopped by a signal it feeds no watchdog; systemd ends it and starts it anew."""
    before = service.pid()
    service.container.run("sh", "-c", f"kill -STOP {before}")
    until(lambda: service.restarted(before), 200)
    assert "Watchdog timeout" in service.log()


def _reloaded(service: Service, config: Path, account: str) -> None:
    """The account gets another name and its own again, in the same process."""
    pid, good = service.pid(), config.read_text()
    for number, text in enumerate((good.replace(account, '"at home"'), good), 1):
        config.write_text(text)
        service.reload()
        until(lambda: service.log().count("config reloaded") == number)  # noqa: B023 - used at once
    until(lambda: service.says("1 account read"))
    assert service.pid() == pid


def _rebooted(service: Service) -> None:
    service.container.halt()
    service.container.boot()
    until(lambda: service.state().get("active") == "active")


def _upgraded(service: Service) -> None:
    """The program before has left an older ledger and its own unit; the new one runs once it is installed."""
    container = service.container
    ledger = container.path(f"{STATE}/ledger.sqlite")
    service.systemctl("stop", service.name)
    owner = ledger.stat()
    alembic = Config(str(schema.migrations() / "alembic.ini"))
    alembic.set_main_option("sqlalchemy.url", f"sqlite:///{ledger}")
    command.downgrade(alembic, "0001")
    os.chown(ledger, owner.st_uid, owner.st_gid)
    unit = container.path("/etc/systemd/system/watcher@.service")
    unit.write_text(unit.read_text().replace("# Written by watcher", "# Written by an older watcher"))
    service.systemctl("daemon-reload")
    service.watcher("install")
    until(lambda: service.says("1 draft waits for you"))
    assert "an older watcher" not in unit.read_text()
    assert _revision(ledger) == schema.HEAD
    (kept,) = ledger.parent.glob("ledger.sqlite.before-*")
    assert _revision(kept) == "0001"
    assert "brought up to date" in service.log()
    assert f"watcher restore {STATE}/{kept.name}" in service.log() or kept.name in service.log()


def _newer(service: Service) -> None:
    """Going back: an older program refuses the newer ledger once, and says where the copy lies that it can restore."""
    container = service.container
    ledger = container.path(f"{STATE}/ledger.sqlite")
    service.systemctl("stop", service.name)
    with closing(sqlite3.connect(ledger)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    service.systemctl("start", service.name)
    until(lambda: service.state()["active"] == "failed")
    assert service.says("a newer watcher wrote the ledger")
    assert service.systemctl("show", "-P", "ExecMainStatus", service.name) == "5"
    assert service.systemctl("show", "-P", "NRestarts", service.name) == "0"
    (kept,) = ledger.parent.glob("ledger.sqlite.before-*")
    own = {"STATE_DIRECTORY": STATE}
    words = ["restore", f"{STATE}/{kept.name}", "--config", "/etc/watcher/ada.toml"]
    done = container.run(WATCHER, *words, environment=own)
    assert done.returncode == 0, done.stderr
    service.systemctl("start", service.name)
    until(lambda: service.says("1 draft waits for you"))


def _revision(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(revision)


def test_the_life_of_a_users_own_service(container: Container) -> None:
    service = Service(container)
    home = container.path("/home/ada")
    _maildir(home)
    assert "there is no config at /home/ada/.config/watcher/config.toml" in service.watcher("install", fails=2)
    config = home / ".config/watcher/config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(MAILDIR)
    _give(home)
    assert "sudo loginctl enable-linger" in service.watcher("install", fails=2)  # nobody has logged in
    container.run("loginctl", "enable-linger", "ada")
    until(lambda: service.systemctl("is-system-running") == "running")
    assert "watcher.service is installed and runs" in service.watcher("install")
    _deliver(home, ".Sent", "1.a", application(APPLIED))
    until(lambda: len(_drafts(home)) == 1)
    service.hurry()
    _killed(service)
    _hung(service)
    until(lambda: service.says("1 draft waits for you"))
    _reloaded(service, config, '"local"')
    _rebooted(service)
    until(lambda: service.says("1 draft waits for you"))
    assert len(_drafts(home)) == 1
    said = service.watcher("uninstall")
    assert "/home/ada/.local/state/watcher/ledger.sqlite" in said
    assert service.state()["installed"] is None
    assert (home / ".local/state/watcher/ledger.sqlite").exists()


def _maildir(home: Path) -> None:
    for name in (".", ".Sent", ".Drafts"):
        for part in ("cur", "new", "tmp"):
            (home / "Maildir" / name / part).mkdir(parents=True, exist_ok=True)


def _give(home: Path) -> None:
    """All that was made there is the user's."""
    for path in (home, *home.rglob("*")):
        os.chown(path, 1000, 1000, follow_symlinks=False)


def _deliver(home: Path, mailbox: str, name: str, content: bytes) -> None:
    path = home / "Maildir" / mailbox / "tmp" / name
    path.write_bytes(content)
    os.chown(path, 1000, 1000)
    path.rename(home / "Maildir" / mailbox / "new" / name)


def _drafts(home: Path) -> list[Path]:
    return [path for part in ("cur", "new") for path in (home / "Maildir/.Drafts" / part).iterdir()]
