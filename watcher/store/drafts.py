"""The ledger's side of writing: intents, and every step of a draft's life."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, case, func, insert, select, update

from watcher.cadence import NO_GIST, Copy, FollowUp, FollowUpKind, Gist, Intent, State, Written
from watcher.errors import LedgerError
from watcher.store.database import Database
from watcher.store.payloads import PLANNED, Planned
from watcher.store.state import GENERATION
from watcher.store.tables import follow_ups, steps
from watcher.timeline import kept, unkept

_UNSENT = (State.PLANNED, State.SENDING)


class Drafts:
    """`pipeline.ports.DraftLedger` over a database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        # What the last `intents` read, and up to where; by key, each with its last step and when it was missed.
        self._intents: tuple[Any, Sequence[Intent]] = (None, ())
        self._decoded: dict[str, tuple[Any, Intent]] = {}

    def plan(
        self,
        follow_up: FollowUp,
        message_id: str,
        subject: str,
        content: bytes,
        now: datetime,
        *,
        gist: Gist = NO_GIST,
    ) -> Intent | None:
        """Record the intent (step planned), committed on return; None where the key exists: it is never reopened."""
        row = {
            "key": follow_up.key,
            "kind": follow_up.kind.value,
            "anchor": follow_up.anchor,
            "recipient": follow_up.recipient.email.lower() if follow_up.recipient else "",
            "account": follow_up.account,
            "message_id": message_id,
            "subject": subject,
            "company": follow_up.company,
            "role": follow_up.role,
            **PLANNED.columns(_planned(follow_up.facts, gist)),
            "content": content,
            "planned_at": now,
        }
        with self._database.write() as connection:
            if connection.scalar(select(follow_ups.c.key).where(follow_ups.c.key == follow_up.key)) is not None:
                return None
            taken = connection.scalar(select(follow_ups.c.key).where(follow_ups.c.message_id == message_id))
            if taken is not None:
                raise LedgerError(
                    f"the follow-ups {taken} and {follow_up.key} were given one Message-ID: please report this",
                    subject=follow_up.key,
                    permanent=True,
                )
            connection.execute(insert(follow_ups).values(row))
            _append(connection, follow_up.key, state=State.PLANNED, at=now)
            return _intent(connection.execute(_INTENTS.where(follow_ups.c.key == follow_up.key)).one())

    def renew(self, follow_up: FollowUp, subject: str, content: bytes, now: datetime, gist: Gist) -> Intent:
        """Record that a draft is to be written anew (step planned), committed on return; LedgerError where it is over.

        `content_hash` of the intent stays that of the draft that stands, until the new one is confirmed.
        """
        with self._database.write() as connection:
            _must_be_live(connection, follow_up.key)
            planned = _payload(connection, follow_up.key)
            row = {
                "subject": subject,
                "company": follow_up.company,
                "role": follow_up.role,
                "content": content,
                **PLANNED.columns(replace(_planned(planned.facts, gist), renewed_at=now, draft_id=planned.draft_id)),
            }
            connection.execute(update(follow_ups).where(follow_ups.c.key == follow_up.key).values(row))
            _append(connection, follow_up.key, state=State.PLANNED, at=now)
            return _intent(connection.execute(_INTENTS.where(follow_ups.c.key == follow_up.key)).one())

    def step(
        self,
        key: str,
        state: State,
        now: datetime,
        *,
        content_hash: str = "",
        detail: str = "",
        gist: Gist | None = None,
        copy: Copy | None = None,
        draft_id: str = "",
    ) -> None:
        """Append a step, committed on return. `content` is blanked once the draft stands in Drafts, or never will."""
        with self._database.write() as connection:
            if state in _UNSENT:
                _must_be_live(connection, key)
            else:
                _last(connection, key)
            if gist is not None or copy is not None or draft_id:
                known = _payload(connection, key)
                learned = replace(
                    known,
                    words=known.words if gist is None else gist.words,
                    names=known.names if gist is None else gist.names,
                    copy=copy or known.copy,
                    draft_id=draft_id or known.draft_id,
                )
                row = PLANNED.columns(learned)
                connection.execute(update(follow_ups).where(follow_ups.c.key == key).values(row))
            _append(connection, key, state=state, at=now, content_hash=content_hash, detail=detail)
            if state not in _UNSENT:
                connection.execute(update(follow_ups).where(follow_ups.c.key == key).values(content=b""))

    def missing(self, key: str, since: datetime | None) -> None:
        """Remember when the draft was first not found in Drafts; None where it is there again."""
        with self._database.write() as connection:
            done = connection.execute(update(follow_ups).where(follow_ups.c.key == key).values(missing_since=since))
            if done.rowcount == 0:
                raise _unknown(key)

    def intents(self) -> Sequence[Intent]:
        """All of them, in the order in which they were planned."""
        with self._database.read() as connection:
            marks, known = tuple(connection.execute(_MARKS).one()), self._intents
            if marks != known[0]:
                known = self._intents = marks, self._decode(connection.execute(_INTENTS), marks[-1])
        return list(known[1])

    def _decode(self, rows: Iterable[Any], generation: Any) -> list[Intent]:
        """Most drafts are as they were: what changes one appends a step, or notes that it was missed."""
        before, decoded = self._decoded, dict[str, tuple[Any, Intent]]()
        for row in rows:
            mark = generation, row.last, row.missing_since
            known = before.get(row.key)
            decoded[row.key] = known if known and known[0] == mark else (mark, _intent(row))
        self._decoded = decoded  # threads may share it: it is replaced whole
        return [intent for _, intent in decoded.values()]


def _append(
    connection: Connection, key: str, *, state: State, at: datetime, content_hash: str = "", detail: str = ""
) -> None:
    row = {"follow_up": key, "state": state.value, "at": at, "content_hash": content_hash, "detail": kept(detail)}
    connection.execute(insert(steps).values(row))


def _planned(facts: frozenset[str], gist: Gist) -> Planned:
    return Planned(facts, gist.wording, gist.answers, gist.words, gist.named, names=gist.names)


def _payload(connection: Connection, key: str) -> Planned:
    row = connection.execute(select(follow_ups.c.schema, follow_ups.c.payload).where(follow_ups.c.key == key)).first()
    if row is None:
        raise _unknown(key)
    return PLANNED.load(row.schema, row.payload)


def _must_be_live(connection: Connection, key: str) -> None:
    state = _last(connection, key)
    if not state.live:
        raise LedgerError(
            f"the follow-up {key} is over ({state.value}) and is never opened again", subject=key, permanent=True
        )


def _last(connection: Connection, key: str) -> State:
    state = connection.scalar(
        select(steps.c.state).where(steps.c.follow_up == key).order_by(steps.c.id.desc()).limit(1)
    )
    if state is None:
        raise _unknown(key)
    return State(state)


def _unknown(key: str) -> LedgerError:
    return LedgerError(f"the ledger holds no follow-up {key}", subject=key, permanent=True)


_life = (
    select(
        steps.c.follow_up,
        func.min(steps.c.id).label("first"),
        func.max(steps.c.id).label("last"),
        func.max(
            case(((steps.c.state == State.CONFIRMED.value) & (steps.c.content_hash != ""), steps.c.id))  # else NULL
        ).label("confirmed"),
    )
    .group_by(steps.c.follow_up)
    .subquery()
)
_last_step, _confirming = steps.alias("last_step"), steps.alias("confirming")
_INTENTS = (
    select(
        follow_ups, _life.c.last, _last_step.c.state, _last_step.c.at, _last_step.c.detail, _confirming.c.content_hash
    )
    .join(_life, _life.c.follow_up == follow_ups.c.key)
    .join(_last_step, _last_step.c.id == _life.c.last)
    .outerjoin(_confirming, _confirming.c.id == _life.c.confirmed)
    .order_by(_life.c.first)
)


# A draft changes by a step, or by having been missed: the instants of the latter are few.
_MARKS = select(
    select(func.max(steps.c.id)).scalar_subquery(),
    select(func.group_concat(follow_ups.c.key.concat(func.coalesce(follow_ups.c.missing_since, ""))))
    .where(follow_ups.c.missing_since.is_not(None))
    .scalar_subquery(),
    GENERATION,
)


def _intent(row: Any) -> Intent:
    planned = PLANNED.load(row.schema, row.payload)
    return Intent(
        written=Written(
            key=row.key,
            kind=FollowUpKind(row.kind),
            anchor=row.anchor,
            facts=planned.facts,
            recipient=row.recipient,
            account=row.account,
            state=State(row.state),
            written_at=row.planned_at,
            changed_at=row.at,
            message_id=row.message_id,
            subject=row.subject,
            company=row.company,
            role=row.role,
            gist=Gist(planned.wording, planned.answers, planned.words, planned.named, planned.names),
            copy=planned.copy,
            renewed_at=planned.renewed_at,
        ),
        content=row.content,
        content_hash=row.content_hash or "",
        missing_since=row.missing_since,
        detail=unkept(row.detail),
        draft_id=planned.draft_id,
    )
