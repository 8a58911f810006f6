"""What `watcher run` costs while nothing happens: two accounts in IDLE on a real Dovecot, 500 messages in the ledger.

The figures are printed and written to .benchmarks/idle.json.
IDLE_SECONDS sets how long (default 5; `make bench` takes 600).
"""

from __future__ import annotations

import json
import os
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

SECONDS = int(os.environ.get("IDLE_SECONDS", "5"))
SLOW = 180.0
"""Seconds that the first reading may take: beside the other tests it took up to 40."""


def test_idle(imap_user: ImapUser, tmp_path: Path, benchmark: BenchmarkFixture) -> None:
    """As a daemon that was started again: the ledger is there, and nothing new comes."""
    other = ImapUser(imap_user.server, f"{imap_user.name}other")
    came = datetime.now(UTC) - timedelta(days=3)
    for user in (imap_user, other):
        user.append_many("INBOX", [(arrival(number), came) for number in range(250)])
    path = config(tmp_path, account(imap_user, "one"), account(other, "two"))
    path.write_text('country = "DE"\n' + path.read_text())
    with running(path) as run:
        run.said("event='read' account='one'", SLOW)
        run.said("event='read' account='two'", SLOW)
        time.sleep(10)
        run.stop()
    with running(path) as run:
        run.said("watching")
        time.sleep(15)
        started = cpu_seconds(run.process.pid)
        benchmark.pedantic(time.sleep, [SECONDS], rounds=1)  # type: ignore[no-untyped-call]
        figures = {
            "seconds": SECONDS,
            "start_cpu_s": round(started, 2),
            "cpu_s_per_hour": round((cpu_seconds(run.process.pid) - started) * 3600 / SECONDS, 2),
            "memory_mb": {name: round(octets / 1e6, 1) for name, octets in memory(run.process.pid).items()},
            "descriptors": len(list(Path(f"/proc/{run.process.pid}/fd").iterdir())),
        }
        run.stop()
    benchmark.extra_info.update(figures)
    Path(".benchmarks").mkdir(exist_ok=True)
    Path(".benchmarks/idle.json").write_text(json.dumps(figures, indent=2) + "\n")
    print(figures)  # noqa: T201 - the product of a benchmark
