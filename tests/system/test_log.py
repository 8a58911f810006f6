"""The log: one line an event, on stderr, without addresses, contents and secrets."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from watcher import log
from watcher.reading import Address


@pytest.fixture(autouse=True)
def _restore() -> Iterator[None]:
    before = structlog.get_config()
    yield
    structlog.configure(**before)


def test_events_go_to_stderr_one_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    log.configure()
    structlog.get_logger().info("synced", account="personal", new=3, subject="a\nb\x1b[31m")
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "level='info' event='synced' account='personal' new=3" in err
    assert "\x1b" not in err


def test_json_is_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    log.configure(json=True)
    structlog.get_logger().warning("no Drafts", account="personal", names=("a", "b"))
    (line,) = capsys.readouterr().err.splitlines()
    told = json.loads(line)
    assert told.pop("timestamp").endswith("Z")
    assert told == {"level": "warning", "event": "no Drafts", "account": "personal", "names": ["a", "b"]}


def test_the_level_decides(capsys: pytest.CaptureFixture[str]) -> None:
    log.configure("warning")
    structlog.get_logger().info("unsaid")
    assert capsys.readouterr().err == ""
    with pytest.raises(ValueError, match="must be debug, info, warning or error"):
        log.configure("loud")


def test_promise_9_addresses_are_masked_wherever_they_stand(capsys: pytest.CaptureFixture[str]) -> None:
    log.configure()
    logger = structlog.get_logger()
    logger.info(
        "draft for grace@acme.example",
        to=["grace@acme.example", "<grace@acme.example>"],
        by={"grace@acme.example": {"deep": "x grace@acme.example."}},
        whom=Address("Grace", "grace@acme.example"),
        error=ValueError("grace@acme.example"),
        umlaut="grace@büro.example",
    )
    logger.error("failed", exc_info=RuntimeError("no answer from grace@acme.example"))
    err = capsys.readouterr().err
    assert "grace@" not in err
    assert "g…@acme.example" in err
    assert "RuntimeError: no answer from g…@acme.example" in err


def test_addresses_are_whole_at_debug(capsys: pytest.CaptureFixture[str]) -> None:
    log.configure("debug")
    structlog.get_logger().debug("to", address="grace@acme.example")
    structlog.get_logger().info("to", address="alan@acme.example")
    err = capsys.readouterr().err
    assert "grace@acme.example" in err
    assert "alan@" not in err


@pytest.mark.parametrize("key", ["password", "body", "text", "token", "secret", "access_token", "new_text", "Password"])
@pytest.mark.parametrize("level", ["debug", "info"])
def test_promise_9_secrets_and_contents_are_left_out(capsys: pytest.CaptureFixture[str], key: str, level: str) -> None:
    log.configure(level)
    getattr(structlog.get_logger(), level)("x", **{key: "hunter2"}, inner={key: "hunter2", "n": [{key: "hunter2"}]})
    err = capsys.readouterr().err
    assert "inner=" in err
    assert "hunter2" not in err


def test_masking_takes_linear_time() -> None:
    for hostile in ("a" * 300_000, "a@" * 100_000, "@" * 300_000, "a" * 300_000 + "@"):
        log.redact(None, "info", {"event": hostile})


_SAYING = """
import sys, structlog
from watcher import log
log.JOURNAL = sys.argv[1]
log.configure("debug", json=sys.argv[2] == "json")
logger = structlog.get_logger()
error = "a\\nPRIORITY=0\\n of grace@acme.example"
logger.warning("account not read", account="personal", error=error, password="hunter2")
logger.info("pass", step=["mail"])
"""


def _said(folder: Path, form: str, *, listening: bool) -> tuple[list[bytes], str]:
    """What a process whose standard error is the journal's sends to it, and what it prints."""
    where = folder / "journal"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as journal, (folder / "stderr").open("w+") as stream:
        if listening:
            journal.bind(str(where))
        journal.settimeout(0.2)
        at = os.fstat(stream.fileno())
        environment = {**os.environ, "JOURNAL_STREAM": f"{at.st_dev}:{at.st_ino}"}
        subprocess.run([sys.executable, "-c", _SAYING, where, form], env=environment, stderr=stream, check=True)
        entries = []
        try:
            while listening:
                entries.append(journal.recv(65536))
        except TimeoutError:
            pass
        stream.seek(0)
        return entries, stream.read()


def test_under_systemd_fields_go_to_the_journal(tmp_path: Path) -> None:
    (first, second), printed = _said(tmp_path, "text", listening=True)
    assert printed == ""
    assert first.startswith(b"MESSAGE=account not read account='personal' error='a\\nPRIORITY=0")
    assert b"\nPRIORITY=4\nSYSLOG_IDENTIFIER=watcher\nWATCHER_ACCOUNT=personal\n" in first
    assert b"\nWATCHER_EVENT=account not read\n" in first
    value = "a\nPRIORITY=0\n of g…@acme.example".encode()
    assert b"WATCHER_ERROR\n" + len(value).to_bytes(8, "little") + value + b"\n" in first
    assert b"hunter2" not in first
    assert b"WATCHER_STEP=['mail']\n" in second


def test_without_a_journal_that_listens_the_line_is_printed(tmp_path: Path) -> None:
    entries, printed = _said(tmp_path, "text", listening=False)
    assert entries == []
    assert "account not read account='personal'" in printed
    assert printed.count("\n") == 2


def test_json_that_was_asked_for_is_printed_under_systemd_too(tmp_path: Path) -> None:
    entries, printed = _said(tmp_path, "json", listening=True)
    assert entries == []
    assert [json.loads(line)["event"] for line in printed.splitlines()] == ["account not read", "pass"]
