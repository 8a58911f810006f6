"""What the items of a report have in common: their application, the mail to open, why a follow-up is due."""

from __future__ import annotations

from datetime import timedelta

from watcher.cadence import FollowUp
from watcher.digest.types import Reason, Ref
from watcher.timeline import Application, Fact

WEEK = timedelta(days=7)


def ref_of(application: Application | None, fact: Fact | None = None) -> Ref:
    """The application and the mail of `fact`, else its newest mail."""
    mails = [f.envelope for f in application.facts if f.envelope] if application else []
    envelope = fact.envelope if fact and fact.envelope else max(mails, key=lambda e: e.sent_at, default=None)
    return Ref(
        application=application.id if application else "",
        thread=envelope.message_id if envelope else "",
        account=envelope.account if envelope else "",
    )


def reason_of(follow_up: FollowUp) -> Reason:
    """Why it is due, as the plan knows it."""
    return Reason(
        kind=follow_up.kind.value,
        promised_by=follow_up.promised_by,
        late_since=follow_up.due_at.date() if follow_up.late else None,
        asked=follow_up.asked,
    )


def called(application: Application) -> str:
    """Company and role, as far as they are known."""
    return ", ".join(part for part in (application.company, application.role) if part) or application.id
