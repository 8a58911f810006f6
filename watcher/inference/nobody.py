"""Who is invited to an interview and is nobody: a room, a projector, a program that takes notes."""

from __future__ import annotations

import re

from watcher.inference.folding import fold
from watcher.inference.senders import is_no_reply, organisation
from watcher.inference.tables import NameWords

_RESOURCE = re.compile(r"@(?:resource|group)\.calendar\.google\.com$")
_WORDS = re.compile(r"[^\W\d_]+")


def is_nobody(name: str, email: str, known: NameWords) -> bool:
    """Whether an attendee is no human, by what calendars call rooms and machines. `email` is lower case."""
    domain = email.rpartition("@")[2]
    if not email or is_no_reply(email) or _RESOURCE.search(email) or organisation(domain) in known.note_takers:
        return True
    told = _WORDS.findall(fold(name))
    local = _WORDS.findall(fold(email.partition("@")[0]))
    words = told if told and "@" not in name else local
    if not known.rooms.isdisjoint(words) or not known.note_words.isdisjoint((*words, *local)):
        return True
    return bool(words) and words[0] in known.rooms_first
