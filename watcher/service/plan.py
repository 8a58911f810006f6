"""What to write and to run. Pure: what is there already is an argument, and nothing is done."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from watcher.errors import ConfigError

_INSTANCE = re.compile(r"[a-z][a-z0-9_-]{0,22}")
"""The instance is part of a user name, which has at most 31 characters."""


@dataclass(frozen=True, slots=True)
class Place:
    """One service: of the user manager, or an instance of the system's. `unit` is its file, `service` its own name."""

    service: str
    unit: str
    folder: Path
    instance: str = ""

    @property
    def manager(self) -> tuple[str, ...]:
        """The options of `systemctl`."""
        return () if self.instance else ("--user",)

    @property
    def options(self) -> str:
        """The options of `watcher service`."""
        return f" --system {self.instance}" if self.instance else ""

    @property
    def drop_in(self) -> Path:
        """The file that adds to the unit for this instance alone."""
        return self.folder / f"{self.service}.d" / "credentials.conf"

    def journal(self) -> tuple[str, ...]:
        """The command that shows its log."""
        return "journalctl", f"--{'' if self.instance else 'user-'}unit={self.service}"


def user_place(config_home: Path) -> Place:
    """The service of the user manager; `config_home` is XDG_CONFIG_HOME."""
    return Place("watcher.service", "watcher.service", config_home / "systemd" / "user")


def system_place(instance: str) -> Place:
    """An instance in the system manager; ConfigError where its name cannot be part of a user's."""
    if not _INSTANCE.fullmatch(instance):
        raise ConfigError(
            f"“{instance}” cannot name a service: small letters, digits, - and _, at most 23, a letter first"
        )
    return Place(f"watcher@{instance}.service", "watcher@.service", Path("/etc/systemd/system"), instance)


@dataclass(frozen=True, slots=True)
class Write:
    """Write a file for all to read, with its folders."""

    path: Path
    text: str


@dataclass(frozen=True, slots=True)
class Remove:
    """Remove a file, and its folder where that is empty then."""

    path: Path


@dataclass(frozen=True, slots=True)
class Run:
    """Run a command, which has to succeed unless `may_fail`."""

    words: tuple[str, ...]
    may_fail: bool = False


Plan = list[Write | Remove | Run]

Found = Mapping[Path, str]
"""The files that are there, with their text."""


def install(place: Place, unit: str, drop_in: str, found: Found) -> Plan:
    """Put a service there, or bring it up to date: what runs already is started anew only where something changed."""
    wanted = {place.folder / place.unit: unit} | ({place.drop_in: drop_in} if drop_in else {})
    steps: Plan = [Write(path, text) for path, text in wanted.items() if found.get(path) != text]
    if not drop_in and place.drop_in in found:
        steps.append(Remove(place.drop_in))
    changed = bool(steps)
    if changed:
        steps.append(_systemctl(place, "daemon-reload"))
    steps.append(_systemctl(place, "enable", place.service))
    if changed and place.instance:
        # The unit is everyone's: other instances that run get the new program too.
        steps.append(_systemctl(place, "try-restart", "watcher@*.service"))
    elif changed:
        steps.append(_systemctl(place, "try-restart", place.service))
    steps.append(_systemctl(place, "start", place.service))
    return steps


def uninstall(place: Place, found: Found, others: Iterable[str]) -> Plan:
    """Stop a service and take its files away; config and ledger stay. `others` are instances that need the unit."""
    steps: Plan = []
    if place.folder / place.unit in found:
        steps.append(_systemctl(place, "disable", "--now", place.service))
    steps += [Remove(path) for path in (place.drop_in, place.folder / place.unit) if path in found]
    if place.instance and {*others} - {place.service}:
        steps = [step for step in steps if step != Remove(place.folder / place.unit)]
    if steps:
        steps.append(_systemctl(place, "daemon-reload"))
        steps.append(Run(("systemctl", *place.manager, "reset-failed", place.service), may_fail=True))
    return steps


def _systemctl(place: Place, *words: str) -> Run:
    return Run(("systemctl", *place.manager, *words))
