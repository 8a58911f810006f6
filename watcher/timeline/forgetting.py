"""What goes when the user forgets an application, what stays forgotten of later mail, and what is old enough to go."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from watcher.inference import Kind
from watcher.timeline.addresses import Addresses
from watcher.timeline.stage import ENDED
from watcher.timeline.threads import Threads
from watcher.timeline.types import Application, Envelope, Fact, Seen, Timeline

_ANEW = frozenset((Kind.APPLICATION_SENT, Kind.RECRUITER_OUTREACH))
"""What opens another application, though it is written into an old thread."""


@dataclass(frozen=True, slots=True)
class Doomed:
    """What is to be deleted with an application.

    `messages` are identities, `entries` ids of what the user entered, `drafts` keys of follow-ups. By `marks` mail that
    is met again, or answers it, is known as forgotten. `shared` are the identities of messages that tell of an
    application that stays, too: while there are any, nothing may be deleted.
    """

    messages: frozenset[str] = frozenset()
    entries: frozenset[str] = frozenset()
    drafts: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    shared: tuple[str, ...] = ()


def doomed(
    forgotten: Collection[Application],
    timeline: Timeline,
    seen: Sequence[Seen],
    entered: Iterable[Fact],
    drafts: Mapping[str, str],
    addresses: Addresses,
    own: frozenset[str],
) -> Doomed:
    """All of `seen` and `entered` that belongs to these applications of the timeline, and to no other.

    `drafts` are those written for them, key to Message-ID. What goes is the mail that tells of them, what lies in its
    threads, and what passed between the user (`own`, lower case) and their people, or the employer's own domain, alone.
    So a newsletter of that employer goes too.
    """
    ids = {a.id for a in forgotten}
    kept = [a for a in timeline.applications if a.id not in ids]
    mine = {_source(f) for a in forgotten for f in a.facts}
    others = {_source(f) for a in kept for f in a.facts}
    for one in timeline.ambiguous:
        if one.candidates:
            (mine if set(one.candidates) <= ids else others).add(_source(one.fact))
    ours = {i for i in drafts.values() if i}
    mine |= {s.envelope.identity for s in seen if s.envelope.message_id in ours} - others
    around = _around(forgotten, kept, seen, mine, others, addresses, own)
    found = [s.envelope for s in seen if s.envelope.identity in mine or s.envelope.identity in around]
    staying = {i for s in seen if s.envelope.identity in others for i in _ids(s.envelope)}
    threads = {i for e in found for i in _ids(e)} | ours
    entries = _entries(entered, mine | around, others)
    return Doomed(
        messages=frozenset(e.identity for e in found),
        entries=entries,
        drafts=frozenset(drafts),
        marks=frozenset({e.identity for e in found} | (threads - staying) | set(map(_draft, ours)) | entries),
        shared=tuple(sorted(mine & others)),
    )


def heard(
    batch: Sequence[Seen], marked: Collection[str], job_mail: Iterable[Seen], addresses: Addresses, own: frozenset[str]
) -> tuple[list[Seen], frozenset[str]]:
    """The messages of a batch that do not stay forgotten, and the marks of those that do and were not known before.

    `marked` are those of `asked` that are marked, `job_mail` is what the ledger holds. What was forgotten stays so;
    later mail does where it answers nothing but that. Who opens another application in the old thread is heard, and so
    is everybody with whom, or with whose employer, another application goes on: better a trace of the old than a draft
    to an employer who has answered.
    """
    known = set(marked)
    if not known:
        return list(batch), frozenset()
    others = {p for s in job_mail if s.inference.events for p in _parties(s.envelope, own) if not addresses.is_relay(p)}
    others |= {d for p in others if (d := addresses.employer_domain(p))}
    gone: set[str] = set()
    for one in sorted(batch, key=lambda s: (s.envelope.sent_at, s.envelope.identity)):
        e = one.envelope
        if e.identity in known or _draft(e.message_id) in known:
            gone.add(e.identity)
        elif e.parents and all(p in known for p in e.parents) and not _is_news(one, others, addresses, own):
            gone.add(e.identity)
            known |= {e.identity, e.message_id} - {""}
    return [s for s in batch if s.envelope.identity not in gone], frozenset(known - set(marked))


def doomed_again(
    seen: Iterable[Seen],
    entered: Iterable[Fact],
    drafts: Mapping[str, str],
    marked: Callable[[frozenset[str]], frozenset[str]],
) -> Doomed:
    """What of an older ledger (drafts: Message-IDs by key) was forgotten since, as `marked` tells of names."""
    mails, entries = {s.envelope.identity for s in seen}, list(entered)
    known = marked(frozenset(mails | {f.id for f in entries} | set(map(_draft, drafts.values()))))
    return Doomed(
        messages=frozenset(mails & known),
        entries=_entries(entries, set(known), ()),
        drafts=frozenset(key for key, message_id in drafts.items() if _draft(message_id) in known),
    )


def asked(batch: Iterable[Seen]) -> frozenset[str]:
    """By which names the messages of a batch may be known as forgotten."""
    return frozenset(
        name for s in batch for name in (s.envelope.identity, _draft(s.envelope.message_id), *s.envelope.parents)
    )


def _is_news(one: Seen, others: Collection[str], addresses: Addresses, own: frozenset[str]) -> bool:
    if any(event.kind in _ANEW for event in one.inference.events):
        return True
    return any(p in others or addresses.employer_domain(p) in others for p in _parties(one.envelope, own))


def _draft(message_id: str) -> str:
    """The mark of a draft of ours, by which a copy in Trash or Sent is known."""
    return f"draft {message_id}"


def is_due(tended_at: datetime | None, now: datetime) -> bool:
    """Whether a day has passed since it was last looked for what expired; a clock that was set back counts as one."""
    return tended_at is None or not timedelta() <= now - tended_at < timedelta(days=1)


def expired(timeline: Timeline, now: datetime, months: int) -> tuple[Application, ...]:
    """The applications that ended and of which nothing was heard or entered for so many calendar months; 0: none."""
    if not months:
        return ()
    since = _months_before(now, months)
    return tuple(
        a
        for a in timeline.applications
        if a.stage in ENDED and not a.held and max(f.event.occurred_at for f in a.facts) < since
    )


def _source(fact: Fact) -> str:
    """The identity of its message, or the id of the entry."""
    return fact.envelope.identity if fact.envelope else fact.id


def _ids(e: Envelope) -> Iterator[str]:
    return (i for i in (e.message_id, *e.parents) if i)


def _around(
    forgotten: Iterable[Application],
    kept: Iterable[Application],
    seen: Sequence[Seen],
    mine: Collection[str],
    others: Collection[str],
    addresses: Addresses,
    own: frozenset[str],
) -> set[str]:
    """The mail that tells of no application, by thread and by people."""
    threads = Threads(s.envelope for s in seen)
    theirs = {threads.of(s.envelope) for s in seen if s.envelope.identity in mine}
    theirs -= {threads.of(s.envelope) for s in seen if s.envelope.identity in others}
    told = {email for s in seen if s.envelope.identity in others for email in _parties(s.envelope, own)}
    told |= {c.email for a in kept for c in a.contacts}
    people = {c.email for a in forgotten for c in a.contacts if not addresses.is_relay(c.email)} - told - own
    domains = {d for email in people if (d := addresses.employer_domain(email))}
    domains -= {addresses.employer_domain(email) for email in told} | addresses.own_domains(own)

    def is_theirs(e: Envelope) -> bool:
        parties = _parties(e, own)
        return threads.of(e) in theirs or (
            bool(parties) and all(p in people or addresses.employer_domain(p) in domains for p in parties)
        )

    return {
        s.envelope.identity
        for s in seen
        if s.envelope.identity not in mine and s.envelope.identity not in others and is_theirs(s.envelope)
    }


def _parties(e: Envelope, own: frozenset[str]) -> set[str]:
    """Everybody in its header but the user."""
    return {a.email for a in (e.from_, *e.reply_to, *e.to, *e.cc) if a is not None and a.email} - own


def _entries(entered: Iterable[Fact], gone: set[str], others: Collection[str]) -> frozenset[str]:
    """The entries that are of what goes, speak of it, or (a correction) name it."""
    every, found = list(entered), set[str]()
    while True:
        fresh = {
            f.id
            for f in every
            if f.id not in found and f.id not in others and any(name in gone or name in found for name in _named(f))
        }
        if not fresh:
            return frozenset(found)
        found |= fresh


def _named(entry: Fact) -> Iterator[str]:
    """The entry, and of what it speaks: a message, an entry, or a fact (a message and a number)."""
    for name in (entry.id, entry.about, entry.event.target):
        yield from (name, name.rpartition("#")[0])


def _months_before(moment: datetime, months: int) -> datetime:
    count = moment.year * 12 + moment.month - 1 - months
    year, month = divmod(count, 12)
    return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))
