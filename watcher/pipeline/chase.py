"""The chase step: due follow-ups into Drafts, exactly once each.

The order is the promise: the intent is committed (planned), the draft is looked for, `sending` is committed, the
message is appended and looked for again, then `confirmed` is committed. A process that dies anywhere leaves an
intent whose state says what may have happened::

    planned    nothing was sent to the server: append
    sending    bytes may be on their way still: wait `settle_seconds`, look, append only if it is absent
    confirmed  done

Looking first adopts a draft that an earlier ledger wrote: its Message-ID follows from the follow-up's key. Earlier mail
that a letter quotes or carries again is fetched before the intent is committed, which holds the whole message: what a
crash leaves is appended as it was composed, whatever became of that mail meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from watcher.cadence import Action, FollowUp, Intent, Plan, State
from watcher.drafting import (
    Draft,
    Earlier,
    Habits,
    Refusal,
    Templates,
    Voice,
    beside,
    compose,
    is_untouched,
    render,
    wanted,
)
from watcher.errors import NotStoredError, SignInError, WatcherError
from watcher.mail.types import StoredDraft
from watcher.pipeline.ports import Account, DraftLedger
from watcher.timeline import Envelope

LARGE = 1_000_000
"""Octets above which a draft may be refused for its size: that says nothing of the account's other drafts."""


@dataclass(slots=True)
class Chased:
    """What the step did, words for the user, and the accounts that take nothing now (`down`).

    `notes` are no problems of the pass: templates of the user's for which the packaged ones stood in.
    """

    drafted: list[Intent] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    withdrawn: list[Intent] = field(default_factory=list)
    down: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Writer:
    """What it takes to write a draft: the user's voice, the templates, and the accounts by name.

    `habits` gives their manner; it is asked for only where a letter is written. `overtaken` tells that mail has come
    since the plan was made: then nothing more is written, for it may be the answer.
    """

    accounts: Mapping[str, Account]
    ledger: DraftLedger
    voice: Voice
    templates: Templates
    clock: Callable[[], datetime]
    habits: Callable[[], Habits]
    overtaken: Callable[[], bool]

    def chase(self, plan: Plan) -> Chased:
        """Draft every follow-up of the plan whose action is `draft`."""
        result = Chased()
        composed: list[tuple[FollowUp, Draft]] = []
        for follow_up in plan.follow_ups:
            if self.overtaken():
                break
            if follow_up.action is Action.DRAFT and follow_up.account not in result.down:
                self._write(follow_up, composed, result)
        return result

    def _write(self, follow_up: FollowUp, composed: list[tuple[FollowUp, Draft]], result: Chased) -> None:
        now, earlier, others = self.clock(), self._earlier(follow_up, result), beside(follow_up, composed)
        draft = compose(follow_up, self.voice, self.templates, now, known=self.habits(), earlier=earlier, others=others)
        if isinstance(draft, Refusal):
            result.refused.append(draft)
            return
        composed.append((follow_up, draft))
        result.notes += [draft.fault] if draft.fault else []
        intent = self.ledger.plan(follow_up, draft.message_id, draft.subject, render(draft), now, wording=draft.wording)
        if intent is not None:
            self._append(intent, result)

    def _earlier(self, follow_up: FollowUp, result: Chased) -> Earlier:
        """The earlier mail that the letter takes up; without what cannot be had the letter is written all the same."""
        asked = wanted(follow_up, self.habits())
        quoted = self._fetched(asked.quoted, result)
        return Earlier(quoted, quoted if asked.resent == asked.quoted else self._fetched(asked.resent, result))

    def _fetched(self, envelope: Envelope | None, result: Chased) -> bytes:
        account = self.accounts.get(envelope.account) if envelope else None
        if envelope is None or account is None or account.name in result.down:
            return b""
        try:
            return account.fetch(envelope) or b""
        except WatcherError as error:
            result.problems.append(f"{account.name}: “{envelope.subject}” could not be fetched: {error.message}")
            return b""

    def resume(self, obsolete: Mapping[str, str]) -> Chased:
        """Go on with intents that were planned and never sent, as after a crash."""
        result = Chased()
        for intent in self.ledger.intents():
            if intent.written.state is not State.PLANNED or intent.written.account not in self.accounts:
                continue
            if self.overtaken():
                break
            if intent.written.key in obsolete:
                self._withdraw(intent, obsolete[intent.written.key], result)
            elif intent.written.account not in result.down:
                self._append(intent, result)
        return result

    def unsettled(self) -> list[Intent]:
        """The intents whose message may or may not be on its server."""
        return [
            i for i in self.ledger.intents() if i.written.state is State.SENDING and i.written.account in self.accounts
        ]

    def settle(self, keys: Collection[str], obsolete: Mapping[str, str], sent: Mapping[str, datetime]) -> Chased:
        """Look for these unsettled drafts, and append what is absent. Call it `settle_seconds` after they were left so.

        `sent` maps the Message-IDs of the user's sent mail to their times: a draft may have landed and been sent since.
        """
        result = Chased()
        for intent in self.unsettled():
            if intent.written.key not in keys:
                continue
            account = self.accounts[intent.written.account]
            if intent.written.message_id in sent:
                self.ledger.step(intent.written.key, State.SENT, sent[intent.written.message_id])
                continue
            try:
                found = self._adopt(account, intent, result)
            except WatcherError as error:
                result.problems.append(f"{account.name}: {error.message}")
                continue
            if found:
                continue
            if intent.written.key in obsolete:
                self._withdraw(intent, obsolete[intent.written.key], result)
            else:
                self._append(intent, result)
        return result

    def _append(self, intent: Intent, result: Chased) -> None:
        account, key = self.accounts[intent.written.account], intent.written.key
        try:
            if self._adopt(account, intent, result):
                return
            self.ledger.step(key, State.SENDING, self.clock())
            account.put_draft(intent.content)
            copies = _copies(account, intent)
            if copies:
                # Some servers rewrite what they store: what they give back now is the untouched draft.
                self.ledger.step(key, State.CONFIRMED, self.clock(), content_hash=copies[0].content_hash)
                result.drafted.append(intent)
            else:
                result.problems.append(f"{account.name}: “{intent.written.subject}” was stored but is not in Drafts")
        except NotStoredError as error:
            self.ledger.step(key, State.PLANNED, self.clock(), detail=error.message)
            self._failed(intent, error, result, alone=len(intent.content) > LARGE)
        except SignInError as error:
            self.ledger.step(key, State.PLANNED, self.clock(), detail=error.message)
            self._failed(intent, error, result)
        except WatcherError as error:
            self._failed(intent, error, result)

    def _failed(self, intent: Intent, error: WatcherError, result: Chased, *, alone: bool = False) -> None:
        result.problems.append(f"{intent.written.account}: {error.message}")
        if not alone:
            result.down.add(intent.written.account)

    def _adopt(self, account: Account, intent: Intent, result: Chased) -> bool:
        """Take the draft that stands in Drafts already, if there is one; the user may have edited it since."""
        copies = _copies(account, intent)
        if not copies:
            return False
        untouched = [copy for copy in copies if is_untouched(copy.content, intent.content)]
        if untouched:
            content_hash = untouched[0].content_hash
            self.ledger.step(intent.written.key, State.CONFIRMED, self.clock(), content_hash=content_hash)
        else:
            self.ledger.step(intent.written.key, State.EDITED, self.clock(), detail="you changed it")
        if intent.written.state is State.SENDING:
            result.drafted.append(intent)
        return True

    def _withdraw(self, intent: Intent, why: str, result: Chased) -> None:
        self.ledger.step(intent.written.key, State.WITHDRAWN, self.clock(), detail=why)
        result.withdrawn.append(intent)


def _copies(account: Account, intent: Intent) -> Sequence[StoredDraft]:
    return account.find_drafts([intent.written.message_id]).get(intent.written.message_id, ())
