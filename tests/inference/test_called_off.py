"""The user calls an interview off by mail; the employer moves one to a day, at the hour that it had."""

from __future__ import annotations

from datetime import date

import pytest

from tests.inference.mails import inferred, mail, mine

OFF = [
    ("Re: Interview on Thursday", "I am sorry, I have to cancel tomorrow's interview."),
    ("Re: Interview", "Unfortunately I am no longer able to make it to the interview on Thursday."),
    ("Re: Interview Data Engineer", "Something came up and I won't be able to attend the interview tomorrow."),
    (
        "Re: Interview Data Engineer",
        "I am sorry but I can't make our interview on Thursday. Could we find another time?",
    ),
    ("Re: Interview Data Engineer", "Please cancel my interview on Thursday. I withdraw my application."),
    ("Re: Data Engineer", "I can no longer make it tomorrow. Sorry!"),
    ("AW: Vorstellungsgespräch", "ich muss das Vorstellungsgespräch am Donnerstag leider absagen."),
    ("AW: Vorstellungsgespräch", "leider kann ich den Termin am Donnerstag nicht wahrnehmen."),
    ("Re: Entretien", "Bonjour, je dois malheureusement annuler l'entretien de jeudi."),
    ("Re: Entretien", "Bonjour, je ne pourrai pas être présent à l'entretien de demain."),
    ("Re: Entrevista", "Hola, tengo que cancelar la entrevista de mañana."),
    ("Re: Entrevista", "Hola, no podré asistir a la entrevista del jueves."),
    ("Re: Colloquio", "Buongiorno, devo annullare il colloquio di giovedì."),
    ("Re: Colloquio", "Buongiorno, non potrò partecipare al colloquio di domani."),
    ("Re: Sollicitatiegesprek", "Beste Dana, ik moet het gesprek van donderdag helaas afzeggen."),
    ("Re: Sollicitatiegesprek", "Beste Dana, ik kan morgen niet bij het sollicitatiegesprek zijn."),
    ("Re: Entrevista", "Bom dia, tenho de cancelar a entrevista de amanhã."),
    ("Re: Entrevista", "Bom dia, não poderei comparecer à entrevista de quinta-feira."),
]

ON = [
    ("Re: Interview", "Thursday at 10 works for me. If I cannot make it I will tell you."),
    ("Re: Interview", "Thank you, I will be there on Thursday at 10."),
    ("Re: Interview", "I can't wait for the interview on Thursday!"),
    ("Re: Interview", "Do I have to cancel my other call on Thursday?"),
    ("AW: Vorstellungsgespräch", "der Termin am Donnerstag passt mir gut."),
    ("Re: Entretien", "Bonjour, je confirme ma présence à l'entretien de jeudi."),
    ("Re: Entrevista", "Hola, confirmo mi asistencia a la entrevista del jueves."),
    ("Re: Colloquio", "Buongiorno, confermo la mia presenza al colloquio di giovedì."),
    ("Re: Sollicitatiegesprek", "Beste Dana, ik ben donderdag bij het gesprek."),
    ("Re: Entrevista", "Bom dia, confirmo a entrevista de quinta-feira."),
]

SAME_HOUR = [
    ("2026-03-05", "Your interview has been moved to Thursday, same time."),
    ("2026-03-24", "We need to reschedule your interview to Tuesday the 24th, same time. Sorry for the trouble."),
    ("2026-03-13", "Priya is ill, so your interview is rescheduled to Friday 13 March at the same time."),
    ("2026-03-06", "The interview is moved from Thursday at 10 to Friday, same time."),
    ("2026-03-06", "The interview has moved to Friday instead of Thursday. The time stays the same."),
    ("2026-03-12", "das Vorstellungsgespräch wird auf Donnerstag, den 12. März verschoben, gleiche Uhrzeit."),
    ("2026-03-06", "wir müssen das Gespräch von Donnerstag auf Freitag verschieben, zur selben Uhrzeit."),
    ("2026-03-13", "Bonjour, l'entretien est reporté à vendredi 13 mars, même heure."),
    ("2026-03-13", "Hola, la entrevista se pasa al viernes 13 de marzo, a la misma hora."),
    ("2026-03-13", "Buongiorno, il colloquio è spostato a venerdì 13 marzo, stessa ora."),
    ("2026-03-13", "Hoi, het sollicitatiegesprek is verplaatst naar vrijdag 13 maart, zelfde tijd."),
    ("2026-03-13", "Olá, a entrevista foi remarcada para sexta-feira, 13 de março, à mesma hora."),
]


def _cancelled(subject: str, text: str) -> bool:
    told = inferred(mine(f"{text} Sam", subject, in_reply_to=("invited@example",)))
    return any(event.kind == "interview_cancelled" for event in (*told.events, *told.if_tied))


@pytest.mark.parametrize(("subject", "text"), OFF)
def test_the_user_calls_it_off(subject: str, text: str) -> None:
    assert _cancelled(subject, text)


# "Ein Vorstellungsgespräch absagen" is how one steps back in German, too.
@pytest.mark.parametrize(("subject", "text"), [o for o in OFF if not any(w in o[1] for w in ("withdraw", "absagen"))])
def test_who_calls_an_interview_off_withdraws_no_application(subject: str, text: str) -> None:
    told = inferred(mine(f"{text} Sam", subject, in_reply_to=("invited@example",)))
    assert "withdrawal" not in [event.kind for event in (*told.events, *told.if_tied)]


@pytest.mark.parametrize(("subject", "text"), ON)
def test_the_user_comes(subject: str, text: str) -> None:
    assert not _cancelled(subject, text)


def test_the_day_that_the_user_names_is_told() -> None:
    told = inferred(mine("I have to cancel tomorrow's interview. Sam", "Re: Interview", in_reply_to=("a@example",)))
    assert [event.on_day for event in told.events if event.kind == "interview_cancelled"] == [date(2026, 3, 5)]


def test_without_a_word_of_a_job_it_counts_where_the_thread_ties_it() -> None:
    told = inferred(mine("I can't make it tomorrow, sorry. Sam", "Re: Thursday", in_reply_to=("a@example",)))
    assert not told.events
    assert [event.kind for event in told.if_tied] == ["candidate_reply", "interview_cancelled"]


@pytest.mark.parametrize(("day", "text"), SAME_HOUR)
def test_a_move_to_a_day_at_the_same_hour(day: str, text: str) -> None:
    (event, *_) = inferred(mail(f"{text}\n\nDana", "Re: Interview Data Engineer", in_reply_to=("a@example",))).events
    assert (event.kind, event.starts_at, event.on_day) == ("interview_rescheduled", None, date.fromisoformat(day))


def test_a_move_without_the_hour_names_none() -> None:
    text = "The interview is moved to Thursday. I will tell you the hour."
    (event, *_) = inferred(mail(text, "Re: Interview Data Engineer", in_reply_to=("a@example",))).events
    assert (event.starts_at, event.on_day) == (None, None)
