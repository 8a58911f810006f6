"""Who did not get the user's mail, and which mail it was."""

from __future__ import annotations

from textwrap import dedent

import pytest

from tests.reading.mails import message_of, with_body
from watcher.reading import DeliveryReport, Message


def notification(*recipients: str, returned: str = "message/rfc822", more: str = "") -> Message:
    statuses = "\n\n".join(recipients)
    return message_of(
        dedent("""\
            From: Mail Delivery System <MAILER-DAEMON@mx.example>
            To: ada@example.org
            Subject: Delivery
            {}Content-Type: multipart/report; report-type=delivery-status; boundary=r

            --r

            Your mail to bob@acme.example had a fate.
            --r
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example

            {}
            --r
            Content-Type: {}

            Message-ID: <applied@example.org>
            From: ada@example.org

            Private words
            --r--
        """).format(more, statuses, returned)
    )


FAILED = "Final-Recipient: rfc822; Bob@acme.example\nAction: failed\nStatus: 5.1.1"
DELAYED = "Final-Recipient: rfc822;eve@acme.example\nAction: Delayed (retrying)\nStatus: 4.4.1"
RELAYED = "Final-Recipient: rfc822;kim@acme.example\nAction: relayed"


@pytest.mark.parametrize(
    ("recipients", "action", "addresses"),
    [
        ((FAILED,), "failed", ("bob@acme.example",)),
        ((DELAYED,), "delayed", ("eve@acme.example",)),
        ((RELAYED,), "relayed", ("kim@acme.example",)),
        ((RELAYED, DELAYED, FAILED), "failed", ("bob@acme.example",)),
        (("Original-Recipient: rfc822; jobs@acme.example\n" + FAILED,), "failed", ("jobs@acme.example",)),
        (("Final-Recipient: rfc822; <bob@acme.example>\nStatus: 4.2.2",), "delayed", ("bob@acme.example",)),
        (("Final-Recipient: rfc822; bob@acme.example",), "failed", ("bob@acme.example",)),
        ((), "failed", ("bob@acme.example",)),  # by the words of the first part
    ],
)
@pytest.mark.parametrize("returned", ["message/rfc822", "text/rfc822-headers"])
def test_rfc_3464(recipients: tuple[str, ...], action: str, addresses: tuple[str, ...], returned: str) -> None:
    message = notification(*recipients, returned=returned)
    assert message.report == DeliveryReport(action, addresses, "applied@example.org")
    assert "Private" not in message.text


def test_the_original_may_be_named_in_the_header_only() -> None:
    message = notification(FAILED, returned="application/octet-stream", more="In-Reply-To: <first@example.org>\n")
    assert message.report is not None
    assert message.report.original_message_id == "first@example.org"


@pytest.mark.parametrize(
    ("subject", "body", "report"),
    [
        (
            "failure notice",
            """\
            Hi. This is the qmail-send program at mx.example.

            <bob@acme.example>:
            Nobody of that name lives here.

            --- Below this line is a copy of the message.

            Return-Path: <ada@example.org>
            Message-ID: <applied@example.org>
            To: kim@acme.example
            """,
            DeliveryReport("failed", ("bob@acme.example",), "applied@example.org"),
        ),
        (
            "Mail delivery failed: returning message to sender",
            """\
            The following addresses failed. Questions go to help@mx.example.

              bob@acme.example
                host mail.acme.example: 550 no such user

            ------ This is a copy of your message, including all the headers. ------

            Message-Id: <applied@example.org>
            """,
            DeliveryReport("failed", ("bob@acme.example",), "applied@example.org"),
        ),
        (
            "Delivery Status Notification (Failure)",
            "Your message wasn't delivered to bob@acme.example because that address is not known.",
            DeliveryReport("failed", ("bob@acme.example",)),
        ),
        (
            "Warning: could not send message for past 4 hours",
            "The delivery to <bob@acme.example> was not possible yet. It will be retried.",
            DeliveryReport("delayed", ("bob@acme.example",)),
        ),
        ("Undeliverable: Role", "Nobody is named.", DeliveryReport("failed")),
    ],
)
def test_words_of_mail_servers(subject: str, body: str, report: DeliveryReport) -> None:
    message = with_body(dedent(body), subject=subject, sender="Mail Delivery System <mailer-daemon@mx.example>")
    assert message.report == report


def test_the_user_and_the_server_are_no_failed_recipients() -> None:
    message = with_body(
        "Dear ada@example.org, the mail to bob@acme.example failed. Ask postmaster@mx.example.",
        subject="Undeliverable",
        sender="postmaster@mx.example",
    )
    assert message.report == DeliveryReport("failed", ("bob@acme.example",))


def test_a_header_names_the_recipients() -> None:
    message = with_body("x@y.example", more="X-Failed-Recipients: Bob@acme.example, eve@acme.example\r\n")
    assert message.report == DeliveryReport("failed", ("bob@acme.example", "eve@acme.example"))
