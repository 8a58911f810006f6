"""Whether the employer asks the user for something, or will themselves do what comes next."""

from __future__ import annotations

import re

from watcher.inference.folding import Sentence, vocabulary
from watcher.inference.phrases import Hit, offers_times
from watcher.inference.received import Received
from watcher.inference.senders import is_no_reply
from watcher.inference.types import Kind

LOOKED_AT = 60  # sentences
READS, ASKS = "read your application", "asks the applicant"  # families of all languages
_NEVER = frozenset({Kind.REJECTION, Kind.POSITION_CLOSED, Kind.INTERVIEW_CANCELLED, Kind.INTERVIEW_SCHEDULED})
_ASKED = frozenset({Kind.ASSESSMENT, Kind.INTERVIEW_INVITE})  # also where structure tells it
_MAY = frozenset({Kind.RECRUITER_REPLY, Kind.INTERVIEW_RESCHEDULED, Kind.STATUS_UPDATE, Kind.INTERVIEW_PREP})
_REQUEST = re.compile(
    r"please (?:send|forward|provide|share|complete|confirm|fill|reply|let (?:me|us) know (?:when|your|which|if you))"
)


def waits(mail: Received, kind: Kind | None, hit: Hit | None) -> bool:
    """Whether the employer asks the user for something in a mail of this kind; `hit` is what says the kind."""
    if kind in _NEVER:
        return False
    if hit is None and kind in _ASKED:
        return True
    if hit is not None and hit.family.asks:
        return not (kind is Kind.INTERVIEW_INVITE and _times_will_come(mail))
    return kind in _MAY and asks(mail)


def asks(mail: Received) -> bool:
    """A request, or a question to the reader, stands in it."""
    wording = any(hit.family.asks and hit.family.kind != Kind.RECRUITER_OUTREACH for hit in mail.hits)
    return wording or asks_you(mail)


def asks_you(mail: Received) -> bool:
    """A sentence asks the reader, in words that no family needs to know."""
    return any(_to_reader(sentence, mail.you) for sentence in mail.read.body.sentences[:LOOKED_AT])


def asks_the_applicant(mail: Received) -> bool:
    """It asks what only one who reads the answer wants to know: "are you open to relocating?"."""
    sender = mail.message.from_
    read = sender is not None and mail.message.automatic is None and not is_no_reply(sender.email)
    return read and any(hit.family.name == ASKS for hit in mail.hits)


def _times_will_come(mail: Received) -> bool:
    """They invite, and will send times themselves: "I will send you some times tomorrow"; nothing else is asked."""
    later = any(offers_times(one, x) for one in mail.read.body.sentences[:LOOKED_AT] for x in mail.read.languages)
    return later and not any(map(_asks_now, mail.hits)) and not asks_you(mail)


def _asks_now(hit: Hit) -> bool:
    return hit.family.asks and (hit.family.kind != Kind.INTERVIEW_INVITE or hit.family.name == "asks for a time")


def _to_reader(sentence: Sentence, you: frozenset[str]) -> bool:
    if not sentence.is_question:
        return _REQUEST.search(sentence.bare) is not None
    return bool(you & vocabulary(sentence.bare))
