"""What a letter without a word of a job search says once its thread, or who wrote it, shows that it is of one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.inference.mails import ME, address, inferred, mail, main_kind
from watcher.inference import Kind
from watcher.reading import Attendee, CalendarEvent

START = datetime(2026, 3, 9, 16, 0, tzinfo=UTC)
RECEIVED = [
    ("interview_rescheduled", "So sorry: Ben is out sick, so we have to push our chat to Tuesday the 10th at 4 pm."),
    ("interview_rescheduled", "Could we shift this to next Friday, same time?"),
    ("interview_invite", "Would Monday at 2 PM work? I would ring the number that you gave."),
    ("rejection", "After some thought we have gone with someone else. I wish you all the best."),
    ("recruiter_reply", "Lovely, talk soon!"),
]
SENT = [
    ("interview_followup", "It was great talking with you this morning. I liked what I heard of the plans."),
    ("withdrawal", "Something else came along, so please take me out of the running."),
]


@pytest.mark.parametrize(("kind", "text"), RECEIVED)
def test_a_persons_words_count_as_an_employers_once_they_are_tied(kind: str, text: str) -> None:
    told = inferred(mail(f"Hi Sam,\n\n{text}\n\nDana", "Hello"))
    assert not told.events
    assert [event.kind for event in told.if_tied][:1] == [kind]


@pytest.mark.parametrize(("kind", "text"), SENT)
def test_the_users_words_count_once_they_are_tied(kind: str, text: str) -> None:
    told = inferred(mail(f"Hi Dana,\n\n{text}\n\nSam", "Re: Hello", ME, to="dana@northwind-labs.com"))
    assert [event.kind for event in (*told.events, *told.if_tied)][:1] == [kind]


def test_yes_to_an_offer_must_be_said_outright() -> None:
    told = inferred(mail("I'd be happy to come in any time.", "Re: Hello", ME, to="dana@northwind-labs.com"))
    assert Kind.OFFER_ACCEPTED not in [event.kind for event in (*told.events, *told.if_tied)]


def test_an_application_that_looks_forward_to_joining_accepts_nothing() -> None:
    text = "I am applying for the Waiter job, my resume is attached. I would be thrilled to join your team."
    assert main_kind(mail(text, "Waiter", ME, to="jobs@acme.com", files=("resume.pdf",))) == "application_sent"


def test_an_invitation_that_names_no_interview_is_one_of_a_person_who_is_known_from_a_search() -> None:
    invited = CalendarEvent(
        method="REQUEST",
        uid="u1",
        summary="Sam <> Dana",
        starts_at=START,
        organizer=Attendee("Dana Doe", "dana@northwind-labs.com"),
    )
    told = inferred(replace(mail("Sam <> Dana", "Invitation: Sam <> Dana"), calendar=(invited,)))
    assert not told.events
    assert [(event.kind, event.starts_at) for event in told.if_tied] == [(Kind.INTERVIEW_SCHEDULED, START)]


def test_a_visit_to_the_consulate_is_no_interview_whoever_sends_it() -> None:
    invited = CalendarEvent(method="REQUEST", uid="u2", summary="Visa interview", starts_at=START)
    told = inferred(replace(mail("See the details.", "Invitation: Visa interview"), calendar=(invited,)))
    assert Kind.INTERVIEW_SCHEDULED not in [event.kind for event in told.if_tied]


def test_a_booking_names_whom_it_is_with() -> None:
    text = "Your 20 Minute Screen with Mei Tan at 11:00am (Central Time - US & Canada) on Monday, March 9, 2026 is set."
    booked = mail(text, "Confirmed: 20 Minute Screen with Mei Tan", "Calendly <notifications@calendly.com>")
    told = inferred(replace(booked, reply_to=(address("Mei Tan <mei@zephyr-air.com>"),)))
    assert [(event.kind, event.starts_at) for event in told.if_tied] == [(Kind.INTERVIEW_SCHEDULED, START)]
    assert [person.email for person in told.people] == ["mei@zephyr-air.com"]


def test_a_booking_without_an_hour_tells_nothing() -> None:
    text = "Your haircut with Mei is booked."
    assert not inferred(mail(text, "Booked", "Calendly <notifications@calendly.com>")).if_tied
