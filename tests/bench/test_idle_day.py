"""What a day of idling leaves in memory and takes of the processor: all that `watcher run` does in it, in a row.

In a day in which nothing happens each account is read 288 times, for safety, and its two IDLEs are issued anew some
200 times. Here the waits between are short, which changes nothing of what is done: sockets and scheduler are real. The
figures are printed and written to .benchmarks/idle_day.json. IDLE_READINGS sets how many (default 5; `make bench`
takes 288, a day).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from tests.bench.test_latency import arrival
from tests.daemon.keeping import account, config
from tests.servers.dovecot import ImapUser
from tests.system.running import cpu_seconds, memory, running

pytestmark = pytest.mark.server

READINGS = int(os.environ.get("IDLE_READINGS", "5"))
EVERY = 0.3
"""Seconds between two readings, in place of 300; IDLE is issued anew after 0.3 to 0.54, in place of 300 to 540."""

_RUN = """
import sys
from importlib import import_module
from pathlib import Path
from watcher.daemon import memory
from watcher.daemon.notify import Manager
from watcher.mail import imap
from watcher.mail.imap_watch import Rhythm
memory.share()
every = float(sys.argv[2])
imap.Rhythm = lambda: Rhythm(every, every * 1.8)
import_module("watcher.daemon.run").run(Path(sys.argv[1]), every, Manager({}), "debug", "text")
"""


def test_a_day_of_idling(imap_user: ImapUser, tmp_path: Path, benchmark: BenchmarkFixture) -> None:
    other = ImapUser(imap_user.server, f"{imap_user.name}other")
    came = datetime.now(UTC) - timedelta(days=3)
    for user in (imap_user, other):
        user.append_many("INBOX", [(arrival(number), came) for number in range(250)])
    path = config(tmp_path, account(imap_user, "one"), account(other, "two"))
    path.write_text('country = "DE"\n' + path.read_text())
    with running(path) as run:
        run.said("event='read' account='one'", 180)
        run.said("event='read' account='two'", 180)
        time.sleep(5)
        run.stop()
    log = tmp_path / "log"
    with (
        log.open("w") as stream,
        subprocess.Popen(
            [sys.executable, "-c", _RUN, str(path), str(EVERY)],
            stderr=stream,
        ) as process,
    ):
        try:
            _readings(log, 3)
            before, started, begun = memory(process.pid), cpu_seconds(process.pid), _count(log)
            benchmark.pedantic(_readings, [log, begun + READINGS], rounds=1)  # type: ignore[no-untyped-call]
            done = _count(log) - begun
            figures = {
                "readings": done,
                "memory_mb_before": _megabytes(before),
                "memory_mb": _megabytes(memory(process.pid)),
                "cpu_s_per_day": round((cpu_seconds(process.pid) - started) * 288 / done, 2),
                "descriptors": len(list(Path(f"/proc/{process.pid}/fd").iterdir())),
            }
        finally:
            process.terminate()
    benchmark.extra_info.update(figures)
    Path(".benchmarks").mkdir(exist_ok=True)
    Path(".benchmarks/idle_day.json").write_text(json.dumps(figures, indent=2) + "\n")
    print(figures)  # noqa: T201 - the product of a benchmark


def _count(log: Path) -> int:
    """How often both accounts were read."""
    lines = log.read_text().splitlines()
    return min(sum("event='read'" in line and f"account='{name}'" in line for line in lines) for name in ("one", "two"))


def _readings(log: Path, count: int) -> None:
    deadline = time.monotonic() + 60 + count * 5
    while _count(log) < count:
        assert time.monotonic() < deadline, log.read_text()[-2000:]
        time.sleep(0.2)


def _megabytes(octets: dict[str, int]) -> dict[str, float]:
    return {name: round(number / 1e6, 1) for name, number in octets.items()}
