"""How the time of reading and of inference grows with a message: no faster than the message, whatever it holds.

The exponent is of time over size (1: linear, 2: quadratic). It is held only by `make bench`, which prints the worst;
elsewhere a few small texts run, so that this runs.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.reading.growing import GROWING
from watcher.bootstrap import inference_tables
from watcher.inference import infer
from watcher.reading import read, split

SIZES = (25_000, 50_000, 100_000, 200_000)
EXPONENT = 1.2
TRIES = 2
TOO_SHORT = 0.02
"""Seconds below which the whole curve is noise."""
WORST = 12
ME = frozenset({"ada@example.org"})


def seconds(work: Callable[[], object]) -> float:
    """Processor time, the least of a few tries."""
    best = math.inf
    for _ in range(TRIES):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return best


def exponent(times: list[float]) -> float:
    if times[-1] < TOO_SHORT:
        return 0.0
    return math.log(times[-1] / max(times[0], 1e-6)) / math.log(SIZES[-1] / SIZES[0])


def grown(make: Callable[[int], bytes], sizes: tuple[int, ...]) -> tuple[float, float]:
    """The exponents of reading and of inference."""
    tables = inference_tables()
    reading, inference = [], []
    for size in sizes:
        data = make(size)
        message = read(split(data))
        reading.append(seconds(lambda data=data: read(split(data))))  # type: ignore[misc]
        inference.append(seconds(lambda message=message: infer(message, ME, tables)))  # type: ignore[misc]
    return exponent(reading), exponent(inference)


def test_growth(benchmark: Any, capsys: pytest.CaptureFixture[str]) -> None:
    sizes = SIZES if benchmark.enabled else (200, 400)
    found: dict[str, tuple[float, float]] = {}
    for name, make in GROWING.items():
        found[name] = grown(make, sizes)
        if max(found[name]) > EXPONENT:
            found[name] = min(found[name], grown(make, sizes), key=max)
    worst = sorted(found, key=lambda name: max(found[name]), reverse=True)[:WORST]
    benchmark.pedantic(grown, (GROWING[worst[0]], sizes), rounds=1)
    with capsys.disabled():
        for name in worst if benchmark.enabled else ():
            print(f"{name:45} reading n^{found[name][0]:.2f} inference n^{found[name][1]:.2f}")  # noqa: T201
    assert not benchmark.enabled or {name: both for name, both in found.items() if max(both) > EXPONENT} == {}
