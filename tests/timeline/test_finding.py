"""What the user means by a few letters."""

from __future__ import annotations

import pytest

from tests.timeline.builders import applied, confirmed, told
from watcher.timeline import completions, find_applications, find_messages, names_of, short_id

MAILS = (
    confirmed(),
    confirmed("2026-03-03", company="Acme Labs", role="Senior Data Engineer"),
    confirmed("2026-03-04", company="Beta", role="Cook"),
    confirmed("2026-03-05", company="Beta", role="Baker"),
)
TIMELINE = told(*MAILS)


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("acme", ["Data Engineer"]),
        ("Acme  Labs", ["Senior Data Engineer"]),
        ("ac", ["Data Engineer", "Senior Data Engineer"]),
        ("data engineer", ["Data Engineer"]),
        ("engineer", ["Data Engineer", "Senior Data Engineer"]),
        ("beta", ["Cook", "Baker"]),
        ("Beta, Cook", ["Cook"]),
        ("beta b", ["Baker"]),
        ("gamma", []),
        (" ", []),
    ],
)
def test_a_whole_name_beats_a_beginning_and_that_a_part(text: str, roles: list[str]) -> None:
    assert [a.role for a in find_applications(TIMELINE.applications, text)] == roles


def test_ids_whole_or_begun_or_of_before() -> None:
    for a in TIMELINE.applications:
        for name in (*names_of(a), a.id[:5], a.id.upper()):
            assert find_applications(TIMELINE.applications, name) == [a]


def test_messages_by_short_id_or_message_id() -> None:
    identity = MAILS[2].envelope.identity
    for text in (short_id(identity), MAILS[2].envelope.message_id, f"<{MAILS[2].envelope.message_id}>"):
        assert find_messages(TIMELINE, MAILS, text) == [identity]
    assert find_messages(TIMELINE, MAILS, "") == []
    assert find_messages(TIMELINE, (applied(),), MAILS[2].envelope.message_id) == []


def test_what_is_proposed_names_one_application() -> None:
    every = TIMELINE.applications
    assert [name for name, _ in completions(every, "")] == [a.id for a in every]
    assert [pair for pair in completions(every, "Ac") if " " in pair[0]] == [("Acme Labs", "Senior Data Engineer")]
    for typed in ("ac", "be", every[0].id[:3]):
        for name, _ in completions(every, typed):
            assert len(find_applications(every, name)) == 1
