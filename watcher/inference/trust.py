"""Whether the visible sender can be trusted: what the user's own server found (RFC 8601), and where answers go."""

from __future__ import annotations

import re

from watcher.inference.senders import is_free_mail, listed, organisation
from watcher.inference.tables import Tables
from watcher.reading import Message

_COMMENT = re.compile(r"\([^()]{0,500}\)")
_RESULT = re.compile(r"\s{0,40}([a-z0-9-]{1,40})\s{0,4}(?:/\s{0,4}\d{1,3}\s{0,4})?=\s{0,4}([a-z]{1,40})")
_NESTED = 3  # levels of comments in comments that are looked into
_HEADERS = 10
_LENGTH = 4_000


def verified(message: Message, tables: Tables) -> bool:
    """False where DMARC failed, or From and Reply-To are of different organisations and neither is a listed relay.

    A relay in Reply-To (or in From) is ordinary; so is an employer's own address behind a private From.
    """
    if _dmarc_failed(message.headers.get("authentication-results", ())):
        return False
    sender = message.from_
    if sender is None or not message.reply_to:
        return True
    if listed(sender.email, tables) is not None:
        return True
    for reply in message.reply_to:
        if organisation(reply.domain) == organisation(sender.domain) or listed(reply.email, tables) is not None:
            return True
    return is_free_mail(sender.domain, tables) and not any(
        is_free_mail(reply.domain, tables) for reply in message.reply_to
    )


def _dmarc_failed(headers: tuple[str, ...]) -> bool:
    """Whether the server that wrote the topmost Authentication-Results says so, there or in others of its own.

    The user's own server writes last, hence on top (RFC 8601 section 5), and may write one header for each method. What
    others wrote below is not believed: a sender can only forge its own failure.
    """
    told = [_results(header) for header in headers[:_HEADERS]]
    return any(name == told[0][0] and "dmarc=fail" in results for name, results in told)


def _results(header: str) -> tuple[str, list[str]]:
    """The authserv-id and the "method=result" pairs of a header (RFC 8601 section 2.2), without comments."""
    text = header[:_LENGTH].lower()
    for _ in range(_NESTED):
        text = _COMMENT.sub(" ", text)
    name, *results = text.split(";")
    found = [match for match in map(_RESULT.match, results) if match is not None]
    return "".join(name.split()[:1]), [f"{match[1]}={match[2]}" for match in found]
