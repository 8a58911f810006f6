"""The tables of the config file, with their limits and defaults. Pydantic checks; `problems` says it in words."""

from __future__ import annotations

import datetime as dt
import difflib
import ipaddress
import os
import re
from functools import cache
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from watcher.config import signing
from watcher.config.cadence import Cadence
from watcher.config.days_off import NoCountryError, days_off
from watcher.config.secret import unsafe
from watcher.config.table import Table

_MAX_LINE = 250


def _one_line(value: str) -> str:
    if not value.strip():
        raise ValueError("must not be empty")
    if len(value) > _MAX_LINE or not value.isprintable():
        raise ValueError(f"must be one line of at most {_MAX_LINE} printable characters")
    return value.strip()


def _address(value: str) -> str:
    local, _, domain = value.strip().lower().rpartition("@")
    if (
        not local
        or not domain
        or "@" in local
        or not value.isprintable()
        or any(c in ' <>,;:"()[]\\' for c in local + domain)
    ):
        raise ValueError("must be an email address, such as ada@example.org, without a name")
    return f"{local}@{domain}"


OneLine = Annotated[str, AfterValidator(_one_line)]
MailboxName = Annotated[str, AfterValidator(lambda name: name and _one_line(name))]
Address = Annotated[str, AfterValidator(_address)]


def _expand(value: Path, info: ValidationInfo) -> Path:
    """An absolute path: "~" is the user's home, a relative path counts from the config file."""
    try:
        return Path((info.context or {})["base"], value.expanduser())
    except RuntimeError:
        raise ValueError("no home directory is known for ~: give the whole path") from None


FilePath = Annotated[Path, AfterValidator(_expand)]


class Identity(Table):
    """Who the user is, as employers know them; `addresses` are lower case, the first is the main one.

    `sign_off` has one for each language (ISO 639-1), or one under "" for all; `signature` holds the lines below it, the
    name first. Where they are set, what the user's sent mail shows does not count.
    """

    name: OneLine
    addresses: Annotated[tuple[Address, ...], Field(min_length=1, strict=False)]
    sign_off: Annotated[dict[str, str], BeforeValidator(signing.sign_offs)] = Field(default_factory=dict)
    signature: Annotated[str, AfterValidator(signing.signature)] = ""


CREDENTIAL = r"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,199}$"


class Password(Table):
    """Where a password comes from: exactly one of the four."""

    command: Annotated[tuple[str, ...], Field(min_length=1, strict=False)] | None = None
    file: Annotated[FilePath, Field(strict=False)] | None = None
    credential: Annotated[str, Field(pattern=CREDENTIAL)] | None = None
    keyring: OneLine | None = None

    @field_validator("file")
    @classmethod
    def _private(cls, value: Path | None) -> Path | None:
        problem = unsafe(value) if value else ""
        if problem:
            raise ValueError(problem)
        return value

    @model_validator(mode="after")
    def _one(self) -> Password:
        given = [source for source in (self.command, self.file, self.credential, self.keyring) if source]
        if len(given) != 1:
            raise ValueError(FETCHED_BY)
        return self


FETCHED_BY = (
    'must be one of { command = ["pass", "mail/ada"] }, { file = "PATH" }, { credential = "NAME" } or '
    '{ keyring = "SERVICE" }'
)


def _bare_host(value: str) -> str:
    if any(c in "/ @" for c in value) or (":" in value and not _is_ip(value)):
        raise ValueError("must be a host name alone, such as imap.example.org, without scheme, port or user")
    return value


def _safe(value: str, info: ValidationInfo) -> str:
    host = info.data.get("host")
    if value == "none" and host is not None and not _loopback(host):
        raise ValueError('"none" would send the password in clear text: only for a server on this machine')
    return value


class AccountTable(Table):
    """What every kind of account has.

    `write` lets drafts and the digest go there. `drafts` and `sent` name mailboxes where discovery fails, `ignore`
    those that are not read.
    """

    name: OneLine
    write: bool = False
    drafts: MailboxName = ""
    sent: MailboxName = ""
    ignore: Annotated[tuple[OneLine, ...], Field(strict=False)] = ()


class Token(Table):
    """Where the sign-in to Google is kept: exactly one of the three."""

    file: Annotated[FilePath, Field(strict=False)] | None = None
    credential: Annotated[str, Field(pattern=CREDENTIAL)] | None = None
    keyring: OneLine | None = None

    @model_validator(mode="after")
    def _one(self) -> Token:
        if len([source for source in (self.file, self.credential, self.keyring) if source]) != 1:
            raise ValueError(KEPT_IN)
        return self


KEPT_IN = 'must be one of { file = "PATH" }, { keyring = "SERVICE" } or { credential = "NAME" }'


class OAuth(Table):
    """Where access tokens for IMAP come from: a sign-in at Google with the user's own client, or a command."""

    provider: Literal["google"] | None = None
    client: Annotated[FilePath, Field(strict=False)] | None = None
    token: Token | None = None
    command: Annotated[tuple[str, ...], Field(min_length=1, strict=False)] | None = None

    @model_validator(mode="after")
    def _one(self) -> OAuth:
        google = (self.provider, self.client)
        if not ((all(google) and not self.command) or (self.command and not any((*google, self.token)))):
            raise ValueError(TOKENS_BY)
        return self


TOKENS_BY = 'must be { provider = "google", client = "PATH" } or { command = ["mailtoken", "ada"] }'


class ImapTable(AccountTable):
    """An IMAP account, with `password` or `oauth`. The default `port`, 0, is the usual one of `tls`: 993 or 143."""

    kind: Literal["imap"]
    host: Annotated[OneLine, AfterValidator(_bare_host)]
    port: Annotated[int, Field(ge=1, le=65535)] = 0
    tls: Annotated[Literal["implicit", "starttls", "none"], AfterValidator(_safe)] = "implicit"
    ca_file: Annotated[FilePath, Field(strict=False)] | None = None
    username: OneLine
    oauth: OAuth | None = None
    password: Password | None = Field(default=None, validate_default=True)
    timeout: Annotated[float, Field(gt=0, le=3600)] = 60.0

    @field_validator("password")
    @classmethod
    def _or_oauth(cls, value: Password | None, info: ValidationInfo) -> Password | None:
        if value is None and info.data.get("oauth", "") is None:
            raise PydanticCustomError("missing", "is required")
        if value is not None and info.data.get("oauth"):
            raise PydanticCustomError("both", "is not for an account with oauth: leave one of them out")
        return value

    @field_validator("ca_file")
    @classmethod
    def _readable(cls, value: Path | None) -> Path | None:
        if value is not None and not os.access(value, os.R_OK):
            raise ValueError(f"there is no readable file {value}")
        return value


GOOGLE = "https://gmail.googleapis.com/"


def _resource(name: str, kind: str) -> str:
    if not re.fullmatch(rf"projects/[a-z0-9:.-]{{1,100}}/{kind}/[A-Za-z][A-Za-z0-9_.~+%-]{{2,254}}", name):
        raise ValueError(f'must be the whole name, such as "projects/my-project/{kind}/watcher"')
    return name


class PubsubTable(Table):
    """Google's push, in the Cloud project of the OAuth client."""

    topic: Annotated[str, AfterValidator(lambda name: _resource(name, "topics"))]
    subscription: Annotated[str, AfterValidator(lambda name: _resource(name, "subscriptions"))]


class GmailTable(Table):
    """A Gmail account over Google's API.

    `client` is the OAuth client of the user's own Cloud project, as downloaded there; only `watcher auth gmail` reads
    it. `quota` is that project's, in units a minute; `poll` in seconds. `api` is for tests and demonstrations.
    """

    name: OneLine
    kind: Literal["gmail"]
    client: Annotated[FilePath, Field(strict=False)]
    token: Token | None = None
    write: bool = False
    ignore: Annotated[tuple[OneLine, ...], Field(strict=False)] = ()
    quota: Annotated[int, Field(ge=600, le=1_000_000)] = 6_000
    poll: Annotated[int, Field(ge=10, le=3600)] = 60
    api: str = GOOGLE
    pubsub: PubsubTable | None = None

    @field_validator("api")
    @classmethod
    def _own(cls, value: str) -> str:
        given = re.fullmatch(r"https?://([^/:@]+)(:\d{1,5})?/", value)
        if value != GOOGLE and not (given and _loopback(given[1])):
            raise ValueError('may only be changed to a server on this machine, such as "http://127.0.0.1:4000/"')
        return value


class MaildirTable(AccountTable):
    """A Maildir tree on this machine."""

    kind: Literal["maildir"]
    path: Annotated[FilePath, Field(strict=False)]

    @field_validator("path")
    @classmethod
    def _there(cls, value: Path) -> Path:
        if not value.is_dir():
            raise ValueError(f"there is no directory {value}")
        return value


class Sync(Table):
    """`horizon_days`: how far back the first sync reads."""

    horizon_days: Annotated[int, Field(ge=1, le=3650)] = 180


class Smtp(Table):
    """The user's own server for outgoing mail. The default `port`, 0, is the usual one of `tls`: 465, 587 or 25.

    `to` is one of the user's addresses; "" is the first.
    """

    host: Annotated[OneLine, AfterValidator(_bare_host)]
    port: Annotated[int, Field(ge=1, le=65535)] = 0
    tls: Annotated[Literal["implicit", "starttls", "none"], AfterValidator(_safe)] = "implicit"
    username: str = ""
    password: Password | None = None
    to: Annotated[str, AfterValidator(lambda value: value and _address(value))] = ""
    timeout: Annotated[float, Field(gt=0, le=3600)] = 60.0

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


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _loopback(host: str) -> bool:
    return host.lower() == "localhost" or (_is_ip(host) and ipaddress.ip_address(host).is_loopback)
