"""The unit files: one source, in the folder systemd/, with the path of the installed program put in."""

from __future__ import annotations

import sysconfig
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

import watcher
from watcher.errors import ConfigError

_PROGRAM = "/usr/bin/watcher"
"""What the packaged units start: right where a distribution installs them as they are."""

_HOMES = ("/home/", "/root/", "/run/user/")

PASSWORD = "password"  # noqa: S105 - the name of a credential
"""The one credential that the packaged unit loads itself."""


@dataclass(frozen=True, slots=True)
class Program:
    """What a unit starts: the executable, the config it is given, and what has to stand in its environment."""

    path: Path
    version: str
    config: Path | None = None
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def in_a_home(self) -> bool:
        """It lies where a service of the system must not look (ProtectHome=)."""
        return f"{self.path}".startswith(_HOMES)


def own_program(config: Path | None = None, environment: Mapping[str, str] | None = None) -> Program:
    """The program of the environment that this code runs in; ConfigError where it has none."""
    path = Path(sysconfig.get_path("scripts")) / "watcher"
    if not path.is_file():
        raise ConfigError(f"there is no program {path}: install watcher with pip, then run its own `watcher`")
    return Program(path, version("watcher"), config, environment or {})


def packaged(name: str) -> str:
    """A unit file as it is packaged: within the package where installed from a wheel, beside it in a checkout."""
    package = Path(watcher.__file__).parent
    for place in (package / "systemd", package.parent / "systemd"):
        if (place / name).is_file():
            return (place / name).read_text("utf-8")
    raise ConfigError("this installation lacks its systemd folder: install watcher again")


def rendered(unit: str, program: Program) -> str:
    """The text of a unit that starts this program. It names the version, so that another is a change."""
    config = ["--config", str(program.config)] if program.config else []
    lines = [f"# Written by watcher {program.version}; `watcher service install` writes it anew."]
    for line in unit.splitlines():
        start, found, rest = line.partition(f"={_PROGRAM} ")
        if not found:
            lines.append(line)
            continue
        lines += [f"Environment={quoted(f'{key}={value}')}" for key, value in program.environment.items()]
        lines.append(" ".join([f"{start}={quoted(str(program.path))}", rest, *map(quoted, config)]))
    return "\n".join(lines) + "\n"


def credentials(instance: str, names: Iterable[str]) -> str:
    """The drop-in that loads these credentials besides the packaged unit's own; "" where there are no others."""
    lines = [f"LoadCredentialEncrypted={name}:{stored(instance, name)}" for name in sorted({*names} - {PASSWORD})]
    return "\n".join(["# Written by watcher: what the config names.", "[Service]", *lines, ""]) if lines else ""


def stored(instance: str, name: str) -> str:
    """What a credential of an instance is called in /etc/credstore.encrypted."""
    return f"watcher.{instance}.{name}"


def quoted(word: str) -> str:
    """One word of a command line or an assignment in a unit (systemd.syntax(7), systemd.service(5))."""
    if not word.isprintable() or "$" in word:
        raise ConfigError(f"{word!r} has a sign that a unit file cannot hold: give it another name")
    plain = word.replace("%", "%%")
    if all(sign.isalnum() or sign in "/._-=%@:+," for sign in plain):
        return plain
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
