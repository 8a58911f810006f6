"""Moments in a draft's life on a real Dovecot, kept as files: any number of tests begin at the same moment.

A `Desk` is one user with a mailbox, a config and a ledger. Its mailboxes and its ledger are copied to make another
desk in the very same state, UIDs and UIDVALIDITY included.
"""

from __future__ import annotations

import itertools
import sqlite3
import subprocess
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.utils import format_datetime
from io import StringIO
from pathlib import Path
from typing import cast

from rich.console import Console

from tests.pipeline.letters import ME, answer, application, chat, letter, rejection
from tests.servers.dovecot import Dovecot, ImapUser
from tests.system.kill import Kind, Point, Work, killed
from watcher.bootstrap import wire
from watcher.cli.passes import print_summary
from watcher.config import load
from watcher.drafting.untouched import is_untouched
from watcher.pipeline.report import Summary
from watcher.store import SqlLedger

NOW = datetime(2026, 3, 18, 9, 0, tzinfo=UTC)
APPLIED = NOW - timedelta(days=9)
RERUNS = (timedelta(minutes=1), timedelta(hours=2))
"""When the passes after the killed one are made: at once, and late enough for a draft that is gone to be given up."""

OWN_DRAFT = letter(ME, "Bob <bob@friends.example>", "Swim", "Dear Bob,\n", at=APPLIED, message_id="own1@example.org")
EDIT = b"P.S. I moved to Bergen.\r\n"
SETTLE = 0.05
MAILBOXES = ("INBOX", "Sent", "Drafts", "Trash")
_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Told:
    """All that outlives a process: the mailboxes (letters with flags) and what the ledger holds, times apart."""

    mail: Mapping[str, Sequence[tuple[bytes, frozenset[str]]]]
    messages: Counter[tuple[object, ...]]
    events: Counter[tuple[object, ...]]
    cursors: Mapping[str, str]
    drafts: Mapping[str, Sequence[str]]
    """By Message-ID the states of the draft's life, in their order; one that is told twice on end counts once."""


def write_config(folder: Path, user: ImapUser, port: int, *, tls: str = "none") -> Path:
    """The config of a user at a port of their server, or of a proxy before it; the ledger lies beside it."""
    secret = folder / "password"
    secret.write_text(user.password + "\n")
    secret.chmod(0o600)
    path = folder / "config.toml"
    path.write_text(
        f"""
timezone = "UTC"
[identity]
name = "Ada Example"
addresses = ["{ME}"]
[[accounts]]
name = "personal"
kind = "imap"
host = "localhost"
port = {port}
tls = "{tls}"
ca_file = "{user.server.ca_file}"
username = "{user.name}"
password = {{ file = "password" }}
write = true
[cadence]
settle_seconds = {SETTLE}
[store]
url = "sqlite:///ledger.sqlite"
[digest]
weekday = "off"
"""
    )
    return path


class Desk:
    """One user at one moment. `folder` holds the config and the ledger."""

    def __init__(self, server: Dovecot, folder: Path) -> None:
        self.user = ImapUser(server, f"desk{next(_numbers)}")
        self.folder = folder
        self.ledger = folder / "ledger.sqlite"
        self._backup = folder / "backup.sqlite"
        folder.mkdir(parents=True)
        write_config(folder, self.user, server.imap)

    def copied(self, folder: Path) -> Desk:
        """Another user in the same state. Nobody may be at work on this one."""
        other = Desk(self.user.server, folder)
        mail = self.user.server.home / "mail"
        subprocess.run(["cp", "-a", str(mail / self.user.name), str(mail / other.user.name)], check=True)
        for path in self.folder.glob("ledger.sqlite*"):
            (folder / path.name).write_bytes(path.read_bytes())
        return other

    def back_up(self) -> None:
        """Lay a copy of the ledger aside."""
        with closing(sqlite3.connect(self.ledger)) as ledger, closing(sqlite3.connect(self._backup)) as backup:
            ledger.backup(backup)

    def restore(self, desk: Desk) -> None:
        """Put the copy that was laid aside at that desk in the place of the ledger."""
        for path in self.folder.glob("ledger.sqlite*"):
            path.unlink()
        self.ledger.write_bytes(desk._backup.read_bytes())

    def once(self, *at: datetime) -> list[Summary]:
        """Passes at these moments, each with its report, by one run of the real program."""
        moments = list(at or [NOW])
        world = wire(load(self.folder / "config.toml"), clock=lambda: moments[0]).world
        summaries = []
        with closing(cast("SqlLedger", world.ledger)):
            while moments:
                summaries.append(world.once())
                print_summary(summaries[-1], Console(file=StringIO()))
                moments.pop(0)
        return summaries

    def settle(self) -> list[Summary]:
        """The passes of the run that follows on the one that may have been killed."""
        return self.once(*(NOW + later for later in RERUNS))

    # --- what the world does ----------------------------------------------------------------------------------------

    def apply(self, number: int = 1, at: datetime = APPLIED) -> None:
        """The user writes to company `number`."""
        content = application(at, number=number, to=self.address(number), company=f"Company{number}")
        self.user.append("Sent", content, ("\\Seen",), at)

    def receive(self, content: bytes, at: datetime = NOW) -> None:
        self.user.append("INBOX", content, internaldate=at)

    @staticmethod
    def address(number: int) -> str:
        return f"jane@company{number}.example"

    def take_draft(self, number: int = 1) -> bytes:
        """Take the program's draft to company `number` out of Drafts for good."""
        with self.user.client() as client:
            client.select_folder("Drafts")
            (uid,) = client.search(["TO", self.address(number)])
            content: bytes = client.fetch([uid], ["BODY.PEEK[]"])[uid][b"BODY[]"]
            client.delete_messages([uid])
            client.uid_expunge([uid])
        return content

    def send(self, number: int = 1, *, at: datetime = NOW - timedelta(minutes=5), message_id: str = "") -> None:
        """The user sends the draft, by a program that sets a new Date and perhaps a new Message-ID."""
        sent = message_from_bytes(self.take_draft(number))
        sent.replace_header("Date", format_datetime(at))
        if message_id:
            sent.replace_header("Message-ID", f"<{message_id}>")
        self.user.append("Sent", sent.as_bytes(), ("\\Seen",), at)

    def edit(self, number: int = 1, *, at: datetime = NOW - timedelta(minutes=5)) -> None:
        self.user.append("Drafts", self.take_draft(number) + EDIT, ("\\Draft",), at)

    def renumber(self, mailbox: str) -> None:
        """The mailbox is made anew with the same mail: another UIDVALIDITY."""
        content = [(one.content, one.internaldate) for one in self.user.messages(mailbox)]
        self.user.recreate(mailbox)
        self.user.append_many(mailbox, content)

    # --- what there is ----------------------------------------------------------------------------------------------

    def drafts(self) -> Counter[str]:
        """The copies of each of the program's drafts, by Message-ID."""
        ids = [message_from_bytes(one.content)["Message-ID"] for one in self.user.messages("Drafts")]
        return Counter(one.strip("<>") for one in ids if one != "<own1@example.org>")

    def told(self) -> Told:
        with closing(sqlite3.connect(self.ledger)) as ledger:
            assert ledger.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert ledger.execute("PRAGMA foreign_key_check").fetchall() == []
            states: dict[str, list[str]] = defaultdict(list)
            for message_id, state in ledger.execute(_STATES):
                if states[message_id][-1:] != [state]:
                    states[message_id].append(state)
            return Told(
                {mailbox: self._mail(mailbox) for mailbox in MAILBOXES},
                Counter(ledger.execute(_MESSAGES)),
                Counter(ledger.execute(_EVENTS)),
                dict(ledger.execute("SELECT name, cursor FROM accounts WHERE first_sync_done")),
                dict(states),
            )

    def _mail(self, mailbox: str) -> list[tuple[bytes, frozenset[str]]]:
        """Its messages; the Date of a draft is when it was written, which may be before or after the kill."""
        stored = self.user.messages(mailbox)
        dated = mailbox == "Drafts"
        return sorted((_undated(one.content) if dated else one.content, one.flags - {"\\Recent"}) for one in stored)


def _undated(content: bytes) -> bytes:
    lines = [line for line in content.splitlines() if not line.startswith(b"Date:")]
    plain = b"\n".join(lines)
    assert is_untouched(plain, content)
    return plain


_MESSAGES = """
    SELECT m.identity, m.message_id, m.account, m.mailbox, m.place, m.sent_at, m.payload, p.account, p.mailbox, p.place
    FROM messages m LEFT JOIN places p ON p.message = m.id
"""
_EVENTS = """
    SELECT m.identity, i.rules_version, i.ignored, i.human, i.language, i.payload, e.number, e.kind, e.occurred_at,
           e.payload
    FROM messages m LEFT JOIN inferences i ON i.message = m.id LEFT JOIN events e ON e.inference = i.id
"""
_STATES = "SELECT f.message_id, s.state FROM follow_ups f JOIN steps s ON s.follow_up = f.key ORDER BY s.id"


@dataclass(frozen=True, slots=True)
class Scene:
    """A moment: `prepare` leads there. `ends` are the last states of all drafts once nothing is left to do, sorted."""

    name: str
    prepare: Callable[[Desk], None]
    ends: Sequence[str]

    def __str__(self) -> str:
        return self.name


def _history(desk: Desk) -> None:
    """Nothing was ever read: an application without an answer, one with one, one rejected."""
    for number in (1, 2, 3):
        desk.apply(number)
    desk.receive(answer(APPLIED + timedelta(days=1), number=2, sender=desk.address(2)), APPLIED + timedelta(days=1))
    desk.receive(rejection(NOW - timedelta(days=1), number=3, sender=desk.address(3)), NOW - timedelta(days=1))
    for serial in (1, 2):
        desk.receive(chat(APPLIED, serial), APPLIED)


def _two_due(desk: Desk) -> None:
    """Two applications were read when they were fresh; now both are due."""
    desk.apply(1)
    desk.apply(2)
    desk.once(APPLIED + timedelta(hours=1))


def _waiting(desk: Desk) -> None:
    """A draft waits since an hour ago."""
    desk.apply()
    desk.once(NOW - timedelta(hours=1))


def _answered(desk: Desk) -> None:
    """A draft waits, and the answer has come; beside it another application is new."""
    _waiting(desk)
    desk.receive(answer(NOW - timedelta(minutes=5), sender=desk.address(1)), NOW - timedelta(minutes=5))
    desk.apply(2, NOW - timedelta(minutes=4))


def _late(desk: Desk) -> None:
    """A draft waits since it was due; now it is late, and is written anew in its place."""
    desk.apply()
    desk.once(NOW - timedelta(days=6))


def _sent(desk: Desk) -> None:
    _waiting(desk)
    desk.send()


def _sent_anew(desk: Desk) -> None:
    """The draft was sent by a program that gave it a new Message-ID."""
    _waiting(desk)
    desk.send(message_id="fresh1@example.org")


def _gone(desk: Desk) -> None:
    """The user deleted the draft; no pass has seen that yet."""
    _waiting(desk)
    desk.take_draft()


def _missed(desk: Desk) -> None:
    """The user deleted the draft; a pass missed it an hour ago, and this one gives it up."""
    desk.apply()
    desk.once(NOW - timedelta(hours=2))
    desk.take_draft()
    desk.once(NOW - timedelta(hours=1))


def _edited(desk: Desk) -> None:
    _waiting(desk)
    desk.edit()


def _edited_answered(desk: Desk) -> None:
    """The answer has come, but the user was at work on the draft."""
    _edited(desk)
    desk.receive(answer(NOW - timedelta(minutes=4), sender=desk.address(1)), NOW - timedelta(minutes=4))


def _crashed(desk: Desk, point: Point) -> None:
    desk.apply()
    work: Work = lambda: desk.once(NOW - timedelta(minutes=1))  # noqa: E731
    assert killed(work, point, desk.ledger), f"the pass never came to {point}"


def _unsure(desk: Desk) -> None:
    """The pass before died after its APPEND, and before it could say so."""
    _crashed(desk, Point(Kind.BEGIN, "look.look", 2))


def _cut(desk: Desk) -> None:
    """The pass before died in the midst of its APPEND."""
    _crashed(desk, Point(Kind.HALF, "APPEND literal", 1))


def _renumbered(desk: Desk) -> None:
    """A draft waits; the server made Sent anew, so that all of it is read again."""
    _answered(desk)
    desk.renumber("Sent")


SCENES = (
    Scene("first sync", _history, ["confirmed", "confirmed", "confirmed"]),
    Scene("two due", _two_due, ["confirmed", "confirmed"]),
    Scene("late", _late, ["confirmed"]),
    Scene("answered", _answered, ["withdrawn"]),
    Scene("sent", _sent, ["sent"]),
    Scene("sent anew", _sent_anew, ["sent"]),
    Scene("gone", _gone, ["declined"]),
    Scene("missed", _missed, ["declined"]),
    Scene("edited", _edited, ["edited"]),
    Scene("edited and answered", _edited_answered, ["edited"]),
    Scene("unsure", _unsure, ["confirmed"]),
    Scene("cut", _cut, ["confirmed"]),
    Scene("renumbered", _renumbered, ["withdrawn"]),
)


def at_the_desk(scene: Scene, server: Dovecot, folder: Path) -> Desk:
    """The user at the moment of the scene, beside a draft of their own."""
    desk = Desk(server, folder)
    desk.user.append("Drafts", OWN_DRAFT, ("\\Draft",), APPLIED)
    scene.prepare(desk)
    return desk
