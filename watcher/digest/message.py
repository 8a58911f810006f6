"""A `Digest` as the mail that is delivered: RFC 5322, multipart/alternative, known again by its Message-ID."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from hmac import compare_digest, digest

from watcher.digest.render import Digest

_ID = re.compile(r"digest\.([0-9]{4}-[Ww][0-9]{2}(?:-[1-7])?)\.([0-9a-f]{32})@[^@\s]+")
_NAME = "watcher"


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG that the HTML shows as `cid:NAME`; `name` is unique in its page."""

    name: str
    content: bytes


def message(
    digest_: Digest,
    week: str,
    own: str,
    now: datetime,
    key: bytes,
    language: str,
    pictures: Sequence[Picture] = (),
) -> bytes:
    """Give the whole mail from the user's address `own` to itself, with CRLF; `now` is aware, `week` as 2026-W47.

    The same digest has the same octets. With pictures the HTML and they are one multipart/related (RFC 2387).
    """
    mail = EmailMessage(policy=SMTP)
    mail["From"] = Address(_NAME, addr_spec=own)
    mail["To"] = Address(addr_spec=own)
    mail["Subject"] = digest_.subject
    mail["Date"] = now
    mail["Message-ID"] = f"<{message_id(week, own, key)}>"
    # RFC 2919 section 3: a list that nobody manages ends in .localhost.
    mail["List-Id"] = f"watcher digest <digest.{_seal('list', key)}.localhost>"
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834 section 5: nothing answers it
    # Content-IDs are unique in the world (RFC 2045 section 7), and short: not all programs know a folded one.
    ending = f".{_seal(f'pictures {week}', key)[:16]}@{own.rpartition('@')[2]}"
    mail.set_content(digest_.text, cte="quoted-printable")
    mail.add_alternative(_named(digest_.html, pictures, ending), subtype="html", cte="quoted-printable")
    mail["Content-Language"] = language
    if pictures:
        shown = mail.get_payload(1)
        assert isinstance(shown, EmailMessage)
        for one in pictures:
            file = f"{one.name}.png"
            shown.add_related(
                one.content, "image", "png", cid=f"<{one.name}{ending}>", disposition="inline", filename=file
            )
        shown.set_param("type", "text/html")  # RFC 2387 section 3.1
    for number, part in enumerate(p for p in mail.walk() if p.is_multipart()):
        part.set_boundary(f"=_{number}{sha256(f'{week}{own}'.encode()).hexdigest()[:32]}")
    return mail.as_bytes()


def shown_by_itself(html: str, pictures: Sequence[Picture]) -> str:
    """The HTML with its pictures in it (RFC 2397), for a browser: mail programs take those of a mail instead."""
    for one in pictures:
        html = html.replace(_source(one.name), f'src="data:image/png;base64,{b64encode(one.content).decode()}"')
    return html


def _named(html: str, pictures: Sequence[Picture], ending: str) -> str:
    for one in pictures:
        html = html.replace(_source(one.name), _source(f"{one.name}{ending}"))
    return html


def _source(name: str) -> str:
    # What stands in mail can be no such attribute: its quotation marks are escaped.
    return f'src="cid:{name}"'


def message_id(week: str, own: str, key: bytes) -> str:
    """The name of a week's digest, without angle brackets: another ledger's has another."""
    return f"digest.{week}.{_seal(week, key)}@{own.rpartition('@')[2]}"


def may_be_digest(name: str) -> bool:
    """A Message-ID has the form of those of digests."""
    return _ID.fullmatch(name) is not None


def is_digest(name: str, key: bytes) -> bool:
    """A Message-ID is that of a digest of ours: only who has the key can make one."""
    match = _ID.fullmatch(name)
    return match is not None and compare_digest(match[2], _seal(match[1].upper(), key))


def _seal(what: str, key: bytes) -> str:
    return digest(key, f"digest {what}".encode(), "sha256").hex()[:32]
