"""From a file to a `Config`."""

from __future__ import annotations

import os
import re
import tomllib
import warnings
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import tzlocal
from pydantic import ValidationError

from watcher.config import types
from watcher.config.account_tables import GOOGLE, GmailTable, ImapTable, MaildirTable, OAuth, Password
from watcher.config.days_off import days_off
from watcher.config.grants import Kept
from watcher.config.keeping import CredentialPlace, FilePlace, KeyringPlace, Place
from watcher.config.lines import Path as Key
from watcher.config.lines import locate
from watcher.config.models import Digest, File, zone
from watcher.config.places import default_path, ledger_url, xdg
from watcher.config.problems import of_digest, of_names, of_validation
from watcher.config.secret import Secret, reason
from watcher.config.table import Table
from watcher.config.types import SMTP, Config, refused
from watcher.errors import ConfigError
from watcher.mail.types import GmailSettings, ImapSettings, MaildirSettings, Pubsub, Settings

_LANGUAGES = ("en", "de", "fr", "es")
_MAX_OCTETS = 1_000_000

T = TypeVar("T")


def read(path: Path | None = None) -> Config:
    """The config at `path`, or at the default path; ConfigError with all problems, each with line and key."""
    path = Path(os.path.abspath(path or default_path()))
    text = _text(path)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise refused(path, [_syntax(str(error), text)]) from None
    except (RecursionError, ValueError):  # hundreds of brackets; a number of over 4,300 digits
        raise refused(path, ["not TOML that can be read: nested too deeply, or a number that is too long"]) from None
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
        raise refused(path, [problem for _, problem in sorted(problems, key=lambda each: each[0])])
    return _config(path, file, local or zone(str(file.timezone)), lines)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _MAX_OCTETS:
            raise refused(path, [f"it is over {_MAX_OCTETS} octets long"])
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise ConfigError(
            f"there is no config at {path}: copy deploy/config.example.toml there and change it, or name another with "
            "--config",
            subject=str(path),
        ) from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise refused(path, [f"line {line}: not UTF-8"]) from None
    except OSError as error:
        raise ConfigError(f"the config {path} cannot be read: {reason(error)}", subject=str(path)) from None


def _syntax(told: str, text: str) -> str:
    place = re.search(r" \(at line (\d{1,9}), column (\d{1,9})\)$", told)
    if place:
        return f"line {place[1]}: not TOML: {told[: place.start()]} (column {place[2]})"
    last = text.rstrip().count("\n") + 1
    return f"line {last}: not TOML: {told.removesuffix(' (at end of document)')}, at the end of the file"


def _config(path: Path, file: File, local: ZoneInfo, lines: Mapping[Key, int]) -> Config:
    accounts = tuple(_settings(account) for account in file.accounts)
    secrets = {
        account.name: secret
        for index, account in enumerate(file.accounts)
        if isinstance(account, ImapTable) and (secret := _signs_in(f"accounts[{index}]", account))
    }
    smtp = file.digest.smtp
    if smtp and smtp.password:
        secrets[SMTP] = _secret("digest.smtp.password", smtp.password, smtp.username)
    grants = {account.name: kept for account in file.accounts if (kept := _kept(account, path.parent))}
    return Config(
        path=path,
        zone=local,
        country=file.country,
        holidays=days_off(file.country) if file.country else frozenset(),
        identity=_plain(types.Identity, file.identity),
        accounts=accounts,
        secrets=secrets,
        grants=grants,
        sync=_plain(types.Sync, file.sync),
        cadence=_plain(types.Cadence, file.cadence, changes=file.cadence.changes()),
        digest=_digest(file.digest),
        language=file.digest.language or _local_language(),
        mailboxes=_plain(types.Mailboxes, file.mailboxes),
        ledger_url=ledger_url(file.store.url, path.parent),
        retention_months=file.store.retention_months,
        templates=file.drafting.templates or path.parent / "templates",
        log=_plain(types.Log, file.log),
        metrics_file=file.metrics.file,
        lines=lines,
    )


def _plain(kind: type[T], table: Table, **other: Any) -> T:
    """A table of the file as its plain type, which has the same fields, or some of them, and `other`."""
    names = {each.name for each in fields(kind)} - other.keys()  # type: ignore[arg-type]
    return kind(**{name: getattr(table, name) for name in names}, **other)


def _digest(table: Digest) -> types.Digest:
    return _plain(types.Digest, table, smtp=_plain(types.Smtp, table.smtp) if table.smtp else None)


def _kept(account: ImapTable | GmailTable | MaildirTable, base: Path) -> Kept | None:
    """The sign-in at Google, by default in a file of the state directory; None where the account needs none."""
    at_google = account.oauth if isinstance(account, ImapTable) else account
    if not isinstance(at_google, OAuth | GmailTable) or at_google.client is None:
        return None
    token = at_google.token
    state = base / xdg("XDG_STATE_HOME", ".local/state") / "watcher" / f"{account.name}.gmail.json"
    place: Place = FilePlace((token and token.file) or state)
    if token is not None and token.credential:
        place = CredentialPlace(token.credential)
    elif token is not None and token.keyring:
        place = KeyringPlace(token.keyring, account.name, state.with_suffix(".lock"))
    return Kept(account.name, at_google.client, place)


def _signs_in(key: str, account: ImapTable) -> Secret | None:
    """What the password is, or the access token; None where that comes from Google."""
    if account.password is not None:
        return _secret(f"{key}.password", account.password, account.username)
    command = account.oauth and account.oauth.command
    return Secret(f"{key}.oauth.command", command=command) if command else None


def _settings(account: ImapTable | GmailTable | MaildirTable) -> Settings:
    if isinstance(account, GmailTable):
        return GmailSettings(
            name=account.name,
            write=account.write,
            ignore=account.ignore,
            units_per_minute=account.quota,
            poll=float(account.poll),
            api=account.api,
            pubsub=_pubsub(account),
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
        oauth=account.oauth is not None,
        **common,
    )


def _pubsub(account: GmailTable) -> Pubsub | None:
    """Where the API is a server on this machine, Pub/Sub is there too."""
    if account.pubsub is None:
        return None
    named = Pubsub(account.pubsub.topic, account.pubsub.subscription)
    return named if account.api == GOOGLE else replace(named, api=account.api)


def _secret(key: str, given: Password, username: str) -> Secret:
    return Secret(
        key,
        command=given.command or (),
        file=given.file,
        credential=given.credential or "",
        keyring=(given.keyring, username) if given.keyring else None,
    )


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
