"""reading: the bytes of a message, whatever MIME they hold, to a `Message`. Pure; never raises on any input.

`wanted` tells a backend which parts to fetch, `split` makes a `Raw` of a whole file, `read` makes the `Message`.
`letter` takes from what one person wrote how they greet and sign.
"""

from watcher.reading.address import is_address
from watcher.reading.dates import received_in_utc
from watcher.reading.letter import Letter, form_of_address, greets, letter, quotes_below, signer
from watcher.reading.message import read
from watcher.reading.mime import split
from watcher.reading.parts import MAX_PART, wanted
from watcher.reading.types import (
    Address,
    Attachment,
    Attendee,
    Automatic,
    CalendarEvent,
    DeliveryReport,
    Message,
    Raw,
    Structure,
)

__all__ = [
    "MAX_PART",
    "Address",
    "Attachment",
    "Attendee",
    "Automatic",
    "CalendarEvent",
    "DeliveryReport",
    "Letter",
    "Message",
    "Raw",
    "Structure",
    "form_of_address",
    "greets",
    "is_address",
    "letter",
    "quotes_below",
    "read",
    "received_in_utc",
    "signer",
    "split",
    "wanted",
]
