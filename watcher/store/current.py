"""Every message with its current inference, decoded once: later only what the ledger gained is read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, ScalarSelect, Select, func, or_, select

from watcher.inference import Event, Inference
from watcher.store.database import Database, chunks
from watcher.store.payloads import ENVELOPE, EVENT, TOLD
from watcher.store.state import GENERATION
from watcher.store.tables import events, inferences, messages, places
from watcher.timeline import Seen


@dataclass(frozen=True, slots=True)
class _Marks:
    """How far the ledger was read. Its tables only grow within one `generation`; ids are never given again."""

    inference: int = 0
    place: int = 0
    generation: str = ""


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read up to its marks: by message, in the order of `seen`; `each` is its values."""

    marks: _Marks = _Marks()
    by_message: Mapping[int, tuple[Any, Seen]] = field(default_factory=dict)
    each: Sequence[Seen] = ()


class Current:
    """The view behind `Messages.seen`. Threads may share it: what was read is replaced whole."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._read = _Read()

    def seen(self) -> Sequence[Seen]:
        """Every message with its current inference, oldest first by `sent_at`."""
        with self._database.read() as connection:
            last, marks = self._read, _marks(connection)
            if marks == last.marks:
                return list(last.each)
            grown = marks.generation == last.marks.generation
            found = _found(connection, last.marks if grown else _Marks())
        by_message = {**(last.by_message if grown else {}), **found}
        # Sorted anew only in name: what was read before stands in order already.
        ordered = dict(sorted(by_message.items(), key=lambda item: item[1][0]))
        self._read = _Read(marks, ordered, tuple(seen for _, seen in ordered.values()))
        return list(self._read.each)


def latest() -> ScalarSelect[int]:
    """The id of the current inference of the message of the enclosing query."""
    each = inferences.alias()
    return select(func.max(each.c.id)).where(each.c.message == messages.c.id).correlate(messages).scalar_subquery()


def _marks(connection: Connection) -> _Marks:
    row = connection.execute(
        select(
            select(func.coalesce(func.max(inferences.c.id), 0)).scalar_subquery(),
            select(func.coalesce(func.max(places.c.id), 0)).scalar_subquery(),
            GENERATION,
        )
    ).one()
    return _Marks(*row)


def _found(connection: Connection, since: _Marks) -> dict[int, tuple[Any, Seen]]:
    """The messages that gained an inference or a place (and so perhaps a better envelope) since the marks."""
    gained: Select[Any] = _CURRENT
    if since.inference:
        gained = gained.where(
            or_(
                inferences.c.id > since.inference,
                messages.c.id.in_(select(places.c.message).where(places.c.id > since.place)),
            )
        )
    rows = connection.execute(gained).all()
    inferred = _events(connection, [row.inference for row in rows])
    return {row.id: ((row.sent_at, row.id), _seen(row, inferred)) for row in rows}


def _events(connection: Connection, wanted: Sequence[int]) -> Mapping[int, Sequence[Event]]:
    inferred: dict[int, list[Event]] = defaultdict(list)
    query = select(events.c.inference, events.c.schema, events.c.payload).order_by(events.c.inference, events.c.number)
    for chunk in chunks(wanted):
        for inference, schema, payload in connection.execute(query.where(events.c.inference.in_(chunk))):
            inferred[inference].append(EVENT.load(schema, payload))
    return inferred


_CURRENT = select(
    messages.c.id,
    messages.c.sent_at,
    messages.c.schema,
    messages.c.payload,
    inferences.c.id.label("inference"),
    inferences.c.rules_version,
    inferences.c.ignored,
    inferences.c.human,
    inferences.c.language,
    inferences.c.schema.label("told_schema"),
    inferences.c.payload.label("told"),
).select_from(messages.join(inferences, inferences.c.id == latest()))


def _seen(row: Any, inferred: Mapping[int, Sequence[Event]]) -> Seen:
    told = TOLD.load(row.told_schema, row.told)
    return Seen(
        ENVELOPE.load(row.schema, row.payload),
        Inference(
            events=tuple(inferred.get(row.inference, ())),
            ignored=row.ignored,
            human=row.human,
            language=row.language,
            rules_version=row.rules_version,
            people=told.people,
            if_tied=told.if_tied,
            other_matter=told.other_matter,
            verified=told.verified,
        ),
        told.manner,
    )
