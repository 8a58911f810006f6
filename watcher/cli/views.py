"""The shapes that `--json` prints. Times are ISO 8601 with offset; what is unknown is null."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from watcher.cadence import Backtest, Coming, FollowUp, Forecast, Intent, Plan, Suggestion, Written, snoozed_until
from watcher.cli.entered import correction_json
from watcher.drafting import Draft, Refusal
from watcher.inference import Event
from watcher.pipeline.explain import Explained
from watcher.pipeline.report import Summary
from watcher.timeline import (
    ENDED,
    Ambiguous,
    Application,
    Contact,
    Fact,
    Flag,
    Timeline,
    closed_by_user,
    news_since_closing,
    short_id,
)

Row = dict[str, Any]


def moment(value: datetime | None, zone: ZoneInfo | None = None) -> str | None:
    """Format an aware time, in `zone` where one is given."""
    if value is None:
        return None
    return (value.astimezone(zone) if zone else value).isoformat(timespec="seconds")


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _printable(text: str) -> str:
    """Replace lone surrogates, which no UTF-8 stream can carry."""
    return text.encode("utf-8", "replace").decode("utf-8")


def event_json(event: Event, zone: ZoneInfo | None = None) -> Row:
    """One event."""
    return {
        "kind": event.kind.value,
        "company": _printable(event.company) or None,
        "role": _printable(event.role) or None,
        "occurred_at": moment(event.occurred_at, zone),
        "starts_at": moment(event.starts_at, zone),
        "due_by": _day(event.due_by),
        "verified": event.verified,
        "evidence": [_printable(text) for text in event.evidence],
    }


def explained_json(explained: Explained) -> Row:
    """One message as `explain` prints it."""
    return {
        "path": _printable(explained.path),
        "message_id": _printable(explained.message.message_id) or None,
        "events": [event_json(event) for event in explained.inference.events],
        "ignored": _printable(explained.inference.ignored) or None,
    }


def _fact_json(fact: Fact, zone: ZoneInfo) -> Row:
    message_id = fact.envelope.message_id if fact.envelope else ""
    return event_json(fact.event, zone) | {
        "id": fact.id,
        "message": message_name(fact),
        "message_id": message_id or None,
        "implied": fact.implied,
    }


def message_name(fact: Fact) -> str:
    """The short id of a fact's message, or of the user's entry: what `watcher move` takes."""
    return short_id(fact.envelope.identity if fact.envelope else fact.id)


def undecided(timeline: Timeline) -> list[Ambiguous]:
    """What could not be decided, once for a message."""
    return list({message_name(a.fact): a for a in timeline.ambiguous}.values())


def undecided_json(ambiguous: Ambiguous, zone: ZoneInfo) -> Row:
    """One message that could not be decided; `candidates` are ids of applications."""
    envelope = ambiguous.fact.envelope
    return _fact_json(ambiguous.fact, zone) | {
        "subject": _printable(envelope.subject) if envelope else None,
        "candidates": list(ambiguous.candidates),
        "why": ambiguous.why,
    }


def _contact_json(contact: Contact) -> Row:
    return {
        "name": contact.name or None,
        "email": contact.email,
        "role": contact.role.value,
        "phone": contact.phone or None,
        "writable": contact.writable,
        "why_not": contact.why_not or None,
        "chosen": contact.chosen,
    }


def next_follow_up(application: Application, plan: Plan) -> FollowUp | None:
    """The application's soonest follow-up."""
    return min((f for f in plan.follow_ups if f.application == application.id), key=lambda f: f.due_at, default=None)


def draft_json(intent: Intent, zone: ZoneInfo) -> Row:
    """One draft and what became of it; `sent` tells how surely it is known."""
    written, copy = intent.written, intent.written.copy
    return {
        "kind": written.kind.value,
        "to": written.recipient,
        "subject": written.subject or None,
        "state": written.state.value,
        "written_at": moment(written.written_at, zone),
        "changed_at": moment(written.changed_at, zone),
        "renewed_at": moment(written.renewed_at, zone),
        "why": intent.detail or None,
        "sent": {"certainty": copy.certainty.value, "by": list(copy.signs), "to": list(copy.to)} if copy else None,
    }


def left_alone_json(written: Written, why: str) -> Row:
    """A draft that the user touched and that is no longer right."""
    return {"key": written.key, "to": written.recipient, "subject": written.subject or None, "why": why}


def application_json(application: Application, plan: Plan, now: datetime, zone: ZoneInfo) -> Row:
    """One application as `status` and `show` print it: due (days), quiet (weeks) and closed are three things."""
    coming, news = next_follow_up(application, plan), news_since_closing(application)
    return {
        "id": application.id,
        "company": application.company or None,
        "role": application.role or None,
        "stage": application.stage.value,
        "flags": sorted(flag.value for flag in application.flags),
        "follow_up_due": coming is not None and coming.due_at <= now,
        "quiet": Flag.QUIET in application.flags,
        "closed": application.stage in ENDED,
        "closed_by_you": closed_by_user(application),
        "news_since_closing": news.event.kind.value if news else None,
        "held": application.held or None,
        "applied_at": moment(application.applied_at, zone),
        "last_heard_at": moment(application.last_heard_at, zone),
        "contacts": [_contact_json(contact) for contact in application.contacts],
        "snoozed_until": _day(snoozed_until(application)),
        "next": {"kind": coming.kind.value, "due_at": moment(coming.due_at, zone), "action": coming.action.value}
        if coming
        else None,
        "events": [_fact_json(fact, zone) for fact in application.facts],
        "corrections": [correction_json(c.entry, zone) for c in application.corrections if c.holds],
    }


def follow_up_json(follow_up: FollowUp, preview: Draft | Refusal | None, zone: ZoneInfo) -> Row:
    """One follow-up as `plan` prints it; `preview` is the draft that would be written."""
    draft = preview if isinstance(preview, Draft) else None
    return {
        "application": follow_up.application,
        "company": follow_up.company or None,
        "role": follow_up.role or None,
        "kind": follow_up.kind.value,
        "due_at": moment(follow_up.due_at, zone),
        "to": follow_up.recipient.email if follow_up.recipient else None,
        "subject": draft.subject if draft else None,
        "in_reply_to": (draft.in_reply_to or None) if draft else None,
        "why": follow_up.why,
        "action": follow_up.action.value,
        "held": follow_up.held or (preview.why if isinstance(preview, Refusal) else None) or None,
    }


def forecast_json(forecast: Forecast, previews: Sequence[Draft | Refusal], zone: ZoneInfo) -> Row:
    """What comes until a moment, as `plan` prints it; `previews` are the drafts of all that comes, in order."""
    return {
        "now": moment(forecast.now, zone),
        "until": moment(forecast.until, zone),
        "as_if": forecast.as_if.value,
        "withdrawn": [
            {"key": w.key, "kind": w.kind.value, "to": w.recipient, "subject": w.subject or None, "why": why}
            for w, why in forecast.withdrawn
        ],
        "follow_ups": [_coming_json(*pair, zone) for pair in zip(forecast.coming, previews, strict=True)],
        "suggestions": [suggestion_json(suggestion) for suggestion in forecast.suggestions],
    }


def _coming_json(coming: Coming, preview: Draft | Refusal, zone: ZoneInfo) -> Row:
    return follow_up_json(coming.follow_up, preview, zone) | {
        "drafted_at": moment(coming.drafted_at, zone),
        "held": coming.held or None,
        "lapses_at": moment(coming.follow_up.lapses_at, zone),
        "lapsed": coming.lapsed,
    }


def backtest_json(report: Backtest, zone: ZoneInfo) -> Row:
    """A replay of the past, as `backtest` prints it."""
    return {
        "since": moment(report.since, zone),
        "until": moment(report.until, zone),
        "drafted": [
            _followed(d.follow_up, zone)
            | {
                "drafted_at": moment(d.at, zone),
                "outcome": d.outcome.value,
                "ended_at": moment(d.ended_at, zone),
                "ended_why": d.why or None,
                "wrong": d.wrong or None,
            }
            for d in report.drafted
        ],
        "missed": [
            {
                "sent_at": moment(m.at, zone),
                "kind": "interview_followup" if m.thanks else "candidate_followup",
                "company": m.company or None,
                "role": m.role or None,
                "to": m.to,
                "subject": m.subject,
                "reason": m.reason.value,
                "why": m.why,
                "due_at": moment(m.due_at, zone),
            }
            for m in report.missed
        ],
        "undrafted": [
            _followed(u.follow_up, zone) | {"seen_at": moment(u.at, zone), "held": u.held} for u in report.undrafted
        ],
    }


def _followed(follow_up: FollowUp, zone: ZoneInfo) -> Row:
    return {
        "application": follow_up.application,
        "company": follow_up.company or None,
        "role": follow_up.role or None,
        "kind": follow_up.kind.value,
        "due_at": moment(follow_up.due_at, zone),
        "lapses_at": moment(follow_up.lapses_at, zone),
        "late": follow_up.late,
        "to": follow_up.recipient.email if follow_up.recipient else None,
        "why": follow_up.why,
    }


def suggestion_json(suggestion: Suggestion) -> Row:
    """What the digest suggests beside the drafts, as `plan` prints it."""
    return {
        "application": suggestion.application,
        "company": suggestion.company or None,
        "role": suggestion.role or None,
        "kind": suggestion.kind.value,
        "why": f"{suggestion.reason} ({suggestion.adviser})",
        "contact": _contact_json(suggestion.contact) if suggestion.contact else None,
        "first_choice": suggestion.first_choice,
        "interview_at": moment(suggestion.interview_at),
        "people": list(suggestion.people),
    }


def summary_json(summary: Summary) -> Row:
    """One pass as `once --json` prints it."""
    return {
        "read": sum(s.read for s in summary.synced),
        "new": sum(s.new for s in summary.synced),
        "inferred": sum(s.events for s in summary.synced),
        "unread": [
            {"account": s.account, "mailbox": u.mailbox, "uid": u.uid, "why": u.why}
            for s in summary.synced
            for u in s.unread
        ],
        "applications": summary.applications,
        "drafted": [
            {"kind": i.written.kind.value, "to": i.written.recipient, "subject": i.written.subject}
            for i in summary.drafted
        ],
        "heard": summary.heard,
        "renewed": [{"to": i.written.recipient, "subject": i.written.subject} for i in summary.renewed],
        "withdrawn": [{"subject": subject, "why": why} for subject, why in summary.withdrawn],
        "left_alone": [left_alone_json(written, why) for written, why in summary.left_alone],
        "refused": [{"key": refusal.key, "why": refusal.why} for refusal in summary.refused],
        "unconfirmed": summary.unconfirmed,
        "forgotten": [{"company": a.company or None, "role": a.role or None} for a in summary.forgotten],
        "failed": {name: error.message for name, error in summary.failed.items()},
        "bulk": summary.bulk,
        "notes": [f"{s.account}: {note}" for s in summary.synced for note in s.notes] + summary.notes,
        "problems": summary.problems,
    }
