"""A pass without a mailbox: what it would withdraw and draft, with imagined drafts instead of real ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from watcher.cadence.days import Calendar
from watcher.cadence.types import Action, FollowUp, Plan, State, Written
from watcher.timeline import Timeline

Planner = Callable[[Timeline, Sequence[Written], datetime], Plan]
"""`plan` under the user's policy and with every account well."""
Refuser = Callable[[FollowUp, datetime], str]
"""Why no letter can be written for a follow-up, "" where one can."""


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What a pass would do. `plan` is that from which it drafts; `written` are all drafts after it.

    `withdrawn` and `refused` map keys to words.
    """

    plan: Plan
    written: tuple[Written, ...]
    drafted: tuple[FollowUp, ...]
    withdrawn: Mapping[str, str]
    refused: Mapping[str, str]


def rehearse(
    timeline: Timeline, written: Sequence[Written], now: datetime, planner: Planner, refuser: Refuser
) -> Rehearsed:
    """Withdraw what is no longer right, then draft what is due, as a pass at `now` (aware) does."""
    made = planner(timeline, written, now)
    untouched = {w.key for w in written if w.state is not State.EDITED}
    withdrawn = {key: why for key, why in made.obsolete.items() if key in untouched}
    if withdrawn:
        written = [become(w, State.WITHDRAWN, now) if w.key in withdrawn else w for w in written]
        made = planner(timeline, written, now)
    due = [f for f in made.follow_ups if f.action is Action.DRAFT]
    refused = {f.key: why for f in due if (why := refuser(f, now))}
    drafted = tuple(f for f in due if f.key not in refused)
    return Rehearsed(made, (*written, *(imagined(f, now) for f in drafted)), drafted, withdrawn, refused)


def imagined(follow_up: FollowUp, now: datetime) -> Written:
    """The draft of a follow-up, as the ledger would remember it once it stands in Drafts."""
    return Written(
        key=follow_up.key,
        kind=follow_up.kind,
        anchor=follow_up.anchor,
        facts=follow_up.facts,
        recipient=follow_up.recipient.email if follow_up.recipient else "",
        account=follow_up.account,
        state=State.CONFIRMED,
        written_at=now,
        changed_at=now,
        company=follow_up.company,
        role=follow_up.role,
    )


def become(written: Written, state: State, at: datetime, message_id: str = "") -> Written:
    """The draft after another step; `message_id` is that of the mail that the user sent."""
    return replace(written, state=state, changed_at=at, message_id=message_id or written.message_id)


def as_known(written: Sequence[Written], moment: datetime) -> list[Written]:
    """What was written by a past moment; what came to an end later still waited then."""
    return [
        w if w.changed_at <= moment else become(w, State.CONFIRMED, w.written_at)
        for w in written
        if w.written_at <= moment
    ]


def moments(now: datetime, until: datetime, calendar: Calendar) -> list[datetime]:
    """Both ends, and every morning between them."""
    first, last = calendar.day(now), calendar.day(until)
    days = (first.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1))
    return [now, *(m for day in days if now < (m := calendar.morning(day)) < until), *([until] if until > now else [])]


def next_due(plan: Plan, now: datetime, until: datetime) -> datetime | None:
    """The next moment after `now`, and before `until`, at which a follow-up of the plan is due."""
    return min((f.due_at for f in plan.follow_ups if now < f.due_at < until), default=None)
