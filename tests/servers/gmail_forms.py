"""A message of the fake Gmail in the API's four formats."""

from __future__ import annotations

import email
from base64 import urlsafe_b64encode
from collections.abc import Collection
from email import policy
from email.message import Message
from typing import Any

from tests.servers.gmail_mailbox import Stored

_SMALL = 0
"""Octets of a part with a file name that are given in place: none."""


def encoded(data: bytes) -> str:
    return urlsafe_b64encode(data).decode("ascii")


def resource(stored: Stored, form: str, wanted: Collection[str] = ()) -> dict[str, Any]:
    """The Message resource: minimal, metadata (only `wanted` headers, where given), full or raw."""
    found: dict[str, Any] = {
        "id": stored.id,
        "threadId": stored.thread,
        "labelIds": sorted(stored.labels),
        "snippet": "",
        "historyId": str(stored.history),
        "internalDate": str(stored.at),
        "sizeEstimate": len(stored.raw),
    }
    if form == "raw":
        found["raw"] = encoded(stored.raw)
    elif form in ("metadata", "full"):
        parsed = email.message_from_bytes(stored.raw, policy=policy.compat32)
        payload = _part(parsed, "", whole=form == "full")
        if form == "metadata" and wanted:
            names = {one.lower() for one in wanted}
            payload["headers"] = [one for one in payload["headers"] if one["name"].lower() in names]
        found["payload"] = payload
    return found


def _part(part: Message, number: str, *, whole: bool) -> dict[str, Any]:
    told: dict[str, Any] = {
        "partId": number,
        "mimeType": part.get_content_type(),
        "filename": part.get_filename() or "",
        "headers": [
            {"name": name, "value": " ".join(str(value).replace("\r", "").split("\n"))} for name, value in part.items()
        ],
    }
    prefix = f"{number}." if number else ""
    children = part.get_payload() if part.is_multipart() else []
    if isinstance(children, list) and children:
        told["body"] = {"size": 0}
        if whole:
            told["parts"] = [
                _part(one, f"{prefix}{i}", whole=True) for i, one in enumerate(children) if isinstance(one, Message)
            ]
        return told
    content = part.get_payload(decode=True)
    data = content if isinstance(content, bytes) else b""
    told["body"] = {"size": len(data)}
    if whole and data:
        attached = told["filename"] or not told["mimeType"].startswith("text/")
        told["body"] |= {"attachmentId": f"ANGjdJ{number or 0}"} if attached else {"data": encoded(data)}
    return told
