"""Thank-yous: one for each interviewer, at once when the interview ends."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from watcher.cadence.days import bounded
from watcher.cadence.history import Anchor, Past, source
from watcher.cadence.rules import TOLD, Rules, Step
from watcher.cadence.types import FollowUpKind, State
from watcher.inference import Kind
from watcher.timeline import Application, Fact, Interview, Stage, closed_by_user, interviews, is_contact, is_outgoing

_LOBBY = timedelta(minutes=15)
PANEL = 6
"""An invitation to more people than this is no panel: the digest tells of it, and no draft is written."""


def thanks_of(application: Application, past: Past, now: datetime, rules: Rules) -> list[Step]:
    """The thank-yous that an application's interviews call for, those to come included.

    Stopped only by the user's own mail to that person since, by a rejection, by the interview's cancellation, or where
    the user closed the application.
    Several interviews with one person on one day are thanked for once, after the last. A crowd is one step
    without an interviewer.
    """
    if not rules.enabled(FollowUpKind.THANK_YOU) or closed_by_user(application):
        return []
    wanted: dict[tuple[str, object], Step] = {}
    for interview in interviews(application):
        if interview.cancelled or rejected_since(application, interview):
            continue
        emails = sorted({p.email for p in interview.interviewers if p.email})
        crowd = len(emails) > PANEL
        ask = f"{len(emails)} people were invited: thank those whom you spoke with" if crowd else ""
        for email in [""] if crowd or not emails else emails:
            step = _step(application, interview, email, rules, ask)
            wanted[email, rules.calendar.day(interview.starts_at)] = step
    return [
        s
        for s in wanted.values()
        if s.interview and now < s.lapses + TOLD and not thanked(application, past, s.interview, s.interviewer)
    ]


def thanked(application: Application, past: Past, interview: Interview, email: str) -> bool:
    """The user wrote to this person since the interview began; without an address, thanked anybody.

    Interviews often end before the hour is full. What is written in the first minutes is of a door that stays shut.
    """
    since = [f for f in application.facts if f.event.occurred_at >= interview.starts_at]
    if not email:
        return any(past.is_thanks(f) for f in since)
    met = bounded(interview.starts_at) + _LOBBY
    return any(_wrote_to(f, email) and (past.is_thanks(f) or f.event.occurred_at >= met) for f in since)


def doubtful(application: Application, past: Past, interview: Interview) -> bool:
    """The user deleted its thank-you and sent none, and nothing since shows that the interview took place."""
    mine = [
        w for w in past.written if w.kind is FollowUpKind.THANK_YOU and source(w.anchor) == source(interview.anchor)
    ]
    states = {w.state for w in mine}
    if State.DECLINED not in states or State.SENT in states:
        return False
    since = (f for f in application.facts if f.event.occurred_at >= interview.starts_at)
    return not any(past.is_thanks(f) or is_contact(f) or f.event.kind is Kind.PROMISE for f in since)


def interview_of(application: Application, anchor: str) -> Interview | None:
    """The interview that a written follow-up was anchored at."""
    return next((i for i in interviews(application) if source(i.anchor) == source(anchor)), None)


def rejected_since(application: Application, interview: Interview) -> bool:
    """They said no since they announced it, and it stayed so; that the user had withdrawn by then changes nothing."""
    refusals = (f for f in application.facts if f.event.kind in (Kind.REJECTION, Kind.OFFER_RESCINDED))
    ended = application.stage in (Stage.REJECTED, Stage.WITHDRAWN)
    return ended and any(f.event.occurred_at >= interview.announced_at for f in refusals)


def _wrote_to(fact: Fact, email: str) -> bool:
    e = fact.envelope
    return e is not None and is_outgoing(fact) and any(a.email == email for a in (*e.to, *e.cc))


def _step(application: Application, interview: Interview, email: str, rules: Rules, ask: str) -> Step:
    window, local = rules.windows[FollowUpKind.THANK_YOU], rules.calendar.local
    end = bounded(interview.ends_at)
    return Step(
        kind=FollowUpKind.THANK_YOU,
        anchor=_anchor(application.facts, interview),
        due=local(end + timedelta(days=window.first_day)),
        lapses=local(end + timedelta(days=window.lapse_days)),
        late_from=local(end + timedelta(days=window.last_day)),
        interview=interview,
        interviewer=email,
        ask=ask,
    )


def _anchor(facts: Iterable[Fact], interview: Interview) -> Anchor:
    """The announcing message, with the UID: one message may announce several rounds."""
    fact = next(f for f in facts if f.id == interview.anchor)
    message = (fact.envelope.message_id or fact.envelope.identity) if fact.envelope else fact.id
    uid = fact.event.calendar_uid
    return Anchor(fact.id, f"{message}\0{uid}" if uid else message, interview.ends_at)
