"""`make demo-gmail` does what it shows."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from tests.servers.demo_gmail import play
from tests.servers.emulator import Emulator
from watcher.config import load
from watcher.demo import stories


@pytest.mark.server
def test_the_drafts_stand_in_the_emulator_each_in_its_conversation(
    emulator: Emulator, fresh_email: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
    console = Console(file=StringIO(), width=120)
    found = play(emulator, fresh_email, tmp_path, console, ordinary=False)
    zone = load(tmp_path / "config.toml").zone
    expected = Counter(
        draft.to
        for story in stories(datetime.now(UTC), zone)
        for one in story.expected
        for draft in one.drafts
    )  # fmt: skip
    assert Counter(str(one.message["To"]).split("<")[1].strip(">").lower() for one in found) == expected
    assert all(one.in_its_place for one in found)
    assert any(one.before for one in found)
    assert isinstance(console.file, StringIO)
    assert "sent: 0" in console.file.getvalue()
