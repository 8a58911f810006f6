"""The flow of the whole search as a Sankey diagram: every application as a thread, from station to station."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from watcher.digest.sketch import COLOURS, MARGIN, WIDTH, Area, Point, Sketch, Words, box

STATIONS = ("applied", "answered", "interview")
ENDS = ("offer", "waiting", "rejected", "ended", "quiet")
"""From the top to the bottom of the last column."""

_HEIGHT = 190
"""Of all applications together."""
_BAR = 10
_LABEL = 118
"""Room for the words beside the last column."""
_LINE = 26
"""The least distance of two labels above each other."""
_GAP, _NARROW_GAP = 12, 3
_THINNEST = 1.5
_OPACITY = 0.42
_STEPS = 24

Flow = Mapping[tuple[str, str], int]


@dataclass
class _Slot:
    """A place in a column: of a station, or of a thread from `edge` that passes by."""

    height: float
    edge: tuple[str, str] | None = None
    y: float = 0.0
    """Its upper edge."""
    left: float = 0.0
    """How much of its height is taken by threads from the left so far; `right`: by those that leave to the right."""
    right: float = 0.0

    def take_left(self, thick: float) -> float:
        """The next free place for a thread that comes."""
        self.left += thick
        return self.y + self.left - thick

    def take_right(self, thick: float) -> float:
        """The next free place for a thread that leaves."""
        self.right += thick
        return self.y + self.right - thick


def totals(flow: Flow) -> dict[str, int]:
    """How many came to each station, in the order of the picture; those without any are left out."""
    came = {name: sum(n for (_, to), n in flow.items() if to == name) for name in (*STATIONS, *ENDS)}
    came["applied"] = sum(n for (start, _), n in flow.items() if start == "applied")
    return {name: n for name, n in came.items() if n}


def flow_sketch(flow: Flow, names: Mapping[str, str]) -> Sketch:
    """Draw it; `names` are the words of the stations. At least one application is there."""
    came = totals(flow)
    columns = [[name] for name in STATIONS if name in came] + [[name for name in ENDS if name in came]]
    place = {name: number for number, column in enumerate(columns) for name in column}
    edges = sorted((e for e, n in flow.items() if n), key=lambda e: (-place[e[0]], _rank(e[1])))
    scale = _HEIGHT / came["applied"]
    slots = [
        [_Slot(max(came[name] * scale, _THINNEST)) for name in column]
        + [_Slot(max(flow[e] * scale, _THINNEST), e) for e in edges if place[e[0]] < number < place[e[1]]]
        for number, column in enumerate(columns)
    ]
    stations = {name: slots[number][column.index(name)] for number, column in enumerate(columns) for name in column}
    passing = [{slot.edge: slot for slot in column if slot.edge} for column in slots]
    bottom = max(_stack(column, is_last=column is slots[-1]) for column in slots)
    xs = [MARGIN + number * (WIDTH - 2 * MARGIN - _LABEL - _BAR) / (len(columns) - 1) for number in range(len(columns))]

    ways = {
        e: [stations[e[0]], *(passing[n][e] for n in range(place[e[0]] + 1, place[e[1]])), stations[e[1]]]
        for e in edges
    }
    leave, arrive = {}, {}
    for edge in sorted(edges, key=lambda e: (ways[e][1].y, _rank(e[1]))):
        leave[edge] = ways[edge][0].take_right(max(flow[edge] * scale, _THINNEST))
    for edge in sorted(edges, key=lambda e: (ways[e][-2].y, -_rank(e[0]))):
        arrive[edge] = ways[edge][-1].take_left(max(flow[edge] * scale, _THINNEST))
    bands = []
    for edge in edges:
        tops = [leave[edge], *(slot.y for slot in ways[edge][1:-1]), arrive[edge]]
        thick = max(flow[edge] * scale, _THINNEST)
        bands.append(Area(_band(xs[place[edge[0]] :], tops, thick), COLOURS[edge[1]], _OPACITY))
    bars = [box(xs[place[name]], slot.y, _BAR, slot.height, COLOURS[name]) for name, slot in stations.items()]
    words = [
        Words(round(xs[place[name]] + _BAR + 6, 2), round(slot.y + slot.height / 2, 2), f"{came[name]} {names[name]}")
        for name, slot in stations.items()
    ]
    return Sketch("flow", round(bottom + MARGIN), (*bands, *bars), tuple(words))


def _rank(name: str) -> int:
    return (*STATIONS, *ENDS).index(name)


def _stack(column: list[_Slot], *, is_last: bool) -> float:
    """Put the slots of a column below each other; where it ends."""
    y = middle = 0.0
    for number, slot in enumerate(column):
        if number == 0:
            y = max(MARGIN, MARGIN + _LINE / 2 - slot.height / 2)
        elif is_last:
            y = max(y + _GAP, middle + _LINE - slot.height / 2)
        else:
            y += _NARROW_GAP if column[number - 1].edge else _GAP
        slot.y = y
        middle = y + slot.height / 2
        y += slot.height
    return max(y, middle + _LINE / 2)


def _band(xs: list[float], tops: list[float], thick: float) -> tuple[Point, ...]:
    """A thread from the right side of one bar to the left side of the last, level where it crosses a column."""
    upper: list[Point] = []
    for number, (start, end) in enumerate(pairwise(tops)):
        left, right = xs[number] + _BAR, xs[number + 1]
        for step in range(_STEPS + 1):
            t = step / _STEPS
            eased = t * t * (3 - 2 * t)
            upper.append((round(left + (right - left) * t, 2), round(start + (end - start) * eased, 2)))
    lower = [(x, round(y + thick, 2)) for x, y in reversed(upper)]
    return (*upper, *lower)
