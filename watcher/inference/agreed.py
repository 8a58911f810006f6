"""The hour of an interview on which the user agrees: the employer proposed it, and the user takes it."""

from __future__ import annotations

from collections.abc import Iterable

from watcher.inference.dates import sent
from watcher.inference.folding import Sentence
from watcher.inference.phrases import Read, is_negated, promises_to_come, wants_otherwise
from watcher.inference.subjects import is_reply
from watcher.inference.times import Moment, day_of, names_a_time, times_named
from watcher.reading import Message

LOOKED_AT = 20  # sentences of the answer, and of what is answered


def agreed_time(message: Message, read: Read, *, outright: bool) -> Moment | None:
    """The one hour that what is answered proposes, where the answer names it too, or none at all and so takes it.

    None where the answer says no to anything, asks, or names another hour. Without `outright`, the answer must name it.
    Where nothing is quoted, an answer that says to come at an hour was offered that hour.
    """
    own = read.body.sentences[:LOOKED_AT]
    if any(line.is_question for line in own):
        return None
    if any(is_negated(line, x) or wants_otherwise(line, x) for line in own for x in read.languages):
        return None
    proposed = [m for m in _moments(message, read, read.quoted.sentences[:LOOKED_AT]) if m.starts_at > sent(message)]
    named = _moments(message, read, own)
    if len(named) == 1:
        if not read.quoted.sentences and is_reply(message) and _says_to_come(read):
            return named[0]
        return next((moment for moment in proposed if moment.starts_at == named[0].starts_at), None)
    if not outright or len(proposed) != 1:
        return None
    days = (day_of(line, message, read) for line in own if names_a_time(line, message, read))
    return proposed[0] if all(day == proposed[0].starts_at.date() for day in days) else None


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


def _moments(message: Message, read: Read, lines: Iterable[Sentence]) -> list[Moment]:
    """The hours that these sentences name, each once."""
    found: dict[object, Moment] = {}
    for line in lines:
        for told in times_named(message, read, line):
            found.setdefault(told.starts_at, told)
    return list(found.values())
