"""The account suite over the Gmail API, against an emulator that others wrote."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tests.contracts.account_contract import AccountContract, AccountUnderTest, read
from tests.contracts.mails import ODD, T0, minutes, plain
from tests.pipeline.letters import JANE, ME, letter
from tests.servers.emulator import Emulator
from tests.servers.emulator_world import EmulatorWorld
from watcher.mail import gmail_drafts
from watcher.mail.gmail_pass import PORTION
from watcher.timeline import Place


@pytest.mark.server
class TestEmulator(AccountContract):
    batch_size = PORTION
    many = 4 * PORTION + 1

    # A label cannot be shut: either all mail can be read, or none.
    test_row_17_without_inbox_or_sent_a_pass_is_not_complete_and_says_so = None  # type: ignore[assignment]
    test_row_17_the_same_after_the_first_sync = None  # type: ignore[assignment]
    test_where_it_may_stand_cannot_be_opened_is_an_error = None  # type: ignore[assignment]
    test_a_mailbox_that_cannot_be_opened_is_left_out = None  # type: ignore[assignment]

    # It finds nothing by `rfc822msgid:`, which is how a message is looked for that left Drafts.
    test_a_draft_that_was_moved_is_found_where_it_is = None  # type: ignore[assignment]

    # It takes a quarter of a minute for 26 MB, and longer for a header of 400 kB; without that one, see below.
    test_over_25_mb_counts_as_gone = None  # type: ignore[assignment]
    test_damaged_messages_do_not_stop_a_pass = None  # type: ignore[assignment]

    @pytest.fixture
    def world(self, emulator: Emulator, fresh_email: str) -> Iterator[EmulatorWorld]:
        world = EmulatorWorld(emulator, fresh_email)
        yield world
        world.close()

    def test_other_damaged_messages_do_not_stop_a_pass(self, world: EmulatorWorld, account: AccountUnderTest) -> None:
        odd = [content for name, content in ODD.items() if name != "long header"]
        world.deliver("INBOX", [(content, T0) for content in odd])
        world.one("INBOX", "good@x")
        seen = read(account)
        assert "good@x" in seen.ids
        assert len(seen.located) + sum(len(batch.unread) for batch in seen.batches) == len(odd) + 1
        assert seen.last.complete

    def test_a_draft_is_in_its_conversation(self, world: EmulatorWorld, account: AccountUnderTest) -> None:
        world.deliver("INBOX", [(letter(JANE, ME, "The job", "Hi", at=T0, message_id="j@x"), T0)])
        world.one("INBOX", "other@x")
        account.put_draft(letter(ME, JANE, "Re: The job", "Hello", at=minutes(9), message_id="d@x", answers="j@x"))
        message = world.draft("d@x")["message"]
        thread = world.session.call("GET", f"threads/{message['threadId']}", format="raw")
        assert [one["labelIds"] for one in thread["messages"]] == [["INBOX"], ["DRAFT"]]

    def test_a_thread_id_that_is_not_the_one_asked_for_is_told(
        self, world: EmulatorWorld, account: AccountUnderTest, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It takes whatever thread id it is given, so another is asked for than it gets."""
        world.deliver("INBOX", [(letter(JANE, ME, "The job", "Hi", at=T0, message_id="j@x"), T0)])
        elsewhere = {"id": "m", "threadId": "asked-for"}
        monkeypatch.setattr(gmail_drafts, "search", lambda *_: [elsewhere])
        original = world.server.call

        def call(verb: str, target: str, headers: Mapping[str, str], body: bytes) -> Any:
            return original(verb, target, headers, body.replace(b'"threadId": "asked-for"', b'"threadId": "thr_x"'))

        monkeypatch.setattr(world.server, "call", call)
        account.put_draft(letter(ME, JANE, "Re: The job", "Hello", at=minutes(9), message_id="d@x", answers="j@x"))
        assert "outside the conversation" in read(account).notes

    def test_the_digest_stands_in_inbox_unread_and_nowhere_else(
        self, world: EmulatorWorld, account: AccountUnderTest
    ) -> None:
        account.put_in_inbox(plain("digest@x"))
        (stored,) = world.messages()
        assert set(stored["labelIds"]) == {"INBOX", "UNREAD"}
        assert urlsafe_b64decode(stored["raw"] + "==") == plain("digest@x")
        assert (world.server.calls["messages.insert"], world.contents("Drafts")) == (1, [])

    def test_labels_and_deletions_are_followed(self, world: EmulatorWorld, account: AccountUnderTest) -> None:
        world.deliver("INBOX", [(plain(f"m{number}@x", minutes(number)), minutes(number)) for number in range(4)])
        one, two, three, gone = (str(message["id"]) for message in world.messages())
        cursor = read(account).cursor
        for message, change in {
            one: {"addLabelIds": [world.label("Watcher/Ignore")]},
            two: {"addLabelIds": ["TRASH"], "removeLabelIds": ["INBOX"]},
            three: {"addLabelIds": ["STARRED"]},
        }.items():
            world.session.call("POST", f"messages/{message}/modify", change)
        world.session.call("DELETE", f"messages/{gone}")
        seen = read(account, cursor)
        places = [(located.uid, located.mailbox) for located in seen.located]
        assert places == [(one, "INBOX"), (one, "Watcher/Ignore"), (two, "Trash")]
        assert not seen.last.reset

    def test_what_is_sent_from_the_web_is_read_as_sent(self, world: EmulatorWorld, account: AccountUnderTest) -> None:
        account.put_draft(plain("one@x"))
        cursor = read(account).cursor
        world.session.call("POST", "drafts/send", {"id": world.draft("one@x")["id"]})
        assert [(one.mailbox, one.place) for one in read(account, cursor).located] == [("Sent", Place.SENT)]
        assert account.find_drafts({"one@x"}) == {}
