"""An application for an address, an interview for the press or a visa: no job; what only sounds alike is one."""
# ruff: noqa: E501 - one mail a line

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.inference.mails import inferred, mail, main_kind
from watcher.reading import Attendee, CalendarEvent

ORDINARY = [
    ("Maple Residential <leasing@maple-residential.com>", "Your application for 12 Oak St, Unit 4", "Hi Sam, thank you for your application for 12 Oak St, Unit 4. We have received it and will be in touch."),
    ("Dana Cole <dana@maple-residential.com>", "Your application for 12 Oak St, Unit 4", "Hi Sam, unfortunately we have gone with another applicant for Unit 4."),
    ("Dana Cole <dana@maple-residential.com>", "12 Oak St, Unit 4", "Hi Sam, I reviewed your application for 12 Oak St. Are you available to come by on Thursday at 5pm?"),
    ("Dana Cole <dana@maple-residential.com>", "Your application for Apt 3B, 40 Elm Avenue", "Hi Sam, we have received your application and will process it this week."),
    ("Dana Cole <dana@maple-residential.com>", "Your application - 221 Harbour Road", "Hi Sam, thanks for applying for 221 Harbour Road. Your application was approved."),
    ("Hausverwaltung Kern <post@kern-verwaltung.de>", "Ihre Bewerbung für Rosenweg 14, 2. OG", "vielen Dank für Ihre Bewerbung für den Rosenweg 14. Leider haben wir uns für einen anderen Bewerber entschieden."),
    ("Agence <contact@agence-lemoine.fr>", "Votre candidature : 12 rue des Lilas", "Bonjour, nous avons bien reçu votre candidature pour le 12 rue des Lilas."),
    ("Inmo <info@inmosol.es>", "Su solicitud: calle Mayor 12, 3º B", "Hemos recibido su solicitud para calle Mayor 12, 3º B. Le contactaremos."),
    ("Agenzia <info@casabella.it>", "La Sua domanda: via Roma 12, int. 4", "Abbiamo ricevuto la Sua candidatura per via Roma 12, interno 4."),
    ("Makelaar <info@wonen.nl>", "Uw aanmelding Dorpsstraat 12", "Bedankt voor uw sollicitatie op Dorpsstraat 12. Helaas hebben wij voor een andere kandidaat gekozen."),
    ("Imob <info@lar.pt>", "A sua candidatura: Rua Direita 12, 3.º Esq.", "Recebemos a sua candidatura para a Rua Direita 12, 3.º Esq. Entraremos em contacto."),
    ("Jana Keller <keller@stadtanzeiger.de>", "Interview über Ihr Ehrenamt", "Guten Tag, für unsere Lokalausgabe möchte ich gern ein Interview mit Ihnen über Ihr Ehrenamt führen. Hätten Sie am Donnerstag um 10 Uhr Zeit?"),
    ("Jana Keller <keller@stadtanzeiger.de>", "Interview über Ihr Ehrenamt", "Guten Tag, vielen Dank für Ihre Zusage. Das Interview findet am Donnerstag, 12. März um 10 Uhr statt."),
    ("Jo Bell <jo@courier.com>", "Interview about your volunteering", "Hi Sam, I write for the Courier. I'd love to interview you about your volunteering on Thursday at 10. Would that suit?"),
    ("Luc <luc@gazette.fr>", "Interview sur votre engagement bénévole", "Bonjour, je souhaiterais vous interviewer pour notre journal sur votre engagement. Seriez-vous disponible jeudi à 10h ?"),
    ("Eva <eva@diario.es>", "Entrevista sobre su voluntariado", "Buenos días, me gustaría hacerle una entrevista para nuestro periódico. ¿Le viene bien el jueves a las 10?"),
    ("Ada <ada@gazzetta.it>", "Intervista sul suo volontariato", "Buongiorno, vorrei intervistarla per il nostro giornale. Giovedì alle 10 andrebbe bene?"),
    ("Eva <eva@krant.nl>", "Interview over uw vrijwilligerswerk", "Beste Sam, voor onze krant wil ik u graag interviewen. Schikt donderdag om 10 uur?"),
    ("Eva <eva@jornal.pt>", "Entrevista sobre o seu voluntariado", "Bom dia, gostaria de o entrevistar para o nosso jornal. Quinta-feira às 10h pode ser?"),
]  # fmt: skip

JOBS = [
    ("application_confirmation", "Your application for Store Manager, 12 Oak St", "Thank you for your application for the Store Manager position at 12 Oak St. We have received it."),
    ("application_confirmation", "Ihre Bewerbung als Verkäufer 40h", "vielen Dank für Ihre Bewerbung als Verkäufer 40h. Ihre Unterlagen sind eingegangen."),
    ("application_confirmation", "Ihre Bewerbung um einen Ausbildungsplatz 2026", "vielen Dank für Ihre Bewerbung um einen Ausbildungsplatz 2026. Ihre Unterlagen sind eingegangen."),
    ("application_confirmation", "La Sua candidatura", "Abbiamo ricevuto la Sua candidatura via LinkedIn il 12 marzo. La ricontatteremo."),
    ("interview_scheduled", "Your interview at Acme", "Hi Sam, your interview for the role is on Thursday 12 March at 10am, at our office, 12 Oak St, Unit 4."),
]  # fmt: skip


@pytest.mark.parametrize(("sender", "subject", "text"), ORDINARY)
def test_it_is_no_job(sender: str, subject: str, text: str) -> None:
    assert not inferred(mail(text, subject, sender)).events


@pytest.mark.parametrize(("kind", "subject", "text"), JOBS)
def test_it_is_a_job(kind: str, subject: str, text: str) -> None:
    assert main_kind(mail(text, subject, "Personal <jobs@haus-und-hof.com>")) == kind


def invitation(summary: str, description: str = "") -> tuple[CalendarEvent, ...]:
    starts, ends = datetime(2026, 3, 12, 9, tzinfo=UTC), datetime(2026, 3, 12, 10, tzinfo=UTC)
    event = CalendarEvent(
        method="REQUEST",
        uid="u",
        sequence=0,
        starts_at=starts,
        ends_at=ends,
        summary=summary,
        description=description,
        organizer=Attendee("Desk", "desk@office.gov"),
    )
    return (event,)


@pytest.mark.parametrize(
    ("summary", "text"),
    [
        ("Visa interview", "Your appointment."),
        ("Visa interview", "Please bring your confirmation page to the interview."),
        ("Citizenship interview", ""),
        ("PhD admission interview", ""),
        ("Podcast interview with Sam", "Looking forward."),
        ("Interview Einbürgerung", ""),
        ("Entretien visa", ""),
        ("Entrevista visado", ""),
        ("Colloquio cittadinanza", ""),
    ],
)
@pytest.mark.parametrize("subject", ["", "Appointment", "Invitation: {} @ Thu 12 March 2026"])
def test_an_invitation_to_another_interview(summary: str, text: str, subject: str) -> None:
    message = mail(text, subject.format(summary), "Office <desk@office.gov>", calendar=invitation(summary))
    assert not inferred(message).events


@pytest.mark.parametrize(
    "summary",
    [
        "Interview Data Engineer",
        "Interview: Visa Specialist",
        "Visa interview: Data Engineer",
        "Interview with Summit Bank",
    ],
)
def test_an_invitation_to_an_interview_for_a_job(summary: str) -> None:
    message = mail("See you then.", summary, "Dana Cole <dana@visa.com>", calendar=invitation(summary))
    assert main_kind(message) == "interview_scheduled"
