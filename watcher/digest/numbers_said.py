"""The numbers of the search in words: as complete as the pictures, and there without them."""

from __future__ import annotations

from statistics import median_low

from watcher.digest.page import Item, Section
from watcher.digest.phrases import Phrases
from watcher.digest.types import Numbers

FEW = 5
"""Fewer open applications than this are few irons in the fire."""
_ENOUGH_ANSWERS = 4


def numbers_section(numbers: Numbers, phrases: Phrases) -> Section:
    """How many are open and where they stand, how long employers take, how often the user wrote after an interview."""
    lines = [phrases.count("numbers", "open", numbers.open)]
    if numbers.open < FEW:
        lines[0] = f"{lines[0]} {phrases.say('numbers', 'few')}"
    named = phrases.table("stages")
    stages = (f"{numbers.stages[stage]} {words}" for stage, words in named.items() if numbers.stages.get(stage))
    lines.append(phrases.say("numbers", "stages", stages=", ".join(stages)))
    if numbers.weeks:
        applied, answered = (sum(week.applied for week in numbers.weeks), sum(week.answered for week in numbers.weeks))
        lines.append(phrases.say("numbers", "weeks", applied=applied, answered=answered))
    if len(numbers.days_to_answer) >= _ENOUGH_ANSWERS:
        lines.append(phrases.count("numbers", "answers", median_low(numbers.days_to_answer)))
    if numbers.interviews:
        lines.append(phrases.say("numbers", "followed", n=numbers.thanked, interviews=numbers.interviews))
    return Section("numbers", phrases.say("numbers", "title"), items=tuple(Item(line) for line in lines))
