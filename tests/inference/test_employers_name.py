"""An employer's name that holds a word of other matters ("Cobalt Insurance") makes its mail none of these."""
# ruff: noqa: E501 - one mail a line

from __future__ import annotations

import pytest

from tests.inference.mails import inferred, mail, main_event, main_kind, mine

EMPLOYERS = [
    ("Cobalt Insurance", "cobaltinsurance.com"),
    ("Harbor Health", "harborhealth.org"),
    ("Summit Bank", "summitbank.com"),
    ("Apex Travel", "apextravel.com"),
    ("Lakeside Mortgage", "lakeside-mortgage.com"),
    ("Grant Housing Trust", "ght.org"),
    ("Press & Co", "press-and-co.com"),
    ("Northgate University", "northgate.edu"),
    ("Orchestra", "orchestra.io"),
]

RECEIVED = [
    (
        "interview_invite",
        "Claims Analyst at {}",
        "I'd like to set up a call about the role. Could you send me some times?",
    ),
    (
        "interview_scheduled",
        "Interview with {}",
        "We would like to invite you to an interview on Tuesday 10 March at 10am.",
    ),
    ("rejection", "Your application to {}", "Unfortunately we have decided to go with another candidate."),
]

SENT = [
    ("application_sent", "Analyst", "I would like to apply for the analyst position at {}. My resume is below."),
    ("withdrawal", "Re: Your application to {}", "I would like to withdraw my application to {}."),
    ("candidate_followup", "Re: {}", "I applied for the analyst role at {} on 2 March. May I ask where things stand?"),
]


@pytest.mark.parametrize(("name", "domain"), EMPLOYERS)
@pytest.mark.parametrize(("kind", "subject", "text"), RECEIVED)
def test_a_person_writes_from_there(kind: str, subject: str, text: str, name: str, domain: str) -> None:
    told = f"Hi Sam,\n\nthank you for your interest in {name}. {text}\n\nDana Cole\n{name}"
    event = main_event(mail(told, subject.format(name), f"Dana Cole <dana.cole@{domain}>"))
    assert event is not None
    assert (event.kind.value, event.company) == (kind, name)


@pytest.mark.parametrize(("name", "domain"), EMPLOYERS)
@pytest.mark.parametrize(("kind", "subject", "text"), SENT)
def test_the_user_writes_there(kind: str, subject: str, text: str, name: str, domain: str) -> None:
    to = f"Dana Cole <dana.cole@{domain}>"
    assert main_kind(mine(f"Dear Ms Cole,\n\n{text.format(name)}\n\nSam", subject.format(name), to)) == kind


@pytest.mark.parametrize(
    ("kind", "name", "domain", "text"),
    [
        ("rejection", "Nordlicht Versicherung", "nordlicht-versicherung.de", "leider haben wir uns für andere Bewerber entschieden."),
        ("rejection", "Banque Lemoine", "banquelemoine.fr", "malheureusement votre candidature n'a pas été retenue."),
        ("rejection", "Seguros Alba", "segurosalba.es", "lamentablemente hemos elegido a otro candidato."),
        ("rejection", "Banca Levante", "bancalevante.it", "purtroppo abbiamo scelto un altro candidato."),
        ("rejection", "Duin Verzekeringen", "duinverzekeringen.nl", "helaas hebben wij voor een andere kandidaat gekozen."),
        ("rejection", "Banco Atlante", "bancoatlante.pt", "infelizmente escolhemos outro candidato."),
    ],
)  # fmt: skip
def test_in_other_languages(kind: str, name: str, domain: str, text: str) -> None:
    assert main_kind(mail(f"{text}\n\nDana Cole\n{name}", name, f"Dana Cole <dana.cole@{domain}>")) == kind


@pytest.mark.parametrize(
    ("sender", "subject", "text"),
    [
        ("Summit Bank <noreply@summitbank.com>", "Your application to Summit Bank", "We received your application for a credit card."),
        ("Dana Cole <dana.cole@summitbank.com>", "Summit Bank", "Your loan application was not approved. We have decided not to proceed with your mortgage."),
        ("Lakeside Housing <office@lakesidehousing.com>", "Your application to Lakeside Housing", "The landlord has chosen another tenant for the flat."),
        ("Dana Cole <dana.cole@cobaltinsurance.com>", "Cobalt Insurance", "Your policy is due. Are you free for a call on Tuesday about the coverage?"),
        ("Northgate University <admissions@northgate.edu>", "Your application to Northgate University", "We regret that you were not selected for the MSc course."),
        ("Dana Cole <dana.cole@radionova.fm>", "Radio Nova", "We would like to interview you for our podcast on Tuesday at ten."),
    ],
)  # fmt: skip
def test_what_stands_beside_the_name_counts_as_ever(sender: str, subject: str, text: str) -> None:
    assert not inferred(mail(f"Dear Sam,\n\n{text}", subject, sender)).events


def test_the_evidence_names_the_employer_as_it_was_written() -> None:
    text = "I would like to withdraw my application to Lakeside Mortgage."
    event = main_event(mine(text, "Withdrawal", "Dana Cole <dana.cole@lakesidemortgage.com>"))
    assert event is not None
    assert not any("acme" in words for words in event.evidence)


@pytest.mark.parametrize("subject", ["Re: Your application", "Withdrawal"])
def test_an_application_is_withdrawn_without_a_word_of_the_job(subject: str) -> None:
    assert main_kind(mine("I would like to withdraw my application. Thank you for your time.", subject)) == "withdrawal"


@pytest.mark.parametrize("text", ["I withdraw my application for the flat.", "Please cancel my visa application."])
def test_an_application_for_something_else_is_no_withdrawal(text: str) -> None:
    assert not inferred(mine(text, "Re: Your application")).events
