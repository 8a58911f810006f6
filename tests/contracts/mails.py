"""Messages for the account suites."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

T0 = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""When the first message of most tests came."""

SINCE = datetime(2026, 1, 1, tzinfo=UTC)


def minutes(number: int) -> datetime:
    """`T0` and so many minutes."""
    return T0 + timedelta(minutes=number)


def plain(message_id: str, at: datetime = T0, text: str = "Good morning,\r\n\r\nall is well.\r\n") -> bytes:
    """A short text."""
    return (
        f"From: Erin Doe <erin@employer.example>\r\nTo: ada@example.org\r\nSubject: About {message_id}\r\n"
        f"Date: {format_datetime(at)}\r\nMessage-ID: <{message_id}>\r\nMIME-Version: 1.0\r\n"
        f"Content-Type: text/plain; charset=utf-8\r\n\r\n{text}"
    ).encode()


def with_attachment(message_id: str, at: datetime = T0) -> bytes:
    """Text and HTML, a calendar, a PDF with a name beyond ASCII, and a forwarded message."""
    head = (
        f"From: Erin Doe <erin@employer.example>\r\nTo: ada@example.org\r\nSubject: Papers\r\n"
        f"Date: {format_datetime(at)}\r\n"
        f'Message-ID: <{message_id}>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="=outer"\r\n\r\n'
    )
    body = (
        '--=outer\r\nContent-Type: multipart/alternative; boundary="=inner"\r\n\r\n'
        "--=inner\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        "See the r=C3=A9sum=C3=A9.\r\n"
        "--=inner\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>See the file.</p>\r\n--=inner--\r\n"
        "--=outer\r\nContent-Type: text/calendar; method=REQUEST; charset=utf-8\r\n\r\n"
        "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"
        "--=outer\r\nContent-Type: application/pdf; name*=utf-8''R%C3%A9sum%C3%A9.pdf\r\n"
        "Content-Transfer-Encoding: base64\r\n"
        "Content-Disposition: attachment; filename*=utf-8''R%C3%A9sum%C3%A9.pdf\r\n\r\n"
        f"{'QUJD' * 900}\r\n"
        "--=outer\r\nContent-Type: message/rfc822\r\n\r\n"
        "From: x@example.com\r\nSubject: inner\r\nContent-Type: text/plain\r\n\r\nan inner text\r\n"
        "--=outer--\r\n"
    )
    return (head + body).encode()


def bounce(message_id: str, at: datetime = T0) -> bytes:
    """A delivery status notification (RFC 3464) that returns the message."""
    return (
        f"From: MAILER-DAEMON@mx.example\r\nTo: ada@example.org\r\nSubject: Undelivered\r\n"
        f"Date: {format_datetime(at)}\r\n"
        f"Message-ID: <{message_id}>\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nIt could not be delivered.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
        "Final-Recipient: rfc822; gone@employer.example\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        "--b\r\nContent-Type: message/rfc822\r\n\r\n"
        "From: ada@example.org\r\nMessage-ID: <original@example.org>\r\nContent-Type: text/plain\r\n\r\nHello\r\n"
        "--b--\r\n"
    ).encode()


_MIXED = b'Content-Type: multipart/mixed; boundary="q"\r\n\r\n'

ODD: dict[str, bytes] = {
    "empty": b"\r\n",
    "header only": b"Subject: nothing else\r\n\r\n",
    "no header": b"\r\njust words\r\n",
    "eight bit": b"Subject: caf\xe9\r\nFrom: x@example.com\r\n\r\ncaf\xe9\r\n",
    "no closing boundary": _MIXED + b"--q\r\nContent-Type: text/plain\r\n\r\nopen\r\n",
    "no boundary": b"Content-Type: multipart/mixed\r\n\r\nnothing to split\r\n",
    "unknown charset": b"Content-Type: text/plain; charset=klingon\r\n\r\nqapla\r\n",
    "broken rfc822": _MIXED + b"--q\r\nContent-Type: message/rfc822\r\n\r\n--q--\r\n",
    "many levels": b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (level, level) for level in range(300)
    )
    + b"Content-Type: text/plain\r\n\r\ndeep\r\n",
    "long header": b"Subject: long\r\nX-Long: " + b"\r\n x" * 100_000 + b"\r\n\r\nbody\r\n",
}
"""Damaged and hostile messages: none may stop a pass."""
