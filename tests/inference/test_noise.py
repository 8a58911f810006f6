"""Mail that speaks like job mail and is none of the reader's, and job mail that looks like it."""
# ruff: noqa: E501 - one mail a line

from __future__ import annotations

import pytest

from tests.inference.mails import inferred, mail
from watcher.inference import Kind

NOISE = {
    "the reader hires": [
        ("Interview panel", "You have been added as an interviewer for the analyst role. The candidate's resume is attached."),
        ("Scorecard due", "Please fill in your scorecard for yesterday's interview."),
        ("New applicant", "Jo Park applied to your job post for Warehouse Lead. Review the resume in your dashboard."),
    ],
    "benefits office": [
        ("Your appointment", "Your universal credit interview is on Monday at 10:00. Bring your job search log."),
        ("Weekly certification", "Your weekly certification was received. List every job application you made."),
    ],
    "help for sale": [
        ("Your free resume review is ready", "We looked at your resume. Your application would be received far better."),
        ("Nail the next interview", "Our interview masterclass starts Monday. Candidates who take it get the job offer."),
    ],
    "a trial, a demo": [
        ("Your trial has started", "Your 14 day trial has started. Pick a time that suits you for a call with our team."),
        ("Next week?", "Could I book a quick demo with you? What is your availability on Tuesday?"),
    ],
    "spoken to as something else": [
        ("Your application", "Dear Customer, we have received your application and will review it."),
        ("Outcome", "Dear Bidder, we regret to inform you that your submission was unsuccessful for this position."),
    ],
    "another interview": [
        ("A question", "I would like to interview you for an article on remote careers. What is your availability?"),
        ("Talk to us", "Participants receive a gift card for a 30 minute interview about how they look for a job."),
    ],
    "a list to be on": [
        ("Update", "Thank you for your application. You are on the waiting list and we will be in touch."),
        ("You are booked", "Thanks for registering for the webinar. Our recruiting team looks forward to meeting you Tuesday at 6pm."),
    ],
    "about a candidate": [
        ("Interview cancelled", "The candidate withdrew, so tomorrow's interview is cancelled."),
    ],
    "money first": [
        ("Job offer", "We are pleased to offer you the position. No interview required. Send a scan of your passport and your IBAN."),
    ],
    "another application": [
        ("Your rental application", "We regret to inform you that your rental application was unsuccessful."),
        ("Loan", "Your application for a loan has been received and is under review by our team."),
        ("Case update", "The case status changed: interview was scheduled. USCIS will mail the notice."),
    ],
    "advice": [
        ("7 ways to ace the interview", "We regret to inform you: most candidates were not selected because of these mistakes."),
        ("Rate your interview", "Thank you for the interview with our team last week. It takes a minute."),
    ],
    "family": [("Re: resume", "Your resume looks good, do not worry. We can talk about the interview on Sunday. Love, Dad")],
}  # fmt: skip

JOB_MAIL = [
    (Kind.REJECTION, "Your application", "Dear Applicant, we regret to inform you that you were not selected for the Loan Officer position."),
    (Kind.APPLICATION_CONFIRMATION, "Mortgage Processor", "Thank you for applying for the Mortgage Application Processor position. Our recruiting team will read it."),
    (Kind.INTERVIEW_SCHEDULED, "Interview", "Your interview for the Podcast Producer position is confirmed for Friday, November 13 at 3:00 PM EST."),
    (Kind.INTERVIEW_INVITE, "Research Assistant", "We would like to invite you to an interview for the research assistant position. What is your availability?"),
    (Kind.OFFER, "Offer", "We are pleased to offer you the position of Customer Success Manager. Your onboarding starts in May."),
    (Kind.REJECTION, "Reserve list", "We will not be moving forward with your application, but we would like to keep your resume on file."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("subject", "text"),
    [pytest.param(*case, id=f"{name}-{n}") for name, cases in NOISE.items() for n, case in enumerate(cases)],
)
def test_noise_is_no_event_and_says_why(subject: str, text: str) -> None:
    inference = inferred(mail(text, subject, "Robin Lake <robin@lakeside.example>"))
    assert inference.events == ()
    assert inference.ignored


@pytest.mark.parametrize(("kind", "subject", "text"), JOB_MAIL)
def test_job_mail_that_looks_like_noise_is_read(kind: Kind, subject: str, text: str) -> None:
    inference = inferred(mail(text, subject, "Robin Lake <robin@lakeside.example>"))
    assert kind in {event.kind for event in inference.events}
