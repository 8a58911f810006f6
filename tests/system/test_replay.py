"""`watcher plan --at` and `watcher backtest` as the user runs them: they look forth and back, and write nothing."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.pipeline.letters import JANE, answer, application
from tests.system.test_commands import Run, run

NOW = datetime.now(UTC).replace(microsecond=0)
APPLIED = NOW - timedelta(days=40)

__all__ = ["run"]


@pytest.fixture
def config(tmp_path: Path, run: Run) -> Path:
    """A Maildir, read once: Acme answered after ten days; Borealis is silent since yesterday."""
    yesterday = application(NOW - timedelta(days=1), number=2, to="kim@borealis.example", company="Borealis")
    mails = {"": [answer(APPLIED + timedelta(days=10))], ".Sent": [application(APPLIED), yesterday], ".Drafts": []}
    for name, contents in mails.items():
        for part in ("cur", "new", "tmp"):
            (tmp_path / "Mail" / name / part).mkdir(parents=True, exist_ok=True)
        for number, content in enumerate(contents):
            (tmp_path / "Mail" / name / "cur" / f"{number}.test:2,S").write_bytes(content)
    path = tmp_path / "config.toml"
    path.write_text(
        """timezone = "Europe/Berlin"
[identity]
name = "Ada Example"
addresses = ["ada@example.org"]
[[accounts]]
name = "personal"
kind = "maildir"
path = "Mail"
write = false
[store]
url = "sqlite:///ledger.sqlite"
"""
    )
    assert run("once", "--config", path)[0] == 0
    return path


def writable(config: Path) -> None:
    config.write_text(config.read_text().replace("write = false", "write = true"))


def everything(folder: Path) -> object:
    """All files, and all that the ledger holds, wherever SQLite keeps it."""
    with closing(sqlite3.connect(folder / "ledger.sqlite")) as connection:
        held = list(connection.iterdump())
    files = (p for p in sorted(folder.rglob("*")) if p.is_file() and not p.name.startswith("ledger.sqlite"))
    return held, {str(p): p.read_bytes() for p in files}


def rows(run: Run, *arguments: object) -> dict[str, Any]:
    code, out, err = run(*arguments, "--json")
    assert code == 0, err
    value: dict[str, Any] = json.loads(out)
    return value


def test_plan_tells_the_days_until_then_and_writes_nothing(config: Path, run: Run) -> None:
    writable(config)
    before = everything(config.parent)
    until = (NOW + timedelta(days=30)).date()
    found = rows(run, "plan", "--at", until, "--config", config)
    drafts = [f for f in found["follow_ups"] if f["drafted_at"]]
    assert [(f["kind"], f["to"]) for f in drafts] == [
        ("conversation_follow_up", JANE),
        ("receipt_check", "kim@borealis.example"),
    ]
    assert all(f["subject"] and f["why"] and f["action"] == "draft" and f["held"] is None for f in drafts)
    assert datetime.fromisoformat(drafts[1]["drafted_at"]) == datetime.fromisoformat(drafts[1]["due_at"])
    code, out, _ = run("plan", "--at", until, "--config", config)
    assert code == 0
    assert "if no more mail comes and you leave every draft where it is" in out
    assert "receipt check to kim@borealis.example (Borealis, Data Engineer)" in out
    assert everything(config.parent) == before


def test_plan_as_if_sent_goes_on_with_the_ladder(config: Path, run: Run) -> None:
    writable(config)
    until = (NOW + timedelta(days=16)).date()
    found = rows(run, "plan", "--at", until, "--as-if", "sent", "--config", config)
    kinds = [f["kind"] for f in found["follow_ups"] if f["drafted_at"]]
    assert sorted(kinds) == ["conversation_follow_up", "persistence", "receipt_check", "second_follow_up"]
    assert found["as_if"] == "sent"


def test_plan_without_a_day_is_that_of_now(config: Path, run: Run) -> None:
    writable(config)
    now = {f["kind"]: f["action"] for f in rows(run, "plan", "--config", config)["follow_ups"]}
    assert now == {"conversation_follow_up": "draft", "receipt_check": "none"}


def test_plan_of_a_past_day_knows_only_what_was_known_then(config: Path, run: Run) -> None:
    day = (APPLIED + timedelta(days=9)).date()
    writable(config)
    found = rows(run, "plan", "--at", day, "--config", config)
    assert [(f["company"], f["kind"], f["action"]) for f in found["follow_ups"]] == [("Acme", "receipt_check", "draft")]
    assert "As it stood on" in run("plan", "--at", day, "--config", config)[1]


def test_a_draft_stands_in_drafts_from_the_moment_it_was_written_and_in_one_list(config: Path, run: Run) -> None:
    writable(config)
    assert run("once", "--config", config)[0] == 0
    earlier = run("plan", "--at", (APPLIED + timedelta(days=11)).date(), "--config", config)[1]
    assert "In your Drafts already:" not in earlier
    assert earlier.count("conversation follow up") == 1
    ahead = run("plan", "--at", (NOW + timedelta(days=30)).date(), "--config", config)[1]
    assert ahead.count("conversation follow up") == 1
    assert "In your Drafts already:" in ahead


def test_backtest_tells_what_became_of_each_draft_and_writes_nothing(config: Path, run: Run) -> None:
    before = everything(config.parent)
    since = (APPLIED - timedelta(days=1)).date()
    found = rows(run, "backtest", "--since", since, "--config", config)
    acme, taken_up = found["drafted"]
    assert (acme["kind"], acme["company"], acme["to"]) == ("receipt_check", "Acme", JANE)
    assert (acme["outcome"], acme["wrong"]) == ("withdrawn", None)
    answered = (APPLIED + timedelta(days=10)).date()
    assert acme["ended_why"] == f"an answer came on {answered}"
    assert (taken_up["kind"], taken_up["outcome"]) == ("conversation_follow_up", "waiting")
    assert (found["missed"], found["undrafted"]) == ([], [])
    code, out, _ = run("backtest", "--since", since, "--config", config)
    assert code == 0
    assert f"receipt check to {JANE} (Acme, Data Engineer): taken back after" in out
    assert "Wrong, by all that is known today: none." in out
    assert everything(config.parent) == before


def test_backtest_of_one_application_and_of_a_span(config: Path, run: Run) -> None:
    since = (APPLIED - timedelta(days=1)).date()
    alone = rows(run, "backtest", "--since", since, "--application", "borealis", "--config", config)
    assert alone["drafted"] == []
    until = (APPLIED + timedelta(days=9)).date()
    short = rows(run, "backtest", "--since", since, "--until", until, "--config", config)
    assert [d["outcome"] for d in short["drafted"]] == ["waiting"]
    assert "nothing" in run("backtest", "--since", since, "--until", APPLIED.date(), "--config", config)[1]


@pytest.mark.parametrize("days", [("2999-01-01",), ("soon",), ("2026-03-02", "--until", "2026-03-01")])
def test_backtest_refuses_a_span_that_is_none(config: Path, run: Run, days: tuple[str, ...]) -> None:
    code, _, err = run("backtest", "--since", *days, "--config", config)
    assert code == 2
    assert "Traceback" not in err
