"""What mail programs make of a draft that their user sends: as it is, edited, from a phone, to somebody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime
from textwrap import fill

from watcher.reading import read, split

BOB = "bob.ray@acme.example"
Program = Callable[[bytes, datetime], bytes]


def as_it_was(draft: bytes, at: datetime) -> bytes:
    message = _parsed(draft)
    del message["Date"]
    message["Date"] = format_datetime(at)
    return message.as_bytes()


def edited(draft: bytes, at: datetime) -> bytes:
    return as_it_was(draft, at).rstrip() + b"\r\n\r\nP.S. I moved to Bergen.\r\n"


def to_a_colleague(draft: bytes, at: datetime) -> bytes:
    return _changed(as_it_was(draft, at), "To", f"Bob Ray <{BOB}>")


def to_both(draft: bytes, at: datetime) -> bytes:
    return _changed(as_it_was(draft, at), "To", f"{_parsed(draft)['To']}, Bob Ray <{BOB}>")


def renamed(draft: bytes, at: datetime) -> bytes:
    """A new Message-ID, all else as it was."""
    return _changed(as_it_was(draft, at), "Message-ID", "<renamed@program.example>")


def phone(draft: bytes, at: datetime, *, to: str = "", subject: str = "", said: str = "") -> bytes:
    """A new message: no thread, another layout in text and HTML, the phone's signature, what it answers below."""
    old = _parsed(draft)
    text = said or read(split(draft)).new_text
    shown = "\n\n".join(fill(" ".join(one.split()), 40) for one in text.split("\n\n"))
    shown += "\n\nSent from my phone\n\nOn Monday, Jane Doe wrote:\n> Dear Ada,\n> thank you.\n"
    message = EmailMessage()
    message["From"], message["To"] = str(old["From"]), to or str(old["To"])
    message["Subject"] = subject or f"Re: {old['Subject']}"
    message["Date"], message["Message-ID"] = format_datetime(at), f"<{at:%H%M%S}@phone.example>"
    message.set_content(shown)
    message.add_alternative("<p>" + shown.replace("\n\n", "</p><p>").replace("\n", "<br>") + "</p>", subtype="html")
    return message.as_bytes()


def phone_to_a_colleague(draft: bytes, at: datetime) -> bytes:
    return phone(draft, at, to=BOB)


def phone_under_another_subject(draft: bytes, at: datetime) -> bytes:
    return phone(draft, at, subject="Checking in")


def phone_cut_short(draft: bytes, at: datetime) -> bytes:
    """The user rewrote the second half."""
    words = read(split(draft)).new_text.split(" ")
    kept = " ".join(words[: len(words) // 2])
    return phone(draft, at, said=f"{kept} ... well, you can reach me by phone all week. Thanks so much, Ada")


def _parsed(draft: bytes) -> EmailMessage:
    message = message_from_bytes(draft, policy=policy.SMTP)
    assert isinstance(message, EmailMessage)
    return message


def _changed(content: bytes, header: str, value: str) -> bytes:
    message = _parsed(content)
    del message[header]
    message[header] = value
    return message.as_bytes()
