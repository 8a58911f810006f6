"""Row 48: a ledger that cannot be used: `run` says why and writes no draft; one that is only locked is waited for."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.daemon.keeping import account, config, eventually, keeping
from tests.pipeline.letters import application
from tests.servers.dovecot import ImapUser
from tests.system.running import watcher
from watcher.errors import Exit

pytestmark = pytest.mark.server

APPLIED = datetime.now(UTC).replace(microsecond=0) - timedelta(days=9)


@pytest.fixture
def path(imap_user: ImapUser, tmp_path: Path) -> Path:
    """A config whose follow-up is due, with a ledger that was opened once."""
    made = config(tmp_path, account(imap_user, "personal"))
    assert watcher(made, "status").returncode == 0
    imap_user.append("Sent", application(APPLIED), internaldate=APPLIED)
    return made


def newer(ledger: Path) -> None:
    with closing(sqlite3.connect(ledger)) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
        database.commit()


def torn(ledger: Path) -> None:
    content = ledger.read_bytes()
    ledger.write_bytes(content[:8192] + b"\xa5" * 8192 + content[16384:])


def other(ledger: Path) -> None:
    ledger.write_bytes(b"Dear diary\n" * 500)


@pytest.mark.parametrize(
    ("harm", "words"), [(newer, "newer watcher"), (torn, "is damaged"), (other, "is not a ledger but some other file")]
)
@pytest.mark.parametrize("command", ["run", "once"])
def test_row_48_a_ledger_that_cannot_be_used_is_named_and_nothing_is_drafted(
    imap_user: ImapUser, path: Path, harm: object, words: str, command: str
) -> None:
    assert callable(harm)
    ledger = path.parent / "ledger.sqlite"
    harm(ledger)
    before = ledger.read_bytes()
    done = watcher(path, command)
    assert done.returncode == Exit.LEDGER
    assert words in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert ledger.read_bytes() == before
    assert imap_user.messages("Drafts") == []


def test_row_48_a_ledger_that_another_program_has_locked_is_waited_for(imap_user: ImapUser, path: Path) -> None:
    with keeping(path, draw=lambda: 0.9) as kept:
        with closing(sqlite3.connect(path.parent / "ledger.sqlite", isolation_level=None)) as database:
            database.execute("BEGIN EXCLUSIVE")
            eventually(lambda: [one for one in kept.log if "another program has locked" in str(one.get("error"))], 90)
            assert imap_user.messages("Drafts") == []
            database.execute("ROLLBACK")
        eventually(lambda: kept.said("drafted"), 120)
    assert len(imap_user.messages("Drafts")) == 1
