"""Delivery reports without the parts of RFC 3464, in the words of many servers; and what only looks like one."""

from __future__ import annotations

from textwrap import dedent

import pytest

from tests.reading.mails import message_of, with_body
from watcher.reading import Automatic, DeliveryReport

SERVER = "Mail Delivery System <MAILER-DAEMON@mx.example>"
POSTMASTER = "postmaster@mx.example"
ROBOT = "no-reply@carrier.example"
GRACE = "Grace <grace@acme.example>"
NULL_SENDER = "Return-Path: <>\r\n"
FORWARDED = """{}

---------- Forwarded message ---------
From: Mail Delivery System <MAILER-DAEMON@mx.example>
Date: Tue, 5 Mar 2024 at 10:00
Subject: Undelivered Mail Returned to Sender
To: <ada@example.org>

The mail to <bob@acme.example> could not be delivered: no such user.
"""
NOTICE = (
    '{{"notificationType": "{}", "{}": {{"{}": [{{"emailAddress": "bob@acme.example"}}]}},'
    ' "mail": {{"source": "a@b.example"}}}}'
)


@pytest.mark.parametrize(
    ("sender", "subject", "more", "body"),
    [
        # servers, by their subjects in many languages
        (SERVER, "Message to bob delayed: delivery incomplete", "", "bob@acme.example"),
        (POSTMASTER, "Zustellung fehlgeschlagen: Stelle", "", "bob@acme.example"),
        (POSTMASTER, "Échec de remise : Poste", "", "bob@acme.example"),
        (POSTMASTER, "No se ha podido entregar: Puesto", "", "bob@acme.example"),
        (POSTMASTER, "Mancato recapito: Ruolo", "", "bob@acme.example"),
        (POSTMASTER, "Bezorging mislukt: Rol", "", "bob@acme.example"),
        (POSTMASTER, "Falha na entrega: Vaga", "", "bob@acme.example"),
        (POSTMASTER, "Meddelandet kunde inte levereras", "", "bob@acme.example"),
        (POSTMASTER, "Beskeden kunne ikke leveres", "", "bob@acme.example"),
        (POSTMASTER, "Viestiä ei voitu toimittaa", "", "bob@acme.example"),
        (POSTMASTER, "Wiadomość niedostarczona", "", "bob@acme.example"),
        (POSTMASTER, "Nedoručitelné: Místo", "", "bob@acme.example"),
        (POSTMASTER, "Kézbesíthetetlen: Állás", "", "bob@acme.example"),
        (POSTMASTER, "Nelivrabil: Post", "", "bob@acme.example"),
        (POSTMASTER, "İleti teslim edilemedi", "", "bob@acme.example"),
        (POSTMASTER, "Недоставленное сообщение", "", "bob@acme.example"),
        (POSTMASTER, "Не вдалося доставити лист", "", "bob@acme.example"),
        (POSTMASTER, "配信不能: 応募", "", "bob@acme.example"),
        (POSTMASTER, "배달되지 않음: 지원", "", "bob@acme.example"),
        (POSTMASTER, "无法送达: 职位", "", "bob@acme.example"),
        # filters and empty answers
        (POSTMASTER, "BANNED contents from you", "", "Your mail to bob@acme.example was stopped."),
        (POSTMASTER, "Regarding your mail", "", "It was considered unsolicited bulk. bob@acme.example"),
        ("post_master@carrier.example", "Re: Role bob@acme.example", "", ""),
        # carriers: an unusual sender and subject, a sentence that names who failed
        (ROBOT, "Mail", "", "The mail that you sent could not be delivered to: <bob@acme.example>. Its box is full."),
        (GRACE, "Mail", NULL_SENDER, "Your message was not delivered to bob@acme.example, no such box."),
        (ROBOT, "お知らせ", "", "このメールは次の宛先に配信できませんでした <bob@acme.example>"),
        ("<>", "Problem", "", "There was an error delivering your mail to <bob@acme.example>: unknown user."),
        # a provider's notification as JSON
        ("Relay <no-reply@relay.example>", "News", "", NOTICE.format("Bounce", "bounce", "bouncedRecipients")),
        ("Relay <no-reply@relay.example>", "News", "", NOTICE.format("Complaint", "complaint", "complainedRecipients")),
        # passed on without a word
        (GRACE, "Fwd: Undelivered Mail Returned to Sender", "", FORWARDED.format("See below.")),
        (GRACE, "Undelivered Mail Returned to Sender", "", FORWARDED.format("")),
    ],
)  # fmt: skip
def test_a_delivery_failed(sender: str, subject: str, more: str, body: str) -> None:
    message = with_body(body, subject=subject, sender=sender, more=more)
    assert message.automatic is Automatic.BOUNCE
    assert message.report is not None
    if body:
        assert message.report.recipients == ("bob@acme.example",)


@pytest.mark.parametrize(
    ("sender", "subject", "body"),
    [
        (GRACE, "Re: Undelivered Mail Returned to Sender", FORWARDED.format("")),
        (GRACE, "Fwd: Undeliverable: Role", FORWARDED.format("My mail to you came back, so again: is Tuesday fine?")),
        (
            GRACE,
            "Fwd: Undeliverable: Role",
            FORWARDED.format("It bounced, and I would rather talk to you on the phone."),
        ),
        (GRACE, "Fwd: Role", FORWARDED.format("")),
        (GRACE, "Returned mail", "My message could not be delivered to bob@acme.example. Do you know his address?"),
        ("Andrew <ndrew@acme.example>", "Delivery report", "The parcel was not delivered."),
        (ROBOT, "Your parcel", "Your parcel could not be delivered to your address. Choose another day."),
        (ROBOT, "Your order", "Questions? Mail us. It could not be easier."),
        ("neko-admin@list.example", "Loop around the lake", "You are not subscribed to our walks yet."),
        (POSTMASTER, "Weekly report", "Your quarantine holds 3 messages."),
        ("Bob <bob@system.example>", "Hello", "I failed to reach you by mail, so I call bob@acme.example tomorrow."),
    ],
)
def test_what_only_looks_like_a_failure(sender: str, subject: str, body: str) -> None:
    assert with_body(body, subject=subject, sender=sender).automatic is None


def test_a_mailing_list_takes_no_mail() -> None:
    message = with_body("You are not a member of it.", subject="Your message to walks", sender="walks-owner@l.example")
    assert message.automatic is Automatic.BOUNCE


@pytest.mark.parametrize(
    ("subject", "action"),
    [
        ("Delivery Status Notification (Failure)", "failed"),
        ("Delivery Status Notification (Delay)", "delayed"),
        ("Undeliverable: Delayed start", "failed"),
        ("Mail delivery failed: it was delayed too long", "failed"),
        ("Zustellung verzögert", "delayed"),
    ],
)
def test_delayed_is_not_failed(subject: str, action: str) -> None:
    message = with_body("For bob@acme.example.", subject=subject, sender=SERVER)
    assert message.report == DeliveryReport(action, ("bob@acme.example",))


def formal(action: str, kind: str = "message/delivery-status", address: str = "rfc822; bob@acme.example") -> str:
    return dedent("""\
        From: Mailer <mailer@mx.example>
        To: ada@example.org
        Subject: About your mail
        Content-Type: multipart/report; report-type=delivery-status; boundary=r

        --r

        Words in any language.
        --r
        Content-Type: {}

        Reporting-MTA: dns; mx.example

        Final-Recipient: {}
        Action: {}
        --r
        Content-Type: message/global-headers

        Message-ID: <applied@example.org>
        --r--
    """).format(kind, address, action)


@pytest.mark.parametrize(
    ("action", "automatic"),
    [
        ("failed", Automatic.BOUNCE),
        ("delayed", Automatic.BOUNCE),
        ("delivered", Automatic.RECEIPT),
        ("relayed", Automatic.RECEIPT),
        ("expanded", Automatic.RECEIPT),
    ],
)
def test_a_report_of_success_is_a_receipt(action: str, automatic: Automatic) -> None:
    message = message_of(formal(action))
    assert message.automatic is automatic
    assert message.report == DeliveryReport(action, ("bob@acme.example",), "applied@example.org")


def test_rfc_6533_international_addresses() -> None:
    message = message_of(formal("failed", "message/global-delivery-status", "utf-8; jürgen@acme.example"))
    assert message.report == DeliveryReport("failed", ("jürgen@acme.example",), "applied@example.org")
