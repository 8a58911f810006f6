"""A picture before it is painted: areas and words at their places, in CSS pixels from the upper left corner."""

from __future__ import annotations

from dataclasses import dataclass

WIDTH = 540
"""As wide as a card of the page has room for; on a phone it is shown at three fifths of that."""
MARGIN = 16
GROUND = "#eef2f6"
INK = "#1b1f24"
TEXT = 17
"""The size of words: about ten pixels on a phone."""

COLOURS = {
    "applied": "#3d6cb0",
    "answered": "#1f8a8c",
    "interview": "#7757c2",
    "offer": "#2a8f4f",
    "waiting": "#5f7f9e",
    "rejected": "#c4523a",
    "quiet": "#94886f",
    "ended": "#6a7078",
}
"""Each stands out from the ground by 3 to 1, as WCAG 2.2 asks of graphics."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Area:
    """A filled polygon. `opacity` is from 0 to 1."""

    points: tuple[Point, ...]
    colour: str
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text, its middle at `y`; `align` "l", "m" or "r" is what lies at `x`. Printable ASCII alone.

    The drawing library brings a font for that and no more, and one of the machine's would look different on each.
    """

    x: float
    y: float
    text: str
    align: str = "l"
    size: int = TEXT


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is to be painted under `name`; the words lie above the areas, and these in their order."""

    name: str
    height: int
    areas: tuple[Area, ...]
    words: tuple[Words, ...]
    width: int = WIDTH
    ground: str = GROUND
    ink: str = INK


def box(x: float, y: float, width: float, height: float, colour: str) -> Area:
    """A rectangle by its upper left corner."""
    points = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    return Area(tuple((round(a, 2), round(b, 2)) for a, b in points), colour)
