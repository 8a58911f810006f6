"""config: the user's TOML file to a `Config`, or a ConfigError with every problem at once.

`load` reads and checks; passwords are never in it, only `Secret`s that fetch them. `apart` does so by a child process.

types      what a config says, as plain values
file       a file                         gives  a `Config`
models     its tables, limits, defaults   (pydantic)
problems   what pydantic found wrong      gives  sentences
apart      the same, by a child process: nothing of pydantic stays
"""

from __future__ import annotations

from pathlib import Path

from watcher.config.places import default_path
from watcher.config.secret import Secret
from watcher.config.types import SMTP, Cadence, Config, Digest, Identity, Sync

__all__ = ["SMTP", "Cadence", "Config", "Digest", "Identity", "Secret", "Sync", "default_path", "load"]


def load(path: Path | None = None) -> Config:
    """The config at `path`, or at the default path; ConfigError with all problems, each with line and key."""
    from watcher.config.file import read  # it loads pydantic, which the daemon does without

    return read(path)
