"""Address lists (RFC 5322 section 3.4), as written by programs that never read it. Linear, and never raises."""

from __future__ import annotations

import re
from collections.abc import Iterator

from watcher.reading.charset import inline
from watcher.reading.header import decoded
from watcher.reading.types import Address

MAX_ADDRESSES = 500
LONGEST_ADDRESS = 254  # RFC 5321 section 4.5.3.1.3, without the angle brackets

_SIMPLE = re.compile(r'"?([^"<>@,;:()\\=]{0,200})"?[ \t]{0,20}<([^<>\s@]{1,100}@[^<>\s@]{1,253})>')
_TOKEN = re.compile(
    r'"(?:[^"\\]|\\.){0,512}"|<[^<>]{0,1000}>|[(),;:]|\\.|[^"<(),;:\\]{1,1000}|.',
    re.DOTALL,
)
_PLAIN = r"[^\s@<>(),;:\"\[\]\\]"
_EMAIL = re.compile(rf"{_PLAIN}{{1,128}}@(?:{_PLAIN}{{1,253}}|\[[0-9A-Fa-f:.]{{2,64}}\])")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_ADDRESS = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}){0,20}"
    r"@[a-z0-9](?:[a-z0-9-]{0,62})(?:\.[a-z0-9][a-z0-9-]{0,62}){1,10}",
    re.IGNORECASE,
)


def is_address(email: str) -> bool:
    """Tell whether it is a plain dot-atom address (RFC 5322 section 3.4.1) with a dotted ASCII domain."""
    return len(email) <= LONGEST_ADDRESS and _ADDRESS.fullmatch(email) is not None


def email_of(text: str) -> str:
    """The address in `text` in lower case, without a route (RFC 5322 section 4.4); "" where it is no usable address."""
    text = inline(text).strip().strip("<>").strip()
    if text[:7].lower() == "mailto:":
        text = text[7:]
    if text.startswith("@"):
        text = text.rpartition(":")[2]
    text = text.strip("'\" .").lower()
    return text if _EMAIL.fullmatch(text) else ""


def addresses(value: str) -> tuple[Address, ...]:
    """All addresses of a header's value, groups flattened; what has no usable address is left out."""
    if match := _SIMPLE.fullmatch(value.strip()):
        email = email_of(match[2])
        return (Address(_name(match[1]), email),) if email else ()
    found = tuple(address for address in _members(value) if address.email)
    if not found and "=?" in value:
        # Some senders encode the whole header, address and all, against RFC 2047 section 5.
        found = tuple(address for address in _members(decoded(value)) if address.email)
    return found[:MAX_ADDRESSES]


def author(value: str) -> Address | None:
    """The first address of a From or Sender; only a name where it has none; None where it is empty."""
    found = addresses(value)
    if found:
        return found[0]
    name = _name(value.replace("<", " ").replace(">", " "))
    return Address(name, "") if name else None


def _members(value: str) -> Iterator[Address]:
    """Read on; a comma or semicolon ends a member, a colon makes what stood before it a group's name."""
    words: list[str] = []
    comments: list[str] = []
    angle = ""
    depth = 0
    for match in _TOKEN.finditer(value):
        piece = match[0]
        if piece == "(":
            depth += 1
        elif piece == ")":
            depth = max(depth - 1, 0)
        elif depth:
            comments.append(piece)
        elif piece in (",", ";"):
            yield _member(words, angle, comments)
            words, comments, angle = [], [], ""
        elif piece == ":":
            words, comments = [], []
        elif piece[0] == "<" and len(piece) > 1:
            angle = angle or piece
        else:
            words.append(_ESCAPED.sub(r"\1", piece[1:-1]) if piece[0] == '"' and len(piece) > 1 else piece)
    yield _member(words, angle, comments)


def _member(words: list[str], angle: str, comments: list[str]) -> Address:
    phrase = "".join(words)
    if angle:
        return Address(_name(phrase) or _name("".join(comments)), email_of(angle))
    email = email_of(phrase)
    if not email and "@" in phrase:
        email = next((found for word in phrase.split() if (found := email_of(word))), "")
    return Address(_name("".join(comments)), email)


def _name(phrase: str) -> str:
    name = " ".join(decoded(phrase).split()).strip("\"' ")
    return name[:200]
