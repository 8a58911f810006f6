"""What may stand in a letter of the strings that came in mail."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drafting.cases import TEMPLATES
from watcher.drafting import clean
from watcher.drafting.clean import Person
from watcher.reading import is_address

NOUNS = TEMPLATES.languages["en"].role_nouns | TEMPLATES.languages["de"].role_nouns


@pytest.mark.parametrize(
    ("given_as", "named"),
    [
        ("Senior Data Engineer", "Senior Data Engineer"),
        ("Data Engineer (m/w/d)", "Data Engineer"),
        ("Data Engineer [f/m/x]", "Data Engineer"),
        ("Data Engineer m/w/d", "Data Engineer"),
        ("Data Engineer (all genders)", "Data Engineer"),
        ("Ingénieur H/F", "Ingénieur"),
        ("Data Engineer (R-10233)", "Data Engineer"),
        ("Data Engineer #4411", "Data Engineer"),
        ("Engineer (Remote)", "Engineer (Remote)"),
        ("C/C++ Developer", "C/C++ Developer"),
        ("Head of R&D", "Head of R&D"),
        ("the Data Engineer position", "Data Engineer"),
        ("Position: Data Engineer", "Data Engineer"),
        ("Stelle als Data Engineer", "Data Engineer"),
        ("🚀 Data Engineer 🚀", "Data Engineer"),
        ("„Data Engineer“", "Data Engineer"),
        ("Data\r\n Engineer", "Data Engineer"),
        ("Data\u200b Engineer\u202e", "Data Engineer"),
        ("position", ""),
        ("{{ role }}", ""),
        ("[Job Title]", ""),
        ("%ROLE%", ""),
        ("None", ""),
        ("12345", ""),
        ("Engineer https://evil.example", ""),
        ("Engineer www.evil.example", ""),
        ("x" * 300, ""),
        ("", ""),
    ],
)
def test_role(given_as: str, named: str) -> None:
    assert clean.role(given_as, NOUNS) == named


@pytest.mark.parametrize(
    ("given_as", "named"),
    [
        ("Acme Inc.", "Acme Inc."),
        ("Booking.com", "Booking.com"),
        ("Müller & Söhne GmbH", "Müller & Söhne GmbH"),
        ("Yahoo!", "Yahoo!"),
        ("Acme®", "Acme"),
        ("株式会社アクメ", "株式会社アクメ"),
        ("jobs@acme.example", ""),
        ("evil.example/login", ""),
        ("<b>Acme</b>", ""),
        ("Acme &amp; Co", ""),
        ("Acme (", ""),
        ("n/a", ""),
        ("a" * 121, ""),
    ],
)
def test_company(given_as: str, named: str) -> None:
    assert clean.company(given_as) == named


@pytest.mark.parametrize(
    ("given_as", "person"),
    [
        ("Jane Doe", Person("Jane", "Jane Doe")),
        ("Doe, Jane", Person("Jane", "Jane Doe")),
        ("DOE, JANE", Person("Jane", "Jane Doe")),
        ("Müller, Jörg, Dr.", Person("", "Dr. Jörg Müller")),
        ("Müller, Dr. Jörg", Person("", "Dr. Jörg Müller")),
        ("LEFEVRE Hélène", Person("Hélène", "Hélène Lefevre")),
        ("DE LA TOUR Anne Marie", Person("Anne", "Anne Marie de la Tour")),
        ("Hélène LEFEVRE", Person("Hélène", "Hélène Lefevre")),
        ("JD Smith", Person("JD", "JD Smith")),
        ("Jane Doe, PhD", Person("Jane", "Jane Doe")),
        ("JANE DOE", Person("Jane", "Jane Doe")),
        ("Jane Doe (Acme)", Person("Jane", "Jane Doe")),
        ("Jane from Acme", Person("Jane", "Jane")),
        ("Jane Doe via Greenhouse", Person("Jane", "Jane Doe")),
        ("Jane Doe | Talent", Person("Jane", "Jane Doe")),
        ("Anne-Marie O'Neil", Person("Anne-Marie", "Anne-Marie O'Neil")),
        ("J. Doe", Person("", "J. Doe")),
        ("Dr. Jane Doe", Person("", "Dr. Jane Doe")),
        ("Frau Müller", Person("", "Frau Müller")),
        ("王伟", Person("", "王伟")),
        ("Dr.", Person()),
        ("Acme Recruiting", Person()),
        ("Hiring Team", Person()),
        ("Acme", Person()),
        ("jane@acme.example", Person()),
        ("Jane {{ last }}", Person()),
        ("Jane2", Person()),
        ("Jane " * 9, Person()),
        ("", Person()),
    ],
)
def test_person(given_as: str, person: Person) -> None:
    assert clean.person(given_as, "Acme", TEMPLATES.words.titles, TEMPLATES.words.team_words) == person


@settings(max_examples=200)
@given(st.text())
def test_one_line_is_one_line_of_visible_text(text: str) -> None:
    line = clean.one_line(text)
    assert line.isprintable()
    assert "=?" not in line
    assert line == line.strip()
    assert "  " not in line
    assert clean.one_line(line) == line


def test_hostile_length_is_bounded_work() -> None:
    for text in ("{{" * 200_000, "a." * 200_000, "(m" * 200_000, "www." * 200_000, " via " * 200_000):
        assert len(clean.subject(text)) <= clean.LONGEST_SUBJECT
        assert clean.company(text) == ""
        assert clean.role(text) == ""
        assert clean.person(text, "", frozenset(), frozenset()) in (Person(), Person("A", "A"))
        assert not is_address(text)
