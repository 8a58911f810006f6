"""Waiting drafts that are no longer right, each with the reason."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

from watcher.cadence.history import Past, has_accepted, source
from watcher.cadence.receipt import acknowledgement
from watcher.cadence.steps import is_restart
from watcher.cadence.thanks import interview_of, rejected_since, thanked
from watcher.cadence.types import FollowUpKind, State, Written
from watcher.inference import Kind
from watcher.timeline import (
    IGNORED,
    Application,
    Fact,
    Flag,
    Stage,
    Why,
    closed_by_user,
    human_answer_after,
    is_own,
)

_ENDS = {
    Stage.OFFER: Why("offer_came"),
    Stage.ACCEPTED: Why("accepted"),
    Stage.DECLINED: Why("declined"),
    Stage.REJECTED: Why("rejected"),
    Stage.WITHDRAWN: Why("withdrew"),
    Stage.CLOSED: Why("position_closed"),
    Stage.INTERVIEW_SCHEDULED: Why("interview_set"),
}

_NOBODY: Mapping[str, datetime] = MappingProxyType({})


def obsolete_of(
    applications: Iterable[Application],
    past: Mapping[str, Past],
    asking: Mapping[str, datetime] = _NOBODY,
) -> Mapping[str, str]:
    """The keys of live drafts that must go, with why. Where a draft's application is not known, it stays.

    `asking` holds the ids of applications that are due to be asked what became of them; an interview that ended
    before the moment beside the id is no longer thanked for.
    """
    applications = list(applications)
    accepted = has_accepted(applications)
    found: dict[str, str] = {}
    for application in applications:
        for written in past[application.id].written:
            if not written.state.live:
                continue
            why = _corrected(application, written)
            why = why or _why(application, past[application.id], written, accepted=accepted)
            if not why and application.id in asking and _lapsed(application, written, asking[application.id]):
                why = Why("late_to_thank")
            if why:
                found.setdefault(written.key, why)
        for written in _besides(application, past[application.id], found):
            found.setdefault(written.key, Why("merged"))
    return found


def disowned(written: Iterable[Written], ignored: Collection[str]) -> Mapping[str, str]:
    """The keys of live drafts that follow up what the user said is none of theirs (`Timeline.ignored`), with why."""
    return {
        w.key: Why("disowned") for w in written if w.state.live and not {w.anchor, source(w.anchor)}.isdisjoint(ignored)
    }


def at_users_word(applications: Iterable[Application], past: Mapping[str, Past]) -> frozenset[str]:
    """The keys of live drafts that go because the user corrected something, however many these are."""
    found: set[str] = set()
    for application in applications:
        aside = {c.email for c in application.contacts if c.why_not == IGNORED}
        live = (w for w in past[application.id].written if w.state.live)
        found |= {w.key for w in live if w.recipient in aside or _corrected(application, w)}
    return frozenset(found)


def _lapsed(application: Application, written: Written, moment: datetime) -> bool:
    interview = interview_of(application, written.anchor) if written.kind is FollowUpKind.THANK_YOU else None
    return interview is not None and interview.ends_at <= moment


def _corrected(application: Application, written: Written) -> str:
    """What the user said of the application since, and not to the employer."""
    if closed_by_user(application):
        return Why("closed")
    if written.kind is FollowUpKind.THANK_YOU:
        return ""
    chosen = next((c for c in application.contacts if c.chosen and c.writable), None)
    if chosen is not None and chosen.email != written.recipient:
        return Why("chose", email=chosen.email)
    given = {p.email for c in application.corrections for p in c.entry.event.people}
    if written.recipient in given and all(c.email != written.recipient for c in application.contacts):
        return Why("chose_not", email=written.recipient)
    return ""


def _besides(application: Application, past: Past, found: Mapping[str, str]) -> Iterable[Written]:
    """Where the user merged applications that had drafts each: all but the one that goes on waiting.

    That is what the user edited, else the first that is still right.
    """
    if not any(c.holds and c.entry.event.kind is Kind.MERGED for c in application.corrections):
        return ()
    asking = [w for w in past.written if w.state.live and w.kind is not FollowUpKind.THANK_YOU]
    waiting = [w for w in asking if w.state is State.EDITED or w.key not in found]
    return sorted(waiting, key=lambda w: (w.state is not State.EDITED, w.written_at, w.key))[1:]


def _why(application: Application, past: Past, written: Written, *, accepted: bool) -> str:
    contact = next((c for c in application.contacts if c.email == written.recipient), None)
    if contact is not None and not contact.writable:
        return Why("barred", email=contact.email, why=contact.why_not)
    if written.kind is FollowUpKind.THANK_YOU:
        return _thanks(application, past, written)
    if accepted:
        return Why("accepted")
    replies = written.kind is FollowUpKind.REJECTION_REPLY
    if application.stage in _ENDS and not (replies and application.stage is Stage.REJECTED):
        return _ENDS[application.stage]
    if replies and application.stage is not Stage.REJECTED:
        return Why("rejection_over")
    return _since(application, past, written)


def _thanks(application: Application, past: Past, written: Written) -> str:
    interview = interview_of(application, written.anchor)
    if interview is None:
        return ""
    if interview.cancelled:
        return Why("interview_cancelled")
    if interview.ends_at > written.written_at:
        return Why("interview_moved")
    if rejected_since(application, interview):
        return Why("rejected")
    return Why("wrote") if thanked(application, past, interview, written.recipient) else ""


def _anchored_at(application: Application, written: Written) -> datetime:
    """The moment from which news counts against a draft: its anchor's."""
    same = [f.event.occurred_at for f in application.facts if source(f.id) == source(written.anchor)]
    # The anchor may be a mail of ours that the user sent, known by its Message-ID.
    same += [
        f.event.occurred_at for f in application.facts if f.envelope and f.envelope.message_id == written.anchor != ""
    ]
    return max(same, default=written.written_at)


def _since(application: Application, past: Past, written: Written) -> str:
    moment, besides = _anchored_at(application, written), _no_news(application, written)
    if written.kind is FollowUpKind.POST_INTERVIEW and (interview := interview_of(application, written.anchor)):
        moment, besides = interview.ends_at, interview.told_by
    if answer := human_answer_after(application, moment, besides):
        return Why("answered", day=_day(answer))
    if written.kind is FollowUpKind.RECEIPT_CHECK and (back := acknowledgement(application, moment, absence=False)):
        return Why("acknowledged", day=_day(back))
    if Flag.WAITING_FOR_USER in application.flags:
        return Why("they_wait_now")
    for fact in application.facts:
        if fact.event.occurred_at <= moment:
            continue
        if is_own(fact) and not _is_this(fact, written) and not past.is_thanks(fact):
            return Why("moved_first", day=_day(fact))
        if fact.event.kind is Kind.DO_NOT_CONTACT:
            return Why("asked_not")
        # A no that the user says was none becomes a status update: the answer to another no stands.
        if is_restart(fact) and written.kind is not FollowUpKind.REJECTION_REPLY:
            return Why("status_came", day=_day(fact))
    return ""


def _no_news(application: Application, written: Written) -> frozenset[str]:
    """A rejection that is said twice is answered once."""
    if written.kind is not FollowUpKind.REJECTION_REPLY:
        return frozenset()
    return frozenset(f.id for f in application.facts if f.event.kind is Kind.REJECTION)


def _is_this(fact: Fact, written: Written) -> bool:
    e = fact.envelope
    return e is not None and bool(e.message_id) and e.message_id == written.message_id


def _day(fact: Fact) -> str:
    return fact.event.occurred_at.date().isoformat()
