"""Who could be written to for an application, and who never: only addresses that stood in its own mail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from watcher.inference import Kind, Person, PersonRole
from watcher.inference.senders import organisation
from watcher.reading import Address, Automatic
from watcher.timeline.addresses import Addresses
from watcher.timeline.corrections import covers
from watcher.timeline.names import company_name
from watcher.timeline.threads import UNTRUSTED
from watcher.timeline.types import Contact, Envelope, Fact, Seen
from watcher.timeline.why import Why

# Interviewer or hiring manager before recruiter; a human whose part is not told after them.
_ROLES = (
    (PersonRole.INTERVIEWER, PersonRole.HIRING_MANAGER),
    (PersonRole.RECRUITER,),
    (PersonRole.CONTACT,),
    (PersonRole.ROLE_ADDRESS,),
)
IGNORED = Why("ignored")
"""Why a contact whose mail the user ignores is not written to."""
_ASKED_NO_MAIL = Why("asked_no_mail")
_CAME_BACK = Why("came_back")
_NO_REPLY = Why("no_reply")
_OWN_DOMAIN = Why("own_domain")
_LIST = Why("list")
_UNVERIFIED = Why("unverified")
_NOBODY_ANSWERS = Why("nobody_answers")
_TEAM = Why("team")
_NO_PERSON = Why("no_person")
_RELAY = Why("relay")
_STRENGTH = {role: n for n, roles in enumerate(_ROLES) for role in roles}


@dataclass(frozen=True, slots=True)
class Barred:
    """Addresses that are closed to every application: `bounced`, and those who asked not to be written to.

    `ignored` are the senders whose answers count for nothing (see `timeline.corrections`): to ask them were blind.
    """

    bounced: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    ignored: frozenset[str] = frozenset()


def barred(seen: Iterable[Seen], ignored: frozenset[str] = frozenset()) -> Barred:
    """What all mail, also the ignored, tells of closed addresses.

    One that wrote again after its bounce is open again.
    """
    bounced: dict[str, datetime] = {}
    heard: dict[str, datetime] = {}
    refused: set[str] = set()
    for s in seen:
        e = s.envelope
        writer = e.from_.email if e.from_ and not e.outgoing else ""
        if writer and e.automatic is None:
            heard[writer] = max(heard.get(writer, e.sent_at), e.sent_at)
        for event in s.inference.events:
            if event.kind is Kind.BOUNCE:
                bounced.update({p.email: max(bounced.get(p.email, e.sent_at), e.sent_at) for p in event.people})
            elif event.kind is Kind.DO_NOT_CONTACT and s.inference.human and writer:
                refused.update((writer, *(a.email for a in e.reply_to if event.verified)))
    still = {email for email, when in bounced.items() if email and heard.get(email, when) <= when}
    return Barred(frozenset(still), frozenset(refused), ignored)


def never(email: str, table: Addresses, own: frozenset[str], closed: Barred) -> str:
    """Why an address must not be written to, whoever named it; "" where nothing is against it."""
    checks = (
        (email in closed.refused, _ASKED_NO_MAIL),
        (email in closed.bounced, _CAME_BACK),
        (covers(closed.ignored, email), IGNORED),
        (table.is_no_reply(email), _NO_REPLY),
        (email in own or email.rpartition("@")[2] in table.own_domains(own), _OWN_DOMAIN),
    )
    return next((why for wrong, why in checks if wrong), "")


@dataclass(slots=True)
class _Sighting:
    email: str
    name: str = ""
    role: PersonRole = PersonRole.CONTACT
    phone: str = ""
    seen_at: datetime | None = None
    wrote: bool = False
    written_to: bool = False
    named: bool = False
    copied: bool = False
    verified: bool = False
    reachable: bool = True
    bulk: bool = False
    chosen: bool = False
    employer: bool = False  # it bears the employer's name, no person's


@dataclass(slots=True)
class _Book:
    own: frozenset[str]
    found: dict[str, _Sighting] = field(default_factory=dict)
    answers_to: dict[str, str] = field(default_factory=dict)

    def see(self, email: str, name: str, moment: datetime, *, verified: bool) -> _Sighting | None:
        """Note an address; None where it is the user's own or no address."""
        email = self.answers_to.get(email, email)
        if "@" not in email or email in self.own:
            return None
        sighting = self.found.setdefault(email, _Sighting(email))
        sighting.name = name or sighting.name
        sighting.seen_at = max(moment, sighting.seen_at or moment)
        sighting.verified = sighting.verified or verified
        return sighting


def contacts_of(
    facts: Sequence[Fact],
    inferred: Mapping[str, Seen],
    table: Addresses,
    own: frozenset[str],
    closed: Barred,
    chosen: Person | None = None,
) -> tuple[Contact, ...]:
    """The contacts of an application, the best to write to first. `inferred` maps identities to messages.

    `chosen` is whom the user named to write to.
    """
    book = _Book(own)
    for mail in _mails(facts):
        envelope, seen = mail.envelope, inferred.get(mail.envelope.identity)
        people = [*mail.people, *(seen.inference.people if seen else ())]
        if envelope.outgoing:
            _written(book, envelope)
        else:
            mail.verified = mail.verified and (seen is None or seen.inference.verified)
            strange = _strangers(book, envelope, table)
            _received(book, mail, strange, human=seen is not None and seen.inference.human)
            people = [p for p in people if p.email not in strange]
        _named(book, people, envelope.sent_at, verified=mail.verified or envelope.outgoing)
    if chosen is not None:
        _choose(book, chosen)
    employers = {core for f in facts for core in company_name(f.event.company).cores}
    for sighting in book.found.values():
        sighting.employer = not company_name(sighting.name).cores.isdisjoint(employers)
    found = [(s, _contact(s, table, own, closed)) for s in book.found.values()]
    return tuple(contact for _, contact in sorted(found, key=lambda pair: _rank(*pair)))


@dataclass(slots=True)
class _Mail:
    envelope: Envelope
    verified: bool = True
    answers: bool = False
    people: list[Person] = field(default_factory=list)


def _mails(facts: Iterable[Fact]) -> list[_Mail]:
    """The mails of an application, in order, without bounces and what lies in Junk or Trash."""
    mails: dict[str, _Mail] = {}
    for fact in facts:
        if fact.envelope is None or fact.event.kind is Kind.BOUNCE or fact.envelope.place in UNTRUSTED:
            continue
        mail = mails.setdefault(fact.envelope.identity, _Mail(fact.envelope))
        mail.verified = mail.verified and fact.event.verified
        mail.answers = mail.answers or (fact.implied and fact.event.kind is Kind.RECRUITER_REPLY)
        mail.people.extend(fact.event.people)
    return list(mails.values())


def _choose(book: _Book, person: Person) -> None:
    sighting = book.found.setdefault(person.email, _Sighting(person.email))
    sighting.name = person.name or sighting.name
    sighting.role = sighting.role if person.role is PersonRole.CONTACT else person.role
    sighting.chosen = sighting.named = sighting.verified = sighting.reachable = sighting.written_to = True


def _written(book: _Book, envelope: Envelope) -> None:
    if envelope.automatic is not None:
        return
    for address in (*envelope.to, *envelope.cc):
        if sighting := book.see(address.email, address.name, envelope.sent_at, verified=True):
            sighting.written_to = sighting.written_to or address in envelope.to


def _received(book: _Book, mail: _Mail, strange: frozenset[str], *, human: bool) -> None:
    envelope, verified = mail.envelope, mail.verified
    writer = envelope.from_
    if writer is None:
        return
    reply: Address | None = envelope.reply_to[0] if len(envelope.reply_to) == 1 else None
    if human and verified and reply and reply.email not in (writer.email, *book.own, *strange):
        # What is written to them goes where they asked for it (RFC 5322 section 3.6.2): often the ATS's relay.
        book.answers_to[writer.email] = reply.email
    if sighting := book.see(writer.email, writer.name, envelope.sent_at, verified=verified):
        sighting.wrote = sighting.wrote or mail.answers or (human and envelope.automatic is None)
        sighting.bulk = envelope.automatic is Automatic.BULK
    if human and envelope.automatic is None:
        for address in (*envelope.to, *envelope.cc):
            if copy := book.see(address.email, address.name, envelope.sent_at, verified=verified):
                copy.copied = True


def _strangers(book: _Book, envelope: Envelope, table: Addresses) -> frozenset[str]:
    """Reply-To addresses of another organisation than From, neither being a relay: whoever forges From answers there.

    One that the user wrote to before is none.
    """
    writer = envelope.from_
    if writer is None or table.is_relay(writer.email):
        return frozenset()
    return frozenset(
        reply.email
        for reply in envelope.reply_to
        if organisation(reply.domain) != organisation(writer.domain)
        and not table.is_relay(reply.email)
        and not ((known := book.found.get(reply.email)) and known.written_to)
    )


def _named(book: _Book, people: Iterable[Person], moment: datetime, *, verified: bool) -> None:
    for person in people:
        if sighting := book.see(person.email, person.name, moment, verified=verified):
            if _STRENGTH[person.role] < _STRENGTH[sighting.role] or person.role is PersonRole.ROLE_ADDRESS:
                sighting.role = person.role
            sighting.named = sighting.named or person.role is not PersonRole.ROLE_ADDRESS
            sighting.phone = person.phone or sighting.phone
            sighting.reachable = person.reachable or sighting.wrote


def _contact(s: _Sighting, table: Addresses, own: frozenset[str], closed: Barred) -> Contact:
    relay = table.is_relay(s.email)
    team = s.role is PersonRole.ROLE_ADDRESS or table.is_role(s.email)
    why_not = never(s.email, table, own, closed) or _why_not(s, table)
    return Contact(
        email=s.email,
        name=s.name,
        role=PersonRole.ROLE_ADDRESS if team else s.role,
        human=not team and not relay and not table.is_no_reply(s.email) and _is_person(s),
        phone=s.phone,
        writable=not why_not,
        why_not=why_not,
        last_seen_at=s.seen_at,
        chosen=s.chosen,
    )


def _why_not(s: _Sighting, table: Addresses) -> str:
    named = s.wrote and s.name and not s.employer
    checks = (
        (s.bulk and not s.wrote, _LIST),
        (not s.verified, _UNVERIFIED),
        (not s.reachable, _NOBODY_ANSWERS),
        (table.is_role(s.email) and not (s.wrote or s.written_to), _TEAM),
        (not _is_person(s), _NO_PERSON),
        (table.is_relay(s.email) and not named, _RELAY),
    )
    return next((why for wrong, why in checks if wrong), "")


def _is_person(s: _Sighting) -> bool:
    return s.wrote or s.written_to or s.named or s.copied


def _rank(s: _Sighting, contact: Contact) -> tuple[bool, bool, bool, bool, int, bool, float, str]:
    """Writable first, the one whom the user named before all.

    Then humans with a part or a word in it, then a team that the user wrote to, then the rest.
    """
    part = _STRENGTH[contact.role] < _STRENGTH[PersonRole.CONTACT]
    in_it = contact.human and (s.wrote or s.written_to or part)
    seen_at = contact.last_seen_at.timestamp() if contact.last_seen_at else 0.0
    spoken = in_it or s.wrote or s.written_to
    strength = _STRENGTH[contact.role]
    return not contact.writable, not s.chosen, not in_it, not spoken, strength, not s.wrote, -seen_at, contact.email
