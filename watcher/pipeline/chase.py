"""The chase step: due follow-ups into Drafts, exactly once each.

The order is the promise: the intent is committed (planned), then `sending` is committed, then the message is
appended, then it is looked for, then `confirmed` is committed. A process that dies anywhere leaves an intent whose
state says what may have happened::

    planned    nothing was sent to the server: append
    sending    bytes may be on their way still: wait `settle_seconds`, look, append only if it is absent
    confirmed  done
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from watcher.cadence import Action, FollowUp, Intent, Plan, State
from watcher.drafting import Draft, Refusal, Templates, Voice, compose, render
from watcher.errors import WatcherError
from watcher.pipeline.ports import Account, DraftLedger


@dataclass(slots=True)
class Chased:
    """What the step did: follow-ups drafted, those refused, those not confirmed yet, and words for the user."""

    drafted: list[Intent] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    withdrawn: list[Intent] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Writer:
    """What it takes to write a draft: the user's voice, the templates, and the accounts by name."""

    accounts: Mapping[str, Account]
    ledger: DraftLedger
    voice: Voice
    templates: Templates
    clock: Callable[[], datetime]

    def chase(self, plan: Plan) -> Chased:
        """Draft every follow-up of the plan whose action is `draft`."""
        result = Chased()
        composed: list[Draft] = []
        for follow_up in plan.follow_ups:
            if follow_up.action is Action.DRAFT:
                self._write(follow_up, composed, result)
        return result

    def _write(self, follow_up: FollowUp, composed: list[Draft], result: Chased) -> None:
        now = self.clock()
        draft = compose(follow_up, self.voice, self.templates, now, others=composed)
        if isinstance(draft, Refusal):
            result.refused.append(draft)
            return
        composed.append(draft)
        intent = self.ledger.plan(follow_up, draft.message_id, draft.subject, render(draft), now)
        if intent is not None:
            self._append(intent, result)

    def resume(self, obsolete: Mapping[str, str]) -> Chased:
        """Go on with intents that were planned and never sent, as after a crash."""
        result = Chased()
        for intent in self.ledger.intents():
            if intent.written.state is not State.PLANNED or intent.written.account not in self.accounts:
                continue
            if intent.written.key in obsolete:
                self._withdraw(intent, obsolete[intent.written.key], result)
            else:
                self._append(intent, result)
        return result

    def unsettled(self) -> list[Intent]:
        """The intents whose message may or may not be on its server."""
        return [i for i in self.ledger.intents() if i.written.state is State.SENDING]

    def settle(self, obsolete: Mapping[str, str], sent: Mapping[str, datetime]) -> Chased:
        """Look for every unsettled draft, and append what is absent. Call it `settle_seconds` after they were left so.

        `sent` maps the Message-IDs of the user's sent mail to their times: a draft may have landed and been sent since.
        """
        result = Chased()
        for intent in self.unsettled():
            account = self.accounts.get(intent.written.account)
            if account is None:
                continue
            if intent.written.message_id in sent:
                self.ledger.step(intent.written.key, State.SENT, sent[intent.written.message_id])
                continue
            try:
                found = self._confirm(account, intent, result)
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
        account = self.accounts[intent.written.account]
        self.ledger.step(intent.written.key, State.SENDING, self.clock())
        try:
            account.put_draft(intent.content)
            if not self._confirm(account, intent, result):
                result.problems.append(
                    f"{account.name}: the draft “{intent.written.subject}” was not found after it was stored"
                )
        except WatcherError as error:
            result.problems.append(f"{account.name}: {error.message}")

    def _confirm(self, account: Account, intent: Intent, result: Chased) -> bool:
        copies = account.find_drafts([intent.written.message_id]).get(intent.written.message_id, ())
        if not copies:
            return False
        self.ledger.step(intent.written.key, State.CONFIRMED, self.clock(), content_hash=copies[0].content_hash)
        result.drafted.append(intent)
        return True

    def _withdraw(self, intent: Intent, why: str, result: Chased) -> None:
        self.ledger.step(intent.written.key, State.WITHDRAWN, self.clock(), detail=why)
        result.withdrawn.append(intent)
