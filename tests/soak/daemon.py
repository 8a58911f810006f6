"""`watcher` by another clock: ``python -m tests.soak.daemon CLOCK run --config FILE``. All else is the product's own."""

from __future__ import annotations

import importlib
import sys
from functools import partial
from pathlib import Path

from tests.soak.clock import SharedClock
from watcher import cli
from watcher.bootstrap import wire


def main() -> None:
    clock = SharedClock(Path(sys.argv.pop(1)))
    # By its module's name: the package holds a function of the same name.
    module = importlib.import_module("watcher.daemon.run")
    module.wire = partial(wire, clock=clock)  # type: ignore[attr-defined]
    cli.main()


if __name__ == "__main__":
    main()
