"""Wordings that lie beside a verdict and are none: requests not to ask, another's offer, thanks for an invitation."""

from __future__ import annotations

import pytest

from tests.inference.mails import inferred, mail, main_kind, mine


@pytest.mark.parametrize(
    "text",
    [
        "Guten Tag,\n\nwir haben Ihre Bewerbung als Analyst erhalten. Bitte sehen Sie von Rückfragen zum Stand Ihrer "
        "Bewerbung ab.",
        "Guten Tag,\n\nIhre Bewerbung als Analyst ist eingegangen. Wir bitten Sie, von Nachfragen zu Ihrer Bewerbung "
        "abzusehen.",
        "Bonjour,\n\nNous avons bien reçu votre candidature au poste d'analyste. Merci de ne pas nous relancer : nous "
        "contacterons les personnes retenues.",
    ],
)
def test_who_asks_not_to_be_asked_has_not_said_no(text: str) -> None:
    kinds = {event.kind.value for event in inferred(mail(text, sender="Jobs <jobs@northwind-labs.com>")).events}
    assert kinds == {"application_confirmation", "do_not_contact"}


@pytest.mark.parametrize(
    "text",
    [
        "Sehr geehrte Frau Doe,\n\nleider müssen wir von einer Einladung zum Gespräch absehen.",
        "Guten Tag,\n\nwir haben Ihre Bewerbung geprüft und sehen von einer Einstellung ab.",
        "Bonjour,\n\nvotre candidature n'a pas été retenue.",
    ],
)
def test_a_no_stays_one(text: str) -> None:
    assert main_kind(mail(text, sender="Jobs <jobs@northwind-labs.com>")) == "rejection"


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour,\n\nje souhaite retirer ma candidature au poste d'analyste, car j'ai accepté une autre offre.",
        "Hola:\n\nquiero retirar mi candidatura para el puesto de analista, porque he aceptado otra oferta.",
        "Buongiorno,\n\ndesidero ritirare la candidatura per la posizione di analista, ho accettato un'altra offerta.",
        "Olá,\n\ngostaria de retirar a minha candidatura à vaga de analista, pois aceitei outra proposta.",
    ],
)
def test_who_took_another_offer_has_not_accepted_this_one(text: str) -> None:
    assert main_kind(mine(text)) == "withdrawal"


def test_thanks_for_an_invitation_are_not_thanks_for_the_interview() -> None:
    text = "Bonjour,\n\nmerci pour l'invitation à un entretien. Je suis disponible le jeudi 22 mars à 14h30."
    assert main_kind(mine(text)) == "candidate_scheduling"


def test_a_short_dutch_answer_in_the_thread_of_an_application_is_no_application() -> None:
    text = "Hoi Dana,\n\nbedankt voor je bericht. Mijn opzegtermijn is twee maanden.\n\nSam"
    message = mine(text, "Re: Sollicitatie op de functie van analist bij Northwind", in_reply_to="a@example")
    assert main_kind(message) == "candidate_reply"


@pytest.mark.parametrize("subject", ["Re: Bewerbung als Analyst bei Northwind", "AW: Stelle als Analyst"])
def test_a_short_german_answer_in_the_thread_of_an_application(subject: str) -> None:
    message = mine("Hallo Dana,\n\nvielen Dank für Ihre Nachricht.\n\nSam", subject, in_reply_to="a@example")
    assert main_kind(message) == "candidate_reply"
