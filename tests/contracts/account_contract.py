"""The suite that every account passes, whatever stands behind it."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Protocol

import pytest

from tests.contracts.mails import ODD, SINCE, T0, bounce, minutes, plain, with_attachment
from watcher.drafting import Attached, Draft, is_untouched, render
from watcher.drafting.earlier import attachments
from watcher.errors import ConfigError, NotStoredError, ServerError
from watcher.mail.headers import message_id_of
from watcher.mail.types import Batch, Located, StoredDraft
from watcher.pipeline.ports import Account, Checkable, Deliverable
from watcher.reading import Address, Structure, split
from watcher.reading import read as read_message
from watcher.timeline import Envelope, Place, envelope

LONG_AGO = SINCE - timedelta(days=90)


class AccountUnderTest(Deliverable, Checkable, Protocol):
    """What is under test satisfies the ports; mypy holds every subclass's `account` to it."""


class World(ABC):
    """The server's side of an account: what others and the user do there. Mailboxes: INBOX, Sent, Drafts, Jobs."""

    @abstractmethod
    def account(self, *, write: bool = True) -> AccountUnderTest:
        """A fresh object for the same login, as after a restart."""

    @abstractmethod
    def deliver(self, mailbox: str, messages: Sequence[tuple[bytes, datetime]]) -> None:
        """Messages come in, each with the time of its arrival."""

    @abstractmethod
    def contents(self, mailbox: str) -> list[bytes]:
        """What stands there."""

    @abstractmethod
    def state(self) -> object:
        """Every flag and file that reading must leave as it is."""

    @abstractmethod
    def edit(self, message_id: str, content: bytes) -> None:
        """The user saves a draft anew, as mail programs do."""

    @abstractmethod
    def discard(self, message_id: str) -> None:
        """A draft leaves Drafts at once."""

    @abstractmethod
    def move(self, message_id: str, mailbox: str) -> None:
        """The user moves a draft into another mailbox; it keeps its flags."""

    @abstractmethod
    def trash(self, message_id: str) -> None:
        """The user marks a draft as deleted; it is not expunged yet."""

    @abstractmethod
    def invalidate(self, cursor: str) -> str:
        """Make the cursor invalid for at least one mailbox with mail; the cursor to go on with."""

    @abstractmethod
    def shut(self, mailbox: str) -> None:
        """The mailbox is still there, and can be neither read nor written."""

    @abstractmethod
    def reopen(self, mailbox: str) -> None:
        """Undo `shut`."""

    def one(self, mailbox: str, message_id: str, at: datetime = T0) -> None:
        """Deliver one plain message."""
        self.deliver(mailbox, [(plain(message_id, at), at)])


@dataclass
class Seen:
    """What a pass gave."""

    batches: list[Batch]

    @property
    def located(self) -> list[Located]:
        return [one for batch in self.batches for one in batch.messages]

    @property
    def ids(self) -> list[str]:
        return [message_id_of(one.raw.header) for one in self.located]

    @property
    def last(self) -> Batch:
        return self.batches[-1]

    @property
    def cursor(self) -> str:
        return self.last.cursor

    @property
    def notes(self) -> str:
        return " ".join(note for batch in self.batches for note in batch.notes)


def envelopes(account: Account) -> list[Envelope]:
    """What the ledger would keep of every message."""
    me = frozenset({"ada@example.org"})
    return [
        envelope(read_message(one.raw), me=me, account=account.name, mailbox=one.mailbox, place=one.place)
        for one in read(account).located
    ]


def read(account: Account, cursor: str | None = None, since: datetime = SINCE, stop_after: int | None = None) -> Seen:
    """One pass, cut short after some batches where asked."""
    return Seen(list(islice(account.batches(cursor, since), stop_after)))


def shape(node: Structure) -> Iterable[tuple[str, str, str, str]]:
    """Sections, types, dispositions and names: what reading goes by."""
    yield node.section, node.content_type, node.disposition, node.filename
    for child in node.children:
        yield from shape(child)


class AccountContract:
    """Inherit, and give the `world` fixture."""

    batch_size = 500
    many = 1201
    """Messages: more than two batches."""

    @pytest.fixture
    def account(self, world: World) -> Iterable[AccountUnderTest]:
        account = world.account()
        yield account
        account.close()

    # Reading

    def test_first_sync_gives_all_newest_first(self, world: World, account: AccountUnderTest) -> None:
        world.deliver("INBOX", [(plain(f"in{n}@x", minutes(n)), minutes(n)) for n in range(5)])
        seen = read(account)
        assert seen.ids == [f"in{n}@x" for n in (4, 3, 2, 1, 0)]
        assert seen.last.complete
        assert not any(batch.reset for batch in seen.batches)
        assert sum(len(batch.messages) for batch in seen.batches) == seen.last.total == 5

    def test_inbox_and_sent_come_before_the_rest(self, world: World, account: AccountUnderTest) -> None:
        for mailbox in ("Jobs", "Sent", "INBOX"):
            world.one(mailbox, f"{mailbox}@x".lower())
        assert read(account).ids == ["inbox@x", "sent@x", "jobs@x"]

    def test_places_follow_the_mailboxes(self, world: World, account: AccountUnderTest) -> None:
        for mailbox in ("Jobs", "Sent", "INBOX"):
            world.one(mailbox, f"{mailbox}@x".lower())
        places = {message_id_of(one.raw.header): one.place for one in read(account).located}
        assert places == {"inbox@x": Place.INBOX, "sent@x": Place.SENT, "jobs@x": Place.OTHER}

    def test_only_what_is_new_after_the_cursor(self, world: World, account: AccountUnderTest) -> None:
        world.one("INBOX", "old@x")
        cursor = read(account).cursor
        world.one("INBOX", "new@x", minutes(9))
        world.one("Sent", "mine@x", minutes(10))
        again = read(account, cursor)
        assert sorted(again.ids) == ["mine@x", "new@x"]
        assert again.last.complete
        assert not again.last.reset
        assert read(account, again.cursor).ids == []

    def test_an_empty_account_is_complete(self, account: AccountUnderTest) -> None:
        seen = read(account)
        assert seen.ids == []
        assert seen.last.complete

    def test_row_12_nothing_new_gives_one_batch_and_the_same_cursor(
        self, world: World, account: AccountUnderTest
    ) -> None:
        world.one("INBOX", "a@x")
        cursor = read(account).cursor
        again = read(account, cursor)
        assert len(again.batches) == 1
        assert again.cursor == cursor
        assert again.last.complete

    def test_only_the_last_batch_is_complete(self, world: World, account: AccountUnderTest) -> None:
        world.one("INBOX", "a@x")
        world.one("Sent", "b@x")
        *others, last = read(account).batches
        assert last.complete
        assert not any(batch.complete for batch in others)

    def test_drafts_are_never_read(self, world: World, account: AccountUnderTest) -> None:
        world.one("Drafts", "draft@x")
        account.put_draft(plain("ours@x"))
        cursor = read(account).cursor
        world.one("Drafts", "draft2@x", minutes(3))
        assert read(account).ids == []
        assert read(account, cursor).ids == []

    def test_reading_changes_no_flag(self, world: World, account: AccountUnderTest) -> None:
        world.deliver("INBOX", [(with_attachment("a@x"), T0), (plain("b@x"), T0), (ODD["many levels"], T0)])
        world.one("Drafts", "d@x")
        before = world.state()
        read(account)
        account.find_drafts({"d@x"})
        account.check()
        assert world.state() == before

    def test_the_horizon_is_respected(self, world: World, account: AccountUnderTest) -> None:
        ages = {"fresh@x": timedelta(days=2), "edge@x": timedelta(hours=-2), "old@x": timedelta(days=-30)}
        world.deliver("INBOX", [(plain(name, SINCE + age), SINCE + age) for name, age in ages.items()])
        seen = read(account)
        assert "fresh@x" in seen.ids
        assert "old@x" not in seen.ids

    @pytest.mark.parametrize("claimed", [datetime(1970, 1, 2, tzinfo=UTC), SINCE - timedelta(days=365)], ids=str)
    def test_the_horizon_goes_by_arrival_and_not_by_the_date_that_a_sender_claims(
        self, world: World, account: AccountUnderTest, claimed: datetime
    ) -> None:
        world.deliver("INBOX", [(plain("first@x", claimed), T0)])
        seen = read(account)
        assert seen.ids == ["first@x"]
        world.deliver("INBOX", [(plain("next@x", claimed), minutes(9))])
        assert read(account, seen.cursor).ids == ["next@x"]

    def test_after_the_first_sync_nothing_new_is_skipped_for_its_age(
        self, world: World, account: AccountUnderTest
    ) -> None:
        """As when an old message is moved here, or the server notes no time of arrival."""
        cursor = read(account).cursor
        world.deliver("INBOX", [(plain("moved@x", LONG_AGO), LONG_AGO)])
        again = read(account, cursor)
        assert again.ids == ["moved@x"]
        assert read(account, again.cursor).ids == []

    def test_a_first_sync_that_goes_on_skips_what_is_old_and_nothing_that_is_new(
        self, world: World, account: AccountUnderTest
    ) -> None:
        world.deliver("INBOX", [(plain("old@x", LONG_AGO), LONG_AGO), (plain("a@x"), T0)])
        world.deliver("Sent", [(plain("old-sent@x", LONG_AGO), LONG_AGO), (plain("s@x"), T0)])
        first = read(account, stop_after=1)
        assert first.ids == ["a@x"]
        world.deliver("INBOX", [(plain("late@x", LONG_AGO), LONG_AGO)])
        assert read(account, first.cursor).ids == ["late@x", "s@x"]

    def test_a_rescan_respects_the_horizon(self, world: World, account: AccountUnderTest) -> None:
        world.deliver("Jobs", [(plain("old@x", LONG_AGO), LONG_AGO), (plain("j@x"), T0)])
        cursor = world.invalidate(read(account).cursor)
        again = read(world.account(), cursor)
        assert again.last.reset
        assert again.ids == ["j@x"]

    @pytest.mark.parametrize("mailbox", ["INBOX", "Sent"])
    def test_row_17_without_inbox_or_sent_a_pass_is_not_complete_and_says_so(
        self, world: World, account: AccountUnderTest, mailbox: str
    ) -> None:
        names = {"INBOX": "inbox@x", "Sent": "sent@x"}
        for one, message_id in names.items():
            world.one(one, message_id)
            world.deliver(one, [(plain(f"old-{message_id}", LONG_AGO), LONG_AGO)])
        world.shut(mailbox)
        seen = read(account)
        assert seen.ids == [message_id for one, message_id in names.items() if one != mailbox]
        assert not seen.last.complete
        assert f'mailbox "{mailbox}" cannot be opened' in seen.notes
        world.reopen(mailbox)
        again = read(world.account(), seen.cursor)
        assert again.ids == [names[mailbox]]
        assert again.last.complete
        assert not again.notes

    @pytest.mark.parametrize("mailbox", ["INBOX", "Sent"])
    def test_row_17_the_same_after_the_first_sync(self, world: World, mailbox: str) -> None:
        world.one(mailbox, "a@x")
        cursor = read(world.account()).cursor
        world.one(mailbox, "b@x", minutes(1))
        world.shut(mailbox)
        seen = read(world.account(), cursor)
        assert seen.ids == []
        assert not seen.last.complete
        assert f'mailbox "{mailbox}" cannot be opened' in seen.notes
        world.reopen(mailbox)
        again = read(world.account(), seen.cursor)
        assert again.ids == ["b@x"]
        assert again.last.complete

    def test_many_messages_come_in_batches_that_resume_anywhere(self, world: World) -> None:
        """Cut after each batch, with new mail between: nothing is lost, nothing comes twice."""
        count = self.many
        world.deliver("INBOX", [(plain(f"m{n}@x", minutes(n)), minutes(n)) for n in range(count)])
        world.one("Sent", "sent@x")
        whole = read(world.account())
        sizes = [len(batch.messages) for batch in whole.batches if len(batch.messages) > 1]
        assert sizes == [
            min(self.batch_size, count - start) for start in range(0, count, self.batch_size) if count - start > 1
        ]
        assert whole.ids[:count] == [f"m{n}@x" for n in reversed(range(count))]

        ids: list[str] = []
        cursor: str | None = None
        late = ["late0@x", "late1@x", "late2@x"]
        complete = False
        for step in range(20 * 500 // self.batch_size):
            account = world.account()
            seen = read(account, cursor, stop_after=1)
            account.close()
            ids += seen.ids
            cursor, complete = seen.cursor, seen.last.complete
            if step < len(late):
                world.one("INBOX", late[step], minutes(count + step))
            elif complete:
                break
        assert complete
        assert len(ids) == len(set(ids))
        assert set(ids) == {f"m{n}@x" for n in range(count)} | {"sent@x", *late}

    def test_a_pass_cut_before_its_first_batch_loses_nothing(self, world: World, account: AccountUnderTest) -> None:
        world.one("INBOX", "a@x")
        cursor = read(account).cursor
        world.one("INBOX", "b@x", minutes(1))
        read(account, cursor, stop_after=0)
        assert read(world.account(), cursor).ids == ["b@x"]

    def test_a_reset_loses_nothing(self, world: World, account: AccountUnderTest) -> None:
        world.deliver("Jobs", [(plain(f"j{n}@x", minutes(n)), minutes(n)) for n in range(3)])
        world.one("INBOX", "a@x")
        cursor = world.invalidate(read(account).cursor)
        world.one("Jobs", "j3@x", minutes(9))
        world.one("INBOX", "b@x", minutes(9))
        seen = read(world.account(), cursor)
        assert seen.last.reset
        assert {f"j{n}@x" for n in range(4)} | {"b@x"} <= set(seen.ids)
        assert len(seen.ids) == len(set(seen.ids))
        again = read(world.account(), seen.cursor)
        assert again.ids == []
        assert not again.last.reset

    def test_a_cursor_of_something_else_is_a_reset(self, world: World, account: AccountUnderTest) -> None:
        world.one("INBOX", "a@x")
        for strange in ("", "nonsense", "[]", '{"schema": 99}', '{"schema": 1, "mailboxes": 5, "seen": 5}'):
            seen = read(account, strange)
            assert seen.last.reset
            assert seen.ids == ["a@x"]

    # Messages

    def test_attachments_are_not_fetched(self, world: World, account: AccountUnderTest) -> None:
        world.deliver("INBOX", [(with_attachment("a@x"), T0)])
        (one,) = read(account).located
        assert set(one.raw.parts) == {"1.1", "1.2", "2"}
        assert sum(map(len, one.raw.parts.values())) < 500
        assert "Résumé.pdf" in [name for _, _, _, name in shape(one.raw.structure)]

    @pytest.mark.parametrize("make", [plain, with_attachment, bounce], ids=["plain", "attachment", "bounce"])
    def test_a_message_is_the_same_as_from_its_file(
        self, world: World, account: AccountUnderTest, make: object
    ) -> None:
        content: bytes = make("same@x")  # type: ignore[operator]
        world.deliver("INBOX", [(content, T0)])
        (one,) = read(account).located
        expected = split(content, T0)
        assert list(shape(one.raw.structure)) == list(shape(expected.structure))
        assert one.raw.structure.params == expected.structure.params
        assert {key: lines(part) for key, part in one.raw.parts.items()} == {
            key: lines(part) for key, part in expected.parts.items()
        }
        assert lines(one.raw.header) == lines(expected.header)
        assert one.raw.received_at == T0
        message, from_file = read_message(one.raw), read_message(expected)
        assert message.identity == from_file.identity
        assert message.text == from_file.text
        assert [(one.name, one.content_type) for one in message.attachments] == [
            (one.name, one.content_type) for one in from_file.attachments
        ]
        assert message.report == from_file.report

    def test_damaged_messages_do_not_stop_a_pass(self, world: World, account: AccountUnderTest) -> None:
        good = [(plain(f"good{n}@x", minutes(n)), minutes(n)) for n in range(2)]
        world.deliver("INBOX", [good[0], *((content, T0) for content in ODD.values()), good[1]])
        seen = read(account)
        assert {"good0@x", "good1@x"} <= set(seen.ids)
        assert len(seen.located) + sum(len(batch.unread) for batch in seen.batches) == len(ODD) + 2
        assert seen.last.complete
        by_subject = {one.raw.header[:18]: one.raw for one in seen.located}
        assert (
            len(
                by_subject[
                    b"Subject: long\nX-Lo" if b"Subject: long\nX-Lo" in by_subject else b"Subject: long\r\nX-L"
                ].header
            )
            < 300_000
        )

    # One message in full

    def test_a_message_is_fetched_in_full_and_changes_no_flag(self, world: World, account: AccountUnderTest) -> None:
        world.deliver("INBOX", [(plain("other@x"), T0), (with_attachment("a@x"), T0)])
        (seen,) = [one for one in envelopes(account) if one.message_id == "a@x"]
        before = world.state()
        assert lines(account.fetch(seen) or b"") == lines(with_attachment("a@x"))
        assert world.state() == before
        assert read(account).last.complete

    @pytest.mark.parametrize("mailbox", ["INBOX", "Sent", "Jobs"])
    def test_it_is_fetched_from_where_it_was_seen(self, world: World, account: AccountUnderTest, mailbox: str) -> None:
        world.one(mailbox, "a@x")
        (seen,) = envelopes(account)
        assert lines(world.account().fetch(seen) or b"") == lines(plain("a@x"))

    def test_a_message_that_was_moved_is_fetched_from_there(self, world: World, account: AccountUnderTest) -> None:
        world.one("Jobs", "a@x")
        (seen,) = envelopes(account)
        assert account.fetch(replace(seen, mailbox="INBOX")) is not None
        assert account.fetch(replace(seen, mailbox="no such mailbox")) is not None

    def test_a_message_that_is_gone_is_none(self, world: World, account: AccountUnderTest) -> None:
        world.one("INBOX", "a@x")
        world.one("Drafts", "gone@x")
        (seen,) = envelopes(account)
        assert account.fetch(replace(seen, message_id="gone@x", identity="gone@x#1")) is None
        assert account.fetch(replace(seen, message_id="")) is None

    def test_of_two_messages_with_one_id_the_right_one_is_fetched(
        self, world: World, account: AccountUnderTest
    ) -> None:
        one, other = plain("a@x"), plain("a@x", text="another\r\n").replace(b"About", b"On")
        world.deliver("INBOX", [(one, T0), (other, T0)])
        fetched = {seen.subject: account.fetch(seen) for seen in envelopes(account)}
        assert {subject: b"another" in (content or b"") for subject, content in fetched.items()} == {
            "About a@x": False,
            "On a@x": True,
        }

    @pytest.mark.parametrize(
        "message_id",
        ['"quoted name"@x', "back\\slash@x", "100%*(a)@x", "{3}@x", "caf\u00e9@x", "x" * 300 + "@x", "a@[1.2.3.4]"],
    )
    def test_odd_message_ids_are_fetched(self, world: World, account: AccountUnderTest, message_id: str) -> None:
        content = plain("odd").replace(b"<odd>", f"<{message_id}>".encode())
        world.deliver("INBOX", [(plain("other@x"), T0), (content, T0)])
        seen = next(one for one in envelopes(account) if one.subject == "About odd")
        assert lines(account.fetch(seen) or b"") == lines(content)

    def test_where_it_may_stand_cannot_be_opened_is_an_error(self, world: World, account: AccountUnderTest) -> None:
        world.one("INBOX", "in@x")
        world.one("Jobs", "jobs@x")
        seen = {one.message_id: one for one in envelopes(account)}
        world.shut("Jobs")
        account = world.account()
        assert account.fetch(seen["in@x"]) is not None
        with pytest.raises(ServerError):
            account.fetch(seen["jobs@x"])
        world.reopen("Jobs")
        assert world.account().fetch(seen["jobs@x"]) is not None

    def test_over_25_mb_counts_as_gone(self, world: World, account: AccountUnderTest) -> None:
        large = plain("large@x", text=("x" * 998 + "\r\n") * 26_000)
        world.deliver("INBOX", [(large, T0), (plain("a@x"), T0)])
        seen = {one.message_id: one for one in envelopes(account)}
        assert account.fetch(seen["large@x"]) is None
        assert account.fetch(seen["a@x"]) is not None

    # Drafts

    def test_a_draft_with_files_is_given_back_as_it_was_put(self, account: AccountUnderTest) -> None:
        draft = Draft(
            key="k",
            message_id="files@x",
            from_=Address("Ädä Example", "ada@example.org"),
            to=Address("Erin Doe", "erin@employer.example"),
            subject="Re: Bewerbung als Ärztin",
            text="Guten Tag,\n\nanbei.\n\nViele Grüße\nAda\n\n-- \n+49 30 1234567",
            date=T0,
            quotation="Am 2. März 2026 um 10:00 schrieb Erin Doe:\n> Grüße\n>\n>> tief " + "lang " * 40,
            attachments=(
                Attached("Lebenslauf Ädä.pdf", "application/pdf", bytes(range(256)) * 3000),
                Attached("notes.txt", "text/plain", b"one\ntwo\r\nthree\rfour without end"),
            ),
        )
        content = render(draft)
        account.put_draft(content)
        (stored,) = account.find_drafts({"files@x"})["files@x"]
        (again,) = account.find_drafts({"files@x"})["files@x"]
        assert is_untouched(stored.content, content)
        assert stored.content_hash == again.content_hash
        assert read_message(split(stored.content)).text.split("\n")[0] == "Guten Tag,"
        assert attachments(stored.content) == draft.attachments
        assert account.remove_draft(stored)

    def test_a_draft_is_put_found_and_removed(self, world: World, account: AccountUnderTest) -> None:
        assert account.find_drafts({"one@x", "two@x"}) == {}
        account.put_draft(plain("one@x"))
        found = account.find_drafts({"one@x", "two@x"})
        assert list(found) == ["one@x"]
        (draft,) = found["one@x"]
        assert draft.message_id == "one@x"
        assert lines(draft.content) == lines(plain("one@x"))
        assert lines(world.contents("Drafts")[0]) == lines(plain("one@x"))
        assert account.remove_draft(draft)
        assert world.contents("Drafts") == []
        assert account.find_drafts({"one@x"}) == {}
        assert not account.remove_draft(draft)

    def test_a_draft_is_found_by_another_process(self, world: World, account: AccountUnderTest) -> None:
        account.put_draft(plain("one@x"))
        (draft,) = world.account().find_drafts({"one@x"})["one@x"]
        assert draft == account.find_drafts({"one@x"})["one@x"][0]

    def test_row_08_two_drafts_of_one_id_are_both_found(self, world: World, account: AccountUnderTest) -> None:
        account.put_draft(plain("one@x"))
        account.put_draft(plain("one@x"))
        drafts = account.find_drafts({"one@x"})["one@x"]
        assert len(drafts) == 2
        assert account.remove_draft(drafts[1])
        assert len(world.contents("Drafts")) == 1

    def test_a_touched_draft_is_not_removed(self, world: World, account: AccountUnderTest) -> None:
        account.put_draft(plain("one@x"))
        (draft,) = account.find_drafts({"one@x"})["one@x"]
        world.edit("one@x", plain("one@x", text="My own words.\r\n"))
        assert not account.remove_draft(draft)
        assert [b"My own words." in content for content in world.contents("Drafts")] == [True]
        (touched,) = account.find_drafts({"one@x"})["one@x"]
        assert touched.content_hash != draft.content_hash
        assert not account.remove_draft(StoredDraft(draft.message_id, touched.location, draft.content))

    def test_a_draft_marked_as_deleted_is_gone(self, world: World, account: AccountUnderTest) -> None:
        account.put_draft(plain("one@x"))
        (draft,) = account.find_drafts({"one@x"})["one@x"]
        world.trash("one@x")
        assert account.find_drafts({"one@x"}) == {}
        assert not account.remove_draft(draft)

    def test_removing_a_draft_leaves_the_others(self, world: World, account: AccountUnderTest) -> None:
        world.one("Drafts", "mine@x")
        world.one("Drafts", "thrown@x")
        world.trash("thrown@x")
        account.put_draft(plain("one@x"))
        (draft,) = account.find_drafts({"one@x"})["one@x"]
        before = world.contents("Drafts")
        assert account.remove_draft(draft)
        assert sorted(world.contents("Drafts")) == sorted(set(before) - {draft.content})

    def test_drafts_are_found_by_their_recipient(self, world: World, account: AccountUnderTest) -> None:
        for number, to in enumerate(("Jane Doe <JANE@acme.example>", "bob@acme.example", "jane@acme.example")):
            content = re.sub(rb"(?mi)^To:[^\r\n]*", b"To: " + to.encode(), plain(f"d{number}@x"))
            world.deliver("Drafts", [(content, T0)])
        found = account.find_drafts({"d0@x"}, to={"jane@acme.example", "nobody@x"})
        assert {name: {d.message_id for d in drafts} for name, drafts in found.items()} == {
            "d0@x": {"d0@x"},
            "jane@acme.example": {"d0@x", "d2@x"},
        }
        assert account.find_drafts((), to={"bob@acme.example"})["bob@acme.example"][0].message_id == "d1@x"

    def test_a_folded_message_id_is_found(self, world: World, account: AccountUnderTest) -> None:
        content = plain("folded@x").replace(b"Message-ID: <", b"message-id:\r\n <")
        world.deliver("Drafts", [(content, T0)])
        assert list(account.find_drafts({"folded@x"})) == ["folded@x"]

    def test_a_read_only_account_takes_no_draft(self, world: World) -> None:
        account = world.account(write=False)
        assert not account.writable
        with pytest.raises(NotStoredError, match="write = true") as caught:
            account.put_draft(plain("one@x"))
        assert caught.value.permanent
        with pytest.raises(ConfigError, match="write = true"):
            account.remove_draft(StoredDraft("one@x", "{}", b""))
        assert world.contents("Drafts") == []
        account.close()

    def test_drafts_that_cannot_be_written_take_nothing_and_are_not_said_to_be_empty(self, world: World) -> None:
        world.account().put_draft(plain("one@x"))
        world.shut("Drafts")
        with pytest.raises(NotStoredError):
            world.account().put_draft(plain("two@x"))
        with pytest.raises(ServerError):
            world.account().find_drafts({"one@x", "two@x"})
        world.reopen("Drafts")
        assert list(world.account().find_drafts({"one@x", "two@x"})) == ["one@x"]

    def test_no_draft_is_asked_for(self, account: AccountUnderTest) -> None:
        assert account.find_drafts(()) == {}

    def test_drafts_may_be_used_while_a_pass_is_under_way(self, world: World, account: AccountUnderTest) -> None:
        world.deliver("INBOX", [(plain(f"m{n}@x", minutes(n)), minutes(n)) for n in range(2)])
        world.one("Sent", "s@x")
        ids: list[str] = []
        for number, batch in enumerate(account.batches(None, SINCE)):
            ids += [message_id_of(one.raw.header) for one in batch.messages]
            account.put_draft(plain(f"d{number}@x"))
            assert account.find_drafts({f"d{number}@x"})
        assert sorted(ids) == ["m0@x", "m1@x", "s@x"]

    def test_a_draft_that_was_moved_is_found_where_it_is(self, world: World, account: AccountUnderTest) -> None:
        for one in ("jobs@x", "sent@x", "deleted@x", "stays@x"):
            account.put_draft(plain(one))
        world.move("jobs@x", "Jobs")
        world.move("sent@x", "Sent")
        world.discard("deleted@x")
        found = account.whereabouts({"jobs@x", "sent@x", "deleted@x", "stays@x", "other@x"})
        assert {one: list(places.values()) for one, places in found.items()} == {
            "jobs@x": [Place.OTHER],
            "sent@x": [Place.SENT],
        }
        (jobs,) = found["jobs@x"]
        assert jobs.endswith("Jobs")

    def test_a_mailbox_that_cannot_be_opened_is_left_out(self, world: World, account: AccountUnderTest) -> None:
        for one in ("jobs@x", "sent@x"):
            account.put_draft(plain(one))
        world.move("jobs@x", "Jobs")
        world.move("sent@x", "Sent")
        world.shut("Jobs")
        assert list(world.account().whereabouts({"jobs@x", "sent@x"})) == ["sent@x"]
        world.reopen("Jobs")

    def test_a_message_in_sent_is_read_whatever_its_flags(self, world: World, account: AccountUnderTest) -> None:
        account.put_draft(plain("one@x"))
        world.move("one@x", "Sent")
        assert read(account).ids == ["one@x"]

    # Check and close

    def test_check_finds_all_in_place(self, account: AccountUnderTest) -> None:
        findings = account.check()
        assert all(finding.ok for finding in findings)
        words = " | ".join(finding.what for finding in findings)
        assert "INBOX" in words
        assert "Sent" in words
        assert "Drafts" in words

    def test_close_may_come_at_any_time(self, world: World, account: AccountUnderTest) -> None:
        account.close()
        world.one("INBOX", "a@x")
        assert read(account).ids == ["a@x"]
        account.close()
        account.close()
        assert read(account).ids == ["a@x"]


def lines(content: bytes) -> list[bytes]:
    """Content without regard to CRLF or LF, and to an empty last line."""
    return content.replace(b"\r\n", b"\n").rstrip(b"\n").split(b"\n")
