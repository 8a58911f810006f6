"""What the user may set for the end of their letters: `sign_off` and `signature`, checked and made ready."""

from __future__ import annotations

MAX_SIGN_OFF = 60
MAX_SIGNATURE = 400
MAX_LINES = 6
_NO_LETTER = "{}[]<>\\"
"""What never stands in a letter: it would look like a gap that was left."""
_BLOCK = "-- "
_EXAMPLE = 'must be a text, or one for each language, such as { en = "Kind regards,", de = "Viele Grüße" }'


def sign_offs(value: object) -> dict[str, str]:
    """The sign-offs by language, "" where one text is for all. ValueError says what is wrong."""
    given = value if isinstance(value, dict) else {"": value}
    found: dict[str, str] = {}
    for language, text in given.items():
        is_code = language == "" or (len(language) == len("en") and language.islower())
        if not is_code or not isinstance(text, str):
            raise ValueError(_EXAMPLE)
        if not text.strip() or len(text) > MAX_SIGN_OFF or not text.isprintable() or any(c in _NO_LETTER for c in text):
            raise ValueError(f"must be one line of at most {MAX_SIGN_OFF} characters, without any of {_NO_LETTER}")
        found[language] = text.strip()
    return found


def signature(value: str) -> str:
    """Its lines; "--" alone on a line becomes "-- ", because editors take the space away (RFC 3676 section 4.3)."""
    lines = [_BLOCK if line.rstrip() == "--" else line.strip() for line in value.strip("\n").split("\n")]
    whole = "\n".join(lines)
    if sum(line != _BLOCK for line in lines) > MAX_LINES or len(whole) > MAX_SIGNATURE:
        raise ValueError(f"must be at most {MAX_LINES} lines and {MAX_SIGNATURE} characters together")
    if not all(map(str.isprintable, lines)):
        raise ValueError("must be printable")
    if whole and (lines[0] in ("", _BLOCK) or any(c in _NO_LETTER for c in lines[0])):
        raise ValueError(f"must begin with your name, without any of {_NO_LETTER}")
    return whole
