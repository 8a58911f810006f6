"""What could be known at a moment of the past: which mail and when, and what time alone moves in a timeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from watcher.inference import Kind
from watcher.timeline.addresses import Addresses
from watcher.timeline.corrections import split_corrections
from watcher.timeline.moments import ordered, plausible
from watcher.timeline.names import company_name
from watcher.timeline.proofs import bare_labels, beginning, own_label
from watcher.timeline.stage import ENDED, flags_of, stage_of
from watcher.timeline.types import Fact, Seen, Timeline


def at_moment(timeline: Timeline, now: datetime, quiet_days: int) -> Timeline:
    """The same mail at another moment (aware): equal to building anew, for time decides stage and flags alone."""
    return replace(
        timeline,
        applications=tuple(
            # What has ended, and so has no flags, is moved by news alone.
            a
            if a.stage in ENDED
            else replace(a, stage=stage_of(a.facts, now), flags=flags_of(a.facts, now, quiet_days))
            for a in timeline.applications
        ),
    )


def known_at(seen: Iterable[Seen]) -> Mapping[str, datetime]:
    """By identity, from when each message counts as known: its Date, but never before that of what it answers.

    When a message arrived is not kept.
    """
    return {s.envelope.identity: s.envelope.sent_at for s in ordered([plausible(s) for s in seen])}


def tied(seen: Iterable[Seen], entered: Iterable[Fact], addresses: Addresses, own: frozenset[str]) -> list[Seen]:
    """The messages that can matter to any timeline built of some of these; most ordinary mail cannot.

    Those with events, those that the user moved, and whatever a thread, a person or an employer's domain may tie to
    them, and so on: the ways in which matching ties a message without events. More than needed may be given, never
    less. Of acquaintances alone other mail may tell.
    """
    return Ties().among(list(seen), entered, addresses, own)


class Ties:
    """As `tied`, for mail that is looked at again and again as it grows: by what each message is tied is remembered."""

    def __init__(self) -> None:
        # By the id of the object, which is kept here and so keeps its id: the same message is then the same.
        self._held: dict[int, Seen] = {}
        self._by: dict[str, list[Seen]] = {}

    def among(
        self, seen: Sequence[Seen], entered: Iterable[Fact], addresses: Addresses, own: frozenset[str]
    ) -> list[Seen]:
        """The messages that can matter. `addresses` and `own` are the same at every call."""
        moved = split_corrections(entered)[1].moved
        silent = [s for s in seen if not s.inference.events]
        self._remember(silent, addresses, own)
        found = {id(s): s for s in seen if s.inference.events or s.envelope.identity in moved}
        fresh, followed = list(found.values()), set[str]()
        while fresh:
            links = {link for s in fresh for link in _links(s, addresses, own)} - followed
            followed |= links
            reached = {id(s): s for link in links for s in self._by.get(link, ())}
            fresh = [s for key, s in reached.items() if key not in found]
            found.update((id(s), s) for s in fresh)
        return list(found.values())

    def _remember(self, silent: Sequence[Seen], addresses: Addresses, own: frozenset[str]) -> None:
        known = sum(id(s) in self._held for s in silent)
        if known < len(self._held):  # some are gone, or read otherwise
            self._held.clear()
            self._by.clear()
        for s in silent:
            if id(s) not in self._held:
                self._held[id(s)] = s
                for link in _reach(s, addresses, own):
                    self._by.setdefault(link, []).append(s)


def _links(seen: Seen, table: Addresses, own: frozenset[str]) -> Iterator[str]:
    """By which Message-IDs, people and domains others may be tied to this message."""
    yield from _ids(seen)
    events = seen.inference.events
    # An address that bounced is open again when it writes again.
    yield from (f"person {p.email}" for e in events if e.kind is Kind.BOUNCE for p in e.people if p.email)
    cores = {core for e in events if e.company for core in company_name(e.company).cores}
    yield from (f"name {begin}" for core in cores if (begin := beginning(core)))
    named = [p.email for e in events for p in e.people] + [p.email for p in seen.inference.people]
    for email in {*_addresses(seen), *named}:
        if email and email not in own and not table.is_relay(email) and not table.is_no_reply(email):
            yield f"person {email}"
            if domain := table.employer_domain(email):
                yield f"domain {domain}"


def _reach(seen: Seen, table: Addresses, own: frozenset[str]) -> Iterator[str]:
    """By which of these links this message may be tied to others."""
    yield from _ids(seen)
    writer = seen.envelope.from_
    if writer is not None and (label := own_label(writer, table)):
        yield from (f"name {begin}" for name in bare_labels(label) if (begin := beginning(name)))
    met = [p.email for p in seen.inference.people] if seen.inference.if_tied else []  # by a booking service
    for email in {*_addresses(seen), *met}:
        if email and email not in own:
            yield f"person {email}"
            if domain := table.employer_domain(email):
                yield f"domain {domain}"


def _ids(seen: Seen) -> Iterable[str]:
    e = seen.envelope
    return {f"message {one}" for one in (e.message_id, *e.parents) if one}


def _addresses(seen: Seen) -> Sequence[str]:
    e = seen.envelope
    return [a.email for a in (e.from_, *e.reply_to, *e.to, *e.cc) if a is not None]
