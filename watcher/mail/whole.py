"""One message in full, by its envelope: what every backend asks of where to look and of what it found."""

from __future__ import annotations

from collections.abc import Iterable

from watcher.mail.discovery import Listed
from watcher.mail.headers import message_id_of
from watcher.reading import read, split
from watcher.timeline import Envelope

MAX_OCTETS = 25_000_000
"""A larger message is not fetched: it counts as gone."""


def ordered(mailboxes: Iterable[Listed], envelope: Envelope) -> list[Listed]:
    """The mailboxes to look into, the one where the message was seen first."""
    return sorted(mailboxes, key=lambda one: one.label != envelope.mailbox)


def bears_id(head: bytes, envelope: Envelope) -> bool:
    """The header block may be that of the message, by its Message-ID, however that is folded or commented on."""
    return is_id(message_id_of(head), envelope)


def is_id(told: str, envelope: Envelope) -> bool:
    """What stands in a Message-ID header may be the message's."""
    return envelope.message_id in told or envelope.message_id in "".join(told.split())


def is_it(content: bytes, envelope: Envelope) -> bool:
    """The content is that very message: two may share a Message-ID."""
    return len(content) <= MAX_OCTETS and read(split(content)).identity == envelope.identity
