"""Rows 22 to 29 of the matrix of faults, over the fake Gmail: each by what the row calls for."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from googleapiclient.discovery import build_from_document

from tests.contracts.account_contract import read
from tests.contracts.mails import minutes, plain
from tests.pipeline.letters import JANE, ME, letter
from tests.servers.gmail import GmailServer
from tests.servers.gmail_world import CONTEXT, FAST, account, closed_with, grant
from watcher.errors import NotStoredError, ServerError, SignInError
from watcher.mail.gmail import GmailAccount
from watcher.mail.gmail_pass import PORTION
from watcher.mail.gmail_tokens import AHEAD


@pytest.fixture
def server() -> Iterator[GmailServer]:
    server = GmailServer().start()
    yield server
    server.stop()


class Clock:
    """Simulated time, which sleeping moves on."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.slept.append(seconds)


def timed(server: GmailServer, clock: Clock, units: int = 6_000) -> GmailAccount:
    """An account in simulated time, at a quota that the server enforces."""
    server.clock, server.per_minute = clock, units
    settings = replace(FAST, api=server.url, units_per_minute=units)
    made = GmailAccount(settings, lambda: grant(server), CONTEXT, clock=clock, sleep=clock.sleep, draw=lambda: 1.0)
    return closed_with(server, made)


def fill(server: GmailServer, count: int) -> list[str]:
    for number in range(count):
        server.mailbox.add(plain(f"m{number}@x", minutes(number)), ["INBOX"], minutes(number))
    return [f"m{number}@x" for number in reversed(range(count))]


# 22: rates


def test_row_22_at_the_quota_of_a_new_project_nothing_is_refused(server: GmailServer) -> None:
    ids, clock = fill(server, 600), Clock()
    assert read(timed(server, clock)).ids == ids
    assert server.calls["messages.get"] == 600
    assert max(server.batches) <= 25
    assert clock.now < 600 * 20 / 70 + 10


def test_row_22_where_others_use_the_quota_too_it_goes_on_and_only_failed_parts_are_asked_for_again(
    server: GmailServer,
) -> None:
    ids, clock = fill(server, 100), Clock()
    mine = timed(server, clock)
    server.fail("messages.get", 403, "rateLimitExceeded", times=7)
    server.faults[0].times = 7
    assert read(mine).ids == ids
    assert server.calls["messages.get"] == 107
    assert min(server.batches) < 25
    assert clock.slept


@pytest.mark.parametrize(("status", "reason"), [(429, "rateLimitExceeded"), (403, "userRateLimitExceeded")])
def test_row_22_retry_after_is_kept_to(server: GmailServer, status: int, reason: str) -> None:
    fill(server, 3)
    clock = Clock()
    mine = timed(server, clock)
    server.fail("messages.list", status, reason, headers={"Retry-After": "37"})
    assert len(read(mine).ids) == 3
    assert 37 in clock.slept


def test_row_22_where_the_server_asks_for_an_hour_the_pass_ends_and_loses_nothing(server: GmailServer) -> None:
    ids, clock = fill(server, 3), Clock()
    mine = timed(server, clock)
    server.fail("labels.list", 429, "rateLimitExceeded", headers={"Retry-After": "3600"})
    with pytest.raises(ServerError, match="quota") as caught:
        read(mine)
    assert not caught.value.permanent
    assert clock.now < 60
    assert read(mine).ids == ids


def test_row_22_server_errors_are_tried_again_with_growing_pauses(server: GmailServer) -> None:
    ids, clock = fill(server, 2), Clock()
    mine = timed(server, clock)
    server.fail("history.list", 500, "backendError", times=3)
    assert read(mine).ids == ids
    assert [one for one in clock.slept if one >= 1] == [1.0, 2.0, 4.0]


def test_row_22_one_message_that_is_refused_for_ever_stops_no_pass(server: GmailServer) -> None:
    fill(server, 2)
    mine = account(server)
    (bad, *_) = server.mailbox.messages
    original = server.mailbox.message

    def message(one: str) -> object:
        from tests.servers.gmail import RefusedError

        if one == bad:
            raise RefusedError(500, "backendError")
        return original(one)

    server.mailbox.message = message  # type: ignore[method-assign, assignment]
    seen = read(mine)
    assert seen.ids == ["m1@x"]
    assert [one.uid for batch in seen.batches for one in batch.unread] == [bad]
    assert seen.last.complete


def test_row_22_a_batch_that_is_cut_is_read_again(server: GmailServer) -> None:
    ids = fill(server, 30)
    mine = account(server)
    server.fail("batch", cut=True, done=True, times=2)
    assert read(mine).ids == ids


# 23: history


def test_row_23_expired_history_is_one_bounded_rescan(server: GmailServer) -> None:
    ids = fill(server, 5)
    cursor = read(account(server)).cursor
    server.mailbox.expire_history()
    server.calls.clear()
    seen = read(account(server), cursor)
    assert seen.ids == ids
    assert seen.last.reset
    assert "read again" in seen.notes
    again = read(account(server), seen.cursor)
    assert (again.ids, again.last.reset, again.notes) == ([], False, "")
    assert server.calls["messages.get"] == 5


@pytest.mark.parametrize(("status", "reason"), [(500, "backendError"), (403, "rateLimitExceeded"), (400, "badRequest")])
def test_row_23_nothing_else_is_a_reset(server: GmailServer, status: int, reason: str) -> None:
    fill(server, 2)
    cursor = read(account(server)).cursor
    server.mailbox.add(plain("new@x"), ["INBOX"])
    server.fail("history.list", status, reason, times=100)
    with pytest.raises(ServerError):
        read(account(server), cursor)
    server.faults.clear()
    seen = read(account(server), cursor)
    assert (seen.ids, seen.last.reset) == (["new@x"], False)


def test_row_23_history_that_expires_during_the_first_sync_starts_it_anew(server: GmailServer) -> None:
    ids = fill(server, 120)
    first = read(account(server), stop_after=1)
    server.mailbox.expire_history()
    seen = read(account(server), first.cursor)
    assert seen.ids == ids
    assert seen.last.complete


def test_row_23_a_pass_that_is_cut_within_one_record_of_history_loses_nothing(server: GmailServer) -> None:
    """One record may name several messages, and a batch may end between them."""
    cursor = read(account(server)).cursor
    ids = fill(server, PORTION + 1)
    last = server.mailbox.history.pop()
    server.mailbox.history[-1]["messagesAdded"] += last["messagesAdded"]
    seen = read(account(server), cursor, stop_after=1)
    assert set(seen.ids) | set(read(account(server), seen.cursor).ids) == set(ids)


def test_row_23_labels_and_deletions_are_followed(server: GmailServer) -> None:
    fill(server, 3)
    cursor = read(account(server)).cursor
    one, two, three = server.mailbox.messages
    server.mailbox.relabel(one, add=["Watcher/Ignore"])
    server.mailbox.relabel(two, remove=["INBOX"], add=["TRASH"])
    server.mailbox.relabel(three, add=["STARRED"], remove=["UNREAD"])
    gone = server.mailbox.add(plain("gone@x"), ["INBOX"])
    server.mailbox.remove(gone.id)
    seen = read(account(server), cursor)
    assert [(located.uid, located.mailbox) for located in seen.located] == [
        (one, "INBOX"), (one, "Watcher/Ignore"), (two, "Trash"),
    ]  # fmt: skip


def test_row_23_drafts_that_are_saved_again_and_again_cost_nothing(server: GmailServer) -> None:
    cursor = read(account(server)).cursor
    draft = server.mailbox.create_draft(plain("d@x"))
    for _ in range(20):
        server.mailbox.update_draft(draft, plain("d@x"))
    server.calls.clear()
    assert read(account(server), cursor).ids == []
    assert server.calls["messages.get"] == 0


# 24: writes


@pytest.mark.parametrize("how", [{"status": 503, "reason": "backendError"}, {"cut": True}])
def test_row_24_a_draft_whose_answer_was_lost_is_sent_once_and_found(server: GmailServer, how: dict[str, Any]) -> None:
    mine = account(server)
    mine.find_drafts({"warm@x"})
    server.fail("drafts.create", done=True, **how)
    with pytest.raises(ServerError) as caught:
        mine.put_draft(plain("one@x"))
    assert not isinstance(caught.value, NotStoredError)
    assert server.calls["drafts.create"] == 1
    (found,) = mine.find_drafts({"one@x"})["one@x"]
    assert found.draft_id in server.mailbox.drafts


def test_row_24_a_connection_that_died_idle_costs_no_second_draft(server: GmailServer) -> None:
    mine = account(server)
    mine.find_drafts({"warm@x"})
    server.fail("drafts.create", cut=True)
    with pytest.raises(ServerError):
        mine.put_draft(plain("one@x"))
    assert server.calls["drafts.create"] == 1


@pytest.mark.parametrize(("status", "reason"), [(400, "invalidArgument"), (403, "rateLimitExceeded"), (429, "x")])
def test_row_24_what_gmail_refused_is_known_not_to_be_stored(server: GmailServer, status: int, reason: str) -> None:
    mine = account(server)
    server.fail("drafts.create", status, reason)
    with pytest.raises(NotStoredError):
        mine.put_draft(plain("one@x"))
    assert (server.calls["drafts.create"], server.mailbox.drafts) == (1, {})


# 25 and 26: drafts


def test_row_25_the_draft_id_stays_and_what_the_user_edited_is_never_overwritten(server: GmailServer) -> None:
    mine = account(server)
    mine.put_draft(plain("one@x"))
    (before,) = mine.find_drafts({"one@x"})["one@x"]
    server.mailbox.update_draft(before.draft_id, plain("other@x", text="My own words.\r\n"))
    assert mine.find_drafts({"one@x"}) == {}
    (after,) = mine.find_drafts({before.draft_id})[before.draft_id]
    assert after.draft_id == before.draft_id
    assert after.location != before.location
    assert not mine.remove_draft(before)
    assert len(server.mailbox.drafts) == 1


def test_row_26_a_draft_is_in_its_thread(server: GmailServer) -> None:
    mine = account(server)
    asked = server.mailbox.add(letter(JANE, ME, "The job", "Hi", at=minutes(0), message_id="j@x"), ["INBOX"])
    mine.put_draft(letter(ME, JANE, "Re: The job", "Hello", at=minutes(9), message_id="d@x", answers="j@x"))
    (draft,) = server.mailbox.drafts
    assert server.mailbox.draft(draft).thread == asked.thread
    assert not read(mine).notes


def test_row_26_a_draft_outside_its_thread_is_told_of(server: GmailServer) -> None:
    mine = account(server)
    server.mailbox.add(letter(JANE, ME, "The job", "Hi", at=minutes(0), message_id="j@x"), ["INBOX"])
    mine.put_draft(letter(ME, JANE, "Another subject", "Hello", at=minutes(9), message_id="d@x", answers="j@x"))
    assert "outside the conversation" in read(mine).notes


# 27 and 28: sign-in


def test_row_27_invalid_grant_stops_with_what_to_do(server: GmailServer) -> None:
    server.consent.refresh_tokens.clear()
    with pytest.raises(SignInError, match=r"watcher auth gmail gmail.*in Testing") as caught:
        read(account(server))
    assert caught.value.permanent
    assert server.calls["token"] == 1


@pytest.mark.parametrize("status", [429, 500, 503])
def test_row_28_a_token_endpoint_that_is_busy_is_no_bad_password(server: GmailServer, status: int) -> None:
    ids = fill(server, 1)
    mine = account(server)
    server.fail("token", status, "internal_failure")
    with pytest.raises(ServerError) as caught:
        read(mine)
    assert not caught.value.permanent
    assert read(mine).ids == ids
    server.fail("token", status)
    with pytest.raises(NotStoredError):
        account(server).put_draft(plain("one@x"))


def test_row_28_a_token_that_was_revoked_is_replaced_once(server: GmailServer) -> None:
    ids = fill(server, 3)
    mine = account(server)
    assert read(mine).ids == ids
    server.tokens = {"another"}
    mine.put_draft(plain("one@x"))
    assert len(server.mailbox.drafts) == 1
    server.tokens = {"another"}
    assert read(mine).ids == ids
    assert server.calls["token"] == 3


def test_row_28_tokens_are_refreshed_ahead_and_by_one_thread_at_a_time(server: GmailServer) -> None:
    clock = Clock()
    mine = timed(server, clock, 100_000_000)
    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(lambda _: bool(mine.check()), range(16)))
    assert server.calls["token"] == 1
    clock.now += 3599 - AHEAD + 1
    mine.check()
    assert server.calls["token"] == 2


# 29: connections


def test_row_29_threads_share_no_connection_and_closing_frees_all(server: GmailServer) -> None:
    ids = fill(server, 40)
    mine = account(server)
    barrier = threading.Barrier(4)

    def work(number: int) -> list[str]:
        barrier.wait()
        for each in range(5):
            mine.put_draft(plain(f"d{number}.{each}@x"))
        return read(mine).ids

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(work, range(4))) == [ids] * 4
    assert len(server.mailbox.drafts) == 20
    mine.close()
    for _ in range(200):
        if server.open == 0:
            break
        threading.Event().wait(0.01)
    assert server.open == 0
    assert read(mine).ids == ids


def test_row_29_memory_is_flat_over_many_calls() -> None:
    """In a process of its own; the library keeps up to 512 patterns, of half a kilobyte each, and no more."""
    command = [sys.executable, "-m", "tests.bench.gmail_memory", "800"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["calls"] >= 800
    assert told["grown_kb"] < 512
    assert told["descriptors"] == 0


def test_row_29_the_service_is_made_once_whatever_threads_there_are(
    server: GmailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[object] = []

    def build(*given: Any, **more: Any) -> Any:
        made.append(given)
        return build_from_document(*given, **more)

    monkeypatch.setattr("watcher.mail.gmail_client.build_from_document", build)
    mine = account(server)
    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(lambda _: bool(mine.check()), range(8)))
    mine.close()
    mine.check()
    assert len(made) == 1
