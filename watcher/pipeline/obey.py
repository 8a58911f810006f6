"""The obey step: what the user says from inside their mail program is entered, as if they had typed it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import structlog

from watcher.drafting import one_line
from watcher.errors import ConfigError
from watcher.pipeline.ports import Ledger
from watcher.timeline import Entry, Envelope, Filing, Place, Seen, Timeline, commands, filed_entries

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Ear:
    """What it takes to hear the user: the mailboxes that say something, and the commands in their mail.

    `key` gives that by which commands are sealed (LedgerError), `own` are the user's addresses, lower case, `zone` is
    that of their days.
    """

    filing: Filing
    key: Callable[[], bytes]
    own: frozenset[str]
    zone: ZoneInfo

    def hear(
        self, ledger: Ledger, seen: Mapping[str, Seen], timeline: Timeline, new: Collection[str], now: datetime
    ) -> list[str]:
        """Enter what was said and is not entered yet; gives it in words.

        `seen` is all mail by identity, oldest first. `new` are the identities that this pass read: of these alone the
        log tells that a command was refused. What was filed, and what stands in Sent, is found again in the ledger
        after a crash; nothing is entered twice.
        """
        entered = ledger.entered()
        said = filed_entries(ledger.filed(self.filing.means), self.filing, seen, timeline, entered)
        return [
            *(_entered(ledger, entry, seen[entry.about].envelope) for entry in said),
            *self._commands(ledger, set(commands.obeyed(entered)), seen, timeline, new, now),
        ]

    def _commands(
        self,
        ledger: Ledger,
        obeyed: set[str],
        seen: Mapping[str, Seen],
        timeline: Timeline,
        new: Collection[str],
        now: datetime,
    ) -> list[str]:
        done: list[str] = []
        asking = {i: s.envelope for i, s in seen.items() if commands.may_ask(s.envelope)}
        key = self.key() if asking else b""
        for identity, envelope in asking.items():
            # Anybody may write the Date of what comes to INBOX: there the day counts on which it was first read.
            if envelope.place is not Place.SENT and identity not in new:
                continue
            moment = envelope.sent_at if envelope.place is Place.SENT else now
            today = moment.astimezone(self.zone).date()
            try:
                command = commands.command_of(envelope, today, self.own, key)
                if command is None or command.name in obeyed:
                    continue
                entry = commands.entry_of(command, timeline, moment, today)
            except ConfigError as error:
                if identity in new:
                    log.warning("a command in the mail was not obeyed", why=error.message)
                continue
            obeyed.add(command.name)
            done.append(_entered(ledger, entry, envelope))
        return done


def _entered(ledger: Ledger, entry: Entry, envelope: Envelope) -> str:
    ledger.enter(entry.event, entry.about, entry.event.occurred_at)
    return f"{one_line(envelope.subject)[:120]}: {entry.event.evidence[0]}"
