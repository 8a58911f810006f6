"""A `Draft` as the octets that an account stores: RFC 5322, UTF-8, format=flowed (RFC 3676), CRLF."""

from __future__ import annotations

from email.header import Header
from email.headerregistry import Address as Mailbox
from email.message import EmailMessage
from email.policy import EmailPolicy
from hashlib import sha256
from textwrap import wrap
from typing import Any

from watcher.drafting.types import Draft
from watcher.reading import Address

_WIDTH = 72  # RFC 3676 section 4.2 asks for at most 78
_SIGNATURE = "-- "
_LONGEST_LINE = 998  # RFC 5322 section 2.1.1
_ID_HEADERS = frozenset({"message-id", "in-reply-to", "references"})
_MAILBOX_HEADERS = frozenset({"from", "to"})


class _Policy(EmailPolicy):
    """The SMTP policy, but names, subjects and Message-IDs are folded here.

    That of Python 3.11 loses a space where it breaks a long name, makes encoded words of an id longer than a line,
    which RFC 2047 section 5 forbids, and begins a long subject on the second line, where some programs show a blank.
    """

    def fold_binary(self, name: str, value: Any) -> bytes:
        key = name.lower()
        if key in _ID_HEADERS:
            folded = "\r\n ".join(str(value).split())
        elif key in _MAILBOX_HEADERS:
            folded = _folded_mailbox(name, value.addresses[0])
        elif key == "subject":
            folded = _wrapped(str(value)) if str(value).isascii() else _encoded(name, str(value))
        else:
            return super().fold_binary(name, value)
        return f"{name}: {folded}\r\n".encode("ascii")


def _wrapped(subject: str) -> str:
    """Fold at spaces (RFC 5322 section 2.2.3); the first line is never empty."""
    return "\r\n ".join(wrap(subject, _WIDTH - len("Subject: "), break_long_words=False, break_on_hyphens=False))


_POLICY = _Policy(linesep="\r\n", cte_type="8bit")


def render(draft: Draft) -> bytes:
    """Give the whole message. Its headers are those of an ordinary mail: nothing names the program."""
    message = EmailMessage(policy=_POLICY)
    message["From"] = _mailbox(draft.from_)
    message["To"] = _mailbox(draft.to)
    message["Subject"] = draft.subject
    message["Date"] = draft.date
    message["Message-ID"] = f"<{draft.message_id}>"
    if draft.in_reply_to:
        message["In-Reply-To"] = f"<{draft.in_reply_to}>"
    if draft.references:
        message["References"] = " ".join(f"<{one}>" for one in draft.references)
    message["MIME-Version"] = "1.0"
    body = flowed(draft.text) + _flowed_quotation(draft.quotation)
    message.set_content(body, charset="utf-8", cte=_encoding(body), params={"format": "flowed"})
    for file in draft.attachments:
        main, _, sub = file.content_type.partition("/")
        message.add_attachment(file.content, maintype=main, subtype=sub, filename=file.name)
    if draft.attachments:
        # The same letter has the same octets on every run, and no boundary that tells which library made it.
        message.set_boundary(f"=_{sha256(draft.message_id.encode()).hexdigest()[:32]}")
    return message.as_bytes()


def flowed(text: str) -> str:
    """Break lines softly at 72 columns: a trailing space says that the line goes on (RFC 3676 section 4.1)."""
    return "".join(f"{line}\n" for paragraph in text.split("\n") for line in _stuffed_lines(paragraph))


def _flowed_quotation(quotation: str) -> str:
    """An empty line, the attribution, and the quoted lines, each piece with the marks of its depth (RFC 3676, 4.5)."""
    if not quotation:
        return ""
    attribution, *quoted = quotation.split("\n")
    lines = [line for one in quoted for line in _quoted_lines(one)]
    return "\n" + flowed(attribution) + "".join(f"{line}\n" for line in lines)


def _stuffed_lines(paragraph: str) -> list[str]:
    if paragraph == _SIGNATURE:
        return [_SIGNATURE]
    return [_stuffed(line) for line in _soft_lines(paragraph.rstrip(" "), _WIDTH)]


def _quoted_lines(line: str) -> list[str]:
    """A space stands between the marks and what is quoted, whatever that begins with; none where nothing is."""
    told = line.lstrip(">")
    marks = line[: len(line) - len(told)]
    told = told.removeprefix(" ").rstrip(" ")
    return [f"{marks} {piece}" for piece in _soft_lines(told, _WIDTH - len(marks))] if told else [marks]


def _soft_lines(paragraph: str, width: int) -> list[str]:
    lines: list[str] = []
    current = ""
    for word in paragraph.split(" "):
        # "-- " alone on a line would be read as the mark of a signature (RFC 3676 section 4.3).
        if current and len(current) + len(word) > width and current != _SIGNATURE:
            lines.append(current)
            current = ""
        current += f"{word} "
    lines.append(current[:-1])
    return lines


def _stuffed(line: str) -> str:
    return f" {line}" if line.startswith((" ", ">", "From ")) else line


def _encoding(body: str) -> str:
    if any(len(line.encode()) > _LONGEST_LINE for line in body.split("\n")):
        return "quoted-printable"
    return "7bit" if body.isascii() else "8bit"


def _mailbox(address: Address) -> Mailbox:
    return Mailbox(display_name=address.name, addr_spec=address.email)


def _folded_mailbox(name: str, mailbox: Mailbox) -> str:
    if mailbox.display_name.isascii():
        return str(mailbox)
    return f"{_encoded(name, mailbox.display_name)}\r\n <{mailbox.addr_spec}>"


def _encoded(name: str, text: str) -> str:
    """Give encoded words of at most 75 characters, each on a line (RFC 2047 section 2)."""
    return Header(text, "utf-8", header_name=name, maxlinelen=75).encode(linesep="\r\n")
