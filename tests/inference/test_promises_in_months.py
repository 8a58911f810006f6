"""Promises by a part of a month, and by other turns of speech; the mail is of Wednesday, 4 March 2026."""

from __future__ import annotations

from datetime import date

import pytest

from tests.inference.mails import inferred, mail, main_kind
from tests.inference.test_promises_in_days import THANKS

PROMISES = [
    ("en", "2026-04-15", "You will hear from us in the first half of April."),
    ("en", "2026-04-15", "You can count on hearing from me by mid-April."),
    ("en", "2026-04-30", "We expect to have an answer for you by the end of April."),
    ("en", "2026-04-10", "We will get back to you in early April."),
    ("en", "2026-03-14", "I'll let you know the outcome on or before the 14th."),
    ("en", "2026-03-20", "Look out for our decision around the 20th of the month."),
    ("en", "2026-03-31", "We should have an answer for you before the month is out."),
    ("en", "2026-03-18", "We should know more in a week or two."),
    ("en", "2026-03-11", "Expect a note from me early next week."),
    ("en", "2026-03-06", "I will circle back to you towards the end of this week."),
    ("en", "2026-03-06", "Give us until Friday and I'll have news."),
    ("de", "2026-04-30", "Wir melden uns bis Ende April bei Ihnen."),
    ("de", "2026-04-15", "Sie hören bis Mitte April von uns."),
    ("fr", "2026-04-30", "Nous vous répondrons fin avril."),
    ("es", "2026-04-15", "Le responderemos a mediados de abril."),
    ("it", "2026-04-30", "La ricontatteremo a fine aprile."),
    ("nl", "2026-04-30", "U hoort eind april van ons."),
    ("de", "2026-03-15", "Sie bekommen bis Mitte des Monats Bescheid."),
    ("de", "2026-04-03", "Sie erhalten spätestens in KW 14 Bescheid."),
    ("de", "2026-04-03", "Wir geben Ihnen in der 14. Kalenderwoche eine Rückmeldung."),
    ("de", "2026-04-10", "Sie hören in KW 14/15 von uns."),
    ("de", "2026-04-03", "Rechnen Sie mit einer Rückmeldung bis Ende KW14."),
    ("de", "2026-03-18", "Sie hören in den nächsten 14 Tagen von uns."),
    ("nl", "2026-04-03", "Uiterlijk week 14 hoor je van ons."),
    ("nl", "2026-04-10", "Je krijgt bericht in week 14/15."),
    ("nl", "2026-03-18", "Je hoort binnen 14 dagen van ons."),
]


@pytest.mark.parametrize(("code", "day", "text"), PROMISES)
def test_a_promise_names_its_last_day(code: str, day: str, text: str) -> None:
    told = inferred(mail(f"{THANKS[code]} {text}"))
    assert [event.due_by for event in told.events if event.kind == "promise"] == [date.fromisoformat(day)]


def test_a_call_with_the_verdict_is_promised_and_is_no_interview() -> None:
    text = "Hi Sam, thanks for your application. I will ring you on Monday with the verdict.\n\nDana"
    told = inferred(mail(text, "Re: Waiter application", in_reply_to=("a@example.net",)))
    assert [event.kind for event in told.events] == ["recruiter_reply", "promise"]
    assert main_kind(mail("Hi Sam, I'll call you on Monday at 3 pm for our interview.")) == "interview_scheduled"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Sie hören in KW 60 von uns."),
        ("de", "In KW 9 haben wir Ihre Unterlagen erhalten."),
        ("de", "Bitte geben Sie uns bis KW 12 Bescheid."),
        ("de", "Sag mir bitte bis Donnerstag Bescheid."),
        ("de", "Melden Sie sich bitte bis zum 10. März mit einer kurzen Rückmeldung."),
        ("de", "Ich freue mich, Sie am 15. März in das Rathaus, Zimmer 112, zu bitten."),
        ("nl", "Je krijgt bericht na week 60."),
        ("nl", "Laat je me uiterlijk week 12 iets weten?"),
    ],
)
def test_a_week_that_is_over_and_what_the_user_is_asked_for_are_no_promise(code: str, text: str) -> None:
    told = inferred(mail(f"{THANKS[code]} {text}"))
    assert [event.due_by for event in told.events if event.kind == "promise"] == []
