"""How fast `explain` reads: messages a second through reading and inference, on the demo's mailbox."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from watcher.bootstrap import inference_tables
from watcher.demo import write_mailbox
from watcher.mail.files import messages_in
from watcher.pipeline.explain import explain
from watcher.pipeline.infer import Reader


def test_explain(benchmark: Any, tmp_path: Path) -> None:
    search = write_mailbox(tmp_path / "Maildir", datetime(2026, 3, 18, 9, 0, tzinfo=UTC), ZoneInfo("UTC"))
    mails = [data for _, data in messages_in(search.path) if isinstance(data, bytes)]
    reader = Reader(inference_tables(), frozenset({"ada@example.org"}))
    found = benchmark(lambda: [explain("", data, reader) for data in mails])
    benchmark.extra_info["messages"] = len(mails)
    assert any(one.inference.events for one in found)
