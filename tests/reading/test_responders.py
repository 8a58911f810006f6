"""Automatic replies in many languages, with and without headers that tell; and what a human or an employer wrote."""

from __future__ import annotations

import pytest

from tests.reading.mails import with_body
from watcher.reading import Automatic

GRACE = "Grace <grace@acme.example>"


@pytest.mark.parametrize(
    "subject",
    [
        "Automatic reply: Role", "Abwesenheitsnotiz: Stelle", "Réponse automatique : Poste", "Respuesta automática: P",
        "Risposta automatica: Ruolo", "Automatisch antwoord: Rol", "Resposta automática: Vaga", "Autosvar: Tjänst",
        "Automatisk svar: Stilling", "Automaattinen vastaus: Paikka", "Odpowiedź automatyczna: Posada",
        "Automatická odpověď: Místo", "Automatikus válasz: Állás", "Răspuns automat: Post", "Otomatik yanıt: Pozisyon",
        "Автоматический ответ: Место", "Автоматична відповідь: Місце", "自動応答: 件名", "【自動返信】お問い合わせ",
        "자동 회신: 제목",
        "自动答复: 主题", "自動回覆: 主旨",
    ],
)  # fmt: skip
def test_subjects(subject: str) -> None:
    assert with_body("Back soon.", subject=subject, sender=GRACE).automatic is Automatic.AUTO_REPLY


@pytest.mark.parametrize(
    "body",
    [
        "I am on annual leave until Monday with limited access to mail. For urgent matters write to bob@acme.example.",
        "Ich bin bis Montag nicht im Büro. Ihre Mail wird nicht weitergeleitet.",
        "Je suis absent jusqu'à lundi. En cas d'urgence, écrivez à bob@acme.example.",
        "Estoy de vacaciones hasta el lunes. Responderé a mi regreso.",
        "Sono in ferie fino a lunedì. Risponderò al mio rientro.",
        "Ik ben op vakantie tot maandag. Tijdens mijn afwezigheid helpt Bob u.",
        "Estou de férias até segunda. Em caso de urgência escreva ao Bob.",
        "Jag har semester till måndag. Vid brådskande ärenden, skriv till Bob.",
        "Jeg er på ferie til mandag. Er det hastende, så skriv til Bob.",
        "Olen lomalla maanantaihin. Kiireellisissä asioissa auttaa Bob.",
        "Jestem na urlopie do poniedziałku. W pilnych sprawach proszę pisać do Boba.",
        "Do pondělí jsem na dovolené. V naléhavých případech pište Bobovi.",
        "Hétfőig szabadságon vagyok. Sürgős esetben írjon Bobnak.",
        "Sunt în concediu până luni. Pentru urgențe scrieți-i lui Bob.",
        "Pazartesiye kadar izindeyim. Acil durumlarda Bob'a yazın.",
        "Я в отпуске до понедельника. По срочным вопросам пишите Бобу.",
        "Я у відпустці до понеділка. У термінових справах пишіть Бобу.",
        "月曜日まで不在にしております。お急ぎの場合はボブまでご連絡ください。",
        "월요일까지 휴가 중입니다. 급한 용무는 밥에게 연락 바랍니다.",
        "我周一前不在办公室。如有急事请联系鲍勃。",
    ],
)
def test_wording_alone(body: str) -> None:
    assert with_body(body, subject="Re: Hello", sender=GRACE).automatic is Automatic.AUTO_REPLY


@pytest.mark.parametrize(
    ("subject", "more", "body"),
    [
        ("Re: Your question", "", "This is an automated reply: this mailbox is read once a week."),
        ("[#4711] Printer", "", "Thank you for writing to the help desk. A ticket has been created for you."),
        ("Re: Frage", "", "Dies ist eine automatische Antwort. Wir melden uns."),
        ("Re: Question", "", "Ceci est une réponse automatique, nous revenons vers vous."),
        ("Re: hi", "Precedence: bulk\r\nAuto-Submitted: auto-replied\r\n", "I read mail on Fridays."),
        ("Re: hi", "X-Auto-Response-Suppress: All\r\nAuto-Submitted: auto-generated\r\n", "I am out of office."),
        ("Re: hi", "Return-Path: <>\r\n", "I am on parental leave until June."),
    ],
)
def test_vendors(subject: str, more: str, body: str) -> None:
    assert with_body(body, subject=subject, sender=GRACE, more=more).automatic is Automatic.AUTO_REPLY


@pytest.mark.parametrize(
    ("subject", "more", "body"),
    [
        # humans who will be away
        ("Re: Role", "", "I will be out of office next week, so can we do the interview Monday?"),
        ("Re: Role", "", "I am out of the office next week, nothing urgent though; let us do the interview on Monday."),
        (
            "Re: Stelle",
            "",
            "Nächste Woche bin ich im Urlaub. In dringenden Fällen hilft Bob; wollen wir davor sprechen.",
        ),
        ("Re: Poste", "", "Je suis en congé lundi. À mon retour, nous fixerons un entretien."),
        ("Re: 応募", "", "来週は不在にしておりますので、お急ぎでなければ面接は再来週にお願いします。"),
        ("Re: Role", "", "I am back from leave. It was not urgent."),
        # employers' programs that acknowledge or decide
        ("Thank you", "Auto-Submitted: auto-replied\r\n", "We received your application, thank you."),
        ("Thank you", "Precedence: bulk\r\n", "Thank you for applying. We received your application."),
        ("Merci", "Precedence: auto_reply\r\n", "Nous avons bien reçu votre candidature, merci."),
        ("【自動返信】ご応募", "", "ご応募ありがとうございます。"),
        ("[자동 회신] 지원", "", "입사지원이 접수되었습니다. 감사합니다."),
        ("Automatyczna odpowiedź", "", "Dziękujemy, Twoja aplikacja do nas dotarła."),
        ("Your interview", "", "This is an automated response: please choose a time for your interview."),
        ("Your application", "", "This is an automated response: your application was not successful."),
    ],
)
def test_humans_and_employers(subject: str, more: str, body: str) -> None:
    assert with_body(body, subject=subject, sender=GRACE, more=more).automatic is None


def test_a_feedback_report_in_words() -> None:
    message = with_body("This is an email abuse report for a mail from 192.0.2.1.", sender="loop@isp.example")
    assert message.automatic is Automatic.FEEDBACK_REPORT


@pytest.mark.parametrize(
    "subject", ["Elfogadva: Interjú", "Zaakceptowano: Rozmowa", "承諾済み: 面接", "Принято: Встреча"]
)
def test_answers_to_invitations_in_other_languages(subject: str) -> None:
    calendar = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:x\nEND:VEVENT\nEND:VCALENDAR"
    message = with_body(calendar, subject=subject, more="Content-Type: text/calendar; charset=utf-8\r\n")
    assert message.automatic is Automatic.CALENDAR_REPLY
