"""The digest over crashes, on a real Dovecot: killed at any step of its delivery, then run again, it came once."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest

from tests.servers.dovecot import Dovecot
from tests.system.kill import Kind, Point, killed, spread, traced
from tests.system.scenes import SETTLE, Desk
from watcher.bootstrap import wire
from watcher.config import load
from watcher.errors import ServerError
from watcher.pipeline.courier import Step

pytestmark = pytest.mark.server

WEEK = "2026-W12"
SHARE = 40


def deliver(desk: Desk) -> Step:
    """As one start of the program."""
    wired = wire(load(desk.folder / "config.toml"))
    try:
        return wired.courier().deliver(WEEK).step
    finally:
        for account in wired.accounts:
            account.close()
        wired.ledger.close()


def deliver_in_the_end(desk: Desk) -> None:
    for _ in range(20):
        try:
            assert deliver(desk) is Step.DELIVERED
            return
        except ServerError:
            time.sleep(SETTLE)
    raise AssertionError("it was never delivered")


def appending(points: Sequence[Point]) -> list[Point]:
    """What stands around the octets of the message."""
    return [point for point in points if "APPEND" in point.name]


def test_killed_anywhere_it_comes_once(dovecot: Dovecot, tmp_path: Path) -> None:
    first = Desk(dovecot, tmp_path / "first")
    first.user.append("INBOX", b"Subject: other\r\n\r\nmail\r\n")
    wire(load(first.folder / "config.toml")).ledger.close()
    dry = first.copied(tmp_path / "dry")
    points = traced(partial(deliver, dry), dry.ledger)
    around = appending(points)
    assert {Kind.SEND, Kind.HALF, Kind.SENT, Kind.ANSWER} <= {point.kind for point in around}
    chosen = dict.fromkeys([*around, *spread(points, SHARE)])
    for number, point in enumerate(chosen):
        desk = first.copied(tmp_path / str(number))
        assert killed(partial(deliver, desk), point, desk.ledger), str(point)
        deliver_in_the_end(desk)
        digests = [one for one in desk.user.messages("INBOX") if b"digest.2026-W12." in one.content]
        assert len(digests) == 1, str(point)
        assert "\\Seen" not in digests[0].flags
        assert len(desk.user.messages("INBOX")) == 2
