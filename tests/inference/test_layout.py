"""Company and role as the layout of a card, a label or a subject tells them."""

from __future__ import annotations

import pytest

from watcher.bootstrap import inference_tables
from watcher.inference.layout import (
    card_company,
    card_role,
    company_of_host,
    labelled_company,
    leading_company,
    segment_role,
)

KNOWN = inference_tables().names
TITLES = inference_tables().languages["en"].titles


def test_a_card_names_the_role_above_the_company() -> None:
    text = "Your application was sent to Ferncliff\n\nTide Gauge Engineer\nFerncliff · Leith (Hybrid)\n"
    assert card_role(text, "Ferncliff", KNOWN) == "Tide Gauge Engineer"
    assert card_role(text, "Otherfirm", KNOWN) == ""
    assert card_company(text, "Tide Gauge Engineer", KNOWN) == "Ferncliff"
    assert card_company(text, "Tide Gauge", KNOWN) == ""


def test_prose_is_no_card() -> None:
    assert card_role("We looked at it all.\nFerncliff is a good place to work", "Ferncliff", KNOWN) == ""


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("Vacancy: Clerk\nEmployer: Ferncliff Trust", "Ferncliff Trust"),
        ("Arbeitgeber: Ferncliff", "Ferncliff"),
        ("Location: Leith", ""),
        ("Our employer: none", ""),
    ],
)
def test_labelled_company(text: str, company: str) -> None:
    assert labelled_company(text, KNOWN) == company


@pytest.mark.parametrize(
    ("subject", "company"),
    [
        ("Confirmed: call with Rosa Lind (Ferncliff) on Friday", "Ferncliff"),
        ("Confirmed: call with Rosa Lind on Friday (30 min)", ""),
    ],
)
def test_company_of_host(subject: str, company: str) -> None:
    assert company_of_host(subject, KNOWN) == company


@pytest.mark.parametrize(
    ("subject", "company"),
    [("Ferncliff: your next step", "Ferncliff"), ("Reminder: your next step", ""), ("your next step", "")],
)
def test_leading_company(subject: str, company: str) -> None:
    assert leading_company(subject, KNOWN) == company


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Interview: Ada Example - Tide Gauge Engineer @ Wed Apr 15", "Tide Gauge Engineer"),
        ("Ferncliff: Field Application Scientist", "Field Application Scientist"),
        ("Interview: Ada Example - Hiring Manager", ""),
        ("Interview: Ada Example", ""),
    ],
)
def test_segment_role(line: str, role: str) -> None:
    assert segment_role(line, KNOWN, TITLES) == role
