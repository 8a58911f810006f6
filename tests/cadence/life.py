"""A user's search, day by day: plan, withdraw, draft; then the user sends, edits, deletes, or writes elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from hypothesis import strategies as st

from tests.cadence.desk import WELL, policy, written
from tests.timeline.builders import OWN, ZONE, addresses, ev, sent, t
from tests.timeline.stories import stories
from watcher.cadence import Action, FollowUp, FollowUpKind, Plan, Policy, State, Written, plan
from watcher.inference import Kind
from watcher.timeline import Fact, Seen, Timeline, build

START = t("2026-03-02 12:00")
CAP = 2
RULES = policy(max_drafts_per_day=CAP, max_waiting=CAP)


_NOTED = (Kind.CALLED, Kind.INTERVIEW_SCHEDULED, Kind.PROMISE, Kind.RECRUITER_REPLY, Kind.SNOOZED, Kind.SNOOZED, None)


class Does(StrEnum):
    """What the user does about a draft, some days after it was written."""

    SENDS = "sends"
    SENDS_LATE = "sends late"
    EDITS = "edits"
    DELETES = "deletes"
    IGNORES = "ignores"
    ELSEWHERE = "writes elsewhere"


@dataclass(frozen=True, slots=True)
class Pass:
    """One pass: what was known and written before it, and what it decided."""

    now: datetime
    timeline: Timeline
    before: tuple[Written, ...]
    plan: Plan

    @property
    def drafts(self) -> list[FollowUp]:
        return [f for f in self.plan.follow_ups if f.action is Action.DRAFT]

    @property
    def asking(self) -> list[FollowUp]:
        """The drafts but for thank-yous."""
        return [f for f in self.drafts if f.kind is not FollowUpKind.THANK_YOU]


@dataclass(slots=True)
class Life:
    """The mails that arrive by themselves, what the user does with each draft in turn, and their entries."""

    mails: Sequence[Seen]
    habits: Sequence[Does]
    entered: Sequence[Fact] = ()
    rules: Policy = RULES
    written: list[Written] = field(default_factory=list)
    own: list[Seen] = field(default_factory=list)
    later: list[tuple[datetime, str, Does]] = field(default_factory=list)

    def run(self, days: int = 75) -> Iterator[Pass]:
        for day in range(days):
            now = START + timedelta(days=day)
            self._user(now)
            known = [m for m in (*self.mails, *self.own) if m.envelope.sent_at <= now]
            entered = [e for e in self.entered if e.event.occurred_at <= now]
            timeline = build(known, entered, now, own_addresses=OWN, addresses=addresses())
            self._withdraw(plan(timeline, self.written, now, self.rules, WELL), now)
            made = plan(timeline, self.written, now, self.rules, WELL)
            yield Pass(now, timeline, tuple(self.written), made)
            for f in made.follow_ups:
                if f.action is Action.DRAFT:
                    self._draft(f, now)

    def _withdraw(self, made: Plan, now: datetime) -> None:
        self.written = [
            replace(w, state=State.WITHDRAWN, changed_at=now)
            if w.key in made.obsolete and w.state is State.CONFIRMED
            else w
            for w in self.written
        ]

    def _draft(self, f: FollowUp, now: datetime) -> None:
        does = self.habits[len(self.written) % len(self.habits)]
        self.written.append(written(f, stamp(now), State.CONFIRMED))
        days = {Does.SENDS: 0, Does.EDITS: 0, Does.SENDS_LATE: 4, Does.DELETES: 1, Does.ELSEWHERE: 2}
        if does in days:
            self.later.append((now + timedelta(days=days[does], hours=1), f.key, does))

    def _user(self, now: datetime) -> None:
        due = [one for one in self.later if one[0] <= now]
        self.later = [one for one in self.later if one[0] > now]
        for moment, key, does in due:
            number = next(n for n, w in enumerate(self.written) if w.key == key)
            w = self.written[number]
            if w.state is not State.CONFIRMED:
                continue
            if does is Does.ELSEWHERE:
                event = ev(Kind.CANDIDATE_FOLLOWUP)
                self.own.append(sent(stamp(moment), event, to=w.recipient, message_id=f"own{key}@mail"))
                continue
            states = {Does.EDITS: State.EDITED, Does.DELETES: State.DECLINED}
            state = states.get(does, State.SENT)
            self.written[number] = replace(w, state=state, changed_at=moment)
            if state is State.SENT:
                copy = sent(stamp(moment), to=w.recipient, message_id=w.message_id)
                self.own.append(copy)
                self.written[number] = replace(self.written[number], changed_at=copy.envelope.sent_at)


def stamp(moment: datetime) -> str:
    return moment.astimezone(ZONE).strftime("%Y-%m-%d %H:%M")


@st.composite
def lives(draw: st.DrawFn) -> Life:
    """Random mail, habits, and entries: calls, interviews, promises, snoozes and their end."""
    mails = draw(stories())
    habits = draw(st.lists(st.sampled_from(Does), min_size=1, max_size=5))
    entered = [
        _entry(draw(st.sampled_from(mails)), draw(st.sampled_from(_NOTED)), draw(st.integers(1, 60)), number)
        for number in range(draw(st.integers(0, 3)))
    ]
    return Life(mails, habits, entered)


def _entry(mail: Seen, kind: Kind | None, day: int, number: int) -> Fact:
    """A note about a mail's application; None lifts a snooze."""
    moment = START + timedelta(days=day, minutes=number)
    ahead = (moment + timedelta(days=9)).strftime("%Y-%m-%d")
    event = ev(
        kind or Kind.SNOOZED,
        starts=stamp(moment) if kind is Kind.INTERVIEW_SCHEDULED else "",
        by=ahead if kind in (Kind.PROMISE, Kind.SNOOZED) else "",
    )
    return Fact(f"entry:{number}", replace(event, occurred_at=moment), about=f"{mail.envelope.identity}#0")
