"""A desktop notification (org.freedesktop.Notifications) where the user has a session; elsewhere none."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

_SECONDS = 10
_TITLE = "watcher needs you"


def notify(account: str) -> bool:
    """Tell the user that an account needs them; False where that cannot be shown. It may take seconds.

    A notification may be seen by whoever looks at the screen: it holds the account's name and nothing else.
    """
    command = _command(f"The account “{account}” cannot be read. “watcher status” says why.")
    if not command:
        return False
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _command(text: str) -> list[str]:
    """The program of libnotify, else systemd's own; [] where there is no session bus or neither."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if not os.environ.get("DBUS_SESSION_BUS_ADDRESS") and not (runtime and Path(runtime, "bus").exists()):
        return []
    if program := shutil.which("notify-send"):
        return [program, "--app-name=watcher", "--urgency=critical", "--", _TITLE, text]
    if program := shutil.which("busctl"):
        name, path = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
        values = ["watcher", "0", "", _TITLE, text, "0", "0", "-1"]
        return [program, "--user", "--", "call", name, path, name, "Notify", "susssasa{sv}i", *values]
    return []
