"""What was drafted before, seen from one application: found again by its facts, whatever was merged since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from watcher.cadence.sent import Copies
from watcher.cadence.types import FollowUpKind, State, Written
from watcher.inference import Kind
from watcher.timeline import Application, Fact, Stage, is_outgoing

# These answer an event; they are no step of asking again.
_NO_STEP = (FollowUpKind.THANK_YOU, FollowUpKind.REJECTION_REPLY)


def source(fact_id: str) -> str:
    """What a fact id is of: the message's identity without the event's number, or the entry."""
    return fact_id.rpartition("#")[0] or fact_id


@dataclass(frozen=True, slots=True)
class Anchor:
    """What opened a window: `id` as reported, `name` as it stands in keys (the Message-ID where there is one)."""

    id: str
    name: str
    at: datetime


def has_accepted(applications: Iterable[Application]) -> bool:
    """The user accepted an offer that is known, or entered it: then all drafting pauses.

    Words that sound like it, where no offer was seen, end their own application at most: one misread mail must not
    silence a whole search.
    """
    return any(a.stage is Stage.ACCEPTED and _is_proved(a) for a in applications)


def _is_proved(application: Application) -> bool:
    told = application.facts
    entered = any(f.envelope is None and f.event.kind is Kind.OFFER_ACCEPTED for f in told)
    return entered or any(f.event.kind is Kind.OFFER for f in told)


def anchor_of(fact: Fact, at: datetime | None = None) -> Anchor:
    """A fact as an anchor; `at` where another moment than its own opens the window (the end of an interview)."""
    name = (fact.envelope.message_id or fact.envelope.identity) if fact.envelope else fact.id
    return Anchor(fact.id, name, at or fact.event.occurred_at)


@dataclass(frozen=True, slots=True)
class Past:
    """What was written for one application, oldest first, and what of it the user sent, by fact id."""

    written: tuple[Written, ...]
    sent: Mapping[str, Written]

    def live(self) -> Written | None:
        """The draft that waits; of several the last."""
        return next((w for w in reversed(self.written) if w.state.live), None)

    def steps_sent(self, application: Application, since: datetime) -> list[Anchor]:
        """The follow-ups that the user sent later than `since`, from here or from elsewhere, oldest first."""
        steps = [anchor_of(f) for f in application.facts if self._is_step(f)]
        seen = {w.key for w in self.sent.values()}
        unseen = (w for w in self.written if w.state is State.SENT and w.kind not in _NO_STEP and w.key not in seen)
        steps += [Anchor(w.message_id or w.key, w.message_id or w.key, w.changed_at) for w in unseen]
        unique = {a.name: a for a in steps if a.at > since}
        return sorted(unique.values(), key=lambda a: (a.at, a.name))

    def is_thanks(self, fact: Fact) -> bool:
        """The user's thanks after an interview."""
        written = self.sent.get(fact.id)
        if written is not None:
            return written.kind is FollowUpKind.THANK_YOU
        return fact.event.kind is Kind.INTERVIEW_FOLLOWUP

    def _is_step(self, fact: Fact) -> bool:
        written = self.sent.get(fact.id)
        if written is not None:
            return written.kind not in _NO_STEP
        own = is_outgoing(fact) or fact.envelope is None
        return own and fact.event.kind is Kind.CANDIDATE_FOLLOWUP


def used_before(key: str, recipient: str, past: Past, written: Iterable[Written]) -> tuple[str, ...]:
    """The wordings of other drafts of the application, or to the recipient: what nobody got to read first, then by age.

    The draft of `key` itself does not count, so that a follow-up reads the same however often it is asked for.
    """
    mine = {w.key for w in past.written}
    told = [w for w in written if w.gist.wording and w.key != key and (w.key in mine or w.recipient == recipient != "")]
    told.sort(key=lambda w: (w.state.live or w.state is State.SENT, w.written_at, w.key))
    return tuple(w.gist.wording for w in told)


def pasts(applications: Iterable[Application], written: Iterable[Written]) -> Mapping[str, Past]:
    """What was written for each application, by its id.

    A draft belongs where its sent copy is, else where its anchor is, else to every application that holds one of its
    facts.
    """
    applications = list(applications)
    home: dict[str, set[str]] = {}
    copies: dict[str, set[str]] = {}
    for application in applications:
        for fact in application.facts:
            home.setdefault(source(fact.id), set()).add(application.id)
            if fact.envelope and fact.envelope.outgoing:
                for name in (fact.envelope.message_id, fact.envelope.identity):
                    copies.setdefault(name, set()).add(application.id)
    mine: dict[str, list[Written]] = {a.id: [] for a in applications}
    for w in sorted(written, key=lambda w: (w.written_at, w.key)):
        copied = copies.get(w.copy.identity if w.copy and w.copy.identity else w.message_id) if w.message_id else None
        for owner in sorted(copied or _owners(home, w)):
            mine[owner].append(w)
    return {a.id: Past(tuple(mine[a.id]), _sent(a, mine[a.id])) for a in applications}


def _owners(home: Mapping[str, set[str]], written: Written) -> set[str]:
    """Of the applications that hold its anchor, those that also hold the most of its facts."""
    known = [home.get(source(fact), set()) for fact in written.facts]
    candidates = home.get(source(written.anchor)) or set().union(*known)
    shared = {c: sum(c in k for k in known) for c in candidates}
    most = max(shared.values(), default=0)
    return {c for c, n in shared.items() if n == most}


def _sent(application: Application, written: Iterable[Written]) -> Mapping[str, Written]:
    """The user's mails that are drafts of ours, sent."""
    copies = Copies(w for w in written if w.state is State.SENT)
    own = ((f.id, f.envelope) for f in application.facts if f.envelope is not None and is_outgoing(f))
    return {fact: draft for fact, e in own if (draft := copies.of(e)) is not None}
