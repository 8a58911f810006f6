"""The step from the command to the daemon: another program in the same process, which keeps its PID."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

from watcher.program import module


def begin(config: Path | None, every: int, log_format: str | None, log_level: str | None) -> NoReturn:
    """Become the daemon. `every` is the seconds between two safety readings; None is as the config has it.

    What the service manager gave (its socket, credentials, standard error) is the process's, and stays.
    """
    given = {"config": config, "every": every, "log-format": log_format, "log-level": log_level}
    options = [f"--{name}={value}" for name, value in given.items() if value is not None]
    sys.stderr.flush()
    os.execv(sys.executable, [*module("watcher.daemon"), *options])  # noqa: S606 - our own interpreter
