"""The account suite over Gmail's IMAP, where labels are mailboxes, and what is special to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.contracts.account_contract import AccountContract
from tests.servers.gmail_imap_world import GmailImapWorld


@pytest.fixture
def gmail() -> Iterator[GmailImapWorld]:
    world = GmailImapWorld()
    yield world
    world.close()


class TestGmailImap(AccountContract):
    # A label cannot be shut: either all mail can be read, or none.
    test_row_17_without_inbox_or_sent_a_pass_is_not_complete_and_says_so = None  # type: ignore[assignment]
    test_row_17_the_same_after_the_first_sync = None  # type: ignore[assignment]
    test_where_it_may_stand_cannot_be_opened_is_an_error = None  # type: ignore[assignment]
    test_a_mailbox_that_cannot_be_opened_is_left_out = None  # type: ignore[assignment]

    @pytest.fixture
    def world(self, gmail: GmailImapWorld) -> GmailImapWorld:
        return gmail
