"""Items about drafts and messages, in words."""

from __future__ import annotations

from watcher.digest.links import call
from watcher.digest.page import Item, Link
from watcher.digest.speech import Speech
from watcher.digest.types import Ref, Undecided, Undone, Waiting
from watcher.timeline.commands import Verb

_MOST_CHOICES = 3


def waiting(one: Waiting, speech: Speech) -> Item:
    """A draft: to whom, why now, how old, and how it begins."""
    say, phrases = speech.phrases.say, speech.phrases
    lines = [say("waiting", "to", who=speech.who(one.name, one.to))]
    if subject := speech.quote(one.subject):
        lines.append(say("waiting", "subject", subject=subject))
    if one.reason:
        lines.append(say("waiting", "why", why=speech.why(one.reason)))
    age = phrases.count("waiting", "written", one.age_days) if one.age_days > 0 else say("waiting", "written_today")
    lines.append(" ".join((age, *([say("waiting", "edited")] if one.edited else ()))))
    if one.outdated:
        lines.append(say("waiting", "outdated", why=speech.line(one.outdated).rstrip(".")))
    if phone := speech.name(one.phone):
        lines.append(say("waiting", "phone", phone=phone))
    links = (
        *speech.desk.open(say("actions", "draft"), Ref(thread=one.draft, account=one.ref.account)),
        *speech.open(one.ref),
        *call(say("actions", "call", phone=phone), one.phone),
        *speech.ask(one.company, one.ref, Verb.SNOOZE, Verb.CLOSE, Verb.IGNORE),
    )
    title = f"{speech.about(one.company, one.role)}: {say('kinds', one.kind)}"
    return Item(title, tuple(lines), tuple(speech.quote(line) for line in one.first_lines), links)


def undecided(one: Undecided, speech: Speech) -> Item:
    """A message that could belong to several, with the choice."""
    say = speech.phrases.say
    subject = speech.quote(one.subject) or say("page", "unnamed")
    lines = [say("undecided", "who", who=who)] if (who := speech.name(one.who)) else []
    lines.append(say("undecided", "why", why=speech.line(one.why)))
    links = (*speech.open(one.ref), *_choices(one, speech))
    return Item(say("undecided", "item", subject=subject), tuple(lines), links=links)


def _choices(one: Undecided, speech: Speech) -> tuple[Link, ...]:
    if not one.message:
        return ()
    desk, phrases = speech.desk, speech.phrases
    of_candidates = (
        desk.ask("move", "", phrases, desk.command(Verb.MOVE, one.message, application), name=speech.in_subject(name))
        for application, name in list(one.candidates.items())[:_MOST_CHOICES]
    )
    subject = speech.in_subject(one.subject)
    others = (desk.ask(key, subject, phrases, desk.command(Verb.MOVE, one.message, key)) for key in ("new", "none"))
    return (*of_candidates, *others)


def withdrawn(one: Undone, speech: Speech) -> Item:
    """A draft that is gone, and why."""
    say = speech.phrases.say
    lines = [say("withdrawn", "subject", subject=subject)] if (subject := speech.quote(one.subject)) else []
    if one.why:
        lines.append(say("withdrawn", "why", why=speech.line(one.why)))
    return Item(speech.about(one.company, one.role), tuple(lines), links=speech.open(one.ref))


def refused(one: Undone, speech: Speech) -> Item:
    """What was not written, and why; it may be asked for."""
    lines = (speech.phrases.say("refused", "why", why=speech.line(one.why)),) if one.why else ()
    links = speech.write(one.company, one.ref, one.follow_up)
    return Item(speech.about(one.company, one.role), lines, links=links)
