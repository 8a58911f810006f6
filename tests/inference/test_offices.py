"""An office's name is the employer's, a department's and an agency's is not."""

from __future__ import annotations

import pytest

from tests.inference.mails import inferred, mail, mine

RECEIVED = "Sehr geehrte Damen und Herren, vielen Dank für Ihre Bewerbung als Koch, die bei uns eingegangen ist."


@pytest.mark.parametrize(
    ("to", "company"),
    [
        ("Tandartspraktijk Molenhof <info@molenhoftandarts.example>", "Tandartspraktijk Molenhof"),
        ("Hotel Bergsonne <bewerbung@bergsonne-hotel.example>", "Hotel Bergsonne"),
        ("Praxis Dr. Lindner <info@praxis-lindner.example>", "Praxis Dr. Lindner"),
        ("Jana Roth <j.roth@nord-zeitarbeit.example>", ""),
        ("Kim <kim@vlotuitzend.example>", ""),
    ],
)
def test_whom_the_user_writes_to(to: str, company: str) -> None:
    message = mine("Guten Tag, anbei meine Bewerbung als Koch.", "Bewerbung als Koch", to, files=("CV.pdf",))
    assert inferred(message).events[0].company == company


@pytest.mark.parametrize("shown", ["Dezernat 4 Personal", "Fachdienst 11", "Secretariaat HR", "Referat Personal"])
def test_a_department_is_no_employer(shown: str) -> None:
    event = inferred(mail(RECEIVED, "Ihre Bewerbung", f"{shown} <personal@stadt-erlental.example>")).events[0]
    assert event.company == "Stadt Erlental"
