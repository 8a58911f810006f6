"""The one step that an application's silence has come to, with its dates; and the reply to a rejection.

Rows, precedence and dates are the design's cadence table. Nothing here asks whether the step may be taken now.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from watcher.cadence.days import Calendar
from watcher.cadence.history import Anchor, Past, anchor_of
from watcher.cadence.types import FollowUpKind, Policy, Window
from watcher.inference import Kind
from watcher.timeline import (
    Application,
    Fact,
    Interview,
    Stage,
    ended_by,
    human_answer_after,
    interviews,
    is_contact,
    is_incoming,
    is_own,
)

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


def step_of(application: Application, past: Past, now: datetime, rules: Rules) -> Step | None:
    """The open step with the highest precedence, thank-yous apart; None where nothing is to be asked."""
    if application.stage is Stage.REJECTED:
        return _rejection_reply(application, now, rules)
    if application.stage in (Stage.APPLIED, Stage.ACKNOWLEDGED, Stage.IN_CONVERSATION, Stage.INTERVIEWED):
        step = _silence(application, past, now, rules)
        if step is not None and rules.enabled(step.kind) and not _overtaken(application, step.anchor.at):
            return step
    return None


def _overtaken(application: Application, moment: datetime) -> bool:
    """An answer came since, human or decided (on hold, without a word to the user), or they asked for patience."""
    return human_answer_after(application, moment) is not None or _refused(application, moment)


def promise_for(application: Application, since: datetime, anchor: datetime, calendar: Calendar) -> date | None:
    """The date that the employer named last, in or after the message of `since`, if it is not past at the anchor.

    It counts from the Date of the message that holds it; past or over 90 days ahead is ignored.
    """
    named: date | None = None
    for fact in application.facts:
        due_by = fact.event.due_by
        if fact.event.kind is not Kind.PROMISE or due_by is None or fact.event.occurred_at < since:
            continue
        said = calendar.day(fact.event.occurred_at)
        if said <= due_by <= said + PROMISE_HORIZON:
            named = due_by
    return named if named is not None and named >= calendar.day(anchor) else None


def _rejection_reply(application: Application, now: datetime, rules: Rules) -> Step | None:
    end = ended_by(application)
    kind = FollowUpKind.REJECTION_REPLY
    if end is None or end.event.kind is not Kind.REJECTION or not rules.enabled(kind):
        return None
    moment = end.event.occurred_at
    replied = any(is_own(f) and f.event.occurred_at > moment for f in application.facts)
    if replied or human_answer_after(application, moment) or _refused(application, moment):
        return None
    step = rules.step(kind, anchor_of(end), None)
    return step if now < step.lapses + TOLD else None


def _refused(application: Application, moment: datetime) -> bool:
    """They asked not to be followed up, and nothing new has happened since."""
    return any(f.event.kind is Kind.DO_NOT_CONTACT and f.event.occurred_at >= moment for f in application.facts)


def _silence(application: Application, past: Past, now: datetime, rules: Rules) -> Step | None:
    met = [i for i in interviews(application) if not i.cancelled and i.ends_at <= now]
    contact = next((f for f in reversed(application.facts) if is_contact(f)), None)
    if met and (contact is None or _promises_after(application, contact, met[-1])):
        return _after_interview(application, past, met[-1], rules)
    if contact is not None:
        return _after_contact(application, past, contact, rules)
    return _before_contact(application, past, rules)


def _promises_after(application: Application, contact: Fact, interview: Interview) -> bool:
    """Nothing human came after the interview, unless it is the very message that promises a date."""
    if contact.event.occurred_at <= interview.ends_at:
        return True
    return any(
        f.event.kind is Kind.PROMISE and f.event.due_by and f.event.occurred_at == contact.event.occurred_at
        for f in application.facts
    )


def _after_interview(application: Application, past: Past, interview: Interview, rules: Rules) -> Step | None:
    # The message that promises a date, where one came after, is an answer too: asking starts anew from it.
    answer = _last(f for f in application.facts if is_contact(f) and f.event.occurred_at > interview.ends_at)
    sent = past.steps_sent(application, answer.event.occurred_at if answer else interview.ends_at)
    if sent:
        return _persistence(application, past, sent, rules)
    opening = next((f for f in application.facts if f.id == interview.anchor), application.facts[0])
    anchor = anchor_of(opening, interview.ends_at)
    promised = promise_for(application, interview.announced_at, interview.ends_at, rules.calendar)
    later = [
        f
        for f in application.facts
        if f.event.occurred_at > interview.ends_at and not past.is_thanks(f) and (is_own(f) or _promising(f))
    ]
    if later:
        anchor = anchor_of(later[-1])
    return rules.step(FollowUpKind.POST_INTERVIEW, anchor, promised)


def _promising(fact: Fact) -> bool:
    return fact.event.kind is Kind.PROMISE and fact.event.due_by is not None


def _after_contact(application: Application, past: Past, contact: Fact, rules: Rules) -> Step | None:
    sent = past.steps_sent(application, contact.event.occurred_at)
    if sent:
        return _persistence(application, past, sent, rules)
    last = _last(f for f in application.facts if _is_message(f))
    anchor = anchor_of(last or contact)
    promised = promise_for(application, application.facts[0].event.occurred_at, anchor.at, rules.calendar)
    return rules.step(FollowUpKind.CONVERSATION_FOLLOW_UP, anchor, promised)


def _persistence(application: Application, past: Past, sent: list[Anchor], rules: Rules) -> Step | None:
    window = rules.windows.get(FollowUpKind.PERSISTENCE)
    if window is None:
        return None
    anchor = _restarted(application, past, sent[-1])
    promised = promise_for(application, application.facts[0].event.occurred_at, anchor.at, rules.calendar)
    count = len(sent)
    days = window.steps[min(count, len(window.steps)) - 1]
    step = rules.step(FollowUpKind.PERSISTENCE, anchor, promised, days, asked=count)
    if count <= len(window.steps):
        return step
    return replace(step, ask=f"{count} follow-ups are unanswered: keep going, call, or close?")


def _before_contact(application: Application, past: Past, rules: Rules) -> Step | None:
    made = _made(application)
    sent = past.steps_sent(application, made.event.occurred_at)
    anchor = _restarted(application, past, sent[-1] if sent else anchor_of(made))
    promised = promise_for(application, made.event.occurred_at, anchor.at, rules.calendar)
    if len(sent) > 1:
        return None
    if sent:
        return rules.step(FollowUpKind.SECOND_FOLLOW_UP, anchor, promised, asked=len(sent))
    kind = FollowUpKind.APPLICATION_FOLLOW_UP
    if rules.enabled(FollowUpKind.RECEIPT_CHECK) and _unacknowledged(application, made):
        kind = FollowUpKind.RECEIPT_CHECK
    return rules.step(kind, anchor, promised)


def _made(application: Application) -> Fact:
    """The application as it was made last; where only a confirmation or less is known, the first of that."""
    facts = application.facts
    sent = _last(f for f in facts if f.event.kind is Kind.APPLICATION_SENT)
    confirmed = (f for f in facts if f.event.kind is Kind.APPLICATION_CONFIRMATION)
    return sent or next(confirmed, facts[0])


def _unacknowledged(application: Application, made: Fact) -> bool:
    """A résumé went out by mail, and nothing at all came back, not even from a machine."""
    if made.envelope is None or not made.envelope.outgoing or not made.envelope.attachments:
        return False
    back = (f for f in application.facts if f.envelope and not f.envelope.outgoing)
    return not any(f.event.occurred_at > made.event.occurred_at for f in back)


def _restarted(application: Application, past: Past, anchor: Anchor) -> Anchor:
    """The silence starts anew from a templated status update or assessment, and from the user's own further word."""
    later = _last(
        f
        for f in application.facts
        if f.event.occurred_at > anchor.at and not past.is_thanks(f) and (is_own(f) or is_restart(f))
    )
    return anchor_of(later) if later else anchor


def is_restart(fact: Fact) -> bool:
    """A templated word of the employer that is no answer, yet news."""
    return is_incoming(fact) and fact.event.kind in (Kind.STATUS_UPDATE, Kind.ASSESSMENT)


def _is_message(fact: Fact) -> bool:
    return is_own(fact) or (is_incoming(fact) and fact.event.kind is not Kind.APPLICATION_VIEWED)


def _last(facts: Iterable[Fact]) -> Fact | None:
    return next(iter(sorted(facts, key=lambda f: (f.event.occurred_at, f.id), reverse=True)), None)
