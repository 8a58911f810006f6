"""Applications for a flat, a nursery or a university place are none for a job; what only sounds alike is."""

from __future__ import annotations

import pytest

from tests.inference.mails import inferred, mail, main_kind, mine


@pytest.mark.parametrize(
    "text",
    [
        "hiermit bewerbe ich mich um die 3-Zimmer-Wohnung im Rosenweg 14. Anbei die Schufa-Auskunft.",
        "wir bewerben uns um einen Kitaplatz für unsere Tochter ab August.",
        "Veuillez trouver ci-joint mon dossier de candidature pour l'appartement T3 rue Victor Hugo.",
        "Adjunto mi solicitud para alquilar el piso de la calle Mayor.",
        "In allegato la mia domanda per l'appartamento in via Roma.",
        "Hierbij mijn reactie op de huurwoning aan de Dorpsstraat.",
        "Segue a minha candidatura ao apartamento da Rua Direita.",
    ],
)
def test_what_the_user_asks_for_is_no_job(text: str) -> None:
    assert not inferred(mine(text, "Bewerbung")).events


@pytest.mark.parametrize(
    "text",
    [
        "vielen Dank für Ihre Bewerbung um einen Studienplatz. Ihre Unterlagen sind eingegangen.",
        "vielen Dank für Ihre Bewerbung um die Wohnung Rosenweg 14. Wir melden uns.",
        "Hemos recibido su solicitud para el piso de la calle Mayor.",
        "Abbiamo ricevuto la Sua domanda per l'appartamento in via Roma.",
        "Wij hebben uw aanmelding voor de huurwoning ontvangen.",
        "Recebemos a sua candidatura ao apartamento da Rua Direita.",
    ],
)
def test_what_they_confirm_is_no_job(text: str) -> None:
    assert not inferred(mail(text, "Ihre Bewerbung", "Verwaltung <post@haus-und-hof.de>")).events


def test_a_job_beside_such_words_stays_one() -> None:
    text = "vielen Dank für Ihre Bewerbung als Wohnungsverwalterin. Ihre Unterlagen sind bei uns eingegangen."
    assert main_kind(mail(text, "Ihre Bewerbung", "Personal <jobs@haus-und-hof.de>")) == "application_confirmation"
    dual = "vielen Dank für Ihre Bewerbung um einen Studienplatz im dualen Studium. Ihre Unterlagen sind eingegangen."
    assert main_kind(mail(dual, "Ihre Bewerbung", "Personal <jobs@haus-und-hof.de>")) == "application_confirmation"
