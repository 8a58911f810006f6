"""Small mails to read, written as text for the eye."""

from __future__ import annotations

from datetime import datetime
from textwrap import dedent

from watcher.reading import Message, Raw, read, split


def mail(text: str) -> bytes:
    """A mail with CRLF line ends out of an indented text; beyond ASCII it is UTF-8."""
    return dedent(text).lstrip("\n").replace("\n", "\r\n").encode()


def raw_of(text: str) -> Raw:
    return split(mail(text))


def message_of(text: str, received_at: datetime | None = None) -> Message:
    return read(split(mail(text), received_at))


def with_header(header: bytes) -> Message:
    return read(split(header + b"\r\n\r\nHello\r\n"))


def with_body(
    body: str, *, subject: str = "Hello", sender: str = "Grace <grace@acme.example>", more: str = ""
) -> Message:
    header = f"From: {sender}\r\nTo: ada@example.org\r\nSubject: {subject}\r\nDate: Tue, 05 Mar 2024 10:00:00 +0100\r\n"
    kind = "" if "content-type" in more.lower() else "Content-Type: text/plain; charset=utf-8\r\n"
    return read(split((header + more + kind + "\r\n" + body).encode()))


def with_html(html: str) -> Message:
    return with_body(html, more="Content-Type: text/html; charset=utf-8\r\n")
