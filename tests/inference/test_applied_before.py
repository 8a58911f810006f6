"""What the user writes after an application: they ask after it and want the job, and neither apply nor step back."""

from __future__ import annotations

import pytest

from tests.inference.mails import inferred, main_kind, mine
from watcher.inference import Kind

ASKS = [
    ("en", "Two questions", "I wanted to ask about my application of 3 November for the Tide Engineer role."),
    ("en", "Tide Engineer", "How do things look with the Tide Engineer role? Has my application been read?"),
    (
        "de",
        "Meine Bewerbung: Pegeltechnikerin",
        "am 3. November habe ich Ihnen meine Bewerbung als Technikerin gesandt.",
    ),
    ("de", "Stelle als Technikerin", "ich wüsste gern, wie es mit der Stelle als Technikerin weitergeht."),
    ("fr", "Ma candidature : technicienne", "Je reviens vers vous à propos de ma candidature du 3 novembre au poste."),
    ("fr", "Poste de technicienne", "Où en est le recrutement pour le poste de technicienne ?"),
    (
        "es",
        "Mi candidatura: técnica",
        "Envié mi candidatura el 3 de noviembre al puesto de técnica. ¿Cómo va el proceso?",
    ),
    ("es", "Una duda", "¿Les llegó mi candidatura del 3 de noviembre al puesto de técnica de mareas?"),
    ("it", "La mia candidatura: tecnica", "Ho mandato la mia candidatura il 3 novembre. Come procede la selezione?"),
    ("it", "Una domanda", "Vi è arrivata la mia candidatura del 3 novembre per il posto di tecnica?"),
    ("nl", "Mijn sollicitatie", "Ik stuurde u op 3 november mijn sollicitatie naar de functie van technicus."),
    ("nl", "Een vraag", "Is de vacature van technicus nog open, en is mijn sollicitatie van 3 november bekeken?"),
    ("pt", "A minha candidatura: técnica", "Enviei a minha candidatura no dia 3 de novembro. Como vai o processo?"),
    ("pt", "Uma dúvida", "A minha candidatura de 3 de novembro à vaga de técnica chegou bem?"),
]

APPLIES = [
    ("en", "Tide Engineer", "I would like to apply for the Tide Engineer role. My resume is attached."),
    ("de", "Bewerbung als Technikerin", "hiermit bewerbe ich mich als Technikerin. Mein Lebenslauf liegt bei."),
    ("fr", "Candidature : technicienne", "Veuillez trouver ci-joint mon CV pour le poste de technicienne."),
    ("es", "Mi candidatura: técnica", "Adjunto mi currículum para el puesto de técnica de mareas."),
    ("it", "La mia candidatura: tecnica", "Mi candido per la posizione di tecnica e allego il curriculum."),
    (
        "nl",
        "Sollicitatie technicus",
        "Hierbij solliciteer ik naar de functie van technicus. Mijn cv vindt u in de bijlage.",
    ),
    ("pt", "A minha candidatura: técnica", "Segue em anexo o meu currículo para a vaga de técnica."),
    ("es", "Interés en un puesto", "Estoy muy interesada en el puesto de técnica que publican en su web."),
    ("it", "Annuncio", "Sono molto interessata alla posizione di tecnica del vostro annuncio."),
    # As first letters end: thanks for the reader's time refer to no application made before.
    ("en", "Line Cook", "I would like to apply for the line cook position. Thank you for your time and consideration."),
    ("en", "Line Cook", "I am writing to apply as line cook. Thank you for taking the time to read my application."),
    ("en", "Application", "Please accept this as my application for the barista job. Thanks for your time."),
    ("de", "Bewerbung als Koch", "hiermit bewerbe ich mich um die Stelle als Koch. Vielen Dank für Ihre Zeit."),
    (
        "fr",
        "Candidature",
        "Je vous adresse ma candidature au poste de cuisinier. Je vous remercie de votre attention.",
    ),
    ("es", "Candidatura", "Quiero presentar mi candidatura al puesto de cocinero. Gracias por su tiempo."),
    ("it", "Candidatura", "Vorrei candidarmi per la posizione di cuoco. Grazie per il tempo dedicato."),
    ("nl", "Sollicitatie kok", "Hierbij solliciteer ik naar de functie van kok. Bedankt voor uw tijd en aandacht."),
    ("pt", "Candidatura", "Venho candidatar-me à vaga de cozinheiro. Agradeço a atenção dispensada."),
]

STAYS = [
    ("en", "I would not want to turn down the Tide Engineer position before we have spoken."),
    ("de", "Ich möchte meine Bewerbung um die Stelle nicht zurückziehen."),
    ("de", "Etwas spät komme ich auf meine Bewerbung vom 3. November um die Stelle als Technikerin zurück."),
    ("fr", "Je ne voudrais pas renoncer au poste de technicienne, ni retirer quoi que ce soit."),
    ("es", "No quisiera renunciar al proceso para el puesto de técnica; sigo interesada."),
    ("es", "Me quedé con muchas ganas de empezar en el puesto de técnica."),
    ("it", "Non vorrei rinunciare alla posizione di tecnica, anzi."),
    ("it", "Grazie per avermi trovato un posto in agenda per la posizione di tecnica."),
    ("nl", "Ik wil mijn sollicitatie naar de functie niet intrekken."),
    ("pt", "Não queria desistir da vaga de técnica; o meu interesse continua."),
    ("fr", "Je serais ravie de rejoindre l'équipe au poste de technicienne."),
    ("pt", "Estou entusiasmada com a ideia de integrar a equipa na vaga de técnica."),
]

ENDS = [
    ("de", "withdrawal", "ich ziehe meine Bewerbung um die Stelle als Technikerin zurück."),
    ("fr", "withdrawal", "Je souhaite retirer ma candidature au poste de technicienne."),
    ("es", "withdrawal", "Lamentablemente, debo retirar mi candidatura al puesto de técnica."),
    ("it", "withdrawal", "Purtroppo devo ritirare la mia candidatura per la posizione di tecnica."),
    ("nl", "withdrawal", "Helaas trek ik mijn sollicitatie naar de functie van technicus in."),
    ("pt", "withdrawal", "Infelizmente, desisto do processo para a vaga de técnica."),
    ("en", "withdrawal", "thank you for your interest in my profile. I would like to withdraw from the process."),
    ("es", "offer_accepted", "Acepto la oferta para el puesto de técnica."),
    ("de", "offer_accepted", "vielen Dank für Ihr Angebot für die Stelle, das ich gern annehme."),
]


@pytest.mark.parametrize(("language", "subject", "text"), ASKS)
def test_who_asks_after_an_application_makes_none(language: str, subject: str, text: str) -> None:
    alone = mine(f"{text}\n\nSam", subject)
    assert main_kind(alone) == Kind.CANDIDATE_FOLLOWUP, language
    answer = mine(f"{text}\n\nSam", f"Re: {subject}", in_reply_to=("a@example.org",))
    assert main_kind(answer) in (Kind.CANDIDATE_FOLLOWUP, Kind.CANDIDATE_REPLY), language


@pytest.mark.parametrize(("language", "subject", "text"), APPLIES)
def test_who_applies_applies(language: str, subject: str, text: str) -> None:
    assert main_kind(mine(f"{text}\n\nSam", subject)) == Kind.APPLICATION_SENT, language


def test_a_resume_makes_an_application_of_what_refers_to_one() -> None:
    text = "Here is my resume again, for my application of 3 November for the Tide Engineer role."
    assert main_kind(mine(text, "Tide Engineer", files=("resume.pdf",))) == Kind.APPLICATION_SENT


@pytest.mark.parametrize(("language", "text"), STAYS)
def test_who_wants_the_job_ends_nothing(language: str, text: str) -> None:
    kinds = {event.kind for event in inferred(mine(f"{text}\n\nSam", "Re: Tide Engineer")).events}
    assert not kinds & {Kind.WITHDRAWAL, Kind.OFFER_ACCEPTED, Kind.OFFER_DECLINED, Kind.APPLICATION_SENT}, language


@pytest.mark.parametrize(("language", "kind", "text"), ENDS)
def test_who_steps_back_or_accepts_does(language: str, kind: str, text: str) -> None:
    assert main_kind(mine(f"{text}\n\nSam", "Re: Tide Engineer")) == kind, language


@pytest.mark.parametrize(
    "text",
    [
        "I am very interested in the Tide Engineer position and look forward to your answer.",
        "Estoy interesada en el puesto de técnica y espero su respuesta.",
        "Sono interessata alla posizione di tecnica e attendo una risposta.",
        "Ik heb interesse in de functie van technicus en wacht uw antwoord af.",
        "Tenho interesse na vaga de técnica e aguardo a resposta.",
        "Je suis très intéressée par le poste de technicienne et attends votre réponse.",
        "Ich habe Interesse an der Stelle als Technikerin und warte auf Ihre Antwort.",
    ],
)
def test_interest_within_a_thread_is_no_new_application(text: str) -> None:
    answer = mine(f"{text}\n\nSam", "Re: Application for Tide Engineer", in_reply_to=("a@example.org",))
    assert main_kind(answer) not in ("", Kind.APPLICATION_SENT)


def test_thanks_for_arranging_an_interview_are_no_thanks_after_it() -> None:
    text = "Thursday at 14:30 works for me. Thank you for arranging the interview!"
    kinds = [event.kind for event in inferred(mine(text, "Re: Interview for Tide Engineer")).events]
    assert kinds == [Kind.CANDIDATE_SCHEDULING]


@pytest.mark.parametrize(
    "text",
    [
        "I would like to thank you for our interview on Tuesday.",
        "ich möchte mich für das angenehme Vorstellungsgespräch bedanken.",
        "Foi um prazer conversar sobre a vaga na terça. Agradeço a entrevista.",
        "Ha sido un placer conversar con usted en la entrevista.",
        "Graag wil ik u voor het sollicitatiegesprek bedanken.",
        "È stato un piacere parlare con Lei durante il colloquio.",
        "Ce fut un plaisir de vous rencontrer lors de l'entretien.",
    ],
)
def test_thanks_after_an_interview(text: str) -> None:
    assert main_kind(mine(f"{text}\n\nSam", "Tide Engineer")) == Kind.INTERVIEW_FOLLOWUP
