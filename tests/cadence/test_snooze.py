""" "Per-application snooze": not now, and nothing is lost by it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.cadence.desk import Desk, shown
from tests.cadence.test_windows import CV, interview
from tests.timeline.builders import ACME, applied, entry, ev, sent, the_only, told
from watcher.cadence import Action, FollowUpKind, State, snoozed_until
from watcher.inference import Kind
from watcher.timeline import Fact, Flag, Stage

ABOUT = f"{applied().envelope.identity}#0"


def snooze(when: str, until: str = "") -> Fact:
    return entry(when, ev(Kind.SNOOZED, *ACME, by=until), about=ABOUT)


@pytest.mark.parametrize(
    ("now", "action", "held"),
    [
        ("2026-03-09 08:00", Action.NONE, "snoozed until 2026-03-16"),
        ("2026-03-15 23:59", Action.NONE, "snoozed until 2026-03-16"),
        ("2026-03-16 00:00", Action.DRAFT, ""),
        ("2026-03-24", Action.DIGEST, "too late to write; not too late to call"),
    ],
)
def test_nothing_is_drafted_before_the_day_that_the_user_named(now: str, action: Action, held: str) -> None:
    follow_up = Desk((applied(),), entered=(snooze("2026-03-05", "2026-03-16"),)).one(now)
    assert (follow_up.action, follow_up.held) == (action, held)
    assert shown(follow_up)[:2] == ("application_follow_up", "2026-03-09 08:00")


def test_only_thank_yous_are_drafted_meanwhile() -> None:
    desk = Desk((applied(), interview()), entered=(snooze("2026-03-05", "2026-04-16"),))
    assert [f.kind for f in desk.all("2026-03-10 12:00") if f.action is Action.DRAFT] == [FollowUpKind.THANK_YOU]
    assert [f.held for f in desk.all("2026-03-30")] == ["snoozed until 2026-04-16"]


def test_the_last_word_counts_and_off_ends_it() -> None:
    longer = (snooze("2026-03-05", "2026-03-16"), snooze("2026-03-06", "2026-03-20"))
    assert Desk((applied(),), entered=longer).one("2026-03-17").held == "snoozed until 2026-03-20"
    off = (*longer, snooze("2026-03-07"))
    assert Desk((applied(),), entered=off).one("2026-03-09").action is Action.DRAFT


def test_it_holds_one_application_and_no_other() -> None:
    other = sent("2026-03-02", ev(Kind.APPLICATION_SENT, "Beta", "Cook"), to="jobs@beta.com", message_id="beta@mail")
    found = Desk((applied(), other), entered=(snooze("2026-03-05", "2026-03-16"),)).all("2026-03-09")
    assert {f.company: f.action for f in found} == {"Acme": Action.NONE, "Beta": Action.DRAFT}


def test_it_is_no_word_of_either_side() -> None:
    entered = (snooze("2026-03-05", "2026-03-16"),)
    application = the_only(told(applied(), entered=entered, now="2026-03-23"))
    assert (application.stage, application.flags) == (Stage.APPLIED, frozenset({Flag.QUIET}))
    assert application.last_heard_at is None
    assert str(snoozed_until(application)) == "2026-03-16"
    assert Desk((applied(attachments=CV),), entered=entered).one("2026-03-06").kind is FollowUpKind.RECEIPT_CHECK


def test_a_waiting_draft_stays_for_what_is_withdrawn_never_opens_again() -> None:
    desk = Desk((applied(),)).draft("2026-03-09", State.CONFIRMED)
    snoozed = replace(desk, entered=(snooze("2026-03-09 10:00", "2026-03-20"),))
    assert snoozed.plan("2026-03-10").obsolete == {}


def test_it_does_not_reopen_what_the_user_deleted() -> None:
    desk = Desk((applied(),)).draft("2026-03-09", State.DECLINED)
    snoozed = replace(desk, entered=(snooze("2026-03-10", "2026-03-12"),))
    assert snoozed.one("2026-03-13").action is Action.NONE
