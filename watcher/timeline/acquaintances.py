"""Whom the user knows at a company: people of their own mail, beside those who deal with the application."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from watcher.inference.senders import organisation
from watcher.reading import Address
from watcher.timeline.addresses import Addresses
from watcher.timeline.contacts import Barred
from watcher.timeline.corrections import is_from
from watcher.timeline.moments import plausible
from watcher.timeline.names import company_name
from watcher.timeline.threads import UNTRUSTED
from watcher.timeline.types import Application, Seen, Timeline

_MOST = 5


def acquainted(
    timeline: Timeline, around: Iterable[Seen], table: Addresses, own: frozenset[str], closed: Barred
) -> Timeline:
    """The timeline with whom the user knows at each company, as the mail `around` tells."""
    heard = (s for s in around if not is_from(s.envelope, closed.ignored)) if closed.ignored else around
    people = people_by_domain(heard, table, own, closed)
    found = ((a, at_company(a, people, table)) for a in timeline.applications)
    return replace(
        timeline,
        applications=tuple(a if a.acquaintances == known else replace(a, acquaintances=known) for a, known in found),
    )


def people_by_domain(
    seen: Iterable[Seen], table: Addresses, own: frozenset[str], closed: Barred
) -> Mapping[str, tuple[Address, ...]]:
    """By the organisation's domain, the people who wrote to the user from it, who wrote last first.

    No teams, machines, free mail or relays, nobody from the user's own domain or who cannot be verified, and nobody who
    asked not to be written to.
    """
    mine = table.own_domains(own)
    last: dict[str, tuple[datetime, Address]] = {}
    for s in seen:
        if not (s.inference.human and s.inference.verified):
            continue
        e, writer = s.envelope, s.envelope.from_
        if e.outgoing or writer is None or e.automatic is not None or e.place in UNTRUSTED or writer.email in own:
            continue
        if writer.email in closed.refused or writer.domain in mine:
            continue
        if table.is_role(writer.email) or table.is_no_reply(writer.email) or not table.employer_domain(writer.email):
            continue
        wrote_at = plausible(s).envelope.sent_at
        if writer.email not in last or (wrote_at, writer.name) >= (last[writer.email][0], last[writer.email][1].name):
            last[writer.email] = (wrote_at, writer)
    found: dict[str, list[Address]] = {}
    for _, writer in sorted(last.values(), key=lambda pair: (-pair[0].timestamp(), pair[1].email)):
        found.setdefault(organisation(writer.domain), []).append(writer)
    return {domain: tuple(people) for domain, people in found.items()}


def at_company(
    application: Application, people: Mapping[str, tuple[Address, ...]], table: Addresses
) -> tuple[Address, ...]:
    """The user's acquaintances at an application's company, without those whom its own mail names.

    The company's own domains are those that its people write from, and one that is its very name.
    """
    contacts = {c.email for c in application.contacts}
    known = {organisation(domain) for email in contacts if (domain := table.employer_domain(email))}
    spelled = company_name(application.company).cores
    domains = sorted(d for d in people if d in known or d.partition(".")[0] in spelled)
    return tuple(p for domain in domains for p in people[domain] if p.email not in contacts)[:_MOST]
