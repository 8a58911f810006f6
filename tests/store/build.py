"""Messages, inferences and follow-ups for the ledger's tests; every field differs from its default."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from watcher.cadence import Action, FollowUp, FollowUpKind
from watcher.inference import Event, Inference, Kind, Person, PersonRole
from watcher.reading import Address, Automatic
from watcher.timeline import Contact, Envelope, Manner, Place, Seen

NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)

PERSON = Person("Grace Recruiter", "grace@acme.example", PersonRole.RECRUITER, "+49 30 1234", reachable=False)

EVENT = Event(
    Kind.INTERVIEW_SCHEDULED,
    NOW,
    company="Acme",
    role="Backend Engineer",
    starts_at=datetime(2026, 3, 12, 14, 0, tzinfo=timezone(timedelta(hours=1))),
    ends_at=datetime(2026, 3, 12, 15, 0, tzinfo=timezone(timedelta(hours=1))),
    due_by=date(2026, 3, 20),
    evidence=("SUMMARY: Interview", "we look forward to meeting you"),
    people=(PERSON,),
    waits_for_user=True,
    calendar_uid="uid-1@acme.example",
    sequence=2,
    verified=False,
    source="Greenhouse",
    target="new",
)

INFERENCE = Inference((EVENT,), "", human=True, language="en", rules_version="r1", people=(PERSON,), verified=False)

MANNER = Manner("Hallo Anna,", "Viele Grüße", "Ada\n-- \nAda Example", "de", quotes=True, familiar=False)


def envelope(number: int = 1, **changes: Any) -> Envelope:
    whole = Envelope(
        identity=f"m{number}@acme.example-0123456789abcdef",
        message_id=f"m{number}@acme.example",
        parents=("a@example.org", "b@example.org"),
        subject="Interview: Backend Engineer",
        from_=Address("Grace", "grace@acme.example"),
        reply_to=(Address("", "reply@acme.example"),),
        to=(Address("Ada", "ada@example.org"),),
        cc=(Address("Hopper", "hopper@acme.example"),),
        sent_at=NOW + timedelta(minutes=number),
        account="personal",
        mailbox="INBOX",
        place=Place.INBOX,
        outgoing=True,
        own_address="ada@example.org",
        automatic=Automatic.BULK,
        attachments=("résumé.pdf",),
    )
    return replace(whole, **changes)


def seen(number: int = 1, *, inference: Inference = INFERENCE, **changes: Any) -> Seen:
    return Seen(envelope(number, **changes), inference, MANNER)


def follow_up(key: str = "key-1", **changes: Any) -> FollowUp:
    whole = FollowUp(
        key=key,
        application="acme",
        kind=FollowUpKind.THANK_YOU,
        anchor="m1@acme.example#0",
        due_at=NOW,
        lapses_at=NOW + timedelta(days=3),
        action=Action.DRAFT,
        why="McAdams",
        recipient=Contact("Grace@acme.example"),
        account="personal",
        company="Acme",
        role="Backend Engineer",
        facts=frozenset({"m1@acme.example#0", "m1@acme.example#1"}),
    )
    return replace(whole, **changes)
