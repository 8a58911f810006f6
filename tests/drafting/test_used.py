"""No wording is read twice by one employer, however the drafts are spread over passes."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drafting.cases import JANE, LANGUAGES, NOW, TEMPLATES, VOICE, drafted, follow_up
from watcher.cadence import FollowUp, FollowUpKind
from watcher.drafting import Draft, beside, compose
from watcher.timeline import Contact


def names(language: str, kind: FollowUpKind) -> list[str]:
    letter = TEMPLATES.languages[language].letters[kind.value]
    return [f"{language}/{kind.value}#{number + 1}" for number in range(len(letter.wordings))]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", FollowUpKind)
def test_one_after_another_each_wording_has_its_turn(language: str, kind: FollowUpKind) -> None:
    known = names(language, kind)
    used: list[str] = []
    for turn in range(2 * len(known)):
        used.append(drafted(key=f"k{turn}", kind=kind, language=language, used=tuple(used)).wording)
    assert sorted(used[: len(known)]) == known
    assert used[len(known) :] == used[: len(known)]


def test_where_all_were_used_the_one_used_longest_ago_comes_again() -> None:
    known = names("en", FollowUpKind.PERSISTENCE)
    for used in permutations(known):
        for key in ("k1", "k2", "k3"):
            again = drafted(key=key, kind=FollowUpKind.PERSISTENCE, used=(*used, used[1]))
            assert again.wording == used[0]


def test_wordings_of_other_letters_and_of_letters_that_are_gone_say_nothing() -> None:
    strange = ("de/persistence#1", "en/thank_you#1", "en/persistence#99", "", "#", "en/persistence")
    assert drafted(kind=FollowUpKind.PERSISTENCE, used=strange) == drafted(kind=FollowUpKind.PERSISTENCE)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(names("en", FollowUpKind.THANK_YOU)), max_size=12), st.text(max_size=8))
def test_what_was_used_is_taken_last(used: list[str], key: str) -> None:
    chosen = drafted(key=key, kind=FollowUpKind.THANK_YOU, used=tuple(used))
    known = names("en", FollowUpKind.THANK_YOU)
    assert chosen.wording in known
    assert chosen.wording not in used or set(used) == set(known)
    assert chosen == drafted(key=key, kind=FollowUpKind.THANK_YOU, used=tuple(used))


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("split", range(7))
def test_six_interviewers_read_six_wordings_over_two_passes(language: str, split: int) -> None:
    """The first `split` are thanked in one pass, which the ledger remembers, the others in the next."""
    written: list[str] = []
    for panel in (range(split), range(split, 6)):
        used = tuple(written)
        composed: list[tuple[FollowUp, Draft]] = []
        for number in panel:
            thanks = follow_up(
                key=f"thanks-{number}",
                kind=FollowUpKind.THANK_YOU,
                language=language,
                recipient=Contact(f"p{number}@acme.example", "Jane Doe"),
                used=used,
            )
            draft = compose(thanks, VOICE, TEMPLATES, NOW, others=beside(thanks, composed))
            assert isinstance(draft, Draft)
            composed.append((thanks, draft))
            written.append(draft.wording)
    letters = len(names(language, FollowUpKind.THANK_YOU))
    assert len(set(written)) == min(6, letters)


def test_a_draft_stands_beside_those_of_its_application_and_recipient_alone() -> None:
    bob = Contact("bob@acme.example", "Bob Doe")
    same = follow_up(key="k2", recipient=bob)
    person = follow_up(key="k3", application="a2", recipient=Contact("JANE@acme.example", "Jane Doe"))
    neither = follow_up(key="k4", application="a2", recipient=bob)
    composed = []
    for one in (same, person, neither):
        draft = compose(one, VOICE, TEMPLATES, NOW)
        assert isinstance(draft, Draft)
        composed.append((one, draft))
    assert beside(follow_up(recipient=JANE), composed) == [composed[0][1], composed[1][1]]
