"""What became of a draft, as the command line tells it: over a Maildir, with the user's program played here."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.contracts import programs
from tests.pipeline.letters import answer
from tests.system.test_commands import Run, config, drafts, put, run

__all__ = ["config", "run"]


@pytest.fixture
def draft(config: Path, run: Run) -> Path:
    run("once", "--config", config)
    (path,) = drafts(config)
    return path


def test_show_tells_how_surely_a_draft_was_sent(config: Path, run: Run, draft: Path) -> None:
    put(config.parent / "Mail", ".Sent", programs.phone_to_a_colleague(draft.read_bytes(), datetime.now(UTC)))
    draft.unlink()
    run("once", "--config", config)
    _, out, _ = run("show", "Acme", "--config", config)
    told = " ".join(out.split())
    assert (
        "draft of receipt check to jane.doe@acme.example, sent: you sent it (certain, by subject, 100% of its" in told
    )
    assert f"to {programs.BOB}" in told
    (row,) = json.loads(run("show", "Acme", "--config", config, "--json")[1])["drafts"]
    assert (row["state"], row["sent"]["certainty"], row["sent"]["to"]) == ("sent", "certain", [programs.BOB])


def test_an_edited_draft_that_is_no_longer_right_is_named(config: Path, run: Run, draft: Path) -> None:
    draft.write_bytes(draft.read_bytes() + b"I moved to Bergen.\n")
    put(config.parent / "Mail", "", answer(datetime.now(UTC)))
    _, out, _ = run("once", "--config", config)
    assert "you changed it, so it stays until you send or delete it" in " ".join(out.split())
    _, out, _ = run("status", "--config", config)
    assert "No longer right, and changed by you: “Re: Application" in " ".join(out.split())
    (row,) = json.loads(run("status", "--config", config, "--json")[1])["left_alone"]
    assert row["why"].startswith("an answer came")
    assert drafts(config) == [draft]
