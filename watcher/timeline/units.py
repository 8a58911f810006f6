"""What is matched as a whole: the facts of one message that speak of one company and role, or one entry of the user."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType

from watcher.inference import Event, Kind
from watcher.timeline.aliases import Aliases
from watcher.timeline.moves import NOT_A_WORD
from watcher.timeline.names import NO_NAME, Name, company_name, role_alone, role_name
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


NOT_MOVED: Mapping[str, str] = MappingProxyType({})
_AS_WRITTEN = Aliases()


@dataclass(frozen=True, slots=True)
class Unit:
    """Facts that go together. `company` and `role` are as written, `employer` and `job` the same to compare.

    `thread` is "" for an entry of the user. `seen` is None there too. `apart` is True where its message speaks of other
    applications as well. `moved` is where the user said that it belongs, "" where they said nothing. `kinds` are those
    of its facts.
    """

    facts: tuple[Fact, ...]
    at: datetime
    seen: Seen | None = None
    thread: str = ""
    company: str = ""
    role: str = ""
    employer: Name = NO_NAME
    job: Name = NO_NAME
    apart: bool = False
    moved: str = ""
    kinds: frozenset[Kind] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "kinds", frozenset(f.event.kind for f in self.facts))

    @property
    def source(self) -> str:
        """The identity of its message, or the id of the entry."""
        return self.seen.envelope.identity if self.seen else self.facts[0].id

    @property
    def envelope(self) -> Envelope | None:
        """Its message's summary, None for an entry of the user."""
        return self.seen.envelope if self.seen else None

    @property
    def about(self) -> str:
        """The fact id that an entry of the user speaks of."""
        return self.facts[0].about

    @property
    def starts(self) -> bool:
        """It is an application being made: sent, or confirmed."""
        return bool(self.kinds & STARTS)

    @property
    def opens(self) -> bool:
        """It proves an application; so does a person's answer that names both company and role."""
        answers = Kind.RECRUITER_REPLY in self.kinds and self.seen is not None and self.seen.inference.human
        kinds = self.kinds - {Kind.INTERVIEW_CANCELLED} if self.outgoing else self.kinds  # who calls off was invited
        return bool(kinds & OPENS) or (answers and bool(self.employer and self.job))

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


def units_of(
    seen: Iterable[Seen],
    entered: Iterable[Fact],
    threads: Threads,
    moved: Mapping[str, str] = NOT_MOVED,
    aliases: Aliases = _AS_WRITTEN,
) -> list[Unit]:
    """All units but silent messages, oldest first, with what their thread or calendar UID tells of company and role."""
    units = [u for s in seen if s.inference.events for u in _split(s, threads.of(s.envelope))]
    units += [_unit((fact,), fact.event.occurred_at) for fact in entered]
    units.sort(key=lambda u: (u.at, u.envelope is not None and not u.outgoing, u.facts[0].id))
    if aliases.same:
        units = [replace(u, employer=aliases.widened(u.employer)) for u in units]
    return [replace(u, moved=_moved(u, moved)) for u in _inherit(units)] if moved else _inherit(units)


def _moved(unit: Unit, moved: Mapping[str, str]) -> str:
    return moved.get(unit.source) or next((moved[f.id] for f in unit.facts if f.id in moved), "")


def silent_unit(seen: Seen, thread: str, moved: Mapping[str, str] = NOT_MOVED) -> Unit:
    """A message without events, for which the thread, the contact or the user must speak."""
    return Unit((), seen.envelope.sent_at, seen, thread, moved=moved.get(seen.envelope.identity, ""))


def facts_of(seen: Seen) -> list[Fact]:
    """The events of a message as facts."""
    inference, envelope = seen.inference, seen.envelope
    return [
        Fact(f"{envelope.identity}#{n}", event, envelope, human=inference.human, language=inference.language)
        for n, event in enumerate(inference.events)
    ]


def implied_facts(seen: Seen, kind: Kind, why: str) -> tuple[Fact, ...]:
    """The facts that a tied message without events is; number 0 stays its id if better rules find an event in it.

    What its words tell once it is known to be of a job search, it tells then; else it is of this kind.
    """
    inference, envelope = seen.inference, seen.envelope
    verified = inference.verified or envelope.outgoing
    main = Event(kind, envelope.sent_at, evidence=(why[:200],), people=inference.people, verified=verified)
    told = inference.if_tied
    first = replace(told[0], evidence=(why[:200], *told[0].evidence), verified=verified) if told else main
    events = (first, *told[1:])
    return tuple(
        Fact(
            f"{envelope.identity}#{number}",
            event,
            envelope,
            human=inference.human,
            language=inference.language,
            implied=True,
        )
        for number, event in enumerate(events)
    )


def _split(seen: Seen, thread: str) -> list[Unit]:
    """One unit for each company and role that the message names; what names neither goes with the only one."""
    groups: dict[tuple[Name, Name], list[Fact]] = {}
    for fact in facts_of(seen):
        company, role = fact.event.company, role_alone(fact.event.role, fact.event.company)
        groups.setdefault((company_name(company), role_name(role)), []).append(fact)
    while len(groups) > 1 and (vague := _vague(groups)) is not None:
        poor, rich = vague
        groups[rich] = sorted(groups[rich] + groups.pop(poor), key=lambda f: int(f.id.rpartition("#")[2]))
    units = [_unit(tuple(facts), seen.envelope.sent_at, seen, thread) for facts in groups.values()]
    return [replace(u, apart=True) for u in units] if len(units) > 1 else units


def _vague(groups: Mapping[tuple[Name, Name], object]) -> tuple[tuple[Name, Name], tuple[Name, Name]] | None:
    """Names that tell less than exactly one other pair which agrees with them, and that other."""
    for poor in groups:
        rich = [k for k in groups if k != poor and all(p.within(r) for p, r in zip(poor, k, strict=True))]
        if len(rich) == 1:
            return poor, rich[0]
    return None


def _unit(facts: tuple[Fact, ...], moment: datetime, seen: Seen | None = None, thread: str = "") -> Unit:
    company = next((f.event.company for f in facts if f.event.company), "")
    role = next((role for f in facts if (role := role_alone(f.event.role, f.event.company))), "")
    return Unit(facts, moment, seen, thread, company, role, company_name(company), role_name(role))


def _inherit(units: list[Unit]) -> list[Unit]:
    """Let a unit that tells less take company and role from its thread, or its UID, where these name exactly one."""
    named: dict[str, dict[tuple[Name, Name], Unit]] = {}
    for unit in units:
        if unit.employer and unit.job and not unit.untrusted:
            for tie in _ties(unit):
                named.setdefault(tie, {}).setdefault((unit.employer, unit.job), unit)
    return [_inheriting(unit, named) for unit in units]


def _inheriting(unit: Unit, named: Mapping[str, Mapping[tuple[Name, Name], Unit]]) -> Unit:
    if unit.job or unit.untrusted or unit.returned:
        return unit
    for tie in _ties(unit):
        known = list(named.get(tie, {}).values())
        whole = [k for k in known if all(o.employer.within(k.employer) and o.job.within(k.job) for o in known)]
        if whole and (not unit.employer or unit.employer.fits(whole[0].employer)):
            k = whole[0]
            return replace(unit, company=k.company, role=k.role, employer=k.employer, job=k.job)
    return unit


def _ties(unit: Unit) -> list[str]:
    ties = [unit.thread] if unit.thread else []
    return ties + [f"uid\0{uid}" for uid in sorted(uids_of(unit))]


def uids_of(unit: Unit) -> set[str]:
    """The calendar UIDs of its facts."""
    return {f.event.calendar_uid for f in unit.facts if f.event.calendar_uid}
