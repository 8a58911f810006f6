"""Who speaks: a person who read the application and asks something, or the standing answer of a desk."""
# ruff: noqa: E501 - one mail a line

from __future__ import annotations

import pytest

from tests.inference.mails import inferred, mail, main_event, main_kind

RELAYED = [
    "Dana Cole <jobs-reply@hire.lever.co>",
    "Dana Cole (Acme) <dana.cole@ashbyhq.com>",
    "Dana Cole via Workable <acme@candidates.workablemail.com>",
]
OWN = "Dana Cole <dana.cole@northwind-labs.com>"

ASKS = [
    ("Data Engineer", "Hi Sam, I reviewed your application for the Data Engineer role. Are you open to relocating to Denver?\n\nDana"),
    ("Data Engineer", "Hi Sam, thanks for applying. I have read your application with interest. What are your salary expectations?\n\nDana"),
    ("Data Engineer", "Hi Sam, we looked at your application. Do you need visa sponsorship?\n\nDana"),
    ("Data Engineer", "Hello Sam, I have read your application. When could you start?\n\nDana"),
    ("Datentechniker", "ich habe Ihre Bewerbung gelesen. Wären Sie bereit, nach Köln umzuziehen?\n\nDana Cole"),
    ("Technicien", "Bonjour Sam, j'ai lu votre candidature avec intérêt. Seriez-vous prêt à déménager à Lyon ?\n\nDana Cole"),
    ("Técnico", "Hola Sam, he revisado tu candidatura. ¿Estarías dispuesto a mudarte a Sevilla?\n\nDana Cole"),
    ("Tecnico", "Ciao Sam, ho letto la tua candidatura. Saresti disposto a trasferirti a Torino?\n\nDana Cole"),
    ("Technicus", "Hallo Sam, ik heb je sollicitatie bekeken. Ben je bereid om naar Utrecht te verhuizen?\n\nDana Cole"),
    ("Técnico", "Olá Sam, analisei a sua candidatura. Estaria disponível para se mudar para o Porto?\n\nDana Cole"),
]  # fmt: skip

PASSES_ON = [
    "Hello Sam, I came across your application for Data Engineer and will share it with the hiring manager.\n\nDana Cole",
    "Hello Sam, I have seen your application and will pass it on to our head of data.\n\nDana Cole",
    "ich bin auf Ihre Bewerbung gestoßen und leite sie an die Fachabteilung weiter.\n\nDana Cole",
    "Bonjour Sam, je suis tombée sur votre candidature et je vais la transmettre au responsable du recrutement.\n\nDana Cole",
    "Hola Sam, he visto tu candidatura y la voy a compartir con el responsable de contratación.\n\nDana Cole",
    "Buongiorno Sam, ho visto la Sua candidatura e la inoltrerò al responsabile.\n\nDana Cole",
    "Hallo Sam, ik kwam je sollicitatie tegen en deel hem met de manager.\n\nDana Cole",
    "Olá Sam, vi a sua candidatura e vou partilhá-la com o responsável pela contratação.\n\nDana Cole",
]

DESKS = [
    "jobs@northwind-labs.com",
    "Northwind Labs <jobs@northwind-labs.com>",
    "Northwind Labs <info@northwind-labs.com>",
]
ACKNOWLEDGES = [
    ("Re: Application for Data Engineer", "Thank you for your email, we have received your application and will get back to you."),
    ("Re: Application for Data Engineer", "Thank you for your email and your application. We will review it and contact you."),
    ("Re: Data Engineer", "Thank you for your message. This is to confirm that your CV has reached us. We contact shortlisted candidates only."),
    ("AW: Bewerbung als Datentechniker", "Vielen Dank für Ihre E-Mail und Ihre Bewerbung. Wir melden uns bei Ihnen."),
    ("RE: Candidature technicien", "Merci pour votre message et votre candidature. Nous reviendrons vers vous."),
    ("Re: Candidatura técnico", "Gracias por su correo y su candidatura. Nos pondremos en contacto con usted."),
    ("Re: Candidatura tecnico", "Grazie per la Sua email e la Sua candidatura. La ricontatteremo."),
    ("Re: Sollicitatie technicus", "Bedankt voor uw e-mail en uw sollicitatie. Wij nemen contact met u op."),
    ("Re: Candidatura técnico", "Obrigado pelo seu e-mail e pela sua candidatura. Entraremos em contacto."),
]  # fmt: skip
ANSWERED = "On Tue, 3 Mar 2026 at 10:00, Sam Seeker wrote:\n> I would like to apply for the Data Engineer position. Please find my resume attached."


@pytest.mark.parametrize("sender", [*RELAYED, OWN])
@pytest.mark.parametrize(("subject", "text"), ASKS)
def test_who_asks_the_applicant_waits_for_an_answer(subject: str, text: str, sender: str) -> None:
    event = main_event(mail(text, subject, sender))
    assert event is not None
    assert event.kind == "recruiter_reply"
    assert event.waits_for_user


@pytest.mark.parametrize("sender", [*RELAYED[1:], OWN])
@pytest.mark.parametrize("text", PASSES_ON)
def test_who_passes_an_application_on_is_a_human(text: str, sender: str) -> None:
    message = mail(text, "Data Engineer", sender)
    assert main_kind(message) == "recruiter_reply"
    assert inferred(message).human


@pytest.mark.parametrize(
    ("sender", "text"),
    [
        ("Acme Recruiting <no-reply@greenhouse.io>", "Hi Sam, Acme has viewed your application for Data Engineer."),
        ("Dana Cole via Workable <acme@candidates.workablemail.com>", "Hi Sam, Acme has viewed your application for Data Engineer.\n\nThe hiring team"),
    ],
)  # fmt: skip
def test_that_somebody_viewed_it_is_no_persons_word(sender: str, text: str) -> None:
    message = mail(text, "Your application for Data Engineer", sender)
    assert main_kind(message) == "application_viewed"
    assert not inferred(message).human


@pytest.mark.parametrize("quoted", ["", ANSWERED])
@pytest.mark.parametrize("sender", DESKS)
@pytest.mark.parametrize(("subject", "text"), ACKNOWLEDGES)
def test_a_desk_that_acknowledges_is_nobody(subject: str, text: str, sender: str, quoted: str) -> None:
    message = mail(text, subject, sender, in_reply_to=("sent@example",), quoted=quoted)
    assert main_kind(message) == "application_confirmation"
    assert not inferred(message).human


@pytest.mark.parametrize("sender", DESKS)
def test_a_person_at_a_desk_who_asks_is_one(sender: str) -> None:
    text = "Hi Sam, thank you for your email, we have received your application. When could you start?\n\nDana"
    event = main_event(mail(text, "Re: Application for Data Engineer", sender, in_reply_to=("sent@example",)))
    assert event is not None
    assert event.kind == "recruiter_reply"
    assert event.waits_for_user


@pytest.mark.parametrize(
    ("sender", "subject", "text"),
    [
        ("Dana Cole <dana@oakbank.example>", "Your loan", "Hi Sam, I have read your application for the loan. Are you open to moving your account?"),
        ("Dana Cole <dana@lettings.example>", "Flat", "Hi Sam, I came across your application for the flat and will share it with the landlord."),
        ("Dana Cole <dana@school.example>", "MSc", "Hi Sam, I saw your application to the MSc course and will pass it on to admissions."),
        ("Ben <ben@plumbing.example>", "Boiler", "Hi Sam, when could you start the boiler? Are you available to be at home on Friday?"),
    ],
)  # fmt: skip
def test_other_applications_are_no_job(sender: str, subject: str, text: str) -> None:
    assert not inferred(mail(text, subject, sender)).events
