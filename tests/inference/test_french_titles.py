"""Titles with small words in them ("Chef de projet"), in French sentences and in English ones."""

from __future__ import annotations

import pytest

from tests.inference.mails import mail, main_event, mine

HR = "HR <hr@acme.example>"
WHEN = "on Tuesday 10 March at 10am"


@pytest.mark.parametrize(
    ("role", "text"),
    [
        ("Chef de projet", "Thank you for your application for Chef de projet at Acme."),
        ("Chef de projet", f"Hi Sam, your interview for the Chef de projet position is {WHEN}."),
        ("Chef de projet", "Votre entretien pour le poste de Chef de projet aura lieu mardi 10 mars à 10h."),
        ("Chef de projet digital", "Nous avons bien reçu votre candidature au poste de Chef de projet digital."),
        ("Responsable des achats", "Merci pour votre candidature pour le poste de Responsable des achats."),
        ("Assistante de direction", "Nous avons bien reçu votre candidature au poste d'Assistante de direction."),
        ("Data Engineer", "Thank you for your application for Data Engineer at Acme."),
        ("Data Engineer", f"Hi Sam, your interview for the Data Engineer position is {WHEN}."),
    ],
)
def test_what_the_employer_calls_the_role(role: str, text: str) -> None:
    event = main_event(mail(text, "", HR))
    assert event is not None
    assert event.role == role


def test_what_the_user_calls_the_role() -> None:
    text = "I would like to apply for the Chef de projet position. My CV is attached."
    event = main_event(mine(text, "Application: Chef de projet", "rh@acme.example"))
    assert event is not None
    assert event.role == "Chef de projet"
