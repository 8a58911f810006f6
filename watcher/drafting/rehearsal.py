"""Letters filled in with made-up facts: what each wording says, and where it says it otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from watcher.cadence import FollowUp
from watcher.drafting.bounded import placeholder
from watcher.drafting.clean import Person
from watcher.drafting.compose import compose, letter_name
from watcher.drafting.finish import SUBJECT, written
from watcher.drafting.letters import HoleError, Language, Letter, Templates
from watcher.drafting.types import Draft, Fault, Refusal, Voice
from watcher.drafting.voice import Habits

MADE_UP: Mapping[str, Any] = {
    "company": "Nordwind",
    "employer": "Nordwind",
    "role": "Data Engineer",
    "person": Person("Jane", "Jane Doe"),
    "me": "Ada Example",
    "applied_on": date(2026, 11, 12),
    "interview_on": date(2026, 11, 18),
    "wrote_on": date(2026, 11, 19),
    "heard_on": None,
    "last_contact_on": date(2026, 11, 20),
    "promised_by": None,
    "news_due": False,
    "expected_by": None,
    "late": False,
    "interviewed": True,
    "asked": 1,
    "attached": False,
    "familiar": False,
    "confirmed_on": None,
    "acknowledged": True,
    "called_off_on": None,
    "handed_in_on": None,
    "on_hold_since": None,
}

# What may be otherwise, in words. Each is tried alone and together with being late.
SCENES: Mapping[str, Mapping[str, Any]] = {
    "when it is late": {"late": True},
    "where no role is known": {"role": ""},
    "where no employer is known": {"company": "", "employer": ""},
    "where no employer is named": {"employer": ""},
    "where neither employer nor role is named": {"employer": "", "role": ""},
    "where no name is known": {"person": Person()},
    "where only a title and surname are known": {"person": Person(full="Dr. Doe")},
    "where no date is known": {"applied_on": None, "interview_on": None, "wrote_on": None, "last_contact_on": None},
    "where the user did not write last": {"wrote_on": None},
    "where the reader wrote last": {"wrote_on": None, "heard_on": date(2026, 11, 20)},
    "where a date that they named has passed": {"promised_by": date(2026, 11, 20)},
    "where they said roughly when, and it has passed": {"news_due": True},
    "where they named a date to come": {"expected_by": date(2026, 12, 2)},
    "where there was no interview": {"interviewed": False, "interview_on": None},
    "before anything was asked": {"asked": 0},
    "when asked twice": {"asked": 2},
    "when asked three times": {"asked": 3},
    "where files are attached": {"attached": True},
    "on first-name terms": {"familiar": True},
    "where it was confirmed to have come in": {"confirmed_on": date(2026, 11, 13)},
    "where nothing came back at all": {"acknowledged": False},
    "where an interview was called off": {
        "called_off_on": date(2026, 11, 24),
        "interviewed": False,
        "interview_on": None,
    },
    "where a later interview was called off": {"called_off_on": date(2026, 11, 24)},
    "where the user handed in a task": {"handed_in_on": date(2026, 11, 17)},
    "where the position is on hold": {"on_hold_since": date(2026, 11, 16)},
    "where as little as can be is known": {
        "role": "",
        "person": Person(),
        "applied_on": None,
        "interview_on": None,
        "wrote_on": None,
        "last_contact_on": None,
        "interviewed": False,
    },
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One wording as it reads with the usual facts, and the paragraphs that read otherwise, by scene in words."""

    wording: str
    subject: str
    text: str
    branches: Mapping[str, str]


def rehearse(language: Language, letter: Letter, facts: Mapping[str, Any] = MADE_UP) -> Iterator[Shown]:
    """Show each wording of a letter. Raises HoleError."""
    subject = written(language, letter, SUBJECT, facts)
    for number in range(1, len(letter.wordings) + 1):
        text = written(language, letter, number, facts)
        branches: dict[str, str] = {}
        for scene, changes in SCENES.items():
            other = written(language, letter, number, {**facts, **changes})
            if other != text:
                branches[scene] = _otherwise(text, other)
        yield Shown(f"{letter.name}#{number}", subject, text, branches)


def rehearse_for(
    follow_up: FollowUp, voice: Voice, templates: Templates, now: datetime, known: Habits
) -> Iterator[Shown | Refusal]:
    """Show each wording of the letter that a real follow-up calls for, with its facts: on time, and late."""
    found = templates.find(letter_name(follow_up), follow_up.language)
    letter = found[1] if found else None
    names = [f"{letter.name}#{number + 1}" for number in range(len(letter.wordings))] if letter else []
    for name in names:
        others = tuple(other for other in names if other != name)
        on_time, late = (
            compose(replace(follow_up, used=others, late=is_late), voice, templates, now, known=known)
            for is_late in (False, True)
        )
        if isinstance(on_time, Refusal):
            yield on_time
            return
        said = late.text if isinstance(late, Draft) else late.why
        branches = {"when it is late": _otherwise(on_time.text, said)} if said != on_time.text else {}
        yield Shown(name, on_time.subject, on_time.text, branches)


def _otherwise(text: str, other: str) -> str:
    """The paragraphs of `other` that `text` has not."""
    known = text.split("\n\n")
    return "\n\n".join(one for one in other.split("\n\n") if one not in known) or "(a paragraph is left out)"


def fault_of(language: Language, letter: Letter) -> Fault | None:
    """What goes wrong with a letter in one of the scenes; None where it can be sent in all of them."""
    try:
        for number in range(len(letter.wordings) + 1):
            for changes in ({}, *SCENES.values()):
                for late in ({}, {"late": True}):
                    text = written(language, letter, number, {**MADE_UP, **changes, **late})
                    left = placeholder(text)
                    if left:
                        line = letter.lines[number - 1] if number else 1
                        return Fault(letter.path, line, f"a placeholder, {left[1]!r}, would stand in the letter")
    except HoleError as hole:
        return hole.fault
    return None
