"""The few header fields that a backend itself needs, read from bytes: the email package is slow on thousands."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

MAX_HEADER = 262_144

_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_FOLD = re.compile(rb"\r?\n[ \t]{1,64}")


def header_value(content: bytes, name: bytes) -> bytes:
    """The first field of that (lower-case) name in the header block, unfolded and stripped; b"" where there is none."""
    head = content[:MAX_HEADER]
    end = _BLANK_LINE.search(head)
    block = head[: end.start()] if end else head
    prefix = name + b":"
    for line in _FOLD.sub(b" ", block).split(b"\n"):
        if line[: len(prefix)].lower() == prefix:
            return line[len(prefix) :].strip()
    return b""


def message_id_of(content: bytes) -> str:
    """The Message-ID without angle brackets, "" where there is none."""
    value = header_value(content, b"message-id").decode("utf-8", "replace")
    return value.removeprefix("<").removesuffix(">").strip()


def addressed(content: bytes, addresses: Collection[str]) -> list[str]:
    """Which of these (lower-case) addresses stand in the To header; also where one only ends like that."""
    to = header_value(content, b"to").decode("utf-8", "replace").lower()
    return [one for one in addresses if one and one in to]


def date_of(content: bytes) -> datetime | None:
    """The Date header, aware; None where it is missing or cannot be read."""
    try:
        when = parsedate_to_datetime(header_value(content, b"date").decode("ascii"))
        # "-0000" (RFC 5322 section 3.3) comes out naive: UTC, with nothing known of the place.
        return when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
