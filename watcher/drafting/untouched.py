"""Whether a message in Drafts is still the one that was rendered, as far as the user's part goes."""

from __future__ import annotations

import re

_DATE = re.compile(rb"^Date:[^\n]*\n(?:[ \t][^\n]*\n)*", re.IGNORECASE | re.MULTILINE)


def is_untouched(stored: bytes, rendered: bytes) -> bool:
    """Tell whether nobody edited a stored draft: the same octets but for line ends and the Date header.

    Stores differ in line ends, and a draft that was composed twice for one follow-up differs in its Date alone.
    """
    return _letter(stored) == _letter(rendered)


def _letter(content: bytes) -> bytes:
    head, blank, body = content.replace(b"\r\n", b"\n").partition(b"\n\n")
    return _DATE.sub(b"", head + b"\n") + blank + body.rstrip(b"\n")
