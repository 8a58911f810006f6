"""The digest on its way to the user: each issue exactly once, over crashes, restarts and accounts that are down.

Into INBOX, in this order: the issue is looked for by its Message-ID, `sending` is committed, the message is appended,
`delivered` is committed. A process that dies anywhere leaves a record that says what may have happened::

    none       nothing was sent to a server: look, append
    sending    it may be on its way into that account still: wait `settle_seconds`, look, append only if it is absent
    delivered  done

By SMTP nobody can look whether a mail arrived: what was `sending` when the process died, or the connection, is
`unsure`. It is not sent again, and the next digest and `watcher status` tell of it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from watcher.errors import ConfigError, NotStoredError, ServerError, SignInError, WatcherError
from watcher.pipeline.ports import Deliverable, Ledger, Memory
from watcher.timeline import Why

BY_MAIL = "smtp"
_NAME = "digest "


class Step(StrEnum):
    """How far an issue came. `NOTHING`: a day on which there was nothing to tell."""

    SENDING = "sending"
    DELIVERED = "delivered"
    UNSURE = "unsure"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Record:
    """What the ledger remembers of an issue: by which account, or "smtp", and since when (aware)."""

    step: Step
    by: str
    at: datetime

    @property
    def over(self) -> bool:
        """Nothing more is to be done."""
        return self.step is not Step.SENDING


def record_of(memory: Memory, issue: str) -> Record | None:
    """What is remembered of an issue ("2026-W47"), None where nothing is: it was not begun."""
    text = memory.remembered(_NAME + issue)
    if not text:
        return None
    row = json.loads(text)
    return Record(Step(row["step"]), row["by"], datetime.fromisoformat(row["at"]))


def unsure_words(memory: Memory, issues: Iterable[str]) -> tuple[str, ...]:
    """A sentence for each of these issues of which nobody knows whether it came."""
    return tuple(
        Why("unsure", week=issue, name=issue[:8])
        for issue in issues
        if (record := record_of(memory, issue)) and record.step is Step.UNSURE
    )


@dataclass(frozen=True, slots=True)
class Courier:
    """Delivers issues. `accounts` are those that may take them, the preferred first; `clock` gives the aware present.

    `write` gives the mail of an issue, None where it has nothing to tell; `message_id` its Message-ID without angle
    brackets. `send`, where mail is sent instead, gives it to the user's own server.
    """

    ledger: Ledger
    accounts: Sequence[Deliverable]
    write: Callable[[str], bytes | None]
    message_id: Callable[[str], str]
    clock: Callable[[], datetime]
    settle_seconds: float
    send: Callable[[bytes], None] | None = None

    def deliver(self, issue: str) -> Record:
        """Deliver an issue, unless that was done; what the ledger remembers of it then. It may take minutes.

        ServerError or ConfigError where it could not be delivered, to be tried again; LedgerError where the ledger
        fails or another pass holds it.
        """
        with self.ledger.exclusive():
            known = record_of(self.ledger, issue)
            if known and known.over:
                return known
            # What was on its way into an account is settled there, also where mail is sent by now.
            if known and known.by == BY_MAIL:
                return self._keep(issue, Step.UNSURE, BY_MAIL)
            if self.send and not known:
                return self._give(issue, BY_MAIL, self.send)
            return self._into_inbox(issue, known)

    def _into_inbox(self, issue: str, known: Record | None) -> Record:
        accounts = self.accounts
        if known and any(one.name == known.by for one in accounts):
            accounts = [one for one in accounts if one.name == known.by]
        if not accounts:
            raise ConfigError("no account may take the digest: set write = true for one, or digest.deliver")
        # An older ledger may have been restored since another account took it, as the preferred one was down.
        if not known and (taken := next((one for one in accounts[1:] if self._took(issue, one)), None)):
            return self._keep(issue, Step.DELIVERED, taken.name)
        problems: list[str] = []
        for account in accounts:
            try:
                if self._stands(issue, account):
                    return self._keep(issue, Step.DELIVERED, account.name)
                if known and known.by == account.name:
                    self._must_have_settled(known)
                return self._give(issue, account.name, account.put_in_inbox)
            except (ServerError, SignInError, ConfigError) as error:
                problems.append(error.message)
                if record_of(self.ledger, issue):
                    break  # it may be there: no other account takes it before that is known
        raise ServerError(f"The digest of {issue} could not be delivered: {' '.join(problems)}")

    def _stands(self, issue: str, account: Deliverable) -> bool:
        return bool(account.whereabouts([self.message_id(issue)]))

    def _took(self, issue: str, account: Deliverable) -> bool:
        """It stands there, as far as can be told just now."""
        try:
            return self._stands(issue, account)
        except (ServerError, SignInError, ConfigError):
            return False

    def _give(self, issue: str, by: str, give: Callable[[bytes], None]) -> Record:
        """Write it, and give it to a server; after a fault the ledger says what may have come of that."""
        content = self.write(issue)
        if content is None:
            return self._keep(issue, Step.NOTHING, by)
        self._keep(issue, Step.SENDING, by)
        try:
            give(content)
        except (NotStoredError, SignInError):
            self._forget(issue)
            raise
        except WatcherError:
            if by == BY_MAIL:
                self._keep(issue, Step.UNSURE, by)
            raise
        return self._keep(issue, Step.DELIVERED, by)

    def _must_have_settled(self, known: Record) -> None:
        # A clock that was set back must not make it wait for ever.
        if timedelta() <= self.clock() - known.at < timedelta(seconds=self.settle_seconds):
            raise ServerError(f'Account "{known.by}": the digest may be on its way still.')

    def _keep(self, issue: str, step: Step, by: str) -> Record:
        record = Record(step, by, self.clock())
        at = record.at.astimezone(UTC).isoformat()
        self.ledger.remember(_NAME + issue, json.dumps({"step": step.value, "by": by, "at": at}))
        return record

    def _forget(self, issue: str) -> None:
        """Nothing was stored: it is as before."""
        self.ledger.remember(_NAME + issue, "")
