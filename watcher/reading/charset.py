"""Bytes to text: transfer encodings (RFC 2045 section 6) and character sets, as tolerant as mail demands."""

from __future__ import annotations

import binascii
import codecs
import re
from unicodedata import normalize

_SPOKEN_FOR = {
    "ascii": "utf-8",
    "us-ascii": "utf-8",
    "ansi_x3.4-1968": "utf-8",
    "unknown-8bit": "utf-8",
    "x-unknown": "utf-8",
    "default": "utf-8",
    "utf8mb4": "utf-8",
    "unicode-1-1-utf-7": "utf-7",
    "iso-8859-1": "windows-1252",
    "iso8859-1": "windows-1252",
    "iso_8859-1": "windows-1252",
    "latin1": "windows-1252",
    "latin-1": "windows-1252",
    "iso-8859-9": "windows-1254",
    "iso-8859-8-i": "iso-8859-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
}
"""What senders declare, and the superset that they really write (WHATWG Encoding, section 4.2, as browsers do)."""

_NO_MAIL_CHARSET = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"})
"""Python codecs that are no character set of mail; idna and punycode take quadratic time (CVE-2022-45061)."""

_TOLERATED = 0.02
"""The share of undecodable characters up to which a declared character set is still believed."""

_UNSAFE_INLINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2060\u2066-\u2069\ufeff]+")
_UNSAFE_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u200b\u00ad\u034f]")
_DECOMPOSED = re.compile(
    r"[^\W_][\u0300-\u036f\u0653-\u0655\u3099\u309a]{1,4}|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?"
)
"""A letter with marks (Latin, Greek, Cyrillic, Arabic, kana), and conjoining Hangul, as macOS writes them."""
_LINE_ENDS = re.compile(r"\r\n?|\x0b|\x0c|\x85|\u2028|\u2029")
_BREAKING = re.compile(r"[\t\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_NOT_BASE64 = bytes(set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"))


def known_charset(declared: str) -> str:
    """The name of a Python codec for a declared character set, "" where there is none."""
    name = declared.strip().strip("\"'").lower()[:64]
    name = _SPOKEN_FOR.get(name, name)
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return ""
    is_text = getattr(info, "_is_text_encoding", False)
    return info.name if is_text and info.name.replace("-", "_") not in _NO_MAIL_CHARSET else ""


def decode(data: bytes, declared: str = "") -> str:
    """Text of `data`: by its declared character set, else UTF-8, else windows-1252. Never raises, never a surrogate."""
    if data.isascii() and declared.lower() in ("", "us-ascii", "utf-8", "ascii", "iso-8859-1"):
        return data.decode("ascii")
    charset = known_charset(declared) if declared else ""
    for name in (charset, "utf-8"):
        if not name:
            continue
        try:
            return _scalar(data.decode(name))
        except (UnicodeError, ValueError):
            continue
    text = data.decode(charset or "utf-8", "replace")
    return _scalar(text) if _mostly_right(text) else data.decode("windows-1252", "replace")


def _mostly_right(text: str) -> bool:
    """A few broken characters among many good ones beyond ASCII: damage, not another character set."""
    broken = text.count("\ufffd")
    beyond = len(text) - len(text.encode("ascii", "ignore")) - broken
    return broken <= beyond and broken <= len(text) * _TOLERATED


def _scalar(text: str) -> str:
    """Replace lone surrogates, which UTF-7 and UTF-16 may smuggle in and no database can store."""
    if text.isascii():
        return text
    return text.encode("utf-8", "replace").decode("utf-8")


def composed(text: str) -> str:
    """Letters and their accents as one character each (NFC). Bit by bit: NFC sorts marks in quadratic time."""
    if text.isascii():
        return text
    return _DECOMPOSED.sub(lambda match: normalize("NFC", match[0]), text)


def inline(text: str) -> str:
    """Text for one line: no control characters, line ends or direction overrides; so nothing can forge a header."""
    if text.isprintable():
        return composed(text)
    return composed(_UNSAFE_INLINE.sub("", _BREAKING.sub(" ", text)))


def lines(text: str) -> str:
    r"""Text with "\n" line ends, and no other control characters but tabs."""
    if "\r" in text or not text.isascii() or "\x0b" in text or "\x0c" in text:
        text = _LINE_ENDS.sub("\n", text).replace("\u00a0", " ")
    return composed(_UNSAFE_TEXT.sub("", text))


def transfer_decoded(data: bytes, encoding: str) -> tuple[bytes, str]:
    """Undo a Content-Transfer-Encoding; with it a problem in words, "" where there was none."""
    match encoding.strip().lower():
        case "base64":
            return _base64(data)
        case "quoted-printable":
            return binascii.a2b_qp(data), ""
        case "" | "7bit" | "8bit" | "binary":
            return data, ""
        case unknown:
            return data, f"unknown transfer encoding {inline(unknown)[:40]}"


def _base64(data: bytes) -> tuple[bytes, str]:
    try:
        return binascii.a2b_base64(data), ""
    except binascii.Error:
        clean = data.translate(None, _NOT_BASE64)
        whole = clean[: len(clean) - (len(clean) % 4 == 1)]  # six bits alone are no octet
        return binascii.a2b_base64(whole + b"=" * (-len(whole) % 4)), "broken base64"
