"""Our own letters, read as the user's sent mail: they are follow-ups, thanks and answers, and end nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tests.drafting.cases import LANGUAGES, drafted, envelope
from watcher.bootstrap import inference_tables
from watcher.cadence import FollowUpKind
from watcher.drafting import Draft, render
from watcher.inference import Kind, infer
from watcher.reading import read, split

ENDS = {Kind.WITHDRAWAL, Kind.OFFER_ACCEPTED, Kind.OFFER_DECLINED, Kind.APPLICATION_SENT, Kind.ASSESSMENT_COMPLETED}
KEYS = 12  # of so many keys, each wording has one
FEW = 0.05
NAMED: tuple[dict[str, Any], ...] = (
    {},
    {"late": True},
    {"interviewed": True},
    {"interviewed": True, "late": True, "asked": 1},
    {"asked": 2, "promised_by": date(2026, 11, 19)},
)
VARIANTS = (
    *NAMED,
    {"asked": 3, "role": "", "thread": envelope()},
    {"interviewed": True, "company": "", "thread": envelope(subject="Re: Interview", outgoing=True)},
)


def _drafts(kind: FollowUpKind, language: str, variants: tuple[dict[str, Any], ...]) -> Iterator[Draft]:
    seen: set[str] = set()
    for number in range(KEYS):
        for changes in variants:
            draft = drafted(**{"kind": kind, "language": language, "key": f"k{number}", **changes})
            if draft.text not in seen:
                seen.add(draft.text)
                yield draft


def _read(
    kind: FollowUpKind, language: str, variants: tuple[dict[str, Any], ...]
) -> Iterator[tuple[Draft, set[Kind], Kind | None]]:
    for draft in _drafts(kind, language, variants):
        events = infer(read(split(render(draft))), frozenset({draft.from_.email}), inference_tables()).events
        yield draft, {event.kind for event in events}, events[0].kind if events else None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", FollowUpKind)
def test_a_sent_draft_is_never_read_as_an_end_or_a_beginning(kind: FollowUpKind, language: str) -> None:
    wrong = {str(kinds & ENDS): draft.text for draft, kinds, _ in _read(kind, language, VARIANTS) if kinds & ENDS}
    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_nearly_every_sent_draft_that_names_the_job_is_read_as_what_it_is(language: str) -> None:
    told = {Kind.CANDIDATE_FOLLOWUP, Kind.INTERVIEW_FOLLOWUP, Kind.CANDIDATE_REPLY}
    wrong: list[str] = []
    letters = 0
    for kind in FollowUpKind:
        for draft, _, main in _read(kind, language, NAMED):
            letters += 1
            if main not in ({Kind.INTERVIEW_FOLLOWUP} if kind is FollowUpKind.THANK_YOU else told):
                wrong.append(f"{kind}, {main}: {draft.text}")
    assert len(wrong) <= FEW * letters, wrong
