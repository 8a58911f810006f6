"""The digest by SMTP through the whole program: to the user, at most once, and what is not known is told."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from aiosmtpd.controller import Controller

from tests.daemon.keeping import config, eventually
from tests.servers.smtp import Box, smtp_server
from watcher.bootstrap import wire
from watcher.cli.wellness import health_json, health_lines
from watcher.config import load
from watcher.digest import this_week
from watcher.errors import NotStoredError
from watcher.pipeline.courier import Step

ME = "ada@example.org"
WEEK = this_week(datetime.now(UTC), ZoneInfo("UTC"))
DYING = """
import os, signal, smtplib, sys
from pathlib import Path
from watcher.bootstrap import wire
from watcher.config import load
honest = smtplib.SMTP.send
def send(self, octets):
    honest(self, octets)
    if b"digest." in (octets if isinstance(octets, bytes) else octets.encode()):
        os.kill(os.getpid(), signal.SIGKILL)
smtplib.SMTP.send = send
wire(load(Path(sys.argv[1]))).courier().deliver(sys.argv[2])
"""
"""A process that is killed once the whole message is sent, and no answer read."""


@pytest.fixture
def box() -> Box:
    return Box()


@pytest.fixture
def server(box: Box) -> Iterator[Controller]:
    with smtp_server(box) as controller:
        yield controller


@pytest.fixture
def path(server: Controller, tmp_path: Path) -> Path:
    for name in (".", ".Sent", ".Drafts"):
        for part in ("cur", "new", "tmp"):
            (tmp_path / "Mail" / name / part).mkdir(parents=True)
    smtp = f"""
deliver = "smtp"
[digest.smtp]
host = "127.0.0.1"
port = {server.port}
tls = "none"
username = "ada"
password = {{ file = "password" }}
"""
    return config(tmp_path, '[[accounts]]\nname = "local"\nkind = "maildir"\npath = "Mail"\n', digest=smtp)


def deliver(path: Path) -> Step:
    wired = wire(load(path))
    try:
        return wired.courier().deliver(WEEK).step
    finally:
        wired.ledger.close()


def test_it_comes_to_the_user_once(path: Path, box: Box) -> None:
    assert deliver(path) is Step.DELIVERED
    assert deliver(path) is Step.DELIVERED
    (one,) = box.taken
    assert (one.mail_from, one.rcpt_tos) == (ME, [ME])
    assert isinstance(one.content, bytes)
    assert f"digest.{WEEK}.".encode() in one.content
    assert list((path.parent / "Mail" / "new").iterdir()) == []


def test_killed_after_data_it_is_not_sent_again_and_told(path: Path, box: Box) -> None:
    """The process dies before the server's answer comes: whether the mail was taken nobody can know."""
    assert subprocess.run([sys.executable, "-c", DYING, str(path), WEEK], check=False).returncode == -signal.SIGKILL
    assert deliver(path) is Step.UNSURE
    assert deliver(path) is Step.UNSURE
    eventually(lambda: box.taken)
    assert len(box.taken) == 1
    wired = wire(load(path))
    try:
        assert f"The digest of {WEEK} may not have reached you" in wired.digest().digest.text.replace("\n  ", " ")
        assert any(WEEK in line for line in health_lines(wired))
        assert health_json(wired)["digests_unsure"] == list(wired.unsure())
    finally:
        wired.ledger.close()


def test_what_the_server_refuses_comes_later(path: Path, box: Box) -> None:
    box.at["DATA"] = "451 later"
    with pytest.raises(NotStoredError):
        deliver(path)
    box.at.clear()
    assert deliver(path) is Step.DELIVERED
    assert len(box.taken) == 1
