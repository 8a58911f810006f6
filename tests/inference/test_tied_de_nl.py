"""German and Dutch letters that speak of anything: what they tell once they are of a job search."""

from __future__ import annotations

from datetime import date

import pytest

from tests.inference.mails import inferred, mail, mine
from watcher.inference import Inference, Kind

SUBJECT = {"de": "AW: Bewerbung als Tischler", "nl": "RE: Sollicitatie timmerman"}
HELLO = {"de": "Hallo Sam,", "nl": "Dag Sam,"}
TELLS = {
    Kind.REJECTION,
    Kind.OFFER,
    Kind.POSITION_CLOSED,
    Kind.POSITION_ON_HOLD,
    Kind.INTERVIEW_INVITE,
    Kind.INTERVIEW_SCHEDULED,
    Kind.INTERVIEW_RESCHEDULED,
    Kind.INTERVIEW_CANCELLED,
    Kind.ASSESSMENT,
    Kind.APPLICATION_INCOMPLETE,
}
RECEIVED = [
    ("rejection", "de", "wir haben jetzt wen gefunden, tut mir leid."),
    ("rejection", "de", "die Stelle hat am Ende der Azubi bekommen."),
    ("rejection", "de", "mein Bruder hat sich für eine andere Bewerberin entschieden."),
    ("rejection", "de", "das wird leider nichts mit uns."),
    ("rejection", "de", "wir kommen da leider nicht zusammen."),
    ("rejection", "de", "ich hätte dir gern eine schönere Antwort geschrieben."),
    ("rejection", "de", "leider nein, aber danke fürs Melden."),
    ("rejection", "de", "wir sehen momentan keinen Fit."),
    ("position_on_hold", "de", "die Suche ist gerade auf Pause, die Mittel sind noch nicht freigegeben."),
    ("position_on_hold", "de", "die Besetzung verzögert sich bis zum Herbst."),
    ("position_on_hold", "de", "vorerst dürfen wir niemanden einstellen."),
    ("position_closed", "de", "den Posten gibt es so nicht mehr."),
    ("position_closed", "de", "wir brauchen doch keine Aushilfe mehr."),
    ("position_closed", "de", "der Laden macht zum Sommer dicht."),
    ("offer", "de", "wir nehmen dich! Ruf mich an."),
    ("offer", "de", "der Vorstand hat deiner Einstellung zugestimmt."),
    ("offer", "de", "der Vertrag liegt zur Unterschrift bei Frau Ahrens."),
    ("interview_invite", "de", "magst du nächste Woche mal hospitieren?"),
    ("interview_invite", "de", "hätten Sie am Nachmittag Zeit für ein paar Fragen?"),
    ("interview_invite", "de", "gern lernen wir Sie bei einem Rundgang kennen."),
    ("interview_scheduled", "de", "super, Freitag 11 Uhr ist notiert."),
    ("interview_rescheduled", "de", "ginge statt Dienstag auch Mittwoch um zehn?"),
    ("interview_rescheduled", "de", "wir müssten unseren Termin um eine Woche nach hinten schieben."),
    ("interview_cancelled", "de", "Donnerstag fällt flach, hier sind alle krank."),
    ("interview_cancelled", "de", "du brauchst morgen nicht zu kommen, Rohrbruch."),
    ("application_incomplete", "de", "mir fehlt noch dein Führerschein."),
    ("application_incomplete", "de", "schickst du mir noch die Zeugnisse?"),
    ("assessment", "de", "bitte löse vorher die beiliegende Aufgabe."),
    ("rejection", "nl", "we hebben al iemand anders aangenomen, sorry."),
    ("rejection", "nl", "we gaan niet met je verder."),
    ("rejection", "nl", "helaas een nee deze keer."),
    ("position_on_hold", "nl", "de aanwerving ligt stil tot het budget rond is."),
    ("position_closed", "nl", "de plek komt te vervallen."),
    ("offer", "nl", "je bent aangenomen!"),
    ("interview_invite", "nl", "wanneer kun je eens langskomen?"),
    ("interview_scheduled", "nl", "prima, vrijdag 11 uur staat genoteerd."),
    ("interview_rescheduled", "nl", "kan het donderdag in plaats van dinsdag?"),
    ("interview_cancelled", "nl", "onze afspraak gaat niet door, de zaak is dicht."),
    ("application_incomplete", "nl", "ik mis je diploma nog."),
    ("assessment", "nl", "bijgevoegd een casus, graag uitwerken."),
]
SENT = [
    ("candidate_scheduling", "de", "ich richte mich nach Ihnen."),
    ("candidate_scheduling", "de", "Donnerstag hätte ich ab 14 Uhr Luft."),
    ("withdrawal", "de", "ich habe gestern bei einer anderen Firma unterschrieben."),
    ("withdrawal", "de", "ich bin raus, der Weg ist mir doch zu weit."),
    ("candidate_followup", "de", "mein Interesse an der Stelle besteht unverändert."),
    ("interview_followup", "de", "schön war es gestern bei euch!"),
    ("interview_followup", "de", "danke, dass ich mitlaufen durfte."),
    ("candidate_scheduling", "nl", "maandag of dinsdag, maakt mij niet uit."),
    ("withdrawal", "nl", "ik heb elders getekend."),
    ("interview_followup", "nl", "leuk om jullie te ontmoeten vandaag."),
]
ORDINARY = [
    ("de", "wir brauchen jemanden, der die Säge kennt. Haben Sie das gelernt?"),
    ("de", "wir haben die Stelle erst letzte Woche ausgeschrieben."),
    ("de", "die Stelle ist noch nicht vergeben."),
    ("de", "keine Sorge, es ist noch nichts entschieden."),
    ("de", "wir haben uns noch nicht entschieden, weder für dich noch für jemand anderen."),
    ("de", "die Verzögerung liegt nicht an Ihnen."),
    ("de", "die Fahrtkosten können wir Ihnen leider nicht erstatten."),
    ("de", "stellen Sie sich bitte auf etwas Wartezeit ein."),
    ("de", "ich nehme Sie gern in unseren Verteiler auf."),
    ("de", "wir fangen um sechs Uhr an, wie kommst du her?"),
    ("de", "ja, ich habe alles bekommen."),
    ("de", "ich bin bis Freitag im Urlaub, danach sehe ich es mir an."),
    ("de", "Herr Stein ist am Dienstag nicht im Büro."),
    ("de", "das habe ich ganz vergessen, entschuldige."),
    ("de", "zu Hause arbeiten können Sie an zwei Tagen."),
    ("de", "welche der beiden Filialen wäre Ihnen lieber?"),
    ("de", "wir brauchen keine weiteren Unterlagen mehr."),
    ("de", "für das Projekt fehlen uns zwei Leute."),
    ("de", "danke für die Zeugnisse, jetzt habe ich alles."),
    ("de", "das Büro ist freitags nicht besetzt."),
    ("de", "die Stelle ist frühestens ab Juli frei."),
    ("de", "bei uns verteilen sich die Aufgaben auf drei Leute."),
    ("de", "Bewerbungsschluss ist der 12. März um 24 Uhr."),
    ("nl", "we zoeken iemand die de zaagmachine kent."),
    ("nl", "de plek is nog niet weg hoor."),
    ("nl", "er is nog niets beslist."),
    ("nl", "ik ben tot vrijdag op reis, daarna kijk ik ernaar."),
    ("nl", "tot wanneer is je rijbewijs geldig?"),
    ("nl", "vrijdag is ons kantoor gesloten."),
    ("nl", "we beginnen om zeven uur, hoe kom je hier?"),
    ("nl", "bedankt voor je diploma, nu heb ik alles."),
]
ORDINARY_SENT = [
    ("de", "anbei mein Zeugnis, wie gewünscht."),
    ("de", "mein frühester Eintrittstermin ist der 1. Juli."),
    ("de", "danke für die Absage, alles Gute für euer Team."),
    ("nl", "hierbij mijn diploma."),
]


def kinds(told: Inference) -> set[str]:
    return {str(event.kind) for event in (*told.events, *told.if_tied)}


def answer(code: str, text: str) -> Inference:
    return inferred(mail(f"{HELLO[code]}\n\n{text}\n\nDana", SUBJECT[code], in_reply_to=("a@example.net",)))


def own(code: str, text: str) -> Inference:
    return inferred(mine(text, SUBJECT[code], in_reply_to=("a@example.net",)))


@pytest.mark.parametrize(("kind", "code", "text"), RECEIVED)
def test_an_employers_answer(kind: str, code: str, text: str) -> None:
    assert kind in kinds(answer(code, text))


@pytest.mark.parametrize(("kind", "code", "text"), SENT)
def test_what_the_user_answers(kind: str, code: str, text: str) -> None:
    assert kind in kinds(own(code, text))


@pytest.mark.parametrize(("code", "text"), ORDINARY)
def test_an_answer_that_decides_nothing(code: str, text: str) -> None:
    assert not kinds(answer(code, text)) & TELLS


@pytest.mark.parametrize(("code", "text"), ORDINARY_SENT)
def test_what_the_user_only_answers(code: str, text: str) -> None:
    told = kinds(own(code, text))
    assert not told & {Kind.WITHDRAWAL, Kind.INTERVIEW_FOLLOWUP, Kind.CANDIDATE_SCHEDULING, Kind.OFFER_DECLINED}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "die Wohnung hat jetzt wer anderes bekommen."),
        ("de", "Samstag fällt flach, die Halle ist gesperrt."),
        ("de", "passt, Freitag 17 Uhr bei dir."),
        ("nl", "ik heb de tafel al aan iemand anders gegeven."),
        ("nl", "zaterdag gaat niet door, de zaal is dicht."),
    ],
)
def test_the_same_words_in_other_mail_tell_nothing(code: str, text: str) -> None:
    assert not inferred(mail(f"{HELLO[code]}\n\n{text}\n\nDana", "Samstag", in_reply_to=("a@example.net",))).events


@pytest.mark.parametrize(
    ("code", "text", "due"),
    [
        ("de", "Der Vorstand tagt am 20. März. Danach hören Sie von uns.", date(2026, 3, 20)),
        ("nl", "Op 20 maart vergadert het bestuur. Daarna hoor je van ons.", date(2026, 3, 20)),
        ("de", "Ich sag dir morgen, wie es weitergeht.", date(2026, 3, 5)),
        ("de", "Tagt der Vorstand am 20. März? Danach melde ich mich.", None),
    ],
)
def test_a_promise_by_what_happens_before(code: str, text: str, due: date | None) -> None:
    told = answer(code, text)
    promised = [event.due_by for event in (*told.events, *told.if_tied) if event.kind is Kind.PROMISE]
    assert promised == ([due] if due else [])
