"""The plan: every follow-up that the rules open, and whether this pass writes it, tells of it, or waits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from watcher.cadence.background import background_of
from watcher.cadence.caps import Caps
from watcher.cadence.clock import is_behind
from watcher.cadence.days import Calendar, bounded, calendar_of
from watcher.cadence.history import Past, has_accepted, pasts, used_before
from watcher.cadence.keys import closed, key_for
from watcher.cadence.obsolete import at_users_word, disowned, obsolete_of
from watcher.cadence.recipients import look_for, route
from watcher.cadence.rules import Rules, Step
from watcher.cadence.snooze import put_off, wanted
from watcher.cadence.steps import step_of
from watcher.cadence.suggestions import Adviser
from watcher.cadence.thanks import doubtful, thanks_of
from watcher.cadence.types import Action, FollowUp, FollowUpKind, Health, Plan, Policy, Window, Written
from watcher.inference import Kind
from watcher.timeline import (
    Application,
    Flag,
    Timeline,
    Why,
    interviews,
    is_contact,
    is_own,
)

PRECEDENCE = tuple(FollowUpKind)
"""Of several that are open, the first wins; the order in which `FollowUpKind` names them."""

_SKEW = timedelta(days=1)
_ORDINALS = {2: "second", 3: "third", 4: "fourth"}


def plan(timeline: Timeline, written: Sequence[Written], now: datetime, policy: Policy, health: Health) -> Plan:
    """Decide for every application what is due at `now` (aware), soonest first. Pure, whatever the order of the input.

    `written` is everything drafted before, in any state.
    """
    now = bounded(now)
    calendar = calendar_of(policy)
    rules = Rules.of(policy, calendar)
    past = pasts(timeline.applications, written)
    newest = max((f.envelope.sent_at for a in timeline.applications for f in a.facts if f.envelope), default=now)
    accepted = has_accepted(timeline.applications)
    scene = _Scene(now, policy, health, calendar, newest, accepted, written)
    judged: list[FollowUp] = []
    asking: set[str] = set()
    for application in timeline.applications:
        mine = past[application.id]
        silence = step_of(application, mine, now, rules)
        if silence and silence.due <= now:
            asking.add(application.id)
        steps = [*thanks_of(application, mine, now, rules), *([silence] if silence else [])]
        judged += _thanks_first(scene.judge(application, mine, step) for step in steps)
    done = _within_caps(judged, timeline, past, written, scene)
    live = {w.key for w in written if w.state.live}
    capped = {f.key for f in judged if f.action is Action.DRAFT}
    due: dict[str, list[FollowUp]] = {}
    for f in done:
        if f.due_at <= now and (f.action is not Action.NONE or f.key in live or f.key in capped):
            due.setdefault(f.application, []).append(f)
    adviser = Adviser(now, rules, policy.advice, accepted)
    thanked = timedelta(days=policy.windows[FollowUpKind.THANK_YOU].lapse_days)
    aside = disowned(written, timeline.ignored)
    return Plan(
        tuple(sorted(done, key=_soonest)),
        {
            **obsolete_of(timeline.applications, past, dict.fromkeys(asking, now - thanked)),
            **aside,
        },
        tuple(
            suggestion
            for application in sorted(timeline.applications, key=lambda a: a.id)
            for suggestion in adviser.suggest(application, past[application.id], due.get(application.id, ()))
        ),
        frozenset(aside) | at_users_word(timeline.applications, past),
    )


def _thanks_first(judged: Iterable[FollowUp]) -> list[FollowUp]:
    """Of one application: nothing later opens in the pass that writes a thank-you."""
    mine = list(judged)
    if not any(f.kind is FollowUpKind.THANK_YOU and f.action is Action.DRAFT for f in mine):
        return mine
    return [
        replace(f, action=Action.NONE, held=Why("thanks_first"))
        if f.kind is not FollowUpKind.THANK_YOU and f.action is Action.DRAFT
        else f
        for f in mine
    ]


def _within_caps(
    judged: Sequence[FollowUp],
    timeline: Timeline,
    past: Mapping[str, Past],
    written: Sequence[Written],
    scene: _Scene,
) -> list[FollowUp]:
    """Write as many as the caps allow: those that lapse soonest first."""
    caps = Caps(timeline.applications, past, written, scene.now, scene.policy, scene.calendar)
    done = []
    for follow_up in sorted(judged, key=_urgent):
        if follow_up.action is Action.DRAFT:
            if why := caps.refuse(follow_up):
                done.append(replace(follow_up, action=Action.NONE, held=why))
                continue
            caps.take(follow_up)
        done.append(follow_up)
    return done


def _urgent(f: FollowUp) -> tuple[datetime, int, datetime, str]:
    return f.lapses_at, PRECEDENCE.index(f.kind), f.due_at, f.key


def _soonest(f: FollowUp) -> tuple[datetime, int, str, str]:
    return f.due_at, PRECEDENCE.index(f.kind), f.application, f.key


@dataclass(frozen=True, slots=True)
class _Scene:
    """All that a step is judged by, beside its own application. `newest` is the time of the newest job mail."""

    now: datetime
    policy: Policy
    health: Health
    calendar: Calendar
    newest: datetime
    accepted: bool
    written: Sequence[Written]

    def judge(self, application: Application, past: Past, step: Step) -> FollowUp:
        """A step as a follow-up, with what is done about it now."""
        follow_up = self._describe(application, past, step)
        asked_for = step.kind is not FollowUpKind.THANK_YOU and wanted(application, follow_up.key)
        if why := closed(application, past, step, follow_up, self.written, self.calendar) or self._held(
            application, step, asked_for
        ):
            return replace(follow_up, action=Action.NONE, held=why)
        if self.now < step.due and not asked_for:
            why = Why("due", day=f"{step.due:%Y-%m-%d}", time=f"{step.due:%H:%M}")
            return replace(follow_up, action=Action.NONE, held=why)
        if why := self._tell(application, past, step, follow_up, asked_for):
            return replace(follow_up, action=Action.DIGEST, held=why)
        return replace(follow_up, asked_for=asked_for)

    def _held(self, application: Application, step: Step, asked_for: bool) -> str:
        """What makes this pass unfit to judge, or the moment wrong."""
        missing = sorted(application.accounts - self.health.complete)
        thanks = step.kind is FollowUpKind.THANK_YOU
        until = put_off(application, self.calendar.day(self.now))
        checks = (
            (self.accepted, Why("accepted")),
            (bool(application.held) and not thanks, application.held),
            (is_behind(self.now, self.health.been), Why("clock_behind")),
            (bool(missing), Why("unread", account=", ".join(missing))),
            (self.newest > self.now + _SKEW, Why("clock_wrong", day=f"{self.newest:%Y-%m-%d}")),
            (Flag.WAITING_FOR_USER in application.flags and not thanks, Why("they_wait")),
            (until is not None and not thanks and not asked_for, Why("snoozed", day=str(until))),
        )
        return next((why for wrong, why in checks if wrong), "")

    def _tell(self, application: Application, past: Past, step: Step, follow_up: FollowUp, asked_for: bool) -> str:
        """Why the digest speaks of it instead of a draft."""
        if not asked_for and (question := self._question(application, past, step)):
            return question
        if follow_up.recipient is None:
            return look_for(application, step.kind)
        if follow_up.account not in self.health.writable:
            return Why("no_drafts", account=follow_up.account or Why("its_account"))
        if not follow_up.sender:
            return Why("no_sender")
        return ""

    def _question(self, application: Application, past: Past, step: Step) -> str:
        """What the user decides; where they ask for the draft, they have."""
        if step.ask:
            return step.ask
        if self.now >= step.lapses:
            return Why("too_late")
        asks = step.interview if step.kind is FollowUpKind.POST_INTERVIEW else None
        if asks and doubtful(application, past, asks):
            return Why("took_place")
        return ""

    def _describe(self, application: Application, past: Past, step: Step) -> FollowUp:
        way = route(application, step, self.policy.own_addresses)
        window = self.policy.windows[step.kind]
        known = interviews(application)
        held = [i for i in known if not i.cancelled and i.ends_at <= self.now]
        interview = step.interview or (held[-1] if held else None)
        day = self.calendar.day
        background = background_of(application, known, self.calendar)
        key = key_for(application, step, way.recipient.email if way.recipient else step.interviewer, self.written)
        talk = [f for f in application.facts if is_contact(f) or (is_own(f) and not past.is_thanks(f))]
        return FollowUp(
            key=key,
            application=application.id,
            kind=step.kind,
            anchor=step.anchor.id,
            due_at=step.due,
            lapses_at=step.lapses,
            action=Action.DRAFT,
            why=_why(window, step, background.on_hold_since, late=self.now >= step.late_from),
            late=self.now >= step.late_from,
            recipient=way.recipient,
            thread=way.thread,
            sender=way.sender,
            account=way.account,
            company=application.company,
            guessed=application.guessed,
            role=application.role,
            language=application.language,
            applied_on=_applied_on(application, self.calendar),
            interview_at=self.calendar.local(interview.starts_at) if interview else None,
            last_contact_on=day(max(f.event.occurred_at for f in talk)) if talk else None,
            promised_by=step.promised,
            roughly=step.promised is not None and _roughly(application, step.promised),
            interviewed=bool(held),
            background=background,
            asked=step.asked,
            facts=frozenset(f.id for f in application.facts),
            used=used_before(key, way.recipient.email if way.recipient else "", past, self.written),
            corrected_at=max((c.entry.event.occurred_at for c in application.corrections), default=None),
        )


def _applied_on(application: Application, calendar: Calendar) -> date | None:
    """The day of the application; None where it is only known by what a human wrote of it, perhaps days later."""
    made = (f for f in application.facts if f.event.kind in (Kind.APPLICATION_SENT, Kind.APPLICATION_CONFIRMATION))
    first = next(made, None)
    if first is None or (first.event.kind is Kind.APPLICATION_CONFIRMATION and is_contact(first)):
        return None
    return calendar.day(application.applied_at) if application.applied_at else None


def _roughly(application: Application, promised: date) -> bool:
    """Whether the words of the promise come to its date and do not name it; business days are counted anew."""
    made = [f.event for f in application.facts if f.event.kind is Kind.PROMISE]
    return not any(not event.roughly for event in made if event.due_by == promised)


def _why(window: Window, step: Step, on_hold_since: date | None, *, late: bool) -> str:
    """The reason and its adviser; the date that they promised, or that it is on hold; that it comes late."""
    promised = f" They named {step.promised}." if step.promised else ""
    if on_hold_since and not step.promised:
        promised = f" It is on hold since {on_hold_since}, so the pause is longer."
    asked = (
        f" It is the {_ORDINALS.get(step.asked + 1, f'{step.asked + 1}th')} follow-up in a row." if step.asked else ""
    )
    due = f" It was due on {step.due:%Y-%m-%d} and is late." if late else ""
    return f"{window.reason}{promised}{asked}{due} ({window.adviser})"
