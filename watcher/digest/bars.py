"""Applications and answers by week, and how long the answers took, as bars with their numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from watcher.digest.phrases import Phrases
from watcher.digest.sketch import COLOURS, GROUND, MARGIN, WIDTH, Area, Sketch, Words, box
from watcher.digest.types import Week

_HIGHEST = 110
_BASE = 182
"""Where the bars stand, from above."""
_HEIGHT = 214
_LEGEND = 26
_LOWEST = 2
"""Of a bar that is not nothing."""
_EACH_DATE = 3
_FROM = (0, 3, 7, 14, 21, 28)
"""The first day of each span of `spans`."""


def spans(days: Sequence[int]) -> dict[str, int]:
    """How many of these numbers of days lie in each span, "0-2" to "28+", in their order."""
    named = [(f"{first}-{after - 1}", first, after) for first, after in pairwise(_FROM)]
    found = {name: sum(first <= day < after for day in days) for name, first, after in named}
    return found | {f"{_FROM[-1]}+": sum(day >= _FROM[-1] for day in days)}


def weeks_sketch(weeks: Sequence[Week], phrases: Phrases) -> Sketch:
    """Two bars for each week, oldest first."""
    words = phrases.table("pictures")
    most = max(max(week.applied, week.answered) for week in weeks)
    step = (WIDTH - 2 * MARGIN) / len(weeks)
    areas, told = _legend({words["applications"]: "applied", words["answered"]: "answered"})
    for number, week in enumerate(weeks):
        left = MARGIN + number * step
        for offset, n, colour in ((0.08, week.applied, "applied"), (0.5, week.answered, "answered")):
            bar, said = _bar(left + offset * step, 0.38 * step, n, most, colour, size=15)
            areas += bar
            told += said
        if number % _EACH_DATE == 0:
            told.append(Words(round(left + 0.08 * step, 2), _BASE + 15, phrases.short_day(week.monday), size=15))
    return Sketch("weeks", _HEIGHT, (*areas, _floor()), tuple(told))


def answers_sketch(days: Sequence[int], unanswered: int, phrases: Phrases) -> Sketch:
    """A bar for each span of days until the first answer, and apart from them one for those without any."""
    found = spans(days)
    most = max(found.values())
    step = (WIDTH - 2 * MARGIN) / (len(found) + 2)
    areas: list[Area] = []
    told: list[Words] = []
    bars = [(number * step, name, n, "answered") for number, (name, n) in enumerate(found.items())]
    bars.append(((len(found) + 0.65) * step, phrases.say("pictures", "none"), unanswered, "quiet"))
    up = _LEGEND - 8
    for left, name, n, colour in bars:
        x, width = MARGIN + left + 0.12 * step, 0.76 * step
        bar, said = _bar(x, width, n, most, colour, up=up)
        areas += [*bar, *([_cut(x, width, _BASE - up - _HIGHEST / 2)] if n > most else [])]
        told += [*said, Words(round(MARGIN + left + 0.5 * step, 2), _BASE - up + 15, name, "m", 16)]
    return Sketch("answers", _HEIGHT - up, (*areas, _floor(up)), tuple(told))


def _legend(named: Mapping[str, str]) -> tuple[list[Area], list[Words]]:
    halves = [MARGIN + number * WIDTH / 3 for number in range(len(named))]
    boxes = [box(x, MARGIN, 14, 14, COLOURS[colour]) for x, colour in zip(halves, named.values(), strict=True)]
    return boxes, [Words(x + 22, MARGIN + 7, words) for x, words in zip(halves, named, strict=True)]


def _bar(
    x: float, width: float, n: int, most: int, colour: str, size: int = 17, up: int = 0
) -> tuple[list[Area], list[Words]]:
    """A bar with its number above it; neither where that is 0. `up` is how much higher its foot lies.

    None is higher than one of `most`: the answers would be too low to compare beside all that have none.
    """
    if not n:
        return [], []
    high = max(_HIGHEST * min(n / most, 1), _LOWEST)
    said = Words(round(x + width / 2, 2), round(_BASE - up - high - 11, 2), str(n), "m", size)
    return [box(x, _BASE - up - high, width, high, COLOURS[colour])], [said]


def _cut(x: float, width: float, y: float) -> Area:
    """The sign that a bar is longer than it is drawn."""
    return Area(((x, y + 6), (x + width, y - 6), (x + width, y + 2), (x, y + 14)), GROUND)


def _floor(up: int = 0) -> Area:
    return box(MARGIN, _BASE - up, WIDTH - 2 * MARGIN, 1, COLOURS["ended"])
