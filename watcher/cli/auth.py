"""`watcher auth gmail`: sign in to Google once; the daemon goes on from there."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from watcher.cli.options import ConfigOption
from watcher.config import Config, load
from watcher.errors import ConfigError
from watcher.mail.types import GmailSettings, ImapSettings

commands = typer.Typer(help="Sign in where a password is not enough.", no_args_is_help=True)


@commands.callback()
def auth() -> None:
    """Sign in where a password is not enough."""


@commands.command()
def gmail(
    account: Annotated[str, typer.Argument(help="The account's name; default: the only Gmail account.")] = "",
    config: ConfigOption = None,
    *,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Print the address, and paste the one that you are sent to.")
    ] = False,
) -> None:
    """Sign in to Google with your own OAuth client, and keep the sign-in where the config says."""
    settings = load(config)
    signing = [each for each in settings.accounts if each.name in settings.grants]
    those = [each for each in signing if account in ("", each.name)]
    if len(those) != 1:
        names = [each.name for each in signing]
        known = f"there are {', '.join(names)}" if names else 'none has kind = "gmail", or oauth with Google'
        raise ConfigError(f"which account? In {settings.path} {known}.", subject=account)
    from watcher.mail.gmail_sign_in import sign_in  # Google's library takes its time

    (one,) = those
    kept = settings.grants[one.name]
    grant = sign_in(
        one.name,
        kept.client,
        write=one.write,
        insert=isinstance(one, GmailSettings) and _takes_the_digest(settings, one),
        imap=isinstance(one, ImapSettings),
        pubsub=isinstance(one, GmailSettings) and one.pubsub is not None,
        say=lambda words: typer.echo(words, err=True),
        ask=sys.stdin.readline if no_browser else None,
    )
    typer.echo(f"Signed in. It is kept in {kept.save(grant)}", err=True)


def _takes_the_digest(settings: Config, one: GmailSettings) -> bool:
    """The digest is put into this account's INBOX, as the config is now."""
    wanted = settings.digest
    taken = wanted.account or next((each.name for each in settings.accounts if each.write), "")
    comes = wanted.weekday != "off" or wanted.daily
    return one.write and wanted.deliver == "mailbox" and comes and taken == one.name
