"""The table read by a calendar: a step with its dates, and the date that the employer promised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from watcher.cadence.days import Calendar
from watcher.cadence.history import Anchor, source
from watcher.cadence.types import FollowUpKind, Policy, Window
from watcher.inference import Kind
from watcher.timeline import Application, Interview

PROMISE_HORIZON = timedelta(days=90)
TOLD = timedelta(days=7)
"""A courtesy that lapsed is told of in one weekly digest, and then no more."""


@dataclass(frozen=True, slots=True)
class Step:
    """A follow-up that the rules open. `due`, `late_from` and `lapses` are local moments.

    `ask` is, where not "", what the digest asks instead of a draft. `interview` and `interviewer` (an address, "" where
    none is known) belong to thank-yous. `asked` counts the follow-ups that were sent and not answered.
    """

    kind: FollowUpKind
    anchor: Anchor
    due: datetime
    lapses: datetime
    late_from: datetime
    promised: date | None = None
    interview: Interview | None = None
    interviewer: str = ""
    ask: str = ""
    asked: int = 0


@dataclass(frozen=True, slots=True)
class Rules:
    """The table and the calendar that it is read by."""

    windows: Mapping[FollowUpKind, Window]
    calendar: Calendar
    quiet_days: int

    @staticmethod
    def of(policy: Policy, calendar: Calendar) -> Rules:
        """The rules of a policy."""
        return Rules(policy.windows, calendar, policy.quiet_days)

    def enabled(self, kind: FollowUpKind) -> bool:
        """Whether the kind is switched on."""
        return kind in self.windows and self.windows[kind].enabled

    def step(
        self, kind: FollowUpKind, anchor: Anchor, promised: date | None, days: int | None = None, *, asked: int = 0
    ) -> Step:
        """The step of a kind, dated from its anchor; `days` where the window's own are not meant."""
        window, calendar = self.windows[kind], self.calendar
        start = calendar.day(anchor.at)
        first = start + timedelta(days=window.first_day if days is None else days)
        last = start + timedelta(days=window.last_day) if days is None else first
        early = kind is FollowUpKind.APPLICATION_FOLLOW_UP
        day = calendar.early_in_week(first, last) if early else calendar.forward(first)
        if promised is not None:
            after = calendar.after(promised)
            # A promise replaces the window that waits for it, and only delays the steps that are sent again.
            replaces = kind not in (FollowUpKind.SECOND_FOLLOW_UP, FollowUpKind.PERSISTENCE)
            day = after if replaces else max(day, after)
            last = max(day, last if not replaces else day)
        lapse_from = max(start, promised) if promised else start
        return Step(
            kind=kind,
            anchor=anchor,
            due=calendar.morning(day),
            lapses=calendar.morning(lapse_from + timedelta(days=window.lapse_days or self.quiet_days)),
            late_from=calendar.midnight(max(last, day) + timedelta(days=1)),
            promised=promised,
            asked=asked,
        )


_KEEPS = frozenset((Kind.INTERVIEW_INVITE, Kind.ASSESSMENT, Kind.POSITION_ON_HOLD))
_INVITES = frozenset((Kind.INTERVIEW_INVITE, Kind.INTERVIEW_SCHEDULED, Kind.INTERVIEW_RESCHEDULED))


def promise_for(application: Application, since: datetime, anchor: datetime, calendar: Calendar) -> date | None:
    """The date that the employer named last, in or after the message of `since`, if it is not past at the anchor.

    It counts from the Date of the message that holds it, business days by the user's calendar; past or over 90 days
    ahead is ignored. It is over once it was kept: they invite, set a task, or put the position on hold. That the hour
    of an interview is fixed keeps no promise that the invitation made.
    """
    named: date | None = None
    invited = {source(f.id) for f in application.facts if f.event.kind in _INVITES}
    beyond, said_at = False, since
    for fact in application.facts:
        due_by = fact.event.due_by
        kept = fact.event.kind in _KEEPS or (fact.event.kind is Kind.INTERVIEW_SCHEDULED and not beyond)
        if kept and fact.event.occurred_at > said_at:
            named = None
        if fact.event.kind is not Kind.PROMISE or due_by is None or fact.event.occurred_at < since:
            continue
        said = calendar.day(fact.event.occurred_at)
        if fact.event.business_days:
            due_by = calendar.business_days_after(said, fact.event.business_days)
        if said <= due_by <= said + PROMISE_HORIZON:
            named, said_at, beyond = due_by, fact.event.occurred_at, source(fact.id) in invited
    return named if named is not None and named >= calendar.day(anchor) else None
