"""Two minutes of `make soak`."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from tests.servers.dovecot import Dovecot
from tests.soak.run import Run
from tests.soak.table import lines

pytestmark = [pytest.mark.server, pytest.mark.slow_first]


def test_no_promise_breaks_over_days_of_random_faults(dovecot: Dovecot, tmp_path: Path) -> None:
    with closing(Run(seed=7, seconds=120, folder=tmp_path)) as run:
        outcome = run.go()
    told = "\n".join(lines(outcome))
    assert not outcome.wrong, told
    # It did what it is for, however slow the machine.
    assert sum(outcome.faults.values()) > 20, told
    assert outcome.fates.total() > 0, told
    assert outcome.ends["SIGKILL"] > 0, told
    assert sum(count for name, count in outcome.faults.items() if name.startswith("append")) > 2, told
