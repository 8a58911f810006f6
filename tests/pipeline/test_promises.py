"""A state machine of user, employer, server and crash against the promises: one draft, silent when answered."""

from __future__ import annotations

import contextlib
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.contracts import programs
from tests.pipeline.letters import JANE, ME, answer, application, calendar_mail, letter, out_of_office, rejection
from tests.pipeline.worlds import Clock, world
from watcher.cadence import Action, FollowUpKind, State
from watcher.drafting import Draft, compose
from watcher.errors import ServerError
from watcher.mail.memory import MemoryAccount
from watcher.pipeline.passes import World

PROGRAMS = [
    programs.as_it_was,
    programs.edited,
    programs.renamed,
    programs.to_a_colleague,
    programs.phone,
    programs.phone_to_a_colleague,
    programs.phone_under_another_subject,
]
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CAP = 3


class Crash(BaseException):
    """The process dies here."""


class Fragile:
    """A port that passes calls on; at call number `at` of a method in `methods` it dies, or the network does."""

    def __init__(self, port: Any, fault: BaseException, at: int, *, after: bool) -> None:
        self._port, self._fault, self._at, self._after, self._calls = port, fault, at, after, 0

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._port, name)
        if name not in {
            "fetch",
            "put_draft",
            "find_drafts",
            "remove_draft",
            "whereabouts",
            "record",
            "remember",
            "plan",
            "renew",
            "step",
            "missing",
        }:
            return value

        def call(*args: Any, **kwargs: Any) -> Any:
            self._calls += 1
            due = self._calls == self._at
            if due and not self._after:
                raise self._fault
            result = value(*args, **kwargs)
            if due:
                raise self._fault
            return result

        return call


class Search(RuleBasedStateMachine):
    """Three applications by mail, each to a person of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.clock = Clock(START)
        self.account = MemoryAccount("personal")
        self.people = {number: f"jane{number}@company{number}.example" for number in (1, 2, 3)}
        self.serial = 0
        self.process: World | None = None
        self.answered: dict[int, datetime] = {}
        self.ended: set[int] = set()
        self.declined: set[str] = set()
        self.sent: set[str] = set()
        self.filed: set[str] = set()
        self.late: list[tuple[str, bytes]] = []
        self.edited: dict[str, bytes] = {}
        self.saved_beside: set[str] = set()
        for number, address in self.people.items():
            self.account.deliver(
                "Sent",
                application(START, number=number, to=address, company=f"Company{number}"),
                received_at=START,
            )

    def teardown(self) -> None:
        self.folder.cleanup()

    def world(self) -> World:
        """The process: the same one until it dies."""
        if self.process is None:
            self.process = world(Path(self.folder.name), [self.account], self.clock, max_waiting=CAP)
        return self.process

    @initialize(days=st.sampled_from([3, 3, 9]))
    def drafts_wait(self, days: int) -> None:
        """On the third day what was mailed is asked for; by the ninth that is late."""
        self.clock.now += timedelta(days=days)
        self.one_pass()

    def one_pass(self) -> None:
        self.world().once(allow_bulk=True)

    def drafts(self) -> Mapping[int, Any]:
        return {uid: message_from_bytes(content) for uid, content in self.account.contents("Drafts").items()}

    def to(self, number: int) -> Sequence[int]:
        return [uid for uid, message in self.drafts().items() if self.people[number] in message["To"]]

    @rule(minutes=st.sampled_from([5, 11, 60 * 24, 60 * 24 * 5]))
    def time_passes(self, minutes: int) -> None:
        self.clock.now += timedelta(minutes=minutes)

    @rule(minutes=st.sampled_from([0, 5, 11, 60 * 24, 60 * 24 * 5]))
    def a_pass(self, minutes: int) -> None:
        self.clock.now += timedelta(minutes=minutes)
        self.one_pass()
        self.saved_beside.clear()
        for number, at in self.answered.items():
            assert not self.untouched(number, at), "a draft from before a human answer stands after it"
        for one, state in self.states().items():
            assert one not in self.filed or state is State.SENT, "what was sent is not known as sent"
            assert one not in self.declined or state is not State.SENT, "what was deleted counts as sent"
            assert one not in self.edited or state is State.EDITED, "what the user edited does not count as theirs"

    def states(self) -> Mapping[str, State]:
        return {f"<{i.written.message_id}>": i.written.state for i in self.world().ledger.intents()}

    def untouched(self, number: int, before: datetime) -> list[int]:
        """Drafts to this person that were written before a moment, and that nobody edited."""
        drafts, contents = self.drafts(), self.account.contents("Drafts")
        return [
            uid
            for uid in self.to(number)
            if contents[uid] not in self.edited.values() and parsedate_to_datetime(drafts[uid]["Date"]) < before
        ]

    @rule(number=st.sampled_from([1, 2, 3]))
    def employer_answers(self, number: int) -> None:
        self.serial += 1
        self.account.deliver(
            "INBOX",
            answer(self.clock.now, number=number, sender=self.people[number], serial=self.serial),
            received_at=self.clock.now,
        )
        if number not in self.ended:
            self.answered[number] = self.clock.now

    @rule(number=st.sampled_from([1, 2, 3]))
    def out_of_office(self, number: int) -> None:
        self.account.deliver(
            "INBOX",
            out_of_office(self.clock.now, number=number, sender=self.people[number]),
            received_at=self.clock.now,
        )

    @rule(number=st.sampled_from([1, 2, 3]))
    def employer_rejects(self, number: int) -> None:
        self.account.deliver(
            "INBOX", rejection(self.clock.now, number=number, sender=self.people[number]), received_at=self.clock.now
        )
        self.ended.add(number)
        self.answered.pop(number, None)

    def taken(self, data: st.DataObject) -> tuple[str, bytes]:
        """The user takes a draft out of Drafts, and what their program saved beside it: its Message-ID, its content."""
        uid = data.draw(st.sampled_from(sorted(self.drafts())))
        content, one = self.account.contents("Drafts")[uid], self.drafts()[uid]["Message-ID"]
        for other, message in self.drafts().items():
            if message["Message-ID"] == one:
                self.account.delete("Drafts", other)
        self.edited.pop(one, None)
        self.saved_beside.discard(one)
        return one, content

    @precondition(lambda self: self.drafts())
    @rule(data=st.data(), program=st.sampled_from(PROGRAMS), files=st.sampled_from(["now", "late", "never"]))
    def user_sends_a_draft(self, data: st.DataObject, program: programs.Program, files: str) -> None:
        known = {one for one, state in self.states().items() if state in (State.CONFIRMED, State.EDITED)}
        one, content = self.taken(data)
        if one not in known:
            # The pass that stored it died before it could know: without a copy nothing tells it from one not stored.
            files = "now"
        if one not in known or files != "now":
            program = programs.as_it_was
        sent = program(content, self.clock.now)
        self.sent.add(one)
        if files == "now":
            self.account.deliver("Sent", sent, received_at=self.clock.now)
            self.filed.add(one)
            self._moved(message_from_bytes(sent)["To"])
        else:
            self.late.append((one, sent if files == "late" else b""))

    @precondition(lambda self: self.late)
    @rule()
    def what_was_sent_shows(self) -> None:
        """Its copy is filed at last; where none ever is, somebody answers it."""
        one, sent = self.late.pop(0)
        self.serial += 1
        if sent:
            self.account.deliver("Sent", sent, received_at=self.clock.now)
            self._moved(message_from_bytes(sent)["To"])
        else:
            mail = letter(
                "Jane <jane@elsewhere.example>",
                ME,
                "Re: your mail",
                "It arrived.\n",
                at=self.clock.now,
                message_id=f"proof{self.serial}@elsewhere.example",
                answers=one.strip("<>"),
            )
            self.account.deliver("INBOX", mail, received_at=self.clock.now)
        if one in self.states():
            self.filed.add(one)

    @precondition(lambda self: self.drafts())
    @rule(data=st.data(), mailbox=st.sampled_from(["", "Trash", "Archive"]))
    def user_deletes_or_moves_a_draft(self, data: st.DataObject, mailbox: str) -> None:
        one, content = self.taken(data)
        self.declined.add(one)
        if mailbox:
            self.account.deliver(mailbox, content, received_at=self.clock.now, flags=("\\Draft",))

    @precondition(lambda self: self.drafts())
    @rule(data=st.data(), beside=st.booleans())
    def user_edits_a_draft(self, data: st.DataObject, *, beside: bool) -> None:
        """Their program saves it under a new UID; one that had it open leaves the older one standing `beside`."""
        uid = data.draw(st.sampled_from(sorted(self.drafts())))
        content, one = self.account.contents("Drafts")[uid] + b"edited\r\n", self.drafts()[uid]["Message-ID"]
        if one in self.edited or not beside:
            self.account.delete("Drafts", uid)
        else:
            self.saved_beside.add(one)
        self.account.deliver("Drafts", content, received_at=self.clock.now, flags=("\\Draft",))
        self.edited[one] = content

    @rule(number=st.sampled_from([1, 2, 3]))
    def user_writes_by_themselves(self, number: int) -> None:
        self.serial += 1
        text = "Hi Jane,\n\njust a short note: I moved house, my phone number stays.\n\nAda\n"
        mail = letter(
            ME,
            self.people[number],
            "Re: Application for Data Engineer",
            text,
            at=self.clock.now,
            message_id=f"own{self.serial}@example.org",
            answers=f"apply{number}@example.org",
        )
        self.account.deliver("Sent", mail, received_at=self.clock.now)
        self._moved(self.people[number])

    def _moved(self, recipient: str) -> None:
        """The user's own move starts a silence anew."""
        for number, address in self.people.items():
            if address in recipient:
                self.answered.pop(number, None)

    @rule()
    def server_renumbers(self) -> None:
        for mailbox in ("INBOX", "Sent"):
            self.account.renew(mailbox)

    @rule(at=st.integers(1, 12), after=st.booleans(), port=st.sampled_from(["account", "ledger"]))
    def a_pass_dies(self, at: int, after: bool, port: str) -> None:
        self._troubled(Crash(), at, after=after, port=port)

    @rule(at=st.integers(1, 8), after=st.booleans())
    def the_network_dies(self, at: int, after: bool) -> None:
        self._troubled(ServerError("the connection was lost"), at, after=after, port="account")

    def _troubled(self, fault: BaseException, at: int, *, after: bool, port: str) -> None:
        whole = self.world()
        if port == "account":
            broken = replace(whole, accounts=[Fragile(self.account, fault, at, after=after)])
        else:
            broken = replace(whole, ledger=Fragile(whole.ledger, fault, at, after=after))
        with contextlib.suppress(Crash):
            broken.once(allow_bulk=True)
        self.process = None

    @invariant()
    def never_two_of_one(self) -> None:
        counts = Counter(message["Message-ID"] for message in self.drafts().values())
        twice = {one for one, count in counts.items() if count > 1}
        assert twice <= self.saved_beside, "one follow-up stands twice in Drafts"

    @invariant()
    def what_the_user_edited_stands_as_they_left_it(self) -> None:
        assert set(self.edited.values()) <= set(self.account.contents("Drafts").values())

    @invariant()
    def nothing_declined_or_sent_comes_back(self) -> None:
        standing = {message["Message-ID"] for message in self.drafts().values()}
        assert not standing & self.declined, "a declined draft came back"
        assert not standing & self.sent, "a sent draft came back"

    @invariant()
    def one_waiting_draft_for_one_recipient(self) -> None:
        for number in self.people:
            ids = {self.drafts()[uid]["Message-ID"] for uid in self.to(number)}
            assert len(ids) <= 1, "two drafts wait for one person"

    @invariant()
    def only_to_people_the_user_wrote_to(self) -> None:
        for message in self.drafts().values():
            assert any(address in message["To"] for address in self.people.values())


TestSearch = Search.TestCase
TestSearch.settings = settings(
    max_examples=25, stateful_step_count=14, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


def test_the_machine_can_see_a_draft(tmp_path: Path) -> None:
    """Without it the properties above could hold because nothing is ever drafted."""
    clock, account = Clock(START), MemoryAccount("personal")
    account.deliver("Sent", application(START), received_at=START)
    clock.now += timedelta(days=9)
    summary = world(tmp_path, [account], clock).once()
    assert [intent.written.kind for intent in summary.drafted] == [FollowUpKind.RECEIPT_CHECK]
    assert len(account.contents("Drafts")) == 1


@pytest.mark.parametrize("story", ["answer", "out of office", "rejection"])
def test_an_answer_withdraws_the_untouched_draft_and_only_an_answer(tmp_path: Path, story: str) -> None:
    clock, account = Clock(START), MemoryAccount("personal")
    account.deliver("Sent", application(START), received_at=START)
    clock.now += timedelta(days=9)
    world(tmp_path, [account], clock).once()
    clock.now += timedelta(hours=1)
    mail = {"answer": answer, "out of office": out_of_office, "rejection": rejection}[story](clock.now)
    account.deliver("INBOX", mail, received_at=clock.now)
    summary = world(tmp_path, [account], clock).once()
    standing = len(account.contents("Drafts"))
    assert (len(summary.withdrawn), standing) == ((0, 1) if story == "out of office" else (1, 0))


def test_a_draft_that_the_user_sent_before_it_was_confirmed_is_not_written_again(tmp_path: Path) -> None:
    clock, account = Clock(START), MemoryAccount("personal")
    account.deliver("Sent", application(START), received_at=START)
    clock.now += timedelta(days=9)
    whole = world(tmp_path, [account], clock)
    with pytest.raises(Crash):
        replace(whole, accounts=[Fragile(account, Crash(), 3, after=True)]).once()
    ((uid, content),) = account.contents("Drafts").items()
    account.delete("Drafts", uid)
    account.deliver("Sent", content, received_at=clock.now)
    summary = world(tmp_path, [account], clock).once()
    assert (summary.drafted, summary.unconfirmed) == ([], 0)
    assert account.contents("Drafts") == {}


BOB = programs.BOB


def after_an_interview(folder: Path) -> tuple[Clock, MemoryAccount]:
    """Jane and Bob talked to the user for an hour, an hour ago; the drafts that thank them wait."""
    clock, account = Clock(START), MemoryAccount("personal")
    begins = START + timedelta(days=1)
    invitation = f"""BEGIN:VCALENDAR
METHOD:REQUEST
BEGIN:VEVENT
UID:round1@company.example
DTSTAMP:{START:%Y%m%dT%H%M%SZ}
DTSTART:{begins:%Y%m%dT%H%M%SZ}
DTEND:{begins + timedelta(hours=1):%Y%m%dT%H%M%SZ}
SUMMARY:Interview: Data Engineer at Acme
ORGANIZER;CN=Jane Doe:mailto:{JANE}
ATTENDEE;CN=Jane Doe:mailto:{JANE}
ATTENDEE;CN=Bob Ray:mailto:{BOB}
ATTENDEE;CN=Ada Example:mailto:{ME}
END:VEVENT
END:VCALENDAR
"""
    account.deliver("Sent", application(START - timedelta(days=2)), received_at=START - timedelta(days=2))
    account.deliver("INBOX", calendar_mail(START, invitation), received_at=START)
    clock.now = begins + timedelta(hours=2)
    summary = world(folder, [account], clock).once()
    thanks = [i.written.recipient for i in summary.drafted if i.written.kind is FollowUpKind.THANK_YOU]
    assert sorted(thanks) == [BOB, JANE]
    return clock, account


def test_two_interviewers_are_thanked_in_different_words(tmp_path: Path) -> None:
    _, account = after_an_interview(tmp_path)
    bodies = [message_from_bytes(c).get_payload(decode=True) for c in account.contents("Drafts").values()]
    first, second = (sentences(body.decode()) for body in bodies if isinstance(body, bytes))
    assert first
    assert second
    assert not first & second


@pytest.mark.parametrize("program", [programs.as_it_was, programs.renamed, programs.phone])
def test_thanks_that_came_to_be_late_in_a_thread_that_went_on_are_known_as_sent(
    tmp_path: Path, program: programs.Program
) -> None:
    """The draft is written anew, and answers what the user wrote to the other meanwhile."""
    clock, account = after_an_interview(tmp_path)

    def send(recipient: str, by: programs.Program) -> None:
        clock.now += timedelta(minutes=30)
        uid = next(u for u, c in account.contents("Drafts").items() if recipient in message_from_bytes(c)["To"])
        sent = by(account.contents("Drafts")[uid], clock.now)
        account.delete("Drafts", uid)
        account.deliver("Sent", sent, received_at=clock.now)

    send(JANE, programs.as_it_was)
    clock.now += timedelta(hours=25)
    summary = world(tmp_path, [account], clock).once()
    assert [i.written.recipient for i in summary.renewed] == [BOB]
    send(BOB, program)
    clock.now += timedelta(minutes=5)
    here = world(tmp_path, [account], clock)
    here.once()
    thanks = [w for w in here.written() if w.kind is FollowUpKind.THANK_YOU]
    assert {w.recipient: w.state for w in thanks} == {JANE: State.SENT, BOB: State.SENT}


def test_no_follow_up_of_an_application_is_worded_like_an_earlier_one(tmp_path: Path) -> None:
    """Whoever sends all three persistent follow-ups has written three different letters, as `plan` foretold."""
    clock, account = Clock(START), MemoryAccount("personal")
    account.deliver("Sent", application(START), received_at=START)
    account.deliver("INBOX", answer(START + timedelta(days=1)), received_at=START + timedelta(days=1))
    wordings: list[str] = []
    for _ in range(90):
        clock.now += timedelta(days=1)
        here = world(tmp_path, [account], clock)
        search = here.timeline(clock.now)
        foretold = [
            draft.wording
            for f in here.plan(search, clock.now, here.assumed_health()).follow_ups
            if f.action is Action.DRAFT
            and isinstance(draft := compose(f, here.voice, here.templates, clock.now), Draft)
        ]
        drafted = [i.written.gist.wording for i in here.once().drafted]
        assert drafted == foretold
        wordings += drafted
        for uid, content in account.contents("Drafts").items():
            account.delete("Drafts", uid)
            account.deliver("Sent", content, received_at=clock.now)
    assert [wording.partition("#")[0] for wording in wordings] == ["en/conversation_follow_up"] + 3 * ["en/persistence"]
    assert len(set(wordings)) == 4


def sentences(text: str) -> set[str]:
    """What a letter says between greeting and sign-off."""
    letter_text = text.replace(" \r\n", " ").partition("\r\n\r\n")[2].partition("Kind regards")[0]
    return {sentence.strip() for sentence in letter_text.replace("\r\n", " ").split(".") if sentence.strip()}
