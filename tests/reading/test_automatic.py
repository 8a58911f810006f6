"""Which messages a program wrote, and why; and which ones a human may have written after all."""

from __future__ import annotations

from textwrap import dedent

import pytest

from tests.reading.mails import message_of, with_body
from watcher.reading import Automatic

REPLIED = "Auto-Submitted: auto-replied\r\n"
NULL_SENDER = "Return-Path: <>\r\n"
SERVER = "Mail Delivery System <MAILER-DAEMON@mx.example>"
EXCHANGE = "Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@acme.example>"
AWAY = "I am out of the office until Monday. In urgent matters please call my colleague Bob."


@pytest.mark.parametrize(
    ("subject", "sender", "more", "body", "kind"),
    [
        # automatic replies, by header, subject or wording
        ("Re: Role", "grace@acme.example", REPLIED, "Back soon.", Automatic.AUTO_REPLY),
        ("Re: Role", "grace@acme.example", "Auto-Submitted: auto-replied (vacation)\r\n", "", Automatic.AUTO_REPLY),
        ("Re: Role", "grace@acme.example", "X-Autoreply: yes\r\n", "Back soon.", Automatic.AUTO_REPLY),
        ("Re: Role", "grace@acme.example", "X-Autorespond: Re: Role\r\n", "Back soon.", Automatic.AUTO_REPLY),
        ("Re: Role", "grace@acme.example", "Precedence: auto_reply\r\n", "Back soon.", Automatic.AUTO_REPLY),
        ("Automatic reply: Role", "grace@acme.example", "", "Back soon.", Automatic.AUTO_REPLY),
        ("Out of Office: Role", "grace@acme.example", "", "Back soon.", Automatic.AUTO_REPLY),
        ("Automatische Antwort: Stelle", "grace@acme.example", "", "Ich bin bald zurück.", Automatic.AUTO_REPLY),
        ("Abwesenheitsnotiz: Stelle", "grace@acme.example", "", "Ich bin bald zurück.", Automatic.AUTO_REPLY),
        ("Réponse automatique : Poste", "grace@acme.example", "", "Je reviens lundi.", Automatic.AUTO_REPLY),
        ("Respuesta automática: Puesto", "grace@acme.example", "", "Vuelvo el lunes.", Automatic.AUTO_REPLY),
        ("Risposta automatica: Ruolo", "grace@acme.example", "", "Torno lunedì.", Automatic.AUTO_REPLY),
        ("Automatisch antwoord: Rol", "grace@acme.example", "", "Ik ben maandag terug.", Automatic.AUTO_REPLY),
        ("Resposta automática: Vaga", "grace@acme.example", "", "Volto na segunda.", Automatic.AUTO_REPLY),
        ("Re: Role", "grace@acme.example", "", AWAY, Automatic.AUTO_REPLY),
        ("Re: Role", "grace@acme.example", "Return-Path: <>\r\n", "I’m on vacation this week.", Automatic.AUTO_REPLY),
        ("Re: Role", "jobs@acme.example", REPLIED, f"We received your application. {AWAY}", Automatic.AUTO_REPLY),
        # what is none
        ("Re: Role", "jobs@acme.example", "Auto-Submitted: auto-generated\r\n", "Thank you for applying.", None),
        ("Re: Role", "jobs@acme.example", "Auto-Submitted: no\r\nX-Autoreply: no\r\n", "Let us talk.", None),
        ("Re: Role", "jobs@acme.example", "X-Auto-Response-Suppress: All\r\n", "Let us talk.", None),
        ("Automatic reply: Role", "jobs@acme.example", "", "We received your application, thank you.", None),
        ("Automatische Antwort", "jobs@acme.example", REPLIED, "Ihre Bewerbung ist eingegangen.", None),
        ("Re: Role", "grace@acme.example", "", "I will be out of the office next week. Can we talk on the 12th?", None),
        ("Re: Role", "grace@acme.example", "", "I was out of the office. Sorry! Let us meet on Friday.", None),
        ("Role", "grace@acme.example", "List-Unsubscribe: <mailto:u@acme.example>\r\n", "Thank you.", None),
        ("Offer letter", "grace@acme.example", "", "Please sign the offer.", None),
        # list mail
        ("News", "news@acme.example", "List-Id: <news.acme.example>\r\n", "Our week", Automatic.BULK),
        ("News", "news@acme.example", "Precedence: Bulk\r\n", "Our week", Automatic.BULK),
        ("News", "news@acme.example", "List-Post: <mailto:news@acme.example>\r\n", "Our week", Automatic.BULK),
        # bounces in the words of mail servers
        ("failure notice", SERVER, "", "This is the qmail-send program.", Automatic.BOUNCE),
        ("Undeliverable: Role", "postmaster@acme.example", "", "It was not delivered.", Automatic.BOUNCE),
        ("Undelivered Mail Returned to Sender", SERVER, "", "", Automatic.BOUNCE),
        ("Unzustellbar: Stelle", EXCHANGE, "", "", Automatic.BOUNCE),
        ("Your mail", "Mail Delivery Subsystem <mailer-daemon@mx.example>", "", "User unknown", Automatic.BOUNCE),
        ("Role", "grace@acme.example", "X-Failed-Recipients: bob@acme.example\r\n", "", Automatic.BOUNCE),
        ("Delivery failure", "mx@acme.example", NULL_SENDER, "We could not deliver it.", Automatic.BOUNCE),
        ("Weekly report", "postmaster@acme.example", "", "Your quarantine holds 3 messages.", None),
        ("Re: Undeliverable: Role", "grace@acme.example", "", "It could not be delivered, so once more.", None),
        ("Undeliverable promises", "grace@acme.example", "", "A good book, is it not?", None),
        # receipts and answers to invitations
        ("Read: Role", "grace@acme.example", "", "Your message was read on 5 March.", Automatic.RECEIPT),
        ("Read: this book", "grace@acme.example", "", "You will like it.", None),
        ("Accepted: Interview", "grace@acme.example", "", "She accepted this invitation.", Automatic.CALENDAR_REPLY),
        ("Accepted: your paper", "grace@acme.example", "", "The committee liked it.", None),
    ],
)  # fmt: skip
def test_row_40_automatic_mail_is_known_as_such(
    subject: str, sender: str, more: str, body: str, kind: Automatic | None
) -> None:
    message = with_body(body, subject=subject, sender=sender, more=more)
    assert message.automatic is kind
    assert bool(message.automatic_why) is (kind is not None)
    assert (message.report is not None) is (kind is Automatic.BOUNCE)


def report(kind: str, part: str) -> str:
    return dedent("""
        From: Mailer <mailer@mx.example>
        Subject: Something
        Content-Type: multipart/report; report-type={}; boundary=r

        --r

        Words in any language.
        --r
        Content-Type: {}

        Version: 1
        --r--
    """).format(kind, part)


@pytest.mark.parametrize(
    ("kind", "part", "automatic"),
    [
        ("delivery-status", "message/delivery-status", Automatic.BOUNCE),
        ("delivery-status", "text/plain", Automatic.BOUNCE),
        ("x", "message/delivery-status", Automatic.BOUNCE),
        ("feedback-report", "message/feedback-report", Automatic.FEEDBACK_REPORT),
        ("disposition-notification", "message/disposition-notification", Automatic.RECEIPT),
        ("x", "text/plain", None),
    ],
)
def test_reports_by_their_parts(kind: str, part: str, automatic: Automatic | None) -> None:
    assert message_of(report(kind, part)).automatic is automatic


@pytest.mark.parametrize(
    ("method", "kind"), [("REPLY", Automatic.CALENDAR_REPLY), ("REQUEST", None), ("COUNTER", None)]
)
def test_an_answer_to_an_invitation(method: str, kind: Automatic | None) -> None:
    calendar = f"BEGIN:VCALENDAR\nMETHOD:{method}\nBEGIN:VEVENT\nUID:x\nEND:VEVENT\nEND:VCALENDAR"
    assert with_body(calendar, more="Content-Type: text/calendar; charset=utf-8\r\n").automatic is kind


def test_the_words_of_a_quotation_prove_nothing() -> None:
    message = with_body(f"Welcome back! Are you free on Friday?\n\nOn 5 Mar 2024, at 10:00, Grace wrote:\n> {AWAY}\n")
    assert message.automatic is None
