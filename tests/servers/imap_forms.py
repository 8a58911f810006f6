"""How things look on the wire of IMAP (RFC 3501 section 9)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote

from watcher.reading import Structure

_ATOM = re.compile(rb"[A-Za-z0-9_.-]{1,30}")


def quoted(value: bytes) -> bytes:
    """An atom, a quoted string or a literal, whichever is the shortest that can hold it."""
    if _ATOM.fullmatch(value) and value.upper() != b"NIL":
        return value
    if all(0x20 <= one < 0x7F for one in value) and len(value) <= 60:
        return b'"' + value.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'
    return b"{%d}\r\n%s" % (len(value), value)


def text(word: str) -> str:
    """What an atom or a quoted string stands for."""
    return re.sub(r"\\(.)", r"\1", word[1:-1]) if word.startswith('"') else word


def fields(header: bytes, section: str) -> bytes:
    """HEADER.FIELDS (A B): these header fields as they stand, folds too."""
    names = {one.encode().lower() for one in section.partition("(")[2].rstrip(")]").split()}
    found = re.findall(rb"(?mi)^([!-9;-~]+)[ \t]*:((?:[^\n]*\n(?:[ \t][^\n]*(?:\n|\Z))*)|[^\n]*\Z)", header)
    return b"".join(name + b":" + value for name, value in found if name.lower() in names) + b"\r\n"


def body_structure(node: Structure) -> bytes:
    """BODYSTRUCTURE with extension data."""
    main, _, sub = node.content_type.partition("/")
    if main == "multipart" and node.children:
        parts = b"".join(body_structure(child) for child in node.children)
        return b"(%s %s %s NIL NIL NIL)" % (parts, _string(sub.upper()), _params(node.params))
    if main == "multipart":
        main, sub = "text", "plain"
    told = [_string(main.upper()), _string(sub.upper()), _params(node.params), b"NIL", b"NIL"]
    told += [_string(node.encoding.upper()), b"%d" % node.size]
    if (main, sub) == ("message", "rfc822") and node.children:
        inner = b"".join(body_structure(child) for child in node.children)
        told += [b"(NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL)", b'(%s "MIXED" NIL NIL NIL NIL)' % inner, b"1"]
    elif main == "text":
        told.append(b"1")
    shown = {"filename": node.filename} if node.filename else {}
    disposition = b"(%s %s)" % (_string(node.disposition), _params(shown)) if node.disposition else b"NIL"
    return b"(%s)" % b" ".join([*told, b"NIL", disposition, b"NIL", b"NIL"])


def _params(given: Mapping[str, str]) -> bytes:
    pairs: list[bytes] = []
    for name, value in given.items():
        if value.isascii():
            pairs += [_string(name), _string(value)]
        else:
            pairs += [_string(f"{name}*"), _string(f"utf-8''{quote(value)}")]
    return b"(%s)" % b" ".join(pairs) if pairs else b"NIL"


def _string(value: str) -> bytes:
    told = value.encode("utf-8", "replace")
    if all(0x20 <= one < 0x7F for one in told):
        return b'"' + told.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'
    return b"{%d}\r\n%s" % (len(told), told)
