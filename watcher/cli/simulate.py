"""`watcher simulate`: made-up job searches, a year each, played against the real rules and counted."""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.table import Table

from watcher import log
from watcher.bootstrap.simulation import simulation
from watcher.cli.options import JsonOption, errors_console, print_json, say, words
from watcher.errors import ConfigError, Exit
from watcher.simulate.letters import packaged_letters
from watcher.simulate.report import outcome_json, reached
from watcher.simulate.run import Outcome, Run
from watcher.simulate.score import Wrong, counts
from watcher.simulate.types import Size

_ZONE, _COUNTRY = ZoneInfo("Europe/Berlin"), "DE"
_MOST_SEEDS = 1000
_COLLECT = 200_000
"""A pass makes tens of thousands of objects that all die at its end: looking for rings among them takes a third."""


def simulate(
    *,
    seeds: Annotated[str, typer.Option(help="Play the searches of these seeds: 7, or 1-20.")] = "1",
    applications: Annotated[int, typer.Option(min=1, max=1000, help="Applications in a search.")] = 300,
    noise: Annotated[int, typer.Option(min=0, max=200_000, help="Messages of no application.")] = 20_000,
    days: Annotated[int, typer.Option(min=1, max=1000, help="Days of a search.")] = 365,
    languages: Annotated[str, typer.Option(help="The languages that employers write in: en, or en,de,fr.")] = "en",
    jobs: Annotated[int, typer.Option(min=0, help="Searches at once; 0: one for each processor.")] = 0,
    as_json: JsonOption = False,
) -> None:
    """Play made-up job searches with known truth, and count what was drafted when it should be, and what was not.

    Exit code 7 where a target is missed: all that is due in its window, nothing else, and mail grouped rightly.
    """
    log.configure("error", json=False)
    size = Size(applications, noise, days, languages=_codes(languages))
    outcomes = []
    for outcome in _play(_range(seeds), size, jobs or os.cpu_count() or 1):
        outcomes.append(outcome)
        errors_console.print(f"seed {outcome.seed}: {'reached' if reached(outcome) else 'missed'}", highlight=False)
    if as_json:
        print_json([outcome_json(one) for one in outcomes])
    else:
        _print(outcomes, Console())
    raise typer.Exit(int(Exit.OK if all(map(reached, outcomes)) else Exit.PARTLY_DONE))


def _range(text: str) -> Sequence[int]:
    match = re.fullmatch(r"(\d{1,9})(?:-(\d{1,9}))?", text)
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, -1)
    if not 0 <= last - first < _MOST_SEEDS:
        raise ConfigError(f"“{text}” is no range of seeds: write it as 7 or as 1-20.")
    return range(first, last + 1)


def _codes(text: str) -> tuple[str, ...]:
    known = {letter.language for letter in packaged_letters().all}
    codes = tuple(text.split(","))
    if strange := [code for code in codes if code not in known]:
        raise ConfigError(f"there are no letters in “{strange[0]}”: choose of {', '.join(sorted(known))}.")
    return codes


def _play(seeds: Sequence[int], size: Size, jobs: int) -> Iterator[Outcome]:
    play = partial(play_one, size=size)
    if jobs == 1 or len(seeds) == 1:
        yield from map(play, seeds)
        return
    with ProcessPoolExecutor(min(jobs, len(seeds))) as pool:
        yield from pool.map(play, seeds)


def play_one(seed: int, size: Size) -> Outcome:
    """Play the search of one seed, its ledger in a folder that is gone after."""
    log.configure("error", json=False)
    gc.set_threshold(_COLLECT)
    with TemporaryDirectory(prefix="watcher-simulate-") as folder:
        return Run(seed, size, simulation(_ZONE, _COUNTRY), Path(folder)).play_out()


def _print(outcomes: Sequence[Outcome], console: Console) -> None:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in ("seed", "applications", "messages", "in window", "wrong", "precision", "recall", "ARI"):
        table.add_column(name, justify="right", no_wrap=True)
    for one in outcomes:
        figures = (f"{x:.4f}" for x in (one.grouping.precision, one.grouping.recall, one.grouping.adjusted_rand))
        numbers = (one.seed, one.applications, one.messages, sum(one.in_window.values()), len(one.violations))
        table.add_row(*map(str, numbers), *figures)
    console.print(table)
    total = Table(box=None, show_header=False, pad_edge=False)
    total.add_row("in window", str(sum(sum(o.in_window.values()) for o in outcomes)))
    for what in Wrong:
        total.add_row(what.value, str(sum(counts(o.violations)[what] for o in outcomes)))
    console.print(total)
    for one in outcomes:
        for v in one.violations:
            where = f"{v.at:%Y-%m-%d %H:%M} [{v.application or 'no application'}]"
            say(console, f"seed {one.seed}  {v.what.value}: {words(v.kind)}, {where}, {v.detail}")
