"""A keeper at work in a thread of the test's process, over a config on disk: the real rules, servers and ledger."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import structlog

from tests.servers.dovecot import ImapUser
from watcher.bootstrap import Wired, wire
from watcher.config import load
from watcher.daemon.events import Events, Stop
from watcher.daemon.keeper import Keeper


def account(user: ImapUser, name: str, port: int = 0, *, timeout: float = 20) -> str:
    """The table of an account over plain IMAP on loopback."""
    return f"""
[[accounts]]
name = "{name}"
kind = "imap"
host = "localhost"
port = {port or user.server.imap}
tls = "none"
username = "{user.name}"
password = {{ file = "password" }}
write = true
timeout = {timeout}
"""


def config(folder: Path, *accounts: str, digest: str = 'weekday = "off"') -> Path:
    """A config file with its password, and the ledger beside it; without a digest, which would come on some days."""
    secret = folder / "password"
    secret.write_text("secret\n")
    secret.chmod(0o600)
    path = folder / "config.toml"
    path.write_text(
        f"""
timezone = "UTC"
[identity]
name = "Ada Example"
addresses = ["ada@example.org"]
{"".join(accounts)}
[cadence]
settle_seconds = 0.1
[digest]
{digest}
[store]
url = "sqlite:///ledger.sqlite"
"""
    )
    return path


class Kept:
    """What the keeper does, as its log tells it, and the ledger."""

    def __init__(self, wired: Wired, events: Events) -> None:
        self.wired = wired
        self.events = events
        self.log: list[dict[str, Any]] = []

    def kinds(self) -> list[str]:
        """The kinds of all events in the ledger."""
        return [event.kind.value for seen in self.wired.ledger.seen() for event in seen.inference.events]

    def messages(self) -> int:
        """How many messages are in the ledger."""
        return len(self.wired.ledger.seen())

    def said(self, words: str, **fields: object) -> list[dict[str, Any]]:
        """The lines with these words and fields."""
        return [line for line in self.log if line["event"] == words and fields.items() <= line.items()]


def now() -> datetime:
    """The time it is."""
    return datetime.now(UTC)


@contextmanager
def keeping(path: Path, *, poll: float = 300, clock: Callable[[], datetime] = now, **given: Any) -> Iterator[Kept]:
    """Keep watch until the end of the block."""
    wired = wire(load(path), clock=clock)
    events: Events = SimpleQueue()
    kept = Kept(wired, events)

    def note(_: Any, level: str, line: Any) -> Any:
        kept.log.append({**line, "level": level})
        raise structlog.DropEvent

    before = structlog.get_config()
    structlog.configure(processors=[note], wrapper_class=structlog.make_filtering_bound_logger(0))
    keeper = Keeper(wired.world, wired.accounts, events, poll, **given)
    thread = threading.Thread(target=keeper.serve, args=(lambda: False,))
    thread.start()
    try:
        yield kept
    finally:
        events.put(Stop("the test is over"))
        thread.join(10)
        structlog.configure(**before)
        wired.ledger.close()
        assert not thread.is_alive()


def eventually(check: Callable[[], object], seconds: float = 40.0) -> None:
    """Wait until `check()` is true."""
    deadline = time.monotonic() + seconds
    while not check():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.02)


def never(check: Callable[[], object], seconds: float) -> None:
    """`check()` stays false for so long."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        assert not check()
        time.sleep(0.02)


def threads_named(words: Sequence[str]) -> list[str]:
    """The names of living threads that begin so."""
    return [one.name for one in threading.enumerate() if one.name.startswith(tuple(words))]
