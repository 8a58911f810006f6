"""Where an application stands: a fold over its facts, with `now` for what only time decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from watcher.inference import Kind
from watcher.timeline.interviews import interviews_of
from watcher.timeline.moves import at, is_answer, is_incoming, is_own
from watcher.timeline.types import Application, Fact, Flag, Interview, Stage

ENDED = frozenset((Stage.ACCEPTED, Stage.DECLINED, Stage.REJECTED, Stage.WITHDRAWN, Stage.CLOSED))

ENDS = {
    Kind.REJECTION: Stage.REJECTED,
    Kind.OFFER_RESCINDED: Stage.REJECTED,
    Kind.POSITION_CLOSED: Stage.CLOSED,
    Kind.WITHDRAWAL: Stage.WITHDRAWN,
    Kind.OFFER_ACCEPTED: Stage.ACCEPTED,
    Kind.OFFER_DECLINED: Stage.DECLINED,
    Kind.CLOSED: Stage.CLOSED,
}
# What the user did about it ends also what they had closed before: an acceptance must not be lost.
_OWN_ENDS = frozenset((Kind.WITHDRAWAL, Kind.OFFER_ACCEPTED, Kind.OFFER_DECLINED))
# An employer who said no may come back; what the user ended stays ended, but for an offer taken away.
_EMPLOYER_ENDED = (Stage.REJECTED, Stage.CLOSED)
_REOPENS = frozenset((Kind.INTERVIEW_INVITE, Kind.INTERVIEW_SCHEDULED, Kind.OFFER, Kind.APPLICATION_SENT))
_OWN_MOVES = frozenset((Kind.APPLICATION_SENT,))
_RANK = (Stage.APPLIED, Stage.ACKNOWLEDGED, Stage.IN_CONVERSATION)
_ACKNOWLEDGES = frozenset((Kind.APPLICATION_CONFIRMATION, Kind.APPLICATION_VIEWED, Kind.STATUS_UPDATE))
_TALKS = frozenset((Kind.ASSESSMENT, Kind.INTERVIEW_PREP))


@dataclass(frozen=True, slots=True)
class Standing:
    """The stage as the words alone tell it, and the fact that ended the application, if one did."""

    stage: Stage
    ended_by: Fact | None = None

    def after(self, fact: Fact) -> Standing:
        """The standing once `fact` is known too; facts come in order."""
        kind = fact.event.kind
        if kind in ENDS:
            return self._end(fact, ENDS[kind])
        if self.stage in ENDED:
            return self._reopen(fact)
        if kind is Kind.OFFER:
            return Standing(Stage.OFFER)
        return self if self.stage is Stage.OFFER else Standing(max(self.stage, _says(fact), key=_RANK.index))

    def _end(self, fact: Fact, stage: Stage) -> Standing:
        if self._closed():
            return Standing(stage, fact) if fact.event.kind in _OWN_ENDS else self
        if self.stage in ENDED and self.stage not in _EMPLOYER_ENDED:
            taken_away = fact.event.kind is Kind.OFFER_RESCINDED and self.stage is Stage.ACCEPTED
            return Standing(stage, fact) if taken_away else self
        # The first "no" dates the end; a second one by another mail changes nothing.
        again = self.stage is stage and self.ended_by is not None and fact.event.kind is not Kind.CLOSED
        return Standing(stage, self.ended_by if again else fact)

    def _reopen(self, fact: Fact) -> Standing:
        kind = fact.event.kind
        same_mail = self.ended_by is not None and self.ended_by.envelope == fact.envelope and fact.envelope is not None
        if self.stage not in _EMPLOYER_ENDED or kind not in _REOPENS or same_mail or self._closed():
            return self
        return Standing(Stage.OFFER) if kind is Kind.OFFER else Standing(_says(fact))

    def _closed(self) -> bool:
        """The user closed it: nothing that an employer writes opens it again."""
        return self.ended_by is not None and self.ended_by.event.kind is Kind.CLOSED


def taken_back(fact: Fact) -> Fact:
    """An end that the user says was none: the mail stays a word of the same writer. Other facts are as they were."""
    if fact.event.kind not in ENDS:
        return fact
    human = fact.human or fact.envelope is None
    theirs = Kind.RECRUITER_REPLY if human else Kind.STATUS_UPDATE
    own = fact.event.kind in _OWN_ENDS
    why = f"you reopened it: no {fact.event.kind.value.replace('_', ' ')}"
    event = replace(fact.event, kind=Kind.CANDIDATE_REPLY if own else theirs, evidence=(why, *fact.event.evidence))
    return replace(fact, event=event)


def _says(fact: Fact) -> Stage:
    if is_answer(fact) or fact.event.kind in _TALKS:
        return Stage.IN_CONVERSATION
    return Stage.ACKNOWLEDGED if fact.event.kind in _ACKNOWLEDGES else Stage.APPLIED


def standing_of(facts: Sequence[Fact]) -> Standing:
    """The standing after facts in order."""
    standing = Standing(Stage.APPLIED)
    for fact in facts:
        standing = standing.after(fact)
    return standing


def ended_by(application: Application) -> Fact | None:
    """The fact that ended it, None while it is open."""
    return standing_of(application.facts).ended_by


def closed_by_user(application: Application) -> bool:
    """The user closed it and did not reopen it: nothing is drafted."""
    return any(f.event.kind is Kind.CLOSED for f in application.facts)


def news_since_closing(application: Application) -> Fact | None:
    """The last invitation or offer that came after the user closed it, None where none came."""
    closed = next((f for f in application.facts if f.event.kind is Kind.CLOSED), None)
    later = [f for f in application.facts if closed and at(f) > at(closed) and f.event.kind in _REOPENS - _OWN_MOVES]
    return later[-1] if later else None


def ended_at(application: Application) -> datetime | None:
    """When it ended (aware), None while it is open."""
    fact = ended_by(application)
    return at(fact) if fact else None


def stage_of(facts: Sequence[Fact], now: datetime) -> Stage:
    """The stage at `now`: an interview is scheduled until it is over."""
    stage = standing_of(facts).stage
    held = [i for i in interviews_of(facts) if not i.cancelled]
    if stage in ENDED or stage is Stage.OFFER or not held:
        return stage
    return Stage.INTERVIEW_SCHEDULED if any(i.ends_at > now for i in held) else Stage.INTERVIEWED


def flags_of(facts: Sequence[Fact], now: datetime, quiet_days: int) -> frozenset[Flag]:
    """The flags at `now`; an application that ended has none."""
    stage = stage_of(facts, now)
    if stage in ENDED:
        return frozenset()
    flags = set()
    if asks_user(facts) is not None:
        flags.add(Flag.WAITING_FOR_USER)
    if _on_hold(facts):
        flags.add(Flag.ON_HOLD)
    last = _last_sign(facts, interviews_of(facts), now)
    waiting = stage is Stage.OFFER or stage is Stage.INTERVIEW_SCHEDULED or Flag.WAITING_FOR_USER in flags
    if last is not None and not waiting and now - last >= timedelta(days=quiet_days):
        flags.add(Flag.QUIET)
    return frozenset(flags)


def asks_user(facts: Sequence[Fact]) -> Fact | None:
    """The employer's request that the user has not met, None where nothing waits for the user.

    A mail or call of the user meets it, and so does what makes it pointless: the time is fixed (a booking link was
    used), or a confirmation arrived for what was incomplete.
    """
    open_request = None
    for fact in facts:
        kind = fact.event.kind
        if fact.event.waits_for_user and is_incoming(fact):
            open_request = fact
        elif open_request is not None and (is_own(fact) or _accepts(fact) or _settles(open_request, kind)):
            same_mail = fact.envelope is not None and fact.envelope == open_request.envelope
            open_request = open_request if same_mail else None
    return open_request


def _accepts(fact: Fact) -> bool:
    """The user's own iCalendar reply: automatic in form, yet it answers an invitation."""
    return fact.envelope is not None and fact.envelope.outgoing and fact.event.kind is Kind.CANDIDATE_SCHEDULING


def _settles(request: Fact, kind: Kind) -> bool:
    if request.event.kind is Kind.APPLICATION_INCOMPLETE:
        return kind is Kind.APPLICATION_CONFIRMATION
    return kind in (Kind.INTERVIEW_SCHEDULED, Kind.INTERVIEW_RESCHEDULED, Kind.OFFER)


def _on_hold(facts: Sequence[Fact]) -> bool:
    held = False
    for fact in facts:
        if fact.event.kind is Kind.POSITION_ON_HOLD:
            held = True
        elif is_answer(fact) and not fact.implied:
            held = False
    return held


def _last_sign(facts: Sequence[Fact], held: Sequence[Interview], now: datetime) -> datetime | None:
    """The last move of either side, an interview that took place included."""
    told = [at(f) for f in facts if is_own(f) or is_incoming(f)]
    met = [i.ends_at for i in held if not i.cancelled and i.ends_at <= now]
    return max((*told, *met), default=None)
