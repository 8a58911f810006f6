"""`watcher service`: the daemon under systemd."""

from __future__ import annotations

import getpass
import os
import shlex
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from watcher import log
from watcher import service as systemd
from watcher.cli.options import ConfigOption, JsonOption, print_json
from watcher.config import Config, default_path, load
from watcher.errors import ConfigError, Exit
from watcher.mail.types import MaildirSettings

commands = typer.Typer(help="Install, remove and look at the systemd service.", no_args_is_help=True)

_CREDENTIALS = Path("/etc/credstore.encrypted")
_LINGER = Path("/var/lib/systemd/linger")

UserOption = Annotated[bool, typer.Option("--user", help="In your own systemd manager; this is the default.")]
SystemOption = Annotated[bool, typer.Option("--system", help="In the system's, as root: for a server.")]
NameArgument = Annotated[
    str | None, typer.Argument(metavar="[NAME]", help="With --system: whose; its config is /etc/watcher/NAME.toml.")
]


@commands.command()
def install(
    name: NameArgument = None,
    config: ConfigOption = None,
    *,
    user: UserOption = False,
    system: SystemOption = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only print what would be written and run.")] = False,
) -> None:
    """Install the service and start it; again after an upgrade, it takes the new program."""
    log.configure("warning", json=False)
    place = _place(name, user=user, system=system)
    if place.instance and config is not None:
        raise ConfigError(f"with --system the config is {_config_of(place)}: leave --config away")
    path = Path(os.path.abspath(_config_of(place) if place.instance else config or default_path()))
    settings = load(path)
    program = _program(place, path)
    given = [one.credential for one in settings.secrets.values()]
    names = [name for name in (*given, *(one.credential for one in settings.grants.values())) if name]
    unit = systemd.rendered(systemd.packaged(place.unit), program)
    plan = systemd.install(place, unit, systemd.credentials(place.instance, names), systemd.files_at(place))
    if dry_run:
        _print(plan)
        return
    manager = systemd.Systemd(place)
    for warning in _warnings(place, settings):
        typer.echo(warning, err=True)
    manager.carry_out(plan)
    typer.echo(f"{place.service} is installed and runs: {manager.properties().get('StatusText') or 'it begins'}")
    typer.echo(f"Its log: watcher service logs{place.options}")


@commands.command()
def uninstall(
    name: NameArgument = None,
    config: ConfigOption = None,
    *,
    user: UserOption = False,
    system: SystemOption = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only print what would be removed and run.")] = False,
) -> None:
    """Stop the service and take it away. Your config and the ledger stay, and drafts where they are."""
    place = _place(name, user=user, system=system)
    others = [one.name for one in (place.folder / "multi-user.target.wants").glob("watcher@*.service")]
    plan = systemd.uninstall(place, systemd.files_at(place), others)
    if dry_run:
        _print(plan)
        return
    if not plan:
        typer.echo(f"{place.service} is not installed.")
        return
    systemd.Systemd(place).carry_out(plan)
    typer.echo(f"{place.service} is stopped and taken away.")
    if place.instance:
        typer.echo(
            f"What it knew stays in /var/lib/private/watcher/{place.instance}, its config in {_config_of(place)}."
        )
        typer.echo(f"Its passwords stay in {_CREDENTIALS}/{systemd.stored(place.instance, '*')}.")
        return
    path = config or default_path()
    try:
        typer.echo(f"What it knew stays in {load(path).ledger_url.removeprefix('sqlite:///')}, its config in {path}.")
    except ConfigError:
        typer.echo(f"What it knew stays; its config is {path}.")


@commands.command()
def status(
    name: NameArgument = None, *, user: UserOption = False, system: SystemOption = False, as_json: JsonOption = False
) -> None:
    """Whether it runs, and how it stands. Exit code 7 where it does not run."""
    place = _place(name, user=user, system=system, look=True)
    told = systemd.Systemd(place).properties()
    state = _state(told)
    if as_json:
        print_json(state)
    else:
        for line in _lines(place, state):
            typer.echo(line)
    raise typer.Exit(int(Exit.OK if state["active"] == "active" else Exit.PARTLY_DONE))


@commands.command()
def logs(
    name: NameArgument = None,
    *,
    user: UserOption = False,
    system: SystemOption = False,
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Go on as it goes on.")] = False,
    lines: Annotated[int, typer.Option("--lines", "-n", min=1, help="So many of the last lines.")] = 100,
) -> None:
    """Show its log."""
    place = _place(name, user=user, system=system, look=True)
    words = [*place.journal(), "--no-pager", "--quiet", f"--lines={lines}", *(["--follow"] if follow else [])]
    try:
        done = subprocess.run(words, check=False)
    except FileNotFoundError:
        raise ConfigError("there is no systemd journal here") from None
    raise typer.Exit(int(Exit.PARTLY_DONE if done.returncode else Exit.OK))


def _place(name: str | None, *, user: bool, system: bool, look: bool = False) -> systemd.Place:
    """What the options name; ConfigError where they contradict each other, or root is needed."""
    if user and system:
        raise ConfigError("give --user or --system, not both")
    if not system:
        if name is not None:
            raise ConfigError("a NAME belongs to --system: your own service has none")
        return systemd.user_place(default_path().parent.parent)
    if name is None:
        raise ConfigError("with --system name whose service it is: watcher service install --system ada")
    if not look and os.getuid() != 0:
        raise ConfigError("the system's services belong to root: run it with sudo, or leave --system away")
    return systemd.system_place(name)


def _config_of(place: systemd.Place) -> Path:
    return Path("/etc/watcher") / f"{place.instance}.toml"


def _program(place: systemd.Place, config: Path) -> systemd.Program:
    if not place.instance:
        # The manager does not know what the shell sets: config and ledger are to be the same as on the command line.
        state = os.environ.get("XDG_STATE_HOME", "")
        return systemd.own_program(config, {"XDG_STATE_HOME": state} if os.path.isabs(state) else {})
    program = systemd.own_program()
    if program.in_a_home:
        raise ConfigError(
            f"{program.path} lies in a home directory, where a service of the system cannot look: install it "
            "elsewhere, as by `python3 -m venv /opt/watcher`"
        )
    if not config.stat().st_mode & 0o004:
        raise ConfigError(
            f"the service is a user of its own and cannot read {config}: chmod 644 it; it holds no secret"
        )
    return replace(program, config=None)


def _warnings(place: systemd.Place, config: Config) -> Iterator[str]:
    if not place.instance:
        if not (_LINGER / getpass.getuser()).exists():
            yield "It ends when you log out. On a server, to keep it: sudo loginctl enable-linger $USER"
        return
    for account, secret in config.secrets.items():
        if not secret.credential:
            yield f"{account}: the service can run no password manager and read no file of yours. Say in {config.path}:"
            yield '  password = { credential = "password" }'
        stored = _CREDENTIALS / systemd.stored(place.instance, secret.credential or "password")
        if not stored.exists():
            yield f"{account}: its password is not stored yet. Do that, then start the service anew:"
            yield f"  sudo mkdir -p -m 700 {_CREDENTIALS}"
            yield (
                f'  systemd-ask-password -n "Password of {account}:" | sudo systemd-creds encrypt '
                f"--name={secret.credential or 'password'} - {stored}"
            )
            yield f"  sudo systemctl restart {place.service}"
    for account, kept in config.grants.items():
        yield from _of_sign_in(place, config, account, kept.credential)
    for settings in config.accounts:
        if isinstance(settings, MaildirSettings):
            yield f"{settings.name}: a Maildir of yours is better watched by your own service: watcher service install"


def _of_sign_in(place: systemd.Place, config: Config, account: str, credential: str) -> Iterator[str]:
    """What is still to be done for an account that signs in at Google."""
    name = credential or "gmail"
    stored = _CREDENTIALS / systemd.stored(place.instance, name)
    if not credential:
        yield f"{account}: the service cannot read where you keep the sign-in to Google. Say in {config.path}:"
        yield f'  token = {{ credential = "{name}" }}'
    if not stored.exists():
        yield f"{account}: its sign-in is not stored yet. Make one by `watcher auth gmail`, with a config of your own"
        yield '  that says token = { file = "PATH" }; then:'
        yield f"  sudo mkdir -p -m 700 {_CREDENTIALS}"
        yield f"  sudo systemd-creds encrypt --name={name} PATH {stored}"
        yield f"  sudo systemctl restart {place.service}"


def _print(plan: systemd.Plan) -> None:
    for step in plan:
        match step:
            case systemd.Write(path, text):
                typer.echo(f"write {path}:")
                typer.echo("".join(f"    {line}\n" for line in text.splitlines()), nl=False)
            case systemd.Remove(path):
                typer.echo(f"remove {path}")
            case systemd.Run(words):
                typer.echo(f"run {shlex.join(words)}")


def _state(told: Mapping[str, str]) -> dict[str, str | int | None]:
    return {
        "installed": told.get("UnitFileState") or None,
        "active": told.get("ActiveState", "inactive"),
        "since": told.get("StateChangeTimestamp") or None,
        "pid": int(told.get("MainPID", "0")) or None,
        "restarts": int(told.get("NRestarts", "0")),
        "status": told.get("StatusText") or None,
        "result": told.get("Result") or None,
    }


def _lines(place: systemd.Place, state: Mapping[str, str | int | None]) -> Iterator[str]:
    if state["installed"] is None:
        yield f"{place.service} is not installed: watcher service install{place.options}"
        return
    process = f", PID {state['pid']}" if state["pid"] else ""
    yield f"{place.service}: {state['active']} since {state['since']}{process}"
    if state["status"]:
        yield f"  {state['status']}"
    if state["restarts"]:
        yield f"  started anew {state['restarts']} times after it ended unasked"
    if state["result"] not in ("success", None):
        yield f"  it ended by: {state['result']}; watcher service logs{place.options} tells more"
    if state["installed"] != "enabled":
        yield f"  it does not start by itself ({state['installed']}): watcher service install{place.options}"
