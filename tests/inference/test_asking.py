"""Whether the employer waits for the user: they ask for times, or will send some themselves."""

from __future__ import annotations

import pytest

from tests.inference.mails import mail, main_event

THEIRS = [
    "Hi Sam, thanks for your application. I will send you some times tomorrow.",
    "Hi Sam, we will send you a few slots for the interview next week.",
    "Hi Sam, I'll share some dates for the interview with you shortly.",
    "Hi Sam, Priya will send over some available times for a call by Friday.",
    "Hi Sam, I'll get back to you with some times that suit the team for an interview.",
    "Hi Sam, good news: we would like to invite you to an interview. I will send you some times tomorrow.",
    "wir senden Ihnen morgen Termine für das Vorstellungsgespräch.",
    "wir möchten Sie gern zum Vorstellungsgespräch einladen. Ich werde Ihnen morgen einige Terminvorschläge schicken.",
    "Bonjour, je vous enverrai demain des créneaux pour un entretien.",
    "Hola, mañana te enviaré algunas horas para la entrevista.",
    "Ciao, domani ti mando qualche orario per il colloquio.",
    "Hoi, ik stuur je morgen een paar tijden voor het sollicitatiegesprek.",
    "Olá, vou enviar algumas datas para a entrevista.",
    "Olá, amanhã envio-lhe alguns horários para a entrevista.",
]

ASKED = [
    "Hi Sam, please send me times that work for an interview next week.",
    "Hi Sam, I will send an invite once you send me some times that work.",
    "Hi Sam, I will call Priya. Could you send me some times for the interview?",
    "Hi Sam, I will need you to send me some times for the interview.",
    "Hi Sam, we will send you some dates for the interview below; please pick one.",
    "Hi Sam, we will schedule the interview when you send us your availability.",
    "Hi Sam, I will send you some times. In the meantime, could you tell me when you could start?",
    "bitte senden Sie mir einige Termine für das Vorstellungsgespräch.",
    "wir senden Ihnen anbei Termine für das Vorstellungsgespräch, bitte wählen Sie einen aus.",
    "Bonjour, merci de m'envoyer vos disponibilités pour un entretien.",
    "Hola, por favor envíame tu disponibilidad para la entrevista.",
    "Ciao, mandami le tue disponibilità per il colloquio.",
    "Hoi, stuur je me je beschikbaarheid voor het sollicitatiegesprek?",
    "Olá, envie-me por favor a sua disponibilidade para a entrevista.",
]


def _waits(text: str) -> bool:
    event = main_event(mail(f"{text}\n\nDana", "Re: Application for Data Engineer", in_reply_to=("sent@example",)))
    assert event is not None, text
    return event.waits_for_user


@pytest.mark.parametrize("text", THEIRS)
def test_who_will_send_times_asks_for_none(text: str) -> None:
    assert not _waits(text)


@pytest.mark.parametrize("text", ASKED)
def test_who_asks_for_times_waits(text: str) -> None:
    assert _waits(text)
