"""Promise 9: planted secrets are looked for in everything that real commands print, keep or show of their processes."""

from __future__ import annotations

import contextlib
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.daemon.keeping import account, config
from tests.servers.dovecot import ImapUser
from tests.servers.proxy import Proxy
from tests.servers.stub import StubServer
from tests.system.running import COMMAND, eventually, running

pytestmark = pytest.mark.server

PASSWORD = "zebra-Quagga-4711"
WRONG = "okapi-Wombat-0815"
TOKEN = "ya29.planted-Token-6622"
WORDS = "marmalade-thunderstorm-velocipede"
SENDER = "confidential-person@secretive.example"
APPLIED = datetime.now(UTC).replace(microsecond=0) - timedelta(days=9)

APPLICATION = f"""\
From: Ada Example <ada@example.org>
To: Grace <{SENDER}>
Subject: Application for the position of Data Analyst
Date: {{date}}
Message-ID: <planted.1@example.org>

Dear Grace,

I am applying for the position of Data Analyst. {WORDS} {TOKEN}
Please find my resume attached.

Best regards,
Ada Example
""".replace("\n", "\r\n")

LOUD = """\
import imaplib, logging
imaplib.Debug = 9
logging.basicConfig(level=logging.DEBUG)
"""
"""A sitecustomize that turns on whatever the libraries would log."""

CRASH = """\
import imapclient
def login(self, username, password):
    hidden = password
    raise RuntimeError("a fault of the library while signing in")
imapclient.IMAPClient.login = login
"""
"""One with which signing in crashes while the password is in the frames."""


@pytest.fixture
def letter(imap_user: ImapUser) -> None:
    date = APPLIED.strftime("%a, %d %b %Y %H:%M:%S +0000")
    imap_user.append("Sent", APPLICATION.format(date=date).encode(), internaldate=APPLIED)


@pytest.fixture
def proxy(imap_user: ImapUser) -> Iterator[Proxy]:
    with Proxy(("127.0.0.1", imap_user.server.imap)) as running:
        yield running


def source(kind: str, folder: Path, word: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A password's place in the config, and the password there."""
    place = folder / "planted"
    place.write_text(f"{word}\n")
    place.chmod(0o600)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(folder))
    return {
        "command": f'{{ command = ["cat", "{place}"] }}',
        "file": '{ file = "planted" }',
        "credential": '{ credential = "planted" }',
        "keyring": '{ keyring = "planted-service" }',
    }[kind]


def planted(folder: Path, table: str, given: str) -> Path:
    path = config(folder, table.replace('{ file = "password" }', given))
    (folder / "password").unlink()
    return path


def loud(folder: Path, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "site").mkdir(exist_ok=True)
    (folder / "site" / "sitecustomize.py").write_text(code)
    monkeypatch.setenv("PYTHONPATH", f"{folder / 'site'}:{Path.cwd()}")
    monkeypatch.setenv("WATCHER_TRACEBACK", "1")


def said(path: Path, *arguments: str) -> str:
    command, *rest = arguments
    done = subprocess.run(
        [*COMMAND, command, *rest, "--config", str(path)], capture_output=True, timeout=120, check=False
    )
    return (done.stdout + done.stderr).decode("utf-8", "replace")


def state(folder: Path) -> bytes:
    """Everything that lies there, but for the place where the password was planted."""
    return b"\n".join(one.read_bytes() for one in folder.iterdir() if one.is_file() and one.name != "planted")


def shown(pid: int) -> bytes:
    """What the kernel shows to others of a process and its children."""
    family = [pid]
    for task in Path(f"/proc/{pid}/task").iterdir():
        family += [int(child) for child in (task / "children").read_text().split()]
    return b"\n".join(Path(f"/proc/{one}/{what}").read_bytes() for one in family for what in ("environ", "cmdline"))


def sockets(pid: int) -> set[str]:
    found = set()
    for one in Path(f"/proc/{pid}/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):
            found.add(os.readlink(one).removeprefix("socket:[").removesuffix("]"))
    return found


def listening(pid: int) -> list[str]:
    """Its sockets in the state LISTEN (0A, proc(5)), or unix ones that accept (flag 00010000), or UDP ones."""
    mine = sockets(pid)
    lines = []
    for table in ("tcp", "tcp6", "udp", "udp6"):
        rows = [line.split() for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]]
        lines += [f"{table} {row}" for row in rows if row[9] in mine and (row[3] == "0A" or table.startswith("udp"))]
    rows = [line.split() for line in Path(f"/proc/{pid}/net/unix").read_text().splitlines()[1:]]
    return lines + [f"unix {row}" for row in rows if row[6] in mine and row[3] == "00010000"]


def nothing_of(told: str | bytes, *secrets: str) -> None:
    text = told.encode() if isinstance(told, str) else told
    for secret in secrets:
        assert secret.encode() not in text, f"{secret} in {text[:4000]!r}"


WITH_THE_RIGHT = (("once", "--json"), ("check", "--json"), ("status", "--json"))
WITH_THE_WRONG = (("check",), ("once",), ("once", "--json"), ("status",), ("digest",))


@pytest.mark.usefixtures("letter")
@pytest.mark.parametrize(("kind", "commands"), [("command", 5), ("file", 1), ("credential", 1)])
def test_promise_9_no_command_tells_a_planted_secret(
    imap_user: ImapUser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, commands: int
) -> None:
    user = ImapUser(imap_user.server, imap_user.name)
    path = planted(tmp_path, account(user, "one"), source(kind, tmp_path, user.password, monkeypatch))
    monkeypatch.setenv("WATCHER_TRACEBACK", "1")
    right = [said(path, *words) for words in WITH_THE_RIGHT[:commands]]
    source(kind, tmp_path, WRONG, monkeypatch)
    wrong = [said(path, *words) for words in WITH_THE_WRONG[:commands]]
    assert "does not accept the user name or password" in wrong[0]
    everything = "".join([*right, *wrong])
    nothing_of(everything, WRONG, WORDS, TOKEN)
    kept = state(tmp_path)
    nothing_of(kept, WRONG, TOKEN, WORDS)
    assert SENDER.encode() in kept, "the ledger was looked at"


@pytest.mark.usefixtures("letter")
def test_promise_9_a_daemon_shows_no_planted_secret(
    imap_user: ImapUser, proxy: Proxy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loud(tmp_path, LOUD.replace("9", "0"), monkeypatch)
    given = source("command", tmp_path, imap_user.password, monkeypatch)
    path = planted(tmp_path, account(imap_user, "one", proxy.port), given)
    with running(path, "--log-level", "debug") as run:
        run.said("drafted", 120)
        assert listening(run.process.pid) == []
        source("command", tmp_path, WRONG, monkeypatch)
        seen = shown(run.process.pid)
        proxy.cut_all()
        run.said("does not accept the user name or password", 120)
        seen += shown(run.process.pid)
        run.process.send_signal(signal.SIGHUP)
        run.said("config reloaded")
        nothing_of(seen, WRONG, imap_user.name + "\0" + imap_user.password)
        run.stop()
    told = "".join(run.log)
    nothing_of(told, WRONG, WORDS, TOKEN)
    info = "".join(line for line in run.log if "level='debug'" not in line)
    nothing_of(info, SENDER)
    nothing_of(state(tmp_path), WRONG, WORDS, TOKEN)


@pytest.mark.parametrize("command", ["check", "once", "run"])
def test_promise_9_libraries_that_log_all_that_they_can_log_no_password(
    imap_user: ImapUser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    loud(tmp_path, LOUD, monkeypatch)
    path = planted(tmp_path, account(imap_user, "one"), source("file", tmp_path, WRONG, monkeypatch))
    if command == "run":
        with running(path, "--log-level", "debug", "--log-format", "json") as run:
            run.said("does not accept the user name")
            run.stop()
        told = "".join(run.log)
    else:
        told = said(path, command)
    assert "DEBUG:" in told, "the libraries were loud"
    nothing_of(told, WRONG)


@pytest.mark.parametrize("command", ["check", "once", "run"])
def test_promise_9_a_crash_while_signing_in_shows_no_values(
    imap_user: ImapUser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    loud(tmp_path, CRASH, monkeypatch)
    path = planted(tmp_path, account(imap_user, "one"), source("file", tmp_path, PASSWORD, monkeypatch))
    if command == "run":
        with running(path) as run:
            run.said("a fault of the program (RuntimeError)")
            run.stop(signal.SIGABRT)
        told = "".join(run.log)
    else:
        told = said(path, command)
        assert "Traceback" in told
    nothing_of(told, PASSWORD)
    nothing_of(state(tmp_path), PASSWORD)


@pytest.mark.parametrize("answer", [f'%T NO no such user "{PASSWORD}"\r\n', f"%T BAD {'x' * 188} {PASSWORD}\r\n"])
def test_promise_9_a_server_that_gives_the_password_back_is_quoted_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, imap_user: ImapUser, answer: str
) -> None:
    with StubServer({"INBOX": {}}, overrides=[("LOGIN", answer.encode())]) as stub:
        given = source("file", tmp_path, PASSWORD, monkeypatch)
        path = planted(tmp_path, account(imap_user, "one", stub.port), given)
        told = said(path, "check") + said(path, "once") + said(path, "status")
        assert "***" in told or "x" * 100 in told, "the answer is quoted"
        nothing_of(told, PASSWORD, PASSWORD[:6])
        nothing_of(state(tmp_path), PASSWORD, PASSWORD[:6])


def test_ledger_and_state_are_the_users_alone(imap_user: ImapUser, tmp_path: Path) -> None:
    path = config(tmp_path, account(imap_user, "one"))
    path.write_text(path.read_text().replace("sqlite:///ledger", "sqlite:///state/deep/ledger"))
    old = os.umask(0)
    try:
        with running(path) as run:
            eventually((tmp_path / "state/deep/ledger.sqlite.health").exists)
            run.said("watching")
            made = {one: one.stat().st_mode for one in [tmp_path / "state", *(tmp_path / "state").rglob("*")]}
            run.stop()
    finally:
        os.umask(old)
    assert {one.name for one in made} >= {"deep", "ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm"}
    for one, mode in made.items():
        assert stat.S_IMODE(mode) == (0o700 if stat.S_ISDIR(mode) else 0o600), one


def test_wider_modes_are_mended_or_told(imap_user: ImapUser, tmp_path: Path) -> None:
    folder = tmp_path / "state"
    path = config(tmp_path, account(imap_user, "one"))
    path.write_text(path.read_text().replace("sqlite:///ledger", "sqlite:///state/ledger"))
    assert "MEND" not in said(path, "check")
    for one in folder.iterdir():
        one.chmod(0o644)
    folder.chmod(0o755)
    told = said(path, "check")
    assert f"{folder} is open to other users (mode 0755)" in told
    assert f"run chmod 700 {folder}" in told
    assert {stat.S_IMODE(one.stat().st_mode) for one in folder.iterdir()} == {0o600}


def test_a_keyring_that_is_not_installed_is_told(
    imap_user: ImapUser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loud(tmp_path, "import importlib.util as u, sys\nsys.modules['keyring'] = None\n", monkeypatch)
    path = planted(tmp_path, account(imap_user, "one"), source("keyring", tmp_path, PASSWORD, monkeypatch))
    assert "pip install 'watcher[keyring]'" in said(path, "check")


BACKEND = """\
from keyring.backend import KeyringBackend

class Planted(KeyringBackend):
    priority = 9

    def get_password(self, service, username):
        return open({place!r}).read().strip() if (service, username) == ("planted-service", {user!r}) else None

    def set_password(self, service, username, password):
        raise NotImplementedError
"""


def test_promise_9_a_password_from_the_keyring(
    imap_user: ImapUser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The real library and its program; only the keyring behind it is a file."""
    pytest.importorskip("keyring")
    given = source("keyring", tmp_path, imap_user.password, monkeypatch)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "planted_backend.py").write_text(
        BACKEND.format(place=str(tmp_path / "planted"), user=imap_user.name)
    )
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path / "site"), str(Path.cwd()), *sys.path]))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "planted_backend.Planted")
    path = planted(tmp_path, account(imap_user, "one"), given)
    assert "MEND" not in said(path, "check")
    source("keyring", tmp_path, WRONG, monkeypatch)
    nothing_of(said(path, "check"), WRONG)
    path.write_text(path.read_text().replace("planted-service", "other-service"))
    told = said(path, "check")
    assert "the keyring gives none for other-service" in told
    assert "keyring set" in told
