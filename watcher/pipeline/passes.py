"""One whole pass: sync every account, infer, reconcile, chase, settle. The order is all that is decided here.

`once` makes all of it; `watcher run` calls `sync` whenever mail comes, and `act` when something is to be decided.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache, partial

import structlog

from watcher.cadence import (
    Health,
    Plan,
    Policy,
    Written,
    as_written,
    is_behind,
    is_moved_draft,
    left_alone,
    plan,
    told_since,
)
from watcher.digest import is_digest, may_be_digest
from watcher.drafting import Habits, Templates, Voice, habits
from watcher.errors import ConfigError, ServerError, SignInError
from watcher.pipeline.chase import Writer
from watcher.pipeline.forget import Forgetter
from watcher.pipeline.infer import Reader
from watcher.pipeline.moment import been, passed
from watcher.pipeline.obey import Ear
from watcher.pipeline.ports import Account, Ledger
from watcher.pipeline.reconcile import Compared, Reconciler
from watcher.pipeline.report import Summary
from watcher.pipeline.sync import Progress, Synced, silent, sync
from watcher.timeline import Addresses, Builder, Fact, Seen, Timeline, expired, is_due

log = structlog.get_logger()


Ripe = Callable[[Mapping[str, datetime]], frozenset[str]]
"""Given the keys of unconfirmed drafts, with when each was sent, those that had the time to land: to be looked for."""


@dataclass(frozen=True, slots=True)
class World:
    """All that a pass needs. `clock` gives the aware present, `sleep` waits so many seconds; tests inject both.

    After `retention_months` without news what has ended is forgotten; 0 keeps it for ever.
    `overtaken` tells that mail has come since the pass began: it writes nothing more, and another follows.
    """

    accounts: Sequence[Account]
    ledger: Ledger
    reader: Reader
    addresses: Addresses
    policy: Policy
    voice: Voice
    templates: Templates
    horizon: timedelta
    settle_seconds: float
    clock: Callable[[], datetime]
    sleep: Callable[[float], None]
    ear: Ear
    retention_months: int = 0
    builder: Builder = field(default_factory=Builder, compare=False)
    compared: Compared = field(default_factory=dict, compare=False)

    @property
    def forgetter(self) -> Forgetter:
        """What forgets applications of this world."""
        return Forgetter(self.accounts, self.ledger, self.addresses, self.policy.own_addresses)

    overtaken: Callable[[], bool] = lambda: False

    def timeline(self, now: datetime) -> Timeline:
        """The job search as the ledger tells it at `now`."""
        return self.build(self.mail(), self.ledger.entered(), now)

    def plan(self, timeline: Timeline, now: datetime, health: Health) -> Plan:
        """The follow-ups at `now`."""
        return self.plan_after(timeline, self.written(), now, health)

    def plan_after(self, timeline: Timeline, written: Sequence[Written], now: datetime, health: Health) -> Plan:
        """The follow-ups at `now`, had these drafts been written before."""
        return plan(timeline, written, now, self.policy, health)

    def written(self) -> Sequence[Written]:
        """All drafts of the ledger, oldest first."""
        return [i.written for i in self.ledger.intents()]

    def assumed_health(self) -> Health:
        """Every account well, as `plan` and `status` assume, which do not look at the servers."""
        names = frozenset(account.name for account in self.accounts)
        return Health(complete=names, writable=frozenset(a.name for a in self.accounts if a.writable))

    def mail(self) -> Sequence[Seen]:
        """All messages but our own: digests, and drafts that the user moved out of Drafts without sending them."""
        ours = {i.written.message_id: i.written for i in self.ledger.intents()}
        mails = [
            one
            for one in self.ledger.seen()
            if one.envelope.message_id not in ours or not is_moved_draft(one.envelope, ours[one.envelope.message_id])
        ]
        if digests := [one for one in mails if may_be_digest(one.envelope.message_id)]:
            key = self.ear.key()
            own = {one.envelope.identity for one in digests if is_digest(one.envelope.message_id, key)}
            mails = [one for one in mails if one.envelope.identity not in own]
        return as_written(mails, ours.values())

    def habits(self, seen: Sequence[Seen] | None = None) -> Habits:
        """The user's manner, as all their mail in the ledger tells it."""
        ours = {i.written.message_id for i in self.ledger.intents()}
        return habits(self.mail() if seen is None else seen, ours)

    def build(self, seen: Iterable[Seen], entered: Iterable[Fact], now: datetime) -> Timeline:
        """The job search at `now`, as this mail and these entries tell it."""
        return self.builder.build(
            list(seen),
            list(entered),
            now,
            own_addresses=self.policy.own_addresses,
            quiet_days=self.policy.quiet_days,
            addresses=self.addresses,
        )

    def once(self, progress: Progress = silent, *, allow_bulk: bool = False) -> Summary:
        """Run one pass and hold the ledger meanwhile. Faults of one account never stop the others.

        LedgerError where another process holds the ledger or it fails.
        """
        with self.ledger.exclusive():
            try:
                summary = self._synced(progress)
                return self._pass(summary, self._slept, allow_bulk=allow_bulk)
            finally:
                for account in self.accounts:
                    account.close()

    def sync(self, account: Account, progress: Progress = silent) -> Synced:
        """Read what is new in one account; SignInError, ServerError and LedgerError pass. Threads may do so at once."""
        heard = self.forgetter.heard
        return sync(account, self.ledger, self.reader, self.clock(), self.horizon, heard=heard, progress=progress)

    def act(self, synced: Sequence[Synced], ripe: Ripe) -> Summary:
        """Decide and act on accounts that were read just now, and hold the ledger meanwhile; the others are left alone.

        LedgerError as for `once`.
        """
        with self.ledger.exclusive():
            return self._pass(Summary(synced=list(synced)), ripe, allow_bulk=False)

    def _pass(self, summary: Summary, ripe: Ripe, *, allow_bulk: bool) -> Summary:
        summary.notes += [str(fault) for fault in self.templates.faults]
        now, seen = self.clock(), self.mail()
        timeline = self.build(seen, self.ledger.entered(), now)
        new = {identity for synced in summary.synced for identity in synced.fresh}
        summary.heard = self.ear.hear(self.ledger, {one.envelope.identity: one for one in seen}, timeline, new, now)
        if summary.heard:
            timeline = self.build(seen, self.ledger.entered(), now)
        summary.applications = len(timeline.applications)
        health = self._health(summary, seen, now)
        written = self.written()
        before = self.plan_after(timeline, written, now, health)
        obsolete = before.obsolete
        homes = self._homes(health)
        news = max(sum(synced.new for synced in summary.synced), told_since(timeline, written, obsolete))
        news += len(before.corrected)
        blind = frozenset(one.account for one in summary.synced if not one.sent_known)
        mails = [one.envelope for one in seen]
        manner = cache(lambda: self.habits(seen))
        stopped = self.overtaken if summary.behind is None else lambda: True
        writer = Writer(homes, self.ledger, self.voice, self.templates, self.clock, manner, mails, stopped)
        recognised = partial(writer.recognised, before)
        reconciler = Reconciler(homes, self.ledger, now, self.compared, blind, recognised)
        summary.reconciled(reconciler.reconcile(mails, obsolete, news=news, allow_bulk=allow_bulk))
        summary.left_alone += left_alone(self.written(), obsolete)
        fit = replace(health, complete=health.complete - summary.bulk.keys())
        summary.add(writer.resume(obsolete))
        after = self.written()
        if _copies(after) != _copies(written):
            timeline = self.timeline(now)  # mail that was just found to be a draft of ours reads otherwise now
        same = (after, fit) == (written, health)
        summary.plan = before if same else self.plan_after(timeline, after, now, fit)
        summary.add(writer.renew(summary.plan, besides=summary.bulk, allow_bulk=allow_bulk))
        summary.add(writer.chase(summary.plan))
        unsettled = {i.written.key: i.written.changed_at for i in writer.unsettled()}
        if summary.behind is None and (settled := ripe(unsettled)):
            summary.add(writer.settle(settled, obsolete))
        summary.unconfirmed = len(writer.unsettled())
        self._tend(summary, timeline, now)
        return summary

    def _tend(self, summary: Summary, timeline: Timeline, now: datetime) -> None:
        """Once a day forget what is old enough; finish what another forgetting left to do."""
        if self.retention_months and is_due(self.ledger.tended_at(), now):
            summary.forgotten = self.forgetter.retire(expired(timeline, now, self.retention_months), timeline)
            self.ledger.tended(now)
        self.ledger.scrub()

    def _slept(self, unsettled: Mapping[str, datetime]) -> frozenset[str]:
        """All of them, once they have had `settle_seconds` to land."""
        if unsettled:
            log.info("waiting for unconfirmed drafts to settle", seconds=self.settle_seconds, drafts=len(unsettled))
            self.sleep(self.settle_seconds)
        return frozenset(unsettled)

    def _homes(self, health: Health) -> Mapping[str, Account]:
        """The accounts of this pass by name; an account that is configured no longer is looked for in the first.

        So an account that was renamed keeps its drafts.
        """
        homes = {account.name: account for account in self.accounts if account.name in health.complete}
        configured = {account.name for account in self.accounts}
        gone = {intent.written.account for intent in self.ledger.intents()} - configured
        heir = next((homes[name] for name in homes if name in health.writable), None)
        return homes | (dict.fromkeys(gone, heir) if heir else {})

    def _synced(self, progress: Progress) -> Summary:
        """Read all accounts, each in a thread of its own: one that hangs holds up its own mail alone."""
        outcomes: dict[str, Synced | Exception] = {}

        def read(account: Account) -> None:
            try:
                outcomes[account.name] = self.sync(account, progress)
            except Exception as error:  # noqa: BLE001 - told below, in the thread that asked
                outcomes[account.name] = error

        threads = [threading.Thread(target=read, args=(account,), daemon=True) for account in self.accounts[1:]]
        for thread in threads:
            thread.start()
        for account in self.accounts[:1]:
            read(account)
        for thread in threads:
            thread.join()
        summary = Summary()
        for account in self.accounts:
            outcome = outcomes[account.name]
            if isinstance(outcome, Synced):
                summary.synced.append(outcome)
            elif isinstance(outcome, (SignInError, ServerError, ConfigError)):
                log.warning("account not read", account=account.name, error=outcome.message)
                summary.failed[account.name] = outcome
            else:
                raise outcome
        return summary

    def _health(self, summary: Summary, seen: Sequence[Seen], now: datetime) -> Health:
        """What this pass saw; an account that is configured no longer keeps nothing back."""
        moment = been(self.ledger, max(filter(None, (one.arrived for one in summary.synced)), default=None))
        if moment is not None and is_behind(now, moment):
            summary.behind = moment
            stands, has_been = (f"{one.astimezone(UTC):%Y-%m-%d %H:%M}" for one in (now, moment))
            words = f"the clock stands at {stands} UTC, but {has_been} UTC has been: set it right; until then nothing"
            summary.problems.append(f"{words} is drafted")
        else:
            passed(self.ledger, now)
        done = {s.account for s in summary.synced if s.complete and self.ledger.first_sync_done(s.account)}
        configured = {account.name for account in self.accounts}
        gone = {one.envelope.account for one in seen} - configured
        writable = frozenset(a.name for a in self.accounts if a.writable)
        return Health(frozenset(done | gone), writable, moment)


def _copies(written: Iterable[Written]) -> frozenset[str]:
    """The user's mails that are known to be drafts of ours, sent."""
    return frozenset(w.copy.identity for w in written if w.copy)
