"""`watcher simulate` as the user runs it."""

from __future__ import annotations

import json
import sys

import pytest

from watcher.cli import main

TINY = ("--applications", "3", "--noise", "5", "--days", "12")


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["watcher", "simulate", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code if isinstance(ended.value.code, int) else 0


def test_it_prints_a_table_and_json(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch, *TINY, "--seeds", "6") == 0
    out = capsys.readouterr().out
    assert "in window" in out
    assert "after an answer" in out
    code = run(monkeypatch, *TINY, "--seeds", "6-7", "--jobs", "2", "--json")
    told = json.loads(capsys.readouterr().out)
    assert code == (0 if all(one["reached"] for one in told) else 7)
    assert [one["seed"] for one in told] == [6, 7]
    assert told[0]["violations"] == []


@pytest.mark.parametrize("text", ["", "5-1", "1-20-3", "a-b", "0-5000"])
def test_a_range_that_is_none_is_refused(
    text: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "--seeds", text) == 2
    assert "write it as 7 or as 1-20" in capsys.readouterr().err


def test_employers_write_in_the_languages_that_are_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, *TINY, "--seeds", "6", "--languages", "de,pt") == 0
    assert "in window" in capsys.readouterr().out
    assert run(monkeypatch, "--languages", "de,xx") == 2
    assert "no letters in “xx”: choose of de, en, es, fr, it, nl, pt" in capsys.readouterr().err
