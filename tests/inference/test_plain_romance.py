"""French, Spanish, Italian and Portuguese in few words: an hour taken, a place given away, an answer by when."""

from __future__ import annotations

import pytest

from tests.inference.mails import ME, inferred, mail

WRITER = "Dana Rossi <dana@northwind-labs.com>"
ANSWERS = {
    "fr": (
        "Re: Candidature de cuisinière",
        "Le lun. 2 mars 2026 à 08:00, Sam <sam@example.net> a écrit :\nBonjour, je pourrais venir pour l'entretien "
        "mardi 10 mars à 10h, si ça vous convient. Voici de nouveau ma candidature.",
    ),
    "es": (
        "Re: Candidatura de cocinera",
        "El lun, 2 mar 2026 a las 8:00, Sam (<sam@example.net>) escribió:\nHola, para la entrevista podría el martes "
        "10 de marzo a las 10:00, si le viene bien. Adjunto de nuevo mi candidatura.",
    ),
    "it": (
        "Re: Candidatura cuoca",
        "Il giorno lun 2 mar 2026 alle ore 08:00 Sam <sam@example.net> ha scritto:\nBuongiorno, per il colloquio "
        "potrei martedì 10 marzo alle 10:00, se per lei va bene. Allego di nuovo la mia candidatura.",
    ),
    "pt": (
        "Re: Candidatura de cozinheira",
        "Em seg., 2 de mar. de 2026 às 08:00, Sam <sam@example.net> escreveu:\nBom dia, para a entrevista eu poderia "
        "na terça, 10 de março às 10h, se lhe der jeito. Segue de novo a minha candidatura.",
    ),
}
TAKEN = [
    ("fr", "C'est noté, à bientôt !"),
    ("fr", "Parfait, je vous attends à l'accueil."),
    ("fr", "Ça marche pour moi."),
    ("fr", "Entendu, sans problème."),
    ("es", "Perfecto, te espero en la entrada."),
    ("es", "Vale!"),
    ("es", "De acuerdo, sin problema."),
    ("es", "Dale, nos vemos."),
    ("it", "Va benissimo, l'aspetto."),
    ("it", "Perfetto!"),
    ("it", "D'accordo, a presto."),
    ("pt", "Combinado, até lá!"),
    ("pt", "Está bem, fica marcado."),
    ("pt", "Fechado!"),
]
NOT_TAKEN = [
    ("fr", "Mardi, ce n'est pas possible pour nous."),
    ("fr", "Parfait, mais plutôt mercredi ?"),
    ("fr", "Nous revenons vers vous."),
    ("es", "Vale, pero mejor otro día."),
    ("es", "Ese día no puedo."),
    ("it", "Va bene, ma facciamo un altro giorno."),
    ("it", "Quel giorno non ci sono."),
    ("pt", "Combinado, mas noutro dia: podemos mudar?"),
    ("pt", "Nesse dia não consigo."),
]


def hours(language: str, text: str) -> list[str]:
    subject, quoted = ANSWERS[language]
    told = inferred(mail(text, subject, WRITER, to=ME, quoted=quoted, in_reply_to=("a@example.net",)))
    events = (*told.events, *told.if_tied)
    return [f"{e.starts_at:%m-%d %H:%M}" for e in events if e.kind == "interview_scheduled" and e.starts_at]


@pytest.mark.parametrize(("language", "text"), TAKEN)
def test_an_employer_takes_the_hour_that_the_user_proposed(language: str, text: str) -> None:
    assert hours(language, text) == ["03-10 10:00"]


@pytest.mark.parametrize(("language", "text"), NOT_TAKEN)
def test_who_does_not_take_it_fixes_nothing(language: str, text: str) -> None:
    assert hours(language, text) == []


# The mail is of Wednesday, 4 March 2026.
PROMISED = [
    ("2026-03-20", "Bonjour Sam, merci pour votre candidature. Nous vous recontactons la semaine du 16."),
    ("2026-03-18", "Bonjour Sam, merci pour votre candidature. Vous aurez une réponse sous quinzaine."),
    ("2026-03-31", "Bonjour Sam, merci pour votre candidature. Vous serez fixée d'ici la fin mars."),
    ("2026-03-15", "Bonjour Sam, merci pour votre candidature. La direction tranchera à la mi-mars."),
    ("2026-03-20", "Hola Sam, gracias por tu candidatura. Te digo algo la semana del 16."),
    ("2026-04-10", "Hola Sam, gracias por tu candidatura. A primeros de abril te contesto."),
    ("2026-03-15", "Hola Sam, gracias por tu candidatura. Te aviso antes del 15."),
    ("2026-03-31", "Buongiorno Sam, grazie per la sua candidatura. Le faccio sapere entro fine mese."),
    ("2026-04-10", "Buongiorno Sam, grazie per la sua candidatura. Le do conferma per i primi di aprile."),
    ("2026-03-20", "Buongiorno Sam, il bando esce a breve, grazie per la candidatura. Le scrivo non oltre il 20."),
    ("2026-03-15", "Olá Sam, obrigada pela sua candidatura. Ligo-lhe na primeira quinzena de março."),
    ("2026-03-20", "Olá Sam, obrigada pela sua candidatura. Digo-lhe qualquer coisa na semana de 16."),
    ("2026-04-15", "Olá Sam, obrigada pela sua candidatura. Decidimos até meados de abril."),
]


@pytest.mark.parametrize(("day", "text"), PROMISED)
def test_parts_of_weeks_and_months_that_people_name(day: str, text: str) -> None:
    told = inferred(
        mail(f"{text}\n\nDana Rossi", "Re: Candidatura / candidature", WRITER, in_reply_to=("a@example.net",))
    )
    promised = [str(e.due_by) for e in (*told.events, *told.if_tied) if e.kind == "promise"]
    assert promised == [day]


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour Sam, je vous confirme votre entretien le jeudi 12 mars à 10h dans nos locaux.",
        "Hola Sam, te confirmo la entrevista el jueves 12 de marzo a las 10:00 en nuestra oficina.",
        "Buongiorno Sam, le confermo il colloquio giovedì 12 marzo alle ore 10:00 in sede.",
        "Olá Sam, confirmo a entrevista na quinta-feira, 12 de março, às 10h no nosso escritório.",
    ],
)
def test_the_day_of_an_interview_is_no_promise(text: str) -> None:
    kinds = [
        event.kind for event in inferred(mail(f"{text}\n\nDana Rossi", "Candidatura / candidature", WRITER)).events
    ]
    assert kinds == ["interview_scheduled"]


TOLD = [
    ("rejection", "Bonjour Sam, finalement on a pris quelqu'un qu'on connaissait déjà. Bon courage."),
    ("rejection", "Bonjour, nous avons donné la préférence à une personne du quartier pour le poste."),
    ("rejection", "Hola Sam, al final se queda la otra chica. Un abrazo."),
    ("rejection", "Hola, decidimos irnos por alguien de la zona para el puesto."),
    ("rejection", "Ciao Sam, abbiamo preferito confermare la collega che già copriva il posto."),
    ("rejection", "Buongiorno Sam, alla fine con il cliente non si va avanti."),
    ("rejection", "Olá Sam, acabámos por ficar com uma colega que já cá estava."),
    ("rejection", "Oi Sam, dessa vez não rolou, o gestor optou por gente da casa."),
    ("offer", "Bonjour Sam, comme dit au téléphone c'est bon pour nous, vous commencez le 1er avril."),
    ("offer", "Hola Sam, te queremos con nosotros, empezarías el 1 de abril."),
    ("offer", "Buongiorno Sam, come detto a voce siamo lieti di assumerla da aprile."),
    ("offer", "Olá Sam, como lhe disse ao telefone contamos consigo a partir de abril."),
    ("position_on_hold", "Bonjour Sam, le siège a gelé les embauches jusqu'à nouvel ordre."),
    ("position_on_hold", "Caro Sam, per ora siamo tutti fermi, la selezione slitta."),
]
NOT_TOLD = [
    "Bonjour Sam, j'ai pris un rendez-vous chez le dentiste, à jeudi.",
    "Hola Sam, la otra chica se queda a cenar, traed postre.",
    "Ciao Sam, abbiamo preso la pizza, a giovedì!",
    "Olá Sam, acabámos por ficar em casa. Até quinta!",
    "Bonjour, votre contrat d'assurance part au courrier cette semaine.",
    "Hola, un asesor se comunicará contigo sobre tu solicitud de crédito.",
    "Gentile cliente, la sua domanda di finanziamento è stata registrata.",
    "Caro cliente, a sua proposta de crédito foi aprovada, aceite o contrato.",
    "Votre candidature au tirage au sort est enregistrée.",
]


@pytest.mark.parametrize(("kind", "text"), TOLD)
def test_what_is_said_without_the_usual_words_counts_in_a_known_thread(kind: str, text: str) -> None:
    told = inferred(mail(f"{text}\n\nDana", "Re: bonjour", WRITER, in_reply_to=("a@example.net",)))
    assert kind in [event.kind for event in (*told.events, *told.if_tied)]


@pytest.mark.parametrize("text", NOT_TOLD)
def test_ordinary_mail_stays_ordinary(text: str) -> None:
    assert not inferred(mail(f"{text}\n\nDana", "Bonjour", WRITER)).events


ENDS = [
    ("withdrawal", "Bonjour, merci de ne plus tenir compte de mon dossier, j'ai trouvé ailleurs."),
    ("withdrawal", "Hola Dana, me bajo de la búsqueda. Gracias por todo."),
    ("withdrawal", "Hola, gracias, pero ahora no estoy buscando."),
    ("withdrawal", "Ciao Dana, preferisco fermarmi qui. Grazie di tutto."),
    ("withdrawal", "Olá Dana, vou passar dessa vez. Obrigado!"),
    ("offer_declined", "Hola Dana, al final me quedo donde estoy, muchas gracias."),
    ("offer_declined", "Olá Dana, agradeço mas não vou conseguir pegar."),
]
GOES_ON = [
    "Bonjour, je ne suis plus disponible jeudi, mais vendredi me va.",
    "Hola Dana, el jueves no puedo, el viernes sin problema.",
    "Ciao Dana, giovedì non posso, venerdì va bene.",
    "Olá Dana, na quinta não consigo, na sexta sim.",
]


@pytest.mark.parametrize(("kind", "text"), ENDS)
def test_the_user_ends_it_in_plain_words(kind: str, text: str) -> None:
    subject, quoted = "Re: poste / puesto", "On recrute, le poste vous intéresse ?"
    told = inferred(mail(text, subject, ME, to=WRITER, quoted=quoted, in_reply_to=("a@example.net",)))
    assert kind in [event.kind for event in (*told.events, *told.if_tied)]


@pytest.mark.parametrize("text", GOES_ON)
def test_a_day_that_does_not_suit_ends_nothing(text: str) -> None:
    told = inferred(mail(text, "Re: poste / puesto", ME, to=WRITER, in_reply_to=("a@example.net",)))
    assert not {event.kind for event in (*told.events, *told.if_tied)} & {"withdrawal", "offer_declined"}
