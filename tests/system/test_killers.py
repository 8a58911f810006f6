"""Row 30: a message that kills the process is found out, left out and told of, and all other mail is read."""

from __future__ import annotations

import json
import os
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from tests.pipeline.letters import application, chat
from tests.servers.dovecot import ImapUser
from tests.system.kill import ended, forked
from tests.system.running import watcher
from tests.system.scenes import APPLIED, NOW, write_config
from watcher.bootstrap import wire
from watcher.config import load
from watcher.mail import Located
from watcher.pipeline.infer import Reader
from watcher.timeline import Seen

pytestmark = pytest.mark.server

KILLER = "chat3@friends.example"


class Deadly(Reader):
    """Reads as usual, but for one message, in whose midst the process is killed."""

    def __call__(self, located: Located, account: str) -> Seen:
        if KILLER.encode() in located.raw.header:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().__call__(located, account)


def one_pass(path: Path) -> int:
    """A pass in a process of its own; its exit code, negative where a signal ended it."""

    def work() -> None:
        world = wire(load(path), clock=lambda: NOW).world
        world = replace(world, reader=Deadly(world.reader.tables, world.reader.me))
        raise SystemExit(int(world.once().exit_code))

    return ended(forked(work))


def ids(path: Path) -> set[str]:
    """The Message-IDs in the ledger."""
    wired = wire(load(path))
    try:
        return {one.envelope.message_id for one in wired.ledger.seen()}
    finally:
        wired.ledger.close()


@pytest.fixture
def path(imap_user: ImapUser, tmp_path: Path) -> Path:
    imap_user.append("Sent", application(APPLIED), internaldate=APPLIED)
    imap_user.append_many("INBOX", [(chat(APPLIED, serial), APPLIED) for serial in range(1, 9)])
    return write_config(tmp_path, imap_user, imap_user.server.imaps, tls="implicit")


def test_row_30_a_message_that_kills_the_process_is_left_out_after_the_third_time(
    imap_user: ImapUser, path: Path
) -> None:
    assert [one_pass(path) for _ in range(3)] == [-signal.SIGKILL] * 3
    assert ids(path) & {"apply1@example.org", KILLER} == set()
    assert one_pass(path) >= 0
    others = {f"chat{serial}@friends.example" for serial in range(1, 9)} - {KILLER}
    assert ids(path) >= others | {"apply1@example.org"}
    assert KILLER not in ids(path)
    assert len(imap_user.messages("Drafts")) == 1
    assert one_pass(path) == 0, "it is met no more"

    (told,) = json.loads(watcher(path, "status", "--json").stdout)["left_out"]
    (stored,) = [one for one in imap_user.messages("INBOX") if KILLER.encode() in one.content]
    assert (told["account"], told["mailbox"], told["uid"]) == ("personal", "INBOX", str(stored.uid))
    words = " ".join(watcher(path, "status").stdout.split())
    assert f"personal, INBOX, message {stored.uid}: it ended the program 3 times" in words


def test_row_30_it_is_met_again_in_another_mailbox_and_ends_nothing(imap_user: ImapUser, path: Path) -> None:
    for _ in range(4):
        one_pass(path)
    imap_user.create("Friends")
    imap_user.append("Friends", chat(APPLIED, 3), internaldate=APPLIED)
    imap_user.append("INBOX", chat(APPLIED, 9), internaldate=APPLIED)
    assert one_pass(path) >= 0
    assert "chat9@friends.example" in ids(path)
    assert len(json.loads(watcher(path, "status", "--json").stdout)["left_out"]) == 2
