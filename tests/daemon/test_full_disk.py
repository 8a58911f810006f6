"""Row 48: the disk fills up under the daemon, a real small one: nothing is half-done, and it goes on by itself."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.daemon.keeping import account, config, eventually, keeping, never
from tests.pipeline.letters import application
from tests.servers.dovecot import ImapUser
from watcher.pipeline.passes import Ripe, World
from watcher.pipeline.report import Summary
from watcher.pipeline.sync import Synced

pytestmark = [
    pytest.mark.server,
    pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small file system"),
]

APPLIED = datetime.now(UTC).replace(microsecond=0) - timedelta(days=9)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of two megabytes."""
    place = tmp_path / "small"
    place.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m,mode=700", "tmpfs", str(place)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("no file system may be mounted here")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(disk: Path) -> Path:
    """Take all space that is left."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as stream, suppress(OSError):
        for size in (65536, 4096, 512, 1):
            with suppress(OSError):
                while True:
                    stream.write(b"\0" * size)
    return filler


def test_row_48_mail_that_comes_while_the_disk_is_full_is_read_when_there_is_space(
    imap_user: ImapUser, disk: Path
) -> None:
    with keeping(config(disk, account(imap_user, "a")), draw=lambda: 0.9) as kept:
        eventually(lambda: kept.said("pass"))
        filler = fill(disk)
        imap_user.append("Sent", application(APPLIED), internaldate=APPLIED)
        eventually(lambda: [line for line in kept.said("account not read") if "is full" in line["error"]])
        assert kept.messages() == 0
        assert imap_user.messages("Drafts") == []
        filler.unlink()
        eventually(lambda: kept.said("drafted"), 120)
        assert len(imap_user.messages("Drafts")) == 1


def test_row_48_a_pass_that_finds_the_disk_full_appends_nothing_and_is_made_again(
    imap_user: ImapUser, disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The account was read well, and then there is no space for what is to be drafted."""
    monkeypatch.setattr("watcher.daemon.keeper.AGAIN", 1.0)
    fillers: list[Path] = []
    act = World.act

    def without_space(self: World, synced: Sequence[Synced], ripe: Ripe) -> Summary:
        if not fillers:
            fillers.append(fill(disk))
        return act(self, synced, ripe)

    monkeypatch.setattr(World, "act", without_space)
    imap_user.append("Sent", application(APPLIED), internaldate=APPLIED)
    with keeping(config(disk, account(imap_user, "a"))) as kept:
        eventually(lambda: [line for line in kept.said("pass failed") if "is full" in line["error"]])
        never(lambda: imap_user.messages("Drafts"), 2)
        assert kept.wired.ledger.intents() == []
        fillers[0].unlink()
        eventually(lambda: kept.said("drafted"), 120)
        assert len(imap_user.messages("Drafts")) == 1
