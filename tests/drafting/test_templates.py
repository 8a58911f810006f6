"""A template that cannot work is told by file and line, before it is used."""

from __future__ import annotations

import pytest

from tests.drafting.cases import TEMPLATES, packaged_sources
from watcher.cadence import FollowUpKind
from watcher.drafting import parse_templates

COMMON = {"en/common.txt": "{% macro hello(person) %}Hello,{% endmacro %}"}


def test_every_packaged_letter_can_be_parsed() -> None:
    parsed = parse_templates(packaged_sources())
    assert parsed.languages.keys() == TEMPLATES.languages.keys()
    assert parsed.words == TEMPLATES.words


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Subject\n---\nHello {{ compny }}\n", "en/thank_you.txt, line 3: there is no fact named 'compny'"),
        ("Subject\n---\nHello\n{% if late %}\n", "en/thank_you.txt, line 4"),
        ("Subject\n---\nHello\n---\n\n{{ me }\n", "en/thank_you.txt, line 6"),
        ("Subject\n---\nHello\n---\n\n", "en/thank_you.txt, line 4: an empty section"),
        ("Subject only\n", "en/thank_you.txt, line 1: needs a subject"),
        ("Subject\n---\n{{ me | nothing }}\n", "en/thank_you.txt, line 3"),
        ("Subject\n---\n{% include 'secret' %}\n", "en/thank_you.txt, line 3"),
    ],
)
def test_a_broken_template_is_told_by_file_and_line(text: str, where: str) -> None:
    with pytest.raises(ValueError, match="en/thank_you") as error:
        parse_templates(COMMON | {"en/thank_you.txt": text})
    assert str(error.value).startswith(where)


@pytest.mark.parametrize(
    ("sources", "where"),
    [
        ({"en/thank_you.txt": "a\n---\nb"}, "en/common.txt: missing"),
        ({"en/common.txt": "{% macro"}, "en/common.txt, line 1"),
        ({"en/common.txt": "\n{% set a = 1 / 0 %}"}, "en/common.txt, line 2"),
        ({"thank_you.txt": "a"}, "thank_you.txt: a template's path"),
        (COMMON | {"en/thank_you.html": "a"}, "en/thank_you.html: a template's path"),
    ],
)
def test_a_broken_set_is_told_by_file(sources: dict[str, str], where: str) -> None:
    with pytest.raises(ValueError, match=r"\.") as error:
        parse_templates(sources)
    assert str(error.value).startswith(where)


@pytest.mark.parametrize("language", ["de", "en", "es", "fr", "it", "nl", "pt"])
def test_every_language_has_every_letter(language: str) -> None:
    names = {kind.value for kind in FollowUpKind} | {"rejection_reply_after_interview"}
    assert set(TEMPLATES.languages[language].letters) == names


def test_a_template_cannot_leave_its_sandbox() -> None:
    escape = "Subject\n---\n{{ ''.__class__.__mro__ }} {{ me }}\n"
    templates = parse_templates(COMMON | {"en/thank_you.txt": escape})
    language, letter = templates.find("thank_you", "en") or (None, None)
    assert language is not None
    assert letter is not None
    with pytest.raises(Exception, match="unsafe"):
        letter.wordings[0].render(me="Ada")
