"""The child of `apart`: ``python -m watcher.config [PATH]`` writes the config, or its ConfigError, to stdout."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

from watcher.config import Config, load
from watcher.errors import ConfigError


def main() -> None:
    """Read it and tell."""
    found: Config | ConfigError
    try:
        found = load(Path(sys.argv[1]) if sys.argv[1:] else None)
    except ConfigError as error:
        found = error
    sys.stdout.buffer.write(pickle.dumps(found))


if __name__ == "__main__":
    main()
