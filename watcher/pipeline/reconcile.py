"""The reconcile step: learn what became of each draft, and withdraw the untouched ones that are no longer right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from watcher.cadence import Fate, Intent, Standing, State, Verdict, is_waiting, judge, sent_copies, surprising
from watcher.errors import RefusedBulkError, WatcherError
from watcher.mail.types import StoredDraft
from watcher.pipeline.ports import Account, DraftLedger
from watcher.timeline import Envelope

VERIFY_FOR = timedelta(days=2)
"""An APPEND whose answer was lost can land late: for so long after a draft's end we look for stray copies of it."""

Found = Mapping[str, Sequence[StoredDraft]]
"""What stands in Drafts, by Message-ID."""


@dataclass(slots=True)
class Reconciled:
    """What the step found and did; `problems` are words for the user."""

    verdicts: list[Verdict] = field(default_factory=list)
    withdrawn: list[Verdict] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reconciler:
    """What it takes to compare the ledger with the accounts that were synced in this pass, by name."""

    accounts: Mapping[str, Account]
    ledger: DraftLedger
    now: datetime

    def reconcile(
        self, outgoing: Iterable[Envelope], obsolete: Mapping[str, str], *, allow_bulk: bool = False
    ) -> Reconciled:
        """Bring the ledger in line with Drafts and Sent; `obsolete` gives, by key, why a draft is no longer right.

        RefusedBulkError, before anything was changed, where more drafts are gone or would be withdrawn than is
        plausible, unless `allow_bulk`.
        """
        result = Reconciled()
        sent = tuple(outgoing)
        work: list[tuple[Account, Sequence[Intent], Found, Sequence[Verdict]]] = []
        for name, intents in self._by_account().items():
            try:
                found = self.accounts[name].find_drafts([intent.written.message_id for intent in intents])
            except WatcherError as error:
                result.problems.append(f"{name}: {error.message}")
                continue
            standings = [_standing(i, found) for i in intents if is_waiting(i.written.state)]
            verdicts = judge(standings, sent_copies(standings, sent), obsolete, self.now)
            work.append((self.accounts[name], intents, found, verdicts))
        reason = surprising([verdict for *_, verdicts in work for verdict in verdicts])
        if reason and not allow_bulk:
            raise RefusedBulkError(f"{reason}. Nothing was changed; if this is right, run `watcher once --allow-bulk`.")
        for account, concerned, standing, fates in work:
            try:
                self._act(account, standing, fates, result)
                _remove_strays(account, concerned, standing)
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
            case Fate.EDITED if standing.written.state is not State.EDITED:
                self.ledger.step(key, State.EDITED, self.now, detail=verdict.why)
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
