"""The suite of a draft's life that every account passes: the user plays with their mail program, the daemon watches."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.contracts import programs
from tests.contracts.account_contract import World
from tests.contracts.programs import BOB, Program
from tests.pipeline.letters import JANE, ME, answer, application, letter, rejection
from tests.pipeline.worlds import Clock, world
from watcher.cadence import Certainty, FollowUpKind, Intent, State
from watcher.mail.headers import message_id_of
from watcher.pipeline.report import Summary
from watcher.reading import read, split
from watcher.store import back_up, restore

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # a Monday
GRACE = timedelta(minutes=11)
CERTAIN, LIKELY = Certainty.CERTAIN, Certainty.LIKELY


class Desk:
    """One silent application, and a draft that waits since three days after it."""

    def __init__(self, folder: Path, server: World) -> None:
        self.folder, self.server = folder, server
        self.account = server.account()
        self.clock = Clock(START)
        self.deliver("Sent", application(START))
        self.passes(timedelta(days=3))
        self.draft = self.drafts()[0]
        self.id = message_id_of(self.draft)

    def deliver(self, mailbox: str, content: bytes, at: datetime | None = None) -> None:
        self.server.deliver(mailbox, [(content, at or self.clock.now)])

    def passes(self, later: timedelta = timedelta(minutes=5)) -> Summary:
        self.clock.now += later
        return world(self.folder, [self.account], self.clock).once()

    def drafts(self) -> list[bytes]:
        return self.server.contents("Drafts")

    def intents(self) -> list[Intent]:
        return list(world(self.folder, [self.account], self.clock).ledger.intents())

    @property
    def first(self) -> Intent:
        return self.intents()[0]

    @property
    def state(self) -> State:
        return self.first.written.state

    def declined(self) -> bool:
        return self.state is State.DECLINED

    def send(self, program: Program, *, file: bool = True) -> bytes:
        """The user sends the draft by their program; `file` is False where no copy is filed."""
        self.clock.now += timedelta(minutes=2)
        sent = program(self.draft, self.clock.now)
        self.server.discard(self.id)
        if file:
            self.deliver("Sent", sent)
        return sent

    def own(self, text: str, subject: str = "Re: Application for Data Engineer at Acme", answers: str = "") -> None:
        self.clock.now += timedelta(minutes=2)
        number = f"own{self.clock.now:%d%H%M}@example.org"
        self.deliver("Sent", letter(ME, JANE, subject, text, at=self.clock.now, message_id=number, answers=answers))


class ReconcileContract:
    """Inherit, and give the `world` fixture, with the mailboxes INBOX, Sent, Drafts, Trash and Jobs."""

    @pytest.fixture
    def desk(self, world: World, tmp_path: Path) -> Desk:
        desk = Desk(tmp_path, world)
        assert (desk.first.written.kind, desk.state) == (FollowUpKind.RECEIPT_CHECK, State.CONFIRMED)
        return desk

    # Sent

    @pytest.mark.parametrize(
        ("program", "certainty", "to"),
        [
            (programs.as_it_was, CERTAIN, (JANE,)),
            (programs.edited, CERTAIN, (JANE,)),
            (programs.to_a_colleague, CERTAIN, (BOB,)),
            (programs.to_both, CERTAIN, (JANE, BOB)),
            (programs.renamed, CERTAIN, (JANE,)),
            (programs.phone, CERTAIN, (JANE,)),
            (programs.phone_to_a_colleague, CERTAIN, (BOB,)),
            (programs.phone_under_another_subject, CERTAIN, (JANE,)),
            (programs.phone_cut_short, LIKELY, (JANE,)),
        ],
    )
    def test_what_the_user_sent_is_known(
        self, desk: Desk, program: Program, certainty: Certainty, to: tuple[str, ...]
    ) -> None:
        desk.send(program)
        at = desk.clock.now
        desk.passes()
        written = desk.first.written
        assert (written.state, written.changed_at) == (State.SENT, at)
        assert written.copy is not None
        assert (written.copy.certainty, written.copy.to) == (certainty, to)
        assert certainty.value in desk.first.detail
        assert (BOB in desk.first.detail) is (BOB in to)
        assert desk.passes(timedelta(hours=1)).drafted == []
        desk.passes(timedelta(days=6))
        assert [i.written.kind for i in desk.intents()[1:]] == [FollowUpKind.SECOND_FOLLOW_UP]

    @pytest.mark.parametrize(
        ("text", "subject", "answers"),
        [
            ("Thanks!\n\nAda Example\n", "Re: Application for Data Engineer at Acme", "apply1@example.org"),
            ("Hi Jane,\n\nmy phone number changed to 0123 456789.\n\nAda Example\n", "My new number", ""),
        ],
    )
    def test_other_mail_to_the_same_person_is_not_the_draft(
        self, desk: Desk, text: str, subject: str, answers: str
    ) -> None:
        desk.server.discard(desk.id)
        desk.own(text, subject, answers)
        for _ in range(4):
            desk.passes()
        assert desk.first.written.copy is None
        assert desk.state in (State.DECLINED, State.WITHDRAWN)  # it had to go once the user wrote by themselves

    def test_a_copy_that_shows_up_hours_later_corrects_what_was_thought(self, desk: Desk) -> None:
        sent = desk.send(programs.phone, file=False)
        at = desk.clock.now
        for _ in range(4):
            desk.passes()
        assert desk.declined()
        desk.deliver("Sent", sent, desk.clock.now + timedelta(hours=5))
        desk.passes(timedelta(hours=5))
        assert (desk.state, desk.first.written.changed_at) == (State.SENT, at)
        desk.passes(timedelta(days=6))
        assert [i.written.kind for i in desk.intents()[1:]] == [FollowUpKind.SECOND_FOLLOW_UP]

    def test_where_no_copy_is_filed_an_answer_proves_it(self, desk: Desk) -> None:
        desk.send(programs.as_it_was, file=False)
        for _ in range(4):
            desk.passes()
        assert desk.declined()
        desk.clock.now += timedelta(days=1)
        reply = letter(
            JANE, ME, "Re: x", "Yes, it arrived.\n", at=desk.clock.now, message_id="r@acme.example", answers=desk.id
        )
        desk.deliver("INBOX", reply)
        desk.passes()
        copy = desk.first.written.copy
        assert desk.state is State.SENT
        assert copy is not None
        assert (copy.certainty, copy.identity) == (CERTAIN, "")

    def test_what_was_sent_while_it_still_stands_takes_it_out_of_drafts(self, desk: Desk) -> None:
        desk.deliver("Sent", programs.as_it_was(desk.draft, desk.clock.now))
        desk.passes()
        assert (desk.state, desk.drafts()) == (State.SENT, [])

    # Kept, moved, deleted

    def test_an_edited_draft_is_left_alone_and_mentioned(self, desk: Desk) -> None:
        desk.server.edit(desk.id, programs.edited(desk.draft, desk.clock.now))
        before = desk.drafts()
        assert desk.passes().left_alone == []
        desk.clock.now += timedelta(minutes=5)
        desk.deliver("INBOX", answer(desk.clock.now))
        for _ in range(3):
            ((written, why),) = desk.passes(timedelta(days=1)).left_alone
            assert (written.key, why) == (desk.first.written.key, "an answer came on 2026-03-05")
            assert (desk.state, desk.drafts()) == (State.EDITED, before)

    def test_an_edited_draft_is_known_when_a_phone_sends_it_by_what_the_user_wrote(self, desk: Desk) -> None:
        said = "Hi Jane, I hope that you are well. Before I fly to Oslo on Friday, could we speak for ten minutes? Ada"
        desk.server.edit(
            desk.id,
            programs.phone(desk.draft, desk.clock.now, said=said).replace(
                message_id_of(programs.phone(desk.draft, desk.clock.now)).encode(), desk.id.encode()
            ),
        )
        desk.passes()
        assert desk.first.detail == "you changed it"
        desk.send(lambda draft, at: programs.phone(draft, at, said=said))
        desk.passes()
        assert desk.state is State.SENT

    def test_what_a_program_saved_anew_stays_alone(self, desk: Desk) -> None:
        """It had the draft open, and left the older one standing: one of the two must go, and it is ours."""
        desk.deliver("Drafts", programs.edited(desk.draft, desk.clock.now))
        desk.passes()
        (left,) = desk.drafts()
        assert b"Bergen" in left
        assert desk.state is State.EDITED

    def test_a_deleted_draft_was_declined_and_ends_its_ladder(self, desk: Desk) -> None:
        desk.server.discard(desk.id)
        desk.passes()
        assert desk.state is State.CONFIRMED
        desk.passes(GRACE)
        assert (desk.state, desk.first.detail) == (State.DECLINED, "you deleted it")
        for _ in range(10):
            assert desk.passes(timedelta(days=1)).drafted == []

    @pytest.mark.parametrize(
        ("mailbox", "state", "why"),
        [("Trash", State.DECLINED, "you moved it to Trash"), ("Jobs", State.EDITED, "you keep it in Jobs")],
    )
    def test_a_moved_draft_was_not_sent(self, desk: Desk, mailbox: str, state: State, why: str) -> None:
        desk.server.move(desk.id, mailbox)
        for later in (timedelta(0), GRACE, timedelta(days=3), timedelta(days=3)):
            assert desk.passes(later).drafted == []
        assert (desk.state, desk.first.detail) == (state, why)
        assert len(desk.server.contents(mailbox)) == 1

    def test_a_draft_that_is_kept_elsewhere_ends_when_it_is_no_longer_right(self, desk: Desk) -> None:
        desk.server.move(desk.id, "Jobs")
        desk.passes()
        desk.deliver("INBOX", answer(desk.clock.now))
        desk.passes()
        desk.passes(GRACE)
        assert desk.state is State.DECLINED
        assert desk.first.detail.startswith("you put it into Jobs, and an answer came")
        assert len(desk.server.contents("Jobs")) == 1

    # Back in Drafts

    @pytest.mark.parametrize("touched", [False, True])
    def test_a_draft_that_is_back_waits_again_alone(self, desk: Desk, *, touched: bool) -> None:
        """A program took it out while it was open, and saved it the next day; or it was taken out of Trash."""
        desk.server.discard(desk.id)
        desk.passes()
        desk.passes(GRACE)
        assert desk.declined()
        desk.clock.now += timedelta(days=4)
        desk.deliver("Drafts", programs.edited(desk.draft, desk.clock.now) if touched else desk.draft)
        desk.passes()
        assert desk.state is (State.EDITED if touched else State.CONFIRMED)
        before = desk.drafts()
        for _ in range(12):
            assert desk.passes(timedelta(days=1)).drafted == []
        assert len(desk.drafts()) == 1
        desk.deliver("INBOX", answer(desk.clock.now))
        summary = desk.passes()
        if touched:
            assert [w.key for w, _ in summary.left_alone] == [desk.first.written.key]
            assert desk.drafts() == before
        else:
            assert len(summary.withdrawn) == 1
            assert desk.drafts() == []

    @pytest.mark.parametrize("out", [timedelta(minutes=1), timedelta(days=1)])
    def test_a_draft_that_is_saved_under_another_message_id_is_the_draft(self, desk: Desk, out: timedelta) -> None:
        desk.server.discard(desk.id)
        desk.passes()
        desk.passes(out)
        saved = programs.renamed(programs.edited(desk.draft, desk.clock.now), desk.clock.now)
        desk.deliver("Drafts", saved)
        lunch = "Hi Jane,\n\nlunch on Friday?\n"
        desk.deliver("Drafts", letter(ME, JANE, "Lunch", lunch, at=desk.clock.now, message_id="l@x"))
        before = desk.drafts()
        for later in (timedelta(minutes=1), GRACE, timedelta(days=1), timedelta(days=9)):
            assert desk.passes(later).drafted == []
        assert (desk.state, desk.drafts()) == (State.EDITED, before)
        desk.server.discard("renamed@program.example")
        desk.clock.now += timedelta(minutes=2)
        desk.deliver("Sent", programs.as_it_was(saved, desk.clock.now))
        desk.passes()
        assert desk.state is State.SENT

    def test_another_draft_to_the_same_person_is_not_the_one_that_is_gone(self, desk: Desk) -> None:
        desk.server.discard(desk.id)
        desk.deliver(
            "Drafts", letter(ME, JANE, "Lunch", "Hi Jane,\n\nlunch on Friday?\n", at=desk.clock.now, message_id="l@x")
        )
        desk.passes()
        desk.passes(GRACE)
        assert desk.declined()

    def test_an_edited_draft_that_is_back_after_an_answer_is_mentioned(self, desk: Desk) -> None:
        """It was out of Drafts when the answer came: nobody said no, and it counted as withdrawn."""
        desk.server.discard(desk.id)
        desk.passes()
        desk.deliver("INBOX", answer(desk.clock.now))
        desk.passes(GRACE)
        assert desk.state is State.WITHDRAWN
        desk.deliver("Drafts", programs.edited(desk.draft, desk.clock.now))
        desk.passes()
        assert [w.key for w, _ in desk.passes().left_alone] == [desk.first.written.key]
        assert len(desk.drafts()) == 1

    def test_a_draft_that_is_back_beside_another_is_left_and_mentioned(self, desk: Desk) -> None:
        desk.server.discard(desk.id)
        desk.passes()
        desk.passes(GRACE)
        desk.clock.now += timedelta(minutes=5)
        desk.own("Dear Jane,\n\nI would like to ask whether there is any news.\n\nAda\n", answers="apply1@example.org")
        desk.passes(timedelta(days=8))
        (other,) = desk.drafts()
        desk.deliver("Drafts", desk.draft)
        (note,) = desk.passes().notes
        assert f"to {JANE} is in Drafts again" in note
        assert sorted(desk.drafts()) == sorted([other, desk.draft])
        assert desk.passes().notes == []

    # No longer right

    @pytest.mark.parametrize(
        ("what", "why"),
        [("answer", "an answer came"), ("rejection", "a rejection came"), ("own", "you wrote or called yourself")],
    )
    def test_what_is_no_longer_right_is_withdrawn_with_its_reason(self, desk: Desk, what: str, why: str) -> None:
        desk.clock.now += timedelta(minutes=2)
        if what == "own":
            desk.own(
                "Dear Jane,\n\nI would like to ask whether there is any news.\n\nAda\n", answers="apply1@example.org"
            )
        else:
            desk.deliver("INBOX", {"answer": answer, "rejection": rejection}[what](desk.clock.now))
        ((_, told),) = desk.passes().withdrawn
        assert why in told
        assert (desk.state, desk.first.detail) == (State.WITHDRAWN, told)
        assert self_written(desk) == []

    # Written anew

    def test_a_draft_that_came_to_be_late_is_written_anew_in_its_place(self, desk: Desk) -> None:
        assert desk.passes(timedelta(hours=1)).renewed == []
        (renewed,) = desk.passes(timedelta(days=8)).renewed
        (draft,) = desk.drafts()
        assert renewed.written.key == desk.first.written.key
        assert message_id_of(draft) == desk.id
        assert text_of(draft) != text_of(desk.draft)
        assert split(draft).header.count(b"Date:") == 1
        assert read(split(draft)).sent_at == read(split(desk.draft)).sent_at
        assert (desk.state, desk.first.written.renewed_at) == (State.CONFIRMED, desk.clock.now)
        for later in (timedelta(minutes=5), timedelta(days=2)):
            assert desk.passes(later).renewed == []
        assert desk.drafts() == [draft]

    def test_what_was_written_anew_is_sent_withdrawn_and_declined_like_any(self, desk: Desk) -> None:
        desk.passes(timedelta(days=8))
        (desk.draft,) = desk.drafts()
        desk.send(programs.phone)
        desk.passes()
        assert desk.state is State.SENT
        assert desk.drafts() == []

    @pytest.mark.parametrize("touched", [False, True])
    def test_what_was_written_anew_is_ours_after_an_older_ledger_was_restored(
        self, desk: Desk, *, touched: bool
    ) -> None:
        url, copy = f"sqlite:///{desk.folder}/ledger.sqlite", desk.folder / "copy"
        back_up(url, copy)
        assert len(desk.passes(timedelta(days=8)).renewed) == 1
        if touched:
            desk.server.edit(desk.id, programs.edited(desk.drafts()[0], desk.clock.now))
        restore(url, copy, desk.clock.now)
        before = desk.drafts()
        summary = desk.passes()
        assert (summary.drafted, summary.renewed) == ([], [])
        assert desk.state is (State.EDITED if touched else State.CONFIRMED)
        assert desk.drafts() == before
        desk.deliver("INBOX", answer(desk.clock.now))
        assert len(desk.passes().withdrawn) == (0 if touched else 1)

    def test_an_edited_draft_is_never_written_anew(self, desk: Desk) -> None:
        desk.server.edit(desk.id, programs.edited(desk.draft, desk.clock.now))
        before = desk.drafts()
        assert desk.passes(timedelta(days=8)).renewed == []
        assert desk.drafts() == before

    def test_what_a_program_saves_after_a_renewal_wins(self, desk: Desk) -> None:
        """It had the older draft open, of which it knows the UID: what it saves stands beside the renewed one."""
        desk.passes(timedelta(days=8))
        desk.deliver("Drafts", programs.edited(desk.draft, START + timedelta(days=3)))
        desk.passes()
        (left,) = desk.drafts()
        assert b"Bergen" in left
        assert desk.state is State.EDITED
        assert desk.passes(timedelta(days=2)).renewed == []


def self_written(desk: Desk) -> list[bytes]:
    """The drafts under the first draft's Message-ID."""
    return [one for one in desk.drafts() if message_id_of(one) == desk.id]


def text_of(content: bytes) -> str:
    return read(split(content)).new_text
