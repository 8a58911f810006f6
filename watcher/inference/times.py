"""When interviews take place, by the prose that fixes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from watcher.inference.clock import Span, find_times, stated_zone
from watcher.inference.dates import Found, find_days, sent, zone_of
from watcher.inference.folding import Sentence
from watcher.inference.phrases import Hit, Read
from watcher.reading import Message

NEAR = 3  # "Date: Thursday", "Time: 2 pm": so many sentences or lines may lie between
MAX_SENTENCES = 60
MAX_INTERVIEWS = 10
FURTHEST = timedelta(days=180)
_AT_START = 30  # characters before the day of a line that is an entry of a schedule

_DEADLINE = re.compile(
    r"(?<!\w)(?:deadline|no later than|rsvp|expires?|(?:confirm|reply|respond|answer|let (?:me|us) know|complete|submit"
    r"|return|cancel|register|book)(?!\w)[^;]{0,60} (?:by|before|until))(?!\w)"
)
_OLD_LINE = re.compile(r"[-*• ]{0,3}(?:was|old|previous(?:ly)?|original(?:ly)?|before|former(?:ly)?)(?: \w+){0,2} ?:")
_OLD = re.compile(
    r"(?<!\w)(?:instead of|rather than|in place of|previously|originally|scheduled for|slated for|planned for|set for"
    r"|booked for|due on|can't make|cannot make|can't do|not|from) [^;]{1,60}?"
    r"(?=,? (?:to|now|is|has|will|until|needs|must|so|and) |[;.]|$)"
)
# A day that an interview was on, where the day to which it is moved may stand before it.
_OLD_DAY = re.compile(
    r"(?<!\w)(?:instead of|rather than|in place of|not|anstatt|anstelle|statt|au lieu d[eu]|en lugar del?|en vez del?"
    r"|anziche|invece d\w{1,4}|al posto d\w{1,4}|in plaats van|em vez d\w{1,2})(?!\w)[^;,.]{1,30}"
)
_BESIDE = re.compile(r"(?<!\w)(?:lunch|break|arrival|arrive|check in|check-in|hotel|flight|train|dinner)(?!\w)")
_OR = re.compile(r"(?<!\w)(?:or|either|and between)(?!\w)")
_TALK = re.compile(r"(?<!\w)(?:interviews?|calls?|screen|session|round|panel|chat|meeting|conversation|stage)(?!\w)")


@dataclass(frozen=True, slots=True)
class Moment:
    """Begin and end (aware) of an interview, and the words that name them."""

    starts_at: datetime
    ends_at: datetime | None
    text: str


def interview_time(message: Message, read: Read, hit: Hit | None, *, moved: bool = False) -> Moment | None:
    """Begin and end as the message's prose names them; None unless a day and a time of day are named.

    A time without a zone is in the zone of the message's Date header. The sentence of `hit` is looked at first.
    Of an interview that is `moved` the old time is passed over.
    """
    own = sent(message).astimezone(zone_of(message))
    candidates: list[Sequence[Sentence]] = [] if hit is None else [[hit.sentence]]
    body = [s for s in read.body.sentences[:MAX_SENTENCES] if not _DEADLINE.search(s.folded)]
    body = [s for s in body if not (moved and _OLD_LINE.match(s.folded))]
    candidates += [[sentence] for sentence in (*body, *read.subject.sentences)]
    candidates += [body[i : i + NEAR] for i in range(len(body))]
    zone = _stated(read)
    for sentences in candidates:
        text = " ; ".join(sentence.folded for sentence in sentences)
        found = _moments(_without_old(text, read, own) if moved else text, read, own, zone)
        if found:
            return found[0]
    return None


def moved_to(message: Message, read: Read) -> date | None:
    """The day to which an interview is moved at the hour that it had: "Tuesday the 24th, same time"; else None."""
    own = sent(message).astimezone(zone_of(message))
    body = read.body.sentences[:MAX_SENTENCES]
    same = tuple(word for language in read.languages for word in language.dates.clock.same)
    for index, sentence in enumerate(body):
        if not any(word in sentence.folded for word in same):
            continue
        for lines in (body[index : index + 1], body[max(0, index - 1) : index + 2], read.subject.sentences):
            text = " ; ".join(line.folded for line in lines)
            new = _OLD_DAY.sub(lambda m: "~" * len(m[0]), text)
            days = _days(new, read, own.date()) or _days(text, read, own.date())
            if days and own.date() <= days[-1].day <= (own + FURTHEST).date():
                return days[-1].day
    return None


def day_of(sentence: Sentence, message: Message, read: Read) -> date | None:
    """The one day that a sentence names, None where it names none or several."""
    days = _days(sentence.folded, read, sent(message).astimezone(zone_of(message)).date())
    return days[0].day if len({found.day for found in days}) == 1 else None


def names_a_time(sentence: Sentence, message: Message, read: Read) -> bool:
    """Whether a sentence of a message names a day or a time of day."""
    base = sent(message).date()
    days = any(find_days(sentence.folded, language, base) for language in read.languages)
    return days or bool(find_times(sentence.folded, read.languages))


def interview_times(message: Message, read: Read, hit: Hit | None) -> list[Moment]:
    """All interviews that a message fixes: the entries of a schedule, or a sentence with several days."""
    one = interview_time(message, read, hit)
    if one is None:
        return []
    own = sent(message).astimezone(zone_of(message))
    zone, found = _stated(read), {}
    for sentence in read.body.sentences[:MAX_SENTENCES]:
        text = sentence.folded
        if _DEADLINE.search(text) or _BESIDE.search(text) or sentence.is_question or " or " in text:
            continue
        moments = _moments(text, read, own, zone)
        if moments and (_is_entry(text, read, own) or (len(moments) > 1 and _TALK.search(text))):
            found.update({moment.starts_at: moment for moment in moments if moment.starts_at not in found})
    several = sorted(found.values(), key=lambda moment: moment.starts_at)
    return several[:MAX_INTERVIEWS] if one.starts_at in found else [one]


def times_named(message: Message, read: Read, sentence: Sentence) -> list[Moment]:
    """Each day that a sentence names with the first time of day beside it; none in one that sets a deadline."""
    if _DEADLINE.search(sentence.folded):
        return []
    own = sent(message).astimezone(zone_of(message))
    zone = stated_zone(sentence.folded, read.languages)
    return _moments(sentence.folded, read, own, zone)


def has_choice(sentence: Sentence, message: Message, read: Read) -> bool:
    """Whether a sentence names several hours, or says "or"."""
    days = _days(sentence.folded, read, sent(message).date())
    spans = find_times(sentence.folded, read.languages, [(day.start, day.end) for day in days])
    return len(spans) > 1 or _OR.search(sentence.folded) is not None


def is_fixed(message: Message, read: Read) -> bool:
    """Whether the sentences name one day with one time, and no choice of them."""
    own = sent(message).astimezone(zone_of(message))
    text = " ; ".join(sentence.folded for sentence in read.body.sentences)
    days, spans = _days(text, read, own.date()), find_times(text, read.languages)
    choice = (len(days) > 1 or len(spans) > 1) and _OR.search(text)
    return not choice and interview_time(message, read, None) is not None


def _is_entry(text: str, read: Read, own: datetime) -> bool:
    days = _days(text, read, own.date())
    return bool(days) and days[0].start <= _AT_START


def _stated(read: Read) -> tzinfo | None:
    text = " ; ".join(sentence.folded for sentence in read.body.sentences[:MAX_SENTENCES])
    return stated_zone(text, read.languages)


def _without_old(text: str, read: Read, own: datetime) -> str:
    """The text without the time from which an interview was moved, where it names another."""
    kept = _OLD.sub(lambda m: "~" * len(m[0]) if _names_old(m[0], read, own.date()) else m[0], text)
    return kept if _moments(kept, read, own, None) else text


def _names_old(text: str, read: Read, base: date) -> bool:
    return not text.startswith("from ") or bool(_days(text, read, base))


def _days(text: str, read: Read, base: date) -> list[Found]:
    return next((days for language in read.languages if (days := find_days(text, language, base))), [])


def _moments(text: str, read: Read, own: datetime, zone: tzinfo | None) -> list[Moment]:
    """Each time of day with the day that it is told of: the last before it, else the first after it."""
    days = _days(text, read, own.date())
    if not days:
        return []
    spans = find_times(text, read.languages, [(day.start, day.end) for day in days], zone)
    found = [_joined(_day_of(span, days, spans), span, own, text, days) for span in _one_a_day(spans, days)]
    return [m for m in found if own - timedelta(hours=1) <= m.starts_at <= own + FURTHEST]


def _one_a_day(spans: list[Span], days: list[Found]) -> Iterable[Span]:
    """The first time beside each day: what follows is its end, a lunch, a deadline."""
    seen: set[int] = set()
    for span in spans:
        day = _day_of(span, days, spans).start
        if day not in seen:
            seen.add(day)
            yield span


def _day_of(span: Span, days: list[Found], spans: list[Span]) -> Found:
    if spans[0].begins < days[0].start:  # "at 10 on Monday and at 2 on Tuesday"
        return next((day for day in days if day.start >= span.begins), days[-1])
    return next((day for day in reversed(days) if day.start < span.begins), days[0])


def _joined(day: Found, span: Span, own: datetime, text: str, days: list[Found]) -> Moment:
    zone = span.zone or own.tzinfo
    starts = datetime.combine(day.day, span.start, zone)
    ends = datetime.combine(day.day, span.end, zone) if span.end is not None else None
    following = next((other.start for other in days if other.start > max(day.start, span.begins)), len(text))
    begins = day.start if days[0] is not day else 0
    return Moment(starts, ends if ends is not None and ends > starts else None, text[begins:following])
