"""The drafts of a report: those that wait, those that were withdrawn, and those that were not written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from watcher.cadence import Action, FollowUpKind, Intent, Plan, State, left_alone
from watcher.digest.refs import WEEK, reason_of, ref_of
from watcher.digest.types import Reason, Undone, Waiting
from watcher.drafting import Refusal
from watcher.timeline import Application, Flag, Timeline

_FIRST_LINES = 3


def is_in_drafts(intent: Intent) -> bool:
    """It was seen there."""
    return intent.written.state in (State.CONFIRMED, State.EDITED)


def waiting(
    timeline: Timeline, plan: Plan, intents: Sequence[Intent], now: datetime, texts: Mapping[str, str]
) -> Iterator[Waiting]:
    """What stands in Drafts, oldest first; `texts` by key."""
    planned = {follow_up.key: follow_up for follow_up in plan.follow_ups}
    contacts = {contact.email: contact for one in timeline.applications for contact in one.contacts}
    holders = {fact.id: one for one in timeline.applications for fact in one.facts}
    outdated = {one.key: told for one, told in left_alone((i.written for i in intents), plan.obsolete)}
    live = [intent.written for intent in intents if is_in_drafts(intent)]
    for written in sorted(live, key=lambda one: one.written_at):
        contact = contacts.get(written.recipient)
        follow_up = planned.get(written.key)
        holder = holders.get(written.anchor) or next((holders[f] for f in written.facts if f in holders), None)
        yield Waiting(
            to=written.recipient,
            name=contact.name if contact else "",
            subject=written.subject,
            company=written.company,
            role=written.role,
            kind=written.kind.value,
            reason=reason_of(follow_up) if follow_up else Reason(written.kind.value),
            phone=contact.phone if contact else "",
            age_days=(now.date() - written.written_at.astimezone(now.tzinfo).date()).days,
            first_lines=_first_lines(texts.get(written.key, "")),
            edited=written.state is State.EDITED,
            outdated=outdated.get(written.key, ""),
            draft=written.message_id,
            ref=ref_of(holder),
        )


def _first_lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.split("\n") if line.strip())[:_FIRST_LINES]


def withdrawn(by_id: Mapping[str, Application], intents: Iterable[Intent], now: datetime) -> Iterator[Undone]:
    """What was taken out of Drafts in the last week."""
    holders = {fact.id: one for one in by_id.values() for fact in one.facts}
    for intent in intents:
        written = intent.written
        if written.state is State.WITHDRAWN and timedelta() <= now - written.changed_at <= WEEK:
            ref = ref_of(holders.get(written.anchor))
            yield Undone(written.company, written.role, intent.detail, written.subject, ref=ref)


def refused(
    by_id: Mapping[str, Application],
    plan: Plan,
    intents: Iterable[Intent],
    refusals: Iterable[Refusal],
    now: datetime,
) -> Iterator[Undone]:
    """What no letter could be written for, and what is due and held back.

    Not what the digest tells elsewhere: a draft of the application waits, or they wait for the user.
    """
    intents = list(intents)
    holders = {fact.id: one.id for one in by_id.values() for fact in one.facts}
    in_drafts = {holders.get(fact) for i in intents if is_in_drafts(i) for fact in i.written.facts}
    settled = {intent.written.key for intent in intents}
    follow_ups = {follow_up.key: follow_up for follow_up in plan.follow_ups}
    for refusal in refusals:
        follow_up = follow_ups.get(refusal.key)
        ref = ref_of(by_id.get(follow_up.application) if follow_up else None)
        company, role = (follow_up.company, follow_up.role) if follow_up else ("", "")
        yield Undone(company, role, refusal.why, ref=ref)
    for follow_up in plan.follow_ups:
        one = by_id.get(follow_up.application)
        if follow_up.action is not Action.NONE or not follow_up.held or follow_up.due_at > now:
            continue
        told = follow_up.key in settled or follow_up.application in in_drafts
        if not told and not (one and Flag.WAITING_FOR_USER in one.flags):
            may_ask = follow_up.recipient is not None and follow_up.kind is not FollowUpKind.THANK_YOU
            yield Undone(
                follow_up.company,
                follow_up.role,
                follow_up.held,
                follow_up=follow_up.key if may_ask else "",
                ref=ref_of(one),
            )
