"""A Maildir is watched by the times of its directories."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from tests.contracts.mails import plain
from watcher.errors import ServerError
from watcher.mail.maildir import MaildirAccount
from watcher.mail.maildir_watch import MaildirWatch
from watcher.mail.types import MaildirSettings


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in (".", ".Sent", ".Jobs"):
        for part in ("cur", "new", "tmp"):
            (tmp_path / name / part).mkdir(parents=True, exist_ok=True)
    return tmp_path


@pytest.fixture
def watch(root: Path, monkeypatch: pytest.MonkeyPatch) -> MaildirWatch:
    """It has looked, and found nothing new since."""
    monkeypatch.setattr("watcher.mail.maildir_watch.TURN", 0.2)
    (watch,) = MaildirAccount(MaildirSettings("local", str(root))).watches(every=0.02)
    while watch.wait():
        pass
    return watch


def deliver(root: Path, mailbox: str, name: str) -> None:
    content = root / mailbox / "tmp" / name
    content.write_bytes(plain(f"{name}@x"))
    content.rename(root / mailbox / "new" / name)


@pytest.mark.parametrize("mailbox", [".", ".Sent", ".Jobs"])
def test_an_arrival_in_any_mailbox_is_told_and_looked_at_twice(watch: MaildirWatch, root: Path, mailbox: str) -> None:
    assert not watch.wait()
    deliver(root, mailbox, "1.a")
    assert [watch.wait(), watch.wait(), watch.wait()] == [True, True, False]


def test_an_arrival_that_leaves_no_trace_in_the_time_is_found_all_the_same(watch: MaildirWatch, root: Path) -> None:
    """Two arrivals in one tick of the clock, with a look between them."""
    deliver(root, ".", "1.a")
    assert watch.wait()
    before = (root / "new").stat()
    deliver(root, ".", "1.b")
    os.utime(root / "new", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert watch.wait()


def test_an_arrival_ends_a_wait_under_way(root: Path) -> None:
    (watch,) = MaildirAccount(MaildirSettings("local", str(root))).watches(every=0.02)
    while watch.wait() and watch.wait():
        break
    told: list[bool] = []
    thread = threading.Thread(target=lambda: told.append(watch.wait()))
    thread.start()
    time.sleep(0.1)
    deliver(root, ".", "1.a")
    thread.join(5)
    assert told == [True]


def test_a_poke_ends_the_wait(watch: MaildirWatch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("watcher.mail.maildir_watch.TURN", 60.0)
    begun = time.monotonic()
    threading.Timer(0.1, watch.poke).start()
    assert watch.wait() is False
    assert time.monotonic() - begun < 5


def test_a_mailbox_that_was_made_is_news_in_the_next_turn(watch: MaildirWatch, root: Path) -> None:
    for part in ("cur", "new", "tmp"):
        (root / ".Later" / part).mkdir(parents=True)
    assert watch.wait()


def test_a_maildir_that_vanished_is_an_error_in_words(watch: MaildirWatch, root: Path) -> None:
    root.rename(root.with_name("elsewhere"))
    with pytest.raises(ServerError, match="is not there"):
        watch.wait()
