"""Header blocks (RFC 5322), encoded words (RFC 2047) and parameters (RFC 2231). Nothing here raises.

Every value is capped before it is decoded, and everything runs in linear time: compat32 and the default policy of the
email package raise or stall on hostile headers.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Mapping

from watcher.reading.charset import decode, inline, known_charset
from watcher.reading.types import Structure

MAX_HEADER = 262_144
"""Octets of a header block that are read."""
MAX_VALUE = 32_768
"""Octets of one header's value that are read."""
MAX_FIELDS = 1_000
MAX_NAME = 100

_FOLD = re.compile(rb"\r?\n(?=[ \t])")
_NAME = re.compile(rb"[!-9;-~]{1,100}")
_WORD_START = re.compile(r"=\?([^?\s]{1,80})\?([bBqQ])\?")
_HEX = re.compile(rb"=([0-9A-Fa-f]{2})")
_PERCENT = re.compile(rb"%([0-9A-Fa-f]{2})")
_PARAM = re.compile(r';\s{0,20}([^\s=;"]{1,100})\s{0,20}=\s{0,20}("(?:[^"\\]|\\.){0,4000}"?|[^;]{0,4000})', re.DOTALL)
_SECTION = re.compile(r"([^*]{1,90})(?:\*(\d{1,3}))?(\*)?")
_TYPE = re.compile(r"\s*([A-Za-z0-9!#$&^_.+-]{1,80})/([A-Za-z0-9!#$&^_.+-]{1,100})\s*(?:$|[;,(\s])")


def fields(block: bytes, prefix: str = "") -> Mapping[str, tuple[str, ...]]:
    """The header's values by lower-case name, in order, unfolded, not decoded. Other lines are left out.

    With a `prefix`, only those whose name begins with it.
    """
    found: dict[str, list[str]] = {}
    for line in _FOLD.sub(b"", block[:MAX_HEADER]).split(b"\n")[:MAX_FIELDS]:
        name, colon, value = line.partition(b":")
        if not colon or not _NAME.fullmatch(name := name.rstrip(b" \t")):
            continue
        key = name.decode("ascii").lower()
        if key.startswith(prefix):
            found.setdefault(key, []).append(decode(value[:MAX_VALUE].strip(b" \t\r")))
    return {name: tuple(values) for name, values in found.items()}


def first(values: Mapping[str, tuple[str, ...]], name: str) -> str:
    """The first value of that name, "" where there is none."""
    return values.get(name, ("",))[0]


def decoded(value: str) -> str:
    """A value with its encoded words decoded, safe to show in one line."""
    return inline(_words(value) if "=?" in value else value).strip()


def _words(value: str) -> str:
    """Replace encoded words. Neighbours of one charset are joined first: some senders cut characters in two."""
    out: list[str] = []
    waiting, charset = b"", ""
    position = 0
    while match := _WORD_START.search(value, position):
        end = value.find("?=", match.end())
        if end < 0:
            break
        between = value[position : match.start()]
        own = match[1].partition("*")[0].lower()  # RFC 2231 section 5 adds a language
        if (between and not between.isspace()) or own != charset or not waiting:
            out.append(decode(waiting, charset))
            out.append("" if between.isspace() and waiting else between)
            waiting, charset = b"", own
        waiting += _word(value[match.end() : end], match[2])
        position = end + 2
    out.append(decode(waiting, charset))
    out.append(value[position:])
    return "".join(out)


def _word(text: str, encoding: str) -> bytes:
    raw = text.encode("utf-8", "replace")
    if encoding in "qQ":
        return _HEX.sub(lambda hit: bytes((int(hit[1], 16),)), raw.replace(b"_", b" "))
    try:
        return binascii.a2b_base64(raw + b"=" * (-len(raw) % 4))
    except binascii.Error:
        return raw


def content_type(value: str) -> tuple[str, dict[str, str]]:
    """A Content-Type's type in lower case and its parameters; text/plain where it is not one (RFC 2045 section 5.2)."""
    match = _TYPE.match(value[:400])
    kind = f"{match[1]}/{match[2]}".lower() if match else "text/plain"
    return kind, parameters(value)


def parameters(value: str) -> dict[str, str]:
    """The parameters of a structured value by lower-case name, decoded by RFC 2231 and, as senders do, RFC 2047."""
    return joined({match[1].lower(): _unquoted(match[2]) for match in _PARAM.finditer(value[:MAX_VALUE])})


def joined(raw: Mapping[str, str]) -> dict[str, str]:
    """Put the sections of RFC 2231 together ("name*0*", "name*1") and decode; other parameters are kept."""
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    plain: dict[str, str] = {}
    for key, value in raw.items():
        match = _SECTION.fullmatch(key)
        if match and "*" in key:
            pieces.setdefault(match[1], {})[int(match[2] or 0)] = (value, bool(match[3]))
        else:
            plain[key] = decoded(value)
    for name, found in pieces.items():
        plain[name] = _sections([found[number] for number in sorted(found)])
    return plain


def _sections(parts: list[tuple[str, bool]]) -> str:
    charset = ""
    data = b""
    for number, (value, extended) in enumerate(parts):
        text = value
        if extended and number == 0 and text.count("'") >= 2:  # noqa: PLR2004 - charset'language'text
            charset, _, text = text.split("'", 2)
        raw = text.encode("utf-8", "replace")
        data += _PERCENT.sub(lambda hit: bytes((int(hit[1], 16),)), raw) if extended else raw
    return inline(decode(data, charset if known_charset(charset) else "")).strip()


def _unquoted(value: str) -> str:
    value = value.strip()
    if value.startswith('"'):
        value = value[1:-1] if value.endswith('"') and len(value) > 1 else value[1:]
        return re.sub(r"\\(.)", r"\1", value, flags=re.DOTALL)
    return value


def leaf(block: bytes, section: str, size: int, default: str = "text/plain") -> Structure:
    """A part as its header describes it, without children; `default` where it has no Content-Type."""
    values = fields(block, "content-")
    declared = first(values, "content-type")
    kind, params = content_type(declared) if declared else (default, {})
    disposition = first(values, "content-disposition")
    details = parameters(disposition) if disposition else {}
    return Structure(
        section=section,
        content_type=kind,
        params=params,
        encoding=first(values, "content-transfer-encoding").partition(";")[0].strip().lower() or "7bit",
        size=size,
        disposition=disposition.partition(";")[0].strip().lower(),
        filename=details.get("filename") or params.get("name", ""),
    )
