"""The evaluation itself: what its figures mean, on mail whose answers are known."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.evaluate import cases, evaluate, text

REJECTED = {
    "from": "Talent <jobs@acme.example>",
    "to": "Ada <ada@example.org>",
    "subject": "Your application for Data Engineer at Acme",
    "body": "Dear Ada,\n\nwe have decided to go on with other candidates for the Data Engineer position at Acme.",
}
ROWS = [
    REJECTED | {"label": "rejection", "company": "Acme", "role": "Data Engineer", "source": "one:1"},
    REJECTED | {"label": "offer", "company": "Acme Inc", "role": "Welder", "source": "two:1"},
    REJECTED | {"label": "negative", "source": "two:2"},
    {"label": "negative", "subject": "Lunch", "body": "Noon at the usual place?", "source": "one:2"},
    REJECTED | {"label": "offer", "ambiguous": True},
]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "some.jsonl").write_text("\n".join(json.dumps(row) for row in ROWS), encoding="utf-8")
    return tmp_path


def test_figures_count_what_is_right_and_what_is_wrong(corpus: Path) -> None:
    figures = evaluate(cases([corpus]))
    assert figures["rows"] == 4
    assert figures["event_precision"] == pytest.approx(2 / 3)
    assert figures["event_recall"] == 1.0
    assert figures["kinds"]["rejection"] == {"n": 1, "precision": 1 / 3, "recall": 1.0, "f1": 0.5}
    assert figures["kinds"]["offer"]["recall"] == 0.0
    assert figures["micro_f1"] == pytest.approx(2 / 5)
    assert figures["false_events_per_1000"] == 500
    assert figures["names"] == {
        "company": {"exact": 1, "but for the legal form": 1},
        "role": {"exact": 1, "wrong": 1},
    }
    assert figures["sources"]["two"]["right"] == 0
    assert figures["ambiguous"]["rows"] == 1
    assert ["offer", "rejection", 1] in figures["confusion"]


def test_kinds_that_mean_the_same_to_the_cadence_are_merged_in_the_second_score_only(tmp_path: Path) -> None:
    row = REJECTED | {"label": "position_closed"}
    (tmp_path / "x.jsonl").write_text(json.dumps(row), encoding="utf-8")
    figures = evaluate(cases([tmp_path]))
    assert figures["micro_f1"] == 0.0
    assert figures["as_the_cadence_sees_it"]["micro_f1"] == 1.0


def test_the_worst_misses_are_shown_with_their_evidence(corpus: Path) -> None:
    shown = "\n".join(text(evaluate(cases([corpus])), misses=10, only=""))
    assert "some:2: offer -> rejection" in shown
    assert "other candidates" in shown


def test_a_directory_that_is_none_is_told() -> None:
    command = [sys.executable, "-m", "tests.bench.evaluate", "nowhere"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "nowhere is no directory" in done.stderr
