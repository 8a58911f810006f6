"""Texts that tempt a pattern to look again and again at what it has seen. Each takes a number of octets."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.reading.hostile import CASES, DATED, TYPES, filled, numbered

PIECES: Mapping[str, str] = {
    "one word": "word ",
    "one letter": "a",
    "if": "if ",
    "if you are selected": "if you are selected we will contact you to schedule an interview ",
    "we would like to": "we would like to ",
    "unfortunately not": "unfortunately not ",
    "your application for the position of": "your application for the position of ",
    "thank you for": "thank you for ",
    "by the end of": "by the end of ",
    "within 5": "within 5 ",
    "the role of the": "the role of the ",
    "at Acme at": "at Acme at ",
    "German": "wir würden Sie gerne leider nicht ",
    "French": "nous avons le regret de votre candidature ",
    "Japanese": "面接の日程についてご連絡",
    "capitals": "A B ",
    "names": "Grace Hopper, ",
    "signatures": "Best,\nGrace\n--\n",
    "greetings": "Dear Ada,\n",
    "marks": ">\n",
    "marks in one line": "> ",
    "quotation marks": '"',
    "curly quotation marks": "“a” ",
    "apostrophes": "'",
    "dots": ".",
    "dots and words": "a. ",
    "commas": ",",
    "question marks": "? ",
    "exclamation marks": "!",
    "dashes": "-",
    "dashes and blanks": "- ",
    "digits": "1",
    "digits and blanks": "1 ",
    "digits and dots": "1.",
    "times": "10:00 ",
    "times and zones": "10:00 am PT - ",
    "dates": "5 March 2024, ",
    "ISO dates": "2024-03-05 ",
    "weekdays": "Monday Tuesday ",
    "weekdays and times": "Thursday at 2pm PT or ",
    "phone numbers": "+1 555 0100 ",
    "parentheses": "(",
    "parentheses closed": "()",
    "brackets": "[",
    "addresses": "a@b.example ",
    "at signs": "a@",
    "links": "https://x.example/a ",
    "colons": "a: ",
    "slashes": "a/",
    "tabs": "\t",
    "blanks": " ",
    "line ends": "\n",
    "blank lines": "a\n\n",
    "short lines": "a\n",
    "labels": "From: a\n",
    "attributions": "On 5 Mar 2024 ",
    "accents": "e\u0301",
    "non-breaking blanks": "\u00a0",
    "absence": "I am out of the office ",
    "bounces": "could not be delivered to ",
}


def _of_text(piece: str) -> Callable[[int], bytes]:
    return lambda size: DATED + TYPES["plain"] + b"Your application\n" + filled(piece.encode(), size)


def _of_html(piece: str) -> Callable[[int], bytes]:
    return lambda size: DATED + TYPES["html"] + filled(b"<p>" + piece.encode() + b"</p>", size)


def _of_subject(piece: str) -> Callable[[int], bytes]:
    return lambda size: DATED + b"Subject: " + filled(piece.replace("\n", " ").encode(), size) + b"\r\n\r\nHello"


GROWING: Mapping[str, Callable[[int], bytes]] = {
    **{f"text: {name}": _of_text(piece) for name, piece in PIECES.items()},
    **{f"HTML: {name}": _of_html(piece) for name, piece in PIECES.items()},
    **{f"subject: {name}": _of_subject(piece) for name, piece in PIECES.items()},
    **{name: make for name, (make, _) in CASES.items()},
    "text: numbered lines": numbered(DATED + TYPES["plain"], b"%d\n", b""),
    "text: numbered words": numbered(DATED + TYPES["plain"], b"word%d ", b""),
}
"""By name: the generators, those of hostile mail among them."""
