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

A draft whose facts turned out otherwise is written anew by the same steps: planned with the new content, `sending`
just before the old one is removed (while its hash is the confirmed one), appended only when that is gone: never do two
stand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from watcher.cadence import Action, FollowUp, Intent, Plan, Sought, State, sent_copies
from watcher.drafting import (
    Draft,
    Earlier,
    Habits,
    Refusal,
    Templates,
    Voice,
    beside,
    compose,
    gist_of,
    is_untouched,
    may_be_renewed,
    render,
    renewed,
    too_many,
    wanted,
)
from watcher.errors import NotStoredError, SignInError, WatcherError
from watcher.mail.types import StoredDraft
from watcher.pipeline.look import Found, look
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
    renewed: list[Intent] = field(default_factory=list)
    withdrawn: list[tuple[Intent, str]] = field(default_factory=list)
    down: set[str] = field(default_factory=set)
    bulk: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Writer:
    """What it takes to write a draft: the user's voice, the templates, and the accounts by name.

    `habits` gives their manner; it is asked for only where a letter is written. `mails` is all mail: a draft may have
    been sent before the ledger knows that it stood, after a crash or where an older ledger was restored. `overtaken`
    tells that mail has come since the plan was made: then nothing more is written, for it may be the answer.
    """

    accounts: Mapping[str, Account]
    ledger: DraftLedger
    voice: Voice
    templates: Templates
    clock: Callable[[], datetime]
    habits: Callable[[], Habits]
    mails: Sequence[Envelope]
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
        gist = gist_of(draft, follow_up)
        intent = self.ledger.plan(follow_up, draft.message_id, draft.subject, render(draft), now, gist=gist)
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
            if self.overtaken():
                break
            if intent.written.state is State.PLANNED and intent.written.account in self.accounts.keys() - result.down:
                self._append(intent, result, obsolete.get(intent.written.key, ""))
        return result

    def renew(self, plan: Plan, *, besides: Container[str] = (), allow_bulk: bool = False) -> Chased:
        """Write those waiting drafts anew, in their place, whose facts turned out otherwise, and that nobody touched.

        The ledger holds the new draft before the old one is removed, and only then is it appended: so never two stand,
        and what a crash leaves is none, which the next pass writes. Accounts in `besides` are left alone, and so is one
        where more drafts would be written anew than is plausible, unless `allow_bulk`.
        """
        result, follow_ups = Chased(), {f.key: f for f in plan.follow_ups}
        due: dict[str, list[tuple[FollowUp, Intent]]] = defaultdict(list)
        for intent in self.ledger.intents():
            written, follow_up = intent.written, follow_ups.get(intent.written.key)
            waits = (
                written.state is State.CONFIRMED and intent.missing_since is None and written.key not in plan.obsolete
            )
            is_ours = written.account in self.accounts and written.account not in besides
            if follow_up and waits and is_ours and may_be_renewed(follow_up, written, self.clock()):
                due[written.account].append((follow_up, intent))
        for account, pairs in due.items():
            drafts = [(f, i, draft) for f, i in pairs if (draft := self._anew(f, i, result)) is not None]
            if (reason := too_many(((f, i.written) for f, i, _ in drafts))) and not allow_bulk:
                result.bulk[account] = f"{reason}; if this is right, run `watcher once --allow-bulk`"
                continue
            for follow_up, intent, draft in drafts:
                if account not in result.down and not self.overtaken():
                    self._renew(follow_up, intent, draft, result)
        return result

    def _anew(self, follow_up: FollowUp, intent: Intent, result: Chased) -> Draft | None:
        """The draft as its facts have it now, None where it reads the same, or what it takes up cannot be had now."""
        now, known, earlier = self.clock(), self.habits(), self._earlier(follow_up, result)
        asked = wanted(follow_up, known)
        if (asked.quoted and not earlier.quoted) or (asked.resent and not earlier.resent):
            return None
        return renewed(follow_up, intent.written, self.voice, self.templates, now, known=known, earlier=earlier)

    def recognised(self, plan: Plan, intent: Intent, stored: StoredDraft) -> bool:
        """Take a waiting draft for ours that stands otherwise than it was confirmed, and just as it would be renewed.

        So it does where an older ledger was restored since it was written anew.
        """
        follow_up = next((f for f in plan.follow_ups if f.key == intent.written.key), None)
        draft = self._anew(follow_up, intent, Chased()) if follow_up else None
        if follow_up is None or draft is None or not is_untouched(stored.content, render(draft)):
            return False
        self.ledger.renew(follow_up, draft.subject, render(draft), self.clock(), gist_of(draft, follow_up))
        self._confirm(intent.written.key, stored)
        return True

    def _renew(self, follow_up: FollowUp, intent: Intent, draft: Draft, result: Chased) -> None:
        now, gist = self.clock(), gist_of(draft, follow_up)
        try:
            if not look(self.accounts[intent.written.account], intent).replaceable:
                return
        except WatcherError as error:
            self._failed(intent, error, result)
            return
        self._append(self.ledger.renew(follow_up, draft.subject, render(draft), now, gist), result)

    def unsettled(self) -> list[Intent]:
        """The intents whose message may or may not be on its server."""
        return [
            i for i in self.ledger.intents() if i.written.state is State.SENDING and i.written.account in self.accounts
        ]

    def settle(self, keys: Collection[str], obsolete: Mapping[str, str]) -> Chased:
        """Look for these unsettled drafts, and append what is absent: `settle_seconds` after they were left so."""
        result = Chased()
        for intent in self.unsettled():
            if intent.written.key in keys:
                self._append(intent, result, obsolete.get(intent.written.key, ""))
        return result

    def _append(self, intent: Intent, result: Chased, obsolete: str = "") -> None:
        """Take what stands already or was sent, else append; an `obsolete` draft is not appended, and this says why."""
        account = self.accounts[intent.written.account]
        try:
            if self._was_sent(account, intent):
                return
            found = look(account, intent)
            if found.new or found.touched:
                self._settled(account, intent, found, result)
            elif obsolete:
                self._withdraw(intent, obsolete, result)
            elif not intent.content_hash:
                self.ledger.step(intent.written.key, State.SENDING, self.clock())
                self._put(account, intent, result)
            elif self._made_room(account, intent, found):
                self._put(account, intent, result)
            else:
                # It is as the user left it; where it is gone, the next pass learns whether it was sent.
                self._as_it_was(intent)
        except WatcherError as error:
            self._failed(intent, error, result)

    def _made_room(self, account: Account, intent: Intent, found: Found) -> bool:
        """Remove the draft that is written anew; False where the user was quicker.

        Where an earlier pass died, it may have removed it: then it is in no other mailbox either, as what users delete
        mostly is. That a user deletes it for good in the very moment of a crash cannot be told, and brings it back.
        """
        if found.old:
            self.ledger.step(intent.written.key, State.SENDING, self.clock())
            removed = [account.remove_draft(old) for old in found.old]
            return all(removed) and not look(account, intent).touched
        message_id = intent.written.message_id
        return intent.written.state is State.SENDING and not account.whereabouts([message_id])

    def _as_it_was(self, intent: Intent) -> None:
        self.ledger.step(intent.written.key, State.CONFIRMED, self.clock(), content_hash=intent.content_hash)

    def _put(self, account: Account, intent: Intent, result: Chased) -> None:
        try:
            account.put_draft(intent.content)
        except (NotStoredError, SignInError) as error:
            if not intent.content_hash:
                self.ledger.step(intent.written.key, State.PLANNED, self.clock(), detail=error.message)
            self._failed(intent, error, result)
            return
        self._settled(account, intent, look(account, intent), result, put=True)

    def _was_sent(self, account: Account, intent: Intent) -> bool:
        """It landed, and the user sent it; what else landed of it, as while it was renewed, goes."""
        key = intent.written.key
        copies = sent_copies([Sought(intent.written, stands=True)], self.mails)
        if key not in copies:
            return False
        for mine in look(account, intent).new:
            self._confirm(key, mine)
            account.remove_draft(mine)
        copy, at = copies[key]
        self.ledger.step(key, State.SENT, at, detail=f"you sent it ({copy.told})", copy=copy)
        return True

    def _failed(self, intent: Intent, error: WatcherError, result: Chased) -> None:
        result.problems.append(f"{intent.written.account}: {error.message}")
        if not (isinstance(error, NotStoredError) and len(intent.content) > LARGE):
            result.down.add(intent.written.account)

    def _settled(self, account: Account, intent: Intent, found: Found, result: Chased, *, put: bool = False) -> None:
        """Note what stands in Drafts: the new draft, in place of the one that it renews, or what the user made of it.

        Some servers rewrite what they store: what they give back for a draft that was just `put` is untouched.
        """
        key, renews = intent.written.key, bool(intent.content_hash)
        mine = found.new or (found.touched if put and not renews else [])
        if mine:
            for old in found.old:
                account.remove_draft(old)
            self._confirm(key, mine[0])
            if renews and found.touched:
                # The user had the older one open, and saved it just now: theirs stays, ours goes.
                account.remove_draft(mine[0])
                self.ledger.step(key, State.EDITED, self.clock(), detail="you changed it")
            elif renews:
                result.renewed.append(intent)
            elif put or intent.written.state is State.SENDING:
                result.drafted.append(intent)
        elif found.touched:
            self.ledger.step(key, State.EDITED, self.clock(), detail="you changed it")
        else:
            result.problems.append(f"{account.name}: “{intent.written.subject}” was stored but is not in Drafts")

    def _confirm(self, key: str, draft: StoredDraft) -> None:
        at, content_hash = self.clock(), draft.content_hash
        self.ledger.step(key, State.CONFIRMED, at, content_hash=content_hash, draft_id=draft.draft_id)

    def _withdraw(self, intent: Intent, why: str, result: Chased) -> None:
        if intent.content_hash:
            self._as_it_was(intent)  # the next pass withdraws the one that it was to renew
            return
        self.ledger.step(intent.written.key, State.WITHDRAWN, self.clock(), detail=why)
        result.withdrawn.append((intent, why))
