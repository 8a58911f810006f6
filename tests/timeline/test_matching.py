"""Which application a fact belongs to, as stories."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.timeline.builders import (
    ACME,
    ANNA,
    BOB,
    JOBS,
    ME,
    NOREPLY,
    applied,
    confirmed,
    entry,
    ev,
    got,
    kinds,
    person,
    sent,
    the_only,
    told,
)
from watcher.inference import Event, Kind, PersonRole
from watcher.reading import Automatic
from watcher.timeline import Place, Stage, Threads

SENIOR, STAFF = ("Acme", "Senior Engineer"), ("Acme", "Staff Engineer")


def names(*mails: object, **kwargs: object) -> list[tuple[str, str]]:
    return [(a.company, a.role) for a in told(*mails, **kwargs).applications]  # type: ignore[arg-type]


def test_sent_and_confirmed_are_one_application_though_legal_form_and_case_differ() -> None:
    one = the_only(told(applied(), confirmed(company="ACME GmbH & Co. KG", role="data  engineer (m/w/d)")))
    assert kinds(one) == ["application_sent", "application_confirmation"]
    assert (one.company, one.role) == ACME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Meta", "Engineer"), ("Metaverse", "Engineer")),
        (SENIOR, STAFF),
        (("Acme", "Engineer"), ("Acme", "Senior Engineer")),
        (("Acme Labs", "Engineer"), ("Acme", "Engineer")),
    ],
)
def test_names_are_never_compared_loosely(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert names(
        confirmed("2026-03-02", company=one[0], role=one[1]), confirmed("2026-03-03", company=other[0], role=other[1])
    ) == [one, other]


def test_a_reply_in_the_thread_needs_no_name() -> None:
    first = applied()
    one = the_only(told(first, got("2026-03-04", frm="carl@gmail.com", human=True, re=first)))
    assert kinds(one) == ["application_sent", "recruiter_reply"]
    assert one.facts[1].implied
    assert "thread" in one.facts[1].event.evidence[0]


def test_a_thread_holds_through_a_message_that_the_ledger_does_not_know() -> None:
    first = applied()
    lost = got("2026-03-03", human=True, re=first)
    assert len(the_only(told(first, got("2026-03-05", human=True, re=lost))).facts) == 2


def test_a_calendar_update_finds_its_interview_by_uid() -> None:
    invite = got("2026-03-04", ev(Kind.INTERVIEW_SCHEDULED, *ACME, starts="2026-03-09 10:00", uid="u1"))
    moved = got(
        "2026-03-05",
        ev(Kind.INTERVIEW_RESCHEDULED, starts="2026-03-10 10:00", uid="u1", sequence=1),
        frm="calendar-notification@google.com",
    )
    assert kinds(the_only(told(invite, moved))) == ["interview_scheduled", "interview_rescheduled"]


def test_an_event_without_role_belongs_to_the_only_open_application_at_the_company() -> None:
    assert len(the_only(told(applied(), got("2026-03-09", ev(Kind.REJECTION, "Acme"), frm=NOREPLY))).facts) == 2


def test_with_two_open_roles_it_is_ambiguous_and_holds_both() -> None:
    a, b = confirmed(role="Senior Engineer"), confirmed("2026-03-03", role="Staff Engineer")
    timeline = told(a, b, got("2026-03-09", ev(Kind.REJECTION, "Acme"), frm=NOREPLY, subject="News"))
    assert [(x.role, x.stage) for x in timeline.applications] == [
        ("Senior Engineer", Stage.ACKNOWLEDGED),
        ("Staff Engineer", Stage.ACKNOWLEDGED),
    ]
    assert set(timeline.ambiguous[0].candidates) == {x.id for x in timeline.applications}
    assert all("News" in x.held for x in timeline.applications)


def test_later_mail_in_its_thread_decides_an_ambiguous_one() -> None:
    a, b = confirmed(role="Senior Engineer"), confirmed("2026-03-03", role="Staff Engineer")
    invite = got("2026-03-09", ev(Kind.INTERVIEW_INVITE, "Acme"), human=True)
    fixed = got("2026-03-10", ev(Kind.INTERVIEW_SCHEDULED, *STAFF, starts="2026-03-12 10:00"), human=True, re=invite)
    timeline = told(a, b, invite, fixed)
    assert timeline.ambiguous == ()
    assert [len(x.facts) for x in timeline.applications] == [1, 3]
    assert not any(x.held for x in timeline.applications)


def test_a_later_word_of_either_side_ends_the_hold() -> None:
    a, b = confirmed(role="Senior Engineer"), confirmed("2026-03-03", role="Staff Engineer")
    doubt = got("2026-03-09", ev(Kind.RECRUITER_REPLY, "Acme"), human=True)
    later = got("2026-03-11", ev(Kind.RECRUITER_REPLY, *SENIOR), human=True, frm=BOB)
    assert [bool(x.held) for x in told(a, b, doubt, later).applications] == [False, True]


def test_a_known_person_decides_between_two_roles() -> None:
    a, b = confirmed(role="Senior Engineer"), confirmed("2026-03-03", role="Staff Engineer")
    known = got("2026-03-05", ev(Kind.RECRUITER_REPLY, *SENIOR), human=True)
    timeline = told(a, b, known, got("2026-03-09", ev(Kind.INTERVIEW_INVITE, "Acme"), human=True))
    assert [len(x.facts) for x in timeline.applications] == [3, 1]


def test_neither_company_nor_role_is_proved_by_a_human_known_in_one_application() -> None:
    known = got("2026-03-05", ev(Kind.RECRUITER_REPLY, *ACME), human=True)
    bare = got("2026-03-09", ev(Kind.OFFER), human=True)
    assert the_only(told(applied(), known, bare)).stage is Stage.OFFER


def test_a_human_known_in_two_applications_proves_neither() -> None:
    mails = [
        confirmed(role="Senior Engineer"),
        confirmed("2026-03-03", role="Staff Engineer"),
        got("2026-03-05", ev(Kind.RECRUITER_REPLY, *SENIOR), human=True),
        got("2026-03-06", ev(Kind.RECRUITER_REPLY, *STAFF), human=True),
        got("2026-03-09", ev(Kind.OFFER), human=True),
    ]
    timeline = told(*mails)
    assert len(timeline.ambiguous[0].candidates) == 2
    assert {a.stage for a in timeline.applications} == {Stage.IN_CONVERSATION}


def test_the_employers_own_domain_proves_one_application_a_relays_never() -> None:
    talk = got("2026-03-05", ev(Kind.RECRUITER_REPLY, *ACME), human=True)
    own = got("2026-03-09", ev(Kind.REJECTION), frm="people-ops@acme.com")
    relayed = got("2026-03-09", ev(Kind.REJECTION), frm="acme@us.greenhouse-mail.io")
    assert the_only(told(applied(), talk, own)).stage is Stage.REJECTED
    timeline = told(confirmed(), relayed)
    assert timeline.applications[0].stage is Stage.ACKNOWLEDGED
    assert len(timeline.ambiguous) == 1


def test_a_free_mail_domain_proves_nothing() -> None:
    talk = got("2026-03-05", ev(Kind.RECRUITER_REPLY, *ACME), human=True, frm="anna@gmail.com")
    timeline = told(applied(), talk, got("2026-03-09", ev(Kind.REJECTION), frm="spam@gmail.com"))
    assert timeline.applications[0].stage is Stage.IN_CONVERSATION


def test_an_application_after_a_rejection_is_a_new_one() -> None:
    no = got("2026-03-09", ev(Kind.REJECTION, *ACME), frm=NOREPLY)
    again = confirmed("2026-09-01")
    no_again = got("2026-09-09", ev(Kind.REJECTION, *ACME), frm=NOREPLY)
    timeline = told(applied(), no, again, no_again)
    assert [kinds(a) for a in timeline.applications] == [
        ["application_sent", "rejection"],
        ["application_confirmation", "rejection"],
    ]


def test_a_second_rejection_and_a_late_word_stay_with_the_old_one() -> None:
    no = got("2026-03-09", ev(Kind.REJECTION, *ACME), frm=NOREPLY)
    late = got("2026-03-12", ev(Kind.REJECTION, *ACME), frm=NOREPLY)
    assert len(the_only(told(applied(), no, late)).facts) == 3


def test_two_applications_made_in_one_thread_stay_two() -> None:
    first = sent("2026-03-02", ev(Kind.APPLICATION_SENT, *SENIOR), to=ANNA)
    second = sent("2026-03-03", ev(Kind.APPLICATION_SENT, *STAFF), to=ANNA, re=first)
    reply = got("2026-03-04", ev(Kind.RECRUITER_REPLY), human=True, re=second)
    assert [len(a.facts) for a in told(first, second, reply).applications] == [1, 2]


def test_a_reply_in_the_thread_of_a_role_may_write_the_company_otherwise() -> None:
    first = applied()
    for role in ("Data Engineer", "Data Engineer, Platform"):
        back = got("2026-03-03", ev(Kind.APPLICATION_CONFIRMATION, "Acmegroup", role), re=first, frm=JOBS)
        assert (the_only(told(first, back)).company, len(the_only(told(first, back)).facts)) == ("Acme", 2)
    # A second confirmation in one thread is of a second application.
    again = got("2026-03-04", ev(Kind.APPLICATION_CONFIRMATION, "Acme", "Cook"), re=back, frm=JOBS)
    assert [len(a.facts) for a in told(first, back, again).applications] == [2, 1]


def test_one_message_may_speak_of_two_roles() -> None:
    both = got("2026-03-02", ev(Kind.REJECTION, *SENIOR), ev(Kind.INTERVIEW_INVITE, *STAFF), frm=NOREPLY)
    assert [(a.role, a.stage) for a in sorted(told(both).applications, key=lambda a: a.role)] == [
        ("Senior Engineer", Stage.REJECTED),
        ("Staff Engineer", Stage.IN_CONVERSATION),
    ]


@pytest.mark.parametrize("kind", [Kind.BOUNCE, Kind.AUTO_REPLY, Kind.PROMISE, Kind.RECRUITER_OUTREACH])
def test_these_never_open_an_application(kind: Kind) -> None:
    mail = got("2026-03-02", ev(kind, *ACME), human=True)
    assert names(mail) == []
    if kind is not Kind.RECRUITER_OUTREACH:
        assert names(mail, sent("2026-03-03", re=mail)) == []


def test_a_persons_answer_that_names_company_and_role_is_an_application() -> None:
    answer = got("2026-03-02", ev(Kind.RECRUITER_REPLY, *ACME), ev(Kind.PROMISE, by="2026-03-20"), human=True)
    assert kinds(the_only(told(answer, sent("2026-03-03", re=answer)))) == [
        "recruiter_reply",
        "promise",
        "candidate_reply",
    ]
    assert names(got("2026-03-02", ev(Kind.RECRUITER_REPLY, "Acme"), human=True)) == []
    assert names(got("2026-03-02", ev(Kind.RECRUITER_REPLY, *ACME))) == []


def test_an_outreach_is_an_application_once_the_user_replied() -> None:
    hello = got("2026-03-02", ev(Kind.RECRUITER_OUTREACH, *ACME), human=True)
    assert kinds(the_only(told(hello, sent("2026-03-03", re=hello)))) == ["recruiter_outreach", "candidate_reply"]


def test_a_bounce_belongs_to_the_last_mail_to_the_address_that_failed() -> None:
    first = applied(to=BOB)
    failed = got(
        "2026-03-02 09:01",
        ev(Kind.BOUNCE, people=(person(BOB),)),
        frm="mailer-daemon@example.org",
        automatic=Automatic.BOUNCE,
    )
    other = sent("2026-03-01", ev(Kind.APPLICATION_SENT, "Other", "Cook"), to="x@other.com")
    timeline = told(first, other, failed)
    assert [kinds(a) for a in timeline.applications] == [["application_sent"], ["application_sent", "bounce"]]


def test_an_absence_note_belongs_to_the_mail_that_it_answers() -> None:
    away = got("2026-03-02 09:01", ev(Kind.AUTO_REPLY), frm=JOBS, automatic=Automatic.AUTO_REPLY)
    assert kinds(the_only(told(applied(), away))) == ["application_sent", "auto_reply"]


@pytest.mark.parametrize("place", [Place.JUNK, Place.TRASH])
def test_from_junk_and_trash_only_what_is_tied(place: Place) -> None:
    first = applied()
    tied = got("2026-03-04", ev(Kind.REJECTION), re=first, place=place)
    assert the_only(told(first, tied)).stage is Stage.REJECTED
    assert names(got("2026-03-04", ev(Kind.REJECTION, *ACME), place=place)) == []
    known = got("2026-03-05", ev(Kind.RECRUITER_REPLY, *ACME), human=True)
    stranger = got("2026-03-06", ev(Kind.REJECTION, *ACME), frm="x@y.com", place=place)
    friend = got("2026-03-07", ev(Kind.REJECTION, *ACME), place=place)
    assert the_only(told(first, known, stranger)).stage is Stage.IN_CONVERSATION
    assert the_only(told(first, known, friend)).stage is Stage.REJECTED


def test_junk_never_joins_two_threads() -> None:
    a, b = confirmed(role="Senior Engineer"), confirmed("2026-03-03", role="Staff Engineer")
    spam = got("2026-03-04", re=a, place=Place.JUNK)
    both = (a.envelope.message_id, b.envelope.message_id)
    spam = replace(spam, envelope=replace(spam.envelope, parents=both))
    threads = Threads(m.envelope for m in (a, b, spam))
    assert threads.of(a.envelope) != threads.of(b.envelope)
    assert threads.of(spam.envelope) == threads.of(b.envelope)
    joined = Threads(m.envelope for m in (a, b, replace(spam, envelope=replace(spam.envelope, place=Place.INBOX))))
    assert joined.of(a.envelope) == joined.of(b.envelope)


def test_a_known_human_writing_in_a_new_thread_is_heard() -> None:
    known = got("2026-03-05", ev(Kind.RECRUITER_REPLY, *ACME), human=True)
    fresh = got("2026-03-09", human=True, subject="Quick question")
    assert the_only(told(applied(), known, fresh)).facts[-1].event.kind is Kind.RECRUITER_REPLY


def test_the_user_writing_to_a_known_human_in_a_new_thread_counts_as_their_move() -> None:
    known = got("2026-03-05", ev(Kind.RECRUITER_REPLY, *ACME), human=True)
    assert kinds(the_only(told(applied(), known, sent("2026-03-09"))))[-1] == "candidate_reply"


def test_what_is_forwarded_to_a_friend_is_no_part_of_it() -> None:
    first = got("2026-03-05", ev(Kind.RECRUITER_REPLY, *ACME), human=True)
    forward = sent("2026-03-06", to="friend@gmail.com", re=first)
    answer = got("2026-03-07", frm="friend@gmail.com", human=True, re=forward)
    one = the_only(told(applied(), first, forward, answer))
    assert len(one.facts) == 2
    assert all(c.email != "friend@gmail.com" for c in one.contacts)


def test_a_template_in_the_thread_is_a_status_update_an_automatic_one_nothing() -> None:
    first = applied()
    templated = got("2026-03-05", re=first, frm=JOBS)
    receipt = got("2026-03-06", re=first, frm=JOBS, automatic=Automatic.RECEIPT)
    assert kinds(the_only(told(first, templated, receipt))) == ["application_sent", "status_update"]


def test_what_the_user_entered_opens_and_tells() -> None:
    add = entry("2026-03-02", ev(Kind.APPLICATION_SENT, *ACME))
    note = entry("2026-03-09", ev(Kind.REJECTION), about=add.id)
    timeline = told(confirmed("2026-03-02 10:00"), entered=(note, add))
    assert kinds(the_only(timeline)) == ["application_sent", "application_confirmation", "rejection"]


def test_a_note_about_nothing_known_is_shown() -> None:
    timeline = told(entered=(entry("2026-03-09", ev(Kind.REJECTION), about="gone#0"),))
    assert "not known" in timeline.ambiguous[0].why


def test_a_person_writing_of_another_company_opens_a_new_one_and_holds_the_known() -> None:
    known = got("2026-03-05", ev(Kind.RECRUITER_REPLY, *ACME), human=True)
    strange = got("2026-03-09", ev(Kind.INTERVIEW_INVITE, "Beta"), human=True)
    first, second = told(applied(), known, strange).applications
    assert second.company == "Beta"
    assert "Anna" in first.held


def test_the_same_mail_in_two_accounts_is_one_fact() -> None:
    mail = got("2026-03-05", ev(Kind.RECRUITER_REPLY, *ACME), human=True, message_id="x@mail")
    copy = got("2026-03-05", ev(Kind.RECRUITER_REPLY, *ACME), human=True, message_id="x@mail", account="work")
    assert len(the_only(told(applied(), mail, copy)).facts) == 2


def test_ids_are_short_and_come_from_the_first_fact() -> None:
    one, two = the_only(told(applied())), the_only(told(applied(), confirmed()))
    assert one.id == two.id
    assert len(one.id) == 7
    assert one.id == one.id.lower()


def test_people_of_an_event_are_known_humans() -> None:
    invite = got(
        "2026-03-04",
        ev(Kind.INTERVIEW_SCHEDULED, *ACME, starts="2026-03-09 10:00", people=(person(BOB, PersonRole.INTERVIEWER),)),
    )
    assert len(the_only(told(invite, got("2026-03-10", frm=BOB, human=True))).facts) == 2
    assert ME not in {c.email for c in the_only(told(invite)).contacts}


# Names as mail writes them.


def test_an_employers_mail_under_its_names_is_one_application() -> None:
    mails = [
        got("2026-03-02", ev(Kind.APPLICATION_CONFIRMATION, "Acme", "Data Engineer - Berlin"), frm="jobs@board.com"),
        confirmed("2026-03-02 10:00", company="Acme Germany GmbH", role="R-123456 Data Engineer (m/f/d)"),
        got("2026-03-12", ev(Kind.INTERVIEW_INVITE, "The Acme Team", "Data Engineer"), human=True),
        got("2026-03-20", ev(Kind.REJECTION, "acme.com", "Data Engineer (Berlin)"), frm=NOREPLY),
    ]
    assert len(the_only(told(*mails)).facts) == 4


def test_two_postings_of_one_title_stay_two_and_what_names_neither_is_ambiguous() -> None:
    berlin = confirmed(role="Data Engineer - Berlin")
    munich = confirmed("2026-03-02 10:00", role="Data Engineer - Munich")
    no = got("2026-03-09", ev(Kind.REJECTION, "Acme", "Data Engineer"), frm=NOREPLY)
    timeline = told(berlin, munich, no)
    assert [len(a.facts) for a in timeline.applications] == [1, 1]
    assert len(timeline.ambiguous[0].candidates) == 2


def test_one_writer_who_tells_the_role_otherwise_confirms_a_second_application() -> None:
    first, second = confirmed(role="Data Engineer"), confirmed("2026-03-03", role="Data Engineer, Platform")
    assert len(told(first, second).applications) == 2


def test_a_board_that_names_no_role_and_the_employers_confirmation_are_one() -> None:
    board = got("2026-03-02", ev(Kind.APPLICATION_CONFIRMATION, "Acme"), frm="jobs@board.com")
    assert len(the_only(told(board, confirmed("2026-03-02 10:00"))).facts) == 2


def test_an_application_made_again_after_a_month_of_silence_is_a_new_one() -> None:
    assert len(told(confirmed("2026-03-02"), confirmed("2026-03-20")).applications) == 1
    no = got("2026-05-30", ev(Kind.REJECTION, *ACME))
    first, second = told(confirmed("2026-03-02"), confirmed("2026-05-20"), no).applications
    assert (first.stage, second.stage) == (Stage.ACKNOWLEDGED, Stage.REJECTED)


# Several applications at one company.


def test_a_person_of_one_role_who_invites_once_more_may_speak_of_the_other() -> None:
    a, b = confirmed(role="Senior Engineer"), confirmed("2026-03-03", role="Staff Engineer")
    first = got("2026-03-05", ev(Kind.INTERVIEW_INVITE, *SENIOR), human=True)
    second = got("2026-03-09", ev(Kind.INTERVIEW_INVITE, "Acme"), human=True)
    no = got("2026-03-12", ev(Kind.REJECTION, "Acme"), human=True)
    timeline = told(a, b, first, second, no)
    assert [len(x.facts) for x in timeline.applications] == [2, 1]
    assert len(timeline.ambiguous) == 2


def test_a_silent_word_of_a_person_of_one_role_holds_both_where_their_talk_is_long_over() -> None:
    a, b = confirmed(role="Senior Engineer"), confirmed("2026-03-03", role="Staff Engineer")
    known = got("2026-03-05", ev(Kind.RECRUITER_REPLY, *SENIOR), human=True)
    timeline = told(a, b, known, got("2026-04-09", human=True, subject="Hello again"))
    assert len(timeline.ambiguous) == 1
    assert all("Hello again" in x.held for x in timeline.applications)


def test_a_booked_time_is_of_the_invitation_of_that_person() -> None:
    a, b = confirmed(role="Senior Engineer"), confirmed("2026-03-03", role="Staff Engineer")
    invite = got("2026-03-05", ev(Kind.INTERVIEW_INVITE, *STAFF), human=True)
    host = person("", PersonRole.INTERVIEWER, "Anna Berg")
    for company in ("Acme", ""):
        booked = got(
            "2026-03-06",
            ev(Kind.INTERVIEW_SCHEDULED, company, starts="2026-03-09 10:00", people=(host,)),
            frm="notifications@calendly.com",
        )
        assert [len(x.facts) for x in told(a, b, invite, booked).applications] == [1, 3]


def test_thanks_go_to_the_interview_just_before() -> None:
    a, b = confirmed(role="Senior Engineer"), confirmed("2026-03-03", role="Staff Engineer")
    talk = got("2026-03-05", ev(Kind.INTERVIEW_SCHEDULED, *STAFF, starts="2026-03-24 10:00"), human=True)
    thanks = sent("2026-03-24 18:00", ev(Kind.INTERVIEW_FOLLOWUP, "Acme"), to=BOB)
    assert [len(x.facts) for x in told(a, b, talk, thanks).applications] == [1, 3]


def test_a_rejection_without_role_is_of_the_application_that_does_not_go_on() -> None:
    a, b = confirmed(role="Senior Engineer"), confirmed("2026-03-03", role="Staff Engineer")
    no = got("2026-03-09", ev(Kind.REJECTION, "Acme"), frm=NOREPLY)
    on = got("2026-03-12", ev(Kind.INTERVIEW_INVITE, *SENIOR), human=True)
    assert len(told(a, b, no).ambiguous) == 1
    assert [x.stage for x in told(a, b, no, on).applications] == [Stage.IN_CONVERSATION, Stage.REJECTED]


@pytest.mark.parametrize(("resume", "expected"), [((), [3]), (("Resume.pdf",), [2, 1])])
def test_in_the_thread_of_a_rejection_only_a_resume_makes_a_new_application(
    resume: tuple[str, ...], expected: list[int]
) -> None:
    first = applied()
    no = got("2026-03-09", ev(Kind.REJECTION, *ACME), human=True, re=first)
    thanks = sent("2026-03-11", ev(Kind.APPLICATION_SENT, *ACME), re=no, attachments=resume)
    assert [len(a.facts) for a in told(first, no, thanks).applications] == expected


# Agencies.

AGENT = "dana@agency.com"


def test_one_recruiter_for_three_clients_is_three_applications() -> None:
    mails = []
    for day, client in ((2, "Acme"), (3, "Beta"), (4, "")):
        hello = got(f"2026-03-0{day}", ev(Kind.RECRUITER_OUTREACH, client, "Cook"), human=True, frm=AGENT)
        yes = sent(f"2026-03-0{day} 12:00", ev(Kind.CANDIDATE_REPLY), to=AGENT, re=hello)
        mails += [hello, yes]
    assert names(*mails) == [("Acme", "Cook"), ("Beta", "Cook"), ("", "Cook")]


def test_a_client_named_later_in_the_thread_is_that_applications() -> None:
    hello = got("2026-03-02", ev(Kind.RECRUITER_OUTREACH, "", "Cook"), human=True, frm=AGENT)
    yes = sent("2026-03-02 12:00", ev(Kind.APPLICATION_SENT, "", "Cook"), to=AGENT, re=hello)
    client = got("2026-03-05", ev(Kind.RECRUITER_REPLY, "Acme", "Cook"), human=True, frm=AGENT, re=yes)
    assert (the_only(told(hello, yes, client)).company, len(the_only(told(hello, yes, client)).facts)) == ("Acme", 3)


def test_an_agencys_role_after_a_rejection_is_a_new_application() -> None:
    no = got("2026-03-09", ev(Kind.REJECTION, *ACME), frm=NOREPLY)
    hello = got("2026-04-02", ev(Kind.RECRUITER_OUTREACH, *ACME), human=True, frm=AGENT)
    yes = sent("2026-04-02 12:00", ev(Kind.APPLICATION_SENT, *ACME), to=AGENT, re=hello)
    assert [len(a.facts) for a in told(confirmed(), no, hello, yes).applications] == [2, 2]


def test_an_answer_without_a_word_of_the_job_brings_along_what_it_asks_and_promises() -> None:
    """The thread makes it count: the promised day moves the follow-up, and a question waits for the user."""
    first = applied()
    answer = got("2026-03-05", human=True, re=first)
    moment = answer.envelope.sent_at
    if_tied = (
        Event(Kind.RECRUITER_REPLY, moment, waits_for_user=True),
        Event(Kind.PROMISE, moment, due_by=date(2026, 3, 13)),
    )
    silent = replace(answer, inference=replace(answer.inference, if_tied=if_tied))
    facts = the_only(told(first, silent)).facts[1:]
    assert [(f.event.kind, f.event.due_by, f.event.waits_for_user, f.implied) for f in facts] == [
        (Kind.RECRUITER_REPLY, None, True, True),
        (Kind.PROMISE, date(2026, 3, 13), False, True),
    ]
