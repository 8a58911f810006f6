"""The end of a watch: nothing is told that is no fault."""

from __future__ import annotations

import threading
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from apscheduler.executors.pool import ThreadPoolExecutor

from tests.daemon.keeping import config, eventually, keeping
from watcher.daemon.events import Chore


def test_a_time_that_comes_in_the_moment_of_the_end_breaks_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    submitting = threading.Event()
    submit = ThreadPoolExecutor.submit_job

    def slowly(self: ThreadPoolExecutor, *given: Any) -> None:
        submitting.set()
        time.sleep(0.5)
        submit(self, *given)

    monkeypatch.setattr(ThreadPoolExecutor, "submit_job", slowly)
    for part in ("cur", "new", "tmp"):
        (tmp_path / "mail" / part).mkdir(parents=True)
    broken: list[object] = []
    monkeypatch.setattr(threading, "excepthook", broken.append)
    chore = Chore("often", lambda now: now + timedelta(seconds=0.2), lambda: None)
    table = f'[[accounts]]\nname = "local"\nkind = "maildir"\npath = "{tmp_path / "mail"}"\n'
    with keeping(config(tmp_path, table), chores=[chore]):
        eventually(submitting.is_set)
    assert not broken
