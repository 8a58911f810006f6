"""What a letter calls the employer, the reader and the days: only what they are surely called."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.drafting.cases import NOW, TEMPLATES, drafted, envelope, follow_up
from tests.drafting.test_voice import heard
from watcher.cadence import FollowUpKind
from watcher.drafting import Draft, Voice, compose
from watcher.drafting.voice import habits
from watcher.timeline import Contact

THREAD = envelope(subject="Re: Data Engineer")
POST = FollowUpKind.POST_INTERVIEW


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({}, True),  # a mail that opens a thread says where
        ({"thread": THREAD}, False),  # jane@acme.example knows where she works
        ({"thread": THREAD, "company": "Acme Foods GmbH"}, False),
        ({"thread": THREAD, "recipient": Contact("kim@staffing.example", "Kim Lee")}, True),
        ({"thread": THREAD, "recipient": Contact("kim@staffing.example", "Kim Lee"), "guessed": True}, False),
        ({"guessed": True}, True),
    ],
)
def test_the_employer_is_named_where_the_reader_has_to_be_told(changes: dict[str, Any], *, named: bool) -> None:
    letter = drafted(**changes)
    assert ("Acme" in letter.text) is named
    assert "Data Engineer" in letter.text
    assert ("Acme" in letter.names) is named


def test_a_letter_may_name_neither_employer_nor_role() -> None:
    assert "the position" in drafted(thread=THREAD, role="").text
    assert "Acme" in drafted(thread=envelope(subject=""), role="").subject


def test_the_name_of_a_firm_that_is_guessed_may_be_its_owners() -> None:
    dale = Contact("dmorris@morrisgrp.example", "Dale Morris")
    letter = drafted(recipient=dale, company="Morris", guessed=True, thread=THREAD)
    assert letter.to.name == "Dale Morris"
    assert "Dale" in letter.text


@pytest.mark.parametrize("kind", [POST, FollowUpKind.CONVERSATION_FOLLOW_UP])
def test_a_date_is_quoted_only_where_they_named_it(kind: FollowUpKind) -> None:
    promised = {"kind": kind, "promised_by": date(2026, 11, 20), "interview_at": None, "interviewed": True}
    for number in range(12):
        assert "20 November" in drafted(key=f"k{number}", **promised).text
        assert "20 November" not in drafted(key=f"k{number}", **promised, roughly=True).text


def composed(voice: Voice, *mails: Any, **changes: Any) -> Draft:
    letter = compose(follow_up(**changes), voice, TEMPLATES, NOW, known=habits(mails))
    assert isinstance(letter, Draft)
    return letter


@pytest.mark.parametrize(("country", "day"), [("US", "November 12"), ("GB", "12 November"), ("", "12 November")])
def test_dates_are_written_as_the_users_country_does(country: str, day: str) -> None:
    assert day in composed(Voice("Ada Example", country=country)).text


@pytest.mark.parametrize(("country", "sharp"), [("CH", False), ("DE", True)])
def test_switzerland_has_no_sharp_s(country: str, *, sharp: bool) -> None:
    texts = [composed(Voice("Ada", country=country), language="de", key=f"k{n}", kind=POST).text for n in range(12)]
    assert any("ß" in text for text in texts) is sharp


def test_a_surname_that_is_shown_first_is_told_by_how_they_sign() -> None:
    bernd = Contact("haferkamp@werft.example", "Haferkamp Bernd")
    signed = heard(1, frm=bernd.email, signature="Bernd", language="en")
    letter = composed(Voice("Ada Example"), signed, recipient=bernd)
    assert "Bernd Haferkamp," in letter.text
    assert letter.to.name == "Bernd Haferkamp"


def test_behind_a_role_address_it_greets_who_signed_last() -> None:
    office = Contact("careers@acme.example", "HR Team", human=False)
    signed = heard(1, frm=office.email, signature="Sneha Joshi", language="en")
    assert composed(Voice("Ada Example"), signed, recipient=office).text.startswith("Dear Sneha Joshi,")
    team = heard(1, frm=office.email, signature="Talent Team", language="en")
    assert composed(Voice("Ada Example"), team, recipient=office).text.startswith("Hello,")


def test_friends_are_addressed_in_full_above_the_letter() -> None:
    familiar = heard(1, signature="Jane", language="en", familiar=True)
    letter = composed(Voice("Ada Example"), familiar)
    assert letter.to == replace(letter.to, name="Jane Doe")
