"""What commands ask questions of: the `World` of a config, the config, its accounts and its ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import structlog

from watcher import cadence, drafting, timeline
from watcher import digest as digest_room
from watcher.bootstrap.accounts import Opened
from watcher.bootstrap.packaged import digest_templates
from watcher.charts import paint
from watcher.config import SMTP, Config
from watcher.errors import LedgerError
from watcher.mail import tls_context
from watcher.mail.types import SmtpSettings
from watcher.pipeline.courier import Courier, unsure_words
from watcher.pipeline.foresee import foresee
from watcher.pipeline.health import of_these, troubles
from watcher.pipeline.metrics import metrics_text
from watcher.pipeline.passes import World
from watcher.pipeline.replay import Days, replay
from watcher.pipeline.weekly import Weekly, weekly
from watcher.store import Health, SqlLedger, put_whole

log = structlog.get_logger()

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True)
class Wired:
    """A `World` with its config: what commands ask questions of."""

    world: World
    config: Config
    accounts: tuple[Opened, ...]
    ledger: SqlLedger

    def now(self) -> tuple[timeline.Timeline, cadence.Plan]:
        """The job search and the plan at this moment, from the ledger alone."""
        return self.at(self.world.clock())

    def at(self, moment: datetime) -> tuple[timeline.Timeline, cadence.Plan]:
        """The same at another moment: what would be due if no more mail came until then."""
        search = self.world.timeline(moment)
        return search, self.world.plan(search, moment, self.world.assumed_health())

    @cached_property
    def known(self) -> drafting.Habits:
        """The user's manner as the ledger tells it, read once: a command previews many letters."""
        return self.world.habits()

    def preview(
        self, follow_up: cadence.FollowUp, moment: datetime, others: Sequence[drafting.Draft] = ()
    ) -> drafting.Draft | drafting.Refusal:
        """The draft that would be written for a follow-up beside `others`, without what it takes up of earlier mail."""
        voice, letters = self.world.voice, self.world.templates
        return drafting.compose(follow_up, voice, letters, moment, known=self.known, others=others)

    def previews(self, forecast: cadence.Forecast) -> list[drafting.Draft | drafting.Refusal]:
        """For each follow-up that comes the draft as a pass would write it, beside what was written on the way."""
        made: list[drafting.Draft | drafting.Refusal] = []
        composed: list[tuple[cadence.FollowUp, drafting.Draft]] = []
        for coming in forecast.coming:
            others = drafting.beside(coming.follow_up, composed)
            draft = self.preview(coming.follow_up, coming.drafted_at or forecast.until, others)
            if coming.drafted_at and isinstance(draft, drafting.Draft):
                composed.append((coming.follow_up, draft))
            made.append(draft)
        return made

    def forecast(self, until: datetime, as_if: cadence.AsIf = cadence.AsIf.WAITING) -> cadence.Forecast:
        """What would be drafted until then if no more mail came."""
        return foresee(self.world, until, self.no_letter, as_if)

    def backtest(self, since: datetime, until: datetime, progress: Days) -> cadence.Backtest:
        """What would have been drafted between two moments of the past, and what became of it."""
        return replay(self.world, since, until, self.no_letter, progress)

    def no_letter(self, follow_up: cadence.FollowUp, moment: datetime) -> str:
        """Why no letter can be written for a follow-up, "" where one can."""
        preview = self.preview(follow_up, moment)
        return preview.why if isinstance(preview, drafting.Refusal) else ""

    def health(self) -> Health:
        """How the accounts were when it was last kept; those that are configured no longer are left out."""
        return of_these(self.ledger.health.read(), (account.name for account in self.accounts))

    def keep_health(self, health: Health) -> None:
        """Keep it for `status` and the digest, and for Prometheus where that is configured; a refusal is logged."""
        try:
            self.ledger.health.write(health)
            if self.config.metrics_file:
                put_whole(self.config.metrics_file, metrics_text(health), 0o644)
        except LedgerError as error:
            log.warning("health not kept", error=error.message)

    def digest(self, moment: datetime | None = None, issue: digest_room.Issue | None = None) -> Weekly:
        """The digest as it is at a moment, now where none is given; how the accounts are it tells as of now."""
        words, now = digest_templates(self.config.language, self.config.country), self.world.clock()
        health = (*troubles(self.health(), now, self.config.zone), *self.unsure())
        return weekly(self.world, words, self._digest_to, moment or now, health, issue, paint)

    def digest_moment(self, week: str) -> datetime:
        """When the digest of an ISO week ("2026-W47") is due; ValueError where there is no such week."""
        wanted = self.config.digest
        return digest_room.weekly_moment(week, self.digest_times.weekday or 1, wanted.time, self.config.zone)

    @property
    def digest_times(self) -> digest_room.Times:
        """When the user wants digests."""
        wanted = self.config.digest
        weekday = _WEEKDAYS.index(wanted.weekday) + 1 if wanted.weekday in _WEEKDAYS else None
        return digest_room.Times(weekday, wanted.time, self.config.zone, wanted.daily)

    def unsure(self) -> tuple[str, ...]:
        """A sentence for each digest of late of which nobody knows whether it came."""
        return unsure_words(self.ledger, digest_room.recent(self.world.clock(), self.config.zone))

    def courier(self, moment: datetime | None = None) -> Courier:
        """Who delivers digests as the config says; what they tell is of a moment, of now where none is given."""
        wanted, to = self.config.digest, self._digest_to

        def write(name: str) -> bytes | None:
            issue = digest_room.Issue(name, moment or self.world.clock())
            made = self.digest(moment, issue)
            return None if issue.short and made.is_empty else made.content

        return Courier(
            self.ledger,
            [one for one in self.accounts if one.writable and wanted.account in ("", one.name)],
            write,
            lambda name: digest_room.message_id(name, to, self.world.ear.key()),
            self.world.clock,
            self.world.settle_seconds,
            self._send if wanted.deliver == "smtp" else None,
        )

    @property
    def _digest_to(self) -> str:
        smtp = self.config.digest.smtp
        by_mail = self.config.digest.deliver == "smtp" and smtp
        return (by_mail and by_mail.to) or self.config.identity.addresses[0]

    def _send(self, content: bytes) -> None:
        """Send a digest by the user's own server to the user."""
        from watcher.mail.smtp import send_to_self  # only where it is wanted does the process hold a means of sending

        given = self.config.digest.smtp
        assert given is not None
        settings = SmtpSettings(given.host, self._digest_to, given.username, given.port, given.tls, given.timeout)
        secret = self.config.secrets.get(SMTP)
        own = frozenset(self.config.identity.addresses)
        send_to_self(settings, own, content, secret.reveal if secret else str, tls_context(""))
