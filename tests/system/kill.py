"""Kill a process at any step of a pass. The product has no hooks for this: probes are set in a forked child.

A dry run records the trace: each statement of the ledger, each piece of an IMAP command (before, in the midst of and
after its octets), each line of an answer, each function of the pipeline as it begins and ends, and how far the files
of the ledger grow. Each is a point at which another child, in the same state, is killed.
"""

from __future__ import annotations

import imaplib
import json
import os
import resource
import signal
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from sqlalchemy import Engine, event

import watcher

Work = Callable[[], object]

_PACKAGE = Path(watcher.__file__).parent
_STEPS = (str(_PACKAGE / "pipeline"), str(_PACKAGE / "cli" / "passes.py"))
_FRAME = 4096 + 24
"""One page in SQLite's write-ahead log (sqlite.org/fileformat.html, section 4.2)."""
_SHARED = 32768
"""SQLite makes its shared-memory file of this size at once: below it, every limit hits the same spot."""


class Kind(StrEnum):
    """Where a process can die."""

    SQL = "sql"  # before a statement, BEGIN and COMMIT among them
    DISK = "disk"  # in the write that would take a file of the ledger beyond `number` octets
    SEND = "send"  # before a piece of an IMAP command is sent
    HALF = "half"  # with half of its octets sent
    SENT = "sent"  # with all of them sent, and no answer read
    ANSWER = "answer"  # after a line or a literal of an answer
    BEGIN = "begin"  # where a function of the pipeline begins
    END = "end"  # and where it ends


@dataclass(frozen=True, slots=True)
class Point:
    """Where a process dies: the `number`-th time, from 1, that it comes to `name`."""

    kind: Kind
    name: str
    number: int

    def __str__(self) -> str:
        return f"{self.kind} {self.name} {self.number}"

    @property
    def writes(self) -> bool:
        """It stands beside something that changes the mailbox."""
        return any(command in self.name for command in ("APPEND", "STORE", "EXPUNGE", "MOVE"))


def forked(work: Work, probe: Callable[[], None] = lambda: None) -> int:
    """Run `work` in a child process and give its PID. Its exit code is 0, or that of the error that ended it."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            probe()
            work()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        except BaseException as error:  # noqa: BLE001 - nothing of the child may reach the test runner
            code = int(getattr(error, "exit_code", 1))
        os._exit(code)
    return child


def ended(child: int) -> int:
    """Wait for a child; its exit code, or minus the signal that killed it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def traced(work: Work, ledger: Path) -> list[Point]:
    """Run `work` in a child to its end, and give all points that it came to, in their order."""
    path = ledger.with_name("trace.json")

    def work_and_tell() -> None:
        probes = _Probes(None, ledger)
        probes.set()
        work()
        sys.setprofile(None)
        path.write_text(json.dumps([(p.kind, p.name, p.number) for p in probes.trace]))

    code = ended(forked(work_and_tell))
    assert code == 0, f"the pass ended with {code} before it was ever killed"
    return [Point(Kind(kind), name, number) for kind, name, number in json.loads(path.read_text())]


def killed(work: Work, point: Point, ledger: Path) -> bool:
    """Run `work` in a child that dies at `point`. False where it never came there."""
    code = ended(forked(work, _Probes(point, ledger).set))
    assert code <= 0, f"the pass failed with {code} before it came to {point}"
    return code == (-signal.SIGXFSZ if point.kind is Kind.DISK else -signal.SIGKILL)


def spread(points: Sequence[Point], wanted: int, seed: int = 0) -> list[Point]:
    """So many of the points, evenly over the pass: half beside changes of the mailbox, the rest of every kind."""
    writes = [point for point in points if point.writes]
    chosen = _evenly(writes, wanted // 2, seed)
    by_kind = [[point for point in points if point.kind is kind and not point.writes] for kind in Kind]
    # The rarest kind first: what it cannot fill goes to the others.
    by_kind.sort(key=len)
    for done, of_kind in enumerate(by_kind):
        chosen += _evenly(of_kind, -(-(wanted - len(chosen)) // (len(by_kind) - done)), seed)
    return [point for point in points if point in set(chosen)]


def _evenly(points: Sequence[Point], wanted: int, seed: int) -> list[Point]:
    count = min(wanted, len(points))
    first = seed % max(len(points), 1)
    return [points[(first + number * len(points) // count) % len(points)] for number in range(count)]


class _Probes:
    """Set in a child: they record what it comes to, or kill it at a point."""

    def __init__(self, at: Point | None, ledger: Path) -> None:
        self._at = at
        self._counts: Counter[tuple[Kind, str]] = Counter()
        self._names: dict[CodeType, str] = {}
        self._command = ""
        self._log = ledger.with_name(ledger.name + "-wal")
        self._largest = 0
        self.trace: list[Point] = []

    def set(self) -> None:
        if self._at is not None and self._at.kind is Kind.DISK:
            # Python ignores the signal of a file that grows beyond its limit; by itself it ends the process.
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            resource.setrlimit(resource.RLIMIT_FSIZE, (self._at.number, self._at.number))
            return
        kinds = set(Kind) if self._at is None else {self._at.kind}
        if Kind.SQL in kinds:
            event.listen(Engine, "connect", self._on_connect)
        if kinds & {Kind.SEND, Kind.HALF, Kind.SENT, Kind.ANSWER}:
            self._watch_imap()
        if kinds & {Kind.BEGIN, Kind.END}:
            sys.setprofile(self._on_call)

    def _at_hand(self, kind: Kind, name: str) -> bool:
        """Count this point; True where the process is to die at it."""
        self._counts[kind, name] += 1
        point = Point(kind, name, self._counts[kind, name])
        if self._at is None:
            self._grown()
            self.trace.append(point)
        return point == self._at

    def _come_to(self, kind: Kind, name: str) -> None:
        if self._at_hand(kind, name):
            _die()

    def _grown(self) -> None:
        """Note each page that was written to the log, with a limit in the midst of it."""
        size = self._log.stat().st_size if self._log.exists() else 0
        for limit in range(self._largest + _FRAME // 2, size, _FRAME):
            if limit > _SHARED:
                self.trace.append(Point(Kind.DISK, "octets", limit))
        self._largest = max(self._largest, size - size % _FRAME)

    def _on_connect(self, connection: sqlite3.Connection, _: object) -> None:
        connection.set_trace_callback(lambda statement: self._come_to(Kind.SQL, _head(statement)))

    def _on_call(self, frame: FrameType, what: str, _argument: object) -> None:
        if what in ("call", "return") and (name := self._name(frame.f_code)):
            self._come_to(Kind.BEGIN if what == "call" else Kind.END, name)

    def _name(self, code: CodeType) -> str:
        name = self._names.get(code)
        if name is None:
            ours = code.co_filename.startswith(_STEPS) and not code.co_name.startswith("<")
            name = self._names[code] = f"{Path(code.co_filename).stem}.{code.co_qualname}" if ours else ""
        return name

    def _watch_imap(self) -> None:
        send, readline, read = imaplib.IMAP4.send, imaplib.IMAP4.readline, imaplib.IMAP4.read

        def probed_send(client: imaplib.IMAP4, data: bytes) -> None:
            name = self._named(data)
            self._come_to(Kind.SEND, name)
            if self._at_hand(Kind.HALF, name):
                send(client, data[: len(data) // 2])
                _die()
            send(client, data)
            self._come_to(Kind.SENT, name)

        def probed_readline(client: imaplib.IMAP4) -> bytes:
            line = readline(client)
            self._come_to(Kind.ANSWER, self._command)
            return line

        def probed_read(client: imaplib.IMAP4, size: int) -> bytes:
            octets = read(client, size)
            self._come_to(Kind.ANSWER, f"{self._command} literal")
            return octets

        changed: Any = imaplib.IMAP4
        changed.send, changed.readline, changed.read = probed_send, probed_readline, probed_read

    def _named(self, data: bytes) -> str:
        """The command that a piece belongs to: imaplib sends the line, then each literal and its end."""
        words = data.split()
        if len(words) > 1 and words[0][:1].isalpha() and words[0][-1:].isdigit():
            self._command = " ".join(word.decode("latin-1") for word in words[1 : 3 if words[1] == b"UID" else 2])
            return self._command
        return f"{self._command} literal" if words else f"{self._command} literal's end"


def _head(statement: str) -> str:
    """What a statement does to which table, without its values."""
    words = statement.split()
    verb = words[0].upper()
    after = {"INSERT": "INTO", "SELECT": "FROM", "DELETE": "FROM", "CREATE": "TABLE"}.get(verb)
    upper = [word.upper() for word in words]
    table = words[upper.index(after) + 1] if after in upper[:-1] else " ".join(words[1:2])
    return f"{verb} {table}".strip().rstrip("(")


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def in_kinds(points: Iterable[Point]) -> str:
    """How many points of each kind, in words."""
    return ", ".join(f"{count} {kind}" for kind, count in sorted(Counter(point.kind for point in points).items()))
