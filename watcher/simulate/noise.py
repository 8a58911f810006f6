"""Stand-in noise."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from watcher.demo.compose import DATA
from watcher.demo.noise import _mail
from watcher.demo.types import Mail


def noise(rng: random.Random, count: int, start: datetime, end: datetime) -> Iterator[Mail]:
    """Ordinary mail between two moments."""
    table = tomllib.loads((DATA / "noise.toml").read_text(encoding="utf-8"))
    kinds = table["kind"]
    weights = [k.get("count", 1) for k in kinds]
    for n in range(count):
        kind = rng.choices(kinds, weights)[0]
        mail = _mail(f"noise/{kind['name']}/{n}", kind, table["words"], (end, ZoneInfo("Europe/Berlin")))
        yield replace(mail, at=start + (end - start) * rng.random())
