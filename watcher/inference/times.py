"""When an interview takes place, by the prose that fixes it."""

from __future__ import annotations

from datetime import datetime, timedelta

from watcher.inference.dates import Span, find_days, find_times, sent, zone_of
from watcher.inference.folding import Sentence
from watcher.inference.phrases import Hit, Read
from watcher.reading import Message

NEAR = 3  # "Date: Thursday", "Time: 2 pm": so many sentences or lines may lie between
MAX_SENTENCES = 60
FURTHEST = timedelta(days=180)


def interview_time(message: Message, read: Read, hit: Hit | None) -> tuple[datetime, datetime | None] | None:
    """Begin and end (aware) as the message's prose names them; None unless a day and a time of day are named.

    A time without a zone is in the zone of the message's Date header. The sentence of `hit` is looked at first.
    """
    own = sent(message).astimezone(zone_of(message))
    candidates: list[list[Sentence]] = [] if hit is None else [[hit.sentence]]
    body = read.body.sentences[:MAX_SENTENCES]
    candidates += [[sentence] for sentence in (*body, *read.subject.sentences)]
    candidates += [list(body[i : i + NEAR]) for i in range(len(body))]
    for sentences in candidates:
        found = _moment(" ; ".join(sentence.folded for sentence in sentences), read, own)
        if found is not None:
            return found
    return None


def _moment(text: str, read: Read, own: datetime) -> tuple[datetime, datetime | None] | None:
    spans = find_times(text, read.languages)
    if not spans:
        return None
    for language in read.languages:
        days = find_days(text, language, own.date())
        for day in days[:3]:
            starts, ends = _joined(day.day.isoformat(), spans[0], own)
            if own - timedelta(hours=1) <= starts <= own + FURTHEST:
                return starts, ends
    return None


def _joined(day: str, span: Span, own: datetime) -> tuple[datetime, datetime | None]:
    zone = span.zone or own.tzinfo
    starts = datetime.fromisoformat(f"{day}T{span.start.isoformat()}").replace(tzinfo=zone)
    ends = None
    if span.end is not None:
        ends = datetime.fromisoformat(f"{day}T{span.end.isoformat()}").replace(tzinfo=zone)
    return starts, ends if ends is not None and ends > starts else None
