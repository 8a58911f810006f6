"""What every item needs to be put into words: names made fit, reasons, the buttons that many share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from watcher.digest.links import Desk
from watcher.digest.page import Link, Room
from watcher.digest.phrases import Phrases, fit
from watcher.digest.types import Reason, Ref
from watcher.timeline.commands import Verb

_WEEK = "7"
_IN_SUBJECT = 40


@dataclass(frozen=True, slots=True)
class Speech:
    """One language, one desk, so much room, at one local moment."""

    phrases: Phrases
    desk: Desk
    room: Room
    now: datetime

    def name(self, text: str) -> str:
        """A name as the page has room for it."""
        return fit(text, self.room.name)

    def line(self, text: str) -> str:
        """A sentence from mail, or a reason, as the page has room for it."""
        return fit(self.phrases.why(text), self.room.line)

    def quote(self, text: str) -> str:
        """Somebody's words as they stand."""
        return fit(text, self.room.line)

    def about(self, company: str, role: str) -> str:
        """Company and role, as far as they are known."""
        names = [named for text in (company, role) if (named := self.name(text))]
        return ", ".join(names) or self.phrases.say("page", "unknown")

    def who(self, name: str, email: str) -> str:
        """A person with their address."""
        named, address = self.name(name), self.name(email)
        return f"{named} <{address}>" if named and address else named or address

    def why(self, reason: Reason) -> str:
        """Why a follow-up is due, in sentences."""
        phrases = self.phrases
        told = [phrases.say("reasons", reason.kind)]
        if reason.promised_by:
            told.append(phrases.say("reasons", "promised", day=phrases.day(reason.promised_by)))
        if reason.asked:
            told.append(phrases.count("reasons", "asked", reason.asked))
        if reason.late_since:
            told.append(phrases.say("reasons", "late", day=phrases.day(reason.late_since)))
        return " ".join(told)

    def open(self, ref: Ref) -> tuple[Link, ...]:
        """Open its mail."""
        return self.desk.open(self.phrases.say("actions", "open"), ref)

    def ask(self, company: str, ref: Ref, *verbs: Verb) -> tuple[Link, ...]:
        """What may be asked of an application; nothing where none is known."""
        if not ref.application:
            return ()
        return tuple(self._ask(company, ref, verb) for verb in verbs)

    def _ask(self, company: str, ref: Ref, verb: Verb) -> Link:
        command = self.desk.command(verb, ref.application, _WEEK if verb is Verb.SNOOZE else "")
        return self.desk.ask(verb.value, self.in_subject(company), self.phrases, command)

    def write(self, company: str, ref: Ref, follow_up: str) -> tuple[Link, ...]:
        """Ask for a draft that was held back."""
        if not ref.application or not follow_up:
            return ()
        command = self.desk.command(Verb.WRITE, ref.application, follow_up)
        return (self.desk.ask("write", self.in_subject(company), self.phrases, command),)

    def in_subject(self, text: str) -> str:
        """A name as a subject has room for it."""
        return fit(text, min(self.room.name, _IN_SUBJECT))
