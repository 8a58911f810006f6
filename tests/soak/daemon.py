"""`watcher run` by another clock, in processes that are forked from one in which everything is loaded already.

``python -m tests.soak.daemon CLOCK LOG --config=FILE --every=SECONDS`` starts a process for each line on stdin, as a
supervisor would, and tells on stdout, in lines: ``began PID`` and ``ended PID CODE``. Loading costs seconds, which a
process that is killed every few seconds would do nothing else in. All else is the product's own: each has its memory,
its files and its signals.
"""

from __future__ import annotations

import importlib
import os
import select
import sys
from datetime import timedelta
from functools import partial
from pathlib import Path

from tests.soak.clock import SharedClock
from watcher import bootstrap
from watcher.daemon import digests
from watcher.daemon.__main__ import main as watch


def main() -> None:
    clock, log = SharedClock(Path(sys.argv.pop(1))), sys.argv.pop(1)
    # By its module's name: the package holds a function of the same name.
    module = importlib.import_module("watcher.daemon.run")
    module.wire = partial(bootstrap.wire, clock=clock)  # type: ignore[attr-defined]
    # The time leaps every few seconds: what would wait for a minute, or for half an hour, would never come.
    digests.SOON, digests.AGAIN = timedelta(seconds=1), timedelta(seconds=3)
    for load in (bootstrap.inference_tables, bootstrap.addresses, bootstrap.windows, bootstrap.templates):
        load()
    alive: set[int] = set()
    while True:
        wanted = select.select([0], [], [], 0.05)[0]
        if wanted:
            if not os.read(0, 1):
                return
            alive.add(_fork(log))
        for pid in list(alive):
            found, status = os.waitpid(pid, os.WNOHANG)
            if found:
                alive.discard(pid)
                os.write(1, b"ended %d %d\n" % (pid, os.waitstatus_to_exitcode(status)))


def _fork(log: str) -> int:
    pid = os.fork()
    if pid:
        os.write(1, b"began %d\n" % pid)
        return pid
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    null = os.open(os.devnull, os.O_RDONLY)
    for given, name in ((null, 0), (output, 1), (output, 2)):
        os.dup2(given, name)
    os.closerange(3, 64)
    watch()
    raise AssertionError


if __name__ == "__main__":
    main()
