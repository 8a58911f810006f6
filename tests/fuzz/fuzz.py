"""Coverage-guided fuzzing (atheris, libFuzzer): any bytes through split, read and infer; any exception is a find.

``python -m tests.fuzz.fuzz SECONDS``, from `make fuzz`. The seeds are the mails of `tests/corpus`; what the fuzzer
learns is kept in `.fuzz/corpus` for the next run, and what broke is written to `.fuzz/crash-*`.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

try:
    atheris: Any = importlib.import_module("atheris")
except ImportError:
    sys.stdout.write("fuzz: skipped. atheris is not here: its wheels are for Linux on x86_64, CPython 3.11 to 3.13.\n")
    raise SystemExit(0) from None

with atheris.instrument_imports(include=["watcher.reading", "watcher.inference"]):
    from tests.reading.test_properties import check
    from watcher.bootstrap import inference_tables
    from watcher.inference import infer
    from watcher.reading import read, split, wanted

KEPT = Path(".fuzz")
SEEDS = Path("tests/corpus")
ME = frozenset({"ada@example.org"})
TABLES = inference_tables()
LONGEST = 20_000
"""Octets of one input: deeper bounds are held by the hostile mails."""
SLOW = 5
"""Seconds after which one input counts as a find."""


def one(data: bytes) -> None:
    """Read one input and check what every message promises."""
    raw = split(data)
    assert set(raw.parts) == set(wanted(raw.structure))
    message = read(raw)
    check(message)
    inference = infer(message, ME, TABLES)
    assert bool(inference.events) is not bool(inference.ignored)


def main() -> None:
    """Command line."""
    seconds = sys.argv[1] if len(sys.argv) > 1 else "600"
    corpus = KEPT / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for mail in SEEDS.rglob("*.eml"):
        (corpus / f"seed-{mail.stem}").write_bytes(mail.read_bytes())
    options = [
        f"-max_total_time={seconds}",
        f"-max_len={LONGEST}",
        f"-timeout={SLOW}",
        f"-artifact_prefix={KEPT}/",
        "-print_final_stats=1",
        "-rss_limit_mb=2048",
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus)], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
