"""The numbers of the search in words: as complete as the pictures, and there without them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from statistics import median_low

from watcher.digest.bars import answers_sketch, spans, weeks_sketch
from watcher.digest.flow import flow_sketch, totals
from watcher.digest.page import Figure, Item, Section
from watcher.digest.phrases import Phrases
from watcher.digest.sketch import Sketch
from watcher.digest.types import Numbers

FEW = 5
"""Fewer open applications than this are few irons in the fire."""
_ENOUGH_ANSWERS = 4
_ENOUGH_TO_DRAW = 3
"""Applications: of fewer the words say as much."""


def numbers_section(numbers: Numbers, phrases: Phrases, painted: Collection[str] = ()) -> Section:
    """How many are open and where they stand, how long employers take, how often the user wrote after an interview.

    `painted` are the names of the pictures that there are.
    """
    figures = {name: Figure(words, name if name in painted else "") for name, words in _figures(numbers, phrases)}
    opened = phrases.count("numbers", "open", numbers.open)
    items = [Item(f"{opened} {phrases.say('numbers', 'few')}" if numbers.open < FEW else opened)]
    named = phrases.table("stages")
    stages = (f"{numbers.stages[stage]} {words}" for stage, words in named.items() if numbers.stages.get(stage))
    items.append(Item(phrases.say("numbers", "stages", stages=", ".join(stages)), figure=figures.get("flow")))
    if numbers.weeks:
        applied, answered = (sum(week.applied for week in numbers.weeks), sum(week.answered for week in numbers.weeks))
        said = phrases.say("numbers", "weeks", applied=applied, answered=answered)
        items.append(Item(said, figure=figures.get("weeks")))
    if "answers" in figures:
        items.append(Item(_how_long(numbers, phrases), figure=figures["answers"]))
    if numbers.interviews:
        items.append(Item(phrases.say("numbers", "followed", n=numbers.thanked, interviews=numbers.interviews)))
    return Section("numbers", phrases.say("numbers", "title"), items=tuple(items))


def sketches(numbers: Numbers, phrases: Phrases) -> tuple[Sketch, ...]:
    """The pictures of the section, in their order; those of which there is too little to see are left out."""
    drawn = {
        "flow": lambda: flow_sketch(numbers.flow, phrases.table("pictures", "stations")),
        "weeks": lambda: weeks_sketch(numbers.weeks, phrases),
        "answers": lambda: answers_sketch(numbers.days_to_answer, numbers.unanswered, phrases),
    }
    return tuple(drawn[name]() for name, _ in _figures(numbers, phrases))


def _how_long(numbers: Numbers, phrases: Phrases) -> str:
    """The median of those that were answered, and what it leaves out: waiting that is not over counts in none."""
    said = phrases.count("numbers", "answers", median_low(numbers.days_to_answer))
    if not numbers.unanswered:
        return said
    n, unanswered = len(numbers.days_to_answer), numbers.unanswered
    return f"{said} {phrases.say('numbers', 'answers_of', n=n, unanswered=unanswered)}"


def _figures(numbers: Numbers, phrases: Phrases) -> Iterator[tuple[str, str]]:
    """Each picture by name, with the words that hold its numbers."""
    if sum(n for (start, _), n in numbers.flow.items() if start == "applied") >= _ENOUGH_TO_DRAW:
        yield "flow", _flow_said(numbers, phrases)
    if sum(week.applied for week in numbers.weeks) >= _ENOUGH_TO_DRAW:
        yield (
            "weeks",
            phrases.say(
                "pictures",
                "weeks",
                day=phrases.day(numbers.weeks[0].monday),
                applied=", ".join(str(week.applied) for week in numbers.weeks),
                answered=", ".join(str(week.answered) for week in numbers.weeks),
            ),
        )
    if len(numbers.days_to_answer) >= _ENOUGH_ANSWERS:
        parts = ", ".join(f"{n} × {span}" for span, n in spans(numbers.days_to_answer).items() if n)
        yield "answers", phrases.say("pictures", "answers", parts=parts, unanswered=numbers.unanswered)


def _flow_said(numbers: Numbers, phrases: Phrases) -> str:
    names, came = phrases.table("pictures", "stations"), totals(numbers.flow)
    steps = []
    for start in came:
        parts = ", ".join(f"{n} {names[to]}" for to in came if (n := numbers.flow.get((start, to))))
        if parts:
            steps.append(phrases.say("pictures", "step", from_n=came[start], from_name=names[start], parts=parts))
    return phrases.say("pictures", "flow", parts=" ".join(steps))
