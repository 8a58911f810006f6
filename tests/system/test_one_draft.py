"""Promise 3, one draft: on a real Dovecot, over reruns, lost answers and late appends. Kills: test_crashes."""

from __future__ import annotations

import os
import signal
from dataclasses import replace
from datetime import datetime
from email import message_from_bytes
from pathlib import Path

import pytest

from tests.pipeline.letters import application, chat
from tests.servers.dovecot import ImapUser
from tests.servers.proxy import Proxy
from tests.system.kill import ended, forked
from tests.system.scenes import APPLIED, NOW, SETTLE, write_config
from watcher.bootstrap import wire
from watcher.config import load
from watcher.pipeline.passes import World

pytestmark = pytest.mark.server


def world_at(path: Path, now: datetime = NOW) -> World:
    return wire(load(path), clock=lambda: now).world


@pytest.fixture
def user(imap_user: ImapUser) -> ImapUser:
    imap_user.append("Sent", application(APPLIED), internaldate=APPLIED)
    imap_user.append("INBOX", chat(APPLIED, 1), internaldate=APPLIED)
    return imap_user


@pytest.fixture
def path(user: ImapUser, tmp_path: Path) -> Path:
    return write_config(tmp_path, user, user.server.imaps, tls="implicit")


def drafts(user: ImapUser) -> list[str]:
    """The Message-IDs in Drafts, one for each copy."""
    return [message_from_bytes(stored.content)["Message-ID"] for stored in user.messages("Drafts")]


@pytest.mark.parametrize("runs", [1, 2, 10])
def test_any_number_of_runs_leaves_one_draft(user: ImapUser, path: Path, runs: int) -> None:
    written = [len(world_at(path).once().drafted) for _ in range(runs)]
    assert len(drafts(user)) == 1
    assert written == [1] + [0] * (runs - 1)


def test_row_08_an_append_whose_ok_was_lost_is_found_not_repeated(user: ImapUser, tmp_path: Path) -> None:
    with Proxy(("127.0.0.1", user.server.imap), mode="lostok") as proxy:
        path = write_config(tmp_path, user, proxy.port)
        world = world_at(path)

        def settled(_seconds: float) -> None:
            proxy.mode = "pass"

        summary = replace(world, sleep=settled).once()
        assert summary.unconfirmed == 0
        assert len(drafts(user)) == 1


def test_row_10_an_append_cut_in_its_literal_is_written_again(user: ImapUser, tmp_path: Path) -> None:
    with Proxy(("127.0.0.1", user.server.imap), mode="cut") as proxy:
        path = write_config(tmp_path, user, proxy.port)
        world = world_at(path)

        def settled(_seconds: float) -> None:
            proxy.mode = "pass"

        replace(world, sleep=settled).once()
        assert len(drafts(user)) == 1


def test_row_09_an_append_that_lands_after_the_restart_is_not_doubled(user: ImapUser, tmp_path: Path) -> None:
    """The killed process's bytes reach the server while the next process waits for them to settle."""
    with Proxy(("127.0.0.1", user.server.imap), mode="late") as proxy:
        path = write_config(tmp_path, user, proxy.port)
        killed_while_appending(path, proxy)
        assert drafts(user) == []
        slept: list[float] = []

        def settle(seconds: float) -> None:
            slept.append(seconds)
            proxy.release()
            assert proxy.delivered.wait(20)

        summary = replace(world_at(path), sleep=settle).once()
        assert slept == [SETTLE]
        assert summary.unconfirmed == 0
        assert len(drafts(user)) == 1


def test_row_09_a_copy_that_lands_even_later_is_removed_by_the_next_pass(user: ImapUser, tmp_path: Path) -> None:
    with Proxy(("127.0.0.1", user.server.imap), mode="late") as proxy:
        path = write_config(tmp_path, user, proxy.port)
        killed_while_appending(path, proxy)
        world_at(path).once()
        assert len(drafts(user)) == 1
        proxy.delivered.clear()
        proxy.release()
        assert proxy.delivered.wait(20)
        assert len(drafts(user)) == 2
        world_at(path).once()
        assert len(drafts(user)) == 1


def test_row_49_two_passes_at_once_write_one_draft(user: ImapUser, path: Path) -> None:
    children = [forked(lambda: world_at(path).once()) for _ in range(3)]
    codes = [ended(child) for child in children]
    assert 0 in codes
    assert set(codes) <= {0, 5}
    assert len(drafts(user)) == 1


def killed_while_appending(path: Path, proxy: Proxy) -> None:
    """Run a pass and kill it when all its draft's bytes are sent, and held back by the proxy; later ones pass."""
    child = forked(lambda: world_at(path).once())
    assert proxy.held.wait(20)
    os.kill(child, signal.SIGKILL)
    ended(child)
    proxy.mode = "pass"
