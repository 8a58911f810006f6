"""What the user writes."""

# ruff: noqa: E501  (one mail a row)

from __future__ import annotations

import pytest

from tests.inference.mails import ME, inferred, mail, main_event, main_kind, mine
from watcher.inference import Kind


@pytest.mark.parametrize(
    ("kind", "subject", "text"),
    [
        ("application_sent", "Analyst", "Dear Ms Doe, please find attached my resume for the analyst position."),
        ("application_sent", "Initiativbewerbung", "Sehr geehrte Frau Doe, hiermit bewerbe ich mich um die Stelle als Analyst. Mein Lebenslauf ist dabei."),
        ("application_sent", "Candidature", "Madame, je vous adresse ci-joint mon CV et ma candidature pour le poste d'analyste dans votre équipe."),
        ("candidate_followup", "Re: Analyst", "I am following up on my application for the analyst role. Is there any update?"),
        ("interview_followup", "Thank you", "Thank you for taking the time to meet with me yesterday; I enjoyed our interview."),
        ("interview_followup", "Danke", "vielen Dank für das gute Gespräch und die Einblicke in das Team, die Stelle und die Bewerbung."),
        ("candidate_scheduling", "Re: Interview", "Tuesday at 2 works for me. I look forward to the interview."),
        ("withdrawal", "Re: Analyst", "I would like to withdraw my application for the analyst position."),
        ("offer_accepted", "Re: Offer", "I am happy to accept your offer for the analyst position."),
        ("offer_declined", "Re: Offer", "After some thought I have to decline the offer for the analyst position."),
        ("candidate_reply", "Re: Analyst role", "Thanks for your reply. My salary expectations for the role are open, my resume tells the rest."),
    ],
)  # fmt: skip
def test_kinds(kind: str, subject: str, text: str) -> None:
    assert main_kind(mine(text, subject)) == kind


def test_a_resume_in_the_attachment_is_an_application() -> None:
    event = main_event(mine("Best regards, Sam", "Analyst, ref 4711", files=("Sam_Seeker_CV.pdf",)))
    assert event is not None
    assert event.kind is Kind.APPLICATION_SENT
    assert "attachment: Sam_Seeker_CV.pdf" in event.evidence


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Dinner", "Thank you for the lovely evening, we enjoyed meeting you all."),
        ("Her resume", "Hi, my friend is looking for a job, his resume is attached. Please take a look."),
        ("Project", "I have attached the slides. Production will resume on Monday."),
    ],
)
def test_no_event(subject: str, text: str) -> None:
    assert inferred(mine(text, subject)).events == ()


def test_company_and_recipient() -> None:
    inference = inferred(mine("I am applying for the Data Analyst position. My resume is attached.", "Application"))
    event = inference.events[0]
    assert (event.company, event.role) == ("Northwind Labs", "Data Analyst")
    assert [person.email for person in inference.people] == ["dana@northwind-labs.com"]
    assert inference.human


def test_direction_without_own_addresses() -> None:
    text = "Dear Ms Doe, I am applying for the analyst position. Please find my resume attached."
    assert inferred(mail(text, "Application"), frozenset()).events[0].kind is Kind.APPLICATION_SENT
    received = mail("We have received your application and your resume.", "Your application")
    assert inferred(received, frozenset()).events[0].kind is Kind.APPLICATION_CONFIRMATION
    assert inferred(mail(text, "Application"), frozenset({ME})).events == ()
