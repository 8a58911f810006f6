"""The time of the run: real time with an offset that the harness moves, in a file that the daemon's process maps."""

from __future__ import annotations

import mmap
import struct
from datetime import UTC, datetime, timedelta
from pathlib import Path

_SECONDS = struct.Struct("d")


class SharedClock:
    """Gives the (aware) time; whoever has the file may move it, for all processes at once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        if not path.exists():
            path.write_bytes(_SECONDS.pack(0.0))
        with path.open("r+b") as file:
            self._memory = mmap.mmap(file.fileno(), _SECONDS.size)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=_SECONDS.unpack_from(self._memory)[0])

    def move_to(self, moment: datetime) -> None:
        """Set it; the monotonic clocks of the machine go on as they did, as over a sleep."""
        _SECONDS.pack_into(self._memory, 0, (moment - datetime.now(UTC)).total_seconds())

    def move_by(self, seconds: float) -> None:
        """Set it forward, or back below 0."""
        self.move_to(self() + timedelta(seconds=seconds))

    def close(self) -> None:
        self._memory.close()
