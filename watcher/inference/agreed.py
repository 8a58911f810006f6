"""The hour of an interview on which both agree: one proposed it in what is answered, and the other takes it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from watcher.inference.dates import sent
from watcher.inference.folding import Sentence, prepare
from watcher.inference.phrases import Read, assents, is_negated, promises_to_come, speaks_of_else, wants_otherwise
from watcher.inference.received import Received
from watcher.inference.subjects import is_reply
from watcher.inference.times import Moment, day_of, names_a_time, times_named
from watcher.inference.types import Event, Kind
from watcher.reading import Message

LOOKED_AT = 20  # sentences of the answer, and of what is answered
QUOTED = 6000  # characters
SPOKEN = 2  # languages: of a short answer many are tried, and each has a "not" of its own
# "On Monday at 9:00, Dana <dana@example.com> wrote:" names an hour, and none of an interview.
_ATTRIBUTION = re.compile(r"(?m)^[^\n]{0,200}(?:\n[^\n]{0,120})?@[^\n]{0,120}:[ \t]*$")


def agreed_time(message: Message, read: Read, *, outright: bool, theirs: bool = False) -> Moment | None:
    """The hour that what is answered proposes, where the answer names it, or its day, or none at all and so takes it.

    None where the answer says no to anything, asks, or names another hour. Without `outright`, the answer must name it.
    What is `theirs`, an employer's, may name the hour where a day or a part of it was proposed.
    Where nothing is quoted, an answer that says to come at an hour was offered that hour.
    """
    own = read.body.sentences[:LOOKED_AT]
    if _objects(read):
        return None
    answered = prepare(_ATTRIBUTION.sub("", message.quoted_text[:QUOTED]), frozenset()).sentences[:LOOKED_AT]
    proposed = [m for m in _moments(message, read, answered) if m.starts_at > sent(message)]
    named = _moments(message, read, own)
    if len(named) == 1:
        if not read.quoted.sentences and is_reply(message) and _says_to_come(read):
            return named[0]
        same = next((moment for moment in proposed if moment.starts_at == named[0].starts_at), None)
        return same or (named[0] if theirs and outright and not proposed else None)
    if not outright:
        return None
    days = {day_of(line, message, read) for line in own if names_a_time(line, message, read)}
    left = [moment for moment in proposed if days <= {moment.starts_at.date()}]
    return left[0] if len(left) == 1 else None


def taken_unseen(message: Message, read: Read, answer: Event, *, outright: bool) -> Event | None:
    """The answer as one that takes an hour which no quotation shows, with the hour and the day that it names.

    None where it says no to anything, asks, or names several. Without `outright`, it must name the hour.
    """
    own = read.body.sentences[:LOOKED_AT]
    if read.quoted.sentences or not is_reply(message) or _objects(read):
        return None
    named = _moments(message, read, own)
    days = {day_of(line, message, read) for line in own if names_a_time(line, message, read)}
    if len(named) > 1 or len(days) > 1 or (days == {None} and not named) or not (named or outright):
        return None
    return replace(answer, takes=True, starts_at=named[0].starts_at if named else None, on_day=next(iter(days), None))


def proposed_time(message: Message, read: Read) -> Moment | None:
    """The one hour that an invitation proposes; None where it proposes none or several."""
    coming = [m for m in _moments(message, read, read.body.sentences[:LOOKED_AT]) if m.starts_at > sent(message)]
    return coming[0] if len(coming) == 1 else None


def _objects(read: Read) -> bool:
    """It asks, says no to anything, or wants another time."""
    own, spoken = read.body.sentences[:LOOKED_AT], read.languages[:SPOKEN]
    return any(line.is_question for line in own) or any(
        is_negated(line, language) or wants_otherwise(line, language) for line in own for language in spoken
    )


def _says_to_come(read: Read) -> bool:
    """The writer will be there: "I am with you on Tuesday at 10" answers no open question."""
    own = read.body.sentences[:LOOKED_AT]
    return any(promises_to_come(line, x) for line in own for x in read.languages)


def fixed_hour(message: Message, read: Read, lines: Iterable[Sentence]) -> Moment | None:
    """The one hour that these sentences of the user's name as theirs: "I have booked the slot on Tuesday at 10"."""
    told = (line for line in lines if not line.is_question)
    sure = [line for line in told if not any(wants_otherwise(line, x) for x in read.languages)]
    named = [moment for moment in _moments(message, read, sure) if moment.starts_at > sent(message)]
    return named[0] if len(named) == 1 else None


def taken_time(mail: Received) -> Moment | None:
    """The hour that an employer's answer takes: in the words of one who does, or by naming it too."""
    if not mail.is_reply:
        return None
    return agreed_time(mail.message, mail.read, outright=says_yes(mail), theirs=True)


def says_yes(mail: Received) -> bool:
    """Whether an employer's mail has words of one who fixes an hour, or of one who agrees and sets nothing aside."""
    if any(hit.family.kind == Kind.INTERVIEW_SCHEDULED and not hit.in_subject for hit in mail.hits):
        return True
    own, spoken = mail.read.body.sentences[:LOOKED_AT], mail.read.languages
    agrees = any(assents(line, language) for line in own for language in spoken)
    return agrees and not any(speaks_of_else(line, language) for line in own for language in spoken)


def _moments(message: Message, read: Read, lines: Iterable[Sentence]) -> list[Moment]:
    """The hours that these sentences name, each once."""
    found: dict[object, Moment] = {}
    for line in lines:
        for told in times_named(message, read, line):
            found.setdefault(told.starts_at, told)
    return list(found.values())
