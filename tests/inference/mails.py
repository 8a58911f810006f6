"""Messages built directly, for the tests of inference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from watcher.bootstrap import inference_tables
from watcher.inference import Event, Inference, Kind, infer
from watcher.reading import Address, Attachment, Message

ME = "sam.seeker@example.net"
SENT = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)  # a Wednesday
BESIDE = frozenset({Kind.PROMISE, Kind.DO_NOT_CONTACT})


def address(text: str) -> Address:
    name, _, email = text.rpartition("<")
    return Address(name.strip(), email.strip("> ").lower())


def mail(
    text: str,
    subject: str = "",
    sender: str = "Dana Doe <dana@northwind-labs.com>",
    *,
    to: str = ME,
    quoted: str = "",
    files: tuple[str, ...] = (),
    headers: Mapping[str, str] | None = None,
    **changes: object,
) -> Message:
    message = Message(
        identity="id",
        message_id="m@example",
        subject=subject,
        from_=address(sender) if sender else None,
        to=(address(to),),
        sent_at=SENT,
        text=text + ("\n" + quoted if quoted else ""),
        new_text=text,
        quoted_text=quoted,
        attachments=tuple(Attachment(name, "application/pdf", 1000) for name in files),
        headers={name: (value,) for name, value in (headers or {}).items()},
    )
    return replace(message, **changes)  # type: ignore[arg-type]


def mine(text: str, subject: str = "", to: str = "Dana Doe <dana@northwind-labs.com>", **changes: object) -> Message:
    return mail(text, subject, f"Sam Seeker <{ME}>", to=to, **changes)  # type: ignore[arg-type]


def inferred(message: Message, me: frozenset[str] = frozenset({ME})) -> Inference:
    return infer(message, me, inference_tables())


def main_event(message: Message) -> Event | None:
    return next((event for event in inferred(message).events if event.kind not in BESIDE), None)


def main_kind(message: Message) -> str:
    event = main_event(message)
    return event.kind.value if event is not None else ""
