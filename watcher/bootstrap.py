"""The only wiring: config, packaged tables, accounts, ledger and rules to one `Wired`."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from zoneinfo import ZoneInfo

import holidays

from watcher import cadence, drafting, inference, timeline
from watcher import digest as digest_room
from watcher.config import Config
from watcher.demo.stories import OWN_ADDRESS, OWN_NAME
from watcher.mail import ImapAccount, ImapSettings, MaildirAccount, MemoryAccount, tls_context
from watcher.pipeline.infer import Reader
from watcher.pipeline.passes import World
from watcher.pipeline.report import draft_texts
from watcher.simulate.letters import packaged_letters
from watcher.simulate.run import Setting
from watcher.simulate.table import Days, Rules
from watcher.store import open_ledger


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
def templates() -> drafting.Templates:
    """The packaged draft templates of every language."""
    sources: dict[str, str] = {}
    for language in _data("drafting", "templates").iterdir():
        if language.is_dir():
            sources |= {f"{language.name}/{name}.txt": text for name, text in _texts(language, ".txt").items()}
    return drafting.parse_templates(sources)


@dataclass(frozen=True, slots=True)
class Wired:
    """A `World` with its config: what commands ask questions of."""

    world: World
    config: Config
    accounts: tuple[ImapAccount | MaildirAccount, ...]

    def now(self) -> tuple[timeline.Timeline, cadence.Plan]:
        """The job search and the plan at this moment, from the ledger alone."""
        return self.at(self.world.clock())

    def at(self, moment: datetime) -> tuple[timeline.Timeline, cadence.Plan]:
        """The same at another moment: what would be due if no more mail came until then."""
        search = self.world.timeline(moment)
        return search, self.world.plan(search, moment, self.world.assumed_health())

    def preview(self, follow_up: cadence.FollowUp, moment: datetime) -> drafting.Draft | drafting.Refusal:
        """The draft that would be written for a follow-up."""
        return drafting.compose(follow_up, self.world.voice, self.world.templates, moment)

    def digest(self, notes: Sequence[str] = ()) -> str:
        """The digest's text at this moment."""
        moment = self.world.clock()
        search, plan = self.at(moment)
        intents = self.world.ledger.intents()
        texts, faults = draft_texts(self.accounts, intents)
        notes = [*notes, *faults]
        report = digest_room.from_plan(search, plan, intents, moment, self.config.zone, notes, texts=texts)
        return digest_room.text(report, _data("digest", "templates", "digest.txt").read_text("utf-8"))


def wire(
    config: Config,
    *,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    sleep: Callable[[float], None] = time.sleep,
) -> Wired:
    """Wire a config's accounts, ledger and rules; LedgerError where that cannot be opened. No account is contacted."""
    me = frozenset(config.identity.addresses)
    accounts = _accounts(config)
    world = World(
        accounts=accounts,
        ledger=open_ledger(config.ledger_url),
        reader=Reader(inference_tables(), me),
        addresses=addresses(),
        policy=_policy(config, me),
        voice=drafting.Voice(config.identity.name),
        templates=templates(),
        horizon=timedelta(days=config.sync.horizon_days),
        settle_seconds=config.cadence.settle_seconds,
        clock=clock,
        sleep=sleep,
    )
    return Wired(world, config, accounts)


def _accounts(config: Config) -> tuple[ImapAccount | MaildirAccount, ...]:
    contexts = {
        settings.ca_file: tls_context(settings.ca_file)
        for settings in config.accounts
        if isinstance(settings, ImapSettings)
    }
    return tuple(
        ImapAccount(settings, config.secrets[settings.name].reveal, contexts[settings.ca_file])
        if isinstance(settings, ImapSettings)
        else MaildirAccount(settings)
        for settings in config.accounts
    )


def _policy(config: Config, me: frozenset[str]) -> cadence.Policy:
    return cadence.Policy(
        windows=windows(),
        zone=config.zone,
        holidays=holidays.country_holidays(config.country) if config.country else frozenset(),
        own_addresses=me,
        max_drafts_per_day=config.cadence.max_drafts_per_day,
        max_waiting=config.cadence.max_waiting,
        quiet_days=config.cadence.quiet_days,
    )


def simulation(zone: ZoneInfo, country: str) -> Setting:
    """The real rules, wired to play made-up searches in a zone and a country ("DE")."""
    me = frozenset({OWN_ADDRESS})
    days_off = holidays.country_holidays(country)
    policy = cadence.Policy(windows=windows(), zone=zone, holidays=days_off, own_addresses=me)

    def make(
        account: MemoryAccount, folder: Path, clock: Callable[[], datetime], sleep: Callable[[float], None]
    ) -> World:
        return World(
            accounts=(account,),
            ledger=open_ledger(f"sqlite:///{folder / 'ledger.sqlite'}"),
            reader=Reader(inference_tables(), me),
            addresses=addresses(),
            policy=policy,
            voice=drafting.Voice(OWN_NAME),
            templates=templates(),
            horizon=timedelta(days=180),
            settle_seconds=60,
            clock=clock,
            sleep=sleep,
        )

    enabled = frozenset(kind.value for kind, window in windows().items() if window.enabled)
    return Setting(make, packaged_letters(), Rules(Days(zone, days_off), enabled))
