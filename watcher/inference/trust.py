"""Whether the visible sender can be trusted (RFC 8601), in its simple form."""

from __future__ import annotations

from watcher.inference.senders import is_free_mail, listed, organisation
from watcher.inference.tables import Tables
from watcher.reading import Message


def verified(message: Message, tables: Tables) -> bool:
    """False where DMARC failed, or From and Reply-To are of different organisations and neither is a listed relay.

    Only the topmost Authentication-Results is read: the receiving server writes it last, hence first. A relay in
    Reply-To (or in From) is ordinary; so is an employer's own address behind a private From.
    """
    results = message.headers.get("authentication-results", ())
    if results and "dmarc=fail" in results[0].lower():
        return False
    sender = message.from_
    if sender is None or not message.reply_to:
        return True
    if listed(sender.domain, tables) is not None:
        return True
    for reply in message.reply_to:
        if organisation(reply.domain) == organisation(sender.domain) or listed(reply.domain, tables) is not None:
            return True
    return is_free_mail(sender.domain, tables) and not any(
        is_free_mail(reply.domain, tables) for reply in message.reply_to
    )
