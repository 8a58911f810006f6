"""Messages that the user filed into a mailbox whose name says what they are: none of the job search, or one of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from watcher.inference import Kind
from watcher.timeline import entries
from watcher.timeline.corrections import NEW, UNDO
from watcher.timeline.entries import Entry
from watcher.timeline.types import Fact, Seen, Timeline

_SEPARATORS = re.compile(r"[/.\\]")


@dataclass(frozen=True, slots=True)
class Filing:
    """The mailboxes that say something, by name with "/" whatever the server's separator; "" for none."""

    ignore: str = "Watcher/Ignore"
    job: str = "Watcher/Job"

    def means(self, mailbox: str) -> str:
        """Which of the two a server's name is: "ignore", "job", or "" for any other."""
        asked = {_path(name): meaning for meaning, name in (("ignore", self.ignore), ("job", self.job)) if name}
        return asked.get(_path(mailbox), "")


@dataclass(frozen=True, slots=True)
class Filed:
    """A message by its identity, in a mailbox, first seen there at `at`."""

    identity: str
    mailbox: str
    at: datetime


def filed_entries(
    filed: Iterable[Filed], filing: Filing, seen: Mapping[str, Seen], timeline: Timeline, entered: Iterable[Fact]
) -> list[Entry]:
    """What the user says by filing, oldest first.

    Each filing speaks once, so that it can be taken back while the message stays where it is. `seen` is by identity,
    `entered` all that was entered before. What is of an application already needs no word that it is one.
    """
    theirs = {f.envelope.identity for a in timeline.applications for f in a.facts if f.envelope}
    said = {(f.about, f.event.evidence) for f in entered if f.event.kind is Kind.MOVED}
    found: list[Entry] = []
    for one in sorted(filed, key=lambda f: (f.at, f.identity)):
        meaning, message = filing.means(one.mailbox), seen.get(one.identity)
        evidence = (f"you moved it to {one.mailbox}"[:200],)
        if not meaning or message is None or (one.identity, evidence) in said:
            continue
        if meaning == "job" and one.identity in theirs:
            continue
        entry = entries.ignore_message(one.identity, one.at)
        if meaning == "job":
            entry = entries.move(one.identity, UNDO if message.inference.events else NEW, one.at)
        found.append(replace(entry, event=replace(entry.event, evidence=evidence)))
    return found


def _path(mailbox: str) -> tuple[str, ...]:
    """The name as the user thinks of it: without the namespace that some servers put all mailboxes under."""
    parts = tuple(_SEPARATORS.split(mailbox.casefold()))
    return parts[1:] if len(parts) > 1 and parts[0] in ("inbox", "") else parts
