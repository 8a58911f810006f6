"""What the service manager is told: sd_notify(3), lines in one datagram to the socket that it names."""

from __future__ import annotations

import contextlib
import os
import socket
import time
from collections.abc import Mapping

LONGEST = 500
"""Characters of a STATUS line: it is to be read at a glance."""

TOLD = ("NOTIFY_SOCKET", "WATCHDOG_PID", "WATCHDOG_USEC")
"""What a service manager tells its service by, and no other: a child that has it could speak in the service's place."""


class Manager:
    """The service manager that started this process, or nobody. Nothing that is told can fail: it may not listen."""

    def __init__(self, environment: Mapping[str, str] = os.environ, pid: int | None = None) -> None:
        address = environment.get("NOTIFY_SOCKET", "")
        # Abstract sockets are written with "@" for the NUL octet (unix(7)).
        self._address = f"\0{address[1:]}" if address.startswith("@") else address
        self._status = ""
        mine = environment.get("WATCHDOG_PID", "") in ("", str(pid or os.getpid()))
        told = environment.get("WATCHDOG_USEC", "")
        watched = bool(self._address) and mine and told.isascii() and told.isdigit() and int(told) > 0
        self.within: float | None = int(told) / 1e6 if watched else None
        """Seconds within which it wants to hear `alive` again and again; None where it does not ask."""

    @property
    def present(self) -> bool:
        """There is one."""
        return bool(self._address)

    def ready(self) -> None:
        """The watch began, or goes on with another config."""
        self._tell("READY=1")

    def reloading(self) -> None:
        """The config is read anew; `ready` follows."""
        self._tell("RELOADING=1", f"MONOTONIC_USEC={time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000}")

    def stopping(self, why: str) -> None:
        """The end has begun."""
        self._tell("STOPPING=1", f"STATUS={_line(f'stopping: {why}')}")

    def alive(self) -> None:
        """There was progress."""
        if self.within is not None:
            self._tell("WATCHDOG=1")

    def status(self, words: str) -> None:
        """What a human is to read in `systemctl status`; told where it changed."""
        line = _line(words)
        if line != self._status:
            self._status = line
            self._tell(f"STATUS={line}")

    def _tell(self, *lines: str) -> None:
        if not self._address:
            return
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
            sender.settimeout(1.0)  # its queue may be full
            sender.connect(self._address)
            sender.send("\n".join(lines).encode())


def _line(words: str) -> str:
    """One line: what follows a line end would be another assignment, and words may come from a server."""
    told = "".join(sign if sign.isprintable() else " " for sign in words)
    return told if len(told) <= LONGEST else f"{told[: LONGEST - 1]}…"
