"""The cursor of a Maildir: for each mailbox the marks of the files that were seen."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping

SCHEMA = 1
_MARK = 8


def parse(cursor: str | None) -> dict[str, set[bytes]] | None:
    """The marks of seen files by mailbox; None where the cursor is none of ours."""
    if cursor is None:
        return {}
    try:
        document = json.loads(cursor)
        if document["schema"] != SCHEMA:
            return None
        packed = {name: base64.b64decode(text, validate=True) for name, text in document["seen"].items()}
    except (ValueError, TypeError, KeyError, AttributeError, binascii.Error):
        return None
    return {name: {marks[i : i + _MARK] for i in range(0, len(marks), _MARK)} for name, marks in packed.items()}


def render(seen: Mapping[str, set[bytes]]) -> str:
    """The opaque form, stable for equal sets."""
    packed = {name: base64.b64encode(b"".join(sorted(marks))).decode("ascii") for name, marks in seen.items()}
    return json.dumps({"schema": SCHEMA, "seen": packed}, sort_keys=True, separators=(",", ":"))
