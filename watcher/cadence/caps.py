"""How much may be written: a day, at once, and to one person. Thank-yous stand apart, with a limit a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from watcher.cadence.days import Calendar
from watcher.cadence.history import Past
from watcher.cadence.types import FollowUp, FollowUpKind, Policy, State, Written
from watcher.inference import Kind
from watcher.timeline import Application, Why, is_outgoing

REST = 3
"""Business days between two mails to one recipient."""
THANKS = 12
"""Thank-yous a local day: more than the interviews of one day call for, yet a bound on what mail can bring about."""


class Caps:
    """What is left of the limits in this pass."""

    def __init__(
        self,
        applications: Iterable[Application],
        past: Mapping[str, Past],
        written: Iterable[Written],
        now: datetime,
        policy: Policy,
        calendar: Calendar,
    ) -> None:
        written = list(written)
        counted = [w for w in written if w.kind is not FollowUpKind.THANK_YOU]
        live = [w for w in counted if w.state.live]
        self._calendar = calendar
        self._today = calendar.day(now)
        self._day = policy.max_drafts_per_day
        self._most = policy.max_waiting
        self._written = sum(calendar.day(w.written_at) == self._today for w in counted)
        self._thanked = sum(
            w.kind is FollowUpKind.THANK_YOU and calendar.day(w.written_at) == self._today for w in written
        )
        self._waiting = len(live)
        self._drafts = {w.recipient for w in live}
        self._sent = _last_sent(applications, past, counted, calendar)

    def refuse(self, follow_up: FollowUp) -> str:
        """Why this draft must wait, "" where it may be written."""
        if follow_up.kind is FollowUpKind.THANK_YOU:
            full = self._thanked >= THANKS
            return Why("thanks_limit", n=THANKS) if full else ""
        if follow_up.recipient is None:
            return ""
        email = follow_up.recipient.email
        if email in self._drafts:
            return Why("recipient_waits", email=email)
        if follow_up.asked_for:
            return ""
        free = self._calendar.business_days_after(self._sent[email], REST) if email in self._sent else self._today
        if free > self._today:
            return Why("recipient_rests", email=email, day=str(self._sent[email]), then=str(free))
        if self._written >= self._day:
            return Why("day_limit", n=self._day)
        if self._waiting >= self._most:
            return Why("waiting_limit", n=self._most)
        return ""

    def take(self, follow_up: FollowUp) -> None:
        """Count a draft that is written in this pass."""
        if follow_up.kind is FollowUpKind.THANK_YOU:
            self._thanked += 1
            return
        if follow_up.recipient is None:
            return
        self._written += 1
        self._waiting += 1
        self._drafts.add(follow_up.recipient.email)


def _sent_to(written: Written) -> tuple[str, ...]:
    """To whom it went: the user may have sent it to another."""
    return written.copy.to if written.copy and written.copy.to else (written.recipient,)


def _last_sent(
    applications: Iterable[Application], past: Mapping[str, Past], written: Iterable[Written], calendar: Calendar
) -> dict[str, date]:
    """By recipient, when the user last sent a follow-up, from here or from elsewhere; thanks are none."""
    sent = [(to, w.changed_at) for w in written if w.state is State.SENT for to in _sent_to(w)]
    for application in applications:
        for fact in application.facts:
            asks = fact.event.kind is Kind.CANDIDATE_FOLLOWUP and not past[application.id].is_thanks(fact)
            if fact.envelope is not None and asks and is_outgoing(fact):
                sent += [(a.email, fact.envelope.sent_at) for a in fact.envelope.to]
    last: dict[str, date] = {}
    for email, moment in sent:
        day = calendar.day(moment)
        last[email] = max(day, last.get(email, day))
    return last
