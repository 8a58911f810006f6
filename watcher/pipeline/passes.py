"""One whole pass: sync every account, infer, reconcile, chase, settle. The order is all that is decided here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from watcher.cadence import Health, Plan, Policy, State, plan
from watcher.drafting import Templates, Voice
from watcher.errors import ServerError, SignInError
from watcher.pipeline.chase import Writer
from watcher.pipeline.infer import Reader
from watcher.pipeline.ports import Account, Ledger
from watcher.pipeline.reconcile import Reconciler
from watcher.pipeline.report import Summary
from watcher.pipeline.sync import Progress, silent, sync
from watcher.timeline import Addresses, Seen, Timeline, build

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class World:
    """All that a pass needs. `clock` gives the aware present, `sleep` waits so many seconds; tests inject both."""

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

    def timeline(self, now: datetime) -> Timeline:
        """The job search as the ledger tells it at `now`."""
        return self._build(self.ledger.seen(), now)

    def plan(self, timeline: Timeline, now: datetime, health: Health) -> Plan:
        """The follow-ups at `now`."""
        return plan(timeline, [i.written for i in self.ledger.intents()], now, self.policy, health)

    def assumed_health(self) -> Health:
        """Every account well, as `plan` and `status` assume, which do not look at the servers."""
        names = frozenset(account.name for account in self.accounts)
        return Health(complete=names, writable=frozenset(a.name for a in self.accounts if a.writable))

    def _build(self, seen: Sequence[Seen], now: datetime) -> Timeline:
        return build(
            seen,
            self.ledger.entered(),
            now,
            own_addresses=self.policy.own_addresses,
            quiet_days=self.policy.quiet_days,
            addresses=self.addresses,
        )

    def once(self, progress: Progress = silent, *, allow_bulk: bool = False) -> Summary:
        """Run one pass and hold the ledger meanwhile. Faults of one account never stop the others.

        LedgerError where another process holds the ledger or it fails; RefusedBulkError before surprising bulk.
        """
        with self.ledger.exclusive():
            try:
                return self._pass(progress, allow_bulk=allow_bulk)
            finally:
                for account in self.accounts:
                    account.close()

    def _pass(self, progress: Progress, *, allow_bulk: bool) -> Summary:
        summary = Summary()
        self._sync(summary, progress)
        now = self.clock()
        seen = self.ledger.seen()
        timeline = self._build(seen, now)
        summary.applications = len(timeline.applications)
        health = self._health(summary)
        synced = {a.name: a for a in self.accounts if a.name in health.complete}
        writer = Writer(synced, self.ledger, self.voice, self.templates, self.clock)
        left_over = writer.unsettled()
        before = self.plan(timeline, now, health)
        outgoing = [one.envelope for one in seen if one.envelope.outgoing]
        summary.reconciled(
            Reconciler(synced, self.ledger, now).reconcile(outgoing, before.obsolete, allow_bulk=allow_bulk)
        )
        summary.add(writer.resume(before.obsolete))
        summary.plan = self.plan(timeline, now, health)
        summary.add(writer.chase(summary.plan))
        if left_over or writer.unsettled():
            self._settle(writer, summary, before.obsolete, {e.message_id: e.sent_at for e in outgoing})
        summary.unconfirmed = len([i for i in self.ledger.intents() if i.written.state is State.SENDING])
        return summary

    def _settle(
        self, writer: Writer, summary: Summary, obsolete: Mapping[str, str], sent: Mapping[str, datetime]
    ) -> None:
        log.info(
            "waiting for unconfirmed drafts to settle", seconds=self.settle_seconds, drafts=len(writer.unsettled())
        )
        self.sleep(self.settle_seconds)
        summary.add(writer.settle(obsolete, sent))

    def _sync(self, summary: Summary, progress: Progress) -> None:
        for account in self.accounts:
            now = self.clock()
            try:
                summary.synced.append(sync(account, self.ledger, self.reader, now, self.horizon, progress=progress))
            except (SignInError, ServerError) as error:
                log.warning("account not read", account=account.name, error=error.message)
                summary.failed[account.name] = error

    def _health(self, summary: Summary) -> Health:
        complete = frozenset(s.account for s in summary.synced if s.complete and self.ledger.first_sync_done(s.account))
        return Health(complete=complete, writable=frozenset(a.name for a in self.accounts if a.writable))
