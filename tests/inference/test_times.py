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


@pytest.mark.parametrize(
    ("words", "starts", "ends"),
    [
        ("Thursday at 10", "2026-03-05T10:00+01:00", None),
        ("the 14th at 10", "2026-03-14T10:00+01:00", None),
        ("Tuesday 10th at half past two", "2026-03-10T14:30+01:00", None),
        ("Friday half two", "2026-03-06T14:30+01:00", None),
        ("Tuesday 17th March at quarter to three", "2026-03-17T14:45+01:00", None),
        ("Friday at noon", "2026-03-06T12:00+01:00", None),
        ("Friday 13 March at two o'clock", "2026-03-13T14:00+01:00", None),
        ("Friday at 2:30", "2026-03-06T14:30+01:00", None),
        ("Friday 6 March from 2 to 3pm ET", "2026-03-06T14:00-05:00", "2026-03-06T15:00-05:00"),
        ("Friday between 10 and 11am", "2026-03-06T10:00+01:00", "2026-03-06T11:00+01:00"),
        ("Monday 9 March, 14:00-15:00 (GMT+2)", "2026-03-09T14:00+02:00", "2026-03-09T15:00+02:00"),
        ("Friday the 13th at 9:15 (+01:00)", "2026-03-13T09:15+01:00", None),
        ("06-Mar-2026 at 10.30 a.m. IST", "2026-03-06T10:30+05:30", None),
        ("Monday 9 March at 10.30", "2026-03-09T10:30+01:00", None),
        ("Mon 9 Mar, 1400 hrs", "2026-03-09T14:00+01:00", None),
        ("13 March 2026 14h30", "2026-03-13T14:30+01:00", None),
        ("Friday at 4 in the afternoon, New York time", "2026-03-06T16:00-05:00", None),
        ("March 12 at 9:30 AM Eastern Standard Time", "2026-03-12T09:30-04:00", None),
        ("tomorrow, 10am-10:30am Pacific", "2026-03-05T10:00-08:00", "2026-03-05T10:30-08:00"),
        ("the 31st (Tuesday) at 8am", "2026-03-31T08:00+01:00", None),
        ("Friday, with 3 interviewers", None, None),
        ("Thursday at 10 Downing Street", None, None),
        ("the 2nd floor on Friday", None, None),
    ],
)
def test_how_times_are_said(words: str, starts: str | None, ends: str | None) -> None:
    assert told(f"Your interview is confirmed for {words}.") == [(starts, ends)]


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("Your interview has been moved from Tuesday 10 March at 10:00 to Thursday 12 March at 14:00.", "2026-03-12T14:00+01:00"),
        ("Your interview was rescheduled.\nWas: Mon, Mar 9, 8:30 AM CT\nNow: Wed, Mar 11, 2:00 PM CT", "2026-03-11T14:00-05:00"),
        ("Can you come on Friday at 11am instead of Thursday at 9am? We have to move your interview.", "2026-03-06T11:00+01:00"),
        ("Your interview slated for today now runs Monday 3/9, 10am-12pm.", "2026-03-09T10:00+01:00"),
    ],
)  # fmt: skip
def test_of_an_interview_that_moved_the_new_time_counts(text: str, starts: str) -> None:
    assert [begin for begin, _ in told(text)] == [starts]


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        (
            "Your interviews are confirmed for Monday 9 March at 10:00 and Wednesday 11 March at 14:30.",
            ["2026-03-09T10:00+01:00", "2026-03-11T14:30+01:00"],
        ),
        (
            "Your interview schedule is below, all times Central.\n\nMon 9 March, 10:00 - Dana Doe\nTue 10 March, 2:30 pm - Raj Anand\nTue 10 March, 4 pm - Beth Soren",
            ["2026-03-09T10:00-05:00", "2026-03-10T14:30-05:00", "2026-03-10T16:00-05:00"],
        ),
        (
            "Your interview is confirmed. Please reply by Friday 5pm. It takes place on Monday 9 March at 11:00.",
            ["2026-03-09T11:00+01:00"],
        ),
        (
            "Your interview is confirmed for Monday 9 March at 11:00.\n\nMonday 9 March, 12:30: lunch with the team",
            ["2026-03-09T11:00+01:00"],
        ),
    ],
)  # fmt: skip
def test_each_interview_of_a_mail_is_told(text: str, starts: list[str]) -> None:
    assert [begin for begin, _ in told(text)] == starts


def test_who_is_met_stands_beside_the_time() -> None:
    text = "Your interviews are booked.\n\nMon 9 March, 10:00 - interview with Raj Anand, VP\nTue 10 March, 10:00 - interview with Beth Soren, CTO"
    events = inferred(mail(text, "Interview", "Recruiting <jobs@northwind-labs.com>")).events
    names = [{person.name for person in event.people} & {"Raj Anand", "Beth Soren"} for event in events]
    assert names in ([{"Raj Anand"}, {"Beth Soren"}], [set(), set()])


def test_a_choice_of_times_is_none_yet() -> None:
    text = "We would like to invite you to interview on Monday 9 March at 10:00 or Tuesday 10 March at 11:00."
    assert told(text) == [(None, None)]


def told(text: str) -> list[tuple[str | None, str | None]]:
    events = inferred(mail(text, "Interview", headers={"date": "Wed, 4 Mar 2026 10:00:00 +0100"})).events
    assert events
    return [
        tuple(moment.isoformat(timespec="minutes") if moment else None for moment in (e.starts_at, e.ends_at))  # type: ignore[misc]
        for e in events
    ]


@pytest.mark.parametrize("text", ["version 2.0", "room 404", "$3.50 each", "at 10", "ratio 3:75", "call 555-1234"])
def test_numbers_that_are_no_times(text: str) -> None:
    assert find_times(text, tuple(inference_tables().languages.values())) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("We will let you know within 5 business days.", 5),
        ("We will let you know within 5 days.", 0),
        ("We will be in touch by March 20.", 0),
    ],
)
def test_a_promise_of_business_days_keeps_their_count_for_the_users_calendar(text: str, count: int) -> None:
    (promised,) = (e for e in inferred(mail(START + text)).events if e.kind is Kind.PROMISE)
    assert promised.business_days == count


def test_business_days_skip_weekends() -> None:
    assert add_business_days(date(2026, 3, 6), 1) == date(2026, 3, 9)
    assert add_business_days(date(2026, 3, 7), 5) == date(2026, 3, 13)
