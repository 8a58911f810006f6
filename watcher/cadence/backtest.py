"""What became of imagined drafts in the user's real past, and which of their own follow-ups had no draft before them.

A draft counts as sent when the user's real mail to its recipient follows, as withdrawn when it is no longer right, and
waits else until it lapses; from then on it counts as deleted, so that its ladder rests until something happens. Only
a thank-you that lapsed does not: to delete one says that there was no interview.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from watcher.cadence.days import bounded
from watcher.cadence.history import Past, pasts, source
from watcher.cadence.obsolete import obsolete_of
from watcher.cadence.rehearsal import Planner, Refuser, become, imagined, rehearse
from watcher.cadence.types import Action, FollowUp, FollowUpKind, Plan, State, Written
from watcher.inference import Kind
from watcher.timeline import Application, Envelope, Fact, Place, Stage, Timeline, at_moment, is_outgoing, is_own

FOLLOWS_UP = (Kind.CANDIDATE_FOLLOWUP, Kind.INTERVIEW_FOLLOWUP)
"""The user's own words that a draft could have been."""
_COURTESIES = (FollowUpKind.THANK_YOU, FollowUpKind.REJECTION_REPLY)


class Outcome(StrEnum):
    """How a draft's life ended."""

    WROTE = "wrote"  # the user wrote by themselves, to that person or for that application
    WITHDRAWN = "withdrawn"  # it was no longer right: an answer came, an interview was set
    LAPSED = "lapsed"  # nobody wrote until it was too late
    WAITING = "waiting"  # it still waits at the end


class Reason(StrEnum):
    """Why the user's own follow-up had no draft before it."""

    EARLY = "early"  # the user was earlier than the cadence
    HELD = "held"  # a rule or a limit held it back
    BY_HAND = "by_hand"  # the digest would have spoken of it
    LAPSED = "lapsed"  # a draft had waited, and lapsed
    NOT_OPEN = "not_open"  # no follow-up was open: nothing was to be asked
    UNTIED = "untied"  # the mail cannot be given to an application


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft that would have been written at `at` (aware), and what became of it by `ended_at` (None: it waits).

    `why` tells the end in words. `wrong` says, where not "", what later mail shows to have stood against it already.
    """

    follow_up: FollowUp
    at: datetime
    outcome: Outcome = Outcome.WAITING
    ended_at: datetime | None = None
    why: str = ""
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Missed:
    """A follow-up or thanks that the user sent without a draft before it.

    `fact` is its id. `thanks` tells thanks after an interview from asking again. `due_at` is when a draft would have
    come, None where that is not known.
    """

    fact: str
    at: datetime
    thanks: bool
    to: str
    subject: str
    reason: Reason
    why: str
    company: str = ""
    role: str = ""
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Undrafted:
    """A follow-up that fell due, first seen so at `at`, and got no draft; `held` is the last reason."""

    follow_up: FollowUp
    at: datetime
    held: str


@dataclass(frozen=True, slots=True)
class Backtest:
    """The report of a replay between two moments (aware), each part oldest first."""

    since: datetime
    until: datetime
    drafted: tuple[Drafted, ...] = ()
    missed: tuple[Missed, ...] = ()
    undrafted: tuple[Undrafted, ...] = ()


@dataclass(slots=True)
class Diary:
    """The replay so far: what was drafted, and what became of it. Moments come in order."""

    planner: Planner
    refuser: Refuser
    quiet_days: int
    written: dict[str, Written] = field(default_factory=dict)
    drafted: dict[str, Drafted] = field(default_factory=dict)
    missed: list[Missed] = field(default_factory=list)
    undrafted: dict[str, Undrafted] = field(default_factory=dict)

    def look(self, timeline: Timeline, now: datetime) -> Plan:
        """Make a pass at `now` over what is known: let lapse, withdraw, draft."""
        self._lapse(now)
        made = rehearse(timeline, list(self.written.values()), now, self.planner, self.refuser)
        for key, why in made.withdrawn.items():
            self._end(key, Outcome.WITHDRAWN, now, why)
        for follow_up in made.drafted:
            self.drafted[follow_up.key] = Drafted(follow_up, now)
            self.written[follow_up.key] = imagined(follow_up, now)
            self.undrafted.pop(follow_up.key, None)
        self._hold(timeline, made.plan, made.refused, now)
        return made.plan

    def hear(self, before: Plan, timeline: Timeline, mails: Sequence[Envelope], now: datetime) -> None:
        """Take in what the user did at `now`: `mails` are theirs, and `timeline` knows them.

        `before` is the plan without them.
        """
        self._lapse(now)
        past = pasts(timeline.applications, self.written.values())
        for mail in mails:
            sent = _Sent.of(mail, timeline)
            live = past[sent.home.id].written if sent.home else tuple(self.written.values())
            live = tuple(w for w in live if w.state.live)
            wrote = self._wrote(sent, live, now)
            if sent.told is not None and not wrote and not any(sent.suits(w.kind) for w in live if sent.home):
                self.missed.append(self._miss(sent, past, before, now))
        self._moved(timeline, now)

    def report(self, timeline: Timeline, since: datetime, until: datetime) -> Backtest:
        """The whole replay, judged by `timeline`: all that is known today."""
        self._lapse(until)
        wrong = self._wrong(timeline)
        drafted = (replace(d, wrong=wrong.get(key, "")) for key, d in self.drafted.items())
        return Backtest(
            since,
            until,
            tuple(sorted(drafted, key=lambda d: (d.at, d.follow_up.key))),
            tuple(sorted(self.missed, key=lambda m: (m.at, m.to))),
            tuple(sorted(self.undrafted.values(), key=lambda u: (u.at, u.follow_up.key))),
        )

    def _end(self, key: str, outcome: Outcome, at: datetime, why: str, message_id: str = "") -> None:
        """Close a draft; `message_id` is that of the user's mail that stands for it, "" where none does."""
        written = self.written[key]
        declined = outcome is Outcome.LAPSED and written.kind is not FollowUpKind.THANK_YOU
        state = State.SENT if message_id else State.DECLINED if declined else State.WITHDRAWN
        self.drafted[key] = replace(self.drafted[key], outcome=outcome, ended_at=at, why=why)
        self.written[key] = become(written, state, at, message_id)

    def _lapse(self, now: datetime) -> None:
        for key, drafted in self.drafted.items():
            end = bounded(drafted.follow_up.lapses_at)
            if drafted.outcome is Outcome.WAITING and end <= now:
                self._end(key, Outcome.LAPSED, end, "nobody wrote until it was too late")

    def _hold(self, timeline: Timeline, plan: Plan, refused: Mapping[str, str], now: datetime) -> None:
        """Note what is due and gets no draft, but for what a draft before it closes."""
        open_now = [f for f in plan.follow_ups if f.key not in self.written and f.due_at <= now < f.lapses_at]
        past = pasts(timeline.applications, self.written.values()) if open_now else {}
        for f in open_now:
            closed = (w for w in past[f.application].written if w.state.live or w.state is State.DECLINED)
            if f.kind is FollowUpKind.THANK_YOU or all(w.kind is FollowUpKind.THANK_YOU for w in closed):
                first = self.undrafted.get(f.key)
                self.undrafted[f.key] = Undrafted(f, first.at if first else now, f.held or refused.get(f.key, ""))

    def _wrote(self, sent: _Sent, live: Iterable[Written], now: datetime) -> bool:
        """Take the user's mail as the draft to its recipient that suits it best, if there is one."""
        to = {a.email for a in sent.mail.to}
        if sent.mail.automatic is not None or sent.mail.place not in (Place.SENT, Place.OTHER):
            return False
        fitting = [w for w in live if w.recipient in to and (sent.suits(w.kind) or not sent.thanks)]
        if not fitting:
            return False
        best = min(fitting, key=lambda w: (not sent.suits(w.kind), w.written_at, w.key))
        self._end(
            best.key, Outcome.WROTE, now, "you wrote to them yourself", sent.mail.message_id or sent.mail.identity
        )
        return True

    def _moved(self, timeline: Timeline, now: datetime) -> None:
        """Close the drafts that the user's other moves overtake: a mail to somebody else there, a call."""
        past = pasts(timeline.applications, self.written.values())
        moved = [a for a in timeline.applications if any(is_own(f) and f.event.occurred_at == now for f in a.facts)]
        for key, why in obsolete_of(moved, past).items():
            self._end(key, Outcome.WROTE, now, why)

    def _miss(self, sent: _Sent, past: Mapping[str, Past], before: Plan, now: datetime) -> Missed:
        told, home, mail = sent.told, sent.home, sent.mail
        assert told is not None
        lapsed = {key for key, d in self.drafted.items() if d.outcome is Outcome.LAPSED}
        reason, why, due_at = _why_missed(sent, past, lapsed, before, self.refuser, now)
        return Missed(
            fact=told.id,
            at=now,
            thanks=sent.thanks,
            to=", ".join(a.email for a in mail.to),
            subject=mail.subject,
            reason=reason,
            why=why,
            company=home.company if home else told.event.company,
            role=home.role if home else told.event.role,
            due_at=due_at,
        )

    def _wrong(self, timeline: Timeline) -> Mapping[str, str]:
        """By key, what stood against a draft when it was written, as all mail tells today."""
        past = pasts(timeline.applications, self.written.values())
        found: dict[str, str] = {}
        for application in timeline.applications:
            mine = past[application.id]
            for w in mine.written:
                at = w.written_at
                then = _as_it_was(application, at, self.quiet_days)
                fresh = replace(w, state=State.CONFIRMED, changed_at=at, message_id="")
                found.update(obsolete_of([then], {then.id: Past((fresh,), mine.sent)}))
        return found


@dataclass(frozen=True, slots=True)
class _Sent:
    """A mail of the user: the application that holds it, None where none does, and the fact by which it follows up."""

    mail: Envelope
    home: Application | None
    told: Fact | None
    loose: str

    @staticmethod
    def of(mail: Envelope, timeline: Timeline) -> _Sent:
        home = next((a for a in timeline.applications if any(_is_of(f, mail) for f in a.facts)), None)
        undecided = [one for one in timeline.ambiguous if _is_of(one.fact, mail)]
        facts = [f for f in home.facts if _is_of(f, mail)] if home else [one.fact for one in undecided]
        told = next((f for f in facts if f.event.kind in FOLLOWS_UP and is_outgoing(f)), None)
        return _Sent(mail, home, told, next((one.why for one in undecided), ""))

    @property
    def thanks(self) -> bool:
        return self.told is not None and self.told.event.kind is Kind.INTERVIEW_FOLLOWUP

    def suits(self, kind: FollowUpKind) -> bool:
        """A draft of this kind would have been this mail."""
        return (kind in _COURTESIES) is self.thanks


def _is_of(fact: Fact, mail: Envelope) -> bool:
    return fact.envelope is not None and fact.envelope.identity == mail.identity


def _as_it_was(application: Application, at: datetime, quiet_days: int) -> Application:
    """The application with its facts up to a moment; whom it was open to then is not judged again."""
    facts = tuple(f for f in application.facts if f.event.occurred_at <= at)
    open_then = replace(application, facts=facts, contacts=(), stage=Stage.APPLIED)
    (then,) = at_moment(Timeline((open_then,)), at, quiet_days).applications
    return then


def _why_missed(
    sent: _Sent, past: Mapping[str, Past], lapsed: Collection[str], before: Plan, refuser: Refuser, now: datetime
) -> tuple[Reason, str, datetime | None]:
    """Why the plan before the user's mail had no draft for it."""
    if sent.home is None:
        return Reason.UNTIED, sent.loose, None
    ids = {f.id for f in sent.home.facts}
    open_then = [f for f in before.follow_ups if f.anchor in ids and sent.suits(f.kind)]
    to = {a.email for a in sent.mail.to}
    best = min(open_then, key=lambda f: (f.recipient is None or f.recipient.email not in to, f.due_at), default=None)
    if best is not None and now < best.due_at:
        return Reason.EARLY, "you were earlier", best.due_at
    if any(w.key in lapsed and sent.suits(w.kind) for w in past[sent.home.id].written):
        return Reason.LAPSED, "a draft had waited for you, and lapsed", None
    if best is None:
        fresh = all(f.event.occurred_at >= now for f in sent.home.facts)
        why = "the application was not known before" if fresh else "nothing was to be asked then"
        return Reason.NOT_OPEN, "no interview was known to thank for" if sent.thanks else why, None
    by_hand = best.action is Action.DIGEST
    return Reason.BY_HAND if by_hand else Reason.HELD, best.held or refuser(best, now), best.due_at


def only(report: Backtest, facts: Collection[str]) -> Backtest:
    """The report on the application that holds these facts, by id."""
    sources = {source(fact) for fact in facts}

    def about(follow_up: FollowUp) -> bool:
        return source(follow_up.anchor) in sources

    return replace(
        report,
        drafted=tuple(d for d in report.drafted if about(d.follow_up)),
        missed=tuple(m for m in report.missed if source(m.fact) in sources),
        undrafted=tuple(u for u in report.undrafted if about(u.follow_up)),
    )
