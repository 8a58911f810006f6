"""Every row of the cadence table: when it is due."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.cadence.desk import Desk, policy, shown, windows
from tests.timeline.builders import (
    ACME,
    ANNA,
    BOB,
    JOBS,
    NOREPLY,
    applied,
    confirmed,
    entry,
    ev,
    got,
    person,
    sent,
    t,
)
from watcher.cadence import Action, FollowUp, FollowUpKind, State
from watcher.inference import Kind, PersonRole
from watcher.reading import Automatic
from watcher.timeline import Seen

CV = ("cv.pdf",)
AWAY = got("2026-03-02 10:00", ev(Kind.AUTO_REPLY), frm=JOBS, automatic=Automatic.AUTO_REPLY)


def talk(when: str = "2026-03-04", *more: object, **kw: object) -> Seen:
    return got(when, ev(Kind.RECRUITER_REPLY, *ACME), *more, human=True, **kw)  # type: ignore[arg-type]


def interview(when: str = "2026-03-10 10:00", announced: str = "2026-03-04", *who: str) -> Seen:
    people = tuple(person(w) for w in (who or (BOB,)))
    return got(announced, ev(Kind.INTERVIEW_SCHEDULED, *ACME, starts=when, uid="u", people=people), human=True)


# application_follow_up: "5 to 7 days after the application: a Monday in the window, else a Tuesday, else the first
# business day in it"; "non-business days move forward, even past the window".
@pytest.mark.parametrize(
    ("day", "due"),
    [
        ("2026-03-02", "2026-03-09"),  # Monday: Saturday to Monday
        ("2026-03-03", "2026-03-09"),  # Tuesday: Sunday to Tuesday
        ("2026-03-04", "2026-03-09"),
        ("2026-03-05", "2026-03-10"),  # Thursday: Tuesday to Thursday
        ("2026-03-06", "2026-03-11"),  # Friday: Wednesday to Friday
        ("2026-03-07", "2026-03-12"),
        ("2026-03-08", "2026-03-13"),  # Sunday: Friday to Sunday
        ("2026-03-30", "2026-04-07"),  # Easter Monday is none, and the window holds no other business day
        ("2026-03-31", "2026-04-07"),  # the Tuesday after it
        ("2026-03-08 23:59", "2026-03-13"),
        ("2026-03-09 00:01", "2026-03-16"),
    ],
)
def test_application_follow_up_is_due_early_in_the_week(day: str, due: str) -> None:
    follow_up = Desk((applied(day),)).one("2026-03-01")
    assert shown(follow_up) == ("application_follow_up", f"{due} 08:00", "none")
    assert follow_up.held == f"due on {due} 08:00" or "clock" in follow_up.held


@pytest.mark.parametrize(
    ("now", "action", "late"),
    [
        ("2026-03-09 07:59", Action.NONE, False),
        ("2026-03-09 08:00", Action.DRAFT, False),
        ("2026-03-09 23:59", Action.DRAFT, False),
        ("2026-03-10 00:00", Action.DRAFT, True),
        ("2026-03-23 07:59", Action.DRAFT, True),
        ("2026-03-23 08:00", Action.DIGEST, True),
    ],
)
def test_application_follow_up_from_due_to_lapse(now: str, action: Action, late: bool) -> None:
    follow_up = Desk((applied(),)).one(now)
    assert (follow_up.action, follow_up.late, follow_up.lapses_at) == (action, late, t("2026-03-23 08:00"))


@pytest.mark.parametrize(
    ("promised", "due"),
    [
        ("2026-03-06", "2026-03-09"),  # Friday: the business day after
        ("2026-03-20", "2026-03-23"),
        ("2026-04-02", "2026-04-07"),  # Easter between
        ("2026-03-01", "2026-03-09"),  # past: ignored
        ("2026-06-01", "2026-06-02"),  # 91 days ahead of 2 March
        ("2026-06-02", "2026-03-09"),
    ],
)
def test_a_dated_promise_in_the_confirmation_moves_it(promised: str, due: str) -> None:
    desk = Desk((applied("2026-03-02 08:00"), confirmed("2026-03-03", ev(Kind.PROMISE, *ACME, by=promised))))
    assert shown(desk.one("2026-03-02"))[1] == f"{due} 08:00"


def test_a_far_promise_does_not_lapse_before_it_is_due() -> None:
    desk = Desk((applied(), confirmed("2026-03-03", ev(Kind.PROMISE, *ACME, by="2026-04-30"))))
    assert desk.one("2026-05-04").action is Action.DRAFT


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("2026-03-03", "2026-03-11"),  # five business days later is the 10th
        ("2026-03-31", "2026-04-10"),  # Good Friday and Easter Monday are none: the 9th
    ],
)
def test_a_promise_within_n_business_days_uses_the_countrys_calendar(said: str, due: str) -> None:
    """ "within n business days" uses the country's calendar"; Monday to Friday alone it would be the 7th of April."""
    promise = replace(ev(Kind.PROMISE, *ACME, by="2026-04-07"), business_days=5)
    follow_up = Desk((applied("2026-03-02"), confirmed(said, promise))).one("2026-03-04")
    assert shown(follow_up)[1] == f"{due} 08:00"


def test_the_latest_promise_wins() -> None:
    first, then = ev(Kind.PROMISE, *ACME, by="2026-03-20"), ev(Kind.PROMISE, *ACME, by="2026-03-12")
    mails = (applied(), confirmed("2026-03-03", first), confirmed("2026-03-04", then))
    assert shown(Desk(mails).one("2026-03-05"))[1] == "2026-03-13 08:00"
    assert Desk(mails).one("2026-03-05").promised_by is not None


@pytest.mark.parametrize(
    "mail",
    [
        confirmed("2026-03-04"),
        got("2026-03-04", ev(Kind.APPLICATION_VIEWED, *ACME), frm=NOREPLY),
        got("2026-03-04", ev(Kind.AUTO_REPLY), frm=JOBS, automatic=Automatic.AUTO_REPLY),
    ],
)
def test_these_do_not_stop_the_silence(mail: Seen) -> None:
    assert shown(Desk((applied(), mail)).one("2026-03-09 08:00")) == (
        "application_follow_up",
        "2026-03-09 08:00",
        "draft",
    )


def test_a_status_update_restarts_the_silence_from_its_date() -> None:
    update = got("2026-03-06", ev(Kind.STATUS_UPDATE, *ACME), frm=NOREPLY)
    assert shown(Desk((applied(), update)).one("2026-03-09 08:00"))[1] == "2026-03-11 08:00"


def test_a_web_application_counts_from_its_confirmation() -> None:
    follow_up = Desk((confirmed("2026-03-02"),)).one("2026-03-09 08:00")
    assert shown(follow_up) == ("application_follow_up", "2026-03-09 08:00", "digest")
    assert "nobody to write to is known" in follow_up.held


# receipt_check
@pytest.mark.parametrize(
    ("mails", "kind"),
    [
        ((), "receipt_check"),
        ((confirmed("2026-03-02 10:00"),), "application_follow_up"),
        (
            (got("2026-03-02 10:00", ev(Kind.AUTO_REPLY), frm=JOBS, automatic=Automatic.AUTO_REPLY),),
            "application_follow_up",
        ),
    ],
)
def test_receipt_check_where_nothing_acknowledged_a_mailed_resume(mails: tuple[Seen, ...], kind: str) -> None:
    assert Desk((applied(attachments=CV), *mails)).one("2026-03-05").kind.value == kind


def test_receipt_check_is_due_after_three_days_and_goes_where_the_resume_went() -> None:
    follow_up = Desk((applied(attachments=CV),)).one("2026-03-05 08:00")
    assert shown(follow_up) == ("receipt_check", "2026-03-05 08:00", "draft")
    assert follow_up.recipient is not None
    assert follow_up.recipient.email == JOBS


def test_receipt_check_switched_off_leaves_the_application_follow_up() -> None:
    rows = windows() | {FollowUpKind.RECEIPT_CHECK: replace(windows()[FollowUpKind.RECEIPT_CHECK], enabled=False)}
    desk = Desk((applied(attachments=CV),), policy=policy(windows=rows))
    assert desk.one("2026-03-05 08:00").kind is FollowUpKind.APPLICATION_FOLLOW_UP


def test_a_sent_receipt_check_is_the_first_follow_up() -> None:
    desk = Desk((applied(attachments=CV),)).draft("2026-03-05 08:00", State.SENT, "2026-03-05 12:00")
    assert shown(desk.one("2026-03-06"))[:2] == ("second_follow_up", "2026-03-09 08:00")


# second_follow_up
@pytest.mark.parametrize(
    ("sent_on", "due"),
    [("2026-03-09 12:00", "2026-03-12"), ("2026-03-11 12:00", "2026-03-16"), ("2026-03-13", "2026-03-16")],
)
def test_second_follow_up_from_day_three_after_the_first_was_sent(sent_on: str, due: str) -> None:
    desk = Desk((applied(),)).draft("2026-03-09 08:00", State.SENT, sent_on)
    assert shown(desk.one(sent_on)) == ("second_follow_up", f"{due} 08:00", "none")


def test_second_follow_up_waits_until_the_first_is_sent() -> None:
    desk = Desk((applied(),)).draft("2026-03-09 08:00", State.CONFIRMED)
    assert desk.one("2026-03-16").kind is FollowUpKind.APPLICATION_FOLLOW_UP
    assert "waits in your Drafts" in desk.one("2026-03-16").held


def test_what_the_user_sent_from_elsewhere_counts() -> None:
    own = sent("2026-03-06", ev(Kind.CANDIDATE_FOLLOWUP, *ACME), to=JOBS)
    assert shown(Desk((applied(), own)).one("2026-03-07"))[:2] == ("second_follow_up", "2026-03-09 08:00")


def test_the_sent_draft_and_its_copy_in_sent_are_one() -> None:
    desk = Desk((applied(),)).draft("2026-03-09 08:00", State.SENT, "2026-03-09 12:00")
    before = desk.one("2026-03-10")
    copy = sent("2026-03-09 12:00", re=applied(), to=JOBS, message_id=desk.written[0].message_id)
    after = desk.more(copy).one("2026-03-10")
    assert (after.kind, after.key) == (FollowUpKind.SECOND_FOLLOW_UP, before.key)


def test_without_human_contact_two_mails_and_no_more() -> None:
    desk = Desk((applied(),)).draft("2026-03-09 08:00", State.SENT).draft("2026-03-12 09:00", State.SENT)
    assert desk.all("2026-04-20") == []


# thank_you
@pytest.mark.parametrize(
    ("now", "action", "late"),
    [
        ("2026-03-14 10:59", Action.NONE, False),
        ("2026-03-14 11:00", Action.DRAFT, False),  # a Saturday
        ("2026-03-15 10:59", Action.DRAFT, False),
        ("2026-03-15 11:00", Action.DRAFT, True),
        ("2026-03-17 10:59", Action.DRAFT, True),
        ("2026-03-17 11:00", Action.DIGEST, True),
    ],
)
def test_thank_you_at_once_for_a_day_lapsed_after_three(now: str, action: Action, late: bool) -> None:
    thanks = [
        f
        for f in Desk(
            (
                applied(),
                interview("2026-03-14 10:00"),
            )
        ).all(now)
        if f.kind is FollowUpKind.THANK_YOU
    ]
    assert [(f.action, f.late) for f in thanks] == [(action, late)]


def test_one_thank_you_for_each_interviewer_with_an_address() -> None:
    desk = Desk(
        (
            applied(),
            interview("2026-03-10 10:00", "2026-03-04", BOB, "carl@acme.com", ""),
        )
    )
    thanks = [f for f in desk.all("2026-03-10 12:00") if f.kind is FollowUpKind.THANK_YOU]
    assert sorted(f.recipient.email for f in thanks if f.recipient) == [BOB, "carl@acme.com"]
    assert len({f.key for f in thanks}) == 2


def test_two_interviews_with_one_person_on_one_day_are_thanked_for_once() -> None:
    who = (person(BOB),)
    first = got("2026-03-08", ev(Kind.INTERVIEW_SCHEDULED, *ACME, starts="2026-03-09 15:00", people=who), human=True)
    late = got("2026-03-04", ev(Kind.INTERVIEW_SCHEDULED, *ACME, starts="2026-03-09 23:00", people=who), human=True)
    thanks = [f for f in Desk((applied(), late, first)).all("2026-03-10 12:00") if f.kind is FollowUpKind.THANK_YOU]
    assert [f.interview_at for f in thanks] == [t("2026-03-09 23:00")]


def test_an_interviewer_without_address_is_a_matter_for_the_digest() -> None:
    (thanks,) = (
        f
        for f in Desk(
            (
                applied(),
                interview("2026-03-10 10:00", "2026-03-04", ""),
            )
        ).all("2026-03-10 12:00")
        if f.kind is FollowUpKind.THANK_YOU
    )
    assert thanks.action is Action.DIGEST
    assert "look for the address of your interviewer" in thanks.held


# post_interview
@pytest.mark.parametrize(
    ("promised", "due"),
    [("", "2026-03-17"), ("2026-03-12", "2026-03-13"), ("2026-03-20", "2026-03-23")],
)
def test_post_interview_after_the_promised_date_else_seven_days(promised: str, due: str) -> None:
    note = entry("2026-03-10 14:00", ev(Kind.PROMISE, by=promised), about=f"{interview().envelope.identity}#0")
    desk = Desk(
        (
            applied(),
            interview(),
        ),
        entered=(note,) if promised else (),
    )
    (follow_up,) = (f for f in desk.all("2026-03-11 12:00") if f.kind is not FollowUpKind.THANK_YOU)
    assert shown(follow_up)[:2] == ("post_interview", f"{due} 08:00")


def test_a_promise_mailed_after_the_interview_names_the_date_of_post_interview() -> None:
    told_ = got("2026-03-11", ev(Kind.PROMISE, *ACME, by="2026-03-18"), human=True)
    (follow_up,) = Desk((applied(), interview(), told_)).all("2026-03-25")
    assert shown(follow_up) == ("post_interview", "2026-03-19 08:00", "draft")
    assert str(follow_up.promised_by) == "2026-03-18"


def test_a_promise_after_the_users_follow_up_starts_asking_anew() -> None:
    asked = sent("2026-03-17", ev(Kind.CANDIDATE_FOLLOWUP, *ACME), to=BOB)
    told_ = got("2026-03-18", ev(Kind.PROMISE, *ACME, by="2026-03-25"), human=True)
    update = got("2026-03-24", ev(Kind.STATUS_UPDATE, *ACME), frm=NOREPLY)
    assert Desk((applied(), interview(), asked)).one("2026-03-24").kind is FollowUpKind.PERSISTENCE
    follow_up = Desk((applied(), interview(), asked, told_, update)).one("2026-03-26")
    assert shown(follow_up) == ("post_interview", "2026-03-26 08:00", "draft")


def test_post_interview_lapses_after_sixty_days() -> None:
    assert (
        Desk(
            (
                applied(),
                interview(),
            )
        )
        .one("2026-05-09 07:00")
        .action
        is Action.DRAFT
    )
    assert (
        Desk(
            (
                applied(),
                interview(),
            )
        )
        .one("2026-05-09 08:00")
        .action
        is Action.DIGEST
    )


# conversation_follow_up
def test_conversation_seven_days_after_the_last_message_either_way() -> None:
    assert shown(Desk((applied(), talk())).one("2026-03-11 08:00")) == (
        "conversation_follow_up",
        "2026-03-11 08:00",
        "draft",
    )
    reply = sent("2026-03-06", ev(Kind.CANDIDATE_REPLY), re=talk())
    assert shown(Desk((applied(), talk(), reply)).one("2026-03-11 08:00"))[1] == "2026-03-13 08:00"


def test_conversation_the_business_day_after_their_promised_date() -> None:
    mail = talk("2026-03-04", ev(Kind.PROMISE, *ACME, by="2026-03-20"))
    follow_up = Desk((applied(), mail)).one("2026-03-23 08:00")
    assert shown(follow_up) == ("conversation_follow_up", "2026-03-23 08:00", "draft")


@pytest.mark.parametrize("kind", [Kind.INTERVIEW_INVITE, Kind.ASSESSMENT, Kind.INTERVIEW_SCHEDULED])
def test_a_promise_that_was_kept_is_over(kind: Kind) -> None:
    named = talk("2026-03-04", ev(Kind.PROMISE, *ACME, by="2026-03-11"))
    kept = got("2026-03-09", ev(kind, *ACME), human=True)
    mine = sent("2026-03-11", ev(Kind.CANDIDATE_REPLY), re=kept)
    follow_up = Desk((applied(), named, kept, mine)).one("2026-03-18")
    assert shown(follow_up)[:2] == ("conversation_follow_up", "2026-03-18 08:00")
    assert "2026-03-11" not in follow_up.why


def test_a_promise_of_the_invitation_outlives_that_the_hour_is_fixed() -> None:
    asked = got(
        "2026-03-02 10:00", ev(Kind.INTERVIEW_INVITE, *ACME), ev(Kind.PROMISE, *ACME, by="2026-03-20"), human=True
    )
    fixed = got("2026-03-04", ev(Kind.INTERVIEW_SCHEDULED, *ACME), human=True)
    follow_up = Desk((applied(), asked, fixed)).one("2026-03-23")
    assert shown(follow_up)[1] == "2026-03-23 08:00"


def test_on_hold_waits_as_long_as_the_longest_step() -> None:
    hold = got("2026-03-06", ev(Kind.POSITION_ON_HOLD, *ACME), human=True)
    thanks = sent("2026-03-08", ev(Kind.CANDIDATE_REPLY), re=hold)
    desk = Desk((applied(), talk(), hold, thanks))
    assert shown(desk.one("2026-04-07 08:00")) == ("conversation_follow_up", "2026-04-07 08:00", "draft")
    assert "on hold since 2026-03-06" in desk.one("2026-04-07 08:00").why
    asked = desk.draft("2026-04-07 09:00", State.SENT)
    assert shown(asked.one("2026-05-07"))[:2] == ("persistence", "2026-05-07 08:00")


def test_a_hold_is_over_once_they_write_or_name_a_date() -> None:
    hold = got("2026-03-06", ev(Kind.POSITION_ON_HOLD, *ACME), human=True)
    assert shown(Desk((applied(), hold, talk("2026-03-09"))).one("2026-03-17"))[1] == "2026-03-16 08:00"
    dated = got("2026-03-06", ev(Kind.POSITION_ON_HOLD, *ACME), ev(Kind.PROMISE, *ACME, by="2026-03-20"), human=True)
    follow_up = Desk((applied(), dated)).one("2026-03-23")
    assert shown(follow_up)[1] == "2026-03-23 08:00"
    assert "on hold" not in follow_up.why


def test_a_call_starts_the_seven_days_anew() -> None:
    called = entry("2026-03-09", ev(Kind.CALLED), about=f"{applied().envelope.identity}#0")
    assert shown(Desk((applied(), talk()), entered=(called,)).one("2026-03-12"))[1] == "2026-03-16 08:00"


def test_no_follow_up_while_an_interview_lies_ahead() -> None:
    desk = Desk((applied(), talk(), interview("2026-03-30 10:00")))
    assert [f.kind for f in desk.all("2026-03-20")] == [FollowUpKind.THANK_YOU]


# persistence
def test_persistence_seven_fourteen_thirty_days_then_the_question() -> None:
    desk = Desk((applied(), talk())).draft("2026-03-11 09:00", State.SENT)
    for now in ("2026-03-18", "2026-04-01", "2026-05-04"):
        assert desk.one(now).kind is FollowUpKind.PERSISTENCE
        assert shown(desk.one(now))[1] == f"{now} 08:00"
        desk = desk.draft(f"{now} 09:00", State.SENT)
    last = desk.one("2026-06-15")
    assert last.action is Action.DIGEST
    assert "keep going, call, or close?" in last.held


# rejection_reply
@pytest.mark.parametrize(
    ("when", "due"),
    [("2026-03-10 07:00", "2026-03-11"), ("2026-03-13", "2026-03-16"), ("2026-04-02", "2026-04-07")],
)
def test_rejection_reply_the_next_business_morning(when: str, due: str) -> None:
    no = got(when, ev(Kind.REJECTION, *ACME), human=True)
    follow_up = Desk((applied(), no)).one(when)
    assert shown(follow_up)[:2] == ("rejection_reply", f"{due} 08:00")


def test_rejection_reply_goes_to_the_person_who_wrote_the_rejection() -> None:
    met = (applied(), interview())
    by_a_person = got("2026-03-12", ev(Kind.REJECTION, *ACME), frm=ANNA, human=True)
    assert to(Desk((*met, by_a_person)).one("2026-03-13")) == ANNA
    by_nobody = got("2026-03-12", ev(Kind.REJECTION, *ACME), frm=NOREPLY)
    assert to(Desk((*met, by_nobody)).one("2026-03-13")) == BOB


def to(follow_up: FollowUp) -> str:
    assert follow_up.recipient
    return follow_up.recipient.email


def test_rejection_reply_lapses_after_a_fortnight_and_is_then_forgotten() -> None:
    no = got("2026-03-10", ev(Kind.REJECTION, *ACME), human=True)
    desk = Desk((applied(), no))
    assert desk.one("2026-03-24 07:00").action is Action.DRAFT
    assert desk.one("2026-03-24 08:00").action is Action.DIGEST
    assert desk.all("2026-04-10") == []


def test_no_rejection_reply_after_a_withdrawal_or_the_users_own_answer() -> None:
    gone = sent("2026-03-09", ev(Kind.WITHDRAWAL, *ACME))
    no = got("2026-03-10", ev(Kind.REJECTION, *ACME), human=True)
    assert Desk((applied(), gone, no)).all("2026-03-12") == []
    assert Desk((applied(), no, sent("2026-03-10 12:00", re=no))).all("2026-03-12") == []


def test_a_sent_rejection_reply_is_never_followed_up() -> None:
    no = got("2026-03-10", ev(Kind.REJECTION, *ACME), human=True)
    desk = Desk((applied(), no)).draft("2026-03-11", State.SENT)
    assert all(f.action is not Action.DRAFT for f in desk.all("2026-03-20"))


def test_the_facts_that_a_draft_may_name() -> None:
    (f,) = (x for x in Desk((applied(), talk(), interview())).all("2026-03-17") if x.kind != "thank_you")
    assert (f.company, f.role, f.language, f.interviewed) == (*ACME, "en", True)
    assert (str(f.applied_on), str(f.last_contact_on), f.interview_at) == (
        "2026-03-02",
        "2026-03-04",
        t("2026-03-10 10:00"),
    )
    assert "McAdams" in f.why


def test_an_interview_with_the_recruiter_alone_thanks_nobody_by_guess() -> None:
    event = ev(Kind.INTERVIEW_SCHEDULED, *ACME, starts="2026-03-10 10:00", people=(person(ANNA, PersonRole.RECRUITER),))
    (thanks,) = (f for f in Desk((got("2026-03-04", event),)).all("2026-03-10 12:00") if f.kind == "thank_you")
    assert thanks.recipient is None
