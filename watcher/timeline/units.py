"""What is matched as a whole: the facts of one message that speak of one company and role, or one entry of the user."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from watcher.inference import Event, Kind
from watcher.timeline.moves import NOT_A_WORD
from watcher.timeline.names import company_key, role_key
from watcher.timeline.threads import UNTRUSTED, Threads
from watcher.timeline.types import Envelope, Fact, Place, Seen

STARTS = frozenset((Kind.APPLICATION_SENT, Kind.APPLICATION_CONFIRMATION))
# These prove by themselves that there is an application.
OPENS = STARTS | {
    Kind.APPLICATION_VIEWED,
    Kind.INTERVIEW_INVITE,
    Kind.INTERVIEW_SCHEDULED,
    Kind.INTERVIEW_RESCHEDULED,
    Kind.INTERVIEW_CANCELLED,
    Kind.INTERVIEW_PREP,
    Kind.ASSESSMENT,
    Kind.REJECTION,
    Kind.OFFER,
    Kind.POSITION_CLOSED,
    Kind.POSITION_ON_HOLD,
    Kind.STATUS_UPDATE,
}
# What stands in Sent is the user's, though a copy came back to INBOX.
_PLACES = (Place.SENT, Place.INBOX, Place.OTHER, Place.JUNK, Place.TRASH)
# Without a tie these are no news of the job search.
_SMALL = NOT_A_WORD | {Kind.RECRUITER_OUTREACH, Kind.CANDIDATE_REPLY, Kind.RECRUITER_REPLY, Kind.PROMISE}


@dataclass(frozen=True, slots=True)
class Unit:
    """Facts that go together. `company` and `role` are as written, the keys normalised; "" where not told.

    `thread` is "" for an entry of the user. `seen` is None there too. `apart` is True where its message speaks of other
    applications as well.
    """

    facts: tuple[Fact, ...]
    at: datetime
    seen: Seen | None = None
    thread: str = ""
    company: str = ""
    role: str = ""
    company_key: str = ""
    role_key: str = ""
    apart: bool = False

    @property
    def envelope(self) -> Envelope | None:
        """Its message's summary, None for an entry of the user."""
        return self.seen.envelope if self.seen else None

    @property
    def about(self) -> str:
        """The fact id that an entry of the user speaks of."""
        return self.facts[0].about

    @property
    def kinds(self) -> frozenset[Kind]:
        """The kinds of its facts."""
        return frozenset(f.event.kind for f in self.facts)

    @property
    def starts(self) -> bool:
        """It is an application being made: sent, or confirmed."""
        return bool(self.kinds & STARTS)

    @property
    def opens(self) -> bool:
        """It proves an application."""
        return bool(self.kinds & OPENS)

    @property
    def outreach(self) -> bool:
        """A recruiter's first word: no application before the user answers."""
        return Kind.RECRUITER_OUTREACH in self.kinds <= {Kind.RECRUITER_OUTREACH, Kind.PROMISE}

    @property
    def returned(self) -> bool:
        """A bounce or an automatic reply: it belongs to the mail that it answers."""
        return bool(self.kinds) and self.kinds <= NOT_A_WORD

    @property
    def untrusted(self) -> bool:
        """It lies in Junk or Trash."""
        return self.envelope is not None and self.envelope.place in UNTRUSTED

    @property
    def outgoing(self) -> bool:
        """The user wrote it."""
        return self.envelope is not None and self.envelope.outgoing

    @property
    def silent(self) -> bool:
        """A message that names no event."""
        return self.seen is not None and not self.seen.inference.events

    @property
    def telling(self) -> bool:
        """It would be news of the job search, so it is shown even where nothing ties it."""
        return bool(self.kinds - _SMALL)


def one_each(seen: Iterable[Seen]) -> list[Seen]:
    """Each message once, oldest first: one found in several mailboxes counts where it is trusted most."""
    ranked = sorted(seen, key=_rank)
    return by_time({s.envelope.identity: s for s in reversed(ranked)}.values())


def by_time(seen: Iterable[Seen]) -> list[Seen]:
    """Messages, oldest first."""
    return sorted(seen, key=lambda s: _when(s.envelope))


def _rank(seen: Seen) -> tuple[int, str, str]:
    e = seen.envelope
    return _PLACES.index(e.place), e.account, e.mailbox


def _when(envelope: Envelope) -> tuple[datetime, bool, str]:
    # Mails of one second: what the user sent comes before what answers it.
    return envelope.sent_at, not envelope.outgoing, envelope.identity


def is_forged(envelope: Envelope, own: frozenset[str]) -> bool:
    """It bears the user's address, and nothing shows that they sent it."""
    return not envelope.outgoing and envelope.from_ is not None and envelope.from_.email in own


def is_note(envelope: Envelope, own: frozenset[str]) -> bool:
    """The user's mail to nobody but themselves, known from INBOX alone: it tells no employer anything."""
    to = {a.email for a in (*envelope.to, *envelope.cc)}
    return envelope.outgoing and envelope.place is Place.INBOX and bool(to) and to <= own


def units_of(seen: Iterable[Seen], entered: Iterable[Fact], threads: Threads) -> list[Unit]:
    """All units but silent messages, oldest first, with what their thread or calendar UID tells of company and role."""
    units = [u for s in seen if s.inference.events for u in _split(s, threads.of(s.envelope))]
    units += [_unit((fact,), fact.event.occurred_at) for fact in entered]
    units.sort(key=lambda u: (u.at, u.envelope is not None and not u.outgoing, u.facts[0].id))
    return _inherit(units)


def silent_unit(seen: Seen, thread: str) -> Unit:
    """A message without events, for which the thread or the contact must speak."""
    return Unit((), seen.envelope.sent_at, seen, thread)


def facts_of(seen: Seen) -> list[Fact]:
    """The events of a message as facts."""
    inference, envelope = seen.inference, seen.envelope
    return [
        Fact(f"{envelope.identity}#{n}", event, envelope, human=inference.human, language=inference.language)
        for n, event in enumerate(inference.events)
    ]


def implied_fact(seen: Seen, kind: Kind, why: str) -> Fact:
    """The fact that a tied message without events is; number 0 stays its id if better rules find an event in it."""
    inference, envelope = seen.inference, seen.envelope
    verified = inference.verified or envelope.outgoing
    event = Event(kind, envelope.sent_at, evidence=(why[:200],), people=inference.people, verified=verified)
    return Fact(
        f"{envelope.identity}#0",
        event,
        envelope,
        human=inference.human,
        language=inference.language,
        implied=True,
    )


def _split(seen: Seen, thread: str) -> list[Unit]:
    """One unit for each company and role that the message names; what names neither goes with the only one."""
    groups: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts_of(seen):
        groups.setdefault((company_key(fact.event.company), role_key(fact.event.role)), []).append(fact)
    while len(groups) > 1 and (vague := _vague(groups)) is not None:
        poor, rich = vague
        groups[rich] = sorted(groups[rich] + groups.pop(poor), key=lambda f: int(f.id.rpartition("#")[2]))
    units = [_unit(tuple(facts), seen.envelope.sent_at, seen, thread) for facts in groups.values()]
    return [replace(u, apart=True) for u in units] if len(units) > 1 else units


def _vague(groups: Mapping[tuple[str, str], object]) -> tuple[tuple[str, str], tuple[str, str]] | None:
    """A key that is less told than exactly one other key which agrees with it, and that other."""
    for poor in groups:
        rich = [k for k in groups if k != poor and all(p in ("", r) for p, r in zip(poor, k, strict=True))]
        if len(rich) == 1:
            return poor, rich[0]
    return None


def _unit(facts: tuple[Fact, ...], moment: datetime, seen: Seen | None = None, thread: str = "") -> Unit:
    company = next((f.event.company for f in facts if f.event.company), "")
    role = next((f.event.role for f in facts if f.event.role), "")
    return Unit(facts, moment, seen, thread, company, role, company_key(company), role_key(role))


def _inherit(units: list[Unit]) -> list[Unit]:
    """Let a unit that tells less take company and role from its thread, or its UID, where these name exactly one."""
    named: dict[str, dict[tuple[str, str], Unit]] = {}
    for unit in units:
        if unit.company_key and unit.role_key and not unit.untrusted:
            for tie in _ties(unit):
                named.setdefault(tie, {}).setdefault((unit.company_key, unit.role_key), unit)
    return [_inheriting(unit, named) for unit in units]


def _inheriting(unit: Unit, named: Mapping[str, Mapping[tuple[str, str], Unit]]) -> Unit:
    if unit.role_key or unit.untrusted or unit.returned:
        return unit
    for tie in _ties(unit):
        known = list(named.get(tie, {}).values())
        if len(known) == 1 and unit.company_key in ("", known[0].company_key):
            k = known[0]
            return replace(unit, company=k.company, role=k.role, company_key=k.company_key, role_key=k.role_key)
    return unit


def _ties(unit: Unit) -> list[str]:
    ties = [unit.thread] if unit.thread else []
    return ties + [f"uid\0{uid}" for uid in sorted(uids_of(unit))]


def uids_of(unit: Unit) -> set[str]:
    """The calendar UIDs of its facts."""
    return {f.event.calendar_uid for f in unit.facts if f.event.calendar_uid}
