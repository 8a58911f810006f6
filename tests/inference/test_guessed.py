"""A company's name that nothing but an address or a link tells, and one that is written."""

from __future__ import annotations

import pytest

from tests.reading.mails import with_body
from watcher.inference.guessed import guessed


@pytest.mark.parametrize(
    ("company", "sender", "body", "expected"),
    [
        ("Harlowfinch", "Jane Doe <jane@harlowfinch.example>", "Thank you for applying.", True),
        ("Harlow & Finch", "Jane Doe <jane@harlowfinch.example>", "Jane Doe\nHarlow & Finch Ltd", False),
        ("Veltrix", "Jane Doe <jane@veltrix.example>", "Here at Veltrix we read everything.", False),
        ("Veltrix", "Veltrix Careers <jobs@veltrix.example>", "Thank you for applying.", False),
        # an address and a link in the signature write no name
        ("Veltrix", "Jane Doe <jane@veltrix.example>", "Jane\njane@veltrix.example\nwww.veltrix.example", True),
        # nor does the name of a person, in From or below the text
        ("Morris", "Dale Morris <dmorris@morrisgrp.example>", "Let me ask.\n\nDale Morris", True),
        ("Morris", "Dale Morris <dmorris@morrisgrp.example>", "Morris is a family firm.\n\nDale Morris", False),
        ("Bad Tannau", "Dieter Stark <stark@bad-tannau.example>", "Stadtverwaltung Bad\nTannau", False),
        ("", "Jane Doe <jane@gmail.com>", "Thank you.", False),
    ],
)
def test_a_name_is_guessed_where_no_words_write_it(company: str, sender: str, body: str, *, expected: bool) -> None:
    assert guessed(company, with_body(body, sender=sender)) is expected


def test_what_was_quoted_was_written_too() -> None:
    body = "Thank you.\n\nOn 3 May 2026 at 10:00, Ada Example wrote:\n> I apply for the post at Veltrix.\n"
    assert not guessed("Veltrix", with_body(body, sender="Jane Doe <jane@veltrix.example>"))
