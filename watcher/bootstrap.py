"""The only wiring: config, packaged tables, accounts, ledger and rules to one `Wired`."""

from __future__ import annotations

import os
import ssl
import stat
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

import structlog

from watcher import cadence, drafting, inference, timeline
from watcher import digest as digest_room
from watcher.charts import paint
from watcher.config import SMTP, Config
from watcher.config.days_off import days_off
from watcher.config.secret import reason
from watcher.errors import LedgerError
from watcher.mail import GmailSettings, ImapAccount, ImapSettings, MaildirAccount, MemoryAccount, tls_context
from watcher.mail.oauth import AccessTokens, Once, Printed
from watcher.mail.types import Settings, SmtpSettings
from watcher.pipeline.courier import Courier, unsure_words
from watcher.pipeline.foresee import foresee
from watcher.pipeline.health import of_these, troubles
from watcher.pipeline.infer import Reader
from watcher.pipeline.metrics import metrics_text
from watcher.pipeline.obey import Ear
from watcher.pipeline.passes import World
from watcher.pipeline.ports import Checkable, Deliverable, Watched
from watcher.pipeline.replay import Days, replay
from watcher.pipeline.weekly import Weekly, weekly
from watcher.store import Health, SqlLedger, open_ledger, put_whole, read_ledger

if TYPE_CHECKING:
    from watcher.simulate.run import Setting

log = structlog.get_logger()

_LARGEST_LETTER = 100_000
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _data(room: str, *names: str) -> Traversable:
    return files("watcher").joinpath(room, *names)


def _texts(folder: Traversable, suffix: str) -> dict[str, str]:
    return {e.name.removesuffix(suffix): e.read_text("utf-8") for e in folder.iterdir() if e.name.endswith(suffix)}


@cache
def inference_tables() -> inference.Tables:
    """The packaged senders and phrases, parsed once for a process."""
    data = _data("inference", "data")
    phrases = _texts(data / "phrases", ".toml")
    for language in (data / "phrases").iterdir():
        if language.is_dir():
            phrases |= {f"{language.name}/{part}": text for part, text in _texts(language, ".toml").items()}
    return inference.parse_tables(data.joinpath("senders.toml").read_text("utf-8"), phrases)


@cache
def addresses() -> timeline.Addresses:
    """The packaged table of free-mail, relay and role addresses, with the relays that inference knows."""
    table = timeline.parse_addresses(_data("timeline", "data", "addresses.toml").read_text("utf-8"))
    known = {place for row in inference_tables().senders for place in row.domains}
    return replace(table, relays=table.relays | known)


@cache
def windows() -> Mapping[cadence.FollowUpKind, cadence.Window]:
    """The packaged cadence table."""
    return cadence.parse_windows(_data("cadence", "data", "windows.toml").read_text("utf-8"))


@cache
def advice() -> Mapping[cadence.SuggestionKind, cadence.Advice]:
    """The packaged words of what the digest suggests beside the drafts."""
    return cadence.parse_suggestions(_data("cadence", "data", "suggestions.toml").read_text("utf-8"))


@cache
def templates() -> drafting.Templates:
    """The packaged draft templates of every language."""
    sources: dict[str, str] = {}
    for language in _data("drafting", "templates").iterdir():
        if language.is_dir():
            sources |= {f"{language.name}/{name}.txt": text for name, text in _texts(language, ".txt").items()}
    return drafting.parse_templates(sources, trusted=True)


def letters(folder: Path) -> drafting.Templates:
    """The packaged letters under the user's own in `folder`; what is wrong with those stands in its `faults`."""
    if not os.path.lexists(folder):
        return templates()
    sources: dict[str, str] = {}
    faults: list[drafting.Fault] = []
    for language in _entries(folder, faults):
        if not os.path.isdir(language):
            _read_letter(language, folder, sources, faults)
            continue
        for letter in _entries(language, faults):
            _read_letter(letter, folder, sources, faults)
    return drafting.override(templates(), sources, str(folder), faults)


def _entries(folder: Path, faults: list[drafting.Fault]) -> list[Path]:
    try:
        return sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    except OSError as error:
        faults.append(drafting.Fault(str(folder), 0, f"cannot be read: {reason(error)}"))
        return []


def _read_letter(path: Path, folder: Path, sources: dict[str, str], faults: list[drafting.Fault]) -> None:
    """Read one file, if its name is that of a letter; editors leave others beside it."""
    if path.suffix != ".txt" and os.path.exists(path):
        return
    content = b""
    try:
        # O_NONBLOCK: a pipe would wait for its writer for ever.
        with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                raise IsADirectoryError(0, "not a file")
            content = stream.read(_LARGEST_LETTER + 1)
        if len(content) > _LARGEST_LETTER:
            faults.append(drafting.Fault(str(path), 0, f"over {_LARGEST_LETTER} octets long: no letter needs that"))
            return
        sources[path.relative_to(folder).as_posix()] = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        faults.append(drafting.Fault(str(path), line, "not UTF-8: save it as UTF-8"))
    except OSError as error:
        faults.append(drafting.Fault(str(path), 0, f"cannot be read: {reason(error)}"))


@cache
def digest_templates(language: str, country: str) -> digest_room.Templates:
    """The packaged faces of the digest with the words of a language, and dates as a country writes them."""
    text, html = (_data("digest", "templates", f"digest.{face}").read_text("utf-8") for face in ("txt", "html"))
    words = _data("digest", "data", f"{language}.toml").read_text("utf-8")
    return digest_room.Templates(text, html, digest_room.parse_phrases(language, words, country))


class Opened(Watched, Deliverable, Checkable, Protocol):
    """An account as `bootstrap` makes it."""


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


def wire(
    config: Config,
    *,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    sleep: Callable[[float], None] = time.sleep,
    ledger: SqlLedger | None = None,
) -> Wired:
    """Wire a config's accounts, ledger and rules; LedgerError where that cannot be opened. No account is contacted.

    `ledger` is the config's, where this process has it open already. `sleep` waits so many seconds, for a quota too; it
    may raise, to end that for good.
    """
    return _wired(config, ledger or open_ledger(config.ledger_url), clock, sleep)


def read_only(config: Config) -> Wired:
    """The same over a ledger that is only read, as it lies there; LedgerError where there is none."""
    return _wired(config, read_ledger(config.ledger_url), lambda: datetime.now(UTC), time.sleep)


def _wired(config: Config, ledger: SqlLedger, clock: Callable[[], datetime], sleep: Callable[[float], None]) -> Wired:
    me = frozenset(config.identity.addresses)
    accounts = _accounts(config, sleep)
    filing = timeline.Filing(config.mailboxes.ignore, config.mailboxes.job)
    world = World(
        accounts=accounts,
        ledger=ledger,
        reader=Reader(inference_tables(), me),
        addresses=addresses(),
        policy=_policy(config, me),
        voice=drafting.Voice(config.identity.name, config.identity.sign_off, config.identity.signature),
        templates=letters(config.templates),
        horizon=timedelta(days=config.sync.horizon_days),
        settle_seconds=config.cadence.settle_seconds,
        clock=clock,
        sleep=sleep,
        retention_months=config.retention_months,
        ear=Ear(filing, ledger.sealing_key, me, config.zone),
    )
    return Wired(world, config, accounts, ledger)


def _accounts(config: Config, sleep: Callable[[float], None]) -> tuple[Opened, ...]:
    files = {each.ca_file for each in config.accounts if isinstance(each, ImapSettings)}
    files |= {"" for each in config.accounts if each.name in config.grants}
    contexts = {file: tls_context(file) for file in files}
    return tuple(_account(each, config, contexts, sleep) for each in config.accounts)


def _account(
    settings: Settings, config: Config, contexts: Mapping[str, ssl.SSLContext], sleep: Callable[[float], None]
) -> Opened:
    if isinstance(settings, ImapSettings):
        return ImapAccount(settings, _secret(settings, config, contexts, sleep), contexts[settings.ca_file])
    if isinstance(settings, GmailSettings):
        from watcher.mail.gmail import GmailAccount  # Google's library takes memory that others need not give

        kept = config.grants[settings.name]
        return GmailAccount(settings, kept.load, contexts[""], sleep=sleep, shared=kept)
    return MaildirAccount(settings)


def _secret(
    settings: ImapSettings, config: Config, contexts: Mapping[str, ssl.SSLContext], sleep: Callable[[float], None]
) -> Callable[[], str] | AccessTokens:
    """What signs an IMAP account in: its password, or access tokens of Google or of the user's own command."""
    if settings.name in config.grants:
        from watcher.mail.gmail_http import Transport
        from watcher.mail.gmail_tokens import Tokens

        kept = config.grants[settings.name]
        sender = Once(Transport(settings.timeout, contexts[""]))
        return Tokens(settings.name, kept.load, sender, shared=kept, sleep=sleep)
    reveal = config.secrets[settings.name].reveal
    return Printed(settings.name, reveal) if settings.oauth else reveal


def _windows(config: Config) -> Mapping[cadence.FollowUpKind, cadence.Window]:
    """The packaged cadence table with the user's changes."""
    try:
        return cadence.changed(windows(), config.cadence.changes, config.cadence.quiet_days)
    except cadence.WindowError as error:
        own = () if error.key == "quiet_days" else (error.kind.value,)
        raise config.refused(("cadence", *own, error.key), str(error)) from None


def _policy(config: Config, me: frozenset[str]) -> cadence.Policy:
    return cadence.Policy(
        windows=_windows(config),
        zone=config.zone,
        holidays=config.holidays,
        own_addresses=me,
        max_drafts_per_day=config.cadence.max_drafts_per_day,
        max_waiting=config.cadence.max_waiting,
        quiet_days=config.cadence.quiet_days,
        advice=advice(),
    )


def simulation(zone: ZoneInfo, country: str) -> Setting:
    """The real rules, wired to play made-up searches in a zone and a country ("DE")."""
    from watcher.demo.stories import OWN_ADDRESS, OWN_NAME
    from watcher.simulate import table
    from watcher.simulate.letters import packaged_letters
    from watcher.simulate.run import Setting

    me = frozenset({OWN_ADDRESS})
    off = days_off(country)
    policy = cadence.Policy(windows=windows(), zone=zone, holidays=off, own_addresses=me)

    def make(
        account: MemoryAccount, folder: Path, clock: Callable[[], datetime], sleep: Callable[[float], None]
    ) -> World:
        ledger = open_ledger(f"sqlite:///{folder / 'ledger.sqlite'}")
        return World(
            accounts=(account,),
            ledger=ledger,
            reader=Reader(inference_tables(), me),
            addresses=addresses(),
            policy=policy,
            voice=drafting.Voice(OWN_NAME),
            templates=templates(),
            horizon=timedelta(days=180),
            settle_seconds=60,
            clock=clock,
            sleep=sleep,
            ear=Ear(timeline.Filing(), ledger.sealing_key, me, zone),
        )

    enabled = frozenset(kind.value for kind, window in windows().items() if window.enabled)
    return Setting(make, packaged_letters(), table.Rules(table.Days(zone, off), enabled))
