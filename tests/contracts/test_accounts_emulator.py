"""The account suite over the Gmail API, against an emulator that others wrote."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.contracts.account_contract import AccountContract, AccountUnderTest, read
from tests.contracts.mails import ODD, T0
from tests.servers.emulator import Emulator
from tests.servers.emulator_world import EmulatorWorld
from watcher.mail.gmail_pass import PORTION


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
