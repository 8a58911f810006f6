"""The daemon as a process of its own, started, hurt and looked at as a supervisor and an operating system would."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tests.system.running import cpu_seconds, resident


@dataclass(frozen=True, slots=True)
class Sample:
    """What one process used at a moment (monotonic)."""

    pid: int
    at: float
    resident: int
    descriptors: int
    threads: int


class Daemon:
    """`watcher run` over a config; `log` grows over all its lives."""

    def __init__(self, config: Path, clock: Path) -> None:
        self._command = [sys.executable, "-m", "tests.soak.daemon", str(clock), "run", "--every", "10"]
        self._command += ["--config", str(config)]
        self.config = config
        self.log = config.with_name("daemon.log")
        self.samples: list[Sample] = []
        self.ended: Counter[str] = Counter()
        self.stopped = False
        self.cpu = 0.0
        self._expected: set[int] = set()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> subprocess.Popen[bytes]:
        """One more process; it is not waited for."""
        with self.log.open("ab") as log:
            return subprocess.Popen(self._command, stderr=log, stdout=log, cwd=Path.cwd(), env=self._environment())

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "PYTHONFAULTHANDLER": "1", "PYTHONDEVMODE": ""}

    def keep_up(self) -> None:
        """Start it where it is not there; count how the last one ended."""
        if self._process is not None and (code := self._process.poll()) is not None:
            self.ended[signal.Signals(-code).name if code < 0 else f"exit {code}"] += 1
            self._process = None
        if self._process is None:
            self._process = self.start()
            self.stopped = False

    @property
    def pid(self) -> int:
        """0 where it is not there."""
        return self._process.pid if self._process is not None and self._process.poll() is None else 0

    def send(self, number: int) -> None:
        """A signal, where it is there."""
        if self.pid:
            os.kill(self.pid, number)
            self.stopped = number == signal.SIGSTOP or (self.stopped and number != signal.SIGCONT)

    def limit_files(self, octets: int | None) -> None:
        """Let no file grow beyond so many octets: for it the disk is full. None takes the limit away."""
        if self.pid:
            hard = resource.prlimit(self.pid, resource.RLIMIT_FSIZE)[1]
            soft = hard if octets is None else octets
            resource.prlimit(self.pid, resource.RLIMIT_FSIZE, (soft, hard))

    def sample(self) -> None:
        """Note what it uses now."""
        pid = self.pid
        try:
            if pid:
                used = resident(pid), len(os.listdir(f"/proc/{pid}/fd")), len(os.listdir(f"/proc/{pid}/task"))
                self.samples.append(Sample(pid, time.monotonic(), *used))
                self.cpu = cpu_seconds(pid)
        except OSError:
            pass

    def children(self) -> list[str]:
        """The processes that it started and that are still there, zombies too."""
        return Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split() if self.pid else []

    def end(self, seconds: float = 60.0) -> float:
        """SIGTERM; the seconds until it ended. Killed, and reported as hung, where it does not end."""
        if self._process is None:
            return 0.0
        begun = time.monotonic()
        self.send(signal.SIGCONT)
        self.send(signal.SIGTERM)
        try:
            code = self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self._process.send_signal(signal.SIGABRT)
            code = self._process.wait()
        self.ended[signal.Signals(-code).name if code < 0 else f"exit {code}"] += 1
        self._process = None
        return time.monotonic() - begun
