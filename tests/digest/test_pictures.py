"""What the pictures show, before they are painted: every application once, words apart, nothing of mail."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.digest.weeks import EMPTY, FULL, NUMBERS, PAINTED, hostile, large, templates, written
from watcher.digest import LANGUAGES, Numbers, Report, Sketch, Week, pictures
from watcher.digest.bars import answers_sketch, spans, weeks_sketch
from watcher.digest.flow import ENDS, STATIONS, flow_sketch, totals
from watcher.digest.sketch import COLOURS, WIDTH

PHRASES = templates().phrases
NAMES = PHRASES.table("pictures", "stations")
ROUTES = [
    (*through, end)
    for through in (
        ("applied",),
        ("applied", "answered"),
        ("applied", "interview"),
        ("applied", "answered", "interview"),
    )
    for end in ENDS
]


def _flow_of(routes: dict[tuple[str, ...], int]) -> dict[tuple[str, str], int]:
    flow: dict[tuple[str, str], int] = {}
    for route, n in routes.items():
        for step in pairwise(route):
            flow[step] = flow.get(step, 0) + n
    return flow


FLOWS = st.dictionaries(st.sampled_from(ROUTES), st.integers(1, 300), min_size=1).map(_flow_of)


def tall(points: tuple[tuple[float, float], ...]) -> float:
    """How high an area is at its left end, where that is upright."""
    left = min(x for x, _ in points)
    return max(y for x, y in points if x == left) - min(y for x, y in points if x == left)


def inside(sketch: Sketch) -> None:
    assert sketch.width == WIDTH
    for area in sketch.areas:
        for x, y in area.points:
            assert 0 <= x <= sketch.width
            assert 0 <= y <= sketch.height
    for words in sketch.words:
        assert words.text.isascii()
        assert words.text.isprintable()
        # Half a size for a letter is more than they take.
        width = len(words.text) * words.size * 0.56
        left = words.x - {"l": 0, "m": width / 2, "r": width}[words.align]
        assert left >= 0, words
        assert left + width <= sketch.width, words
        assert words.size / 2 <= words.y <= sketch.height - words.size / 2


@given(FLOWS)
def test_every_application_goes_its_way_in_the_flow(flow: dict[tuple[str, str], int]) -> None:
    sketch = flow_sketch(flow, NAMES)
    inside(sketch)
    came = totals(flow)
    whole = 190 / came["applied"]
    bands, bars = sketch.areas[: -len(came)], sketch.areas[-len(came) :]
    assert len(bands) == len(flow)
    for name, bar in zip(came, bars, strict=True):
        assert bar.colour == COLOURS[name]
        assert tall(bar.points) == pytest.approx(max(came[name] * whole, 1.5), abs=0.02)
    widths = sorted(max(n * whole, 1.5) for n in flow.values())
    assert sorted(tall(band.points) for band in bands) == pytest.approx(widths, abs=0.02)
    assert [words.text for words in sketch.words] == [f"{n} {NAMES[name]}" for name, n in came.items()]


@given(FLOWS)
def test_words_above_each_other_do_not_touch(flow: dict[tuple[str, str], int]) -> None:
    words = sorted(flow_sketch(flow, NAMES).words, key=lambda one: (one.x, one.y))
    for above, below in pairwise(words):
        assert above.x != below.x or below.y - above.y >= 24


def test_threads_leave_and_reach_a_bar_beside_each_other() -> None:
    """Nothing is drawn twice: at each bar the threads lie apart and fill it."""
    sketch = flow_sketch(FULL.numbers.flow, NAMES)
    bands = [area for area in sketch.areas if area.opacity < 1]
    for end in (min, max):
        ends: dict[float, list[tuple[float, float]]] = {}
        for band in bands:
            x = end(x for x, _ in band.points)
            ys = [y for at, y in band.points if at == x]
            ends.setdefault(x, []).append((min(ys), max(ys)))
        for column in ends.values():
            for above, below in pairwise(sorted(column)):
                assert below[0] >= above[1] - 0.05


@given(
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), min_size=12, max_size=12).filter(
        lambda weeks: any(any(week) for week in weeks)
    )
)
def test_every_week_has_its_bars_and_numbers(counts: list[tuple[int, int]]) -> None:
    weeks = [Week(date(2026, 9, 7) + timedelta(days=7 * n), *both) for n, both in enumerate(counts)]
    sketch = weeks_sketch(weeks, PHRASES)
    inside(sketch)
    told = [int(words.text) for words in sketch.words if words.text.isdigit()]
    assert told == [n for both in counts for n in both if n]
    assert [words.text for words in sketch.words if "/" in words.text] == ["7/9", "28/9", "19/10", "9/11"]


@given(st.lists(st.integers(0, 400), min_size=4), st.integers(0, 300))
def test_every_answer_lies_in_one_span(days: list[int], unanswered: int) -> None:
    found = spans(days)
    assert sum(found.values()) == len(days)
    sketch = answers_sketch(days, unanswered, PHRASES)
    inside(sketch)
    told = [int(words.text) for words in sketch.words if words.text.isdigit()]
    assert told == [n for n in (*found.values(), unanswered) if n]


@pytest.mark.parametrize(("day", "span"), [(0, "0-2"), (2, "0-2"), (3, "3-6"), (7, "7-13"), (27, "21-27"), (28, "28+")])
def test_a_day_and_its_span(day: int, span: str) -> None:
    assert [name for name, n in spans([day]).items() if n] == [span]


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_are_drawn_are_in_the_font_of_the_library(language: str) -> None:
    phrases = templates(language).phrases
    drawn = pictures(large(), phrases)
    assert [one.name for one in drawn] == list(PAINTED)
    for sketch in drawn:
        inside(sketch)
    assert set(phrases.table("pictures", "stations")) == {*STATIONS, *ENDS} == set(COLOURS)
    assert all(len(words) <= 10 for words in phrases.table("pictures", "stations").values())


def test_nothing_of_mail_is_drawn() -> None:
    assert pictures(hostile(), PHRASES) == pictures(FULL, PHRASES)


def test_the_same_numbers_give_the_same_sketches() -> None:
    turned = replace(NUMBERS, flow=dict(reversed(list(NUMBERS.flow.items()))))
    assert pictures(replace(FULL, numbers=turned), PHRASES) == pictures(FULL, PHRASES)


@pytest.mark.parametrize(
    ("numbers", "names"),
    [
        (NUMBERS, list(PAINTED)),
        (replace(NUMBERS, days_to_answer=(1, 2, 3)), ["flow", "weeks"]),
        (replace(NUMBERS, flow={("applied", "waiting"): 2}), ["weeks", "answers"]),
        (replace(NUMBERS, weeks=(Week(date(2026, 9, 7), 2, 2),)), ["flow", "answers"]),
        (Numbers(), []),
    ],
)
def test_of_too_little_there_is_no_picture(numbers: Numbers, names: list[str]) -> None:
    assert [one.name for one in pictures(replace(FULL, numbers=numbers), PHRASES)] == names


def test_where_there_is_nothing_to_tell_nothing_is_drawn() -> None:
    assert pictures(EMPTY, PHRASES) == ()
    assert pictures(Report(FULL.now, waiting=FULL.waiting, short=True), PHRASES) == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("painted", [(), PAINTED])
def test_text_and_html_tell_the_numbers_with_and_without_pictures(language: str, painted: tuple[str, ...]) -> None:
    digest = written(FULL, language, painted=painted)
    text = " ".join(digest.text.split())
    alternatives = re.findall(r'<img [^>]*alt="([^"]*)"', digest.html)
    assert len(alternatives) == len(painted)
    assert all(words in text for words in alternatives)
    for numbers in (r"0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3\b", r"2 × 0-2, 3 × 3-6, 4 × 7-13, 2 × 14-20, 1 × 28\+"):
        assert re.search(numbers, text)
        assert re.search(numbers, digest.html)


def test_the_flow_in_words() -> None:
    text = " ".join(written(FULL).text.split())
    assert (
        "The way of each application. Of 23 applied: 12 answered, 6 waiting, 5 quiet. "
        "Of 12 answered: 5 interview, 2 waiting, 5 rejected. Of 5 interview: 1 offer, 3 waiting, 1 rejected."
    ) in text


def test_the_median_says_over_what_it_is_and_what_it_leaves_out() -> None:
    text = " ".join(written(FULL).text.split())
    assert (
        "Half of those who answered took 9 days or more. Counted: the 12 applications with an answer. "
        "Not counted: 11 without one so far, so expect rather more."
    ) in text
    all_answered = replace(FULL, numbers=replace(NUMBERS, unanswered=0))
    assert "Not counted" not in " ".join(written(all_answered).text.split())
