"""What the tests of drafting share: the packaged letters, and a follow-up to change."""

from __future__ import annotations

from datetime import UTC, date, datetime
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from watcher.bootstrap import templates
from watcher.cadence import Action, FollowUp, FollowUpKind
from watcher.drafting import Draft, Templates, Voice, compose
from watcher.timeline import Contact, Envelope, Place

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 8, 30, tzinfo=BERLIN)
VOICE = Voice("Ada Example")
JANE = Contact("jane@acme.example", "Jane Doe")


def packaged_sources(only: str = "") -> dict[str, str]:
    root = files("watcher").joinpath("drafting", "templates")
    return {
        f"{language.name}/{entry.name}": entry.read_text("utf-8")
        for language in root.iterdir()
        if only in {"", language.name}
        for entry in language.iterdir()
    }


TEMPLATES: Templates = templates()
LANGUAGES = sorted(TEMPLATES.languages)


def follow_up(**changes: Any) -> FollowUp:
    facts: dict[str, Any] = {
        "key": "k1",
        "application": "a1",
        "kind": FollowUpKind.APPLICATION_FOLLOW_UP,
        "anchor": "m1",
        "due_at": NOW,
        "lapses_at": NOW,
        "action": Action.DRAFT,
        "why": "",
        "recipient": JANE,
        "sender": "ada@example.org",
        "company": "Acme",
        "role": "Data Engineer",
        "language": "en",
        "applied_on": date(2026, 11, 12),
        "interview_at": datetime(2026, 11, 19, 23, 30, tzinfo=UTC),  # the 20th in Berlin
        "last_contact_on": date(2026, 11, 13),
    }
    return FollowUp(**(facts | changes))


def envelope(**changes: Any) -> Envelope:
    facts: dict[str, Any] = {
        "identity": "m1:0",
        "message_id": "m1@acme.example",
        "parents": (),
        "subject": "Your application",
        "from_": None,
        "reply_to": (),
        "to": (),
        "cc": (),
        "sent_at": datetime(2026, 11, 16, 10, tzinfo=UTC),
        "account": "personal",
        "mailbox": "INBOX",
        "place": Place.INBOX,
        "outgoing": False,
        "own_address": "ada@example.org",
    }
    return Envelope(**(facts | changes))


def drafted(**changes: Any) -> Draft:
    draft = compose(follow_up(**changes), VOICE, TEMPLATES, NOW)
    assert isinstance(draft, Draft), draft
    return draft


def refused(**changes: Any) -> str:
    refusal = compose(follow_up(**changes), VOICE, TEMPLATES, NOW)
    assert not isinstance(refusal, Draft), refusal
    return refusal.why
