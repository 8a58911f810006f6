"""Roles and companies that no labelled place tells: titles in prose, lists, signatures, subjects."""
# ruff: noqa: E501 - one mail a line

from __future__ import annotations

import pytest

from tests.inference.mails import inferred, mail

LEVER = "Lever <no-reply@hire.lever.co>"
SEEK = "SEEK <noreply@seek.com.au>"
WORKABLE = "Workable <noreply@candidates.workablemail.com>"


@pytest.mark.parametrize(
    ("sender", "subject", "text", "company", "role"),
    [
        (LEVER, "Next step", "We would like to schedule an interview with you about Crane Operator at Brightwater Docks.", "Brightwater Docks", "Crane Operator"),
        (WORKABLE, "Update", "Thank you for applying. You applied as Senior Payroll Clerk II and your application has been received.", "", "Senior Payroll Clerk II"),
        (SEEK, "Your application was submitted", "Your application was successfully submitted:\n\nVeterinary Nurse\nWillow Bank Animal Hospital\nHobart TAS", "Willow Bank Animal Hospital", "Veterinary Nurse"),
        (LEVER, "Interview", "Your interview for our Harbour Pilot team is confirmed for 12 March 2026 at 10:00.", "", "Harbour Pilot"),
        ("Mo Ward <mo@tidewater.example>", "Re: night porter", "Your resume arrived, thank you for your application.\n\nMo Ward | Tidewater Inn", "Tidewater Inn", "night porter"),
        ("Mo Ward <mo@tidewater.example>", "0042-118 Ward Clerk", "Thank you for your application. We have received your resume.\n\nMo - Tidewater Community Hospital", "Tidewater Community Hospital", "Ward Clerk"),
        ("Jo Lee <jo@quayside.example>", "Application", "Thank you for applying for the post of Sr. Claims Assessor. We received your resume.", "Quayside", "Sr. Claims Assessor"),
        ("Applications <no-reply@apply-hub.example>", "Received", "You submitted an application for Bakery Assistant at Rose Lane on 1 February.", "Rose Lane", "Bakery Assistant"),
    ],
)  # fmt: skip
def test_company_and_role(sender: str, subject: str, text: str, company: str, role: str) -> None:
    event = inferred(mail(text, subject, sender)).events[0]
    assert (event.company, event.role) == (company, role)


@pytest.mark.parametrize(
    "text",
    [
        "We received your application. I am the Hiring Manager here and will be in touch.",
        "We received your application. You will hear from our Talent Acquisition Partner next week.",
        "We received your application.\n\nDana Doe, Office Manager",
    ],
)
def test_the_writers_own_title_is_no_role(text: str) -> None:
    assert inferred(mail(text, "Your application")).events[0].role == ""
