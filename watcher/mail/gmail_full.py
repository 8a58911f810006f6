"""A message of the Gmail API to a `Raw`: from the octets (format "raw"), or from its parts (format "full").

Reading a message costs the same units in any format. "raw" gives it as it was sent, attachments too, so it is asked for
where the message is small; "full" gives of a large one the text parts alone, but decoded, and headers unfolded.
"""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from watcher.reading import Raw, Structure, split, wanted
from watcher.reading.header import leaf

MAX_HEADER = 262_144
MAX_DEPTH = 20


def raw_of(message: Mapping[str, Any]) -> Raw:
    """Take a Message resource; ValueError where it is none."""
    at = received_at(message)
    if "raw" in message:
        return split(content_of(message), at)
    payload = message.get("payload")
    if not isinstance(payload, dict):
        raise ValueError("Gmail gives no content")  # noqa: TRY004 - an odd answer, not a fault of ours
    bodies: dict[str, bytes] = {}
    structure = _node(payload, "", 0, bodies)
    parts = {section: bodies[section] for section in wanted(structure) if section in bodies}
    return Raw(_header(payload), structure, parts, at, int(message.get("sizeEstimate", 0)))


def content_of(message: Mapping[str, Any]) -> bytes:
    """The octets of a Message resource in format raw; ValueError where they cannot be decoded."""
    text = str(message.get("raw", ""))
    try:
        return urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as error:
        raise ValueError("Gmail's base64 is damaged") from error


def received_at(message: Mapping[str, Any]) -> datetime | None:
    """The time internalDate, None where it has none."""
    try:
        return datetime.fromtimestamp(int(message["internalDate"]) / 1000, UTC)
    except (KeyError, ValueError, TypeError, OverflowError, OSError):
        return None


def _header(part: Mapping[str, Any]) -> bytes:
    lines = (f"{one.get('name', '')}: {_line(one.get('value', ''))}" for one in part.get("headers") or ())
    return ("\r\n".join(lines) + "\r\n").encode("utf-8", "surrogateescape")[:MAX_HEADER]


def _line(value: object) -> str:
    return " ".join(str(value).split("\n")).replace("\r", "")


def _node(part: Mapping[str, Any], section: str, depth: int, bodies: dict[str, bytes]) -> Structure:
    """One part with those below it; `bodies` gains what is given of them, decoded."""
    body = part.get("body") or {}
    told = leaf(_header(part), section, int(body.get("size", 0)))
    children = [one for one in part.get("parts") or () if isinstance(one, dict)] if depth < MAX_DEPTH else []
    if told.content_type.startswith("multipart/") and children:
        prefix = f"{section}." if section else ""
        below = tuple(_node(one, f"{prefix}{i}", depth + 1, bodies) for i, one in enumerate(children, start=1))
        return replace(told, children=below)
    told = replace(told, section=section or "1", encoding="8bit")
    if told.content_type == "message/rfc822" and children:
        return replace(told, children=_embedded(children[0], told.section, depth, bodies))
    if "data" in body:
        bodies[told.section] = content_of({"raw": body["data"]})
        return _as_utf8(told, bodies[told.section])
    return told


def _embedded(inner: Mapping[str, Any], section: str, depth: int, bodies: dict[str, bytes]) -> tuple[Structure, ...]:
    """The parts of the message in a message/rfc822, numbered as IMAP does (RFC 3501 section 6.4.5)."""
    bodies[f"{section}.HEADER"] = _header(inner)
    if str(inner.get("mimeType", "")).startswith("multipart/"):
        return _node(inner, section, depth + 1, bodies).children
    return (_node(inner, f"{section}.1", depth + 1, bodies),)


def _as_utf8(part: Structure, data: bytes) -> Structure:
    """Gmail may give text as UTF-8 whatever its charset: what is UTF-8, and not ASCII, is hardly anything else."""
    if data.isascii() or not part.content_type.startswith("text/"):
        return part
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return part
    return replace(part, params={**part.params, "charset": "utf-8"})
