"""A `Raw` to a `Message`. Never raises: what is damaged is left out and told in `problems`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from watcher.reading import automatic, dates, delivery, invitation, quotation
from watcher.reading.address import MAX_ADDRESSES, addresses, author
from watcher.reading.body import body, content
from watcher.reading.charset import inline
from watcher.reading.header import decoded, fields, first
from watcher.reading.parts import REPORTS, Leaf, bodies, is_calendar, leaves
from watcher.reading.types import (
    Address,
    Attachment,
    Automatic,
    CalendarEvent,
    DeliveryReport,
    Message,
    Raw,
)

MAX_SUBJECT = 1_000
MAX_REFERENCES = 200
MAX_ID = 998
"""Characters of a Message-ID: what fits a line of RFC 5322."""

_DELIVERED_TO = ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-delivered-to")


def read(raw: Raw) -> Message:
    """Read a message: headers, text apart from quotations, calendars, reports, and whether a program wrote it."""
    try:
        return _read(raw)
    except Exception as error:  # noqa: BLE001 - the promise: no message stops a run, whatever it holds
        mark = sha256(raw.header + b"\0" + repr(sorted(raw.parts)).encode()).hexdigest()[:32]
        return Message(
            identity=f"#{mark}",
            sent_at=dates.received_in_utc(raw.received_at),
            received_at=dates.received_in_utc(raw.received_at),
            problems=(f"the message cannot be read ({type(error).__name__})",),
        )


def _read(raw: Raw) -> Message:
    values = fields(raw.header)
    found = list(leaves(raw.structure))
    texts = bodies(found)
    said = body(texts, raw.parts)
    problems = said.problems
    new_text, quoted_text = quotation.separated(said.text)
    date = dates.parsed(first(values, "date"))
    calendar = _calendar(found, raw, date, problems)
    headers = {name: tuple(map(decoded, told)) for name, told in values.items()}
    from_ = author(first(values, "from"))
    subject = _subject(first(values, "subject"))
    to = _addresses(values, "to")
    kind, why = automatic.kind(
        automatic.Signs(
            headers=headers,
            from_=from_,
            subject=subject,
            new_text=new_text,
            quoted_text=quoted_text,
            types=[raw.structure.content_type, *(leaf.part.content_type for leaf in found)],
            report_type=raw.structure.params.get("report-type", "").lower(),
            calendar=calendar,
        )
    )
    report = None
    if kind is Automatic.BOUNCE:
        own = [one.email for one in (*to, *filter(None, [from_]))]
        worded = delivery.written_report(headers, subject, said.text, own)
        report = _report(found, raw, worded, problems)
        kind = kind if report.action in ("failed", "delayed") else Automatic.RECEIPT
    message_id = next(iter(delivery.ids(first(values, "message-id"))), "")[:MAX_ID]
    if not message_id:
        message_id = "".join(decoded(first(values, "message-id")).split()).strip("<>")[:MAX_ID]
    _note_header_problems(values, date, problems)
    return Message(
        identity=_identity(message_id, from_, to, first(values, "date"), subject),
        message_id=message_id,
        subject=subject,
        from_=from_,
        sender=author(first(values, "sender")),
        reply_to=_addresses(values, "reply-to"),
        to=to,
        cc=_addresses(values, "cc"),
        bcc=_addresses(values, "bcc"),
        delivered_to=_delivered_to(values),
        sent_at=dates.sent_at(date, raw.received_at),
        received_at=dates.received_in_utc(raw.received_at),
        in_reply_to=_ids(values, "in-reply-to"),
        references=_ids(values, "references"),
        text=said.text,
        new_text=new_text,
        quoted_text=quoted_text,
        links=said.links,
        json_ld=said.json_ld,
        attachments=_attachments(found, texts),
        calendar=calendar,
        report=report,
        automatic=kind,
        automatic_why=why,
        headers=headers,
        problems=tuple(dict.fromkeys(map(inline, problems))),
    )


def _identity(message_id: str, from_: Address | None, to: Sequence[Address], date: str, subject: str) -> str:
    """The Message-ID and a hash of what the user sees in the header, spacing apart: servers fold lines anew."""
    told = (from_.email or from_.name if from_ else "", ",".join(one.email for one in to), date, subject)
    mark = sha256("\0".join(" ".join(part.split()) for part in told).encode("utf-8", "replace")).hexdigest()
    return f"{message_id}#{mark[:32]}"


def _subject(value: str) -> str:
    return " ".join(decoded(value).split())[:MAX_SUBJECT]


def _addresses(values: Mapping[str, tuple[str, ...]], name: str) -> tuple[Address, ...]:
    """All addresses of all headers of that name, once each."""
    found = {one.email: one for value in reversed(values.get(name, ())) for one in reversed(addresses(value))}
    return tuple(reversed(found.values()))[:MAX_ADDRESSES]


def _delivered_to(values: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.email for name in _DELIVERED_TO for one in _addresses(values, name)))


def _ids(values: Mapping[str, tuple[str, ...]], name: str) -> tuple[str, ...]:
    """Message-IDs in order; of very many the first, which began the thread, and the latest."""
    found = [one[:MAX_ID] for value in values.get(name, ()) for one in delivery.ids(value)]
    return tuple(found if len(found) <= MAX_REFERENCES else found[:1] + found[1 - MAX_REFERENCES :])


def _note_header_problems(values: Mapping[str, tuple[str, ...]], date: datetime | None, problems: list[str]) -> None:
    if not values:
        problems.append("no headers")
    elif date is None:
        problems.append("the Date header is missing" if "date" not in values else "the Date header cannot be parsed")
    if len(values.get("from", ())) > 1:
        problems.append("more than one From header")


def _calendar(found: Sequence[Leaf], raw: Raw, date: datetime | None, problems: list[str]) -> tuple[CalendarEvent, ...]:
    events: list[CalendarEvent] = []
    floating = invitation.offset_of(date)
    room = invitation.MAX_CALENDAR
    for leaf in found:
        if not is_calendar(leaf.part) or not (octets := content(leaf.part, raw.parts, problems)):
            continue
        if len(octets) > room:
            problems.append("a calendar that is too large")
            continue
        room -= len(octets)
        events.extend(invitation.events(octets, leaf.part.params.get("method", ""), floating, problems))
    return invitation.distinct(events)[: invitation.MAX_EVENTS]


def _attachments(found: Sequence[Leaf], texts: Sequence[Leaf]) -> tuple[Attachment, ...]:
    return tuple(
        Attachment(inline(leaf.part.filename).strip(), inline(leaf.part.content_type), leaf.part.size)
        for leaf in found
        if leaf not in texts and not is_calendar(leaf.part) and leaf.part.content_type not in REPORTS
    )


def _report(found: Sequence[Leaf], raw: Raw, worded: DeliveryReport, problems: list[str]) -> DeliveryReport:
    """The report by its own parts (RFC 3464), and where those are missing by its words."""
    statuses: list[bytes] = []
    returned: list[bytes] = []
    for leaf in found:
        if leaf.part.content_type.endswith("delivery-status"):
            statuses.append(content(leaf.part, raw.parts, problems))
        elif leaf.part.content_type in ("text/rfc822-headers", "message/global-headers"):
            returned.append(content(leaf.part, raw.parts, problems))
        elif (header := raw.parts.get(f"{leaf.part.section}.HEADER")) is not None:
            returned.append(header)
    formal = delivery.status_report(statuses, returned)
    return DeliveryReport(
        action=formal.action if formal.recipients else worded.action,
        recipients=formal.recipients or worded.recipients,
        original_message_id=formal.original_message_id or worded.original_message_id,
    )
