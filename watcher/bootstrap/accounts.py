"""The config's accounts, each with what signs it in. None is contacted."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Mapping
from typing import Protocol

from watcher.config import Config
from watcher.mail import GmailSettings, ImapAccount, ImapSettings, MaildirAccount, tls_context
from watcher.mail.oauth import AccessTokens, Once, Printed
from watcher.mail.types import Settings
from watcher.pipeline.ports import Checkable, Deliverable, Watched


class Opened(Watched, Deliverable, Checkable, Protocol):
    """An account as it is opened here."""


def accounts(config: Config, sleep: Callable[[float], None]) -> tuple[Opened, ...]:
    """All of them, in the order of the config. `sleep` waits so many seconds, for a quota too."""
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
