"""Things as people say them who never read a template, and names that begin a subject."""

from __future__ import annotations

import pytest

from tests.inference.mails import ME, inferred, mail, main_event, main_kind

RECEIVED = [
    ("rejection", "Thanks for applying. We will go ahead with folks whose experience lines up more with our stack."),
    ("rejection", "Thanks for applying for the Cook job. The shortlist is set, and your name isn't on it."),
    ("rejection", "This is as far as we can take your application for Cook. We wish you every success."),
    ("offer", "The managers picked you for the Claims Examiner position! We'd like to bring you on at $61,000."),
    ("offer", "We all agree: we'd love you to join Tern Media as a Producer. The pay is 70k."),
    ("offer", "Enclosed is our formal offer for the Safety Coordinator position."),
    ("recruiter_reply", "Before we go further with your candidacy for the Tutor job, we need two references."),
    ("recruiter_reply", "It was good to talk just now about the Cook job here. I am speaking to my boss."),
]


@pytest.mark.parametrize(("kind", "text"), RECEIVED)
def test_an_employer_says_it_plainly(kind: str, text: str) -> None:
    assert main_kind(mail(f"Hi Sam,\n\n{text}\n\nDana", "Hello")) == kind


@pytest.mark.parametrize(
    "text",
    [
        "We ask that you do not ring or write to check on progress.",
        "Please do not chase us about the outcome.",
    ],
)
def test_an_employer_asks_for_patience(text: str) -> None:
    told = inferred(mail(f"Dear Sam, we received your application for Cook. {text}", "Cook", "jobs@acme.com"))
    assert "do_not_contact" in [event.kind for event in told.events]


def test_a_question_how_applying_was_is_no_confirmation() -> None:
    text = "You recently applied for a position with us. Please rate the application process."
    subject = "How was your experience applying with us?"
    assert main_kind(mail(text, subject, "Acme <surveys@feedback.acme.com>")) != "application_confirmation"


def test_a_person_on_a_board_writes_of_company_and_role() -> None:
    text = "Shelly Kay sent you a message about Office Manager at Tern Dental\n\nHello! Are you still available?"
    subject = "New message from Tern Dental about Office Manager"
    event = main_event(mail(text, subject, "Shelly Kay <shelly-kay-x81@indeedemail.com>"))
    assert event is not None
    assert (event.kind, event.company, event.role) == ("recruiter_reply", "Tern Dental", "Office Manager")


def test_the_readers_own_name_is_no_role() -> None:
    text = "Thank you for applying! We got your application for Backend Developer."
    event = main_event(mail(text, "Sam, your application at Tern", "Tern <careers@tern.com>", to=f"Sam Seeker <{ME}>"))
    assert event is not None
    assert event.role == "Backend Developer"


def test_details_of_an_interview_are_no_part_of_the_role() -> None:
    text = "Here is when we meet for your interview: Thursday, March 5, 3:00 PM.\n\nDana"
    event = main_event(mail(text, "Interview details - UX Researcher at Tern Labs"))
    assert event is not None
    assert event.role == "UX Researcher"


def test_a_new_hour_in_an_answer_is_an_interview() -> None:
    text = "No worries at all. Let's do Monday 3/9 at 4pm.\n\nDana"
    assert main_kind(mail(text, "Re: Interview: Cook, Acme", in_reply_to=("a@b",))) == "interview_scheduled"


def test_a_students_interview_for_a_class_is_none() -> None:
    text = "Hi Sam, a student would like to interview you about your career for a class. Is Monday at 4 OK?"
    assert main_kind(mail(text, "Mentor interview", "Mentors <mentors@lakeshore.edu>")) == ""


def test_who_wants_you_in_an_advertisement_offers_no_job() -> None:
    text = "Sam, we want YOU as a trader on our desk. Training is free, profits are shared. A small deposit is needed."
    assert main_kind(mail(text, "We want YOU as a trader")) != "offer"
