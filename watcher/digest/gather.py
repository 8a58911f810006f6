"""The job search, the plan and the drafts at one moment, to the facts of a `Report`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from watcher.cadence import Action, Intent, Plan, Suggestion, SuggestionKind
from watcher.digest.drafts import is_in_drafts
from watcher.digest.drafts import refused as _refused
from watcher.digest.drafts import waiting as _waiting
from watcher.digest.drafts import withdrawn as _withdrawn
from watcher.digest.numbers import numbers_of
from watcher.digest.refs import WEEK, called, reason_of, ref_of
from watcher.digest.types import (
    Asked,
    ByHand,
    Call,
    Closed,
    Known,
    Later,
    Meeting,
    Promised,
    Quiet,
    Report,
    Told,
    Undecided,
)
from watcher.drafting import Refusal
from watcher.inference import Event, Kind
from watcher.timeline import (
    ENDED,
    Application,
    Fact,
    Flag,
    Interview,
    Stage,
    Timeline,
    closed_by_user,
    ended_at,
    interviews,
    is_contact,
    news_since_closing,
    short_id,
)

_LAST_MAILS = 3


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
    by_id = {one.id: one for one in applications}
    return Report(
        now=now,
        waiting=tuple(_waiting(timeline, plan, intents, now, texts or {})),
        asked=tuple(_asked(one, zone) for one in applications if Flag.WAITING_FOR_USER in one.flags),
        later=tuple(_later(applications, now)),
        to_tell=tuple(_meetings(applications, now, past=True)),
        coming=tuple(_meetings(applications, now, past=False)),
        calls=tuple(_calls(by_id, plan, {i.written.key for i in intents if is_in_drafts(i)})),
        by_hand=tuple(_by_hand(by_id, plan)),
        known=tuple(_known(by_id, plan.suggestions)),
        promises=tuple(_promises(applications, now)),
        quiet=tuple(_quiet(applications, now)),
        closed=tuple(_closed(applications, now)),
        undecided=tuple(_undecided(timeline)),
        withdrawn=tuple(_withdrawn(by_id, intents, now)),
        refused=tuple(_refused(by_id, plan, intents, refused, now)),
        health=tuple(health),
        notes=tuple(notes),
        numbers=numbers_of(applications, now),
    )


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
        ref=ref_of(application, facts[-1]),
    )


def _later(applications: Iterable[Application], now: datetime) -> Iterator[Later]:
    for one in applications:
        news = news_since_closing(one)
        if news is not None and _this_week(news.event.occurred_at, now):
            on = news.event.occurred_at.astimezone(now.tzinfo).date()
            yield Later(one.company, one.role, news.event.kind.value, on, ref_of(one, news))


def _meetings(applications: Iterable[Application], now: datetime, *, past: bool) -> Iterator[Meeting]:
    chosen: list[tuple[Interview, Application]] = []
    for application in applications:
        for interview in interviews(application):
            is_over = interview.ends_at <= now
            if interview.cancelled or is_over is not past or (not past and application.stage in ENDED):
                continue
            if not past or (now - interview.ends_at <= WEEK and not _told(application, interview)):
                chosen.append((interview, application))
    for interview, application in sorted(chosen, key=lambda pair: pair[0].starts_at):
        yield Meeting(
            company=application.company,
            role=application.role,
            starts_at=interview.starts_at.astimezone(now.tzinfo),
            people=tuple(person.name or person.email for person in interview.interviewers),
            written=() if past else tuple(_written(application, now)),
            ref=ref_of(application),
        )


def _written(application: Application, now: datetime) -> Iterator[Told]:
    """The last mails of both sides, each once, newest first."""
    mails = {f.envelope.identity: f.envelope for f in application.facts if f.envelope}
    for one in sorted(mails.values(), key=lambda e: e.sent_at, reverse=True)[:_LAST_MAILS]:
        who = "" if one.outgoing or one.from_ is None else one.from_.name or one.from_.email
        yield Told(one.sent_at.astimezone(now.tzinfo).date(), who, one.subject)


def _told(application: Application, interview: Interview) -> bool:
    """It is over, or somebody said since then what happens next, and by when."""
    if application.stage in ENDED | {Stage.OFFER}:
        return True
    return any(_tells_next(fact.event) and fact.event.occurred_at >= interview.starts_at for fact in application.facts)


def _tells_next(event: Event) -> bool:
    return event.kind is Kind.PROMISE or (event.due_by is not None and event.kind is not Kind.SNOOZED)


def _calls(by_id: Mapping[str, Application], plan: Plan, in_drafts: Collection[str]) -> Iterator[Call]:
    held = {f.key: f.held for f in plan.follow_ups if f.action is Action.DIGEST}
    calls = [one for one in plan.suggestions if one.kind is SuggestionKind.CALL]
    for one in sorted(calls, key=lambda call: not call.first_choice):
        yield Call(
            company=one.company,
            role=one.role,
            name=one.contact.name if one.contact else "",
            phone=one.contact.phone if one.contact else "",
            first_choice=one.first_choice,
            asked=one.asked,
            held=held.get(one.follow_up, ""),
            beside=one.follow_up in in_drafts,
            ref=ref_of(by_id.get(one.application)),
        )


def _by_hand(by_id: Mapping[str, Application], plan: Plan) -> Iterator[ByHand]:
    """What no draft serves, but for what is called about: a call says why itself."""
    called_for = {s.follow_up for s in plan.suggestions if s.kind is SuggestionKind.CALL and s.contact}
    for follow_up in plan.follow_ups:
        if follow_up.action is not Action.DIGEST or follow_up.key in called_for:
            continue
        application = by_id.get(follow_up.application)
        known = application.contacts if application else ()
        contact = next((one for one in known if one.phone), follow_up.recipient or next(iter(known), None))
        writable = contact is not None and contact.writable
        yield ByHand(
            company=follow_up.company,
            role=follow_up.role,
            kind=follow_up.kind.value,
            reason=reason_of(follow_up),
            held=follow_up.held,
            name=contact.name if contact else "",
            email=contact.email if contact and writable else "",
            phone=contact.phone if contact else "",
            follow_up=follow_up.key if follow_up.recipient and follow_up.recipient.writable else "",
            ref=ref_of(application),
        )


def _known(by_id: Mapping[str, Application], suggestions: Iterable[Suggestion]) -> Iterator[Known]:
    for one in suggestions:
        if one.kind is SuggestionKind.REFERRAL:
            yield Known(one.company, one.role, one.people, ref_of(by_id.get(one.application)))


def _promises(applications: Iterable[Application], now: datetime) -> Iterator[Promised]:
    """What an employer promised for a day of the last week, or kept in it; a later promise replaces one before it."""
    today = now.date()
    for one in applications:
        said = [f for f in one.facts if f.event.due_by is not None and f.event.kind is not Kind.SNOOZED]
        for number, promise in enumerate(said):
            due = promise.event.due_by
            answer = next((f for f in one.facts if _answers(f, promise)), None)
            replaced = any(answer is None or f.event.occurred_at < answer.event.occurred_at for f in said[number + 1 :])
            on = answer.event.occurred_at.astimezone(now.tzinfo).date() if answer else None
            if due is None or replaced or (on is None and due >= today):
                continue
            if timedelta() <= today - (min(on, due) if on else due) <= WEEK:
                yield Promised(one.company, one.role, due, on, ref_of(one, promise))


def _answers(fact: Fact, promise: Fact) -> bool:
    same_mail = fact.envelope is not None and fact.envelope == promise.envelope
    return fact.event.occurred_at > promise.event.occurred_at and not same_mail and is_contact(fact)


def _quiet(applications: Iterable[Application], now: datetime) -> Iterator[Quiet]:
    found: list[Quiet] = []
    for one in applications:
        since = one.last_heard_at or one.applied_at
        if Flag.QUIET in one.flags and since is not None:
            found.append(
                Quiet(one.company, one.role, (now.date() - since.astimezone(now.tzinfo).date()).days, ref_of(one))
            )
    yield from sorted(found, key=lambda quiet: quiet.days)


def _closed(applications: Iterable[Application], now: datetime) -> Iterator[Closed]:
    for one in applications:
        ended = ended_at(one)
        if one.stage in ENDED and ended is not None and _this_week(ended, now):
            yield Closed(one.company, one.role, one.stage.value, closed_by_user(one), ref_of(one))


def _undecided(timeline: Timeline) -> Iterator[Undecided]:
    """Each message once."""
    names = {one.id: called(one) for one in timeline.applications}
    told: set[str] = set()
    for one in timeline.ambiguous:
        envelope = one.fact.envelope
        message = short_id(envelope.identity if envelope else one.fact.id)
        if message in told:
            continue
        told.add(message)
        sender = envelope.from_ if envelope else None
        yield Undecided(
            subject=envelope.subject if envelope else "",
            why=one.why,
            candidates={candidate: names[candidate] for candidate in one.candidates if candidate in names},
            message=message,
            who=(sender.name or sender.email) if sender else "",
            ref=ref_of(None, one.fact),
        )


def _this_week(moment: datetime, now: datetime) -> bool:
    return moment <= now and now - moment <= WEEK
