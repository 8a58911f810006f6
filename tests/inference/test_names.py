"""Company, role and people."""

# ruff: noqa: E501  (one mail a row)

from __future__ import annotations

import pytest

from tests.inference.mails import inferred, mail, main_event
from watcher.bootstrap import inference_tables
from watcher.inference import PersonRole
from watcher.inference.names import clean_company, clean_role
from watcher.inference.senders import listed, organisation

TEXT = "We received your application and our recruiting team will review your qualifications."


@pytest.mark.parametrize(
    ("subject", "sender", "text", "company", "role"),
    [
        ("Your application to Data Analyst at Northwind", "jobs-noreply@linkedin.com", TEXT, "Northwind", "Data Analyst"),
        ("Thank you for applying to Blue Fox, Inc.", "no-reply@greenhouse.io", TEXT, "Blue Fox, Inc", ""),
        ("Application received", "Blue Fox Recruiting <no-reply@hire.lever.co>", TEXT, "Blue Fox", ""),
        ("Application received", "Dana Doe from Blue Fox <no-reply@ashbyhq.com>", TEXT, "Blue Fox", ""),
        ("Application received", "Workable <noreply@workable.com>", TEXT, "", ""),
        ("Application received", "Blue Fox <noreply@workablemail.com>", TEXT, "Blue Fox", ""),
        ("Application received", "careers@blue-heron.com", TEXT, "Blue Heron", ""),
        ("Application received", "Dana <dana@gmail.com>", TEXT, "", ""),
        ("Application received", "Ann <ann@topstaffing.com>", TEXT, "", ""),
        ("Bewerbung als Entwicklerin bei Blaufuchs GmbH", "no-reply@m.personio.de", "Vielen Dank für Ihre Bewerbung, die wir erhalten haben und prüfen.", "Blaufuchs GmbH", "Entwicklerin"),
        ("Votre candidature", "no-reply@welcomekit.co", "Nous avons bien reçu votre candidature pour le poste de Data Analyst chez Renard Bleu.", "Renard Bleu", "Data Analyst"),
        ("Update", "no-reply@greenhouse.io", "Thank you for applying to the Senior Data Engineer role at Blue Fox. We received your application.", "Blue Fox", "Senior Data Engineer"),
    ],
)  # fmt: skip
def test_company_and_role(subject: str, sender: str, text: str, company: str, role: str) -> None:
    event = main_event(mail(text, subject, sender))
    assert event is not None
    assert (event.company, event.role) == (company, role)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Acme. We will review it", "Acme"),
        ("Acme for the role", "Acme"),
        ("the Bank of Somewhere and we", "Bank of Somewhere"),
        ("Müller & Söhne GmbH has", "Müller & Söhne GmbH"),
        ("our team", ""),
        ("Software Engineer role", ""),
        ("“Acme Labs” today", "Acme Labs"),
        ("Acme Hiring Team", "Acme"),
        ("", ""),
        ("... !!", ""),
    ],
)
def test_clean_company(raw: str, name: str) -> None:
    assert clean_company(raw, inference_tables().names) == name


@pytest.mark.parametrize(
    ("raw", "role"),
    [
        ("Senior Data Engineer (m/f/d)", "Senior Data Engineer (m/f/d)"),
        ("Software Engineer II position at Acme", "Software Engineer II"),
        ("“Experienced Developer” at", "Experienced Developer"),
        ("Head of Sales #4711-22", "Head of Sales"),
        ("software developer", "software developer"),
        ("some fresh air", ""),
        ("this position", ""),
    ],
)
def test_clean_role(raw: str, role: str) -> None:
    assert clean_role(raw, inference_tables().names, frozenset({"developer"})) == role


@pytest.mark.parametrize(
    ("domain", "name"),
    [
        ("us.greenhouse-mail.io", "Greenhouse"),
        ("notgreenhouse.io", ""),
        ("io", ""),
        ("candidates.welcomekit.co", "Welcome Kit"),
    ],
)
def test_listed(domain: str, name: str) -> None:
    row = listed(domain, inference_tables())
    assert (row.name if row else "") == name


@pytest.mark.parametrize(
    ("domain", "organised"),
    [("mail.acme.co.uk", "acme.co.uk"), ("a.b.acme.com", "acme.com"), ("acme.com", "acme.com"), ("", "")],
)
def test_organisation(domain: str, organised: str) -> None:
    assert organisation(domain) == organised


@pytest.mark.parametrize(
    ("sender", "role", "reachable"),
    [
        ("Dana Doe <dana@blue-fox.com>", PersonRole.CONTACT, True),
        ("Dana Doe, Talent Partner <dana@blue-fox.com>", PersonRole.RECRUITER, True),
        ("Blue Fox <jobs@blue-fox.com>", PersonRole.ROLE_ADDRESS, True),
        ("Blue Fox <no-reply@blue-fox.com>", PersonRole.CONTACT, False),
        ("Blue Fox <notifications@greenhouse.io>", PersonRole.ROLE_ADDRESS, False),
    ],
)
def test_the_sender(sender: str, role: PersonRole, reachable: bool) -> None:
    person = inferred(mail("When are you available for an interview about the Analyst position?", "Hi", sender)).people[
        0
    ]
    assert (person.role, person.reachable) == (role, reachable)


def test_interviewers_and_telephone_in_prose() -> None:
    text = (
        "Your interview is confirmed for Friday, March 13 at 10:00 am.\nYou will meet with Lee Roe, Head of Data.\n\n"
        "Kind regards\nDana Doe\nRecruiter\nTel. +49 30 1234567"
    )
    people = inferred(mail(text, "Interview")).people
    assert [(person.name, person.role) for person in people] == [
        ("Dana Doe", PersonRole.RECRUITER),
        ("Lee Roe", PersonRole.INTERVIEWER),
    ]
    assert people[0].phone == "+49 30 1234567"


def test_tim_is_a_person() -> None:
    text = "Hello Sam,\n\nunfortunately we have decided to go on with another candidate.\n\nBest regards\nTim Roth"
    no = mail(text, "Re: Application for Backend Developer", "Tim Roth <tim.roth@blaufuchs.example>")
    assert [(e.kind, e.company) for e in inferred(no).events][:1] == [("rejection", "Blaufuchs")]


NL = "Beste Sam,\n\nwe willen je graag uitnodigen voor een sollicitatiegesprek. Wanneer ben je beschikbaar?\n\nAnn Poe"
FR = "Bonjour Sam,\n\nnous souhaitons vous inviter à un entretien. Quelles sont vos disponibilités ?\n\nAnn Poe"
IT = "Gentile Sam,\n\nvorremmo invitarla a un colloquio. Quando è disponibile?\n\nAnn Poe"
ES = "Hola Sam:\n\nnos gustaría invitarte a una entrevista. ¿Cuándo tienes disponibilidad?\n\nAnn Poe"
PT = "Olá Sam,\n\ngostaríamos de o convidar para uma entrevista. Qual é a sua disponibilidade?\n\nAnn Poe"


@pytest.mark.parametrize(
    ("text", "subject", "role"),
    [
        (NL, "Re: Sollicitatie op de functie van Data Engineer bij Fabrikam", "Data Engineer"),
        (NL, "Re: Gesprek over de vacature Data Engineer bij Fabrikam", "Data Engineer"),
        (NL, "Uitnodiging voor een gesprek bij Fabrikam", ""),
        (NL, "Sollicitatiegesprek voor morgen bij Fabrikam", ""),
        (FR, "Re: Entretien pour le poste de Data Engineer chez Fabrikam", "Data Engineer"),
        (FR, "Invitation pour un entretien chez Fabrikam", ""),
        (IT, "Re: Colloquio per la posizione di Data Engineer presso Fabrikam", "Data Engineer"),
        (IT, "Invito per un colloquio presso Fabrikam", ""),
        (ES, "Re: Entrevista para el puesto de Data Engineer en Fabrikam", "Data Engineer"),
        (ES, "Invitación para una entrevista en Fabrikam", ""),
        (PT, "Re: Entrevista para a vaga de Data Engineer na Fabrikam", "Data Engineer"),
        (PT, "Convite para uma entrevista na Fabrikam", ""),
    ],
)  # fmt: skip
def test_a_subject_names_the_job_and_an_interview_is_none(text: str, subject: str, role: str) -> None:
    event = main_event(mail(text, subject, "Ann Poe <ann@fabrikam.com>"))
    assert event is not None
    assert (event.company, event.role) == ("Fabrikam", role)
