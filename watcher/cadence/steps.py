"""The one step that an application's silence has come to, with its dates; and the reply to a rejection.

Rows, precedence and dates are the design's cadence table. Nothing here asks whether the step may be taken now.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from watcher.cadence.history import Anchor, Past, anchor_of
from watcher.cadence.receipt import acknowledgement, made_last, mailed_resume
from watcher.cadence.rules import TOLD, Rules, Step, promise_for
from watcher.cadence.types import FollowUpKind
from watcher.inference import Kind
from watcher.timeline import (
    Application,
    Fact,
    Flag,
    Interview,
    Stage,
    Why,
    ended_by,
    human_answer_after,
    interviews,
    is_contact,
    is_incoming,
    is_own,
    latest,
)

_RESTARTS = frozenset((Kind.STATUS_UPDATE, Kind.ASSESSMENT, Kind.APPLICATION_INCOMPLETE))


def step_of(application: Application, past: Past, now: datetime, rules: Rules) -> Step | None:
    """The open step with the highest precedence, thank-yous apart; None where nothing is to be asked."""
    if application.stage is Stage.REJECTED:
        return _rejection_reply(application, now, rules)
    if application.stage in (Stage.APPLIED, Stage.ACKNOWLEDGED, Stage.IN_CONVERSATION, Stage.INTERVIEWED):
        step = _silence(application, past, now, rules)
        if step is not None and rules.enabled(step.kind) and not _overtaken(application, step):
            return step
    return None


def _overtaken(application: Application, step: Step) -> bool:
    """An answer came since, human or decided (on hold, without a word to the user), or they asked for patience."""
    besides: Collection[str] = step.interview.told_by if step.interview else ()
    return human_answer_after(application, step.anchor.at, besides) is not None or _refused(application, step.anchor.at)


def _rejection_reply(application: Application, now: datetime, rules: Rules) -> Step | None:
    end = ended_by(application)
    kind = FollowUpKind.REJECTION_REPLY
    if end is None or end.event.kind is not Kind.REJECTION or not rules.enabled(kind):
        return None
    moment = end.event.occurred_at
    replied = any(is_own(f) and f.event.occurred_at > moment for f in application.facts)
    # A rejection that is said twice is answered once.
    said = {f.id for f in application.facts if f.event.kind is Kind.REJECTION}
    if replied or human_answer_after(application, moment, said) or _refused(application, moment):
        return None
    step = rules.step(kind, anchor_of(end), None)
    return step if now < step.lapses + TOLD else None


def _refused(application: Application, moment: datetime) -> bool:
    """They asked not to be followed up, and nothing new has happened since."""
    return any(f.event.kind is Kind.DO_NOT_CONTACT and f.event.occurred_at >= moment for f in application.facts)


def _silence(application: Application, past: Past, now: datetime, rules: Rules) -> Step | None:
    met = [i for i in interviews(application) if not i.cancelled and i.ends_at <= now]
    told = {fact for interview in met for fact in interview.told_by}
    contact = next((f for f in reversed(application.facts) if is_contact(f) and f.id not in told), None)
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
    after = [f for f in application.facts if f.event.occurred_at > interview.ends_at and f.id not in interview.told_by]
    answer = latest(f for f in after if is_contact(f))
    sent = past.steps_sent(application, answer.event.occurred_at if answer else interview.ends_at)
    if sent:
        return _persistence(application, past, sent, rules)
    opening = next((f for f in application.facts if f.id == interview.anchor), application.facts[0])
    anchor = anchor_of(opening, interview.ends_at)
    promised = promise_for(application, interview.announced_at, interview.ends_at, rules.calendar)
    later = [f for f in after if not past.is_thanks(f) and (is_own(f) or _promising(f) or is_restart(f))]
    if later:
        anchor = anchor_of(later[-1])
    return replace(rules.step(FollowUpKind.POST_INTERVIEW, anchor, promised), interview=interview)


def _promising(fact: Fact) -> bool:
    return fact.event.kind is Kind.PROMISE and fact.event.due_by is not None


def _after_contact(application: Application, past: Past, contact: Fact, rules: Rules) -> Step | None:
    sent = past.steps_sent(application, contact.event.occurred_at)
    if sent:
        return _persistence(application, past, sent, rules)
    last = latest(f for f in application.facts if _is_message(f))
    anchor = anchor_of(last or contact)
    promised = promise_for(application, application.facts[0].event.occurred_at, anchor.at, rules.calendar)
    return rules.step(FollowUpKind.CONVERSATION_FOLLOW_UP, anchor, promised, _patience(application, rules))


def _persistence(application: Application, past: Past, sent: list[Anchor], rules: Rules) -> Step | None:
    window = rules.windows.get(FollowUpKind.PERSISTENCE)
    if window is None:
        return None
    anchor = _restarted(application, past, sent[-1])
    promised = promise_for(application, application.facts[0].event.occurred_at, anchor.at, rules.calendar)
    count = len(sent)
    days = _patience(application, rules) or window.steps[min(count, len(window.steps)) - 1]
    step = rules.step(FollowUpKind.PERSISTENCE, anchor, promised, days, asked=count)
    if count <= len(window.steps):
        return step
    return replace(step, ask=Why("unanswered", n=count))


def _patience(application: Application, rules: Rules) -> int | None:
    """The days that a position on hold may rest: the longest pause that is advised; None where it goes on."""
    window = rules.windows.get(FollowUpKind.PERSISTENCE)
    return max(window.steps, default=None) if window and Flag.ON_HOLD in application.flags else None


def _before_contact(application: Application, past: Past, rules: Rules) -> Step | None:
    made = made_last(application)
    sent = past.steps_sent(application, made.event.occurred_at)
    anchor = _restarted(application, past, sent[-1] if sent else anchor_of(made))
    promised = promise_for(application, made.event.occurred_at, anchor.at, rules.calendar)
    if len(sent) > 1:
        return None
    if sent:
        return rules.step(FollowUpKind.SECOND_FOLLOW_UP, anchor, promised, asked=len(sent))
    kind = FollowUpKind.APPLICATION_FOLLOW_UP
    arrived = acknowledgement(application, made.event.occurred_at)
    if rules.enabled(FollowUpKind.RECEIPT_CHECK) and not arrived and mailed_resume(application, made):
        kind = FollowUpKind.RECEIPT_CHECK
    return rules.step(kind, anchor, promised)


def unanswered_mails(application: Application, past: Past, now: datetime, rules: Rules) -> int:
    """How many follow-ups stand unanswered, where no further mail is advised and it is time to call; else 0.

    Without human contact that is after two, once the silence has lasted as long as it did before the second.
    """
    waiting = application.stage in (Stage.APPLIED, Stage.ACKNOWLEDGED)
    window = rules.windows.get(FollowUpKind.SECOND_FOLLOW_UP)
    if not waiting or window is None or any(is_contact(f) for f in application.facts):
        return 0
    sent = past.steps_sent(application, made_last(application).event.occurred_at)
    if len(sent) <= 1:
        return 0
    anchor = _restarted(application, past, sent[-1])
    if human_answer_after(application, anchor.at) or _refused(application, anchor.at):
        return 0
    return len(sent) if now >= rules.step(window.kind, anchor, None).due else 0


def _restarted(application: Application, past: Past, anchor: Anchor) -> Anchor:
    """The silence starts anew from a templated status update or assessment, and from the user's own further word.

    So it does from the confirmation of what was incomplete.
    """
    asked = next((f for f in application.facts if f.event.kind is Kind.APPLICATION_INCOMPLETE), None)
    later = latest(
        f
        for f in application.facts
        if f.event.occurred_at > anchor.at
        and not past.is_thanks(f)
        and (is_own(f) or is_restart(f) or (asked and _completes(f, asked)))
    )
    return anchor_of(later) if later else anchor


def is_restart(fact: Fact) -> bool:
    """A templated word of the employer that is no answer, yet news."""
    return is_incoming(fact) and fact.event.kind in _RESTARTS


def _completes(fact: Fact, asked: Fact) -> bool:
    later = fact.event.occurred_at > asked.event.occurred_at
    return later and fact.event.kind is Kind.APPLICATION_CONFIRMATION


def _is_message(fact: Fact) -> bool:
    return is_own(fact) or (is_incoming(fact) and fact.event.kind is not Kind.APPLICATION_VIEWED)
