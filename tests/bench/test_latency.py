"""From a message's arrival in a real Dovecot to its event in the ledger, under `watcher run`: median and 99th.

The figures are printed and written to .benchmarks/latency.json.
LATENCY_ARRIVALS sets how many (default 20; `make bench` takes 1,000).
"""

from __future__ import annotations

import json
import os
import sqlite3
import threading
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from tests.daemon.keeping import account, config
from tests.pipeline.letters import ME, letter
from tests.servers.dovecot import ImapUser
from tests.system.running import cpu_seconds, resident, running

pytestmark = pytest.mark.server

ARRIVALS = int(os.environ.get("LATENCY_ARRIVALS", "20"))
PACE = 0.25
"""Seconds between two arrivals: they meet passes under way, and each other's."""


def arrival(number: int) -> bytes:
    """A confirmation, which gives an event."""
    return letter(
        f"Careers <jobs@employer{number % 50}.example>",
        f"Ada Example <{ME}>",
        f"Your application for Data Engineer {number}",
        "Dear Ada,\n\nThank you for your application. We have received it and will review it.\n\nYour hiring team\n",
        at=datetime.now(UTC),
        message_id=f"arrival{number}@employer.example",
    )


def test_arrival_to_event(imap_user: ImapUser, tmp_path: Path, benchmark: BenchmarkFixture) -> None:
    """All arrivals become events; how soon is measured on one clock, in the ledger's own rows."""
    path = config(tmp_path, account(imap_user, "personal"))
    arrived: dict[str, float] = {}
    with running(path) as run:
        run.said("watching")
        time.sleep(5)
        seen = Seen(tmp_path / "ledger.sqlite")
        seen.start()

        def deliver() -> None:
            with imap_user.client() as client:
                for number in range(ARRIVALS):
                    # Counted from when the server says that it is stored, which is when it may begin to tell.
                    client.append("INBOX", arrival(number))
                    arrived[f"arrival{number}@employer.example"] = time.time()
                    time.sleep(PACE)

        begun = time.monotonic()
        benchmark.pedantic(deliver, rounds=1)  # type: ignore[no-untyped-call]
        time.sleep(5)
        seconds, cpu, memory = time.monotonic() - begun, cpu_seconds(run.process.pid), resident(run.process.pid)
        seen.stop()
        run.stop()
    waits = [seen.at[message_id] - at for message_id, at in arrived.items()]
    assert len(waits) == ARRIVALS
    cuts = quantiles(waits, n=100)
    figures = {
        "arrivals": ARRIVALS,
        "median_s": round(median(waits), 3),
        "p99_s": round(cuts[98], 3),
        "worst_s": round(max(waits), 3),
        "cpu_s_per_arrival": round(cpu / ARRIVALS, 3),
        "seconds": round(seconds),
        "resident_mb": round(memory / 1e6, 1),
    }
    benchmark.extra_info.update(figures)
    Path(".benchmarks").mkdir(exist_ok=True)
    Path(".benchmarks/latency.json").write_text(json.dumps(figures, indent=2) + "\n")
    print(figures)  # noqa: T201 - the product of a benchmark


class Seen(threading.Thread):
    """Looks into the ledger each few milliseconds; `at` is when the event of a message was first there."""

    def __init__(self, ledger: Path) -> None:
        super().__init__(daemon=True)
        self.at: dict[str, float] = {}
        self._ledger = ledger
        self._over = threading.Event()

    def run(self) -> None:
        version, last = 0, 0
        with closing(sqlite3.connect(self._ledger)) as connection:
            while not self._over.wait(0.004):
                (now,) = connection.execute("PRAGMA data_version").fetchone()
                if now == version:
                    continue
                version, at = now, time.time()
                for number, message_id in connection.execute(_ARRIVED, (last,)).fetchall():
                    last = number
                    self.at.setdefault(message_id, at)

    def stop(self) -> None:
        self._over.set()
        self.join(5)


_ARRIVED = """
SELECT events.id, messages.message_id FROM events JOIN inferences ON events.inference = inferences.id
JOIN messages ON inferences.message = messages.id WHERE events.id > ? ORDER BY events.id
"""
