"""Who answers whom: a person's answer to a candidate, and what friends, clubs and offices write that only looks so."""

# ruff: noqa: E501  (one mail a row)

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.inference.mails import inferred, mail, main_event, main_kind, mine
from watcher.inference import Kind
from watcher.reading import Automatic


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (
            "Re: Application for Tide Gauge Engineer at Ferncliff",
            "Hi Sam,\n\nthank you, it went on to the team.\n\nDana",
        ),
        ("Re: Application: Tide Gauge Engineer", "Hi Sam, got it! I will read it this week with my team."),
        (
            "Re: Question about the Tide Gauge Engineer role",
            "Hi Sam, yes, we all work remotely, and the salary starts at 60k.",
        ),
        (
            "Re: Your interview at Ferncliff",
            "Hi Sam, thanks for coming, the team liked you. We sort out a few things first.",
        ),
        (
            "Re: Application as Engineer",
            "Hi Sam, we are still in the process of interviewing candidates and will decide soon.",
        ),
        (
            "AW: Bewerbung als Pegeltechnikerin",
            "Hallo, danke, ich habe Ihre Unterlagen an die Abteilung weitergegeben.",
        ),
    ],
)
def test_a_persons_answer_to_a_candidate(subject: str, text: str) -> None:
    assert main_kind(mail(text, subject)) == Kind.RECRUITER_REPLY


def test_a_desk_that_confirms_in_the_thread_is_no_person() -> None:
    text = "We have received your application and thank you for it."
    desk = mail(text, "Re: Application for Engineer", "Ferncliff Jobs <jobs@ferncliff.example>")
    assert main_kind(desk) == Kind.APPLICATION_CONFIRMATION


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Re: Application for membership", "Hi Sam, thanks for your mail, I have passed it on to the board."),
        ("Re: Application crash on login", "Hi Sam, thanks, I have passed it on to the engineer on duty."),
        ("Re: Manager role in Jira", "Hi Sam, I gave you the manager role in Jira, please log in again."),
        ("Re: Engineer onboarding", "Hi Sam, the laptop for the new engineer arrives on Monday."),
        ("Re: interview with the mayor", "Hi Sam, thanks for the draft, the editor has it now."),
        ("Interview tips", "Hi Sam, here is the book of interview questions. Good luck with your job search!"),
        ("Your application for the flat", "Dear Sam, unfortunately, another applicant has been chosen for the flat."),
        ("Fwd: Offer of employment", "What do you think, shall I take it?"),
        (
            "Your resume was selected",
            "We saw your resume online and are pleased to offer you a position. No interview is needed and you earn $40 an hour.",
        ),
        (
            "Job offer from home",
            "Your profile has been shortlisted. Reply with your address and bank to receive the offer letter.",
        ),
    ],
)
def test_what_only_looks_like_an_answer(subject: str, text: str) -> None:
    assert main_kind(mail(text, subject)) == ""


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.REJECTION, "The panel felt that another candidate had more experience. Thank you for the interview."),
        (Kind.REJECTION, "We decided to hire internally for this role, so the search is over."),
        (Kind.REJECTION, "Thank you for your application, but for now we will not be going further."),
        (Kind.REJECTION, "The hiring team decided to move ahead with someone whose background is a closer fit."),
        (Kind.REJECTION, "Thank you for the interview. We have decided to end the process here."),
        (Kind.OFFER, "The whole team would love you to join us as an Engineer! Salary and start date are below."),
        (Kind.OFFER, "Congratulations! You got the job, and your employment contract comes tomorrow."),
        (Kind.ASSESSMENT, "As part of your application for Analyst please complete the numerical reasoning test."),
        (Kind.ASSESSMENT, "Hi Sam, here is the take-home assignment for the Engineer role. Please push it by Sunday."),
        (
            Kind.INTERVIEW_INVITE,
            "We'd like you to meet the team for an interview. Which days next week are good for you?",
        ),
        (Kind.INTERVIEW_CANCELLED, "Sorry, we have to call off your interview on Thursday."),
    ],
)
def test_more_wording(kind: Kind, text: str) -> None:
    assert main_kind(mail(text)) == kind


def test_who_would_work_with_you_is_no_question_for_a_time() -> None:
    text = "Thanks for the resume, I have passed it on to the two people who would work with you."
    assert main_kind(mail(text, "Re: Application for Engineer")) == Kind.RECRUITER_REPLY


def test_what_the_reader_shall_send_back_is_no_promise() -> None:
    text = "For the Engineer role we would like you to solve a coding exercise. Please send it back by Monday."
    assert [event.kind for event in inferred(mail(text)).events] == [Kind.ASSESSMENT]


def test_a_title_keeps_its_brackets() -> None:
    event = main_event(mine("My resume is attached.", "Application for Tide Engineer (Harbours) at Ferncliff"))
    assert event is not None
    assert event.role == "Tide Engineer (Harbours)"


def test_a_solution_that_the_user_returns() -> None:
    text = "Hi Dana, attached is my solution to the coding exercise."
    assert main_kind(mine(text, "Re: Take-home for the Engineer role")) == Kind.ASSESSMENT_COMPLETED


def test_a_family_firm_is_spelled_by_its_writers_name() -> None:
    message = mail("We received your application.", "Thank you", "Elsa Thornby <elsa@orchardthornby.example>")
    event = main_event(message)
    assert event is not None
    assert event.company == "Orchard Thornby"


def test_an_answer_without_a_word_of_the_job_tells_what_its_thread_may_make_count() -> None:
    text = "Hi Sam, I have not heard back yet. I will let you know by Friday, 13 March.\n\nDana"
    answered = inferred(mail(text, "Re: Hello", in_reply_to=("a@example.net",)))
    assert not answered.events
    assert [(e.kind, e.due_by) for e in answered.if_tied] == [
        (Kind.RECRUITER_REPLY, None),
        (Kind.PROMISE, date(2026, 3, 13)),
    ]
    asked = inferred(mail("Would Tuesday suit you?\n\nDana", "Re: Hello", in_reply_to=("a@example.net",)))
    assert [e.waits_for_user for e in asked.if_tied or asked.events] == [True]
    assert inferred(mail(text, "Hello")).if_tied == answered.if_tied  # its writer may tie it, where it answers nothing


def test_a_persons_thanks_for_an_application_in_answer_to_a_mail_is_their_answer() -> None:
    text = "Thank you for applying. I am collecting the opinions of my colleagues.\n\nBest,\nDana"
    answered = inferred(mail(text, "Re: Following up", in_reply_to=("a@example.net",)))
    assert answered.human
    assert [e.kind for e in answered.events] == [Kind.RECRUITER_REPLY]


def test_the_absence_of_a_hiring_desk_is_an_automatic_reply() -> None:
    text = "Hello,\n\nI am on holiday and will be back on 16 March.\n\nDana"
    away = mail(
        text,
        "Re: Application as Cook",
        "Hiring <hiring@acme.com>",
        in_reply_to=("a@example.net",),
        automatic=Automatic.AUTO_REPLY,
    )
    assert main_kind(away) == "auto_reply"
    received = replace(away, new_text="Thank you for your application. We have received your documents.")
    assert main_kind(received) == "application_confirmation"


def test_an_acknowledgement_that_says_it_is_automatic_is_nobodys_answer() -> None:
    text = "Dear Sam,\n\nthank you for your application for Data Engineer. We have received it and will review it."
    headers = {"auto-submitted": "auto-replied"}
    replied = mail(text, "Re: Application: Data Engineer", "Acme Jobs <jobs@acme.com>", headers=headers)
    inference = inferred(replace(replied, in_reply_to=("a@example.net",)))
    assert [e.kind for e in inference.events] == [Kind.APPLICATION_CONFIRMATION]
    assert not inference.human
