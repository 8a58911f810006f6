"""start: what the command `watcher` runs first."""

from __future__ import annotations

import signal
import sys


def main() -> None:
    """Run the command line. While `watcher run` is loaded, SIGHUP is left alone: it asks for a config not yet read."""
    if sys.argv[1:2] == ["run"]:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    from watcher import cli  # after that: loading takes a second

    cli.main()
