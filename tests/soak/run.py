"""One run: the play goes on, faults come, the daemon is kept up, and what it does is compared with the truth."""

from __future__ import annotations

import random
import re
import signal
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.servers.dovecot import PASSWORD, Dovecot, ImapUser
from tests.soak.boxes import MAIL_LOG, DraftsLog, ImapBox, MaildirBox
from tests.soak.clock import SharedClock
from tests.soak.diary import keep
from tests.soak.faults import Faults, Ground, none_left
from tests.soak.kinds import KINDS, WRONG
from tests.soak.process import Daemon, Sample, Supervisor
from tests.soak.stage import Post, Search
from tests.soak.truth import Truth
from tests.soak.view import View

START = datetime(2026, 3, 2, 6, tzinfo=UTC)
BEFORE = timedelta(days=9)
"""What was there already when the program is started for the first time."""
STEP, MOST = 3.0, 15.0
"""Real seconds from one leap of the time to the next: once all accounts were read, and at most."""
LEAP = (6.0, 30.0)
"""Hours."""
PATIENCE = 240.0
"""Real seconds that the program gets to settle, once all faults are over."""
TICK = 0.2
ACTS = 4
"""Most things that happen in one tick."""
FIRST = 6.0
"""Seconds without news after which the first drafts are written."""
LAST_APPENDS = 6
"""So many APPENDs still have their fault after the last other one."""
WARM_UP = 30.0
QUIET_PART = 0.5
"""The last part of a run, in which nobody kills the process: its memory is looked at."""
_FAULT = re.compile(r"Traceback|fault of the program|error='?[A-Z]\w+(Error|Exception)'?|Fatal Python error")

CONFIG = """\
timezone = "Europe/Berlin"
country = "DE"
[identity]
name = "Ada Example"
addresses = ["ada@example.org"]
{accounts}
[digest]
weekday = "mon"
time = "07:30"
[cadence]
settle_seconds = 6
max_drafts_per_day = 100
max_waiting = 100
[store]
url = "sqlite:///ledger.sqlite"
"""
IMAP = """
[[accounts]]
name = "{name}"
kind = "imap"
host = "localhost"
port = {port}
tls = "none"
username = "{name}"
password = {{ file = "password" }}
write = true
timeout = 5
"""
LOCAL = '\n[[accounts]]\nname = "local"\nkind = "maildir"\npath = "{path}"\nwrite = true\n'


@dataclass(slots=True)
class Outcome:
    """What a run did and found."""

    seed: int
    seconds: float
    days: float = 0.0
    applications: int = 0
    delivered: int = 0
    events: int = 0
    happened: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    ends: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    left_out: int = 0
    orphans: int = 0
    fates: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    resident: tuple[float, float] = (0.0, 0.0)
    descriptors: tuple[float, float] = (0.0, 0.0)
    digests: int = 0
    watched: float = 0.0
    settled: float = 0.0
    cpu: float = 0.0


class Run:
    """Everything of one run, in `folder`; the servers live as long as it."""

    def __init__(self, seed: int, seconds: float, folder: Path) -> None:
        self.outcome = Outcome(seed, seconds)
        self.folder = folder
        self._rng = random.Random(f"leaps {seed}")
        self.server = Dovecot(extra=MAIL_LOG)
        self.server.start()
        self.clock = SharedClock(folder / "clock")
        self.clock.move_to(START)
        self.boxes = [ImapBox(ImapUser(self.server, name)) for name in ("first", "second")]
        self.local = MaildirBox(folder / "Mail")
        self.supervisor = Supervisor(self._configured(folder), self.clock.path)
        self.daemon = Daemon(self.supervisor)
        ledger = folder / "ledger.sqlite"
        post = Post([*self.boxes, self.local])
        days = BEFORE.days + 2 + seconds / 8 * (sum(LEAP) / 2) / 24
        self.search = Search(
            seed,
            post,
            f"sqlite:///{ledger}",
            START - BEFORE,
            days,
            applications=round(days * 7),
            mails=round(days * 6),
        )
        log = DraftsLog(self.server)
        self.truth = Truth(self.search, View(ledger), log, self.local, START)
        post.is_sure = self.truth.view.is_sure
        self.ground = Ground(self.server, self.boxes, self.local, self.daemon, self.clock, ledger, folder / "password")
        self.ground.restored = self.truth.restored
        self.faults = Faults(self.ground, KINDS, seed)
        self.search.meanwhile = self.faults.end
        self._leapt_at, self._leapt_to = time.monotonic(), START
        self._read_at: float | None = None

    def _configured(self, folder: Path) -> Path:
        secret = folder / "password"
        secret.write_text(PASSWORD + "\n")
        secret.chmod(0o600)
        accounts = [IMAP.format(name=box.name, port=box.proxy.port) for box in self.boxes]
        path = folder / "config.toml"
        path.write_text(CONFIG.format(accounts="".join(accounts) + LOCAL.format(path=self.local.root)))
        return path

    def close(self) -> None:
        """End all that was started."""
        self.daemon.end(5)
        self.supervisor.close()
        for box in self.boxes:
            box.hang_up()
            box.proxy.close()
        self.server.stop()
        self.clock.close()

    # The run

    def go(self) -> Outcome:
        """Play it to its end."""
        self._before()
        with none_left(self.faults):
            self._first_sync()
            began = time.monotonic()
            self._hurt(began, began + self.outcome.seconds)
        self._settle()
        self.faults.spare()
        self.truth.close()
        self._finish()
        if self.outcome.wrong:
            keep(self.folder, self.server, self.faults.begun, self.search.play.log, self.truth.drafts.values())
        return self.outcome

    def _before(self) -> None:
        """The days before the program was installed, and a draft of the user's own in each account."""
        for box in self.search.post.boxes:
            own = f"Message-ID: <own-{box.name}@example.org>\nTo: aunt@example.net\nSubject: Sunday\n\nDear aunt,\n"
            box.deliver("Drafts", own.encode(), START, ("\\Draft", "\\Seen"))
            self.search.post.saved[box.name, f"own-{box.name}@example.org"] += 1
        play = self.search.play
        while (moment := play.next_at) is not None and moment < START:
            play.step(moment)

    def _first_sync(self) -> None:
        """Loading and the first sync take as long as the machine is slow; only then does the time of faults begin.

        But for those of APPENDs: the first drafts are many, and each is to be stored once, whatever befalls it.
        """
        until, quiet_since, before = time.monotonic() + PATIENCE, time.monotonic(), None
        self.faults.begin()
        while (now := time.monotonic()) < until:
            self.daemon.keep_up()
            self.faults.end()
            self._look()
            states = self.truth.view.states()
            if states != before or states["planned"] + states["sending"] or not self.truth.view.read_since(START):
                quiet_since, before = now, states
            elif now - quiet_since > FIRST:
                return
            time.sleep(TICK)

    def _hurt(self, began: float, until: float) -> None:
        faults_at = self._leapt_at = began
        self._leapt_to = self.clock()
        while (now := time.monotonic()) < until:
            self.daemon.keep_up()
            self.faults.end()
            if now >= faults_at:
                faults_at = now + 1.0
                self.faults.one(kills=now < began + (until - began) * QUIET_PART)
            if not self.faults.hindered:
                self._go_on(now)
                self._act()
            self._look()
            self.daemon.sample()
            time.sleep(TICK)

    def _go_on(self, now: float) -> None:
        """Let hours pass, once the last ones had their effect, or where faults kept them from it for long."""
        waited = now - self._leapt_at
        if waited < STEP or (waited < MOST and not self.truth.view.read_since(self._leapt_to)):
            return
        if self._read_at is None and waited < MOST:
            self._read_at = now
        if waited >= MOST or (self._read_at is not None and now - self._read_at >= STEP):
            self.clock.move_by(self._rng.uniform(*LEAP) * 3600)
            self._leapt_at, self._leapt_to, self._read_at = now, self.clock(), None

    def _act(self) -> None:
        for _ in range(ACTS):
            # Mail is dated to the second: of two things that happen one is the first.
            if (moment := self.search.play.next_at) is None or moment > self.clock():
                return
            self.clock.move_by(1.0)
            self.search.play.step(self.clock().replace(microsecond=0))

    def _look(self) -> None:
        self.search.play.now = self.clock().replace(microsecond=0)
        for draft in self.truth.look():
            self.search.found(draft)

    def _settle(self) -> None:
        """No more faults and no more news; a leap of an hour wakes whatever waits for a server to come back.

        But for a few of APPENDs: many drafts are written only now.
        """
        began, wrecked = time.monotonic(), self.faults.appends
        self.daemon.send(signal.SIGCONT)
        self.daemon.send(signal.SIGHUP)
        quiet_since = leapt_at = began
        count = -1
        while time.monotonic() < began + PATIENCE:
            self.daemon.keep_up()
            self._look()
            self.daemon.sample()
            if self.faults.appends >= wrecked + LAST_APPENDS:
                self.faults.spare()
            now, states = time.monotonic(), self.truth.view.count() + sum(self.truth.view.states().values())
            if self.truth.behind() or states != count:
                quiet_since, count = now, states
            elif now - quiet_since > 25 and now - leapt_at > 12:
                break
            if now - leapt_at > 13:
                leapt_at = now
                self.clock.move_by(1200.0)
            time.sleep(1.0)
        self.outcome.settled = time.monotonic() - began
        self.search.play.now = self.clock().replace(microsecond=0)
        if behind := self.truth.behind():
            self.truth.wrong.append(f"not settled: {behind}")

    def _finish(self) -> None:
        outcome, daemon = self.outcome, self.daemon
        if children := daemon.children():
            outcome.wrong.append(f"children are left: {children}")
        outcome.cpu = daemon.cpu
        self._flat(daemon.samples)
        took = daemon.end()
        if took > 5:
            outcome.wrong.append(f"SIGTERM took {took:.1f} s")
        outcome.refused = sum(self.supervisor.ended(rival, 60) == 5 for rival in daemon.rivals)
        if outcome.refused != len(daemon.rivals):
            outcome.wrong.append(f"of {len(daemon.rivals)} second instances {outcome.refused} were refused")
        log = self.supervisor.log.read_text("utf-8", "replace")
        outcome.wrong += sorted({f"log: {line.strip()}" for line in log.splitlines() if _FAULT.search(line)})
        outcome.wrong += [f"log: holds {word!r}" for word in (f"{PASSWORD}\n", WRONG, "@example.org") if word in log]
        outcome.wrong += self.truth.wrong
        outcome.left_out = self.truth.view.left_out()
        outcome.orphans = len(self.truth.orphans())
        outcome.digests = self.truth.digests().total()
        outcome.days = (self.clock() - START) / timedelta(days=1)
        outcome.applications = len(self.search.cases)
        outcome.delivered = len(self.search.post.delivered)
        outcome.happened = len(self.search.play.log)
        outcome.events = sum(map(len, self.truth.expected().values()))
        outcome.faults, outcome.ends = self.faults.done, daemon.ends
        outcome.fates = Counter(str(d.fate) for d in self.truth.drafts.values())

    def _flat(self, samples: list[Sample]) -> None:
        """Compare the first and the last third of the longest life, after its warm-up."""
        if not samples:
            return
        pid, _ = Counter(s.pid for s in samples).most_common(1)[0]
        life = [s for s in samples if s.pid == pid]
        life = [s for s in life if s.at > life[0].at + WARM_UP]
        third = len(life) // 3
        if not third:
            return
        first, last = life[:third], life[-third:]
        outcome = self.outcome
        outcome.watched = life[-1].at - life[0].at
        outcome.resident = _low([s.resident for s in first]) / 1e6, _low([s.resident for s in last]) / 1e6
        outcome.descriptors = _low([s.descriptors for s in first]), _low([s.descriptors for s in last])
        if outcome.resident[1] > outcome.resident[0] * 1.15 + 10:
            outcome.wrong.append(f"memory grows: {outcome.resident[0]:.0f} MB, then {outcome.resident[1]:.0f} MB")
        if outcome.descriptors[1] > outcome.descriptors[0] + 10:
            outcome.wrong.append(f"descriptors grow: {outcome.descriptors}")


def _low(values: list[int]) -> float:
    """The low-water mark: what rises with each connection that comes and goes is none of it."""
    return float(sorted(values)[len(values) // 10])
