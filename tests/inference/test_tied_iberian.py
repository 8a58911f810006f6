"""Spanish and Portuguese letters of few words, read once their thread shows that they are of a job search."""

from __future__ import annotations

from datetime import date

import pytest

from tests.inference.mails import ME, inferred, mail, mine
from watcher.inference import Event

SUBJECT = {"es": "Re: Candidatura dependienta", "pt": "Re: Candidatura balconista"}
RECEIVED = [
    ("es", "rejection", "La plaza se la llevó otra compañera con más años de oficio."),
    ("es", "rejection", "El dueño prefiere a alguien del barrio, lo siento."),
    ("es", "rejection", "Nos hemos decantado por Elena. ¡Que te vaya muy bien!"),
    ("es", "rejection", "Ya tenemos a la persona, gracias por pasarte."),
    ("es", "rejection", "Quedaste fuera por muy poquito."),
    ("es", "rejection", "No necesitamos a nadie más en sala."),
    ("es", "rejection", "Se le ofreció a otra candidata y ha aceptado. No vengas el lunes, por favor."),
    ("es", "position_on_hold", "De momento no cogemos a nadie, está todo parado hasta que aprueben las cuentas."),
    ("es", "position_on_hold", "Seguimos sin el visto bueno para contratar, nos piden esperar hasta otoño."),
    ("es", "position_closed", "El puesto desaparece, la empresa cierra la línea de noche."),
    ("es", "position_closed", "El concurso quedó desierto."),
    ("es", "interview_cancelled", "No vengas el jueves, se nos ha inundado el local."),
    ("es", "interview_cancelled", "La charla de mañana se cae, perdona el lío."),
    ("es", "interview_rescheduled", "¿Lo pasamos al martes? Me ha salido un viaje."),
    ("es", "interview_rescheduled", "Retrasamos la prueba al viernes 13 a las 11:00."),
    ("es", "interview_invite", "Llámame al 600 111 222 y quedamos."),
    ("es", "interview_invite", "La encargada quiere hablar contigo."),
    ("es", "interview_scheduled", "El jueves 12 a las 10 en la segunda planta."),
    ("es", "offer", "El puesto es tuyo. Pásate a firmar."),
    ("es", "offer", "Has sido la elegida, enhorabuena."),
    ("es", "application_incomplete", "No venía el currículum, ¿lo reenvías?"),
    ("es", "application_incomplete", "Me hace falta una copia del título."),
    ("es", "assessment", "Te mando un ejercicio, son dos horas como mucho."),
    ("pt", "rejection", "A vaga foi para outra colega, com mais anos disto."),
    ("pt", "rejection", "O patrão prefere alguém da terra, tenho pena."),
    ("pt", "rejection", "Acabámos por contratar um rapaz que já cá esteve."),
    ("pt", "rejection", "Ficaste em segundo, por muito pouco."),
    ("pt", "position_on_hold", "Está tudo parado até o orçamento ser aprovado."),
    ("pt", "position_on_hold", "A matriz travou as contratações."),
    ("pt", "position_closed", "O cliente retirou a vaga."),
    ("pt", "interview_cancelled", "Não venhas na quinta, a loja inundou."),
    ("pt", "interview_rescheduled", "Dá pra gente passar pra terça? Surgiu uma viagem."),
    ("pt", "interview_rescheduled", "A prova foi adiada para sexta, dia 13, às 11h."),
    ("pt", "interview_invite", "A encarregada quer falar contigo."),
    ("pt", "interview_invite", "Ligue-me para o 912 111 222 e combinamos."),
    ("pt", "interview_scheduled", "Quinta 12 às 10 no segundo andar."),
    ("pt", "offer", "O lugar é teu. Passa cá para assinar o contrato."),
    ("pt", "offer", "Foste a escolhida, parabéns!"),
    ("pt", "application_incomplete", "Não veio o currículo, podes reenviar?"),
    ("pt", "assessment", "Mando-te um exercício, são duas horas no máximo."),
]
SENT = [
    ("es", "candidate_scheduling", "Puedo el martes por la tarde."),
    ("es", "candidate_scheduling", "Allí estaré, hasta el jueves."),
    ("es", "withdrawal", "Ya he firmado en otro sitio, gracias por todo."),
    ("es", "withdrawal", "Dejadme fuera, el turno de noche no me encaja."),
    ("es", "interview_followup", "Fue un gusto conocer el taller ayer."),
    ("es", "interview_followup", "Salí de la entrevista con muchas ganas."),
    ("es", "candidate_followup", "¿Sabéis algo ya?"),
    ("pt", "candidate_scheduling", "Posso terça à tarde."),
    ("pt", "withdrawal", "Já assinei com outra empresa, obrigada por tudo."),
    ("pt", "withdrawal", "É melhor deixarem-me de fora, é longe demais."),
    ("pt", "interview_followup", "Gostei de conhecer a oficina ontem."),
    ("pt", "candidate_followup", "Já sabem alguma coisa?"),
]
ONLY_ANSWERS = [
    ("es", "Lamentablemente no puedo el martes, ya te digo algo."),
    ("es", "Todavía no hemos elegido a nadie, seguimos viendo a otras personas."),
    ("es", "Siento no haberte contestado antes."),
    ("es", "La cocina está parada por obras, te escribo la semana próxima."),
    ("es", "Cerramos el lunes por festivo."),
    ("es", "El turno de tarde empieza a las 15:00."),
    ("pt", "Infelizmente não posso na terça, depois digo."),
    ("pt", "Ainda não escolhemos ninguém, estamos a ver outras pessoas."),
    ("pt", "O escritório está fechado segunda por feriado."),
    ("pt", "O nosso sistema está parado para manutenção."),
    ("pt", "O turno da tarde começa às 15h."),
]
ORDINARY = [
    "Al final se lo hemos alquilado a otra pareja, gracias por venir a verlo.",
    "Ya la he vendido a otra persona, suerte.",
    "El partido del jueves se pasa al viernes a las 19:00.",
    "Su cita con el dentista es el martes 10 a las 16:00.",
    "Falta la autorización firmada para la excursión, ¿me la mandas?",
    "¡Bienvenida al equipo! Tu cuota de gimnasio está activa.",
    "No hay plaza en el comedor este trimestre, lamentamos las molestias.",
    "O apartamento é seu se o quiser. Passe cá para assinar o contrato segunda.",
    "Já achamos uma família para o filhote, obrigada pelo interesse!",
    "O jogo de amanhã foi cancelado por causa da chuva. Passamos para quinta?",
    "A aula de quinta passa para sexta às 19h.",
]


def _told(language: str, text: str, *, sent: bool) -> list[Event]:
    written = mine(text, SUBJECT[language]) if sent else mail(text, SUBJECT[language], to=f"Sam Seeker <{ME}>")
    told = inferred(written)
    return list(told.events or told.if_tied)


@pytest.mark.parametrize(("language", "kind", "text"), RECEIVED)
def test_what_an_employers_few_words_tell(language: str, kind: str, text: str) -> None:
    assert _told(language, text, sent=False)[0].kind == kind


@pytest.mark.parametrize(("language", "kind", "text"), SENT)
def test_what_the_users_few_words_tell(language: str, kind: str, text: str) -> None:
    assert _told(language, text, sent=True)[0].kind == kind


@pytest.mark.parametrize(("language", "text"), ONLY_ANSWERS)
def test_like_words_only_answer(language: str, text: str) -> None:
    assert {event.kind for event in _told(language, text, sent=False)} <= {"recruiter_reply", "promise"}


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_mail_of_like_words_tells_nothing(text: str) -> None:
    assert not inferred(mail(text, "Hola", "Ana Soler <ana@gmail.com>")).events


@pytest.mark.parametrize(
    ("language", "text", "at"),
    [
        ("es", "Te espero el jueves 12 a las 10 en la tienda.", "2026-03-12 10:00"),
        ("es", "Quedamos el viernes 6 a las 17:30, calle Alcalá 20.", "2026-03-06 17:30"),
        ("es", "Su entrevista queda fijada para el día 12 a las 13 h.", "2026-03-12 13:00"),
        ("es", "Te espero el lunes 12 h, en la tienda.", "2026-03-09 12:00"),  # the 12th is no Monday
        ("pt", "Fica combinado quinta-feira, dia 12, às 10h.", "2026-03-12 10:00"),
        ("pt", "A entrevista ficou marcada para o dia 12 às 13h.", "2026-03-12 13:00"),
        ("pt", "Perfeito, falamos sexta às nove e meia.", "2026-03-06 09:30"),
    ],
)
def test_a_weekday_with_its_number_is_that_day(language: str, text: str, at: str) -> None:
    event = _told(language, text, sent=False)[0]
    assert event.kind == "interview_scheduled"
    assert event.starts_at is not None
    assert f"{event.starts_at:%Y-%m-%d %H:%M}" == at


def test_an_offer_of_a_talk_that_calls_the_talk_off_is_none() -> None:
    told = _told("es", "Buen día, se cancela la entrevista programada para hoy.", sent=False)
    assert told[0].kind == "interview_cancelled"


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("es", "El viernes 13 como tarde te escribo.", date(2026, 3, 13)),
        ("es", "Le estaremos informando a más tardar el próximo martes.", date(2026, 3, 10)),
        ("es", "Cuenta con mi llamada el jueves.", date(2026, 3, 5)),
        ("pt", "Amanhã falo com a chefe e conto-lhe à tarde.", date(2026, 3, 5)),
        ("pt", "Conto que quinta, dia 12, já saibamos alguma coisa e aviso.", date(2026, 3, 12)),
    ],
)
def test_by_when_they_are_heard_of(language: str, text: str, day: date) -> None:
    assert day in [event.due_by for event in _told(language, text, sent=False) if event.kind == "promise"]


def test_a_deadline_for_the_reader_is_no_promise() -> None:
    told = _told("es", "Mándanos tu respuesta antes del viernes, por favor.", sent=False)
    assert "promise" not in [event.kind for event in told]


def test_who_names_a_day_to_be_heard_of_has_not_refused() -> None:
    text = "Hola Sam, la plantilla está cubierta, pero en abril se va un compañero. Te escribo el viernes 13."
    kinds = [event.kind.value for event in _told("es", text, sent=False)]
    assert "promise" in kinds
    assert "rejection" not in kinds
    assert "position_closed" not in kinds
