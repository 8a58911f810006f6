"""The config, read by a child process: pydantic and its tables take 8 MB that a daemon would keep."""

from __future__ import annotations

import pickle
import subprocess
from pathlib import Path

from watcher.config.types import Config
from watcher.errors import ConfigError, WatcherError
from watcher.program import module

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
