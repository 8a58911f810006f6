"""Promises and interview times in prose. The messages are of Wednesday, 4 March 2026."""

# ruff: noqa: E501  (one mail a row)

from __future__ import annotations

from datetime import date

import pytest

from tests.inference.mails import inferred, mail, main_event
from watcher.bootstrap import inference_tables
from watcher.inference import Kind
from watcher.inference.clock import find_times
from watcher.inference.promises import add_business_days

START = "We received your application for the Analyst position. "


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("You will hear from us by Friday.", "2026-03-06"),
        ("We will get back to you by the end of next week.", "2026-03-13"),
        ("We will get back to you by the end of the week.", "2026-03-06"),
        ("We will let you know within 5 business days.", "2026-03-11"),
        ("You should hear from us in the next two weeks.", "2026-03-18"),
        ("A recruiter will contact you within 3-4 weeks.", "2026-04-01"),
        ("We expect to make a decision early next week.", "2026-03-11"),
        ("We will be in touch by March 20.", "2026-03-20"),
        ("We will be in touch no later than 3/20/2026.", "2026-03-20"),
        ("We will let you know tomorrow.", "2026-03-05"),
        ("We will respond within 48 hours.", "2026-03-06"),
        ("We will reply by the end of the month.", "2026-03-31"),
        ("You will hear from us by Friday. We will make a decision by March 27.", "2026-03-27"),
        ("We will get back to you soon.", None),
        ("We will contact you as soon as possible.", None),
        ("We will be in touch by August 30.", None),
        ("We wanted to respond by February 20.", None),
        ("If you have not heard from us within two weeks, you were not selected.", None),
        ("Will we hear from you by Friday?", None),
    ],
)
def test_promises(text: str, due: str | None) -> None:
    promised = [event.due_by for event in inferred(mail(START + text)).events if event.kind is Kind.PROMISE]
    assert promised == ([date.fromisoformat(due)] if due else [])


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Wir haben Ihre Bewerbung erhalten und melden uns innerhalb von zwei Wochen bei Ihnen.", "2026-03-18"),
        ("Wir haben Ihre Bewerbung erhalten und Sie hören von uns bis Freitag.", "2026-03-06"),
        ("Nous avons bien reçu votre candidature. Vous aurez une réponse sous 10 jours ouvrés.", "2026-03-18"),
        ("Hemos recibido tu candidatura y te daremos una respuesta la próxima semana.", "2026-03-13"),
        ("Abbiamo ricevuto la tua candidatura e ti faremo sapere entro due settimane.", "2026-03-18"),
        ("We hebben je sollicitatie ontvangen en je hoort binnen 5 werkdagen van ons.", "2026-03-11"),
        ("Recebemos sua candidatura e daremos uma resposta em até 5 dias úteis.", "2026-03-11"),
    ],
)
def test_promises_in_other_languages(text: str, due: str) -> None:
    promised = [event.due_by for event in inferred(mail(text)).events if event.kind is Kind.PROMISE]
    assert promised == [date.fromisoformat(due)]


def test_a_promise_counts_from_the_local_date() -> None:
    text = START + "We will let you know within 2 days."
    message = mail(text, headers={"date": "Thu, 5 Mar 2026 02:00:00 +1400"})
    promised = [event.due_by for event in inferred(message).events if event.kind is Kind.PROMISE]
    assert promised == [date(2026, 3, 6)]


@pytest.mark.parametrize(
    ("text", "starts", "ends"),
    [
        ("Your interview is confirmed for Thursday at 2pm PT.", "2026-03-05T14:00-08:00", None),
        ("Your interview is scheduled for March 12, 2:30 - 3:15 PM ET.", "2026-03-12T14:30-04:00", "2026-03-12T15:15-04:00"),
        ("Your interview is confirmed for Tuesday, 10 March at 14:00.", "2026-03-10T14:00+01:00", None),
        ("Your interview is confirmed. Date: 2026-03-12\nTime: 9:00 am CET", "2026-03-12T09:00+01:00", None),
        ("Ihr Vorstellungsgespräch ist am 12.03.2026 um 10 Uhr, wir freuen uns auf Sie.", "2026-03-12T10:00+01:00", None),
        ("Your interview is confirmed for tomorrow.", None, None),
    ],
)  # fmt: skip
def test_interview_times(text: str, starts: str | None, ends: str | None) -> None:
    event = main_event(mail(text, "Interview", headers={"date": "Wed, 4 Mar 2026 10:00:00 +0100"}))
    assert event is not None
    assert event.kind is Kind.INTERVIEW_SCHEDULED
    told = [moment.isoformat(timespec="minutes") if moment else None for moment in (event.starts_at, event.ends_at)]
    assert told == [starts, ends]


@pytest.mark.parametrize("text", ["version 2.0", "room 404", "$3.50 each", "at 10", "ratio 3:75", "call 555-1234"])
def test_numbers_that_are_no_times(text: str) -> None:
    assert find_times(text, tuple(inference_tables().languages.values())) == []


def test_business_days_skip_weekends() -> None:
    assert add_business_days(date(2026, 3, 6), 1) == date(2026, 3, 9)
    assert add_business_days(date(2026, 3, 7), 5) == date(2026, 3, 13)
