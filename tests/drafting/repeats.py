"""Which sentences stand in two places of one language's letters: an employer may get several of them in one thread."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from watcher.drafting import Templates
from watcher.drafting.finish import written
from watcher.drafting.rehearsal import MADE_UP, SCENES

FEWEST_WORDS = 6


def repeats(templates: Templates) -> list[str]:
    """Each sentence of six words or more that two wordings share, whatever the facts: "language: where: sentence"."""
    found = []
    for code in sorted(templates.languages):
        places: dict[str, set[str]] = defaultdict(set)
        for place, text in _texts(templates, code):
            for sentence in _sentences(text):
                places[sentence].add(place)
        found += [f"{code}: {', '.join(sorted(where))}: {s}" for s, where in sorted(places.items()) if len(where) > 1]
    return found


def _texts(templates: Templates, code: str) -> Iterator[tuple[str, str]]:
    language = templates.languages[code]
    for name, letter in language.letters.items():
        for number in range(1, len(letter.wordings) + 1):
            for changes in ({}, *SCENES.values()):
                for late in (False, True):
                    facts = {**MADE_UP, **changes, "late": late}
                    yield f"{name}#{number}", written(language, letter, number, facts)


def _sentences(text: str) -> Iterator[str]:
    """The sentences between greeting and leave-taking, as a reader compares them: no marks, no capitals."""
    for paragraph in text.split("\n\n")[1:-1]:
        for sentence in re.split(r"(?<=[.?!:;])(?<!\d\.)\s", paragraph):
            words = re.findall(r"\w[\w’'-]*", sentence.lower())
            if len(words) >= FEWEST_WORDS:
                yield " ".join(words)
