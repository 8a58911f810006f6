"""The kinds of faults, each with what begins it, and gives what undoes it where it lasts."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from tests.soak.boxes import Box
from tests.soak.faults import Ground, Kind, Undo
from tests.soak.letters import malformed

WRONG = "not-the-right-password"


def _proxied(mode: str) -> Callable[[Ground, random.Random], Undo]:
    def begin(ground: Ground, rng: random.Random) -> Undo:
        proxy = ground.victim.proxy
        proxy.mode = mode
        if mode in ("drop", "hole"):
            proxy.hole_all() if mode == "hole" else proxy.end_all("fin")

        def undo() -> None:
            proxy.mode = "pass"

        return undo

    return begin


def _ended(how: str) -> Callable[[Ground, random.Random], None]:
    def begin(ground: Ground, rng: random.Random) -> None:
        ground.victim.proxy.end_all(how)

    return begin


def _dead_connections(ground: Ground, rng: random.Random) -> None:
    ground.victim.proxy.hole_all()


def _said(ground: Ground, rng: random.Random) -> None:
    words = (
        b"* 1 FETCH (FLAGS (\\Seen))\r\n",
        b"* OK still here\r\n",
        b"* BYE see you\r\n",
        b"* 1 EXISTS\r\n",
        b"?\r\n",
    )
    ground.victim.proxy.say(rng.choice(words))


def _signal(number: int) -> Callable[[Ground, random.Random], None]:
    def begin(ground: Ground, rng: random.Random) -> None:
        ground.daemon.send(number)

    return begin


def _frozen(ground: Ground, rng: random.Random) -> Undo:
    ground.daemon.send(signal.SIGSTOP)
    return lambda: ground.daemon.send(signal.SIGCONT)


def _second_instance(ground: Ground, rng: random.Random) -> None:
    if ground.daemon.pid:
        ground.daemon.rival()


def _clock_set(seconds: float) -> Callable[[Ground, random.Random], Undo]:
    def begin(ground: Ground, rng: random.Random) -> Undo:
        ground.clock.move_by(seconds)
        return lambda: ground.clock.move_by(-seconds)

    return begin


def _new_uidvalidity(ground: Ground, rng: random.Random) -> None:
    box, mailbox = ground.victim, rng.choice(("INBOX", "Sent", "Drafts"))
    box.hang_up()
    _doveadm(
        ground, "mailbox", "update", "-u", box.user.name, "--uid-validity", str(rng.randrange(2**31, 2**32)), mailbox
    )


def _mailbox_comes_and_goes(ground: Ground, rng: random.Random) -> Undo:
    box, name = ground.victim, f"Jobs-{rng.randrange(1000)}"
    box.deliver(name, malformed(rng), ground.clock())
    return lambda: box.remove(name)


def _unreadable(ground: Ground, rng: random.Random) -> Undo:
    box, mailbox = ground.victim, rng.choice(("INBOX", "Sent", "Drafts"))
    path = box.user.mailbox_path(mailbox) / "dbox-Mails"
    box.hang_up()
    mode = path.stat().st_mode & 0o777
    path.chmod(0)

    def undo() -> None:
        path.chmod(mode)
        box.hang_up()

    return undo


def _wrong_password(ground: Ground, rng: random.Random) -> Undo:
    right = ground.password.read_text()
    ground.password.write_text(WRONG + "\n")
    for box in ground.imap:
        box.proxy.end_all("fin")

    def undo() -> None:
        ground.password.write_text(right)
        ground.daemon.send(signal.SIGHUP)

    return undo


def _malformed(ground: Ground, rng: random.Random) -> None:
    boxes: list[Box] = [*ground.imap, ground.local]
    box = rng.choice(boxes)
    box.deliver("INBOX", malformed(rng), ground.clock())


def _locked(ground: Ground, rng: random.Random) -> Undo:
    connection = sqlite3.connect(ground.ledger, timeout=20, isolation_level=None, check_same_thread=False)
    connection.execute("begin immediate")

    def undo() -> None:
        connection.execute("rollback")
        connection.close()

    return undo


def _full_disk(ground: Ground, rng: random.Random) -> Undo:
    names = (ground.ledger, ground.ledger.with_name(ground.ledger.name + "-wal"))
    largest = max((path.stat().st_size for path in names if path.exists()), default=0)
    pid = ground.daemon.pid
    ground.daemon.limit_files(largest + rng.randrange(0, 20_000))

    def undo() -> None:
        if ground.daemon.pid == pid:
            ground.daemon.limit_files(None)

    return undo


def _restored(ground: Ground, rng: random.Random) -> None:
    """An older copy is put back, and another is made; only that where the user entered something meanwhile.

    What they entered stands nowhere else: it is lost with the ledger, as the play is not.
    """
    copy = ground.ledger.with_name("copy.sqlite")
    alive = [pid for pid in ground.daemon.rivals if ground.daemon.supervisor.ended(pid) is None]
    if copy.exists() and not alive and _entries(copy) == _entries(ground.ledger):
        pid = ground.daemon.pid
        ground.daemon.send(signal.SIGKILL)
        assert ground.daemon.supervisor.ended(pid, 30) is not None
        for name in ("-wal", "-shm"):
            ground.ledger.with_name(ground.ledger.name + name).unlink(missing_ok=True)
        copy.replace(ground.ledger)
        ground.restored()
    with closing(sqlite3.connect(ground.ledger, timeout=20)) as ledger, closing(sqlite3.connect(copy)) as kept:
        ledger.backup(kept)
    copy.chmod(0o600)


def _entries(ledger: Path) -> int:
    with closing(sqlite3.connect(ledger, timeout=20)) as connection:
        return int(connection.execute("select count(*) from events where entry is not null").fetchone()[0])


def _restarted_server(ground: Ground, rng: random.Random) -> Undo:
    for box in ground.imap:
        box.hang_up()
    ground.server.halt()
    return ground.server.start


def _doveadm(ground: Ground, *words: str) -> None:
    subprocess.run(
        ["doveadm", "-c", str(ground.server.home / "dovecot.conf"), *words],
        check=False,
        capture_output=True,
        timeout=60,
    )


KINDS = (
    Kind("proxy: hole", 8, _proxied("hole"), 2, 20),
    Kind("proxy: drop", 5, _proxied("drop"), 1, 10),
    Kind("proxy: trickle", 5, _proxied("trickle"), 2, 8),
    Kind("connections: FIN", 6, _ended("fin")),
    Kind("connections: RST", 6, _ended("rst")),
    Kind("connections: dead", 4, _dead_connections),
    Kind("unsolicited words", 4, _said),
    Kind("SIGKILL", 6, _signal(signal.SIGKILL), kills=True),
    Kind("SIGTERM", 2, _signal(signal.SIGTERM), kills=True),
    Kind("SIGHUP", 3, _signal(signal.SIGHUP), signals=True),
    Kind("frozen", 2, _frozen, 1, 5, hinders=True),
    Kind("second instance", 2, _second_instance, signals=True),
    Kind("clock: back", 1, _clock_set(-timedelta(minutes=10).total_seconds()), 1, 3, hinders=True),
    Kind("clock: ahead", 1, _clock_set(timedelta(minutes=5).total_seconds()), 1, 3, hinders=True),
    Kind("UIDVALIDITY", 3, _new_uidvalidity),
    Kind("mailbox comes and goes", 3, _mailbox_comes_and_goes, 2, 8, reaches=True),
    Kind("mailbox unreadable", 3, _unreadable, 2, 5, hinders=True),
    Kind("wrong password", 2, _wrong_password, 2, 6, signals=True),
    Kind("malformed mail", 6, _malformed, reaches=True),
    Kind("ledger locked", 3, _locked, 1, 5, hinders=True),
    Kind("disk full", 3, _full_disk, 1, 6),
    Kind("ledger restored", 4, _restored, kills=True),
    Kind("server restarted", 2, _restarted_server, 0, 2, hinders=True),
)
