"""A waiting draft is written anew for its facts alone: not for the clock, the wording, the manner or the templates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.drafting.cases import NOW, TEMPLATES, VOICE, follow_up
from watcher.cadence import FollowUp, Gist, State, Written
from watcher.drafting import Draft, Habits, Voice, compose, gist_of, may_be_renewed, renewed, too_many
from watcher.drafting.earlier import Earlier

LATER = NOW + timedelta(days=2)


def written(f: FollowUp, **changes: Any) -> Written:
    draft = compose(f, VOICE, TEMPLATES, NOW)
    assert isinstance(draft, Draft)
    whole = Written(
        key=f.key,
        kind=f.kind,
        anchor=f.anchor,
        facts=frozenset(),
        recipient="jane@acme.example",
        account="personal",
        state=State.CONFIRMED,
        written_at=NOW,
        changed_at=NOW,
        message_id=draft.message_id,
        gist=gist_of(draft, f),
    )
    return replace(whole, **changes)


def anew(f: FollowUp, before: Written, voice: Voice = VOICE) -> Draft | None:
    return renewed(f, before, voice, TEMPLATES, LATER, known=Habits(), earlier=Earlier())


@pytest.mark.parametrize(
    ("changes", "is_renewed"),
    [
        ({}, False),
        ({"company": "Nordwind Energy"}, True),
        ({"role": "Site Engineer"}, True),
        ({"late": True}, True),
        ({"last_contact_on": date(2020, 1, 1)}, False),  # too old to be named
        ({"used": ("en/application_follow_up#1", "en/application_follow_up#2")}, False),
        ({"why": "another reason"}, False),
        ({"asked": 3}, False),
    ],
)
def test_only_facts_that_the_letter_names_renew_it(changes: dict[str, Any], *, is_renewed: bool) -> None:
    f = follow_up()
    before = written(f)
    draft = anew(replace(f, **changes), before)
    assert (draft is not None) is is_renewed
    if draft is not None:
        assert (draft.message_id, draft.date, draft.wording) == (before.message_id, NOW, before.gist.wording)


def test_the_name_of_the_recipient_renews_it() -> None:
    f = follow_up()
    assert f.recipient is not None
    assert anew(replace(f, recipient=replace(f.recipient, name="Janet Dough")), written(f)) is not None


def test_what_the_user_or_a_template_words_otherwise_renews_nothing() -> None:
    f = follow_up()
    assert anew(f, written(f), Voice("Ada Lovelace Example")) is None


def test_another_address_to_write_from_renews_nothing() -> None:
    f = follow_up()
    assert anew(replace(f, company="Nordwind Energy", sender="ada@elsewhere.example"), written(f)) is None


@pytest.mark.parametrize(("ago", "allowed"), [(None, True), (timedelta(hours=23), False), (timedelta(hours=24), True)])
def test_at_most_once_a_day(ago: timedelta | None, *, allowed: bool) -> None:
    f = follow_up()
    before = written(f, renewed_at=None if ago is None else LATER - ago)
    assert not may_be_renewed(f, before, LATER)
    assert may_be_renewed(replace(f, company="Nordwind Energy"), before, LATER) is allowed


@pytest.mark.parametrize(("hours", "allowed"), [(-2, False), (1, True)])
def test_what_the_user_corrects_is_written_anew_at_once(hours: int, *, allowed: bool) -> None:
    f = follow_up(company="Nordwind Energy", corrected_at=LATER + timedelta(hours=hours))
    before = written(follow_up(), renewed_at=LATER)
    assert may_be_renewed(f, before, LATER + timedelta(hours=2)) is allowed


def test_a_draft_of_unknown_facts_is_left_as_it_is() -> None:
    f = follow_up()
    before = written(f, gist=Gist("en/application_follow_up#1"))
    assert not may_be_renewed(replace(f, late=True), before, LATER)
    assert anew(replace(f, late=True), before) is None


@pytest.mark.parametrize(("changes", "refused"), [({"late": True}, False), ({"company": "Nordwind Energy"}, True)])
def test_many_at_once_are_refused_unless_they_came_to_be_late(changes: dict[str, Any], *, refused: bool) -> None:
    f = follow_up()
    many = [(replace(f, **changes), written(f))] * 6
    assert bool(too_many(many)) is refused
    assert too_many(many[:5]) == ""
