"""Commands that the user sends to themselves: a subject that bears what is asked, until when it holds, and a seal.

The links of the digest are `mailto:` the user's own address with such a subject. Pressing Send asks. ::

    watcher: snooze a week: Acme, Data Engineer [snooze.k7f3abc.7.261201.abcdefghijklmnop]

What is obeyed is the part in brackets alone: the verb, the short id of an application (for `move`, of a message that
could not be decided), an argument, the last local day on which it may be sent, and the first 80 bits of HMAC-SHA256
(RFC 2104) over all that, by a key that never leaves the machine. The words before it are for the reader.
"""

from __future__ import annotations

import re
from base64 import b32encode
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from hmac import compare_digest, digest

from watcher.errors import ConfigError
from watcher.inference import Event, Kind
from watcher.timeline import entries
from watcher.timeline.corrections import NEW, NONE
from watcher.timeline.entries import Entry
from watcher.timeline.ids import names_of, short_id
from watcher.timeline.types import Application, Envelope, Fact, Timeline

_ASKED = "asked by mail: "
_MARK = "watcher: "
_TOKEN = re.compile(r"\[([a-z]{1,20})\.([a-z2-7]{7})\.([a-z0-9]{0,20})\.([0-9]{6})\.([a-z2-7]{16})\]\s*$")
_LIKE = re.compile(r"\[[a-z]{1,20}\.[^\]\s]{1,80}\]\s*$")


class Verb(StrEnum):
    """What may be asked."""

    SNOOZE = "snooze"  # the argument: so many days
    CLOSE = "close"
    REOPEN = "reopen"
    IGNORE = "ignore"
    MERGE = "merge"  # the argument: the short id of the application that it is
    CALLED = "called"
    DONE = "done"  # the user has answered an employer who waited, elsewhere than by mail
    TOLD = (
        "told"  # after an interview; the argument: the day by which they will answer (yymmdd), "" where none was named
    )
    MOVE = "move"  # a message; the argument: the short id of the application that it belongs to, NEW or NONE
    WRITE = "write"  # a draft that is held back; the argument: the follow-up's key


@dataclass(frozen=True, slots=True)
class Command:
    """What is asked of `about`, an application or message, by its short id; `expires` is the last day to send it."""

    verb: Verb
    about: str
    expires: date
    argument: str = ""

    @property
    def name(self) -> str:
        """The text that is sealed: the same command of the same day has the same name."""
        return f"{self.verb.value}.{self.about}.{self.argument}.{self.expires:%y%m%d}"


def subject(command: Command, words: str, key: bytes) -> str:
    """The subject that asks for it; `words` tell the reader what it does."""
    return f"{_MARK}{words} [{command.name}.{_seal(command.name, key)}]"


def command_of(envelope: Envelope, sent_on: date, own: frozenset[str], key: bytes) -> Command | None:
    """What a mail asks for; None where it asks for nothing. ConfigError, in words, where it must not be obeyed.

    Only the user's mail to nobody but themselves asks (`own`: their addresses, lower case): it stands in Sent, or came
    from there to INBOX. `sent_on` is its local day. A subject that was answered or forwarded is no command.
    """
    if not may_ask(envelope):
        return None
    to = {a.email for a in (*envelope.to, *envelope.cc)}
    if not envelope.outgoing or not to or not to <= own:
        raise ConfigError("it is no mail of yours to yourself")
    match = _TOKEN.search(envelope.subject)
    if match is None or match[1] not in set(Verb):
        raise ConfigError("it was changed, or was made by another version")
    name = match[0].strip()[1:-1].rpartition(".")[0]
    if not compare_digest(match[5], _seal(name, key)):
        raise ConfigError("its seal is wrong: it was changed, or was made for another ledger")
    expires = _day(match[4])
    if expires is None or sent_on > expires:
        raise ConfigError(f"it could be sent until {expires}")
    return Command(Verb(match[1]), match[2], expires, match[3])


def may_ask(envelope: Envelope) -> bool:
    """Its subject looks like a command."""
    return envelope.subject.startswith(_MARK) and _LIKE.search(envelope.subject) is not None


def obeyed(entered: Iterable[Fact]) -> frozenset[str]:
    """The names of the commands that were obeyed, also of those taken back since: to send one again does nothing."""
    said = (text for f in entered for text in f.event.evidence)
    return frozenset(text.removeprefix(_ASKED) for text in said if text.startswith(_ASKED))


def entry_of(command: Command, timeline: Timeline, moment: datetime, today: date) -> Entry:
    """What to enter for a command that was sent at `moment`; ConfigError where it cannot be obeyed, in words.

    `today` is the local day from which days are counted.
    """
    if command.verb is Verb.MOVE:
        entry = _move(command, timeline, moment)
    else:
        entry = _entry(command, timeline, _called(timeline, command.about), moment, today)
    return replace(entry, event=replace(entry.event, evidence=(_ASKED + command.name,)))


def _entry(command: Command, timeline: Timeline, found: Application, moment: datetime, today: date) -> Entry:
    match command.verb:
        case Verb.SNOOZE:
            return entries.snooze(found, today + timedelta(days=_days(command.argument)), moment)
        case Verb.CLOSE:
            return entries.close(found, moment)
        case Verb.REOPEN:
            return entries.reopen(timeline, found, moment)
        case Verb.IGNORE:
            return entries.ignore_application(timeline, found, moment)
        case Verb.MERGE:
            return entries.merge(_called(timeline, command.argument), found, moment)
        case Verb.WRITE:
            return entries.write_now(found, command.argument, moment)
        case Verb.TOLD:
            return _note(found, Event(Kind.PROMISE, moment, due_by=_promised(command.argument)))
        case Verb.DONE:
            return _note(found, Event(Kind.CANDIDATE_REPLY, moment))
        case _:
            return _note(found, Event(Kind.CALLED, moment))


def _note(found: Application, event: Event) -> Entry:
    return Entry(replace(event, company=found.company, role=found.role), entries.anchor(found))


def _move(command: Command, timeline: Timeline, moment: datetime) -> Entry:
    sources = {a.fact.envelope.identity for a in timeline.ambiguous if a.fact.envelope}
    found = [source for source in sources if short_id(source) == command.about]
    if len(found) != 1:
        raise ConfigError(f"the message {command.about} is decided already, or not known any more")
    to = command.argument
    return entries.move(found[0], to if to in (NEW, NONE) else _called(timeline, to), moment)


def _promised(argument: str) -> date | None:
    if argument and (day := _day(argument)) is None:
        raise ConfigError(f"{argument} is no day")
    return day if argument else None


def _called(timeline: Timeline, name: str) -> Application:
    found = [a for a in timeline.applications if name in names_of(a)]
    if len(found) != 1:
        raise ConfigError(f"the application {name} is not known any more")
    return found[0]


def _days(argument: str) -> int:
    if not argument.isascii() or not argument.isdecimal() or not 0 < int(argument) <= entries.LONGEST_SNOOZE:
        raise ConfigError(f"{argument} is no number of days up to {entries.LONGEST_SNOOZE}")
    return int(argument)


def _seal(name: str, key: bytes) -> str:
    return b32encode(digest(key, name.encode(), "sha256")[:10]).decode().lower()


def _day(text: str) -> date | None:
    try:
        return date(2000 + int(text[:2]), int(text[2:4]), int(text[4:]))
    except ValueError:
        return None
