"""A `Message` to the header summary that the ledger keeps."""

from __future__ import annotations

from datetime import UTC, datetime

from watcher.reading import Message
from watcher.timeline.types import Envelope, Place

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MAX_PARENTS = 100
_LONGEST_LIST = 255
# What a server adds to mail that it delivers (RFC 5321 section 4.4).
_TRACES = ("received", "return-path", "delivered-to")


def envelope(message: Message, *, me: frozenset[str], account: str, mailbox: str, place: Place) -> Envelope:
    """The header summary of `message`, found in `mailbox` of `account`.

    `me` are the user's addresses, lower case. It is outgoing where it stands in Sent (an alias that the config does not
    name, too), and elsewhere where From is one of them and nothing tells that it came from outside: anybody can write
    the reader's own address into From.
    `sent_at` falls back to INTERNALDATE, then to 1970, so that it never counts as news.
    """
    writer = message.from_.email if message.from_ else ""
    outgoing = place is Place.SENT or (writer in me and _is_own(message, me, place))
    return Envelope(
        identity=message.identity,
        message_id=message.message_id,
        parents=_parents(message),
        subject=message.subject,
        from_=message.from_,
        reply_to=message.reply_to,
        to=message.to,
        cc=message.cc,
        sent_at=(message.sent_at or message.received_at or _EPOCH).astimezone(UTC),
        account=account,
        mailbox=mailbox,
        place=place,
        outgoing=outgoing,
        own_address=writer if outgoing else _delivered_to(message, me),
        automatic=message.automatic,
        attachments=tuple(a.name for a in message.attachments if a.name),
        list_id=_list_id(message),
    )


def _is_own(message: Message, me: frozenset[str], place: Place) -> bool:
    """Whether the user wrote a message that bears their address, by where it lies.

    Sent mail is filed in archives, without a trace of delivery. In INBOX a trace shows mail from outside, unless it is
    a note to oneself; what comes back from a list, or as one's own Bcc, also lies in Sent.
    """
    results = message.headers.get("authentication-results", ("",))
    if place in (Place.JUNK, Place.TRASH) or "dmarc=fail" in results[0].lower():
        return False
    if place is not Place.INBOX or not any(name in message.headers for name in _TRACES):
        return True
    to = {a.email for a in (*message.to, *message.cc, *message.bcc)}
    return bool(to) and to <= me


def _parents(message: Message) -> tuple[str, ...]:
    """References, then In-Reply-To where it adds something; the newest are kept of a list that is too long."""
    ids = [*message.references, *(i for i in message.in_reply_to if i not in message.references)]
    return tuple(dict.fromkeys(i for i in ids if i and i != message.message_id))[-_MAX_PARENTS:]


def _list_id(message: Message) -> str:
    """What stands in angle brackets at the end of List-Id (RFC 2919 section 2), or all of it where there are none."""
    told = message.headers.get("list-id", ("",))[0].strip().lower()
    name = told.removesuffix(">").rpartition("<")[2].strip()
    return name if name and len(name) <= _LONGEST_LIST and not any(map(str.isspace, name)) else ""


def _delivered_to(message: Message, me: frozenset[str]) -> str:
    named = (a.email for a in (*message.to, *message.cc, *message.bcc))
    return next((email for email in (*(d.lower() for d in message.delivered_to), *named) if email in me), "")
