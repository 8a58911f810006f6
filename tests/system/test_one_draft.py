"""Promise 3, one draft: on a real Dovecot, over kills, lost answers and late appends."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from pathlib import Path

import pytest

from tests.pipeline.letters import application, chat
from tests.servers.dovecot import ImapUser
from tests.servers.proxy import Proxy
from tests.system.kill import Point, killed_pass
from watcher.bootstrap import wire
from watcher.config import load
from watcher.pipeline.passes import World

pytestmark = pytest.mark.server

NOW = datetime(2026, 3, 18, 9, 0, tzinfo=UTC)
APPLIED = NOW - timedelta(days=9)
SETTLE = 0.05

POINTS = [
    *(Point("ledger", "record", when) for when in ("before", "after")),
    *(Point("ledger", "plan", when) for when in ("before", "after")),
    *(Point("ledger", "step", when, call) for call in (1, 2) for when in ("before", "after")),
    *(Point("account", "fetch", when) for when in ("before", "after")),
    *(Point("account", "put_draft", when) for when in ("before", "after")),
    *(Point("account", "find_drafts", when, call) for call in (1, 2) for when in ("before", "after")),
]


def config(folder: Path, user: ImapUser, port: int, *, tls: str, ca_file: Path | None) -> Path:
    secret = folder / "password"
    secret.write_text(user.password + "\n")
    secret.chmod(0o600)
    path = folder / "config.toml"
    path.write_text(
        f"""
timezone = "UTC"
[identity]
name = "Ada Example"
addresses = ["ada@example.org"]
[[accounts]]
name = "personal"
kind = "imap"
host = "localhost"
port = {port}
tls = "{tls}"
{f'ca_file = "{ca_file}"' if ca_file else ""}
username = "{user.name}"
password = {{ file = "password" }}
write = true
[cadence]
settle_seconds = {SETTLE}
[store]
url = "sqlite:///ledger.sqlite"
"""
    )
    return path


def world_at(path: Path, now: datetime = NOW) -> World:
    return wire(load(path), clock=lambda: now).world


@pytest.fixture
def user(imap_user: ImapUser) -> ImapUser:
    imap_user.append("Sent", application(APPLIED), internaldate=APPLIED)
    imap_user.append("INBOX", chat(APPLIED, 1), internaldate=APPLIED)
    return imap_user


@pytest.fixture
def path(user: ImapUser, tmp_path: Path, ca_file: Path) -> Path:
    return config(tmp_path, user, user.server.imaps, tls="implicit", ca_file=ca_file)


def drafts(user: ImapUser) -> list[str]:
    """The Message-IDs in Drafts, one for each copy."""
    return [message_from_bytes(stored.content)["Message-ID"] for stored in user.messages("Drafts")]


@pytest.mark.parametrize("runs", [1, 2, 10])
def test_any_number_of_runs_leaves_one_draft(user: ImapUser, path: Path, runs: int) -> None:
    written = [len(world_at(path).once().drafted) for _ in range(runs)]
    assert len(drafts(user)) == 1
    assert written == [1] + [0] * (runs - 1)


@pytest.mark.parametrize("point", POINTS, ids=str)
def test_a_kill_leaves_exactly_one_draft_after_the_rerun(user: ImapUser, path: Path, point: Point) -> None:
    assert killed_pass(lambda: world_at(path), point), f"the pass never came to {point}"
    assert len(drafts(user)) <= 1
    summary = world_at(path).once()
    assert len(drafts(user)) == 1
    assert summary.unconfirmed == 0
    assert world_at(path).once().drafted == []
    assert len(drafts(user)) == 1


def test_killed_at_every_point_in_turn_it_still_ends_with_one_draft(user: ImapUser, path: Path) -> None:
    for point in POINTS:
        killed_pass(lambda: world_at(path), point)
    world_at(path).once()
    assert len(drafts(user)) == 1


def test_row_8_an_append_whose_ok_was_lost_is_found_not_repeated(user: ImapUser, tmp_path: Path) -> None:
    with Proxy(("127.0.0.1", user.server.imap), mode="lostok") as proxy:
        path = config(tmp_path, user, proxy.port, tls="none", ca_file=None)
        world = world_at(path)

        def settled(_seconds: float) -> None:
            proxy.mode = "pass"

        summary = replace(world, sleep=settled).once()
        assert summary.unconfirmed == 0
        assert len(drafts(user)) == 1


def test_row_10_an_append_cut_in_its_literal_is_written_again(user: ImapUser, tmp_path: Path) -> None:
    with Proxy(("127.0.0.1", user.server.imap), mode="cut") as proxy:
        path = config(tmp_path, user, proxy.port, tls="none", ca_file=None)
        world = world_at(path)

        def settled(_seconds: float) -> None:
            proxy.mode = "pass"

        replace(world, sleep=settled).once()
        assert len(drafts(user)) == 1


def test_row_9_an_append_that_lands_after_the_restart_is_not_doubled(user: ImapUser, tmp_path: Path) -> None:
    """The killed process's bytes reach the server while the next process waits for them to settle."""
    with Proxy(("127.0.0.1", user.server.imap), mode="late") as proxy:
        path = config(tmp_path, user, proxy.port, tls="none", ca_file=None)
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


def test_row_9_a_copy_that_lands_even_later_is_removed_by_the_next_pass(user: ImapUser, tmp_path: Path) -> None:
    with Proxy(("127.0.0.1", user.server.imap), mode="late") as proxy:
        path = config(tmp_path, user, proxy.port, tls="none", ca_file=None)
        killed_while_appending(path, proxy)
        world_at(path).once()
        assert len(drafts(user)) == 1
        proxy.release()
        assert proxy.delivered.wait(20)
        assert len(drafts(user)) == 2
        world_at(path).once()
        assert len(drafts(user)) == 1


def test_row_49_two_passes_at_once_write_one_draft(user: ImapUser, path: Path) -> None:
    children = [forked(lambda: world_at(path).once()) for _ in range(3)]
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    assert 0 in codes
    assert set(codes) <= {0, 5}
    assert len(drafts(user)) == 1


def killed_while_appending(path: Path, proxy: Proxy) -> None:
    """Run a pass and kill it when all its draft's bytes are sent, and held back by the proxy; later ones pass."""
    child = forked(lambda: world_at(path).once())
    assert proxy.held.wait(20)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    proxy.mode = "pass"


def forked(work: Callable[[], object]) -> int:
    """Run `work` in a child process; its exit code is 0, or 5 where the ledger was held by another."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        except BaseException as error:  # noqa: BLE001 - nothing of the child may reach the test runner
            code = int(getattr(error, "exit_code", 1))
        os._exit(code)
    return child
