"""Mail for pipeline tests: whole messages as bytes, in a job search of one user."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime

ME = "ada@example.org"
JANE = "jane.doe@acme.example"


def letter(
    sender: str,
    recipient: str,
    subject: str,
    text: str,
    *,
    at: datetime,
    message_id: str,
    answers: str = "",
    attachment: str = "",
    headers: dict[str, str] | None = None,
) -> bytes:
    """Compose one message; `answers` is the Message-ID that it replies to."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = recipient
    message["Subject"] = subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{message_id}>"
    if answers:
        message["In-Reply-To"] = f"<{answers}>"
        message["References"] = f"<{answers}>"
    for name, value in (headers or {}).items():
        message[name] = value
    message.set_content(text)
    if attachment:
        message.add_attachment(b"%PDF-1.4 example", maintype="application", subtype="pdf", filename=attachment)
    return message.as_bytes()


def application(at: datetime, *, number: int = 1, to: str = JANE, company: str = "Acme") -> bytes:
    """The user mails a résumé to a person."""
    return letter(
        f"Ada Example <{ME}>",
        f"Jane Doe <{to}>",
        f"Application for Data Engineer at {company}",
        f"Dear Jane Doe,\n\nI would like to apply for the position of Data Engineer at {company}. My résumé is "
        "attached.\n\nKind regards\nAda Example\n",
        at=at,
        message_id=f"apply{number}@example.org",
        attachment="Resume Ada Example.pdf",
    )


def answer(at: datetime, *, number: int = 1, sender: str = JANE, text: str = "", serial: int = 1) -> bytes:
    """A human answers the application."""
    return letter(
        f"Jane Doe <{sender}>",
        f"Ada Example <{ME}>",
        "Re: Application for Data Engineer at Acme",
        text or "Hi Ada,\n\nthanks for your mail, I have passed it on to the team.\n\nBest\nJane Doe\nAcme\n",
        at=at,
        message_id=f"answer{number}.{serial}@acme.example",
        answers=f"apply{number}@example.org",
    )


def rejection(at: datetime, *, number: int = 1, sender: str = JANE) -> bytes:
    """A human says no."""
    return answer(
        at,
        number=number,
        sender=sender,
        serial=99,
        text="Hi Ada,\n\nthank you for your application as Data Engineer at Acme. Unfortunately we have decided not to "
        "move forward with your application.\n\nBest\nJane Doe\nAcme\n",
    )


def out_of_office(at: datetime, *, number: int = 1, sender: str = JANE) -> bytes:
    """A machine answers for a human."""
    return letter(
        f"Jane Doe <{sender}>",
        f"Ada Example <{ME}>",
        "Automatic reply: Application for Data Engineer at Acme",
        "I am out of the office until Monday and will read your mail then.\n",
        at=at,
        message_id=f"away{number}@acme.example",
        answers=f"apply{number}@example.org",
        headers={"Auto-Submitted": "auto-replied"},
    )


def chat(at: datetime, serial: int) -> bytes:
    """Ordinary mail between friends."""
    return letter(
        "Bob <bob@friends.example>",
        f"Ada Example <{ME}>",
        "Saturday",
        "Shall we go swimming on Saturday? The weather looks fine.\n",
        at=at - timedelta(minutes=serial),
        message_id=f"chat{serial}@friends.example",
    )


def calendar_mail(at: datetime, calendar: str) -> bytes:
    """An invitation in the application's thread, with an iCalendar part."""
    message = EmailMessage()
    message["From"] = f"Jane Doe <{JANE}>"
    message["To"] = f"Ada Example <{ME}>"
    message["Subject"] = "Interview: Data Engineer at Acme"
    message["Date"] = format_datetime(at)
    message["Message-ID"] = "<invitation1@acme.example>"
    message["In-Reply-To"] = message["References"] = "<apply1@example.org>"
    message.set_content("Hi Ada,\n\nplease find the invitation to our interview attached.\n\nJane Doe\n")
    message.add_alternative(calendar.replace("\n", "\r\n").encode(), maintype="text", subtype="calendar")
    return message.as_bytes()
