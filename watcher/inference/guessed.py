"""Whether a company's name is only told by an address or a link: a letter had better not name it so."""

from __future__ import annotations

import re

from watcher.inference.folding import fold
from watcher.reading import Message

MAX_SHOWN = 20_000  # characters of the text


def guessed(company: str, message: Message) -> bool:
    """Whether nothing that the message shows writes the company: "Harlowfinch" of an address at harlowfinch.example.

    What people are called does not count: "Dale Morris" writes of no firm named Morris.
    """
    name = " ".join(fold(company).split())
    if not name:
        return False
    senders = [message.from_] if message.from_ is not None else []
    called = [fold(one.name) for one in (*senders, *message.to, *message.cc)]
    summaries = [event.summary for event in message.calendar]
    shown = fold("\n".join([message.subject, *summaries, (message.text or message.new_text)[:MAX_SHOWN]]))
    for person in called:
        if person and not person.startswith(name):
            shown = shown.replace(person, " ")
    own = (one for one in called if one.startswith(name))
    spaced = r"\s+".join(map(re.escape, name.split()))
    written = re.compile(rf"(?<![\w@./-]){spaced}(?![\w@-]|\.\w)")
    return written.search("\n".join([shown, *own])) is None
