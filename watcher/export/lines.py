"""Everything as JSON Lines: one object a line, whose `record` says what it is; times are ISO 8601 with offset."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from watcher.cadence import Intent, snoozed_until
from watcher.cadence.history import pasts
from watcher.drafting import one_line
from watcher.export.types import Search
from watcher.timeline import ENDED, Application, Contact, Fact, Interview, interviews, short_id

Row = dict[str, Any]


def as_json_lines(search: Search) -> str:
    """Each application with its events, interviews and follow-ups, then the drafts; what is unknown is null."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in _rows(search))


def _rows(search: Search) -> Iterator[Row]:
    past = pasts(search.timeline.applications, [i.written for i in search.intents])
    owner = {w.key: name for name, each in past.items() for w in each.written}
    for application in search.timeline.applications:
        yield _application(application, search)
        yield from (_event(fact, application, search) for fact in application.facts)
        yield from (_interview(interview, application, search) for interview in interviews(application))
        for f in search.follow_ups(application):
            yield {
                "record": "follow_up",
                "application": application.id,
                "key": f.key,
                "kind": f.kind.value,
                "to": f.recipient.email if f.recipient else None,
                "due_at": _moment(f.due_at, search),
                "lapses_at": _moment(f.lapses_at, search),
                "why": one_line(f.why),
                "held": one_line(f.held) or None,
            }
    yield from (_draft(intent, owner.get(intent.written.key), search) for intent in search.intents)


def _application(application: Application, search: Search) -> Row:
    until = snoozed_until(application)
    return {
        "record": "application",
        "id": application.id,
        "company": one_line(application.company) or None,
        "role": one_line(application.role) or None,
        "stage": application.stage.value,
        "flags": sorted(flag.value for flag in application.flags),
        "closed": application.stage in ENDED,
        "applied_at": _moment(application.applied_at, search),
        "last_heard_at": _moment(application.last_heard_at, search),
        "snoozed_until": until.isoformat() if until else None,
        "contacts": [_contact(contact) for contact in application.contacts],
    }


def _contact(contact: Contact) -> Row:
    return {
        "name": one_line(contact.name) or None,
        "email": one_line(contact.email),
        "role": contact.role.value,
        "phone": one_line(contact.phone) or None,
        "writable": contact.writable,
    }


def _event(fact: Fact, application: Application, search: Search) -> Row:
    event, envelope = fact.event, fact.envelope
    return {
        "record": "event",
        "application": application.id,
        "message": short_id(envelope.identity if envelope else fact.id),
        "message_id": (one_line(envelope.message_id) or None) if envelope else None,
        "kind": event.kind.value,
        "occurred_at": _moment(event.occurred_at, search),
        "starts_at": _moment(event.starts_at, search),
        "due_by": event.due_by.isoformat() if event.due_by else None,
        "outgoing": envelope.outgoing if envelope else None,
        "entered": envelope is None,
    }


def _interview(interview: Interview, application: Application, search: Search) -> Row:
    return {
        "record": "interview",
        "application": application.id,
        "starts_at": _moment(interview.starts_at, search),
        "ends_at": _moment(interview.ends_at, search),
        "cancelled": interview.cancelled,
        "interviewers": [
            {"name": one_line(p.name) or None, "email": one_line(p.email) or None} for p in interview.interviewers
        ],
    }


def _draft(intent: Intent, application: str | None, search: Search) -> Row:
    written = intent.written
    return {
        "record": "draft",
        "application": application,
        "key": written.key,
        "kind": written.kind.value,
        "state": written.state.value,
        "to": one_line(written.recipient) or None,
        "subject": one_line(written.subject) or None,
        "account": one_line(written.account),
        "message_id": one_line(written.message_id) or None,
        "written_at": _moment(written.written_at, search),
        "changed_at": _moment(written.changed_at, search),
    }


def _moment(moment: datetime | None, search: Search) -> str | None:
    return moment.astimezone(search.zone).isoformat(timespec="seconds") if moment else None
