"""A `Mail` to the bytes of a message as a mail program stores it: LF line ends, deterministic boundaries and ids."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, parseaddr
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import Any

from watcher.demo.invitation import calendar_part
from watcher.demo.types import Failure, Mail

LINE_LENGTH = 76
_STRUCTURED = frozenset(("content-type", "content-transfer-encoding", "content-disposition", "mime-version"))


class _Policy(EmailPolicy):
    """The library's policy, but a header that needs neither folding nor encoding is not parsed: half of the time."""

    def header_store_parse(self, name: str, value: Any) -> tuple[str, Any]:
        plain = type(value) is str and value.isascii() and len(name) + len(value) + 2 <= LINE_LENGTH
        if plain and "\n" not in value and name.lower() not in _STRUCTURED:
            return name, value
        return super().header_store_parse(name, value)


POLICY = _Policy(max_line_length=LINE_LENGTH)
DATA = files("watcher.demo") / "data"


def token(*parts: str, length: int = 20) -> str:
    """A string that looks random and is the same for the same `parts`."""
    return sha256("\0".join(parts).encode()).hexdigest()[:length]


def message_id(mail: Mail) -> str:
    """Its Message-ID, without angle brackets."""
    if mail.id:
        return mail.id
    domain = parseaddr(mail.from_)[1].rpartition("@")[2]
    return f"{token(mail.key, mail.at.isoformat(), length=32)}@{domain}"


def compose(mail: Mail) -> bytes:
    """The whole message."""
    message = EmailMessage(policy=POLICY)
    if mail.mailbox != "Sent":
        _trace(message, mail)
    message["From"] = mail.from_
    message["To"] = mail.to
    for name, value in (("Cc", mail.cc), ("Reply-To", mail.reply_to), ("Subject", mail.subject)):
        if value:
            message[name] = value
    message["Date"] = _date(mail)
    message["Message-ID"] = f"<{message_id(mail)}>"
    if mail.answers:
        message["In-Reply-To"] = f"<{message_id(mail.answers[-1])}>"
        message["References"] = " ".join(f"<{message_id(earlier)}>" for earlier in mail.answers)
    for name, value in mail.headers.items():
        message[name] = value
    if mail.failure:
        _report(message, mail, mail.failure)
    else:
        _body(message, mail)
    _fix_boundaries(message, mail)
    return message.as_bytes()


def _date(mail: Mail) -> str:
    """Programs date their mail in UTC, people in their own zone."""
    return format_datetime(mail.at.astimezone(UTC) if not mail.text else mail.at)


def _trace(message: EmailMessage, mail: Mail) -> None:
    """The headers that delivery adds (RFC 5321 section 4.4, RFC 8601)."""
    sender = parseaddr(mail.from_)[1]
    domain = sender.rpartition("@")[2]
    own = parseaddr(mail.to)[1]
    arrived = mail.at.astimezone(UTC) + timedelta(seconds=int(token(mail.key, length=2), 16) % 20 + 1)
    message["Return-Path"] = f"<{'' if mail.failure else sender}>"
    message["Delivered-To"] = own if own.endswith("@example.org") else "ada@example.org"
    message["Received"] = (
        f"from mail.{domain} (mail.{domain} [192.0.2.{int(token(domain, length=2), 16) % 250 + 1}]) by mx.example.org"
        f" with ESMTPS id {token(mail.key, 'queue', length=10)} for <ada@example.org>; {format_datetime(arrived)}"
    )
    if not mail.failure:
        message["Authentication-Results"] = (
            f"mx.example.org; spf=pass smtp.mailfrom={domain}; dkim=pass header.d={domain}; dmarc=pass"
        )


def _body(message: EmailMessage, mail: Mail) -> None:
    if mail.text:
        message.set_content(mail.text, cte=_encoding(mail.text))
        if mail.html:
            message.add_alternative(mail.html, subtype="html", cte="quoted-printable")
    else:
        message.set_content(mail.html, subtype="html", cte="quoted-printable")
    if mail.invitation:
        part = EmailMessage(policy=POLICY)
        part.set_content(calendar_part(mail, mail.invitation), "text", "calendar", cte="base64")
        part.set_param("charset", "UTF-8")
        part.set_param("method", mail.invitation.method)
        if message.get_content_subtype() != "alternative":
            message.make_alternative()
        message.attach(part)
    for source, name in mail.attachments:
        message.add_attachment((DATA / source).read_bytes(), maintype="application", subtype="pdf", filename=name)


def _encoding(text: str) -> str:
    if text.isascii() and all(len(line) <= LINE_LENGTH for line in text.splitlines()):
        return "7bit"
    return "quoted-printable"


def _report(message: EmailMessage, mail: Mail, failure: Failure) -> None:
    """A delivery status notification: words, the report, and the header of what came back (RFC 3464)."""
    reporter = parseaddr(mail.from_)[1].rpartition("@")[2]
    message.set_content(mail.text)
    message.make_mixed()
    status = EmailMessage(policy=POLICY)
    status["Content-Type"] = "message/delivery-status"
    status.set_payload(
        [
            _fields({"Reporting-MTA": f"dns; {reporter}", "Arrival-Date": format_datetime(mail.at)}),
            _fields(
                {
                    "Final-Recipient": f"rfc822; {failure.recipient}",
                    "Action": "failed",
                    "Status": failure.status,
                    "Diagnostic-Code": f"smtp; {failure.diagnostic}",
                }
            ),
        ]
    )
    returned = EmailMessage(policy=POLICY)
    returned.set_content(_header_of(mail.answers[-1]))
    returned.replace_header("Content-Type", "text/rfc822-headers")
    message.attach(status)
    message.attach(returned)
    message.replace_header("Content-Type", 'multipart/report; report-type="delivery-status"')


def _fields(values: Mapping[str, str]) -> EmailMessage:
    block = EmailMessage(policy=POLICY)
    for name, value in values.items():
        block[name] = value
    return block


def _header_of(mail: Mail) -> str:
    return compose(mail).decode().partition("\n\n")[0] + "\n"


def _fix_boundaries(message: EmailMessage, mail: Mail) -> None:
    """Name the boundaries, which the library would draw at random, so that the same mail has the same bytes."""
    for number, part in enumerate(message.walk()):
        if number:
            del part["MIME-Version"]
        if part.get_content_maintype() == "multipart":
            part.set_boundary(f"=_{token(mail.key, 'boundary', str(number))}")


def page(content: str) -> str:
    """An HTML mail as applicant tracking systems send it, around `content`."""
    return (DATA / "layout.html").read_text(encoding="utf-8").replace("{{content}}", content.strip())


def as_html(text: str) -> str:
    """The HTML half that a mail program makes of a plain text."""
    paragraphs = (escape(paragraph).replace("\n", "<br>\n") for paragraph in text.strip().split("\n\n"))
    return "<html><body>\n" + "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs) + "\n</body></html>\n"


def quoted(mail: Mail, *, german: bool = False) -> str:
    """The body of `mail` as an answer below one's own words quotes it."""
    when: datetime = mail.at
    if german:
        opening = f"Am {when:%d.%m.%Y} um {when:%H:%M} schrieb {mail.from_}:"
    else:
        opening = f"On {when:%a, %b} {when.day}, {when.year} at {when:%H:%M} {mail.from_} wrote:"
    return "\n\n" + opening + "\n" + "\n".join(f"> {line}".rstrip() for line in mail.text.strip().splitlines()) + "\n"
