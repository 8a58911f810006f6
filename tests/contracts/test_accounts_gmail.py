"""The account suite over the Gmail API, against the project's own fake Gmail."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.contracts.account_contract import AccountContract, AccountUnderTest, envelopes, read
from tests.servers.gmail_world import GmailWorld
from watcher.errors import ServerError
from watcher.mail.gmail_pass import PORTION


class TestGmail(AccountContract):
    batch_size = PORTION

    # A label cannot be shut: either all mail can be read, or none.
    test_row_17_without_inbox_or_sent_a_pass_is_not_complete_and_says_so = None  # type: ignore[assignment]
    test_row_17_the_same_after_the_first_sync = None  # type: ignore[assignment]
    test_where_it_may_stand_cannot_be_opened_is_an_error = None  # type: ignore[assignment]
    test_a_mailbox_that_cannot_be_opened_is_left_out = None  # type: ignore[assignment]

    @pytest.fixture
    def world(self) -> Iterator[GmailWorld]:
        world = GmailWorld()
        yield world
        world.close()

    @pytest.mark.parametrize("method", ["labels.list", "getProfile", "messages.list", "history.list", "messages.get"])
    def test_while_gmail_does_not_answer_a_pass_is_an_error_and_nothing_is_lost(
        self, world: GmailWorld, account: AccountUnderTest, method: str
    ) -> None:
        world.one("INBOX", "a@x")
        world.server.fail(method, 503, "backendError", times=100)
        with pytest.raises(ServerError) as caught:
            read(account)
        assert not caught.value.permanent
        world.server.faults.clear()
        assert read(account).ids == ["a@x"]

    def test_while_gmail_does_not_answer_nothing_is_said_to_be_gone(
        self, world: GmailWorld, account: AccountUnderTest
    ) -> None:
        world.one("INBOX", "a@x")
        (seen,) = envelopes(account)
        world.server.fail("messages.list", 503, "backendError", times=100)
        with pytest.raises(ServerError):
            account.fetch(seen)
        with pytest.raises(ServerError):
            account.whereabouts({"a@x"})
