"""``make soak``: SOAK_SEED (drawn where it is not given) and SOAK_SECONDS (600); exit code 1 where a promise broke."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from pathlib import Path
from random import SystemRandom
from shutil import rmtree
from tempfile import mkdtemp

from tests.servers.dovecot import missing
from tests.soak.run import Run
from tests.soak.table import lines


def main() -> int:
    if absent := missing():
        sys.stderr.write(f"{absent}\n")
        return 1
    seed = int(os.environ.get("SOAK_SEED") or SystemRandom().randrange(10_000))
    folder = Path(mkdtemp(prefix="watcher-soak-"))
    sys.stdout.write(f"seed {seed}, in {folder}\n")
    sys.stdout.flush()
    with closing(Run(seed, float(os.environ.get("SOAK_SECONDS") or 600), folder)) as run:
        outcome = run.go()
    sys.stdout.write("".join(f"{line}\n" for line in lines(outcome)))
    if not outcome.wrong:
        rmtree(folder)
    return bool(outcome.wrong)


if __name__ == "__main__":
    sys.exit(main())
