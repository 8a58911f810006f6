"""Ladders, lateness, caps, recipients, health: every sentence of the rules."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.cadence.desk import WELL, Desk, policy, shown, windows, written
from tests.timeline.builders import (
    ACME,
    ANNA,
    BOB,
    JOBS,
    ME,
    NOREPLY,
    addresses,
    applied,
    confirmed,
    entry,
    ev,
    got,
    person,
    sent,
    t,
)
from watcher.cadence import Action, FollowUp, FollowUpKind, Health, State, plan
from watcher.inference import Kind
from watcher.reading import Automatic
from watcher.timeline import Place, Seen, build

TALK = got("2026-03-04", ev(Kind.RECRUITER_REPLY, *ACME), human=True)
MEETING = got(
    "2026-03-04",
    ev(Kind.INTERVIEW_SCHEDULED, *ACME, starts="2026-03-10 10:00", uid="u", people=(person(BOB),)),
    human=True,
)
NO = got("2026-03-12", ev(Kind.REJECTION, *ACME), human=True)


def silence(desk: Desk, now: str) -> FollowUp:
    (only,) = (f for f in desk.all(now) if f.kind is not FollowUpKind.THANK_YOU)
    return only


def drafts(desk: Desk, now: str) -> list[FollowUpKind]:
    return [f.kind for f in desk.all(now) if f.action is Action.DRAFT]


# Ladders


def test_an_answer_closes_the_open_follow_up_and_silence_starts_anew() -> None:
    desk = Desk((applied(), got("2026-03-08", ev(Kind.RECRUITER_REPLY, *ACME), human=True)))
    assert shown(desk.one("2026-03-09 08:00"))[:2] == ("conversation_follow_up", "2026-03-16 08:00")


@pytest.mark.parametrize("kind", [Kind.OFFER, Kind.POSITION_CLOSED, Kind.DO_NOT_CONTACT])
def test_these_end_the_ladder(kind: Kind) -> None:
    desk = Desk((applied(), got("2026-03-05", ev(kind, *ACME), frm=NOREPLY)))
    assert desk.all("2026-03-12") == []


def test_a_rejection_leaves_only_its_reply() -> None:
    assert drafts(Desk((applied(), TALK, NO)), "2026-03-16") == [FollowUpKind.REJECTION_REPLY]


def test_after_a_template_that_asks_for_patience_a_human_starts_anew() -> None:
    desk = Desk((applied(), confirmed("2026-03-03", ev(Kind.DO_NOT_CONTACT, *ACME)), TALK))
    assert drafts(desk, "2026-03-11") == [FollowUpKind.CONVERSATION_FOLLOW_UP]


def test_nothing_later_opens_while_a_draft_waits() -> None:
    desk = Desk((applied(),)).draft("2026-03-09", State.EDITED)
    update = got("2026-03-10", ev(Kind.STATUS_UPDATE, *ACME), frm=NOREPLY)
    later = desk.more(update).one("2026-03-20")
    assert later.action is Action.NONE
    assert "another draft of this application waits" in later.held


def test_a_deleted_draft_ends_its_ladder_until_something_happens() -> None:
    desk = Desk((applied(),)).draft("2026-03-09", State.DECLINED, "2026-03-10")
    assert desk.one("2026-03-20").action is Action.NONE
    assert "you deleted it" in desk.one("2026-03-20").held
    answered = desk.more(got("2026-03-12", ev(Kind.RECRUITER_REPLY, *ACME), human=True))
    assert drafts(answered, "2026-03-19") == [FollowUpKind.CONVERSATION_FOLLOW_UP]


def test_a_deleted_receipt_check_opens_no_application_follow_up() -> None:
    desk = Desk((applied(attachments=("cv.pdf",)),)).draft("2026-03-05", State.DECLINED)
    late = desk.more(confirmed("2026-03-04 12:00"))
    assert late.one("2026-03-12").kind is FollowUpKind.APPLICATION_FOLLOW_UP
    assert late.one("2026-03-12").held.startswith("you deleted the draft")


@pytest.mark.parametrize("state", [State.SENT, State.DECLINED, State.WITHDRAWN, *(s for s in State if s.live)])
def test_a_key_that_was_written_is_never_opened_again(state: State) -> None:
    desk = Desk((applied(), TALK))
    before = desk.one("2026-03-11")
    after = replace(desk, written=(written(before, "2026-03-11", state),))
    assert [f for f in after.all("2026-03-11 12:00") if f.key == before.key and f.action is Action.DRAFT] == []


def test_another_recipient_does_not_reopen_the_step() -> None:
    desk = Desk((applied(), TALK)).draft("2026-03-11", State.DECLINED)
    moved = replace(desk, written=tuple(replace(w, recipient="old@acme.com", key="other") for w in desk.written))
    assert drafts(moved, "2026-03-12") == []


@pytest.mark.parametrize("ask", [Kind.INTERVIEW_INVITE, Kind.ASSESSMENT])
def test_where_they_wait_for_the_user_only_thank_yous_are_drafted(ask: Kind) -> None:
    desk = Desk((applied(), MEETING, got("2026-03-10 10:30", ev(ask, *ACME, waits=True), human=True)))
    assert drafts(desk, "2026-03-10 12:00") == [FollowUpKind.THANK_YOU]
    assert silence(desk, "2026-03-30").held == "they wait for you"


def test_an_accepted_offer_pauses_everything_everywhere() -> None:
    other = sent("2026-03-01", ev(Kind.APPLICATION_SENT, "Other", "Cook"), to="jobs@other.com")
    offer = got("2026-03-08", ev(Kind.OFFER, *ACME), human=True)
    yes = sent("2026-03-09", ev(Kind.OFFER_ACCEPTED, *ACME))
    follow_ups = Desk((applied(), offer, yes, other)).all("2026-03-09")
    assert [(f.company, f.action, f.held) for f in follow_ups] == [("Other", Action.NONE, "you accepted an offer")]


def test_what_sounds_like_accepting_an_offer_that_was_never_made_pauses_no_other() -> None:
    other = sent("2026-03-01", ev(Kind.APPLICATION_SENT, "Other", "Cook"), to="jobs@other.com")
    yes = sent("2026-03-09", ev(Kind.OFFER_ACCEPTED, *ACME))
    (follow_up,) = Desk((applied(), yes, other)).all("2026-03-09")
    assert (follow_up.company, follow_up.action) == ("Other", Action.DRAFT)
    waiting = Desk((applied(), other)).draft("2026-03-09 08:30", State.CONFIRMED).more(yes)
    assert set(waiting.plan("2026-03-10").obsolete.values()) == {"you accepted an offer"}
    assert len(waiting.plan("2026-03-10").obsolete) == 1


def test_an_acceptance_that_the_user_entered_pauses_everything() -> None:
    other = sent("2026-03-01", ev(Kind.APPLICATION_SENT, "Other", "Cook"), to="jobs@other.com")
    yes = entry("2026-03-09", ev(Kind.OFFER_ACCEPTED), about=f"{applied().envelope.identity}#0")
    follow_ups = Desk((applied(), other), entered=(yes,)).all("2026-03-09 10:00")
    assert [(f.company, f.held) for f in follow_ups] == [("Other", "you accepted an offer")]


def test_a_deleted_thank_you_makes_post_interview_a_question() -> None:
    desk = Desk(
        (
            applied(),
            MEETING,
        )
    ).draft("2026-03-10 12:00", State.DECLINED)
    follow_up = silence(desk, "2026-03-17")
    assert (follow_up.kind, follow_up.action) == (FollowUpKind.POST_INTERVIEW, Action.DIGEST)
    assert "did the interview take place?" in follow_up.held


def test_merged_applications_keep_what_was_written() -> None:
    desk = Desk((applied(), TALK)).draft("2026-03-11", State.CONFIRMED)
    renamed = replace(desk, written=tuple(replace(w, anchor="gone#0") for w in desk.written))
    assert drafts(renamed, "2026-03-12") == []


# Thank-yous


def thanks(desk: Desk, now: str) -> list[tuple[str, Action]]:
    found = (f for f in desk.all(now) if f.kind is FollowUpKind.THANK_YOU)
    return [(f.recipient.email if f.recipient else "", f.action) for f in found]


@pytest.mark.parametrize(
    "mail",
    [
        sent("2026-03-10 11:30", to=BOB, re=MEETING),
        got("2026-03-10 11:30", ev(Kind.REJECTION, *ACME), frm=NOREPLY),
        got("2026-03-09", ev(Kind.INTERVIEW_CANCELLED, *ACME, starts="2026-03-10 10:00", uid="u", sequence=1)),
    ],
)
def test_a_thank_you_is_stopped_by_own_mail_rejection_or_cancellation(mail: Seen) -> None:
    assert thanks(Desk((applied(), MEETING, mail)), "2026-03-10 12:00") == []


@pytest.mark.parametrize(
    "mail",
    [
        sent("2026-03-10 11:30", to=ANNA, re=MEETING),
        got("2026-03-10 11:30", ev(Kind.PROMISE, *ACME, by="2026-03-20"), human=True),
        got("2026-03-10 11:30", ev(Kind.RECRUITER_REPLY, *ACME), human=True, frm=BOB),
    ],
)
def test_a_thank_you_is_stopped_by_nothing_else(mail: Seen) -> None:
    assert thanks(Desk((applied(), MEETING, mail)), "2026-03-10 12:00") == [(BOB, Action.DRAFT)]


def test_two_rounds_with_one_person_on_one_day_are_thanked_for_once() -> None:
    again = got(
        "2026-03-05", ev(Kind.INTERVIEW_SCHEDULED, *ACME, starts="2026-03-10 15:00", uid="v", people=(person(BOB),))
    )
    desk = Desk((applied(), MEETING, again))
    assert thanks(desk, "2026-03-10 12:00") == [(BOB, Action.NONE)]
    assert thanks(desk, "2026-03-10 16:00") == [(BOB, Action.DRAFT)]


def test_one_message_with_two_rounds_has_two_thank_yous() -> None:
    rounds = tuple(
        ev(Kind.INTERVIEW_SCHEDULED, *ACME, starts=f"2026-03-{d} 10:00", uid=d, people=(person(BOB),))
        for d in ("10", "11")
    )
    desk = Desk((got("2026-03-04", *rounds),))
    assert len({f.key for f in desk.all("2026-03-11 12:00") if f.kind is FollowUpKind.THANK_YOU}) == 2


def test_a_moved_interview_is_thanked_for_once() -> None:
    moved = got("2026-03-09", ev(Kind.INTERVIEW_RESCHEDULED, *ACME, starts="2026-03-12 10:00", uid="u", sequence=1))
    desk = Desk((applied(), MEETING, moved))
    assert thanks(desk, "2026-03-10 12:00") == [(BOB, Action.NONE)]
    assert thanks(desk.draft("2026-03-12 12:00", State.DECLINED), "2026-03-12 13:00") == [(BOB, Action.NONE)]


# Health


@pytest.mark.parametrize(
    ("desk", "why"),
    [
        (Desk((applied(),), health=Health(frozenset(), frozenset({"personal"}))), "not read to its end"),
        (Desk((applied(), confirmed("2026-03-12"))), "clock"),
    ],
)
def test_a_pass_that_cannot_judge_drafts_nothing(desk: Desk, why: str) -> None:
    follow_up = desk.one("2026-03-09 12:00")
    assert follow_up.action is Action.NONE
    assert why in follow_up.held


def test_mail_in_two_accounts_needs_both() -> None:
    desk = Desk((applied(), confirmed("2026-03-03")))
    both = Desk((applied(), replace(confirmed(), envelope=replace(confirmed().envelope, account="work"))))
    assert drafts(desk, "2026-03-09") == [FollowUpKind.APPLICATION_FOLLOW_UP]
    assert both.one("2026-03-09").held == "the account work was not read to its end"


def test_a_possible_answer_holds_the_draft() -> None:
    mails = (
        applied(),
        confirmed("2026-03-03", role="Cook"),
        got("2026-03-06", ev(Kind.RECRUITER_REPLY, "Acme"), human=True),
    )
    assert {f.action for f in Desk(mails).all("2026-03-10")} == {Action.NONE}


def test_an_account_that_takes_no_drafts_is_a_matter_for_the_digest() -> None:
    desk = Desk((applied(),), health=Health(frozenset({"personal"}), frozenset()))
    assert desk.one("2026-03-09").action is Action.DIGEST


# Caps


def crowd(count: int, day: str = "2026-03-02", to: str = "") -> tuple[Seen, ...]:
    return tuple(
        sent(day, ev(Kind.APPLICATION_SENT, f"Firm {n}", "Cook"), to=to or f"jobs@firm{n}.com", message_id=f"{n}@mail")
        for n in range(count)
    )


def test_ten_drafts_a_day_and_the_rest_keeps_its_due_time() -> None:
    follow_ups = Desk(crowd(12)).all("2026-03-09")
    held = [f for f in follow_ups if f.action is Action.NONE]
    assert len(follow_ups) - len(held) == 10
    assert all("your limit of 10 drafts a day" in f.held and f.due_at == follow_ups[0].due_at for f in held)


def test_what_was_written_earlier_in_the_day_counts_whatever_became_of_it() -> None:
    desk = Desk(crowd(12)).draft("2026-03-09", State.DECLINED)
    assert drafts(desk, "2026-03-09 23:00") == []
    assert len(drafts(desk, "2026-03-10 00:30")) == 2


def test_ten_waiting_at_once() -> None:
    desk = Desk(crowd(12)).draft("2026-03-09", State.CONFIRMED)
    assert drafts(desk, "2026-03-10") == []
    held = {f.held for f in desk.all("2026-03-10") if "limit" in f.held}
    assert held == {"your limit of 10 waiting drafts is reached"}


def test_one_waiting_draft_for_one_recipient() -> None:
    desk = Desk(crowd(2, to=ANNA))
    first, second = sorted(desk.all("2026-03-09"), key=lambda f: f.action)
    assert (first.action, second.action) == (Action.DRAFT, Action.NONE)
    assert second.held == f"another draft to {ANNA} waits in your Drafts"


@pytest.mark.parametrize(("now", "count"), [("2026-03-11 23:00", 0), ("2026-03-12 08:00", 1)])
def test_one_sent_to_one_recipient_in_three_business_days(now: str, count: int) -> None:
    desk = Desk(crowd(2, to=ANNA)).draft("2026-03-09 09:00", State.SENT)
    assert drafts(desk, now).count(FollowUpKind.APPLICATION_FOLLOW_UP) == count


def test_what_the_user_sent_to_them_from_elsewhere_counts_too() -> None:
    own = sent("2026-03-09 08:30", ev(Kind.CANDIDATE_FOLLOWUP, "Firm 0", "Cook"), to=ANNA)
    held = [f.held for f in Desk((*crowd(2, to=ANNA), own)).all("2026-03-09") if f.company == "Firm 1"]
    assert held == [f"you wrote to {ANNA} on 2026-03-09; the next one may follow on 2026-03-12"]


def test_thank_yous_stand_apart_from_all_caps() -> None:
    desk = Desk((applied(), MEETING, *crowd(1, to=BOB)), policy=policy(max_drafts_per_day=1, max_waiting=1))
    assert sorted(drafts(desk, "2026-03-10 12:00")) == [FollowUpKind.APPLICATION_FOLLOW_UP, FollowUpKind.THANK_YOU]


def test_what_lapses_soonest_goes_first_then_precedence() -> None:
    lapsing = crowd(1, "2026-02-18")
    talk = got("2026-03-02", ev(Kind.RECRUITER_REPLY, *ACME), human=True)
    desk = Desk((applied("2026-03-01"), talk, *lapsing), policy=policy(max_drafts_per_day=1))
    assert drafts(desk, "2026-03-09") == [FollowUpKind.APPLICATION_FOLLOW_UP]


# To whom


def test_the_thread_is_the_last_message_with_the_recipient() -> None:
    follow_up = Desk((applied(), TALK, confirmed("2026-03-06"))).one("2026-03-13")
    assert follow_up.recipient is not None
    assert follow_up.recipient.email == ANNA
    assert follow_up.thread == TALK.envelope


def test_without_one_it_is_the_applications_last_message() -> None:
    follow_up = Desk((applied(), confirmed())).one("2026-03-09")
    assert follow_up.thread == applied().envelope
    invite = got("2026-03-02", ev(Kind.INTERVIEW_SCHEDULED, *ACME, starts="2026-03-04 10:00", people=(person(BOB),)))
    (thanks_,) = (
        f for f in Desk((applied("2026-03-01"), invite)).all("2026-03-04 12:00") if f.kind is FollowUpKind.THANK_YOU
    )
    assert thanks_.thread == invite.envelope


@pytest.mark.parametrize("automatic", [Automatic.BOUNCE, Automatic.AUTO_REPLY])
def test_a_bounce_or_absence_is_never_answered(automatic: Automatic) -> None:
    away = got("2026-03-03", ev(Kind(automatic.value)), frm=JOBS, re=applied(), automatic=automatic)
    assert Desk((applied(), away)).one("2026-03-09").thread == applied().envelope


def test_it_goes_from_the_address_and_account_last_used_in_that_thread() -> None:
    reply = sent("2026-03-05", re=TALK, account="work")
    reply = replace(reply, envelope=replace(reply.envelope, own_address="ada@work.example"))
    desk = Desk((applied(), TALK, reply), health=Health(WELL.complete | {"work"}, WELL.writable | {"work"}))
    follow_up = desk.one("2026-03-12")
    assert (follow_up.sender, follow_up.account, follow_up.action) == ("ada@work.example", "work", Action.DRAFT)


def test_else_from_the_one_that_it_was_delivered_to() -> None:
    talk = replace(TALK, envelope=replace(TALK.envelope, own_address="ada@other.example"))
    assert Desk((applied(), talk)).one("2026-03-11").sender == "ada@other.example"
    bare = replace(TALK, envelope=replace(TALK.envelope, own_address=""))
    assert Desk((bare, applied())).one("2026-03-11").sender == ME


def test_row_37_an_unverified_sender_stops_the_clock_and_gets_nothing() -> None:
    spoofed = got("2026-03-04", ev(Kind.RECRUITER_REPLY, *ACME, verified=False), human=True, frm="x@evil.com")
    follow_up = Desk((applied(to=""), spoofed)).one("2026-03-11")
    assert (follow_up.kind, follow_up.action) == (FollowUpKind.CONVERSATION_FOLLOW_UP, Action.DIGEST)
    assert follow_up.recipient is None


# Obsolete drafts


def obsolete(desk: Desk, now: str) -> list[str]:
    return list(desk.plan(now).obsolete.values())


@pytest.mark.parametrize(
    ("mail", "why"),
    [
        (got("2026-03-10", ev(Kind.RECRUITER_REPLY, *ACME), human=True), "an answer came on 2026-03-10"),
        (got("2026-03-10", human=True, re=applied(), place=Place.JUNK), "an answer came on 2026-03-10"),
        (sent("2026-03-10", to=JOBS, re=applied()), "you wrote or called yourself on 2026-03-10"),
        (got("2026-03-10", ev(Kind.REJECTION, *ACME), frm=NOREPLY), "a rejection came"),
        (got("2026-03-10", ev(Kind.OFFER, *ACME), frm=NOREPLY), "an offer came"),
        (got("2026-03-10", ev(Kind.POSITION_CLOSED, *ACME), frm=NOREPLY), "the position is closed"),
        (sent("2026-03-10", ev(Kind.WITHDRAWAL, *ACME), to=JOBS), "you withdrew the application"),
        (
            got("2026-03-10", ev(Kind.INTERVIEW_SCHEDULED, *ACME, starts="2026-03-20 10:00")),
            "an interview is scheduled",
        ),
        (got("2026-03-10", ev(Kind.STATUS_UPDATE, *ACME), frm=NOREPLY), "a status update came on 2026-03-10"),
        (sent("2026-03-10", ev(Kind.OFFER_ACCEPTED, "Other", "Cook")), "you accepted an offer"),
        (
            got("2026-03-10", ev(Kind.BOUNCE, people=(person(JOBS),)), frm="mailer-daemon@x.org", re=applied()),
            f"{JOBS} must not be written to: a mail to it came back",
        ),
    ],
)
def test_a_waiting_draft_that_is_no_longer_right(mail: Seen, why: str) -> None:
    desk = Desk((applied(),)).draft("2026-03-09", State.CONFIRMED)
    assert obsolete(desk, "2026-03-11") == []
    if mail.inference.events and mail.inference.events[0].kind is Kind.OFFER_ACCEPTED:
        desk = desk.more(got("2026-03-08", ev(Kind.OFFER, "Other", "Cook"), frm=NOREPLY))
    assert obsolete(desk.more(mail), "2026-03-11") == [why]


@pytest.mark.parametrize(
    "mail",
    [
        confirmed("2026-03-10"),
        got("2026-03-10", ev(Kind.APPLICATION_VIEWED, *ACME), frm=NOREPLY),
        got("2026-03-10", ev(Kind.AUTO_REPLY), frm=JOBS, automatic=Automatic.AUTO_REPLY),
        got("2026-03-10", frm="friend@x.org", human=True),
    ],
)
def test_a_waiting_draft_stays_right(mail: Seen) -> None:
    desk = Desk((applied(),)).draft("2026-03-09", State.CONFIRMED)
    assert obsolete(desk.more(mail), "2026-03-11") == []


def test_its_own_sent_copy_does_not_make_a_draft_obsolete() -> None:
    desk = Desk((applied(),)).draft("2026-03-09", State.CONFIRMED)
    copy = sent("2026-03-10", to=JOBS, re=applied(), message_id=desk.written[0].message_id)
    assert obsolete(desk.more(copy), "2026-03-11") == []


@pytest.mark.parametrize(
    ("mail", "why"),
    [
        (sent("2026-03-10 12:30", to=BOB, re=MEETING), ["you wrote to them yourself"]),
        (got("2026-03-10 12:30", ev(Kind.REJECTION, *ACME), frm=NOREPLY), ["a rejection came"]),
        (
            got(
                "2026-03-10 12:30", ev(Kind.INTERVIEW_CANCELLED, *ACME, starts="2026-03-10 10:00", uid="u", sequence=1)
            ),
            ["the interview was cancelled"],
        ),
        (got("2026-03-10 12:30", ev(Kind.RECRUITER_REPLY, *ACME), human=True), []),
        (sent("2026-03-10 12:30", to=ANNA, re=MEETING), []),
    ],
)
def test_a_waiting_thank_you(mail: Seen, why: list[str]) -> None:
    desk = Desk(
        (
            applied(),
            MEETING,
        )
    ).draft("2026-03-10 12:00", State.CONFIRMED)
    assert obsolete(desk.more(mail), "2026-03-10 13:00") == why


def test_a_rejection_reply_outlives_the_rejection_not_a_new_word() -> None:
    desk = Desk((applied(), NO)).draft("2026-03-13", State.CONFIRMED)
    assert obsolete(desk, "2026-03-14") == []
    assert obsolete(desk.more(got("2026-03-14", human=True, re=NO)), "2026-03-15") == ["an answer came on 2026-03-14"]


def test_post_interview_survives_the_thanks_but_not_an_answer() -> None:
    desk = Desk((applied(), MEETING, sent("2026-03-10 12:00", ev(Kind.INTERVIEW_FOLLOWUP), to=BOB, re=MEETING)))
    desk = desk.draft("2026-03-17", State.CONFIRMED)
    assert obsolete(desk, "2026-03-18") == []
    answer = got("2026-03-18", ev(Kind.RECRUITER_REPLY, *ACME), human=True)
    assert obsolete(desk.more(answer), "2026-03-19") == ["an answer came on 2026-03-18"]


def test_a_note_of_a_call_makes_the_draft_obsolete() -> None:
    desk = Desk((applied(),)).draft("2026-03-09", State.CONFIRMED)
    called = entry("2026-03-10", ev(Kind.CALLED), about=f"{applied().envelope.identity}#0")
    assert obsolete(replace(desk, entered=(called,)), "2026-03-11") == ["you wrote or called yourself on 2026-03-10"]


def test_a_kind_that_is_switched_off_is_absent() -> None:
    rows = {k: replace(w, enabled=False) for k, w in windows().items()}
    assert Desk((applied(), MEETING, NO), policy=policy(windows=rows)).all("2026-03-20") == []


def test_now_may_come_in_any_zone() -> None:
    timeline = build([applied()], (), t("2026-03-09 08:00"), own_addresses=frozenset({ME}), addresses=addresses())
    local = t("2026-03-09 08:00").astimezone(policy().zone)
    assert plan(timeline, (), local, policy(), WELL) == plan(timeline, (), t("2026-03-09 08:00"), policy(), WELL)
