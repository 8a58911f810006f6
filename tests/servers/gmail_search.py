"""The search language of Gmail, as far as it is documented and used here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from watcher.mail.headers import header_value, message_id_of

if TYPE_CHECKING:
    from tests.servers.gmail_mailbox import Stored

_TERM = re.compile(r'(-?)(?:([a-z0-9_]+):)?("[^"]*"|\S+)')
_UNITS = {"": 1, "k": 1024, "m": 1024 * 1024}
_PLACES = {"inbox": "INBOX", "sent": "SENT", "drafts": "DRAFT", "draft": "DRAFT", "trash": "TRASH", "spam": "SPAM"}


def matches(stored: Stored, query: str, labels: Mapping[str, str]) -> bool:
    """Every term holds; "-" before one turns it round. ValueError for what this does not know."""
    return all(
        _holds(stored, name, value.strip('"'), labels) != bool(minus) for minus, name, value in _TERM.findall(query)
    )


def _holds(stored: Stored, name: str, value: str, labels: Mapping[str, str]) -> bool:
    match name:
        case "rfc822msgid":
            # Spaces within an id are not searched for: what is so odd is not found.
            return message_id_of(stored.raw) == value.strip("<>")
        case "in" | "label" | "is":
            if value == "anywhere":
                return True
            wanted = _PLACES.get(value.lower(), value.upper())
            return wanted in stored.labels or any(labels[one].lower() == value.lower() for one in stored.labels)
        case "after":
            return stored.at >= int(value) * 1000
        case "before":
            return stored.at < int(value) * 1000
        case "larger" | "smaller":
            parts = re.fullmatch(r"(\d+)([km]?)", value.lower())
            if parts is None:
                raise ValueError(f"no size: {value}")
            size = int(parts[1]) * _UNITS[parts[2]]
            return len(stored.raw) > size if name == "larger" else len(stored.raw) < size
        case "from" | "to":
            return value.lower() in header_value(stored.raw, name.encode()).decode("utf-8", "replace").lower()
        case "":
            return value.lower().encode() in stored.raw.lower()
    raise ValueError(f"no such operator: {name}")
