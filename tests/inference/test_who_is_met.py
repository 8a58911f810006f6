"""Whom the user will meet: people of the invitation and of the prose, with their addresses; no rooms, no programs."""
# ruff: noqa: E501 - one mail a line

from __future__ import annotations

import pytest

from tests.inference.mails import inferred, mail
from tests.inference.test_dwellings_and_press import invitation
from watcher.bootstrap import inference_tables
from watcher.inference import PersonRole
from watcher.inference.nobody import is_nobody

NOBODY = [
    ("Meeting Room 4", "room4@acme.example"),
    ("Berlin Room", "berlin@acme.example"),
    ("Besprechungsraum Isar", "isar@acme.example"),
    ("Salle Jupiter", "jupiter@acme.example"),
    ("Sala Norte", "norte@acme.example"),
    ("Vergaderzaal 2", "zaal2@acme.example"),
    ("", "conference.west@acme.example"),
    ("", "room-12@acme.example"),
    ("Projector", "av@acme.example"),
    ("Room 4", "c_188@resource.calendar.google.com"),
    ("Fireflies.ai Notetaker", "fred@fireflies.ai"),
    ("Otter", "pilot@otter.ai"),
    ("read.ai meeting notes", "executive.assistant@e.read.ai"),
    ("Fathom", "notes@fathom.video"),
    ("Acme Notetaker", "notes@acme.example"),
    ("Acme", "no-reply@acme.example"),
]
PEOPLE = [
    ("Marco Sala", "sala.marco@acme.example"),
    ("Dana Cole", "dana.cole@acme.example"),
    ("", "dana@acme.example"),
    ("Otter Lee", "otter.lee@acme.example"),
    ("Conrad Hall", "conrad.hall@acme.example"),
]

WHEN = "Hi Sam, your interview for the Data Engineer role is confirmed for Tuesday 10 March at 10am. "
BOTH = ["Dana Cole dana.cole@acme.example", "Ravi Singh ravi@acme.example"]
MET = [
    (WHEN + "You will meet Dana Cole (dana.cole@acme.example) and Ravi Singh (ravi@acme.example).", BOTH),
    (WHEN + "You will meet with Dana Cole <dana.cole@acme.example>, our head of data, and Ravi Singh <ravi@acme.example>.", BOTH),
    (WHEN + "You will speak to Dana Cole, dana.cole@acme.example.", BOTH[:1]),
    (WHEN + "You will be interviewed by Dana Cole (dana.cole@acme.example).", BOTH[:1]),
    (WHEN + "\n\nInterviewers: Dana Cole (dana.cole@acme.example), Ravi Singh (ravi@acme.example)", BOTH),
    (WHEN + "You will meet Dana Cole (careers@acme.example).", ["Dana Cole "]),
    (WHEN + "Join by Google Meet Video Link. Contact Jo Bell (jo.bell@acme.example) with questions.", []),
    (WHEN + "Please write to Jo Bell (jo.bell@acme.example) if you are late.", []),
    ("Ihr Vorstellungsgespräch findet am Dienstag, 10. März um 10 Uhr statt. Das Gespräch führen Sie mit Dana Cole (dana.cole@acme.example) und Ravi Singh (ravi@acme.example).", BOTH),
    ("L'entretien aura lieu mardi 10 mars à 10h. Vous rencontrerez Dana Cole (dana.cole@acme.example) et Ravi Singh (ravi@acme.example).", BOTH),
    ("La entrevista será el martes 10 de marzo a las 10:00. Hablarás con Dana Cole (dana.cole@acme.example) y Ravi Singh (ravi@acme.example). Entrevista con ambos.", BOTH),
    ("Il colloquio è fissato per martedì 10 marzo alle 10. Incontrerà Dana Cole (dana.cole@acme.example) e Ravi Singh (ravi@acme.example).", BOTH),
    ("Je sollicitatiegesprek is op dinsdag 10 maart om 10 uur, een gesprek met Dana Cole (dana.cole@acme.example) en Ravi Singh (ravi@acme.example).", BOTH),
    ("A entrevista será na terça-feira, 10 de março, às 10h. A entrevista com Dana Cole (dana.cole@acme.example) e Ravi Singh (ravi@acme.example) dura uma hora.", BOTH),
]  # fmt: skip


@pytest.mark.parametrize(("name", "email"), NOBODY)
def test_a_room_or_a_program_is_nobody(name: str, email: str) -> None:
    assert is_nobody(name, email, inference_tables().names)


@pytest.mark.parametrize(("name", "email"), PEOPLE)
def test_a_person_is_somebody(name: str, email: str) -> None:
    assert not is_nobody(name, email, inference_tables().names)


@pytest.mark.parametrize(("text", "expected"), MET)
def test_those_whom_the_prose_names(text: str, expected: list[str]) -> None:
    (event, *_) = inferred(mail(text, "Interview", "Kim Hart <kim@acme.example>")).events
    met = [person for person in event.people if person.role is PersonRole.INTERVIEWER]
    assert [f"{person.name} {person.email}" for person in met] == expected


def test_an_invitation_without_people_names_the_one_who_sent_it() -> None:
    message = mail(
        "See you.", "Interview", "Kim Hart <kim@acme.example>", calendar=invitation("Interview Data Engineer")
    )
    (event, *_) = inferred(message).events
    assert {person.email for person in event.people} == {"kim@acme.example", "desk@office.gov"}
