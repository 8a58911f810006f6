"""Stage, flags, interviews: folds over a story."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.timeline.builders import (
    ACME,
    ANNA,
    BOB,
    NOREPLY,
    applied,
    confirmed,
    entry,
    ev,
    got,
    person,
    sent,
    t,
    the_only,
    told,
)
from watcher.inference import Kind
from watcher.reading import Automatic
from watcher.timeline import Flag, Seen, Stage, ended_at, human_answer_after, interviews, last_move

INVITE = got(
    "2026-03-04",
    ev(Kind.INTERVIEW_SCHEDULED, *ACME, starts="2026-03-10 10:00", uid="u", people=(person(BOB),)),
    human=True,
)


def mail(kind: Kind, when: str = "2026-03-20") -> Seen:
    own = kind in (Kind.WITHDRAWAL, Kind.OFFER_ACCEPTED, Kind.OFFER_DECLINED)
    return sent(when, ev(kind, *ACME)) if own else got(when, ev(kind, *ACME))


@pytest.mark.parametrize(
    ("mails", "stage"),
    [
        ((), Stage.APPLIED),
        ((confirmed(),), Stage.ACKNOWLEDGED),
        ((got("2026-03-04", ev(Kind.RECRUITER_REPLY, *ACME), human=True),), Stage.IN_CONVERSATION),
        ((mail(Kind.ASSESSMENT),), Stage.IN_CONVERSATION),
        ((INVITE,), Stage.INTERVIEWED),
        ((mail(Kind.OFFER),), Stage.OFFER),
        ((mail(Kind.OFFER), mail(Kind.OFFER_ACCEPTED, "2026-03-21")), Stage.ACCEPTED),
        ((mail(Kind.OFFER), mail(Kind.OFFER_DECLINED, "2026-03-21")), Stage.DECLINED),
        ((mail(Kind.OFFER), mail(Kind.OFFER_RESCINDED, "2026-03-21")), Stage.REJECTED),
        ((mail(Kind.OFFER_ACCEPTED), mail(Kind.OFFER_RESCINDED, "2026-03-21")), Stage.REJECTED),
        ((INVITE, mail(Kind.REJECTION)), Stage.REJECTED),
        ((mail(Kind.POSITION_CLOSED),), Stage.CLOSED),
        ((mail(Kind.WITHDRAWAL),), Stage.WITHDRAWN),
        ((mail(Kind.WITHDRAWAL), mail(Kind.REJECTION, "2026-03-21")), Stage.WITHDRAWN),
        ((mail(Kind.REJECTION), got("2026-03-22", human=True)), Stage.REJECTED),
        ((mail(Kind.REJECTION), mail(Kind.OFFER, "2026-03-22")), Stage.OFFER),
    ],
)
def test_stage(mails: tuple[Seen, ...], stage: Stage) -> None:
    assert the_only(told(applied(), *mails)).stage is stage


@pytest.mark.parametrize(
    ("now", "stage"),
    [
        ("2026-03-10 10:59", Stage.INTERVIEW_SCHEDULED),
        ("2026-03-10 11:00", Stage.INTERVIEWED),
    ],
)
def test_an_interview_without_end_lasts_an_hour(now: str, stage: Stage) -> None:
    assert the_only(told(INVITE, now=now)).stage is stage


def update(kind: Kind, when: str, starts: str = "", sequence: int = 0, uid: str = "u") -> Seen:
    return got(when, ev(kind, *ACME, starts=starts, uid=uid, sequence=sequence))


@pytest.mark.parametrize(
    ("updates", "expected"),
    [
        ((update(Kind.INTERVIEW_RESCHEDULED, "2026-03-05", "2026-03-12 15:00", 1),), [("2026-03-12 15:00", False)]),
        # A stale version arrives late (RFC 5546: the highest SEQUENCE holds).
        (
            (
                update(Kind.INTERVIEW_RESCHEDULED, "2026-03-05", "2026-03-12 15:00", 2),
                update(Kind.INTERVIEW_SCHEDULED, "2026-03-06", "2026-03-11 15:00", 1),
            ),
            [("2026-03-12 15:00", False)],
        ),
        ((update(Kind.INTERVIEW_CANCELLED, "2026-03-05", "2026-03-10 10:00", 1),), [("2026-03-10 10:00", True)]),
        ((update(Kind.INTERVIEW_CANCELLED, "2026-03-05", uid=""),), [("2026-03-10 10:00", True)]),
        ((update(Kind.INTERVIEW_CANCELLED, "2026-03-10 10:10", uid=""),), [("2026-03-10 10:00", True)]),
        (
            (
                update(Kind.INTERVIEW_CANCELLED, "2026-03-05", "2026-03-10 10:00", 1),
                update(Kind.INTERVIEW_SCHEDULED, "2026-03-06", "2026-03-13 10:00", 2),
            ),
            [("2026-03-13 10:00", False)],
        ),
        # By words alone, no UID: the next one is meant; without a new time it is off.
        (
            (update(Kind.INTERVIEW_RESCHEDULED, "2026-03-05", "2026-03-12 15:00", uid=""),),
            [("2026-03-12 15:00", False)],
        ),
        ((update(Kind.INTERVIEW_RESCHEDULED, "2026-03-05", uid=""),), [("2026-03-10 10:00", True)]),
        # The same UID after the first round is over: a second round.
        (
            (update(Kind.INTERVIEW_RESCHEDULED, "2026-03-11", "2026-03-17 10:00", 1),),
            [("2026-03-10 10:00", False), ("2026-03-17 10:00", False)],
        ),
        # The text of the mail and the invitation name the same hour.
        ((update(Kind.INTERVIEW_SCHEDULED, "2026-03-05", "2026-03-10 10:00", uid=""),), [("2026-03-10 10:00", False)]),
        (
            (update(Kind.INTERVIEW_SCHEDULED, "2026-03-05", "2026-03-11 10:00", uid="v"),),
            [("2026-03-10 10:00", False), ("2026-03-11 10:00", False)],
        ),
    ],
)
def test_row_42_versions_of_an_invitation(updates: tuple[Seen, ...], expected: list[tuple[str, bool]]) -> None:
    held = interviews(the_only(told(INVITE, *updates)))
    assert [(i.starts_at, i.cancelled) for i in held] == [(t(when), off) for when, off in expected]


def test_moved_interviews_keep_their_anchor_and_people() -> None:
    moved = update(Kind.INTERVIEW_RESCHEDULED, "2026-03-05", "2026-03-12 15:00", 1)
    (held,) = interviews(the_only(told(INVITE, moved)))
    assert held.anchor == f"{INVITE.envelope.identity}#0"
    assert [p.email for p in held.interviewers] == [BOB]


def test_a_noted_interview_took_place_when_the_user_says() -> None:
    note = entry("2026-03-09 12:00", ev(Kind.INTERVIEW_SCHEDULED), about=f"{applied().envelope.identity}#0")
    assert the_only(told(applied(), entered=(note,))).stage is Stage.INTERVIEWED


ASKS = got("2026-03-04", ev(Kind.INTERVIEW_INVITE, *ACME, waits=True), human=True)


@pytest.mark.parametrize(
    ("mails", "waiting"),
    [
        ((ASKS,), True),
        ((ASKS, sent("2026-03-05", re=ASKS)), False),
        ((ASKS, sent("2026-03-05", re=ASKS, automatic=Automatic.AUTO_REPLY)), True),
        ((ASKS, got("2026-03-05", human=True, re=ASKS)), True),
        ((ASKS, got("2026-03-05", ev(Kind.INTERVIEW_SCHEDULED, *ACME, starts="2026-03-10 10:00"))), False),
        ((got("2026-03-04", ev(Kind.ASSESSMENT, *ACME, waits=True)),), True),
        (
            (
                got("2026-03-04", ev(Kind.ASSESSMENT, *ACME, waits=True)),
                got("2026-03-05", ev(Kind.ASSESSMENT_COMPLETED, *ACME)),
            ),
            False,
        ),
        ((got("2026-03-04", ev(Kind.APPLICATION_INCOMPLETE, *ACME, waits=True)), confirmed("2026-03-05")), False),
        ((ASKS, got("2026-03-06", ev(Kind.REJECTION, *ACME))), False),
    ],
)
def test_waiting_for_the_user(mails: tuple[Seen, ...], waiting: bool) -> None:
    flags = the_only(told(applied(), *mails, now="2026-03-08")).flags
    assert (Flag.WAITING_FOR_USER in flags) is waiting


@pytest.mark.parametrize(
    ("now", "mails", "quiet"),
    [
        ("2026-03-23 08:59", (), False),
        ("2026-03-23 09:00", (), True),
        ("2026-03-23 09:00", (got("2026-03-10", ev(Kind.STATUS_UPDATE, *ACME)),), False),
        ("2026-03-31 12:00", (got("2026-03-10", ev(Kind.STATUS_UPDATE, *ACME)),), True),
        ("2026-03-30 11:00", (INVITE,), False),
        ("2026-03-31 13:00", (INVITE,), True),
        ("2026-04-30", (ASKS,), False),
        ("2026-04-30", (got("2026-03-10", ev(Kind.REJECTION, *ACME)),), False),
    ],
)
def test_quiet_after_three_weeks_without_a_sign(now: str, mails: tuple[Seen, ...], quiet: bool) -> None:
    assert (Flag.QUIET in the_only(told(applied(), *mails, now=now)).flags) is quiet


def test_on_hold_until_a_human_says_more() -> None:
    hold = got("2026-03-10", ev(Kind.POSITION_ON_HOLD, *ACME))
    more = got("2026-03-20", ev(Kind.INTERVIEW_INVITE, *ACME), human=True)
    assert Flag.ON_HOLD in the_only(told(applied(), hold)).flags
    assert Flag.ON_HOLD not in the_only(told(applied(), hold, more)).flags


@pytest.mark.parametrize(
    ("mail", "answers"),
    [
        (got("2026-03-04", ev(Kind.RECRUITER_REPLY, *ACME), human=True), True),
        (got("2026-03-04", ev(Kind.RECRUITER_REPLY, *ACME), human=True, frm="anna.x@us.greenhouse-mail.io"), True),
        (got("2026-03-04", ev(Kind.RECRUITER_REPLY, *ACME, verified=False), human=True), True),
        (got("2026-03-04", ev(Kind.STATUS_UPDATE, *ACME), human=True), True),
        (got("2026-03-04", ev(Kind.REJECTION, *ACME), frm=NOREPLY), True),
        (got("2026-03-04", ev(Kind.INTERVIEW_SCHEDULED, *ACME, starts="2026-03-10 10:00")), True),
        (confirmed("2026-03-04"), False),
        (got("2026-03-04", ev(Kind.APPLICATION_VIEWED, *ACME)), False),
        (got("2026-03-04", ev(Kind.STATUS_UPDATE, *ACME)), False),
        (got("2026-03-04", ev(Kind.AUTO_REPLY, *ACME), human=True, automatic=Automatic.AUTO_REPLY), False),
        (got("2026-03-04", ev(Kind.STATUS_UPDATE, *ACME), human=True, automatic=Automatic.CALENDAR_REPLY), False),
    ],
)
def test_what_counts_as_a_human_answer(mail: Seen, answers: bool) -> None:
    first = applied()
    tied = got_in_thread(mail, first)
    assert (human_answer_after(the_only(told(first, tied)), t("2026-03-02")) is not None) is answers


def got_in_thread(mail: Seen, first: Seen) -> Seen:
    return replace(mail, envelope=replace(mail.envelope, parents=(first.envelope.message_id,)))


def test_the_confirmation_is_the_move_where_nothing_was_sent() -> None:
    move = last_move(the_only(told(confirmed())))
    assert move is not None
    assert move.event.kind is Kind.APPLICATION_CONFIRMATION


def test_the_last_move_is_the_users_own() -> None:
    first = applied()
    one = the_only(told(first, got("2026-03-05", human=True, re=first), sent("2026-03-06", re=first, to=ANNA)))
    move = last_move(one)
    # Anna is not known before: she answers in the thread, so the mail to her belongs to it.
    assert move is not None
    assert move.event.occurred_at == t("2026-03-06")


def test_the_end_is_dated_by_the_first_no() -> None:
    one = the_only(told(applied(), mail(Kind.REJECTION), mail(Kind.REJECTION, "2026-03-25")))
    assert ended_at(one) == t("2026-03-20")


def test_language_and_dates_of_an_application() -> None:
    reply = got("2026-03-05", ev(Kind.RECRUITER_REPLY, *ACME), human=True, language="de")
    one = the_only(told(applied(), confirmed(), reply, confirmed("2026-03-09")))
    assert (one.language, one.applied_at, one.last_heard_at) == ("de", t("2026-03-02"), t("2026-03-09"))
