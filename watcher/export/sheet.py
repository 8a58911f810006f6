"""Applications as CSV (RFC 4180): UTF-8, CRLF, a header, a row for each; times are local, as a reader writes them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from datetime import datetime

from watcher.cadence import State, snoozed_until
from watcher.cadence.history import pasts
from watcher.drafting import one_line
from watcher.export.types import Search, words
from watcher.timeline import Application, interviews

# A spreadsheet runs what begins with one of these; where its separator is another than ours, a cell begins after that.
_FORMULA = re.compile(r"(^|[,;|\t])([\s\"']*)(?=[=+\-@\t＝＋－＠])")


def as_csv(search: Search) -> str:
    """The whole table. Where a cell could be taken for a formula, an apostrophe stands before it."""
    written = [i.written for i in search.intents]
    past = pasts(search.timeline.applications, written)
    rows = [_row(a, search, [w.state for w in past[a.id].written]) for a in search.timeline.applications]
    out = io.StringIO()
    # All quoted: a separator of another country's spreadsheet within a cell then parts nothing.
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    writer.writerows([_cell(row[column]) for column in _COLUMNS] for row in rows)
    return out.getvalue()


_COLUMNS = (
    "id",
    "company",
    "role",
    "stage",
    "flags",
    "applied",
    "last_heard",
    "next",
    "next_due",
    "interview",
    "contact",
    "email",
    "phone",
    "snoozed_until",
    "drafts_waiting",
    "follow_ups_sent",
)


def _row(application: Application, search: Search, states: list[State]) -> Mapping[str, str]:
    coming = next(iter(search.follow_ups(application)), None)
    held = [i for i in interviews(application) if not i.cancelled]
    meeting = next((i for i in held if i.ends_at > search.now), held[-1] if held else None)
    contact = next((c for c in application.contacts if c.writable), None)
    until = snoozed_until(application)
    return {
        "id": application.id,
        "company": application.company,
        "role": application.role,
        "stage": words(application.stage.value),
        "flags": ", ".join(sorted(words(flag.value) for flag in application.flags)),
        "applied": _moment(application.applied_at, search),
        "last_heard": _moment(application.last_heard_at, search),
        "next": words(coming.kind.value) if coming else "",
        "next_due": _moment(coming.due_at, search) if coming else "",
        "interview": _moment(meeting.starts_at, search) if meeting else "",
        "contact": contact.name if contact else "",
        "email": contact.email if contact else "",
        "phone": contact.phone if contact else "",
        "snoozed_until": until.isoformat() if until else "",
        "drafts_waiting": str(sum(state.live for state in states)),
        "follow_ups_sent": str(states.count(State.SENT)),
    }


def _cell(text: str) -> str:
    return _FORMULA.sub(r"\1\2'", one_line(text))


def _moment(moment: datetime | None, search: Search) -> str:
    return f"{moment.astimezone(search.zone):%Y-%m-%d %H:%M}" if moment else ""
