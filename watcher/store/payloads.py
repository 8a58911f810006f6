"""Values as JSON in the ledger, each with the number of the schema that it was written in.

A field added with a default needs no new schema. Anything else (renamed, split, another meaning) does: append a step
to the payload's `upcasts`, and to the tests an example as the older schema wrote it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from watcher.cadence import Copy, Named
from watcher.errors import LedgerError
from watcher.inference import Event, Person
from watcher.store.codec import Codec, codec
from watcher.store.tables import storable
from watcher.timeline import Envelope, Manner

T = TypeVar("T")
Upcast = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Payload(Generic[T]):
    """How one type is written and read. `upcasts[n - 1]` turns the JSON value of schema n into that of n + 1."""

    name: str
    codec: Codec[T]
    upcasts: tuple[Upcast, ...] = ()

    @property
    def schema(self) -> int:
        """The schema that `dump` writes."""
        return len(self.upcasts) + 1

    def columns(self, value: T) -> dict[str, Any]:
        """The value as the two columns `schema` and `payload`."""
        data = self.codec.dump(value)
        return {"schema": self.schema, "payload": storable(json.dumps(data, ensure_ascii=False, separators=(",", ":")))}

    def load(self, schema: int, text: str) -> T:
        """The value back; LedgerError where it is damaged, or of a schema that this program does not know."""
        if not 1 <= schema <= self.schema:
            raise LedgerError(
                f"the ledger holds {self.name} of schema {schema}, and this program knows only up to {self.schema}: "
                "install the newer watcher that wrote it",
                permanent=True,
            )
        try:
            data = json.loads(text)
            for upcast in self.upcasts[schema - 1 :]:
                data = upcast(data)
            return self.codec.load(data)
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
            raise LedgerError(
                f"the ledger holds {self.name} that cannot be read: restore the ledger from a backup, or move it away "
                "and the next run builds it anew from the mail",
                permanent=True,
            ) from error


@dataclass(frozen=True, slots=True)
class Told:
    """What is kept beside the events: people, whether the sender is verified, manner, what a thread makes count."""

    people: tuple[Person, ...] = ()
    verified: bool = True
    manner: Manner | None = None
    if_tied: tuple[Event, ...] = ()
    other_matter: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """What a follow-up was planned with, the ids of its application's facts and its `Gist`, and what became of it."""

    facts: frozenset[str]
    wording: str = ""
    answers: str = ""
    words: frozenset[str] = frozenset()
    named: Named | None = None
    renewed_at: datetime | None = None
    copy: Copy | None = None
    draft_id: str = ""
    names: tuple[str, ...] = ()


ENVELOPE = Payload("an envelope", codec(Envelope))
EVENT = Payload("an event", codec(Event))
# Schema 1 was the people alone.
TOLD = Payload("an inference", codec(Told), (lambda people: {"people": people},))
# Schema 1 was the ids of the facts alone.
PLANNED = Payload("a follow-up", codec(Planned), (lambda facts: {"facts": facts},))
