"""What employers and relays write: every kind, by families of wording, and what only looks like one."""

# ruff: noqa: E501  (one mail a row)

from __future__ import annotations

import pytest

from tests.inference.mails import inferred, mail, main_event, main_kind
from watcher.inference import Kind
from watcher.reading import Automatic

RECEIVED = "We received your application for the Data Engineer position and our recruiting team will review it."


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("application_confirmation", RECEIVED),
        ("application_confirmation", "Thank you for applying to Northwind! Our hiring team will be in touch."),
        ("application_confirmation", "Congratulations on taking this step! We have received your application."),
        ("rejection", "Thank you for applying. We have decided to move forward with other candidates for this role."),
        ("rejection", "After careful consideration we will not be moving forward with your application."),
        ("rejection", "Unfortunately, you were not selected for this position."),
        ("rejection", "We are unable to extend an offer of employment to you at this time."),
        ("rejection", "The position has been filled by another candidate. Thank you for your application."),
        ("rejection", "Your skills are not a match for what the hiring team needs in this role."),
        ("rejection", "Thank you for your interest and your time. We wish you the best of luck in your job search."),
        ("position_closed", "We are writing to tell you that the Analyst position you applied for has been closed."),
        ("position_on_hold", "The hiring for the Analyst role you applied for has been put on hold this quarter."),
        ("offer", "We are delighted to offer you the position of Analyst. Your offer letter is attached."),
        ("offer_rescinded", "We regret to say that we are rescinding our offer of employment to you."),
        ("interview_invite", "We would like to schedule an interview with you. What is your availability next week?"),
        ("interview_invite", "Our recruiter loved your resume. Please pick a time that works for you here."),
        ("interview_scheduled", "Your interview is confirmed for Friday, March 13 at 10:00 am. See you then!"),
        (
            "interview_rescheduled",
            "We need to move your interview to another day: your interview has been rescheduled.",
        ),
        ("interview_cancelled", "Your interview with our hiring team has been cancelled."),
        ("assessment", "As the next step for the Developer role, please complete the coding assessment we sent you."),
        ("assessment_completed", "Thank you for completing the coding challenge. We will look at your solution."),
        ("application_viewed", "Good news: the employer viewed your application for Analyst."),
        ("application_incomplete", "You have not finished your application for the Analyst role. Complete it today."),
        ("status_update", "We are still reviewing candidates for the Analyst role and thank you for your patience."),
        ("interview_prep", "A few tips to prepare for your interview: know our products, bring questions."),
        ("recruiter_outreach", "I came across your profile and have an open role that I think you would enjoy."),
        ("recruiter_reply", "Thanks, Sam. I have forwarded your resume to our engineering group."),
    ],
)
def test_kinds(kind: str, text: str) -> None:
    assert main_kind(mail(text)) == kind


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("application_confirmation", "vielen Dank für Ihre Bewerbung als Entwickler. Wir haben Ihre Unterlagen erhalten und prüfen sie."),
        ("rejection", "leider müssen wir Ihnen mitteilen, dass wir uns für einen anderen Bewerber entschieden haben. Ihre Bewerbung war gut."),
        ("interview_invite", "wir möchten Sie gerne zu einem Vorstellungsgespräch einladen. Welcher Termin passt Ihnen?"),
        ("interview_scheduled", "Ihr Vorstellungsgespräch findet am 12. März um 10:00 Uhr statt, wir freuen uns auf Sie."),
        ("offer", "wir freuen uns, Ihnen die Stelle anzubieten: anbei erhalten Sie den Arbeitsvertrag."),
        ("application_confirmation", "Nous accusons réception de votre candidature pour le poste d'analyste et vous en remercions."),
        ("rejection", "Malgré la qualité de votre profil, nous sommes au regret de ne pas donner suite à votre candidature."),
        ("interview_invite", "Nous souhaiterions vous rencontrer lors d'un entretien. Merci de nous indiquer vos disponibilités."),
        ("interview_scheduled", "Nous vous confirmons votre entretien pour le poste : il aura lieu le 12 mars à 10h00."),
        ("offer", "Nous avons le plaisir de vous proposer le poste d'analyste, notre promesse d'embauche est jointe à cet envoi."),
        ("application_confirmation", "Hola, hemos recibido tu candidatura para la vacante de analista y la revisaremos en los próximos días."),
        ("rejection", "Lamentamos informarte de que no has sido seleccionado para el puesto de analista en nuestra empresa."),
        ("interview_invite", "Nos gustaría invitarte a una entrevista para el puesto. ¿Cuál es tu disponibilidad esta semana?"),
        ("offer", "Nos complace ofrecerte el puesto de analista en nuestro equipo, con tu contrato en el documento."),
        ("application_confirmation", "Grazie per la tua candidatura per la posizione di analista, che abbiamo ricevuto e che valuteremo."),
        ("rejection", "Purtroppo abbiamo deciso di proseguire con altri candidati per la posizione di analista della nostra azienda."),
        ("interview_invite", "Vorremmo invitarti a un colloquio per la posizione. Facci sapere la tua disponibilità per la prossima settimana."),
        ("offer", "Siamo lieti di offrirti la posizione di analista nel nostro team, trovi la proposta di assunzione in allegato."),
        ("application_confirmation", "Bedankt voor je sollicitatie. We hebben je cv ontvangen en nemen het in de komende dagen door."),
        ("rejection", "Helaas hebben we besloten om met andere kandidaten verder te gaan in de procedure voor deze functie."),
        ("interview_invite", "Graag nodigen we je uit voor een gesprek over de vacature. Wanneer ben je beschikbaar?"),
        ("offer", "We zijn verheugd je de functie van analist aan te bieden, het contractvoorstel vind je in de bijlage van dit bericht bij je sollicitatie."),
        ("application_confirmation", "Recebemos sua candidatura para a vaga de analista e agradecemos o seu interesse em fazer parte do time."),
        ("rejection", "Infelizmente decidimos seguir com outros candidatos para a vaga de analista, e agradecemos sua participação."),
        ("interview_invite", "Gostaríamos de convidar você para uma entrevista sobre a vaga. Qual é a sua disponibilidade?"),
        ("offer", "Temos o prazer de oferecer a você a vaga de analista, e segue a carta proposta para sua assinatura."),
    ],
)  # fmt: skip
def test_kinds_in_other_languages(kind: str, text: str) -> None:
    assert main_kind(mail("Sehr geehrte Frau Seeker,\n" + text if "wir" in text else text)) == kind


@pytest.mark.parametrize(
    "text",
    [
        "If you are selected, we will contact you to schedule an interview. " + RECEIVED,
        RECEIVED + " Should your profile match, a recruiter will set up a call with you.",
        RECEIVED + " If you have not heard from us within 30 days, we have moved forward with other candidates.",
        RECEIVED + " Successful candidates may be invited to an assessment.",
    ],
)
def test_conditions_are_no_events(text: str) -> None:
    assert main_kind(mail(text, "Thank you for your application")) == "application_confirmation"


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Lunch?", "Are you free on Thursday at noon? I would love to catch up with you."),
        ("Your mortgage", "We have received your application for a loan and will review it. Thank you for applying."),
        ("Resume of a friend", "A friend of mine is looking for a job, his resume is attached. Can you pass it along?"),
        ("10 new jobs for you", "Data Engineer at Acme: apply now, interview soon, great offer and benefits!"),
        ("Your security code", "Use this security code to log in to your candidate account: 123456."),
        ("Work from home", "We saw your resume online! Earn 5000 a week from home with no experience."),
        ("Quarterly numbers", "The team decided to go with the other vendor, unfortunately not the best offer."),
        ("Interview request", "Our television programme would like to interview you for a documentary about whales."),
        ("Schedule", "Attached please find the resume and interview schedule of our candidate Ann Other."),
        ("Chapters", "The interview with the author is in this week's newsletter."),
    ],
)
def test_no_event(subject: str, text: str) -> None:
    inference = inferred(mail(text, subject))
    assert inference.events == ()
    assert inference.ignored


def test_bulk_mail_is_nothing_unless_a_relay_sent_it() -> None:
    bulk = {"automatic": Automatic.BULK, "automatic_why": "List-Id: <news.example>"}
    assert "List-Id" in inferred(mail(RECEIVED, **bulk)).ignored  # type: ignore[arg-type]
    relayed = mail(RECEIVED, "", "Northwind <no-reply@greenhouse.io>", **bulk)  # type: ignore[arg-type]
    assert main_kind(relayed) == "application_confirmation"


def test_noise_of_a_relay() -> None:
    inference = inferred(mail("Your application: 4711", "Security code for your application", "no-reply@greenhouse.io"))
    assert inference.events == ()
    assert "Greenhouse" in inference.ignored


def test_the_verdict_in_a_template_key() -> None:
    message = mail(
        "Your update from Northwind. View similar jobs.",
        "Your application to Data Analyst at Northwind",
        "LinkedIn <jobs-noreply@linkedin.com>",
        links=("https://www.linkedin.com/comm/jobs?trk=eml-email_jobs_application_rejected_01-x",),
    )
    event = main_event(message)
    assert event is not None
    assert (event.kind, event.company, event.role) == (Kind.REJECTION, "Northwind", "Data Analyst")
    assert "_rejected_" in event.evidence[0]


def test_new_text_over_quotation() -> None:
    quoted = "> Unfortunately we have decided to move forward with other candidates for this position."
    message = mail("Thanks Sam, I have forwarded your resume to a colleague.", "Re: Analyst", quoted=quoted)
    assert main_kind(message) == "recruiter_reply"


def test_a_confirmation_and_its_promise() -> None:
    inference = inferred(mail(RECEIVED + " You will hear from us within 5 business days."))
    assert [event.kind for event in inference.events] == [Kind.APPLICATION_CONFIRMATION, Kind.PROMISE]
    assert str(inference.events[1].due_by) == "2026-03-11"


def test_do_not_contact() -> None:
    inference = inferred(mail(RECEIVED + " Please refrain from follow-up calls."))
    assert Kind.DO_NOT_CONTACT in {event.kind for event in inference.events}
    asked = inferred(mail(RECEIVED + " Please do not reply to this email."))
    assert Kind.DO_NOT_CONTACT not in {event.kind for event in asked.events}


@pytest.mark.parametrize(
    ("text", "waits"),
    [
        ("We would like to schedule an interview with you. When are you available?", True),
        ("Thanks for your resume. Please send me your references for this position.", True),
        (RECEIVED, False),
        ("We have decided to move forward with other candidates for this role. Any questions? Tell us.", False),
    ],
)
def test_waits_for_user(text: str, waits: bool) -> None:
    event = main_event(mail(text))
    assert event is not None
    assert event.waits_for_user is waits


@pytest.mark.parametrize(
    ("sender", "human"),
    [
        ("Dana Doe <dana@northwind-labs.com>", True),
        ("Northwind <no-reply@northwind-labs.com>", False),
        ("Northwind Hiring Team <notifications@greenhouse.io>", False),
        ("Dana Doe <reply-4711@hire.lever.co>", True),
    ],
)
def test_human(sender: str, human: bool) -> None:
    text = "Hi Sam, when are you available for an interview about the Analyst position?"
    assert inferred(mail(text, "Analyst", sender)).human is human
    assert inferred(mail(RECEIVED, "Analyst", sender)).human is False


def test_somebody_elses_application_that_the_user_received() -> None:
    message = mail(
        "Dear Sam, I am applying for the analyst position, my resume is attached.", "Application", files=("cv.pdf",)
    )
    assert inferred(message).events == ()
