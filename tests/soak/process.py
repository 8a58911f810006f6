"""The daemon as a process of its own, started, hurt and looked at as a supervisor and an operating system would."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tests.system.running import cpu_seconds, resident

UNHURT = 25.0
"""Seconds after its start within which a process that has done nothing is not ended."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What one process used at a moment (monotonic)."""

    pid: int
    at: float
    resident: int
    descriptors: int
    threads: int


class Supervisor:
    """Starts processes of `watcher run` and hears how they end. `log` grows over all of them."""

    def __init__(self, config: Path, clock: Path) -> None:
        self.log = config.with_name("daemon.log")
        arguments = [str(clock), str(self.log), "--every=10", f"--config={config}"]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.soak.daemon", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Path.cwd(),
            env={**os.environ, "PYTHONFAULTHANDLER": "1"},
        )
        self._changed = threading.Condition()
        self._began: list[int] = []
        self._ended: dict[int, int] = {}
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            what, *numbers = line.split()
            with self._changed:
                if what == b"began":
                    self._began.append(int(numbers[0]))
                else:
                    self._ended[int(numbers[0])] = int(numbers[1])
                self._changed.notify_all()

    def start(self) -> int:
        """One more process; its PID."""
        assert self._process.stdin is not None
        before = len(self._began)
        self._process.stdin.write(b"\n")
        self._process.stdin.flush()
        with self._changed:
            assert self._changed.wait_for(lambda: len(self._began) > before, 300), "no process began"
            return self._began[before]

    def ended(self, pid: int, seconds: float = 0.0) -> int | None:
        """Its exit code, or minus the signal that killed it; None where it still lives after so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: pid in self._ended, seconds)
            return self._ended.get(pid)

    def close(self) -> None:
        """No more processes; those that live must have ended."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(60)
        self._reader.join(5)
        self._process.stdout.close()


class Daemon:
    """The one that is to be there."""

    def __init__(self, supervisor: Supervisor) -> None:
        self.supervisor = supervisor
        self.samples: list[Sample] = []
        self.ends: Counter[str] = Counter()
        self.rivals: list[int] = []
        self.cpu = 0.0
        self._pid = 0
        self._log_from = 0
        self._began_at = 0.0

    def keep_up(self) -> None:
        """Start it where it is not there; count how the last one ended."""
        self._note(self.supervisor.ended(self._pid) if self._pid else None)
        alive = [pid for pid in self.rivals if self.supervisor.ended(pid) is None]
        if not self._pid and alive:
            # It came while the other was killed, and has the ledger now, or will be refused.
            self._pid = alive[0]
            self.rivals.remove(alive[0])
        if not self._pid:
            self._log_from = self.supervisor.log.stat().st_size if self.supervisor.log.exists() else 0
            self._pid = self.supervisor.start()
            self._began_at = time.monotonic()

    def _note(self, code: int | None) -> None:
        if code is not None:
            self.ends[signal.Signals(-code).name if code < 0 else f"exit {code}"] += 1
            self._pid = 0

    def rival(self) -> None:
        """Start another beside it, which is to be refused."""
        self.rivals.append(self.supervisor.start())

    @property
    def pid(self) -> int:
        """0 where it is not there."""
        return self._pid if self._pid and self.supervisor.ended(self._pid) is None else 0

    def at_work(self) -> bool:
        """It said that it watches: from then on it heeds signals."""
        return self._said(b"event='watching'")

    def has_acted(self) -> bool:
        """It made a pass, or had the time for one: so there is something to lose, however slow the machine."""
        return self._said(b"event='pass'") or (self.at_work() and time.monotonic() > self._began_at + UNHURT)

    def _said(self, words: bytes) -> bool:
        if not self.pid:
            return False
        with self.supervisor.log.open("rb") as log:
            log.seek(self._log_from)
            return words in log.read(100_000)

    def send(self, number: int) -> None:
        """A signal, where it is there."""
        if self.pid:
            os.kill(self.pid, number)

    def limit_files(self, octets: int | None) -> None:
        """Let no file grow beyond so many octets: for it the disk is full. None takes the limit away."""
        if self.pid:
            hard = resource.prlimit(self.pid, resource.RLIMIT_FSIZE)[1]
            resource.prlimit(self.pid, resource.RLIMIT_FSIZE, (hard if octets is None else octets, hard))

    def sample(self) -> None:
        """Note what it uses now, once it made a pass: what that needs is loaded by then."""
        pid = self.pid if self._said(b"event='pass'") else 0
        try:
            if pid:
                used = resident(pid), len(os.listdir(f"/proc/{pid}/fd")), len(os.listdir(f"/proc/{pid}/task"))
                self.samples.append(Sample(pid, time.monotonic(), *used))
                self.cpu = cpu_seconds(pid)
        except OSError:  # it has just ended
            return

    def children(self) -> list[str]:
        """The processes that it started and that are still there, zombies too."""
        return Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split() if self.pid else []

    def end(self, seconds: float = 60.0) -> float:
        """SIGTERM; the seconds until it ended. One that does not end is killed, and counted so."""
        begun = time.monotonic()
        self.send(signal.SIGCONT)
        self.send(signal.SIGTERM)
        if self._pid and self.supervisor.ended(self._pid, seconds) is None:
            self.send(signal.SIGABRT)  # the log tells then where each thread was
            if self.supervisor.ended(self._pid, 5) is None:
                self.send(signal.SIGKILL)
        self._note(self.supervisor.ended(self._pid, 10) if self._pid else None)
        return time.monotonic() - begun
