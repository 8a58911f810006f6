"""The tables of the config file, with their limits and defaults. Pydantic checks; `problems` says it in words."""

from __future__ import annotations

import datetime as dt
import difflib
from functools import cache
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    field_validator,
    model_validator,
)

from watcher.config import signing
from watcher.config.account_tables import GmailTable, ImapTable, MaildirTable, Password
from watcher.config.cadence import Cadence
from watcher.config.days_off import NoCountryError, days_off
from watcher.config.fields import Address, FilePath, Host, MailboxName, OneLine, Port, Seconds, Tls, address
from watcher.config.table import Table


class Identity(Table):
    """Who the user is, as employers know them; `addresses` are lower case, the first is the main one.

    `sign_off` has one for each language (ISO 639-1), or one under "" for all; `signature` holds the lines below it, the
    name first. Where they are set, what the user's sent mail shows does not count.
    """

    name: OneLine
    addresses: Annotated[tuple[Address, ...], Field(min_length=1, strict=False)]
    sign_off: Annotated[dict[str, str], BeforeValidator(signing.sign_offs)] = Field(default_factory=dict)
    signature: Annotated[str, AfterValidator(signing.signature)] = ""


class Sync(Table):
    """`horizon_days`: how far back the first sync reads."""

    horizon_days: Annotated[int, Field(ge=1, le=3650)] = 180


class Smtp(Table):
    """The user's own server for outgoing mail. The default `port`, 0, is the usual one of `tls`: 465, 587 or 25.

    `to` is one of the user's addresses; "" is the first.
    """

    host: Host
    port: Port = 0
    tls: Tls = "implicit"
    username: str = ""
    password: Password | None = None
    to: Annotated[str, AfterValidator(lambda value: value and address(value))] = ""
    timeout: Seconds = 60.0

    @model_validator(mode="after")
    def _sign_in(self) -> Smtp:
        if bool(self.username) != bool(self.password):
            raise ValueError("must have both username and password, or neither")
        return self


class Digest(Table):
    """When the weekly email comes (local time), how, and in which language; None for the system's.

    `daily`: a short one on the other days, if anything waits. `account`: into whose INBOX; "" for the first that may be
    written to. `smtp` is for `deliver = "smtp"`.
    """

    weekday: Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun", "off"] = "mon"
    time: dt.time = dt.time(7, 30)
    daily: bool = False
    deliver: Literal["mailbox", "smtp"] = "mailbox"
    account: str = ""
    smtp: Smtp | None = None
    language: Literal["en", "de", "fr", "es"] | None = None

    @field_validator("time", mode="before")
    @classmethod
    def _clock(cls, value: object) -> object:
        if isinstance(value, dt.time) and value.tzinfo is None:
            return value
        try:
            assert isinstance(value, str)
            hour, minute = value.split(":")
            return dt.time(int(hour), int(minute))
        except (AssertionError, ValueError):
            raise ValueError('must be a time of day, such as "07:30"') from None


class Mailboxes(Table):
    """Where the user files what was misread: `ignore` is none of the job search, `job` is one; "" switches one off."""

    ignore: MailboxName = "Watcher/Ignore"
    job: MailboxName = "Watcher/Job"


class Drafting(Table):
    """`templates`: the folder of the user's own letters; None for the one beside the config."""

    templates: Annotated[FilePath, Field(strict=False)] | None = None


class Log(Table):
    """What `watcher run` logs, and how; a log under systemd goes to the journal with its fields."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["text", "json"] = "text"


class Metrics(Table):
    """`file`: where Prometheus's node_exporter reads how the accounts are; None where it is not wanted."""

    file: Annotated[FilePath, Field(strict=False)] | None = None

    @field_validator("file")
    @classmethod
    def _collected(cls, value: Path | None) -> Path | None:
        if value and (value.suffix != ".prom" or not value.parent.is_dir()):
            raise ValueError("must be a file that ends in .prom, in a directory that is there")
        return value


class Store(Table):
    """Where the ledger is; None for the default.

    `retention_months`: what ended and was not heard of for so long is forgotten; 0 keeps it for ever.
    """

    url: str | None = None
    retention_months: Annotated[int, Field(ge=0, le=1200)] = 24

    @field_validator("url")
    @classmethod
    def _file(cls, value: str | None) -> str | None:
        path = (value or "sqlite:///x").removeprefix("sqlite:///")
        if path == value or not path or path == ":memory:" or "?" in path:
            raise ValueError("must be sqlite:/// and the path of a file, such as sqlite:////home/ada/ledger.sqlite")
        return value


Account = Annotated[ImapTable | GmailTable | MaildirTable, Field(discriminator="kind")]


class File(Table):
    """The whole config file."""

    identity: Identity
    accounts: Annotated[tuple[Account, ...], Field(min_length=1, strict=False)]
    timezone: str | None = None
    country: str = ""
    sync: Sync = Sync()
    cadence: Cadence = Cadence()
    digest: Digest = Digest()
    mailboxes: Mailboxes = Mailboxes()
    drafting: Drafting = Drafting()
    log: Log = Log()
    metrics: Metrics = Metrics()
    store: Store = Store()

    @field_validator("timezone")
    @classmethod
    def _zone(cls, value: str | None) -> str | None:
        if value is not None and value not in _zones():
            near = difflib.get_close_matches(value, _zones(), n=1)
            hint = f'did you mean "{near[0]}"?' if near else 'give one such as "Europe/Berlin"'
            raise ValueError(f'is no time zone: "{value[:60]}"; {hint}')
        return value

    @field_validator("country")
    @classmethod
    def _country(cls, value: str) -> str:
        try:
            if value:
                days_off(value)
        except NoCountryError:
            raise ValueError('must be a country of ISO 3166, such as "DE", in capitals') from None
        return value


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def zone(name: str) -> ZoneInfo:
    """The zone of a checked name."""
    return ZoneInfo(name)
