"""Mail that no program should have sent (rows 30 to 36): each message other than the last, and none an event."""

from __future__ import annotations

import random

_PLAIN = b"From: Mallory <mallory@odd.example>\r\nTo: ada@example.org\r\nDate: Tue, 05 Mar 2024 10:00:00 +0100\r\n"


def malformed(rng: random.Random) -> bytes:
    """One message; only the first line is sound."""
    name = b"Message-ID: <odd-%016x@odd.example>\r\n" % rng.getrandbits(64)
    return name + rng.choice(_SHAPES)(rng)


def _headers(rng: random.Random) -> bytes:
    odd = (
        b"From: <[x]@[y]>",
        b"To: (c):",
        b"Content-Type: text/plain; name*",
        b"Subject: =?utf-8?B?" + b"A" * 40,
        b"Date: Thu, 99 Foo 99999 99:99:99 +9999",
        b"Reply-To: " + b"(" * 300,
        b"Subject: \xff\xfe\x80 raw",
        b"References: " + b"<a@b> " * 500,
    )
    return b"\r\n".join(rng.sample(odd, 4)) + b"\r\n\r\nodd headers\r\n"


def _nested(rng: random.Random) -> bytes:
    parts = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(rng.randrange(20, 120))
    )
    return _PLAIN + b"Subject: nested\r\n" + parts + b"\r\nthe end\r\n"


def _noise(rng: random.Random) -> bytes:
    octets = bytes(rng.randrange(1, 256) for _ in range(rng.randrange(10, 3000)))
    return _PLAIN + b"Subject: octets\r\nContent-Type: text/html; charset=nowhere\r\n\r\n" + octets


def _empty(_rng: random.Random) -> bytes:
    return b"\r\n"


def _long(rng: random.Random) -> bytes:
    return _PLAIN + b"Subject: " + b"x" * rng.randrange(10_000, 200_000) + b"\r\n\r\nlong\r\n"


_SHAPES = (_headers, _nested, _noise, _empty, _long)
