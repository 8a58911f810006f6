"""Spanish and Portuguese mail, each wording as offices, shops and people put it, and the kind that it must be."""
# ruff: noqa: E501 - one mail a line

from __future__ import annotations

import pytest

from tests.inference.mails import mail, main_kind

HR = "Ana Roy <hr@lakeside.example>"

SPANISH = {
    "rejection": [
        "hemos decidido seguir adelante con otros candidatos.",
        "lamentamos comunicarte que tu perfil no ha sido seleccionado para la vacante.",
        "al final el puesto lo cubrimos con alguien de adentro.",
        "tu candidatura ha sido descartada en esta fase del proceso.",
        "no avanzarás a la siguiente etapa del proceso de selección.",
        "de momento no estamos contratando personal, pero gracias por tu currículum.",
        "nos hemos decantado por una persona con más experiencia para el puesto.",
        "la vacante ya fue cubierta internamente.",
        "en esta oportunidad no continuarás en el proceso de selección.",
        "tu postulación no fue seleccionada.",
    ],
    "position_closed": [
        "la vacante ha sido cancelada por la dirección.",
        "el proceso de selección ha quedado desierto.",
        "se anuló la convocatoria y no se cubrirá el puesto.",
    ],
    "position_on_hold": [
        "la empresa decidió pausar la búsqueda hasta nuevo aviso.",
        "la contratación está congelada hasta el próximo trimestre.",
        "el proceso de selección queda en stand by.",
    ],
    "offer": [
        "nos complace ofrecerte el puesto de contable.",
        "te adjunto la carta oferta para que la revises y nos la devuelvas firmada.",
        "el puesto es tuyo, empiezas el lunes.",
        "nos encantaría que te incorporaras a nuestro equipo como técnico; te enviamos la propuesta económica y el contrato.",
    ],
    "interview_invite": [
        "nos gustaría conocerte en una entrevista. ¿Qué día te viene bien?",
        "¿podrías indicarnos tu disponibilidad para agendar una entrevista?",
        "hemos revisado tu hoja de vida y queremos invitarte a una entrevista por Teams.",
        "¿Puedes pasarte el martes por la oficina con tu currículum para la entrevista?",
        "has sido preseleccionado para la siguiente fase; elige un horario para la entrevista.",
    ],
    "interview_scheduled": [
        "tu entrevista queda confirmada para el martes 10 de marzo a las 10:00.",
        "te esperamos el jueves 12 de marzo a las 9:00 para la entrevista.",
    ],
    "interview_rescheduled": [
        "necesitamos reprogramar la entrevista para el jueves 12 de marzo.",
        "¿podemos mover la entrevista al viernes a la misma hora?",
    ],
    "interview_cancelled": [
        "lamentablemente debemos cancelar la entrevista de mañana.",
    ],
    "assessment": [
        "como parte del proceso, debes realizar una prueba técnica online antes del viernes.",
        "te enviamos el enlace para rendir las pruebas psicométricas de la vacante.",
    ],
    "application_confirmation": [
        "hemos recibido tu candidatura correctamente.",
        "acusamos recibo de su postulación al cargo.",
        "gracias por postularte a la vacante de cajera.",
        "ya nos llegó tu CV, lo revisamos y te avisamos.",
    ],
    "status_update": [
        "tu candidatura sigue en revisión; todavía no hay una decisión.",
    ],
}

PORTUGUESE = {
    "rejection": [
        "optamos por outro candidato com mais experiência.",
        "infelizmente a sua candidatura não foi selecionada.",
        "nesta fase não daremos seguimento à sua candidatura.",
        "a vaga já foi preenchida.",
        "decidimos seguir com outros candidatos.",
        "o seu perfil não se enquadra nos requisitos da função.",
        "a escolha recaiu sobre outra candidata.",
        "no momento não estamos contratando, mas obrigado pelo currículo.",
        "você não foi aprovado para a próxima etapa do processo seletivo.",
        "agradecemos sua participação no processo, mas seguiremos com outros perfis.",
    ],
    "position_closed": [
        "a vaga foi cancelada pela diretoria.",
        "o procedimento concursal foi anulado.",
        "o processo seletivo foi cancelado e a posição extinta.",
    ],
    "position_on_hold": [
        "a contratação está suspensa até nova ordem.",
        "a empresa decidiu congelar a vaga até o fim do trimestre.",
        "o recrutamento ficou em stand by.",
    ],
    "offer": [
        "temos o prazer de lhe oferecer o cargo de contabilista.",
        "segue em anexo a carta proposta para a vaga.",
        "a vaga é sua, você começa na segunda.",
        "você foi selecionado para a vaga; enviaremos o contrato de trabalho.",
    ],
    "interview_invite": [
        "gostaríamos de convidá-lo para uma entrevista. Qual a sua disponibilidade?",
        "vimos o seu currículo e gostaríamos de agendar uma entrevista esta semana.",
        "você foi selecionado para a próxima etapa: escolha um horário para a entrevista.",
        "pode vir à loja na terça para uma entrevista?",
        "consegue falar connosco quinta de manhã sobre a vaga?",
    ],
    "interview_scheduled": [
        "a sua entrevista está marcada para terça-feira, 10 de março, às 10h.",
        "confirmamos a sua entrevista para quinta-feira, 12 de março, às 14h30.",
    ],
    "interview_rescheduled": [
        "precisamos remarcar a entrevista para quinta-feira, 12 de março.",
        "surgiu um imprevisto, podemos passar a entrevista para sexta?",
    ],
    "interview_cancelled": [
        "infelizmente temos de cancelar a entrevista de amanhã.",
    ],
    "assessment": [
        "para continuar no processo seletivo, realize o teste de lógica até sexta.",
        "segue o link para o desafio técnico da vaga, com prazo de três dias.",
    ],
    "application_confirmation": [
        "recebemos a sua candidatura e entraremos em contacto em breve.",
        "confirmamos a receção do seu currículo.",
        "obrigado por se candidatar à vaga de caixa.",
        "a sua candidatura foi enviada com sucesso.",
    ],
    "status_update": [
        "o processo seletivo continua em andamento e ainda não temos uma decisão.",
    ],
}

LANGUAGES = [
    ("Hola Sam, ", "Vacante de cajera", SPANISH),
    ("Olá Sam, ", "Vaga de caixa", PORTUGUESE),
]
RECEIVED = [
    (kind, subject, begin + text)
    for begin, subject, wordings in LANGUAGES
    for kind, texts in wordings.items()
    for text in texts
]


@pytest.mark.parametrize(("kind", "subject", "text"), RECEIVED)
def test_received(kind: str, subject: str, text: str) -> None:
    assert main_kind(mail(text, subject, HR)) == kind
