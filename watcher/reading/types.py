"""What comes out of a mailbox (`Raw`) and what the rest of the program sees of it (`Message`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Structure:
    """One node of a MIME tree, as BODYSTRUCTURE tells it (RFC 3501 section 7.4.2).

    `section` is the part's number (RFC 3501 section 6.4.5): "1", "1.2"; "" is the root of a multipart message, and
    a message that is not multipart has the one section "1". `content_type` is lower case ("text/plain").
    `size` is in octets as transferred, 0 where unknown. `filename` is decoded, "" where the part has none.
    """

    section: str
    content_type: str
    params: Mapping[str, str] = field(default_factory=dict)
    encoding: str = "7bit"
    size: int = 0
    disposition: str = ""
    filename: str = ""
    children: tuple[Structure, ...] = ()


@dataclass(frozen=True, slots=True)
class Raw:
    """A message as fetched: its header block, its structure, and only the parts that `wanted` asked for.

    `parts` maps a section to that part's body, still in its transfer encoding. `received_at` is INTERNALDATE
    (aware), None where the backend has none. `size` is the whole message's size in octets (RFC822.SIZE).
    """

    header: bytes
    structure: Structure
    parts: Mapping[str, bytes] = field(default_factory=dict)
    received_at: datetime | None = None
    size: int = 0


@dataclass(frozen=True, slots=True)
class Address:
    """A mailbox of RFC 5322 section 3.4. `email` is lower case; `name` is decoded, "" where absent."""

    name: str
    email: str

    @property
    def domain(self) -> str:
        """The part after the last "@", "" where there is none."""
        return self.email.rpartition("@")[2] if "@" in self.email else ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A part that is not read. `size` is in octets as transferred."""

    name: str
    content_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Attendee:
    """An ATTENDEE or ORGANIZER of RFC 5545. `status` is PARTSTAT in upper case, "" where absent."""

    name: str
    email: str
    status: str = ""


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One VEVENT of an iCalendar part (RFC 5545), with the METHOD that came with it (RFC 5546), "" where missing.

    `starts_at` and `ends_at` are aware; an all-day event has None for both. `recurrence_id` is its text form.
    """

    method: str
    uid: str
    sequence: int = 0
    stamped_at: datetime | None = None
    recurrence_id: str = ""
    status: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    summary: str = ""
    description: str = ""
    location: str = ""
    organizer: Attendee | None = None
    attendees: tuple[Attendee, ...] = ()


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """A delivery status notification (RFC 3464), or a vendor's own form of one.

    `action` is "failed", "delayed", "delivered", "relayed" or "expanded". `original_message_id` is without angle
    brackets, "" where the report does not return it.
    """

    action: str
    recipients: tuple[str, ...] = ()
    original_message_id: str = ""


class Automatic(StrEnum):
    """Why a message is no human's answer, whatever its words say."""

    AUTO_REPLY = "auto_reply"  # out of office, "we received your mail" (RFC 3834)
    BOUNCE = "bounce"  # RFC 3464
    CALENDAR_REPLY = "calendar_reply"  # METHOD:REPLY of RFC 5546
    RECEIPT = "receipt"  # RFC 8098
    FEEDBACK_REPORT = "feedback_report"  # RFC 5965
    BULK = "bulk"  # List-Id, Precedence: bulk: list mail and newsletters


@dataclass(frozen=True, slots=True)
class Message:
    """One RFC 5322 mail, read.

    `message_id`, `in_reply_to` and `references` are without angle brackets; `message_id` is "" where absent.
    `identity` is the Message-ID with a hash of From, To, Date and Subject, so that one id used by two messages stays
    two. `sent_at` (UTC) is the Date header, unless it cannot be parsed or is over a day later than INTERNALDATE: then
    INTERNALDATE; None where neither is known. `text` is all readable text, `new_text` what the writer added above,
    below and between quotations, `quoted_text` the rest. `links` are the targets of the body's links, `json_ld` the
    texts of its JSON-LD scripts (schema.org markup), `headers` the decoded header values by lower-case name.
    `automatic_why` is the header or wording that shows `automatic`.
    `problems` tells what was damaged, in words.
    """

    identity: str
    message_id: str = ""
    subject: str = ""
    from_: Address | None = None
    sender: Address | None = None
    reply_to: tuple[Address, ...] = ()
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    bcc: tuple[Address, ...] = ()
    delivered_to: tuple[str, ...] = ()
    sent_at: datetime | None = None
    received_at: datetime | None = None
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    text: str = ""
    new_text: str = ""
    quoted_text: str = ""
    links: tuple[str, ...] = ()
    json_ld: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    calendar: tuple[CalendarEvent, ...] = ()
    report: DeliveryReport | None = None
    automatic: Automatic | None = None
    automatic_why: str = ""
    headers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
