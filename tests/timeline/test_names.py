"""Which names of companies and roles are one, which may be one, and which never are."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.timeline.names import Name, company_name, role_alone, role_name

SAME_COMPANY = [
    [
        "Acme",
        "  ACME   Inc. ",
        "Acme, Inc.",
        "Acme GmbH & Co. KG",
        "Acme S.A.",
        "Acme A/S",
        "The Acme Team",
        "Acme Careers",
    ],
    [
        "Acme",
        "Acme Talent Acquisition",
        "Acme Hiring Team",
        "Acme Recruiting",
        "Acme (via Greenhouse)",
        "Acme via Lever",
    ],
    ["Acme", "acme.com", "www.acme.de", "The Acme Company", "ACME e.V."],
    ["Fern Analytics", "FernAnalytics", "Fern-Analytics", "fernanalytics"],
    ["Müller Foods", "Mueller Foods", "Muller Foods"],
    ["Forge & Sons", "Forge and Sons Ltd", "Forge und Sons"],
    ["Acme Germany", "Acme Deutschland GmbH", "Acme (Germany)"],
    ["Ｆｕｌｌ Ltd", "full"],
]
FITTING_COMPANY = [("Acme", "Acme Germany GmbH"), ("Acme Group", "Acme"), ("Acme Holding", "ACME AG")]
OTHER_COMPANY = [
    ("Meta", "Metaverse"),
    ("Acme", "Acme Labs"),
    ("Acme", "Acme Berlin"),
    ("Acme Germany", "Acme UK"),
    ("University of Ireland", "University of Italy"),
    ("Ro", "Roe"),
    ("Inc Labs", "Labs"),
]
SAME_ROLE = [
    [
        "Data  Engineer (m/w/d)",
        "data engineer",
        "Data Engineer [all genders]",
        "Data Engineer m/f/d",
        "Data Engineer (f/m/x)",
    ],
    ["Sr. Data Engineer", "Senior Data Engineer", "Data Engineer (Senior)", "Data Engineer - Senior"],
    ["Data Engineer II", "Data Engineer 2"],
    ["Software Engineer", "Software Eng.", "SWE", "SDE"],
    ["QA Engineer", "Quality Assurance Engineer", "QA Eng"],
    ["Ops Manager", "Operations Manager", "Operations Mgr."],
    ["HR Assistant", "Human Resources Asst.", "HR Asst"],
    ["UX/UI Designer", "UI/UX Designer"],
    ["Backend Dev", "Backend Developer"],
    [
        "Entwickler",
        "Entwicklerin",
        "Entwickler/in",
        "Entwickler:in",
        "Entwickler*in (m/w/d)",
        "Entwickler/Entwicklerin",
    ],
    ["Développeur", "Développeuse", "Développeur·se", "Développeur/euse", "Développeur (H/F)", "developpeur h/f"],
    ["Chargé de communication", "Chargée de communication", "Chargé(e) de communication", "Chargé·e de communication"],
    ["Sviluppatore", "Sviluppatrice"],
    ["Kaufmann", "Kauffrau", "Kaufmann/-frau", "Kaufmann/Kauffrau"],
    ["Front-end Developer", "Frontend Developer", "Front end Developer"],
    ["R-12345 Data Engineer", "Data Engineer (R-12345)", "Data Engineer - Req 12345", "Data Engineer #12345"],
    ["Data Engineer - Remote", "Data Engineer (Remote)", "Data Engineer, Remote", "Data Engineer | Remote (m/w/d)"],
]
FITTING_ROLE = [
    ("Data Engineer", "Data Engineer - Berlin"),
    ("Data Engineer", "R-12345 Data Engineer (m/f/d)"),
    ("Data Engineer (R-12345)", "Data Engineer (R-12345), Berlin"),
    ("(Senior) Data Engineer (m/f/d)", "Senior Data Engineer"),
    ("(Senior) Data Engineer", "Data Engineer"),
    ("Data Engineer, Platform", "Data Engineer"),
    ("Data Engineer, Berlin", "R-12345 Data Engineer"),
]
OTHER_ROLE = [
    ("Senior Engineer", "Staff Engineer"),
    ("Engineer", "Senior Engineer"),
    ("Engineer", "Engineer (Senior)"),
    ("Engineer (Staff)", "Engineer (Senior)"),
    ("Data Engineer II", "Data Engineer"),
    ("Data Engineer II", "Data Engineer III"),
    ("Data Engineer - Berlin", "Data Engineer - Munich"),
    ("R-1234 Data Engineer", "R-1235 Data Engineer"),
    ("Data Engineer, Platform", "Data Engineer, Growth"),
    ("Check-in Agent", "Check Agent"),
    ("DevOps Engineer", "Operations Engineer"),
    ("Backend Developer", "Backend Engineer"),
    ("Trainer in Berlin", "Trainer Berlin"),
]


def pairs(rows: list[list[str]]) -> list[tuple[str, str]]:
    return [pair for row in rows for pair in permutations(row, 2)]


@pytest.mark.parametrize(("one", "other"), pairs(SAME_COMPANY))
def test_one_company(one: str, other: str) -> None:
    assert company_name(one) == company_name(other)


@pytest.mark.parametrize(("one", "other"), pairs(SAME_ROLE))
def test_one_role(one: str, other: str) -> None:
    assert role_name(one) == role_name(other)


@pytest.mark.parametrize(("one", "other"), FITTING_COMPANY)
def test_companies_that_may_be_one(one: str, other: str) -> None:
    assert company_name(one) != company_name(other)
    assert company_name(one).fits(company_name(other))


@pytest.mark.parametrize(("one", "other"), FITTING_ROLE)
def test_roles_that_may_be_one(one: str, other: str) -> None:
    assert role_name(one) != role_name(other)
    assert role_name(one).fits(role_name(other))
    assert role_name(other).fits(role_name(one))


@pytest.mark.parametrize(("one", "other"), OTHER_COMPANY)
def test_companies_that_never_are_one(one: str, other: str) -> None:
    assert not company_name(one).fits(company_name(other))


@pytest.mark.parametrize(("one", "other"), OTHER_ROLE)
def test_roles_that_never_are_one(one: str, other: str) -> None:
    assert not role_name(one).fits(role_name(other))


@pytest.mark.parametrize(
    ("role", "company", "alone"),
    [
        ("Cook at Acme", "Acme GmbH", "Cook"),
        ("Cook with Acme Foods", "Acme Foods", "Cook"),
        ("Cook with Acme Foods", "Acme", "Cook"),
        ("Acme Line Cook", "Acme", "Line Cook"),
        ("Cook (Acme GmbH)", "Acme", "Cook"),
        ("Koch bei der Acme AG", "Acme", "Koch"),
        ("Cook (m/w/d) - Acme", "Acme", "Cook (m/w/d)"),
        ("Acme GmbH", "Acme", ""),
        ("Head of Acme Product", "Acme", "Head of Acme Product"),
        ("Cook for Acmeville", "Acme", "Cook for Acmeville"),
        ("Cook", "", "Cook"),
        ("", "Acme", ""),
    ],
)
def test_a_company_caught_with_the_role(role: str, company: str, alone: str) -> None:
    assert role_alone(role, company) == alone


@given(st.text(max_size=60))
def test_every_name_with_a_letter_is_one_and_fits_itself(text: str) -> None:
    for name in (company_name(text), role_name(text)):
        assert bool(name) or not any(c.isalnum() for c in text)
        assert not name or name.fits(name)
    assert not Name()
    assert not Name().fits(Name())
