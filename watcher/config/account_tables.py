"""The tables of accounts in the config file, and of what signs them in."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from watcher.config.fields import FilePath, Host, MailboxName, OneLine, Port, Seconds, Tls, is_loopback
from watcher.config.secret import unsafe
from watcher.config.table import Table

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
    host: Host
    port: Port = 0
    tls: Tls = "implicit"
    ca_file: Annotated[FilePath, Field(strict=False)] | None = None
    username: OneLine
    oauth: OAuth | None = None
    password: Password | None = Field(default=None, validate_default=True)
    timeout: Seconds = 60.0

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
        if value != GOOGLE and not (given and is_loopback(given[1])):
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
