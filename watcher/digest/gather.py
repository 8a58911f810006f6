"""The job search, the plan and the drafts at one moment, to the facts of a `Report`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from watcher.cadence import Action, Intent, Plan, State, left_alone
from watcher.digest.types import Asked, ByHand, Closed, Later, Meeting, Quiet, Report, Undecided, Undone, Waiting
from watcher.drafting import Refusal
from watcher.inference import Event, Kind
from watcher.timeline import (
    ENDED,
    Application,
    Flag,
    Interview,
    Stage,
    Timeline,
    closed_by_user,
    ended_at,
    interviews,
    news_since_closing,
)

_WEEK = timedelta(days=7)
_FIRST_LINES = 3
_IN_DRAFTS = frozenset({State.CONFIRMED, State.EDITED})


def from_plan(
    timeline: Timeline,
    plan: Plan,
    intents: Sequence[Intent],
    now: datetime,
    zone: ZoneInfo,
    notes: Sequence[str] = (),
    *,
    health: Sequence[str] = (),
    texts: Mapping[str, str] | None = None,
    refused: Iterable[Refusal] = (),
) -> Report:
    """Gather what the digest says at `now` (aware), in local time of `zone`.

    `texts` maps a follow-up's key to the text of its draft, for the first lines; `refused` are the refusals of the
    last pass; `health` are words about accounts that need the user, `notes` about what else went wrong.
    """
    now = now.astimezone(zone)
    applications = timeline.applications
    return Report(
        now=now,
        waiting=tuple(_waiting(timeline, plan, intents, now, texts or {})),
        asked=tuple(_asked(one, zone) for one in applications if Flag.WAITING_FOR_USER in one.flags),
        later=tuple(_later(applications, now)),
        to_tell=tuple(_meetings(applications, now, past=True)),
        coming=tuple(_meetings(applications, now, past=False)),
        by_hand=tuple(_by_hand(timeline, plan)),
        quiet=tuple(_quiet(applications, now)),
        closed=tuple(_closed(applications, now)),
        undecided=tuple(_undecided(timeline)),
        withdrawn=tuple(_withdrawn(intents, now)),
        refused=tuple(_refused(plan, intents, refused, now)),
        health=tuple(health),
        notes=tuple(notes),
        stages=dict(Counter(one.stage.value for one in applications)),
        open=sum(one.stage not in ENDED for one in applications),
    )


def _waiting(
    timeline: Timeline, plan: Plan, intents: Sequence[Intent], now: datetime, texts: Mapping[str, str]
) -> Iterator[Waiting]:
    why = {follow_up.key: follow_up.why for follow_up in plan.follow_ups}
    contacts = {contact.email: contact for one in timeline.applications for contact in one.contacts}
    outdated = {one.key: told for one, told in left_alone((i.written for i in intents), plan.obsolete)}
    live = [intent.written for intent in intents if intent.written.state in _IN_DRAFTS]
    for written in sorted(live, key=lambda one: one.written_at):
        contact = contacts.get(written.recipient)
        yield Waiting(
            to=written.recipient,
            name=contact.name if contact else "",
            subject=written.subject,
            company=written.company,
            role=written.role,
            kind=written.kind.value,
            why=why.get(written.key, ""),
            phone=contact.phone if contact else "",
            age_days=(now.date() - written.written_at.astimezone(now.tzinfo).date()).days,
            first_lines=_first_lines(texts.get(written.key, "")),
            edited=written.state is State.EDITED,
            outdated=outdated.get(written.key, ""),
        )


def _first_lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.split("\n") if line.strip())[:_FIRST_LINES]


def _asked(application: Application, zone: ZoneInfo) -> Asked:
    facts = [fact for fact in application.facts if fact.event.waits_for_user] or list(application.facts)
    event = facts[-1].event
    envelope = facts[-1].envelope
    sender = envelope.from_ if envelope else None
    return Asked(
        company=application.company,
        role=application.role,
        since=event.occurred_at.astimezone(zone).date(),
        words=event.evidence[0] if event.evidence else "",
        who=(sender.name or sender.email) if sender else "",
    )


def _later(applications: Iterable[Application], now: datetime) -> Iterator[Later]:
    for one in applications:
        news = news_since_closing(one)
        if news is not None and timedelta() <= now - news.event.occurred_at <= _WEEK:
            yield Later(
                one.company, one.role, news.event.kind.value, news.event.occurred_at.astimezone(now.tzinfo).date()
            )


def _meetings(applications: Iterable[Application], now: datetime, *, past: bool) -> Iterator[Meeting]:
    chosen: list[tuple[Interview, Application]] = []
    for application in applications:
        for interview in interviews(application):
            is_over = interview.ends_at <= now
            if interview.cancelled or is_over is not past or (not past and application.stage in ENDED):
                continue
            if not past or (now - interview.ends_at <= _WEEK and not _told(application, interview)):
                chosen.append((interview, application))
    for interview, application in sorted(chosen, key=lambda pair: pair[0].starts_at):
        people = tuple(person.name or person.email for person in interview.interviewers)
        starts_at = interview.starts_at.astimezone(now.tzinfo)
        yield Meeting(application.company, application.role, starts_at, people)


def _told(application: Application, interview: Interview) -> bool:
    """It is over, or somebody said since then what happens next, and by when."""
    if application.stage in ENDED | {Stage.OFFER}:
        return True
    return any(_tells_next(fact.event) and fact.event.occurred_at >= interview.starts_at for fact in application.facts)


def _tells_next(event: Event) -> bool:
    return event.kind is Kind.PROMISE or event.due_by is not None


def _by_hand(timeline: Timeline, plan: Plan) -> Iterator[ByHand]:
    applications = {one.id: one for one in timeline.applications}
    for follow_up in plan.follow_ups:
        if follow_up.action is not Action.DIGEST:
            continue
        application = applications.get(follow_up.application)
        known = application.contacts if application else ()
        contact = next((one for one in known if one.phone), follow_up.recipient or next(iter(known), None))
        yield ByHand(
            company=follow_up.company,
            role=follow_up.role,
            kind=follow_up.kind.value,
            why=follow_up.why,
            held=follow_up.held,
            name=contact.name if contact else "",
            email=contact.email if contact and contact.writable else "",
            phone=contact.phone if contact else "",
        )


def _quiet(applications: Iterable[Application], now: datetime) -> Iterator[Quiet]:
    for one in applications:
        since = one.last_heard_at or one.applied_at
        if Flag.QUIET in one.flags and since is not None:
            yield Quiet(one.company, one.role, (now.date() - since.astimezone(now.tzinfo).date()).days)


def _closed(applications: Iterable[Application], now: datetime) -> Iterator[Closed]:
    for one in applications:
        ended = ended_at(one)
        if one.stage in ENDED and ended is not None and timedelta() <= now - ended <= _WEEK:
            yield Closed(one.company, one.role, one.stage.value, closed_by_user(one))


def _undecided(timeline: Timeline) -> Iterator[Undecided]:
    names = {one.id: _called(one.company, one.role) for one in timeline.applications}
    for one in timeline.ambiguous:
        envelope = one.fact.envelope
        candidates = tuple(names[candidate] for candidate in one.candidates if candidate in names)
        yield Undecided(envelope.subject if envelope else "", one.why, candidates)


def _called(company: str, role: str) -> str:
    return ", ".join(part for part in (company, role) if part)


def _withdrawn(intents: Iterable[Intent], now: datetime) -> Iterator[Undone]:
    for intent in intents:
        written = intent.written
        if written.state is State.WITHDRAWN and timedelta() <= now - written.changed_at <= _WEEK:
            yield Undone(written.company, written.role, intent.detail, written.subject)


def _refused(plan: Plan, intents: Iterable[Intent], refused: Iterable[Refusal], now: datetime) -> Iterator[Undone]:
    waiting = {intent.written.key for intent in intents if intent.written.state in _IN_DRAFTS}
    follow_ups = {follow_up.key: follow_up for follow_up in plan.follow_ups}
    for refusal in refused:
        follow_up = follow_ups.get(refusal.key)
        yield Undone(follow_up.company if follow_up else "", follow_up.role if follow_up else "", refusal.why)
    for follow_up in plan.follow_ups:
        is_held = follow_up.action is Action.NONE and follow_up.held and follow_up.key not in waiting
        if is_held and follow_up.due_at <= now:
            yield Undone(follow_up.company, follow_up.role, follow_up.held)
