"""BODYSTRUCTURE (RFC 3501 section 7.4.2), as imapclient parses it, to `reading.Structure`."""

from __future__ import annotations

from collections.abc import Sequence
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.utils import collapse_rfc2231_value, decode_params

from watcher.reading import Structure

MAX_DEPTH = 20
MAX_PARTS = 200

_FIXED_FIELDS = {"text": 8, "message/rfc822": 10}
"""How many fields stand before the extension data; 7 for all other types."""


class OddStructureError(ValueError):
    """Not a BODYSTRUCTURE that we can rely on: fetch that message whole instead."""


def structure_of(body: object) -> Structure:
    """Convert; OddStructureError where its shape is not the RFC's, or it is deeper or wider than any real mail."""
    root = _node(body, "", 0)
    if sum(1 for _ in _walk(root)) > MAX_PARTS:
        raise OddStructureError("too many parts")
    return root


def _node(body: object, section: str, depth: int) -> Structure:
    if not isinstance(body, tuple | list) or not body or depth > MAX_DEPTH:
        raise OddStructureError("no body structure")
    return (
        _multipart(body, section, depth) if isinstance(body[0], tuple | list) else _single(body, section or "1", depth)
    )


def _multipart(body: Sequence[object], section: str, depth: int) -> Structure:
    # imapclient nests the parts in a list; inside an embedded message they are left as the server sent them.
    if isinstance(body[0], list):
        parts: list[object] = list(body[0])
        rest = list(body[1:])
    else:
        count = next((i for i, part in enumerate(body) if not isinstance(part, tuple | list)), len(body))
        parts, rest = list(body[:count]), list(body[count:])
    if not parts:
        raise OddStructureError("a multipart without parts")
    subtype = _text(rest[0]).lower() if rest else ""
    prefix = f"{section}." if section else ""
    return Structure(
        section=section,
        content_type=f"multipart/{subtype or 'mixed'}",
        params=_params(rest[1]) if len(rest) > 1 else {},
        children=tuple(_node(part, f"{prefix}{number}", depth + 1) for number, part in enumerate(parts, start=1)),
    )


def _single(body: Sequence[object], section: str, depth: int) -> Structure:
    if len(body) < 7:  # noqa: PLR2004 - the fields that every part has
        raise OddStructureError("too few fields")
    main, sub = _text(body[0]).lower(), _text(body[1]).lower()
    content_type = f"{main or 'text'}/{sub or 'plain'}"
    params = _params(body[2])
    disposition, details = _disposition(body, _FIXED_FIELDS.get(content_type, _FIXED_FIELDS.get(main, 7)))
    return Structure(
        section=section,
        content_type=content_type,
        params=params,
        encoding=_text(body[5]).lower() or "7bit",
        size=body[6] if isinstance(body[6], int) else 0,
        disposition=disposition,
        filename=details.get("filename") or params.get("name", ""),
        children=_embedded(body, content_type, section, depth),
    )


def _embedded(body: Sequence[object], content_type: str, section: str, depth: int) -> tuple[Structure, ...]:
    """The message inside a message/rfc822. Some servers leave it out, or give the fields of a plain part."""
    if content_type != "message/rfc822" or len(body) < 9 or not isinstance(body[8], tuple | list):  # noqa: PLR2004
        return ()
    inner = body[8]
    try:
        if inner and isinstance(inner[0], tuple | list):
            return _multipart(inner, section, depth + 1).children
        return (_node(inner, f"{section}.1", depth + 1),)
    except OddStructureError:
        return ()


def _disposition(body: Sequence[object], fixed: int) -> tuple[str, dict[str, str]]:
    """After the MD5 comes the disposition; a server that left fixed fields out has it earlier."""
    for place in (fixed + 1, fixed, 8):
        field = body[place] if len(body) > place else None
        kind, details = (field[0], field[1:]) if isinstance(field, tuple | list) and field else (field, ())
        if isinstance(kind, bytes) and (place > fixed or kind.lower() in (b"attachment", b"inline")):
            return _text(kind).lower(), _params(details[0]) if details else {}
    return "", {}


def _params(field: object) -> dict[str, str]:
    """Parameters with lower-case names, decoded (RFC 2231; and RFC 2047, which is not allowed there and is common)."""
    if not isinstance(field, tuple | list):
        return {}
    pairs = [(_text(field[i]).lower(), _text(field[i + 1])) for i in range(0, len(field) - 1, 2)]
    try:
        joined = [(name, collapse_rfc2231_value(value)) for name, value in decode_params([("", ""), *pairs])[1:]]
    except (ValueError, TypeError, IndexError, LookupError):
        joined = pairs
    return {name: _words(value.strip('"')) for name, value in joined}


def _words(value: str) -> str:
    if "=?" not in value:
        return value
    try:
        return str(make_header(decode_header(value)))
    except (HeaderParseError, ValueError, LookupError):
        return value


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return "" if value is None else str(value)


def _walk(node: Structure) -> Sequence[Structure]:
    found = [node]
    for child in node.children:
        found.extend(_walk(child))
    return found
