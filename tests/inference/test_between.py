"""Verdicts with the long names of a role and an employer between their words, and a person's answers, in seven languages."""

# ruff: noqa: E501  (one mail a row)

from __future__ import annotations

import pytest

from tests.inference.mails import inferred, mail, main_kind
from watcher.inference import Kind, PersonRole

JOB = "Senior Tide Gauge Engineer at Ferncliff Harbour Works"
DE = "Stelle als Senior Tide Gauge Engineer bei Ferncliff Harbour Works"
FR = "poste de Senior Tide Gauge Engineer chez Ferncliff Harbour Works"
ES = "puesto de Senior Tide Gauge Engineer en Ferncliff Harbour Works"
IT = "posizione di Senior Tide Gauge Engineer presso Ferncliff Harbour Works"
NL = "functie van Senior Tide Gauge Engineer bij Ferncliff Harbour Works"
PT = "vaga de Senior Tide Gauge Engineer na Ferncliff Harbour Works"

SAID = {
    Kind.INTERVIEW_SCHEDULED: [
        f"your interview for the role of {JOB} will take place on Thursday, 12 March at 14:30.",
        f"Ihr Vorstellungsgespräch für die {DE} findet am Donnerstag, 12. März um 14:30 Uhr statt.",
        f"Votre entretien pour le {FR} aura lieu le jeudi 12 mars à 14h30.",
        f"Tu entrevista para el {ES} tendrá lugar el jueves 12 de marzo a las 14:30.",
        f"Il Suo colloquio per la {IT} si terrà giovedì 12 marzo alle 14:30.",
        f"Je sollicitatiegesprek voor de {NL} vindt op donderdag 12 maart om 14:30 uur plaats.",
        f"A sua entrevista para a {PT} terá lugar na quinta, 12 de março, às 14:30.",
    ],
    Kind.STATUS_UPDATE: [
        f"The status of your application for {JOB} has changed to: Under Review.",
        f"Your application for {JOB} is still being reviewed.",
        f"Ihre Bewerbung für die {DE} wird derzeit geprüft.",
        f"Votre candidature au {FR} est toujours à l'étude.",
        f"Tu candidatura al {ES} sigue en revisión.",
        f"La Sua candidatura per la {IT} è ancora in valutazione.",
        f"Je sollicitatie voor de {NL} wordt nog bekeken.",
        f"A sua candidatura à {PT} continua em análise.",
    ],
    Kind.POSITION_CLOSED: [
        f"Le recrutement pour le {FR} est annulé.",
        f"El proceso de selección para el {ES} ha sido cancelado.",
        f"La selezione per la {IT} è stata annullata.",
        f"O processo seletivo para a {PT} foi cancelado.",
    ],
    Kind.OFFER: [
        "I am pleased to tell you that Ferncliff have made you an offer for the Tide Gauge Engineer position.",
        f"wir freuen uns, Ihnen die {DE} anbieten zu können. Der Arbeitsvertrag liegt bei.",
        "Nous sommes heureux de vous proposer le poste de technicienne. Le contrat de travail est joint à votre candidature.",
        "Nos complace ofrecerle el puesto de técnica. Adjuntamos el contrato de su candidatura.",
        "Siamo lieti di offrirLe la posizione di tecnica, dopo il percorso della Sua candidatura.",
        f"Graag bieden wij, na je sollicitatie, je de {NL} aan. We zijn blij je deze functie te kunnen aanbieden.",
        "Temos o prazer de lhe oferecer a vaga de técnica, depois da sua candidatura.",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in SAID.items() for text in texts])
def test_what_stands_between_changes_nothing(kind: Kind, text: str) -> None:
    assert main_kind(mail(f"{text}\n\nDana Doe", "Your application")) == kind


@pytest.mark.parametrize(
    "text",
    [
        "Thursday, 12 March at 14:30 works for us, so let us do the interview then.",
        "Donnerstag, 12. März, 14:30 Uhr passt uns gut für das Vorstellungsgespräch.",
        "Jeudi 12 mars à 14h30 nous convient pour l'entretien.",
        "El jueves 12 de marzo a las 14:30 nos viene bien para la entrevista.",
        "Giovedì 12 marzo alle 14:30 per noi va bene per il colloquio.",
        "Donderdag 12 maart om 14:30 uur schikt ons voor het sollicitatiegesprek.",
        "Quinta, 12 de março às 14:30, funciona para nós para a entrevista.",
    ],
)
def test_their_answer_to_a_time_fixes_it(text: str) -> None:
    events = inferred(mail(f"Hi Sam,\n\n{text}\n\nDana", "Re: Interview for Engineer")).events
    assert [(e.kind, e.starts_at is not None) for e in events] == [(Kind.INTERVIEW_SCHEDULED, True)]


@pytest.mark.parametrize(
    "text",
    [
        "Which day of the week works for us both, Monday or Tuesday, for the interview?",
        "Welcher Tag passt uns besser für das Vorstellungsgespräch, Montag oder Dienstag?",
        "It was good to speak with you on the phone today about the Engineer role. I have sent your CV to the team.",
    ],
)
def test_no_time_is_fixed(text: str) -> None:
    assert main_kind(mail(f"Hi Sam,\n\n{text}\n\nDana", "Re: Interview for Engineer")) != Kind.INTERVIEW_SCHEDULED


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for your application. Please refrain from further follow-ups; we will write to you.",
        "Je vous prie de ne plus nous relancer au sujet de votre candidature.",
        "Por favor, no contacte con nosotros para saber el estado de su candidatura.",
        "La prego di non sollecitare ancora: Le scriveremo per la Sua candidatura.",
        "Wilt u niet meer bellen over uw sollicitatie? Wij melden ons.",
        "Por favor, não ligue para saber da sua candidatura.",
    ],
)
def test_a_request_not_to_ask_is_no_rejection(text: str) -> None:
    kinds = {event.kind for event in inferred(mail(f"{text}\n\nDana Doe", "Re: Application for Engineer")).events}
    assert Kind.DO_NOT_CONTACT in kinds
    assert Kind.REJECTION not in kinds


@pytest.mark.parametrize(
    "text",
    [
        "Please do not hesitate to contact us about your application.",
        "N'hésitez pas à nous contacter au sujet de votre candidature.",
        "Por favor, no dude en contactarnos sobre su candidatura.",
        "La prego di non esitare a scriverci per la Sua candidatura.",
        "Aarzel niet om te bellen over uw sollicitatie.",
        "Por favor, não hesite em contactar-nos sobre a sua candidatura.",
        "Zögern Sie bitte nicht, uns wegen Ihrer Bewerbung anzurufen.",
    ],
)
def test_who_may_ask_is_not_told_to_stop(text: str) -> None:
    assert Kind.DO_NOT_CONTACT not in {e.kind for e in inferred(mail(text, "Re: Application for Engineer")).events}


@pytest.mark.parametrize(
    "text",
    [
        "Nous devons annuler votre entretien pour le poste de technicienne.",
        "Your interview for the position of Engineer on Thursday has been cancelled.",
        "Tenemos que cancelar su entrevista para el puesto de técnica.",
        "Dobbiamo annullare il Suo colloquio per la posizione di tecnica.",
        "Temos de cancelar a sua entrevista para a vaga de técnica.",
        "We moeten je sollicitatiegesprek voor de functie van technicus annuleren.",
        "We have to cancel your interview for the Engineer role on Thursday and will propose another date.",
    ],
)
def test_a_cancelled_interview_closes_nothing(text: str) -> None:
    assert [event.kind for event in inferred(mail(f"{text}\n\nDana", "Your interview")).events] == [
        Kind.INTERVIEW_CANCELLED
    ]


def test_an_interview_that_is_cancelled_with_the_opening() -> None:
    text = "We have to cancel your interview because the position has been closed."
    kinds = [event.kind for event in inferred(mail(text, "Your interview for Engineer")).events]
    assert kinds == [Kind.INTERVIEW_CANCELLED, Kind.POSITION_CLOSED]


def test_a_new_time_moves_the_interview() -> None:
    text = (
        "We have to cancel your interview for the Engineer role on Thursday. The new date is Friday, 13 March at 10:00."
    )
    kinds = {event.kind for event in inferred(mail(text, "Rescheduled: your interview for Engineer")).events}
    assert Kind.INTERVIEW_CANCELLED not in kinds


def test_who_writes_to_an_applicant_reaches_out_to_nobody() -> None:
    text = "I'm Dana, a recruiter at Ferncliff, and I look after the Engineer role. I have read your application and shared it."
    assert main_kind(mail(text, "Your application for Engineer at Ferncliff")) == Kind.RECRUITER_REPLY
    cold = "I'm Dana, a recruiter at Ferncliff. I came across your profile; would you be open to an Engineer role?"
    assert main_kind(mail(cold, "Engineer role at Ferncliff")) == Kind.RECRUITER_OUTREACH


def test_hints_for_ones_own_interview_are_no_advice() -> None:
    text = "To help you prepare for your interview for the Engineer role, here is what to expect."
    subject = "How to prepare for your interview with Ferncliff"
    assert main_kind(mail(text, subject)) == Kind.INTERVIEW_PREP
    assert main_kind(mail(text, subject, "Ferncliff <no-reply@us.greenhouse-mail.io>")) == Kind.INTERVIEW_PREP
    bulk = {"list-unsubscribe": "<https://tips.example>"}
    assert main_kind(mail(text, "How to prepare for your interview", headers=bulk)) == ""
    assert main_kind(mail("Ten questions you will be asked.", "How to ace your next interview, and five jobs")) == ""


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Your application is with the hiring manager. I have asked again this morning.\n\nDana", PersonRole.CONTACT),
        ("I passed your application on to the\nhiring manager. More soon.", PersonRole.CONTACT),
        ("Your application is with our talent team.\n\nDana Doe\nHead of Tides", PersonRole.HIRING_MANAGER),
        (
            "Your application is with me.\n\nBest\nDana Doe | Engineering Manager | +1 555 0100",
            PersonRole.HIRING_MANAGER,
        ),
        ("Your application is with the hiring manager.\n\nDana\n\n--\nTalent Acquisition", PersonRole.RECRUITER),
        ("I'm Dana, a recruiter at Ferncliff. I have your application.\n\nDana", PersonRole.RECRUITER),
        ("We have your application.\n\nDirector of Tides\nFerncliff", PersonRole.HIRING_MANAGER),
    ],
)
def test_a_title_counts_where_the_writer_bears_it(text: str, role: PersonRole) -> None:
    people = inferred(mail(text, "Re: Application for Engineer")).people
    assert people[0].role is role


@pytest.mark.parametrize(
    "local",
    [
        "naoresponda",
        "nao-responda",
        "noresponda",
        "no-responder",
        "non-rispondere",
        "ne-pas-repondre",
        "niet-antwoorden",
        "nicht-antworten",
    ],
)
def test_nobody_reads_a_no_reply_address(local: str) -> None:
    told = inferred(mail("Recebemos a sua candidatura.", "Candidatura", f"Ferncliff <{local}@ferncliff.example>"))
    assert not told.human
    assert not any(person.reachable for person in told.people)


@pytest.mark.parametrize(
    "subject", ["Canceled: your interview with Ferncliff", "Rescheduled: your interview with Ferncliff"]
)
def test_what_happened_to_an_interview_is_no_role(subject: str) -> None:
    event = inferred(mail("Your interview has been cancelled.", subject)).events[0]
    assert (event.company, event.role) == ("Ferncliff", "")


def test_a_bracket_closes_no_name() -> None:
    agency = "Dana Doe <dana@brightpath-recruiting.example>"
    event = inferred(
        mail("We received your application.", "Your application (Tide Engineer at Ferncliff)", agency)
    ).events[0]
    assert event.company == "Ferncliff"


@pytest.mark.parametrize(
    "text",
    [
        "I have sent your application to my client Ferncliff Works for the Engineer position.",
        "Ihre Bewerbung habe ich unserem Mandanten Ferncliff Works gesandt.",
        "J'ai transmis votre candidature à notre client Ferncliff Works.",
        "He enviado su candidatura a nuestro cliente Ferncliff Works.",
        "Ho inviato la Sua candidatura al nostro cliente Ferncliff Works.",
        "Ik heb je sollicitatie naar onze opdrachtgever Ferncliff Works gestuurd.",
        "Enviei a sua candidatura ao nosso cliente Ferncliff Works.",
    ],
)
def test_an_agency_names_its_client(text: str) -> None:
    agency = "Dana Doe <dana@brightpath-recruiting.example>"
    event = inferred(mail(f"{text}\n\nDana Doe", "Re: Application for Engineer", agency)).events[0]
    assert event.company == "Ferncliff Works"
