"""A received message with all that the rules look at, and what its headers tell of its writer."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from watcher.inference.company import incoming_names
from watcher.inference.folding import fold, vocabulary
from watcher.inference.nameless import without_employer, without_people
from watcher.inference.phrases import LOOKED_AT, Context, Hit, Read, find, first
from watcher.inference.phrases import context as count
from watcher.inference.senders import is_hiring_address, is_no_reply
from watcher.inference.subjects import is_forward, is_reply
from watcher.inference.tables import Sender, Tables
from watcher.inference.types import Kind
from watcher.reading import Message

_BESIDE_NAME = re.compile(r" (?:via|uber|by) .*$| ?\(.{0,60}\)$")
_CALENDAR = re.compile(r"(?:updated |canceled |cancelled )?(?:invitation|event)(?: with note)?: ")
_OWN_INTERVIEW = re.compile(r"(?<![^ ])your (?:\w+ )?interview (?:with|at|for|on)(?![^ ])")
ADVICE = "advice"  # the family of noise
# A reply's subject is not new.
OLD_IN_A_REPLY = frozenset({Kind.INTERVIEW_INVITE, Kind.INTERVIEW_SCHEDULED, Kind.ASSESSMENT, Kind.OFFER})


@dataclass(frozen=True, slots=True)
class Received:
    """A received message with all that the rules look at; `tied` where its thread or its writer is of a job search.

    `waiting` are the hits of families that speak only then.
    """

    message: Message
    read: Read
    tables: Tables
    relay: Sender | None
    context: Context
    hits: list[Hit]
    tied: bool = False
    waiting: tuple[Hit, ...] = ()

    def once_tied(self) -> Received:
        """The same where its thread or its writer is of a job search."""
        hits = sorted((*self.hits, *self.waiting), key=lambda hit: (not hit.in_subject, hit.index, hit.start))
        return replace(self, hits=hits, tied=True, waiting=())

    def has(self, kind: str, strength: int = 1) -> Hit | None:
        """The first hit of this kind."""
        return first(self.hits, kind, strength=strength)

    @property
    def vouched(self) -> bool:
        """A relay sent it; where other mail comes from its domain too, there are words of a job search in it."""
        if self.tied:
            return True
        if self.relay is None or not self.relay.alone:
            return self.relay is not None
        spoken = self.context.strong + self.context.weak
        return spoken > 0 and (self.relay.kind == "board" or self.context.foreign <= spoken)

    @property
    def is_forward(self) -> bool:
        """Its subject says that it passes on an older message."""
        return is_forward(self.message)

    @property
    def is_reply(self) -> bool:
        """It answers a message, by its headers or its subject."""
        return is_reply(self.message)

    @property
    def you(self) -> frozenset[str]:
        """The words by which its languages speak to a reader."""
        return frozenset[str]().union(*(language.you for language in self.read.languages))


def received(message: Message, read: Read, tables: Tables, relay: Sender | None, context: Context) -> Received:
    """Look for all families in a received message; what names say is no other matter."""
    nameless = _nameless(message, read, tables, relay, context) if context.foreign else read
    if nameless is not read:
        context = replace(context, foreign=count(nameless, quoted=True).foreign)
    found = find(nameless, tables, "in")
    hits = [hit for hit in found if hit.family.needs != "tied"]
    waiting = tuple(hit for hit in found if hit.family.needs == "tied" and not hit.in_subject)
    mail = Received(message, read, tables, relay, context, hits, waiting=waiting)
    mail = replace(mail, hits=[hit for hit in mail.hits if not _of_ones_own(mail, hit)])
    if mail.is_forward:
        return replace(mail, hits=[hit for hit in mail.hits if not hit.in_subject])
    if not mail.is_reply:
        return mail
    told = [hit for hit in mail.hits if not (hit.in_subject and hit.family.kind in OLD_IN_A_REPLY)]
    return replace(mail, hits=told)


def _nameless(message: Message, read: Read, tables: Tables, relay: Sender | None, context: Context) -> Read:
    senders = [message.from_] if message.from_ is not None else []
    nameless = without_people(read, senders, (*message.to, *message.cc), tables)
    if relay is not None or not (looks_personal(message, None) or context.firm or any(map(is_hiring_address, senders))):
        return nameless
    return without_employer(nameless, incoming_names(message, read, tables, relay).company, senders, tables)


def _of_ones_own(mail: Received, hit: Hit) -> bool:
    """Advice that is none: how to prepare for the reader's own interview, from the employer's system or a person."""
    if hit.family.name != ADVICE or not _OWN_INTERVIEW.search(hit.sentence.bare):
        return False
    if mail.relay is not None:
        return mail.relay.kind == "ats"
    return looks_personal(mail.message, None) and mail.has(Kind.INTERVIEW_PREP) is not None


def from_desk(mail: Received) -> bool:
    """The visible sender is a hiring desk."""
    return mail.message.from_ is not None and is_hiring_address(mail.message.from_)


def addressed(mail: Received) -> bool:
    """It speaks to its reader: from a relay or a hiring desk, an invitation, or by "you" and "your"."""
    if mail.relay is not None or mail.message.calendar or mail.tied:
        return True
    if from_desk(mail) or mail.has("written_by_employer") is not None:
        return True
    if _CALENDAR.match(fold(mail.message.subject)) or _by_name(mail):
        return True
    greetings = frozenset[str]().union(*(language.greetings for language in mail.read.languages))
    if any(sentence.bare.partition(" ")[0] in greetings for sentence in mail.read.body.sentences[:2]):
        return True
    you = mail.you
    return any(
        you & vocabulary(sentence.bare.replace("thank you", "")) for sentence in mail.read.body.sentences[:LOOKED_AT]
    )


def _by_name(mail: Received) -> bool:
    """It begins with the name of its reader: "Pooja, for tomorrow ..."."""
    names = {word for to in mail.message.to[:3] for word in fold(to.name).split() if len(word) > 1}
    return any(sentence.bare.partition(" ")[0] in names for sentence in mail.read.body.sentences[:1])


def looks_personal(message: Message, relay: Sender | None) -> bool:
    """A person wrote it, by its headers: not automatic, no list, no no-reply address; on a relay a person's name."""
    sender = message.from_
    if message.automatic is not None or "list-unsubscribe" in message.headers or "list-id" in message.headers:
        return False
    if any(value.lower().startswith("auto-") for value in message.headers.get("auto-submitted", ())):
        return False  # RFC 3834 section 5: an acknowledged application is an event, and no person's word
    if sender is None:
        return relay is None
    if is_no_reply(sender.email) or "do not reply" in fold(message.text[-800:] + message.text[:300]):
        return False
    if relay is None:
        return True
    words = _BESIDE_NAME.sub("", fold(sender.name)[:80]).split()
    return len(words) in (2, 3) and all(w.isalpha() for w in words) and not is_hiring_address(sender)
