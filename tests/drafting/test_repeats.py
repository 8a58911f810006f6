"""No sentence stands in two letters of one language: follow-ups of different kinds come to one thread."""

from __future__ import annotations

from tests.drafting.cases import TEMPLATES, packaged_sources
from tests.drafting.repeats import repeats
from watcher.drafting import parse_templates

ASKED = "Has a decision been made, or is there anything else that you would like to know?"


def test_no_sentence_of_six_words_stands_twice_in_a_language() -> None:
    assert repeats(TEMPLATES) == []


def test_a_sentence_that_stands_twice_is_found() -> None:
    letter = f"Subject\n---\nHello,\n\nThis is {{{{ company or role }}}}. {ASKED}\n\nBye\n"
    sources = packaged_sources("en") | {"en/persistence.txt": letter, "en/thank_you.txt": letter}
    (found,) = (one for one in repeats(parse_templates(sources)) if "has a decision" in one)
    assert found.startswith("en: persistence#1, thank_you#1: ")
