"""The config, read by a child process: pydantic and its tables take 8 MB that a daemon would keep."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import watcher
from watcher.config.types import Config
from watcher.errors import ConfigError, WatcherError

_SECONDS = 120


def load_apart(path: Path | None = None) -> Config:
    """As `load`; a WatcherError that may pass where no child can be had just now."""
    try:
        done = subprocess.run(
            [*module("watcher.config"), *([str(path)] if path else [])],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=True,
        )
        # What it gives comes from our own program alone.
        found = pickle.loads(done.stdout)  # noqa: S301
    except (OSError, subprocess.SubprocessError, EOFError, pickle.UnpicklingError) as error:
        raise WatcherError("the config cannot be read just now: its reader did not start, or ended early") from error
    if isinstance(found, ConfigError):
        raise found
    assert isinstance(found, Config)
    return found


def module(name: str) -> list[str]:
    """The command that runs a module of this program as a process.

    -P: modules are not looked for in the working directory, unless this program itself lies there (a checkout).
    """
    with suppress(OSError):
        if Path(watcher.__file__).parents[1].samefile(os.curdir):
            return [sys.executable, "-m", name]
    return [sys.executable, "-P", "-m", name]
