"""`watcher export` as the user runs it."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.system.test_commands import Run, config, run

__all__ = ["config", "run"]


def test_each_form_goes_to_stdout_alone(config: Path, run: Run) -> None:
    run("once", "--config", config)
    code, out, err = run("export", "--config", config)
    (row,) = csv.DictReader(io.StringIO(out, newline=""))
    assert (code, err, row["company"], row["drafts_waiting"]) == (0, "", "Acme", "1")
    _, out, _ = run("export", "--format", "jsonl", "--config", config)
    assert [json.loads(line)["record"] for line in out.splitlines()] == ["application", "event", "follow_up", "draft"]
    _, out, _ = run("export", "--format", "ics", "--config", config)
    (event,) = Calendar.from_ical(out.encode()).walk("VEVENT")
    assert str(event["SUMMARY"]) == "Due: receipt check to Jane Doe (Acme, Data Engineer)"


@pytest.mark.parametrize(
    ("name", "more", "begins"),
    [
        ("x.csv", (), b'"id"'),
        ("x.ICS", (), b"BEGIN:"),
        ("x.jsonl", (), b"{"),
        ("x", (), b'"id"'),
        ("x.csv", ("--format", "ics"), b"BEGIN:"),
    ],
)
def test_a_file_is_for_the_user_alone_and_its_name_tells_the_form(
    config: Path, run: Run, tmp_path: Path, name: str, more: tuple[str, ...], begins: bytes
) -> None:
    run("once", "--config", config)
    target = tmp_path / "out" / name
    target.parent.mkdir()
    target.write_text("older")
    target.chmod(0o644)
    previous = os.umask(0)
    try:
        code, out, err = run("export", "--out", target, *more, "--config", config)
    finally:
        os.umask(previous)
    assert (code, out, str(target) in err) == (0, "", True)
    assert target.read_bytes().startswith(begins)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert list(target.parent.iterdir()) == [target]


def test_a_file_that_cannot_be_written_is_one_sentence(config: Path, run: Run, tmp_path: Path) -> None:
    for target in (tmp_path / "no" / "where.csv", tmp_path):
        code, out, err = run("export", "--out", target, "--config", config)
        assert (code, out, "cannot be written" in err) == (2, "", True), err
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
