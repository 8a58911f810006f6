"""Measure inference on labelled mail: `make evaluate [CORPUS=DIR]`.

Run as ``python -m tests.bench.evaluate [DIR ...] [--json FILE] [--misses N] [--only TEXT] [--no-me]``. Each DIR holds
JSON lines (`from, to, subject, body, date, label, viewpoint, company, role, source, ambiguous`; what is missing is not
scored) or `x.eml` beside `x.expected.toml`; without one, it is `tests/corpus`. Ambiguous rows are scored apart.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench.cases import Case, folder, json_lines
from tests.bench.scores import Score, rate
from watcher.bootstrap import inference_tables
from watcher.inference import infer

OWN = Path(__file__).parents[1] / "corpus"
WORST_SOURCES = 12


def cases(directories: list[Path], *, known: bool = True) -> Iterator[Case]:
    """All cases of the directories, in order."""
    for directory in directories:
        yield from json_lines(directory, known=known)
        yield from folder(directory)


def evaluate(found: Iterator[Case]) -> dict[str, Any]:
    """The figures over some cases, with those of the ambiguous ones apart."""
    tables = inference_tables()
    clear, ambiguous, spent = Score(), Score(), 0.0
    for case in found:
        begin = time.perf_counter()
        inference = infer(case.message, case.me, tables)
        spent += time.perf_counter() - begin
        (ambiguous if case.ambiguous else clear).add(case, inference)
    figures = clear.figures()
    return {
        **figures,
        "inferences_per_second": figures["rows"] / spent if spent else 0.0,
        "ambiguous": {
            key: value
            for key, value in ambiguous.figures().items()
            if key in ("rows", "event_recall", "micro_f1", "confusion")
        },
    }


def text(figures: dict[str, Any], misses: int, only: str) -> Iterator[str]:
    """The figures as lines to read."""
    for name in ("rows", "ordinary_rows", "false_events"):
        yield f"{name:28} {figures[name]:8}"
    for name in ("event_precision", "event_recall", "micro_f1", "macro_f1", "automatic_recall"):
        yield f"{name:28} {figures[name]:8.4f}"
    yield f"{'false_events_per_1000':28} {figures['false_events_per_1000']:8.2f}"
    merged = figures["as_the_cadence_sees_it"]
    yield f"{'as the cadence sees it':28} {merged['micro_f1']:8.4f} micro {merged['macro_f1']:8.4f} macro F1"
    apart = figures["ambiguous"]
    yield f"{'ambiguous rows, apart':28} {apart['micro_f1']:8.4f} micro F1 of {apart['rows']}"
    for name, counts in figures["names"].items():
        said = ", ".join(f"{answer} {count}" for answer, count in sorted(counts.items()))
        yield f"{name:28} {rate(counts.get('exact', 0), sum(counts.values())):8.4f} exact ({said})"
    yield f"{'inferences_per_second':28} {figures['inferences_per_second']:8.0f}"
    yield from ("", f"{'kind':28} {'n':>6} precision   recall       F1")
    for kind, of in figures["kinds"].items():
        yield f"{kind:28} {of['n']:6} {of['precision']:9.4f} {of['recall']:8.4f} {of['f1']:8.4f}"
    yield from ("", f"{'group':36}   rows  right  expected  told")
    for name, of in figures["groups"].items():
        yield f"{name:36} {of['rows']:6} {of['right']:6} {of['expected']:9} {of['told']:5}"
    yield from ("", "the sources with most wrong")
    worst = sorted(figures["sources"].items(), key=lambda one: one[1]["right"] - one[1]["rows"])
    for name, of in worst[:WORST_SOURCES]:
        yield f"{of['rows'] - of['right']:6} of {of['rows']:5}  {name}"
    yield from ("", "expected -> told")
    yield from (f"{count:6}  {label} -> {told}" for label, told, count in figures["confusion"])
    chosen = [miss for miss in figures["misses"] if only in f"{miss['case']} {miss['expected']} {miss['told']}"]
    for miss in chosen[:misses]:
        yield from ("", f"{miss['case']}: {miss['expected']} -> {', '.join(miss['told'])}  {miss['evidence']}")
        yield from (f"    Subject: {miss['subject']}", f"    {miss['text']}")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directories", nargs="*", type=Path, metavar="DIR")
    parser.add_argument("--no-me", action="store_true", help="do not tell the user's address")
    parser.add_argument("--misses", type=int, default=0, help="show so many of what is wrong")
    parser.add_argument("--only", default="", help="only misses with this in their name or kinds")
    parser.add_argument("--json", type=Path, help="write all figures there too")
    options = parser.parse_args()
    for directory in options.directories:
        if not directory.is_dir():
            parser.error(f"{directory} is no directory: name one with .jsonl files, or with .eml beside .expected.toml")
    figures = evaluate(cases(options.directories or [OWN], known=not options.no_me))
    if options.json is not None:
        options.json.write_text(json.dumps(figures, indent=1, ensure_ascii=False), encoding="utf-8")
    sys.stdout.write("".join(f"{line}\n" for line in text(figures, options.misses, options.only)))


if __name__ == "__main__":
    main()
