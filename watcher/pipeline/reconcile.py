"""The reconcile step: learn what became of each draft, and withdraw the untouched ones that are no longer right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from watcher.cadence import (
    Fate,
    Intent,
    Standing,
    State,
    Verdict,
    is_waiting,
    judge,
    look_alikes,
    sent_copies,
    surprising,
)
from watcher.errors import WatcherError
from watcher.mail.types import StoredDraft
from watcher.pipeline.ports import Account, DraftLedger
from watcher.timeline import Envelope

VERIFY_FOR = timedelta(days=2)
"""An APPEND whose answer was lost can land late: for so long after a draft's end we look for stray copies of it."""

Found = Mapping[str, Sequence[StoredDraft]]
"""What stands in Drafts, by Message-ID."""


@dataclass(slots=True)
class Reconciled:
    """What the step found and did; `problems` are words for the user, `refused` maps an account to why it was left."""

    verdicts: list[Verdict] = field(default_factory=list)
    withdrawn: list[Verdict] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reconciler:
    """What it takes to compare the ledger with the accounts that were synced in this pass, by name."""

    accounts: Mapping[str, Account]
    ledger: DraftLedger
    now: datetime

    def reconcile(
        self, mails: Iterable[Envelope], obsolete: Mapping[str, str], *, news: int = 0, allow_bulk: bool = False
    ) -> Reconciled:
        """Bring the ledger in line with Drafts and Sent; `obsolete` gives, by key, why a draft is no longer right.

        `mails` is all mail of the ledger. `news` counts the messages that are new in this pass. An account where more
        is gone or would be withdrawn than is plausible is left as it is and named in `refused`, unless `allow_bulk`;
        the others go on.
        """
        result = Reconciled()
        known = tuple(mails)
        for name, intents in self._by_account().items():
            account = self.accounts[name]
            try:
                found = account.find_drafts([intent.written.message_id for intent in intents])
                standings = [_standing(i, found) for i in intents if is_waiting(i.written.state)]
                alike = look_alikes(standings, known)
                verdicts = judge(standings, sent_copies(standings, known), obsolete, self.now, alike)
                reason = surprising(verdicts, news)
                if reason and not allow_bulk:
                    result.refused[name] = f"{reason}; if this is right, run `watcher once --allow-bulk`"
                    continue
                self._act(account, found, verdicts, result)
                _remove_strays(account, intents, found)
            except WatcherError as error:
                result.problems.append(f"{account.name}: {error.message}")
        return result

    def _by_account(self) -> Mapping[str, Sequence[Intent]]:
        found: dict[str, list[Intent]] = defaultdict(list)
        for intent in self.ledger.intents():
            written = intent.written
            ended_lately = not written.state.live and self.now - written.changed_at <= VERIFY_FOR
            if written.account in self.accounts and (is_waiting(written.state) or ended_lately):
                found[written.account].append(intent)
        return found

    def _act(self, account: Account, found: Found, verdicts: Iterable[Verdict], result: Reconciled) -> None:
        for verdict in verdicts:
            result.verdicts.append(verdict)
            self._record(verdict)
            if verdict.fate is Fate.WITHDRAW:
                self._withdraw(account, found, verdict, result)

    def _record(self, verdict: Verdict) -> None:
        standing, key = verdict.standing, verdict.standing.written.key
        if standing.found_hashes and standing.missing_since is not None:
            self.ledger.missing(key, None)
        match verdict.fate:
            case Fate.SENT:
                self.ledger.step(key, State.SENT, verdict.at, detail=verdict.why)
            case Fate.DECLINED:
                self.ledger.step(key, State.DECLINED, self.now, detail=verdict.why)
            case Fate.MISSING if standing.missing_since is None:
                self.ledger.missing(key, self.now)
            case Fate.EDITED:
                self.ledger.step(key, State.EDITED, self.now, detail=verdict.why)
            case Fate.STOOD:
                self.ledger.step(key, standing.written.state, self.now, detail=verdict.why)
            case _:
                pass

    def _withdraw(self, account: Account, found: Found, verdict: Verdict, result: Reconciled) -> None:
        written = verdict.standing.written
        untouched = [d for d in found[written.message_id] if d.content_hash == verdict.standing.confirmed_hash]
        removed = [account.remove_draft(draft) for draft in untouched]
        if all(removed):
            self.ledger.step(written.key, State.WITHDRAWN, self.now, detail=verdict.why)
            result.withdrawn.append(verdict)
        else:
            result.problems.append(
                f"{account.name}: the draft “{written.subject}” is no longer right ({verdict.why}) but could not be "
                "removed; please delete it yourself."
            )


def _standing(intent: Intent, found: Found) -> Standing:
    hashes = tuple(draft.content_hash for draft in found.get(intent.written.message_id, ()))
    return Standing(intent.written, intent.content_hash, hashes, intent.missing_since)


def _remove_strays(account: Account, intents: Iterable[Intent], found: Found) -> None:
    """Remove untouched copies of our own: the second of a draft that stands, all of one that was sent or withdrawn.

    A copy of a declined draft stays: the user may have taken it back out of Trash.
    """
    for intent in intents:
        if intent.written.state is State.DECLINED:
            continue
        ours = [d for d in found.get(intent.written.message_id, ()) if d.content_hash == intent.content_hash]
        for stray in ours[1:] if is_waiting(intent.written.state) else ours:
            account.remove_draft(stray)
