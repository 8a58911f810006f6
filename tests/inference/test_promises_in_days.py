"""Promises of so many days or business days, in letters and in figures."""

from __future__ import annotations

from datetime import date

import pytest

from tests.inference.mails import inferred, mail

THANKS = {
    "en": "Thank you for applying.",
    "de": "vielen Dank für Ihre Bewerbung als Techniker.",
    "fr": "Merci pour votre candidature.",
    "es": "Gracias por su candidatura.",
    "it": "Grazie per la Sua candidatura.",
    "nl": "Bedankt voor uw sollicitatie.",
    "pt": "Obrigado pela sua candidatura.",
}
# By code: the promised day (the mail is of Wednesday, 4 March 2026), and the business days where such are named.
PROMISES = [
    ("en", "2026-03-18", 10, "You will hear from us within ten working days."),
    ("de", "2026-03-18", 10, "Wir melden uns innerhalb von 10 Werktagen bei Ihnen."),
    ("de", "2026-03-18", 10, "Sie hören innerhalb von zehn Arbeitstagen von uns."),
    ("de", "2026-03-25", 15, "Sie erhalten innerhalb der nächsten fünfzehn Werktage eine Antwort."),
    ("de", "2026-03-18", 0, "Wir melden uns binnen zwei Wochen."),
    ("de", "2026-03-14", 0, "Binnen 10 Tagen erhalten Sie eine Rückmeldung."),
    ("fr", "2026-03-18", 10, "Nous vous répondrons sous 10 jours ouvrés."),
    ("fr", "2026-04-01", 20, "Vous recevrez une réponse sous vingt jours ouvrables."),
    ("es", "2026-03-11", 5, "Le responderemos dentro de 5 días hábiles."),
    ("es", "2026-03-11", 5, "Recibirá una respuesta en un plazo de cinco días laborables."),
    ("it", "2026-03-18", 10, "La ricontatteremo entro 10 giorni lavorativi."),
    ("it", "2026-03-18", 10, "Riceverà una risposta entro dieci giorni lavorativi."),
    ("nl", "2026-03-11", 5, "U hoort binnen 5 werkdagen van ons."),
    ("nl", "2026-03-11", 5, "Binnen vijf werkdagen laten we je iets weten."),
    ("nl", "2026-03-18", 0, "Wij nemen binnen twee weken contact met u op."),
    ("pt", "2026-03-11", 5, "Entraremos em contacto no prazo de 5 dias úteis."),
    ("pt", "2026-03-11", 5, "Receberá uma resposta no prazo de cinco dias úteis."),
]


@pytest.mark.parametrize(("code", "day", "count", "text"), PROMISES)
def test_the_day_and_the_count(code: str, day: str, count: int, text: str) -> None:
    told = inferred(mail(f"{THANKS[code]} {text}", "", "HR <hr@northwind-labs.com>"))
    promised = [(event.due_by, event.business_days) for event in told.events if event.kind == "promise"]
    assert promised == [(date.fromisoformat(day), count)]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Wenn Sie binnen 10 Werktagen nichts von uns hören, war Ihre Bewerbung nicht erfolgreich."),
        ("fr", "Sans réponse de notre part sous 15 jours, considérez que votre candidature n'est pas retenue."),
        ("en", "If you do not hear from us within ten business days, you were not successful."),
    ],
)
def test_silence_that_means_no_is_no_promise(code: str, text: str) -> None:
    told = inferred(mail(f"{THANKS[code]} {text}", "", "HR <hr@northwind-labs.com>"))
    assert not [event for event in told.events if event.kind == "promise"]


@pytest.mark.parametrize(
    ("code", "roughly", "text"),
    [
        ("en", False, "You will hear from us by Friday, 13 March."),
        ("en", False, "We will let you know on 13 March."),
        ("en", True, "You will hear from us early next week."),
        ("en", True, "You will hear from us within ten working days."),
        ("en", True, "We will let you know after 13 March."),
        ("en", True, "We will be in touch in the week of 16 March."),
        ("de", False, "Wir melden uns bis zum 13. März bei Ihnen."),
        ("de", True, "Wir melden uns ab dem 13. März bei Ihnen."),
        ("de", True, "Wir melden uns nach dem 13. März bei Ihnen."),
        ("fr", True, "Nous vous répondrons à partir du 16 mars."),
        ("nl", True, "Wij nemen vanaf 16 maart contact met u op."),
    ],
)
def test_a_day_that_is_only_come_to_is_told_from_one_that_is_named(code: str, text: str, *, roughly: bool) -> None:
    told = inferred(mail(f"{THANKS[code]} {text}", "", "HR <hr@northwind-labs.com>"))
    assert [event.roughly for event in told.events if event.kind == "promise"] == [roughly]
