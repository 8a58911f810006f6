"""What the user says from inside their mail program: by filing a message, by a sealed mail to themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import structlog

from tests.pipeline.letters import ME, application, letter
from tests.pipeline.worlds import Clock, world
from watcher.cadence import State
from watcher.inference import Kind
from watcher.mail import MemoryAccount
from watcher.pipeline.passes import World
from watcher.timeline import Application, Stage, short_id
from watcher.timeline.commands import Command, Verb, subject

NOW = datetime(2026, 3, 18, 9, 0, tzinfo=UTC)


class Desk:
    """A user with one application whose receipt check waits in Drafts."""

    def __init__(self, folder: Path) -> None:
        self.clock = Clock(NOW)
        self.account = MemoryAccount("personal")
        self.account.deliver("Sent", application(NOW - timedelta(days=9)), received_at=NOW - timedelta(days=9))
        self.world: World = world(folder, [self.account], self.clock)
        self.world.once()

    @property
    def only(self) -> Application:
        (found,) = self.world.timeline(self.clock.now).applications
        return found

    def ask(self, verb: Verb, argument: str = "", *, days: int = 21, mailbox: str = "Sent", key: bytes = b"") -> None:
        """The user presses Send on a link of the digest."""
        command = Command(verb, self.only.id, self.clock.now.date() + timedelta(days=days), argument)
        self.send(subject(command, "a link of the digest", key or self.world.ear.key()), mailbox=mailbox)

    def send(self, text: str, *, mailbox: str = "Sent", to: str = ME, sender: str = ME) -> None:
        self.clock.now += timedelta(minutes=10)
        name = f"cmd{self.clock.now:%d%H%M}@example.org"
        mail = letter(f"Ada <{sender}>", to, text, "", at=self.clock.now, message_id=name)
        self.account.deliver(mailbox, mail, received_at=self.clock.now)

    def file(self, mailbox: str, content: bytes) -> list[str]:
        self.clock.now += timedelta(minutes=10)
        self.account.deliver(mailbox, content, received_at=self.clock.now)
        return self.world.once().heard

    def entries(self) -> list[Kind]:
        return [f.event.kind for f in self.world.ledger.entered()]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def logged() -> Iterator[list[dict[str, object]]]:
    with structlog.testing.capture_logs() as entries:
        yield entries  # type: ignore[misc]


def test_a_command_is_obeyed_at_once_and_its_draft_goes(desk: Desk) -> None:
    desk.ask(Verb.CLOSE)
    summary = desk.world.once()
    assert summary.heard == [f"watcher: a link of the digest {_brackets(desk)}: asked by mail: {_name(desk)}"]
    assert desk.only.stage is Stage.CLOSED
    assert [i.written.state for i in desk.world.ledger.intents()] == [State.WITHDRAWN]


def _name(desk: Desk) -> str:
    (text,) = desk.world.ledger.entered()[-1].event.evidence
    return text.removeprefix("asked by mail: ")


def _brackets(desk: Desk) -> str:
    (sent,) = (s for s in desk.world.ledger.seen() if s.envelope.subject.startswith("watcher: "))
    return sent.envelope.subject[sent.envelope.subject.index("[") :]


@pytest.mark.parametrize("verb", [v for v in Verb if v not in (Verb.MERGE, Verb.MOVE)])
def test_each_verb_enters_what_it_says(desk: Desk, verb: Verb) -> None:
    kinds = {
        Verb.SNOOZE: Kind.SNOOZED,
        Verb.CLOSE: Kind.CLOSED,
        Verb.REOPEN: Kind.REOPENED,
        Verb.IGNORE: Kind.MOVED,
        Verb.CALLED: Kind.CALLED,
        Verb.DONE: Kind.CANDIDATE_REPLY,
        Verb.TOLD: Kind.PROMISE,
        Verb.WRITE: Kind.WANTED,
    }
    if verb is Verb.REOPEN:
        desk.ask(Verb.CLOSE)
        desk.world.once()
    desk.ask(verb, "7" if verb is Verb.SNOOZE else "")
    desk.world.once()
    assert desk.entries()[-1] is kinds[verb]


def test_what_they_said_after_an_interview_is_a_promise_with_its_day(desk: Desk) -> None:
    desk.ask(Verb.TOLD, "260327")
    desk.ask(Verb.TOLD, "")
    desk.ask(Verb.TOLD, "261399")
    assert len(desk.world.once().heard) == 2
    assert [f.event.due_by for f in desk.world.ledger.entered()] == [date(2026, 3, 27), None]


@pytest.mark.parametrize(("snoozed", "why"), [(False, "due on "), (True, "snoozed until ")])
def test_a_draft_that_is_held_back_is_written_once_when_asked_for(desk: Desk, snoozed: bool, why: str) -> None:
    desk.file("Sent", application(desk.clock.now, number=2, company="Beta", to="bob@beta.example"))
    search = desk.world.timeline(desk.clock.now)
    beta = next(a for a in search.applications if a.company == "Beta")
    if snoozed:
        snooze = Command(Verb.SNOOZE, beta.id, desk.clock.now.date(), "30")
        desk.send(subject(snooze, "later", desk.world.ear.key()))
        desk.world.once()
        search = desk.world.timeline(desk.clock.now)
    plan = desk.world.plan(search, desk.clock.now, desk.world.assumed_health())
    (held,) = (f for f in plan.follow_ups if f.application == beta.id)
    assert held.held.startswith(why)
    for _ in range(2):
        command = Command(Verb.WRITE, beta.id, desk.clock.now.date(), held.key)
        desk.send(subject(command, "now", desk.world.ear.key()))
        summary = desk.world.once()
    assert summary.drafted == []
    assert [i.written.recipient for i in desk.world.ledger.intents()] == ["jane.doe@acme.example", "bob@beta.example"]


def test_a_message_that_could_not_be_decided_is_placed(desk: Desk) -> None:
    for number, role in ((2, "Data Engineer in Kiel"), (3, "Data Analyst")):
        mail = application(desk.clock.now - timedelta(days=3), number=number, to=f"hr{number}@acme.example")
        desk.account.deliver("Sent", mail.replace(b"Data Engineer", role.encode()), received_at=desk.clock.now)
    desk.file(
        "INBOX",
        letter(
            "Acme <news@acme.example>",
            ME,
            "Your application at Acme",
            "Thank you for your application at Acme. We have received it and will review it.\n",
            at=desk.clock.now,
            message_id="which@acme.example",
        ),
    )
    (unclear,) = desk.world.timeline(desk.clock.now).ambiguous
    assert unclear.fact.envelope is not None
    message, to = short_id(unclear.fact.envelope.identity), unclear.candidates[0]
    for argument in (to, to, "new"):  # asked twice, and then otherwise: it is decided already
        command = Command(Verb.MOVE, message, desk.clock.now.date(), argument)
        desk.send(subject(command, "belongs", desk.world.ear.key()))
        desk.world.once()
    search = desk.world.timeline(desk.clock.now)
    assert search.ambiguous == ()
    assert desk.entries() == [Kind.MOVED]
    (holder,) = (a for a in search.applications if unclear.fact.id in {f.id for f in a.facts})
    assert holder.id == to


def test_two_applications_are_merged(desk: Desk) -> None:
    first = desk.only
    mail = application(desk.clock.now, number=2, company="Beta", to="bob@beta.example")
    desk.file("Sent", mail)
    one, other = desk.world.timeline(desk.clock.now).applications
    into, away = (one, other) if one.id == first.id else (other, one)
    command = Command(Verb.MERGE, away.id, desk.clock.now.date(), into.id)
    desk.send(subject(command, "one and the same", desk.world.ear.key()))
    desk.world.once()
    assert desk.only.company == "Acme"


@pytest.mark.parametrize("mailbox", ["Sent", "INBOX"])
def test_a_copy_in_inbox_and_one_in_sent_are_one_command(desk: Desk, mailbox: str) -> None:
    desk.ask(Verb.SNOOZE, "7", mailbox=mailbox)
    assert len(desk.world.once().heard) == 1
    assert desk.world.once().heard == []


def test_sent_again_it_does_nothing_even_after_it_was_taken_back(desk: Desk) -> None:
    desk.ask(Verb.CLOSE)
    desk.world.once()
    desk.ask(Verb.REOPEN)
    desk.world.once()
    (close,) = (s.envelope.subject for s in desk.world.ledger.seen() if "[close." in s.envelope.subject)
    desk.send(close)
    assert desk.world.once().heard == []
    assert desk.only.stage is not Stage.CLOSED


@pytest.mark.parametrize(
    "tamper",
    [
        lambda text: text.replace("[close.", "[ignore."),
        lambda text: text[:-4] + "aaa]",
        lambda text: text.replace("]", "x]"),
    ],
)
def test_what_was_tampered_with_is_ignored_and_logged_once(
    desk: Desk, logged: list[dict[str, object]], tamper: object
) -> None:
    command = Command(Verb.CLOSE, desk.only.id, desk.clock.now.date() + timedelta(days=2))
    desk.send(tamper(subject(command, "close", desk.world.ear.key())))  # type: ignore[operator]
    for _ in range(2):
        assert desk.world.once().heard == []
    assert desk.entries() == []
    refusals = [line for line in logged if line["event"] == "a command in the mail was not obeyed"]
    assert len(refusals) == 1
    assert "close" not in str(refusals[0].values())


def test_one_that_is_too_old_or_from_another_ledger_is_ignored(desk: Desk) -> None:
    desk.ask(Verb.CLOSE, days=-1)
    desk.ask(Verb.CLOSE, key=b"x" * 32)
    assert desk.world.once().heard == []
    assert desk.only.stage is not Stage.CLOSED


def test_a_date_before_it_expired_helps_nobody_who_sends_it_later(desk: Desk) -> None:
    command = Command(Verb.CLOSE, desk.only.id, desk.clock.now.date())
    text = subject(command, "close", desk.world.ear.key())
    mail = letter(f"Ada <{ME}>", ME, text, "", at=desk.clock.now, message_id="late@example.org")
    desk.clock.now += timedelta(days=20)
    desk.account.deliver("INBOX", mail, received_at=desk.clock.now)
    assert [desk.world.once().heard for _ in range(2)] == [[], []]


def test_nobody_else_can_ask(desk: Desk) -> None:
    command = Command(Verb.CLOSE, desk.only.id, desk.clock.now.date() + timedelta(days=2))
    text = subject(command, "close", desk.world.ear.key())
    desk.send(text, mailbox="INBOX", sender="mallory@evil.example")
    desk.send(text, mailbox="Sent", to="jane.doe@acme.example")
    assert desk.world.once().heard == []
    assert desk.only.stage is not Stage.CLOSED


def test_an_application_that_is_gone_cannot_be_asked_for(desk: Desk, logged: list[dict[str, object]]) -> None:
    command = Command(Verb.CLOSE, "aaaaaaa", desk.clock.now.date())
    desk.send(subject(command, "close", desk.world.ear.key()))
    assert desk.world.once().heard == []
    assert "aaaaaaa" in str(logged)


def test_what_is_filed_as_not_mine_is_gone_until_undone(desk: Desk) -> None:
    told = desk.file("Watcher/Ignore", application(NOW - timedelta(days=9)))
    assert len(told) == 1
    assert desk.world.timeline(desk.clock.now).applications == ()
    assert [i.written.state for i in desk.world.ledger.intents()] == [State.WITHDRAWN]
    assert desk.world.once().heard == []


def test_what_is_filed_as_a_job_is_one(desk: Desk) -> None:
    mail = letter(
        "Lee <lee@gamma.example>", f"Ada <{ME}>", "Tuesday", "See you then.\n", at=NOW, message_id="x@gamma.example"
    )
    desk.file("INBOX", mail)
    assert len(desk.world.timeline(desk.clock.now).applications) == 1
    desk.file("Watcher.Job", mail)
    assert len(desk.world.timeline(desk.clock.now).applications) == 2


def test_a_rescan_says_nothing_twice(desk: Desk) -> None:
    desk.file("Watcher/Ignore", application(NOW - timedelta(days=9)))
    before = desk.entries()
    with desk.world.ledger.exclusive():
        desk.world.ledger.record("personal", (), "", complete=False, now=desk.clock.now)
    desk.world.once()
    assert desk.entries() == before
