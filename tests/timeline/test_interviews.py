"""Interviews that the user calls off, and those that are moved at the hour that they had."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.timeline.builders import ANNA, BOB, applied, ev, got, person, sent, t, the_only, told
from watcher.inference import Kind
from watcher.timeline import Seen, interviews

ACME = ("Acme", "Data Engineer")


def round_at(when: str, starts: str, ends: str = "") -> Seen:
    return got(when, ev(Kind.INTERVIEW_SCHEDULED, *ACME, starts=starts, ends=ends, people=(person(BOB),)), human=True)


def held(*mails: Seen) -> list[tuple[str, bool]]:
    found = interviews(the_only(told(applied(), *mails)))
    return [(f"{i.starts_at:%m-%d %H:%M}", i.cancelled) for i in found]


def utc(when: str) -> str:
    return f"{t(when):%m-%d %H:%M}"


FIRST = round_at("2026-03-04", "2026-03-10 10:00", "2026-03-10 11:30")
SECOND = round_at("2026-03-05", "2026-03-12 15:00")


def off(when: str, day: str = "") -> Seen:
    return sent(when, ev(Kind.CANDIDATE_REPLY, *ACME), ev(Kind.INTERVIEW_CANCELLED, *ACME, day=day), to=ANNA)


def test_the_user_calls_the_next_one_off() -> None:
    assert held(FIRST, SECOND, off("2026-03-09")) == [(utc("2026-03-10 10:00"), True), (utc("2026-03-12 15:00"), False)]


def test_the_user_calls_off_the_one_of_the_day_that_they_name() -> None:
    story = (FIRST, SECOND, off("2026-03-09", "2026-03-12"))
    assert held(*story) == [(utc("2026-03-10 10:00"), False), (utc("2026-03-12 15:00"), True)]


def test_what_is_over_cannot_be_called_off() -> None:
    assert held(FIRST, SECOND, off("2026-03-11")) == [(utc("2026-03-10 10:00"), False), (utc("2026-03-12 15:00"), True)]


@pytest.mark.parametrize("kind", [Kind.WITHDRAWAL, Kind.OFFER_DECLINED])
def test_who_steps_back_comes_to_none_that_is_still_to_be(kind: Kind) -> None:
    gone = sent("2026-03-11", ev(kind, *ACME), to=ANNA)
    assert held(FIRST, SECOND, gone) == [(utc("2026-03-10 10:00"), False), (utc("2026-03-12 15:00"), True)]


def test_what_was_called_off_and_is_set_anew_takes_place() -> None:
    again = round_at("2026-03-09 15:00", "2026-03-16 10:00")
    assert held(FIRST, off("2026-03-09"), again)[-1] == (utc("2026-03-16 10:00"), False)


@pytest.mark.parametrize("kind", [Kind.INTERVIEW_RESCHEDULED, Kind.INTERVIEW_SCHEDULED])
def test_an_interview_that_is_moved_to_a_day_keeps_its_hour_and_length(kind: Kind) -> None:
    moved = got("2026-03-06", ev(kind, *ACME, day="2026-03-24"), human=True)
    (one,) = interviews(the_only(told(applied(), FIRST, moved)))
    assert (one.starts_at, one.ends_at) == (t("2026-03-24 10:00"), t("2026-03-24 11:30"))
    assert not one.cancelled
    assert [p.email for p in one.interviewers] == [BOB]


def test_the_user_calls_off_and_they_offer_another_day_at_the_same_hour() -> None:
    moved = got("2026-03-09 15:00", ev(Kind.INTERVIEW_SCHEDULED, *ACME, day="2026-03-17"), human=True)
    assert held(FIRST, off("2026-03-09"), moved) == [(utc("2026-03-17 10:00"), False)]


def test_a_day_without_an_interview_to_move_is_none() -> None:
    assert held(got("2026-03-06", ev(Kind.INTERVIEW_RESCHEDULED, *ACME, day="2026-03-24"), human=True)) == []


def test_the_users_own_cancellation_opens_no_application() -> None:
    timeline = told(sent("2026-03-09", ev(Kind.INTERVIEW_CANCELLED, "Acme"), to=ANNA))
    assert not timeline.applications


OFFERED = got("2026-03-04", ev(Kind.INTERVIEW_INVITE, *ACME, starts="2026-03-10 10:00", waits=True), human=True)


def taking(when: str = "2026-03-05", starts: str = "", day: str = "") -> Seen:
    event = replace(ev(Kind.CANDIDATE_SCHEDULING, *ACME, starts=starts, day=day), takes=True)
    return sent(when, event, re=OFFERED)


@pytest.mark.parametrize(("starts", "day"), [("", ""), ("2026-03-10 10:00", "2026-03-10"), ("", "2026-03-10")])
def test_the_hour_that_was_proposed_is_fixed_once_the_user_takes_it(starts: str, day: str) -> None:
    assert held(OFFERED, taking(starts=starts, day=day)) == [(utc("2026-03-10 10:00"), False)]


@pytest.mark.parametrize(("starts", "day"), [("2026-03-10 11:00", "2026-03-10"), ("", "2026-03-11")])
def test_another_hour_or_day_takes_nothing(starts: str, day: str) -> None:
    assert held(OFFERED, taking(starts=starts, day=day)) == []


def test_nothing_is_taken_that_nobody_proposes_any_more() -> None:
    assert held(OFFERED) == []
    asks = got("2026-03-04 15:00", ev(Kind.INTERVIEW_INVITE, *ACME, waits=True), human=True)
    assert held(OFFERED, asks, taking()) == []
    fixed = round_at("2026-03-04 15:00", "2026-03-12 15:00")
    assert held(OFFERED, fixed, taking()) == [(utc("2026-03-12 15:00"), False)]


def test_what_they_confirm_after_it_was_taken_is_the_same_interview() -> None:
    confirmed = round_at("2026-03-06", "2026-03-10 10:00")
    assert held(OFFERED, taking(), confirmed) == [(utc("2026-03-10 10:00"), False)]


@pytest.mark.parametrize("kind", [Kind.RECRUITER_REPLY, Kind.INTERVIEW_SCHEDULED])
def test_the_hour_that_the_user_proposed_is_fixed_once_the_employer_takes_it(kind: Kind) -> None:
    mine = sent("2026-03-05", ev(Kind.CANDIDATE_SCHEDULING, *ACME, starts="2026-03-10 10:00"), to=ANNA)
    yes = replace(ev(kind, *ACME, people=(person(ANNA),)), takes=kind is Kind.RECRUITER_REPLY)
    (found,) = interviews(the_only(told(applied(), mine, got("2026-03-06", yes, human=True))))
    assert (found.starts_at, [p.email for p in found.interviewers]) == (t("2026-03-10 10:00"), [ANNA])


def test_nobody_takes_their_own_hour_nor_a_plain_answer_the_others() -> None:
    mine = sent("2026-03-05", ev(Kind.CANDIDATE_SCHEDULING, *ACME, starts="2026-03-10 10:00"), to=ANNA)
    again = sent("2026-03-06", replace(ev(Kind.CANDIDATE_SCHEDULING, *ACME), takes=True), to=ANNA)
    plain = got("2026-03-06", ev(Kind.RECRUITER_REPLY, *ACME), human=True)
    assert held(mine, again) == held(mine, plain) == []
