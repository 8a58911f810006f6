"""Carries a plan out: files, and the commands of systemd."""

from __future__ import annotations

import contextlib
import os
import shlex
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from watcher.errors import ConfigError, ServiceError
from watcher.service.plan import Found, Place, Plan, Remove, Run, Write

_SECONDS = 700.0
"""A start waits until the watch began: the unit's TimeoutStartSec, and some."""


class Systemd:
    """The systemd that a place belongs to; ConfigError at once where it cannot be reached."""

    def __init__(self, place: Place, environment: Mapping[str, str] = os.environ) -> None:
        self._place = place
        # Not set in su, sudo and cron; the manager may be there all the same (pam_systemd(8)).
        own = {"XDG_RUNTIME_DIR": f"/run/user/{os.getuid()}"} if not place.instance else {}
        self._environment = {**own, **environment}
        try:
            done = self._run(("systemctl", *place.manager, "show", "--property=Version"))
        except FileNotFoundError:
            raise ConfigError("there is no systemd here: start `watcher run` in another way that keeps it up") from None
        if done.returncode:
            raise ConfigError(_unreachable(place, done.stderr))

    def carry_out(self, plan: Plan) -> None:
        """Do it all in order; ServiceError, which says what failed, ends it."""
        for step in plan:
            try:
                self._do(step)
            except OSError as error:
                raise ServiceError(f"{error.filename}: {error.strerror}; nothing further was done") from error

    def properties(self) -> Mapping[str, str]:
        """What `systemctl show` tells of the service."""
        done = self._run(("systemctl", *self._place.manager, "show", self._place.service))
        pairs = (line.partition("=") for line in done.stdout.splitlines())
        return {name: value for name, _, value in pairs}

    def _do(self, step: Write | Remove | Run) -> None:
        match step:
            case Write(path, text):
                path.parent.mkdir(parents=True, exist_ok=True)
                partial = path.with_name(f".{path.name}.new")
                partial.write_text(text, "utf-8")
                partial.chmod(0o644)
                partial.replace(path)
            case Remove(path):
                path.unlink(missing_ok=True)
                with contextlib.suppress(OSError):
                    if path.parent.name.endswith(".d"):
                        path.parent.rmdir()
            case Run(words, may_fail):
                done = self._run(words)
                if done.returncode and not may_fail:
                    raise ServiceError(self._failed(words, done.stderr))

    def _failed(self, words: Sequence[str], told: str) -> str:
        what = f"`{shlex.join(words)}` failed: {' '.join(told.split())}"
        status = self.properties().get("StatusText", "")
        why = f" It said: {status}." if status else ""
        return f"{what}{why} `watcher service logs{self._place.options}` shows its log."

    def _run(self, words: Sequence[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            words, capture_output=True, text=True, env=self._environment, timeout=_SECONDS, check=False
        )


def files_at(place: Place) -> Found:
    """The files of a place that are there."""
    found: dict[Path, str] = {}
    for path in (place.folder / place.unit, place.drop_in):
        with contextlib.suppress(FileNotFoundError):
            found[path] = path.read_text("utf-8", "replace")
    return found


def _unreachable(place: Place, told: str) -> str:
    if place.instance:
        return f"the system's systemd cannot be reached ({' '.join(told.split())}): is this a container without one?"
    return (
        f"your systemd user manager cannot be reached ({' '.join(told.split())}): log in on the machine itself or over "
        "ssh, not by su or sudo. On a server run `sudo loginctl enable-linger $USER` once, so that it is there without "
        "a login; or use `watcher service install --system NAME`"
    )
