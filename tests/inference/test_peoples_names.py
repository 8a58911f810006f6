"""A person's name that is a word of other matters ("Bianca Grant", "Tom Parish") makes their mail none of these."""
# ruff: noqa: E501 - one mail a line

from __future__ import annotations

import pytest

from tests.inference.mails import address, inferred, mail, main_kind, mine
from watcher.bootstrap import inference_tables
from watcher.inference.nameless import without_people
from watcher.inference.phrases import read

NAMES = ["Grant", "Parish", "Press", "Vinyl", "Fence", "Broker"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Re: Application for Data Engineer at Nordlicht", "thanks for writing about the Data Engineer position. Your profile speaks to us; I am asking the team and come back to you by 17 August."),
        ("Re: Data Engineer", "sorry that it takes so long. The team has not decided on the role yet."),
    ],
)  # fmt: skip
def test_one_of_that_name_answers(name: str, subject: str, text: str) -> None:
    told = f"Hello Sam,\n\n{text}\n\nKind regards\nBianca {name}\n\n-- \nBianca {name}\nRecruiter\nNordlicht"
    for sender in (f"Bianca {name} <bianca.{name.lower()}@nordlicht.io>", f"Bianca {name} <bianca@nordlicht.io>"):
        assert main_kind(mail(told, subject, sender)) == "recruiter_reply"


@pytest.mark.parametrize("name", NAMES)
def test_one_of_that_name_rejects_by_a_short_word_of_thanks(name: str) -> None:
    told = f"Dear Sam,\n\nunfortunately we went with somebody else for the role.\n\nBest\n{name}"
    assert main_kind(mail(told, "Re: Data Engineer", f"{name} Cole <{name.lower()}@nordlicht.io>")) == "rejection"


@pytest.mark.parametrize("to", ["Grant Miller <sam@example.org>", "Grant <sam@example.org>"])
@pytest.mark.parametrize(
    "greeting", ["Hi Grant,", "Dear Grant, thank you for your time.", "Grant,", "Good morning Grant!"]
)
def test_a_reader_of_that_name_is_greeted(to: str, greeting: str) -> None:
    told = (
        f"{greeting}\n\nsorry that it takes so long. The team has not decided on the role yet.\n\nDana Cole\nNordlicht"
    )
    assert main_kind(mail(told, "Re: Data Engineer", "Dana Cole <dana.cole@nordlicht.io>", to=to)) == "recruiter_reply"


def test_a_system_greets_a_reader_of_that_name() -> None:
    told = "Hi Grant,\n\nyour application for Data Engineer is with our team now. You will hear from us.\n\nNordlicht"
    sender = "Nordlicht Talent <no-reply@greenhouse-mail.io>"
    assert main_kind(mail(told, "Your application to Nordlicht", sender, to="Grant Miller <sam@example.org>"))


@pytest.mark.parametrize("name", NAMES)
def test_the_user_writes_to_one_of_that_name(name: str) -> None:
    told = f"Dear Ms {name},\n\nI would like to withdraw my application. Thank you for your time.\n\nSam"
    to = f"Dana {name} <dana.{name.lower()}@nordlicht.io>"
    assert main_kind(mine(told, "Re: Data Engineer", to)) == "withdrawal"


@pytest.mark.parametrize(
    ("sender", "subject", "text"),
    [
        ("Grant Office <office@foundation.org>", "Re: Your application", "Thank you for your application. The grant office will come back to you about the position of your grant."),
        ("Bianca Grant <bianca.grant@foundation.org>", "Re: Application for the research grant", "thank you for your message about the grant. Your application is with the panel; we will get back to you."),
        ("Tom Parish <tom.parish@council.org>", "Re: Application for an allotment", "thank you for your message. Your application for the allotment is with the parish council."),
    ],
)  # fmt: skip
def test_the_matter_itself_counts_as_ever(sender: str, subject: str, text: str) -> None:
    assert not inferred(mail(f"Dear Sam,\n\n{text}\n\n{sender.partition('<')[0]}", subject, sender)).events


@pytest.mark.parametrize(
    ("sender", "is_person"),
    [
        ("Bianca Grant <bianca.grant@x.io>", True),
        ("Bianca Grant <b.grant@x.io>", True),
        ("Bianca Grant <grantb@x.io>", True),
        ("Bianca Grant <loans@x.io>", False),
        ("Visa Support <visa.support@x.io>", False),
        ("Grant Applications <grant.applications@x.io>", False),
        ("Grant Team <grant@x.io>", False),
    ],
)
def test_a_desk_is_no_person(sender: str, is_person: bool) -> None:
    tables = inference_tables()
    name = sender.partition(" <")[0]
    wording = read("", f"This is from {name}, about a job.", "", tables)
    assert (without_people(wording, [address(sender)], (), tables) != wording) is is_person
