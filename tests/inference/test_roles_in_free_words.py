"""Roles that people name in words of their own: in a subject, or in the sentence with which they apply."""

# ruff: noqa: E501  (one mail a row)

from __future__ import annotations

import pytest

from tests.inference.mails import inferred, mail, mine

CV = ("CV.pdf",)
SHORT = "Hello, please find my CV attached. I have done this work for six years and could start next month."
KURZ = "Guten Tag, anbei meine Bewerbung mit Lebenslauf und Zeugnissen. Mit freundlichen Grüßen"
KORT = "Beste, hierbij mijn sollicitatie met cv. Ik hoor graag van u. Met vriendelijke groet"
COURT = "Bonjour, je vous adresse ma candidature et vous trouverez mon CV en pièce jointe."
CORTO = "Buenos días, les envío mi candidatura y adjunto mi currículum. Un saludo"
BREVE = "Buongiorno, vi invio la mia candidatura e allego il mio curriculum."
CURTO = "Bom dia, envio a minha candidatura e o meu currículo em anexo."


@pytest.mark.parametrize(
    ("subject", "text", "role"),
    [
        ("Dental receptionist", SHORT, "Dental receptionist"),
        ("Sales ledger role, Dudley", SHORT, "Sales ledger"),
        ("Back office position", SHORT, "Back office"),
        ("A14 drainage engineer", SHORT, "A14 drainage engineer"),
        ("Post of Verger", SHORT, "Verger"),
        ("Ref 118/B - Exams invigilation job", SHORT, "Exams invigilation"),
        ("Hello", "Hi Jo, I'd like to apply for the box office opening at your theatre. CV attached.", "box office"),
        ("Bewerbung Dachdeckergeselle", KURZ, "Dachdeckergeselle"),
        ("Gärtnerin, Station 4", KURZ, "Gärtnerin"),
        ("Kellnerstelle", KURZ, "Kellner"),
        ("Ausbildung zur Konditorin ab August", KURZ, "Konditorin"),
        ("Bewerbung", "Guten Tag, ich bewerbe mich bei Ihnen als Schneiderin. Lebenslauf anbei.", "Schneiderin"),
        ("Sollicitatie vrachtwagenchauffeur", KORT, "vrachtwagenchauffeur"),
        ("Kapster gezocht", KORT, "Kapster"),
        ("Candidature spontanée plombier", COURT, "plombier"),
        ("Demande", "Bonjour, je souhaite postuler au poste d'agent de quai affiché en gare. CV joint.", "agent de quai"),
        ("Solicitud puesto conserje", CORTO, "conserje"),
        ("Hola", "Me gustaría solicitar el puesto de peluquera publicado en Infoempleo. Adjunto mi currículum.", "peluquera"),
        ("Portiere di notte - stagione estiva", BREVE, "Portiere di notte"),
        ("candidatura spontanea come fabbro", BREVE, "fabbro"),
        ("Vaga de Operador de Caixa", CURTO, "Operador de Caixa"),
        ("Bolsa de doutoramento - ref. 2026/9", CURTO, "Bolsa de doutoramento"),
    ],
)  # fmt: skip
def test_the_users_own_mail_names_the_role(subject: str, text: str, role: str) -> None:
    event = inferred(mine(text, subject, files=CV)).events[0]
    assert event.role == role


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Application", SHORT),
        ("My CV", SHORT),
        ("Application Sam Seeker", SHORT),
        ("Opportunity in Leeds city centre", SHORT),
        ("Bewerbung", KURZ),
        ("Ihre Stellenanzeige", KURZ),
        ("Vacature 2026-31", KORT),
        ("Candidature", COURT),
        ("Candidatura espontánea", CORTO),
        ("Autocandidatura", BREVE),
        ("Candidatura", CURTO),
        (
            "Hello",
            "Hello, I left my CV with the manager on Monday and would love to work with you. It is attached too.",
        ),
    ],
)
def test_where_none_is_named_there_is_none(subject: str, text: str) -> None:
    assert inferred(mine(text, subject, files=CV)).events[0].role == ""


@pytest.mark.parametrize("subject", ["Re: Front desk job", "Front desk job"])
def test_an_employer_names_no_other_job_by_free_words(subject: str) -> None:
    """ "IDE cardio" and "IDE service cardiologie" would be two jobs, and so two applications."""
    text = "Hi Sam, thank you for your application. Could you come for an interview on Tuesday?"
    assert inferred(mail(text, subject, "Jo Lane <jo@lanevets.example>")).events[0].role == ""


def test_an_answer_of_the_user_names_no_other_job_by_free_words() -> None:
    answer = mine(SHORT, "Re: Front desk job", files=CV)
    assert inferred(answer).events[0].role == ""
