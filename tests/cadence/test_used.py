"""What the plan remembers of the wordings of earlier drafts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.cadence.desk import Desk, written
from tests.timeline.builders import ACME, ANNA, applied, ev, got, t
from watcher.cadence import Gist, State, Written
from watcher.inference import Kind

DESK = Desk((applied(to=ANNA), got("2026-03-03", ev(Kind.RECRUITER_REPLY, *ACME), human=True)))
NOW = "2026-03-12 09:00"


def earlier(key: str, wording: str, on: str, state: State = State.SENT, recipient: str = "") -> Written:
    """A draft of the desk's application, unless `recipient` says that it belongs elsewhere."""
    follow_up = DESK.one(NOW)
    mine = written(follow_up, on, state)
    if recipient:
        mine = replace(mine, anchor="gone", facts=frozenset(), recipient=recipient)
    return replace(mine, key=key, gist=Gist(wording), message_id=f"{key}@example.org")


def used(*past: Written) -> tuple[str, ...]:
    return replace(DESK, written=past).one(NOW).used


def test_the_wordings_of_its_application_come_oldest_first() -> None:
    first, then = earlier("a", "en/x#1", "2026-03-02 10:00"), earlier("b", "en/x#2", "2026-03-02 11:00")
    assert used(then, first) == used(first, then) == ("en/x#1", "en/x#2")


@pytest.mark.parametrize("state", [State.DECLINED, State.WITHDRAWN])
def test_what_nobody_got_to_read_may_be_used_again_first(state: State) -> None:
    sent = earlier("a", "en/x#1", "2026-03-02 10:00")
    unread = earlier("b", "en/x#2", "2026-03-02 11:00", state)
    assert used(sent, unread) == ("en/x#2", "en/x#1")


def test_what_the_recipient_read_about_another_application_counts() -> None:
    recipient = DESK.one(NOW).recipient
    assert recipient is not None
    other = earlier("a", "en/x#1", "2026-03-02 10:00", recipient=recipient.email)
    stranger = earlier("b", "en/x#2", "2026-03-02 11:00", recipient="zoe@other.example")
    assert used(other, stranger) == ("en/x#1",)


def test_its_own_draft_and_drafts_of_unknown_wording_do_not_count() -> None:
    own = replace(written(DESK.one(NOW), NOW, State.CONFIRMED), gist=Gist("en/x#1"))
    assert used(own) == ()
    assert used(earlier("a", "", "2026-03-02 10:00")) == ()
    assert t(NOW) >= own.written_at
