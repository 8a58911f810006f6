"""`watcher run` as a process of its own, as systemd starts it, with its log to wait for."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from watcher.store import open_ledger

COMMAND = [sys.executable, "-c", "from watcher.start import main; main()"]


class Running:
    """The process; `log` is what it said so far."""

    def __init__(self, config: Path, *options: str) -> None:
        self.log: list[str] = []
        self.process = subprocess.Popen(
            [*COMMAND, "run", "--config", str(config), *options],
            stderr=subprocess.PIPE,
            text=True,
            cwd=Path.cwd(),
            env={**os.environ, "PYTHONFAULTHANDLER": "1"},
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stderr is not None
        self.log.extend(self.process.stderr)

    def said(self, words: str, seconds: float = 60.0, *, since: int = 0) -> str:
        """Wait for a line with these words. Where none comes, the error tells where each thread is."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if found := [line for line in self.log[since:] if words in line]:
                return found[0]
            time.sleep(0.02)
        self._abort()
        raise AssertionError(f"it never said {words!r}, but: {''.join(self.log)}")

    def _abort(self) -> None:
        self.process.send_signal(signal.SIGABRT)
        self._reader.join(5)

    def stop(self, number: int = signal.SIGTERM) -> float:
        """Send a signal; the seconds until it ended. Where it hangs, the error tells where each thread is."""
        begun = time.monotonic()
        self.process.send_signal(number)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self._abort()
            raise AssertionError(f"it did not end: {''.join(self.log)}") from None
        self._reader.join(5)
        return time.monotonic() - begun


@contextmanager
def running(config: Path, *options: str) -> Iterator[Running]:
    """Start it, and end it however the test ends."""
    run = Running(config, *options)
    try:
        yield run
    finally:
        if run.process.poll() is None:
            run.process.kill()
            run.process.wait()
        if run.process.stderr is not None:
            run._reader.join(5)
            run.process.stderr.close()


def watcher(config: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Another command, beside it."""
    command, *rest = arguments
    return subprocess.run(
        [*COMMAND, command, *rest, "--config", str(config)], capture_output=True, text=True, timeout=60, check=False
    )


def events_of(ledger: Path) -> list[str]:
    """The kinds of all events in a ledger, oldest message first."""
    opened = open_ledger(f"sqlite:///{ledger}")
    try:
        return [event.kind.value for seen in opened.seen() for event in seen.inference.events]
    finally:
        opened.close()


def eventually(check: object, seconds: float = 60.0) -> None:
    """Wait until `check()` is true."""
    assert callable(check)
    deadline = time.monotonic() + seconds
    while not check():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.02)


def cpu_seconds(pid: int) -> float:
    """User and system time that a process has used (proc(5))."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident(pid: int) -> int:
    """Resident memory in bytes."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def memory(pid: int) -> dict[str, int]:
    """Octets of a process (proc_pid_smaps_rollup(5)): resident, its share of what others use too, and its own alone."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    octets = {name: int(value.split()[0]) * 1024 for name, _, value in (line.partition(":") for line in lines)}
    return {
        "resident": octets["Rss"],
        "share": octets["Pss"],
        "own": octets["Private_Clean"] + octets["Private_Dirty"],
    }
