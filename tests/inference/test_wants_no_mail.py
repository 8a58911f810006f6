"""A person who asks not to be written to says it themselves, whatever else they thank for."""

from __future__ import annotations

import pytest

from tests.inference.mails import inferred, mail
from watcher.inference import Kind

STOPS = [
    "Hi Sam, thanks for your application. Please do not contact me again; I will write to you if anything changes.",
    "Dear Sam, thank you for your application, which I have received. Please refrain from follow-ups.",
    "Hi Sam, thanks for applying. I'd rather you did not write to me again about this role.",
    "vielen Dank für Ihre Bewerbung. Bitte sehen Sie von Rückfragen ab, ich melde mich bei Ihnen.",
    "vielen Dank für Ihre Bewerbung. Schreiben Sie mir bitte nicht mehr.",
    "Bonjour Sam, merci pour votre candidature. Merci de ne pas me relancer.",
    "Hola Sam, gracias por tu candidatura. Por favor, no me escribas más.",
    "Ciao Sam, grazie per la candidatura. La prego di non contattarmi più.",
    "Hallo Sam, bedankt voor je sollicitatie. Neem alsjeblieft geen contact meer met mij op.",
    "Olá Sam, obrigada pela sua candidatura. Por favor, não me contacte mais.",
]
PEOPLE = ["Dana Cole <dana.cole@northwind-labs.com>", "Dana Cole <dana.cole@hire.lever.co>"]
DESKS = ["Northwind Jobs <jobs@northwind-labs.com>", "Acme <no-reply@greenhouse.io>"]


@pytest.mark.parametrize("answers", [(), ("sent@example",)])
@pytest.mark.parametrize("sender", PEOPLE)
@pytest.mark.parametrize("text", STOPS)
def test_a_person_said_it(text: str, sender: str, answers: tuple[str, ...]) -> None:
    told = inferred(mail(f"{text}\n\nDana Cole", "Data Engineer", sender, in_reply_to=answers))
    assert Kind.DO_NOT_CONTACT in [event.kind for event in told.events]
    assert told.human


@pytest.mark.parametrize("sender", DESKS)
@pytest.mark.parametrize("text", STOPS[1:2])
def test_a_desk_says_it_for_itself_alone(text: str, sender: str) -> None:
    told = inferred(mail(text, "Data Engineer", sender))
    assert [event.kind for event in told.events] == [Kind.APPLICATION_CONFIRMATION, Kind.DO_NOT_CONTACT]
    assert not told.human


@pytest.mark.parametrize(
    "text",
    [
        "Hi Sam, thanks for your application. Please do not hesitate to contact me.",
        "Hi Sam, thanks for your application. I would be glad if you wrote to me again in May.",
        "Bonjour Sam, merci pour votre candidature. N'hésitez pas à me contacter.",
        "Hallo Sam, bedankt voor je sollicitatie. Aarzel niet contact met mij op te nemen.",
    ],
)
def test_who_welcomes_mail_asks_for_no_silence(text: str) -> None:
    told = inferred(mail(text, "Data Engineer", PEOPLE[0]))
    assert Kind.DO_NOT_CONTACT not in [event.kind for event in told.events]
