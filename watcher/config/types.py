"""What a config says, as plain values: no process that holds one holds pydantic for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from watcher.cadence import Change, FollowUpKind
from watcher.config.grants import Kept
from watcher.config.lines import Path as Key
from watcher.config.lines import said
from watcher.config.secret import Secret
from watcher.errors import ConfigError
from watcher.mail.types import Settings

SMTP = "[digest.smtp]"
"""The name of its password in `Config.secrets`."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the user is; fields as in `models.Identity`."""

    name: str
    addresses: tuple[str, ...]
    sign_off: Mapping[str, str]
    signature: str


@dataclass(frozen=True, slots=True)
class Sync:
    """`horizon_days`: how far back the first sync reads."""

    horizon_days: int


@dataclass(frozen=True, slots=True)
class Cadence:
    """The caps, days until quiet, seconds that an unconfirmed draft settles, and what the user changes of each kind."""

    max_drafts_per_day: int
    max_waiting: int
    quiet_days: int
    settle_seconds: float
    changes: Mapping[FollowUpKind, Change]


@dataclass(frozen=True, slots=True)
class Smtp:
    """The user's own server; fields as in `models.Smtp`. Its password is `Config.secrets[SMTP]`."""

    host: str
    port: int
    tls: str
    username: str
    to: str
    timeout: float


@dataclass(frozen=True, slots=True)
class Digest:
    """When and how the digest comes; fields as in `models.Digest`."""

    weekday: str
    time: dt.time
    daily: bool
    deliver: str
    account: str
    smtp: Smtp | None


@dataclass(frozen=True, slots=True)
class Mailboxes:
    """Where the user files what was misread; fields as in `models.Mailboxes`."""

    ignore: str
    job: str


@dataclass(frozen=True, slots=True)
class Log:
    """What `watcher run` logs ("debug", "info", "warning", "error"), and how ("text", "json")."""

    level: str
    format: str


@dataclass(frozen=True, slots=True)
class Config:
    """A checked config. Paths in it are absolute.

    `accounts` are in the file's order, with unique names; `secrets` has an entry for each that needs a password, or a
    command that prints access tokens (and `SMTP` for the server of the digest), `grants` for each that signs in at
    Google.
    `country` is an ISO 3166 code, "" where holidays are not to be counted; `holidays` are its public ones.
    `ledger_url` is an SQLAlchemy URL.
    `templates` is the folder of the user's own letters, which need not exist. `lines` tells where each key stands.
    """

    path: Path
    zone: ZoneInfo
    country: str
    holidays: Container[dt.date]
    identity: Identity
    accounts: tuple[Settings, ...]
    secrets: Mapping[str, Secret]
    grants: Mapping[str, Kept]
    sync: Sync
    cadence: Cadence
    digest: Digest
    language: str
    mailboxes: Mailboxes
    ledger_url: str
    retention_months: int
    templates: Path
    log: Log
    metrics_file: Path | None
    lines: Mapping[Key, int] = field(default_factory=dict, repr=False, compare=False)

    def refused(self, key: Key, sentence: str) -> ConfigError:
        """The error for a value that only shows to be wrong beside the packaged tables."""
        return refused(self.path, [said(key, sentence, self.lines)[1]])


def refused(path: Path, problems: list[str]) -> ConfigError:
    """The error that tells of all problems of a config."""
    count = "a problem" if len(problems) == 1 else f"{len(problems)} problems"
    return ConfigError(f"the config {path} has {count}", problems=tuple(problems), subject=str(path))
