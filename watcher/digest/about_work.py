"""Items about employers, interviews and calls, in words."""

from __future__ import annotations

from datetime import timedelta

from watcher.digest.links import call as dial
from watcher.digest.links import prepared
from watcher.digest.page import Item, Link
from watcher.digest.speech import Speech
from watcher.digest.types import Asked, ByHand, Call, Closed, Known, Later, Meeting, Promised, Quiet
from watcher.timeline.commands import Verb

_FRIDAY, _WEEK = 4, 7
_TO_THE_WEEKEND = 2
"""Days that must be left of a week for its Friday to be worth a button."""
_MOST_PEOPLE = 6


def asked(one: Asked, speech: Speech) -> Item:
    """An employer who waits, in their own words."""
    phrases, day = speech.phrases, speech.phrases.day(one.since)
    who = speech.name(one.who)
    since = phrases.say("asked", "since", day=day, who=who) if who else phrases.say("asked", "since_nobody", day=day)
    words = (phrases.say("asked", "words", words=quoted),) if (quoted := speech.quote(one.words)) else ()
    links = (
        *speech.open(one.ref),
        *speech.ask(one.company, one.ref, Verb.DONE, Verb.SNOOZE, Verb.CLOSE, Verb.IGNORE),
    )
    return Item(speech.about(one.company, one.role), (since, *words), links=links)


def later(one: Later, speech: Speech) -> Item:
    """News on what the user had closed."""
    kinds = speech.phrases.table("later", "kinds")
    kind = kinds.get(one.kind, kinds["other"])
    line = speech.phrases.say("later", "on", kind=kind, day=speech.phrases.day(one.on))
    links = (*speech.open(one.ref), *speech.ask(one.company, one.ref, Verb.REOPEN))
    return Item(speech.about(one.company, one.role), (line,), links=links)


def to_tell(one: Meeting, speech: Speech) -> Item:
    """An interview that is over, and the question by when they said that they will answer."""
    line = speech.phrases.say("to_tell", "was", day=speech.phrases.day(one.starts_at))
    return Item(speech.about(one.company, one.role), (line,), links=(*_answers(one, speech), *speech.open(one.ref)))


def _answers(one: Meeting, speech: Speech) -> tuple[Link, ...]:
    """Fridays to come, and that no day was named."""
    if not one.ref.application:
        return ()
    desk, phrases, today = speech.desk, speech.phrases, speech.now.date()
    ahead = (_FRIDAY - today.weekday()) % _WEEK
    first = today + timedelta(days=ahead if ahead >= _TO_THE_WEEKEND else ahead + _WEEK)
    name = speech.in_subject(one.company)
    days = (first + timedelta(days=_WEEK * weeks) for weeks in range(3))
    named = (
        desk.ask(
            "told", name, phrases, desk.command(Verb.TOLD, one.ref.application, f"{day:%y%m%d}"), day=phrases.day(day)
        )
        for day in days
    )
    return (*named, desk.ask("told_none", name, phrases, desk.command(Verb.TOLD, one.ref.application)))


def coming(one: Meeting, speech: Speech) -> Item:
    """An interview ahead: when, who will be there, what was written so far."""
    phrases = speech.phrases
    at = phrases.say("coming", "at", day=phrases.day(one.starts_at), time=phrases.clock(one.starts_at))
    people = _people(one.people, speech)
    met = phrases.say("coming", "people", people=people) if people else phrases.say("coming", "people_unknown")
    written = (
        phrases.say(
            "coming",
            "written",
            day=phrases.day(told.on),
            who=speech.name(told.who) or phrases.say("page", "you"),
            subject=speech.quote(told.subject) or phrases.say("page", "unnamed"),
        )
        for told in one.written
    )
    return Item(speech.about(one.company, one.role), (at, met, *written), links=speech.open(one.ref))


def _people(people: tuple[str, ...], speech: Speech) -> str:
    more = f" +{len(people) - _MOST_PEOPLE}" if len(people) > _MOST_PEOPLE else ""
    return ", ".join(named for one in people[:_MOST_PEOPLE] if (named := speech.name(one))) + more


def call(one: Call, speech: Speech) -> Item:
    """Whom to call, and at which number."""
    phrases, phone = speech.phrases, speech.name(one.phone)
    who = speech.name(one.name) or phrases.say("page", "them")
    lines = [phrases.say("calls", "number", who=who, phone=phone) if phone else phrases.say("calls", "no_number")]
    if one.first_choice and one.asked:
        lines.append(phrases.count("calls", "first", one.asked))
    if one.beside:
        lines.append(phrases.say("calls", "beside"))
    if one.held:
        lines.append(phrases.say("by_hand", "held", why=speech.line(one.held)))
    links = (
        *dial(phrases.say("actions", "call", phone=phone), one.phone),
        *speech.open(one.ref),
        *speech.ask(one.company, one.ref, Verb.CALLED, Verb.SNOOZE, Verb.CLOSE),
    )
    return Item(speech.about(one.company, one.role), tuple(lines), links=links)


def by_hand(one: ByHand, speech: Speech) -> Item:
    """What the user decides; where nobody is known a mail is ready but for its address."""
    phrases = speech.phrases
    who, phone = speech.who(one.name, one.email), speech.name(one.phone)
    known = phrases.say("by_hand", "whom", who=who) if who else phrases.say("by_hand", "nobody")
    lines = [known, phrases.say("waiting", "why", why=speech.why(one.reason))]
    if one.held:
        lines.append(phrases.say("by_hand", "held", why=speech.line(one.held)))
    links = (
        *speech.write(one.company, one.ref, one.follow_up),
        *dial(phrases.say("actions", "call", phone=phone), one.phone),
        *(() if one.follow_up else (_prepared(one, speech),)),
        *speech.open(one.ref),
        *speech.ask(one.company, one.ref, Verb.CALLED, Verb.SNOOZE, Verb.CLOSE),
    )
    title = f"{speech.about(one.company, one.role)}: {phrases.say('kinds', one.kind)}"
    return Item(title, tuple(lines), links=links)


def _prepared(one: ByHand, speech: Speech) -> Link:
    phrases = speech.phrases
    company, role = speech.in_subject(one.company), speech.in_subject(one.role)
    title = phrases.say(
        "by_hand", "prepared_subject", role=phrases.say("by_hand", "prepared_role", role=role) if role else ""
    )
    body = phrases.say(
        "by_hand",
        "prepared_body",
        role=phrases.say("by_hand", "prepared_as", role=role) if role else "",
        company=company or phrases.say("by_hand", "prepared_company"),
    )
    named = speech.in_subject(one.name or one.email)
    words = phrases.say("actions", "mail", who=named) if one.email else phrases.say("actions", "prepared")
    return prepared(words, one.email, title, body)


def known(one: Known, speech: Speech) -> Item:
    """Whom the user knows there."""
    line = speech.phrases.say("known", "people", people=_people(one.people, speech))
    return Item(speech.about(one.company, one.role), (line,))


def promised(one: Promised, speech: Speech) -> Item:
    """What they said, and did."""
    phrases, due = speech.phrases, speech.phrases.day(one.due_by)
    if one.answered_on is None:
        line = phrases.say("promises", "broken", due=due)
    else:
        line = phrases.say("promises", "kept" if one.kept else "late", due=due, answered=phrases.day(one.answered_on))
    return Item(speech.about(one.company, one.role), (line,), links=speech.open(one.ref))


def quiet(one: Quiet, speech: Speech) -> Item:
    """How long nothing was heard."""
    line = f"{speech.phrases.count('quiet', 'since', one.days)}."
    return Item(speech.about(one.company, one.role), (line,), links=speech.ask(one.company, one.ref, Verb.CLOSE))


def closed(one: Closed, speech: Speech) -> Item:
    """How it ended."""
    ends = speech.phrases.table("closed", "ends")
    line = ends["by_you"] if one.by_you and one.stage == "closed" else ends[one.stage]
    return Item(speech.about(one.company, one.role), (line,), links=speech.ask(one.company, one.ref, Verb.REOPEN))
