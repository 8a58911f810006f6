"""A day or an hour is no company and no role; and which day is promised."""

from __future__ import annotations

from datetime import date

import pytest

from tests.inference.mails import inferred, mail, main_event

SUBJECT = "Your application"


@pytest.mark.parametrize(
    "text",
    [
        "Confirming your interview for Friday, March 20 at 1pm. We will discuss the Dispatcher opening at Harborline.",
        "Just confirming our interview for Friday at 3pm for the Planner role.",
        "Confirming our phone interview for Monday, March 9 at 2:00 PM ET for the Supply Planner position.",
    ],
)
def test_a_day_or_an_hour_is_no_name(text: str) -> None:
    event = main_event(mail(text, SUBJECT))
    assert event is not None
    assert not any(word in event.role for word in ("day", "March", "pm"))
    assert not any(word in event.company.casefold() for word in ("pm", ":00"))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "The team is meeting this week, and you'll hear from us by Wednesday, March 11.",
            date(2026, 3, 11),
        ),
        (
            "Merci pour votre candidature. Je reviens vers vous d'ici la fin de la semaine prochaine.",
            date(2026, 3, 13),
        ),
        ("Merci pour votre candidature. Nous vous répondrons en fin de semaine.", date(2026, 3, 6)),
    ],
)
def test_the_latest_day_of_a_sentence_is_the_promised_one(text: str, day: date) -> None:
    told = inferred(mail(text, SUBJECT, in_reply_to=("a@example.net",)))
    assert [e.due_by for e in (*told.events, *told.if_tied) if e.kind == "promise"] == [day]
