"""A service manager's end of sd_notify(3), as a real socket."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Listening:
    """All lines that were told, in order."""

    def __init__(self, address: str, watchdog: float | None) -> None:
        self.lines: list[str] = []
        self.environment = {"NOTIFY_SOCKET": address}
        if watchdog is not None:
            self.environment["WATCHDOG_USEC"] = str(int(watchdog * 1e6))

    def told(self, begin: str) -> list[str]:
        """The lines that begin so."""
        return [line for line in self.lines if line.startswith(begin)]


@contextmanager
def listening(folder: Path, *, watchdog: float | None = None, abstract: bool = False) -> Iterator[Listening]:
    """Listen until the end of the block."""
    path = f"{folder}/notify"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as receiver:
        receiver.bind(f"\0{path}" if abstract else path)
        heard = Listening(f"@{path}" if abstract else path, watchdog)

        def listen() -> None:
            while data := receiver.recv(65536):
                heard.lines += data.decode().split("\n")

        thread = threading.Thread(target=listen)
        thread.start()
        try:
            yield heard
        finally:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
                sender.sendto(b"", f"\0{path}" if abstract else path)
            thread.join()
