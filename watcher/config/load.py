"""From a file to a `Config`."""

from __future__ import annotations

import os
import re
import tomllib
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

import tzlocal
from pydantic import ValidationError

from watcher.config.cadence import Cadence
from watcher.config.grants import Kept
from watcher.config.lines import Path as Key
from watcher.config.lines import locate
from watcher.config.models import (
    Digest,
    File,
    GmailTable,
    Identity,
    ImapTable,
    Log,
    Mailboxes,
    MaildirTable,
    Password,
    Sync,
    zone,
)
from watcher.config.places import CredentialPlace, FilePlace, KeyringPlace, Place
from watcher.config.problems import of_digest, of_names, of_validation, said
from watcher.config.secret import Secret, reason
from watcher.errors import ConfigError
from watcher.mail.types import GmailSettings, ImapSettings, MaildirSettings, Settings

_LANGUAGES = ("en", "de", "fr", "es")
_MAX_OCTETS = 1_000_000

SMTP = "[digest.smtp]"
"""The name of its password in `Config.secrets`."""


@dataclass(frozen=True, slots=True)
class Config:
    """A checked config. Paths in it are absolute.

    `accounts` are in the file's order, with unique names; `secrets` has an entry for each that needs a password
    (and `SMTP` for the server of the digest), `grants` for each that signs in at Google.
    `country` is an ISO 3166 code, "" where holidays are not to be counted. `ledger_url` is an SQLAlchemy URL.
    `templates` is the folder of the user's own letters, which need not exist. `lines` tells where each key stands.
    """

    path: Path
    zone: ZoneInfo
    country: str
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
        return _refused(self.path, [said(key, sentence, self.lines)[1]])


def default_path() -> Path:
    """`watcher/config.toml` in the user's config directory (XDG Base Directory Specification)."""
    return _xdg("XDG_CONFIG_HOME", ".config") / "watcher" / "config.toml"


def load(path: Path | None = None) -> Config:
    """The config at `path`, or at the default path; ConfigError with all problems, each with line and key."""
    path = Path(os.path.abspath(path or default_path()))
    text = _text(path)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _refused(path, [_syntax(str(error), text)]) from None
    except (RecursionError, ValueError):  # hundreds of brackets; a number of over 4,300 digits
        raise _refused(path, ["not TOML that can be read: nested too deeply, or a number that is too long"]) from None
    lines = locate(text)
    problems = list(of_names(data, lines))
    file = None
    try:
        file = File.model_validate(data, context={"base": path.parent})
    except ValidationError as error:
        problems += of_validation(error, lines)
    problems += of_digest(file, lines) if file else ()
    local = _local_zone() if "timezone" not in data else None
    if local is None and "timezone" not in data:
        problems.append((0, 'timezone: the system does not tell its own: give one, such as timezone = "Europe/Berlin"'))
    if problems or file is None:
        raise _refused(path, [problem for _, problem in sorted(problems, key=lambda each: each[0])])
    return _config(path, file, local or zone(str(file.timezone)), lines)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _MAX_OCTETS:
            raise _refused(path, [f"it is over {_MAX_OCTETS} octets long"])
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise ConfigError(
            f"there is no config at {path}: copy deploy/config.example.toml there and change it, or name another with "
            "--config",
            subject=str(path),
        ) from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise _refused(path, [f"line {line}: not UTF-8"]) from None
    except OSError as error:
        raise ConfigError(f"the config {path} cannot be read: {reason(error)}", subject=str(path)) from None


def _syntax(told: str, text: str) -> str:
    place = re.search(r" \(at line (\d{1,9}), column (\d{1,9})\)$", told)
    if place:
        return f"line {place[1]}: not TOML: {told[: place.start()]} (column {place[2]})"
    last = text.rstrip().count("\n") + 1
    return f"line {last}: not TOML: {told.removesuffix(' (at end of document)')}, at the end of the file"


def _refused(path: Path, problems: list[str]) -> ConfigError:
    count = "a problem" if len(problems) == 1 else f"{len(problems)} problems"
    return ConfigError(f"the config {path} has {count}", problems=tuple(problems), subject=str(path))


def _config(path: Path, file: File, local: ZoneInfo, lines: Mapping[Key, int]) -> Config:
    accounts = tuple(_settings(account) for account in file.accounts)
    secrets = {
        account.name: _secret(f"accounts[{index}].password", account.password, account.username)
        for index, account in enumerate(file.accounts)
        if isinstance(account, ImapTable)
    }
    smtp = file.digest.smtp
    if smtp and smtp.password:
        secrets[SMTP] = _secret("digest.smtp.password", smtp.password, smtp.username)
    grants = {account.name: _kept(account, path.parent) for account in file.accounts if isinstance(account, GmailTable)}
    return Config(
        path=path,
        zone=local,
        country=file.country,
        identity=file.identity,
        accounts=accounts,
        secrets=MappingProxyType(secrets),
        grants=MappingProxyType(grants),
        sync=file.sync,
        cadence=file.cadence,
        digest=file.digest,
        language=file.digest.language or _local_language(),
        mailboxes=file.mailboxes,
        ledger_url=_ledger_url(file.store.url, path.parent),
        retention_months=file.store.retention_months,
        templates=file.drafting.templates or path.parent / "templates",
        log=file.log,
        metrics_file=file.metrics.file,
        lines=lines,
    )


def _kept(account: GmailTable, base: Path) -> Kept:
    """By default in a file of the state directory."""
    token = account.token
    state = base / _xdg("XDG_STATE_HOME", ".local/state") / "watcher" / f"{account.name}.gmail.json"
    place: Place = FilePlace((token and token.file) or state)
    if token is not None and token.credential:
        place = CredentialPlace(token.credential)
    elif token is not None and token.keyring:
        place = KeyringPlace(token.keyring, account.name, state.with_suffix(".lock"))
    return Kept(account.name, account.client, place)


def _settings(account: ImapTable | GmailTable | MaildirTable) -> Settings:
    if isinstance(account, GmailTable):
        return GmailSettings(
            name=account.name,
            write=account.write,
            ignore=account.ignore,
            units_per_minute=account.quota,
            poll=float(account.poll),
            api=account.api,
        )
    common: dict[str, Any] = {
        "name": account.name,
        "drafts": account.drafts,
        "sent": account.sent,
        "write": account.write,
        "ignore": account.ignore,
    }
    if isinstance(account, MaildirTable):
        return MaildirSettings(path=str(account.path), **common)
    return ImapSettings(
        host=account.host,
        username=account.username,
        port=account.port,
        tls=account.tls,
        ca_file=str(account.ca_file or ""),
        timeout=account.timeout,
        **common,
    )


def _secret(key: str, given: Password, username: str) -> Secret:
    return Secret(
        key,
        command=given.command or (),
        file=given.file,
        credential=given.credential or "",
        keyring=(given.keyring, username) if given.keyring else None,
    )


def _ledger_url(url: str | None, base: Path) -> str:
    if url is None and (given := os.environ.get("STATE_DIRECTORY", "")).startswith("/"):
        path = Path(given.partition(":")[0]) / "ledger.sqlite"  # StateDirectory= of a systemd unit (systemd.exec(5))
    elif url is None:
        path = _xdg("XDG_STATE_HOME", ".local/state") / "watcher" / "ledger.sqlite"
    else:
        path = base / os.path.expanduser(url.removeprefix("sqlite:///"))
    return f"sqlite:///{path}"


def _xdg(variable: str, default: str) -> Path:
    given = os.environ.get(variable, "")
    if os.path.isabs(given):  # a relative path is to be ignored, says the specification
        return Path(given)
    try:
        return Path.home() / default
    except RuntimeError:
        raise ConfigError(
            f"this user has no home directory: set {variable}, or name files in full", subject=variable
        ) from None


def _local_language() -> str:
    """The language of the system's messages (POSIX: LC_ALL, LC_MESSAGES, LANG), English where it is another."""
    told = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    code = re.split(r"[_.@]", told)[0].lower()
    return code if code in _LANGUAGES else "en"


def _local_zone() -> ZoneInfo | None:
    """The system's time zone, None where it has none that has a name and rules."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = tzlocal.reload_localzone()  # the user may have travelled since it was last asked
    except (LookupError, ValueError, OSError):
        return None
    return found if isinstance(found, ZoneInfo) else None
