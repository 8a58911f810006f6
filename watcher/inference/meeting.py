"""When to meet, where a person's answer in a job search names an hour or asks for one in words that no family knows."""

from __future__ import annotations

from datetime import timedelta

from watcher.inference.folding import Sentence
from watcher.inference.incoming import Verdict, of_another_matter
from watcher.inference.phrases import is_conditional, is_negated, shorten, speaks_of_else, tells_else, wants_otherwise
from watcher.inference.received import Received
from watcher.inference.times import Moment, day_of, has_choice, names_a_time, times_named
from watcher.inference.types import Kind

LOOKED_AT = 15  # sentences
SPOKEN = 2  # languages
LONGEST = timedelta(hours=5)  # what is longer are hours of work, or of a shop


def meets(mail: Received) -> Verdict | None:
    """The one hour that is told outright, or a question that names a day; only in languages that know what else may be.

    Of a mail known to be of a job search, in which no wording tells an event.
    """
    known = (x for x in mail.read.languages if mail.read.language in ("", x.code))
    if not any(map(tells_else, known)) or of_another_matter(mail):
        return None
    lines = [line for line in mail.read.body.sentences[:LOOKED_AT] if not _else(mail, line)]
    asked = next((line for line in lines if _asks(mail, line)), None)
    if asked is not None:
        return Verdict(Kind.INTERVIEW_INVITE, (shorten(asked.original),))
    told = {at.starts_at: (at, line) for line in lines for at in _told(mail, line)}
    if len(told) != 1:
        return None
    at, line = next(iter(told.values()))
    return Verdict(Kind.INTERVIEW_SCHEDULED, (shorten(line.original),), at=at)


def _else(mail: Received, line: Sentence) -> bool:
    return any(speaks_of_else(line, language) for language in mail.read.languages)


def _asks(mail: Received, line: Sentence) -> bool:
    """It asks whether a day suits, or leaves a choice of hours."""
    if not names_a_time(line, mail.message, mail.read):
        return False
    return line.is_question or (
        has_choice(line, mail.message, mail.read) and bool(times_named(mail.message, mail.read, line))
    )


def _told(mail: Received, line: Sentence) -> list[Moment]:
    if any(f(line, x) for f in (is_negated, is_conditional, wants_otherwise) for x in mail.read.languages[:SPOKEN]):
        return []
    if day_of(line, mail.message, mail.read) is None:
        return []
    named = times_named(mail.message, mail.read, line)
    return [at for at in named if at.ends_at is None or at.ends_at - at.starts_at <= LONGEST]
