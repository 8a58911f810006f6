"""Ladders to their end: what closes a step, what opens the next, and that no step is a dead end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.cadence.desk import Desk, policy, shown
from tests.cadence.test_windows import AWAY, CV, interview, talk
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
from watcher.inference import Event, Kind, PersonRole
from watcher.reading import Automatic
from watcher.timeline import Seen

ABOUT = f"{applied().envelope.identity}#0"


def silence(desk: Desk, now: str) -> FollowUp:
    (only,) = (f for f in desk.all(now) if f.kind is not FollowUpKind.THANK_YOU)
    return only


def thanks(desk: Desk, now: str) -> list[tuple[str, Action]]:
    found = (f for f in desk.all(now) if f.kind is FollowUpKind.THANK_YOU)
    return [(f.recipient.email if f.recipient else "", f.action) for f in found]


def withdrawn(desk: Desk, now: str) -> Desk:
    """The desk after the pass that removes what is no longer right."""
    gone = desk.plan(now).obsolete
    after = (replace(w, state=State.WITHDRAWN, changed_at=t(now)) if w.key in gone else w for w in desk.written)
    return replace(desk, written=tuple(after))


def bounce(when: str, email: str) -> Seen:
    return got(
        when, ev(Kind.BOUNCE, people=(person(email),)), frm="mailer-daemon@x.org", automatic=Automatic.BOUNCE, re=MAILED
    )


MAILED = applied(attachments=CV)

# receipt_check: "3 days after a résumé was mailed to a person or a role address and nothing at all acknowledged it"


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        (applied(attachments=CV), "receipt_check"),
        (applied(attachments=CV, to=ANNA), "receipt_check"),
        (applied(attachments=CV, to=f"{ANNA} {BOB}"), "receipt_check"),
        (applied(), "application_follow_up"),  # nothing attached
        (applied(attachments=("logo.png", "Invite.ICS")), "application_follow_up"),  # no document
        (applied(attachments=("logo.png", "Lebenslauf.PDF")), "receipt_check"),
        (applied(attachments=CV, to="apply@us.greenhouse-mail.io"), "application_follow_up"),  # a relay: no person
        (applied(attachments=CV, to="no-reply@acme.com"), "application_follow_up"),
    ],
)
def test_receipt_check_asks_after_a_resume_mailed_to_a_person_or_a_role_address(first: Seen, kind: str) -> None:
    assert Desk((first,)).one("2026-03-03").kind.value == kind


@pytest.mark.parametrize(
    ("mail", "kind"),
    [
        (bounce("2026-03-02 10:00", "other@acme.com"), "receipt_check"),  # that it failed acknowledges nothing
        (AWAY, "application_follow_up"),
        (confirmed("2026-03-02 10:00"), "application_follow_up"),
        (got("2026-03-03", ev(Kind.APPLICATION_VIEWED, *ACME), frm=NOREPLY), "application_follow_up"),
    ],
)
def test_receipt_check_only_where_nothing_at_all_acknowledged_it(mail: Seen, kind: str) -> None:
    assert Desk((MAILED, mail)).one("2026-03-05").kind.value == kind


def test_receipt_check_not_after_a_call_that_asked() -> None:
    called = entry("2026-03-04", ev(Kind.CALLED), about=f"{MAILED.envelope.identity}#0")
    follow_up = Desk((MAILED,), entered=(called,)).one("2026-03-05")
    assert shown(follow_up)[:2] == ("application_follow_up", "2026-03-09 08:00")


def test_a_waiting_receipt_check_stays_when_somebody_is_away() -> None:
    away = got("2026-03-06", ev(Kind.AUTO_REPLY), frm=JOBS, automatic=Automatic.AUTO_REPLY, re=MAILED)
    desk = Desk((MAILED,)).draft("2026-03-05 08:00", State.CONFIRMED).more(away)
    assert not desk.plan("2026-03-06 10:00").obsolete
    assert not [f for f in desk.all("2026-03-09") if f.action is Action.DRAFT]


def test_a_waiting_receipt_check_goes_when_something_acknowledges_and_the_next_opens() -> None:
    away = got("2026-03-06", ev(Kind.AUTO_REPLY), frm=JOBS, automatic=Automatic.AUTO_REPLY, re=MAILED)
    desk = Desk((MAILED,)).draft("2026-03-05 08:00", State.CONFIRMED).more(away, confirmed("2026-03-06"))
    assert list(desk.plan("2026-03-06 10:00").obsolete.values()) == ["it was acknowledged on 2026-03-06"]
    assert shown(withdrawn(desk, "2026-03-06 10:00").one("2026-03-09")) == (
        "application_follow_up",
        "2026-03-09 08:00",
        "draft",
    )


# "a status update restarts the silence from its date"; "a new event starts a new ladder": no dead end


def test_a_status_update_after_the_interview_restarts_the_silence() -> None:
    update = got("2026-03-18", ev(Kind.STATUS_UPDATE, *ACME), frm=NOREPLY)
    desk = Desk((applied(), interview())).draft("2026-03-17", State.CONFIRMED).more(update)
    assert "a status update came on 2026-03-18" in desk.plan("2026-03-18 10:00").obsolete.values()
    after = withdrawn(desk, "2026-03-18 10:00")
    assert shown(silence(after, "2026-03-25")) == ("post_interview", "2026-03-25 08:00", "draft")


def test_a_completed_application_starts_anew_from_its_completion() -> None:
    missing = got("2026-03-10", ev(Kind.APPLICATION_INCOMPLETE, *ACME, waits=True), frm=NOREPLY)
    desk = Desk((applied(),)).draft("2026-03-09", State.CONFIRMED).more(missing)
    assert list(desk.plan("2026-03-10 10:00").obsolete.values()) == ["they wait for you now"]
    after = withdrawn(desk, "2026-03-10 10:00")
    assert after.one("2026-03-20").held == "they wait for you"
    done = after.more(confirmed("2026-03-11"))
    assert shown(done.one("2026-03-16")) == ("application_follow_up", "2026-03-16 08:00", "draft")


# rejection_reply: "next business morning after a rejection"


def test_a_second_rejection_of_the_same_day_does_not_stop_the_reply() -> None:
    template = got("2026-03-12", ev(Kind.REJECTION, *ACME), frm=NOREPLY)
    personal = got("2026-03-12 15:00", ev(Kind.REJECTION, *ACME), human=True)
    desk = Desk((applied(), talk(), template, personal))
    assert shown(desk.one("2026-03-13")) == ("rejection_reply", "2026-03-13 08:00", "draft")
    later = got("2026-03-13 10:00", ev(Kind.REJECTION, *ACME), human=True)
    waiting = desk.draft("2026-03-13", State.CONFIRMED).more(later)
    assert waiting.plan("2026-03-13 11:00").obsolete == {}


# thank_you: "stopped only by the user's own mail to that person since, or by a rejection"


@pytest.mark.parametrize(
    ("own", "stopped"),
    [
        (sent("2026-03-10 09:55", to=BOB, re=interview()), False),
        (sent("2026-03-10 10:05", to=BOB, re=interview()), False),  # "I cannot join"
        (sent("2026-03-10 10:05", ev(Kind.INTERVIEW_FOLLOWUP, *ACME), to=BOB, re=interview()), True),
        (sent("2026-03-10 10:40", to=BOB, re=interview()), True),  # it was shorter than the invitation said
        (sent("2026-03-10 11:30", to=ANNA, cc=(BOB,), re=interview()), True),
    ],
)
def test_the_users_own_mail_since_the_interview_thanks_that_person(own: Seen, stopped: bool) -> None:
    expected = [] if stopped else [(BOB, Action.DRAFT)]
    assert thanks(Desk((applied(), interview(), own)), "2026-03-10 12:00") == expected


def test_a_thank_you_is_not_held_by_what_may_be_an_answer() -> None:
    desk = Desk(
        (
            applied(),
            confirmed("2026-03-03", role="Cook"),
            interview(),
            got("2026-03-10 10:30", ev(Kind.RECRUITER_REPLY, "Acme"), human=True, frm="eve@acme.com"),
        )
    )
    assert any("may be an answer" in f.held for f in desk.all("2026-03-10 12:00"))
    assert thanks(desk, "2026-03-10 12:00") == [(BOB, Action.DRAFT)]


def test_a_rejection_after_the_withdrawal_stops_the_thank_you_too() -> None:
    gone = sent("2026-03-10 11:30", ev(Kind.WITHDRAWAL, *ACME), to=ANNA)
    no = got("2026-03-10 11:40", ev(Kind.REJECTION, *ACME), frm=NOREPLY)
    assert thanks(Desk((applied(), interview(), gone)), "2026-03-10 12:00") == [(BOB, Action.DRAFT)]
    assert thanks(Desk((applied(), interview(), gone, no)), "2026-03-10 12:00") == []


@pytest.mark.parametrize("noted", ["2026-03-10 12:00", "2026-03-10 18:30"])
def test_the_users_note_of_an_interview_that_mail_shows_is_the_same_interview(noted: str) -> None:
    note = entry(noted, ev(Kind.INTERVIEW_SCHEDULED, *ACME, starts=noted), about=ABOUT)
    assert thanks(Desk((applied(), interview()), entered=(note,)), "2026-03-10 20:00") == [(BOB, Action.DRAFT)]


def test_the_users_note_tells_that_a_cancelled_interview_took_place() -> None:
    off = got("2026-03-09", ev(Kind.INTERVIEW_CANCELLED, *ACME, starts="2026-03-10 10:00", uid="u", sequence=1))
    note = entry("2026-03-10 12:00", ev(Kind.INTERVIEW_SCHEDULED, *ACME, starts="2026-03-10 12:00"), about=ABOUT)
    assert thanks(Desk((applied(), interview(), off), entered=(note,)), "2026-03-10 14:00") == [(BOB, Action.DRAFT)]


# "If the thank_you was deleted, post_interview becomes a question in the digest (the interview may never have
# happened)"


def test_the_question_is_of_the_interview_whose_thank_you_was_deleted() -> None:
    desk = Desk((applied(), interview())).draft("2026-03-10 12:00", State.DECLINED)
    second = got(
        "2026-03-11", ev(Kind.INTERVIEW_SCHEDULED, *ACME, starts="2026-03-16 10:00", uid="v", people=(person(BOB),))
    )
    desk = desk.more(second).draft("2026-03-16 12:00", State.SENT, "2026-03-16 13:00")
    assert silence(desk, "2026-03-23").action is Action.DRAFT
    asked = Desk(desk.mails, desk.written[:1]).draft("2026-03-16 12:00", State.DECLINED)
    assert silence(asked, "2026-03-23").action is Action.DIGEST


@pytest.mark.parametrize(
    "kind", [Kind.INTERVIEW_SCHEDULED, Kind.PROMISE, Kind.INTERVIEW_FOLLOWUP], ids=lambda k: str(k.value)
)
def test_the_question_is_answered_by_what_the_user_tells(kind: Kind) -> None:
    desk = Desk((applied(), interview())).draft("2026-03-10 12:00", State.DECLINED, "2026-03-10 13:00")
    assert silence(desk, "2026-03-17").action is Action.DIGEST
    if kind is Kind.INTERVIEW_FOLLOWUP:
        desk = desk.more(sent("2026-03-10 14:00", ev(kind, *ACME), to=BOB, re=interview()))
    else:
        event = ev(kind, *ACME, starts="2026-03-10 12:00", by="2026-03-16")
        desk = replace(desk, entered=(entry("2026-03-10 14:00", event, about=ABOUT),))
    assert silence(desk, "2026-03-18").action is Action.DRAFT


# "Nothing later opens while a draft waits"; "precedence: rejection_reply, thank_you, post_interview, ..."


@pytest.mark.parametrize("state", [State.CONFIRMED, State.EDITED])
def test_post_interview_does_not_open_beside_a_waiting_thank_you(state: State) -> None:
    desk = Desk((applied(), interview())).draft("2026-03-10 12:00", state)
    assert desk.plan("2026-03-16").obsolete == {}
    held = silence(desk, "2026-03-17")
    assert held.action is Action.NONE
    assert held.held.startswith("another draft of this application waits: thank_you to ")


def test_a_thank_you_that_lapsed_in_drafts_makes_room_for_post_interview() -> None:
    desk = Desk((applied(), interview())).draft("2026-03-10 12:00", State.CONFIRMED)
    assert list(desk.plan("2026-03-17").obsolete.values()) == ["it is too late to thank, and time to ask"]
    after = withdrawn(desk, "2026-03-17")
    assert silence(after, "2026-03-17").action is Action.DRAFT


# Caps: "one sent to one recipient in 3 business days, thank_you apart"


def test_a_sent_thank_you_does_not_count_however_its_copy_reads() -> None:
    other = sent("2026-03-02", ev(Kind.APPLICATION_SENT, "Beta", "Cook"), to=BOB, message_id="beta@mail")
    desk = Desk((applied(), interview(), other), policy=policy(max_drafts_per_day=1))
    desk = replace(desk, mails=(applied(), interview())).draft("2026-03-10 12:00", State.SENT, "2026-03-10 13:00")
    copy = sent(
        "2026-03-10 13:00",
        ev(Kind.CANDIDATE_FOLLOWUP, *ACME),
        to=BOB,
        re=interview(),
        message_id=desk.written[0].message_id,
    )
    due = [f for f in desk.more(copy, other).all("2026-03-10 14:00") if f.company == "Beta"]
    assert [f.action for f in due] == [Action.DRAFT]


# To whom: "interviewer or hiring manager before recruiter (logistics: the recruiter)"

RECRUITER = (person(ANNA, PersonRole.RECRUITER),)
MANAGER = (person(BOB, PersonRole.HIRING_MANAGER),)


@pytest.mark.parametrize(
    ("last", "to"),
    [
        (ev(Kind.RECRUITER_REPLY, *ACME), BOB),
        (ev(Kind.INTERVIEW_INVITE, *ACME), ANNA),
        (ev(Kind.INTERVIEW_CANCELLED, *ACME), ANNA),
    ],
)
def test_a_matter_of_dates_goes_to_the_recruiter(last: Event, to: str) -> None:
    manager = got("2026-03-03", ev(Kind.RECRUITER_REPLY, *ACME, people=MANAGER), frm=BOB, human=True)
    event = replace(last, people=RECRUITER)
    follow_up = Desk((applied(), manager, got("2026-03-04", event, human=True))).one("2026-03-11")
    assert follow_up.kind is FollowUpKind.CONVERSATION_FOLLOW_UP
    assert follow_up.recipient is not None
    assert follow_up.recipient.email == to


def test_a_matter_of_dates_goes_to_who_arranges_where_no_mail_says_who_recruits() -> None:
    met = (person(BOB, PersonRole.INTERVIEWER),)
    fixed = got(
        "2026-03-04", ev(Kind.INTERVIEW_SCHEDULED, *ACME, starts="2026-03-20 10:00", uid="u", people=met), human=True
    )
    off = got("2026-03-05", ev(Kind.INTERVIEW_CANCELLED, *ACME, uid="u"), human=True)
    follow_up = Desk((applied(), fixed, off)).one("2026-03-12")
    assert follow_up.recipient is not None
    assert follow_up.recipient.email == ANNA


def test_offered_times_that_nobody_took_up_are_a_matter_of_dates() -> None:
    manager = got("2026-03-03", ev(Kind.RECRUITER_REPLY, *ACME, people=MANAGER), frm=BOB, human=True)
    asks = got("2026-03-04", ev(Kind.INTERVIEW_INVITE, *ACME, people=RECRUITER, waits=True), human=True)
    times = sent("2026-03-05", ev(Kind.CANDIDATE_SCHEDULING, *ACME), re=asks)
    follow_up = Desk((applied(), manager, asks, times)).one("2026-03-12")
    assert follow_up.recipient is not None
    assert follow_up.recipient.email == ANNA


def test_a_matter_of_dates_without_a_recruiter_goes_to_whom_else_is_known() -> None:
    asks = got("2026-03-04", ev(Kind.INTERVIEW_INVITE, *ACME, people=MANAGER), frm=BOB, human=True)
    follow_up = Desk((applied(), asks)).one("2026-03-11")
    assert follow_up.recipient is not None
    assert follow_up.recipient.email == BOB


# "do_not_contact said personally: for that address everywhere"


def test_who_refused_personally_is_not_written_to_by_the_address_that_they_answer_from() -> None:
    relay = "anna.x1@us.greenhouse-mail.io"
    first = got("2026-03-03", ev(Kind.RECRUITER_REPLY, *ACME), human=True, reply_to=relay)
    no = got("2026-03-04", ev(Kind.DO_NOT_CONTACT, *ACME), human=True, reply_to=relay)
    other = sent("2026-03-02", ev(Kind.APPLICATION_SENT, "Acme", "Cook"), to=relay, message_id="cook@mail")
    found = Desk((applied(), first, no, other)).all("2026-03-16")
    assert relay not in {f.recipient.email for f in found if f.recipient}


def test_nothing_later_opens_in_the_pass_that_writes_the_thank_you() -> None:
    """They promised to decide on the day of the interview; at the next pass both would be due."""
    fixed = got(
        "2026-03-03",
        ev(Kind.INTERVIEW_SCHEDULED, *ACME, starts="2026-03-05 10:00", ends="2026-03-05 11:00", people=(person(ANNA),)),
        ev(Kind.PROMISE, *ACME, by="2026-03-05"),
        human=True,
    )
    follow_ups = Desk((applied("2026-03-02"), fixed)).all("2026-03-06 10:00")
    planned = {f.kind.value: (f.action.value, f.held) for f in follow_ups}
    assert planned["thank_you"] == ("draft", "")
    assert planned["post_interview"] == ("none", "the thank-you comes first")
