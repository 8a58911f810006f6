"""The links of the digest: they open a mail, or ask for something by a mail from the user to themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import quote

from watcher.digest.page import Link
from watcher.digest.phrases import Phrases
from watcher.digest.types import Ref
from watcher.timeline.commands import Command, Verb, subject

_NO_DIGIT = re.compile(r"[^0-9+]")
_LEAST_DIGITS, _MOST_DIGITS = 5, 20
_LONGEST_ID = 250


@dataclass(frozen=True, slots=True)
class Desk:
    """By what the user's own mails are addressed and sealed.

    `own` is their address, `key` seals commands, `until` is the last local day on which they may be sent. `gmail` maps
    accounts to the address whose web page opens a mail there.
    """

    own: str
    key: bytes
    until: date
    gmail: Mapping[str, str] = field(default_factory=dict)

    def open(self, words: str, ref: Ref) -> tuple[Link, ...]:
        """Open the mail where it stands; nothing where no mail is known."""
        if not ref.thread or len(ref.thread) > _LONGEST_ID:
            return ()
        if address := self.gmail.get(ref.account):
            place = f"https://mail.google.com/mail/u/?authuser={quote(address, safe='')}"
            return (Link(words, f"{place}#search/rfc822msgid%3A{quote(ref.thread, safe='')}"),)
        return (Link(words, f"mid:{quote(ref.thread, safe='@')}"),)  # RFC 2392 section 2

    def ask(self, key: str, about: str, phrases: Phrases, command: Command, **facts: object) -> Link:
        """Ask for a command by mail; `about` tells the reader of which application."""
        words = phrases.say("asks", key, **facts)
        text = subject(command, f"{words}: {about}" if about else words, self.key)
        return Link(phrases.say("actions", key, **facts), f"mailto:{quote(self.own, safe='@')}?subject={_url(text)}")

    def command(self, verb: Verb, about: str, argument: str = "") -> Command:
        """A command that may be sent until the last day."""
        return Command(verb, about, self.until, argument)


def call(words: str, phone: str) -> tuple[Link, ...]:
    """Dial a number (RFC 3966); nothing where it is none."""
    number = _NO_DIGIT.sub("", phone.replace("(0)", ""))
    if not _LEAST_DIGITS <= len(number) <= _MOST_DIGITS or "+" in number[1:]:
        return ()
    return (Link(words, f"tel:{number}"),)


def prepared(words: str, to: str, title: str, body: str) -> Link:
    """A mail that is ready but for its address, where `to` is "" (RFC 6068)."""
    text = body.replace("\n", "\r\n")
    return Link(words, f"mailto:{quote(to, safe='@')}?subject={_url(title)}&body={_url(text)}")


def _url(text: str) -> str:
    return quote(text.encode("utf-8", "replace"), safe="")
