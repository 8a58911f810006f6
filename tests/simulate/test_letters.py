"""Every packaged letter, as a whole mail, is read as what it is: kinds, names and days, and whether a human wrote."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import date, datetime

import pytest

from tests.simulate.posting import AT, BEFORE, MEETING, PEOPLE, PROMISED, alone, inferred, posted
from watcher.demo.types import Mail
from watcher.inference import Event, Kind
from watcher.simulate.letters import (
    KINDS,
    ROUTES,
    Letter,
    Letters,
    NoLetterError,
    in_words,
    packaged_letters,
    parse_letters,
)
from watcher.timeline.names import company_name, role_name

LETTERS = packaged_letters()
LANGUAGES = sorted({letter.language for letter in LETTERS.all})
NO_NAMES = frozenset({Kind.BOUNCE, Kind.AUTO_REPLY})
# What a person sends as a template: no answer of a human.
FORMAL = frozenset({"application_confirmation", "auto_reply", "bounce"})
TIMED = frozenset({Kind.INTERVIEW_SCHEDULED, Kind.INTERVIEW_RESCHEDULED})


def before(letter: Letter, letters: Letters = LETTERS) -> Letter:
    """The mail that the letter answers."""
    kind = BEFORE.get(letter.kind, "application_sent")
    route = "user" if kind == "application_sent" else "person"
    return letters.pick(kind, route, letter.language, random.Random(1))


def human(letter: Letter, route: str) -> bool:
    """Whether a person wrote to the user; through a relay that is one whose own name it bears, alone."""
    if route in ("ats", "board"):
        return letter.from_.startswith(("{person} <", "{person} via")) and "no-reply" not in letter.from_
    return letter.kind not in FORMAL


def faults(letter: Letter, route: str, who: Mapping[str, str], mail: Mail) -> list[str]:
    """What is read otherwise than it was meant."""
    inference = inferred(mail)
    kinds = {event.kind for event in inference.events}
    found = [] if kinds == letter.tells else [f"kinds {sorted(map(str, kinds))} {inference.ignored}"]
    if inference.human != human(letter, route):
        found.append(f"human {inference.human}")
    for event in inference.events:
        found += _misread(letter, who, event)
    return found


def _misread(letter: Letter, who: Mapping[str, str], event: Event) -> Iterator[str]:
    """Names may be left out where the letter does not hold them, or only its thread does; a wrong one is a fault."""
    if event.kind in NO_NAMES:
        return
    said = letter.text + letter.html + ("" if letter.reply else letter.subject + letter.from_)
    label = who["domain"].partition(".")[0]
    named = "{company}" in letter.text + letter.html
    known = company_name(who["company"])
    by_address = event.company.casefold() == label and (not named or any(label in core for core in known.cores))
    right = company_name(event.company).fits(known)
    if (event.company or "{company}" in said) and not right and not by_address:
        yield f"company {event.company!r}"
    if (event.role or "{role}" in said) and not role_name(event.role).fits(role_name(who["role"])):
        yield f"role {event.role!r}"
    if event.kind is Kind.PROMISE and event.due_by != PROMISED:
        yield f"promise {event.due_by}"
    if event.kind in TIMED and "{time}" in said and not _at_the_meeting(event.starts_at):
        yield f"starts {event.starts_at}"


def _at_the_meeting(starts_at: datetime | None) -> bool:
    return starts_at is not None and starts_at.astimezone(AT.tzinfo).strftime("%F %H:%M") == f"{MEETING} 14:30"


TRIED = [(letter, route) for letter in LETTERS.all for route in letter.routes or ("person", "agency")]


@pytest.mark.parametrize(
    ("letter", "route"), TRIED, ids=[f"{letter.language}/{letter.name}/{route}" for letter, route in TRIED]
)
def test_a_letter_is_read_as_what_it_is(letter: Letter, route: str) -> None:
    for who in PEOPLE:
        for mail in posted(letter, route, who, before(letter)):
            assert not faults(letter, route, who, mail), mail.text or mail.html


def fitting(kind: str) -> tuple[str, ...]:
    """The routes by which a kind comes in the first place."""
    return tuple(route for route in ROUTES if ("en", kind, route) in LETTERS.by)


def test_the_role_in_a_subject_is_read_where_the_mail_that_it_answers_is_not_there() -> None:
    """The user may have written from elsewhere, or before the first sync's horizon."""
    told = [one for one in LETTERS.all if "{role}" in one.subject and one.kind not in FORMAL]
    assert len(told) > 200
    wrong = []
    for one in told:
        roles = {e.role for e in inferred(alone(one, (one.routes or ("person",))[0], PEOPLE[0])).events}
        if roles != {PEOPLE[0]["role"]}:
            wrong.append(f"{one.language}, {one.name}: {roles} in {one.subject}")
    assert wrong == []


def test_every_kind_has_a_letter() -> None:
    assert {letter.kind for letter in LETTERS.all} == KINDS


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_a_letter_of_its_own_for_what_people_write(language: str) -> None:
    missing = [
        (kind, route)
        for kind in sorted(KINDS - {"assessment_completed", "bounce", "no_follow_up_personal"})
        for route in ("person", "user")
        if route in fitting(kind) and LETTERS.pick(kind, route, language, random.Random(0)).language != language
    ]
    assert not missing


def test_pick_draws_every_letter_of_a_route_and_the_same_ones_for_the_same_seed() -> None:
    def drawn(seed: int) -> list[str]:
        rng = random.Random(seed)
        return [LETTERS.pick("rejection", "ats", "en", rng).name for _ in range(100)]

    assert drawn(7) == drawn(7)
    assert len(set(drawn(7))) == 5


def test_pick_falls_back_to_a_general_letter_then_to_english() -> None:
    rng = random.Random(1)
    assert LETTERS.pick("auto_reply", "agency", "en", rng).routes == ()
    assert LETTERS.pick("rejection", "ats", "sv", rng).language == "en"
    with pytest.raises(NoLetterError, match="offer_declined by ats"):
        LETTERS.pick("offer_declined", "ats", "en", rng)


def test_a_user_never_sends_a_general_letter() -> None:
    with pytest.raises(NoLetterError, match="auto_reply by user"):
        LETTERS.pick("auto_reply", "user", "en", random.Random(1))


def test_holes_are_filled_and_escaped_in_html() -> None:
    letter = LETTERS.pick("application_confirmation", "board", "en", random.Random(3))
    holes = dict.fromkeys(letter.holes, "x") | {"company": "Lumen & <Pike>", "role": "Baker {day}"}
    filled = letter.fill(holes)
    assert "&lt;Pike&gt;" in filled.html
    assert "{company}" not in filled.html + filled.text + filled.subject + filled.from_


def test_what_is_missing_is_named() -> None:
    letter = LETTERS.pick("recruiter_reply_promise", "person", "en", random.Random(3))
    with pytest.raises(NoLetterError, match="nothing for promise"):
        letter.fill(dict.fromkeys(letter.holes - {"promise"}, "x"))


GOOD = 'kind = "offer"\nsubject = "s"\ntext = "t"\n'


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("[[letter", r"xx\.toml: "),
        ("[words]", r"xx\.toml: unknown tables: words"),
        (f"[[letter]]\n{GOOD}", r"xx\.toml: letter number 1: it needs a name"),
        (f'[[letter]]\nname = "a"\n{GOOD}[[letter]]\nname = "a"\n{GOOD}', r"letter a: its name is used before"),
        (f'[[letter]]\nname = "a"\n{GOOD}color = 1', r"letter a: unknown keys: color"),
        ('[[letter]]\nname = "a"\nsubject = "s"\ntext = "t"\nkind = "yes"', r"letter a: no kind of letter: 'yes'"),
        (f'[[letter]]\nname = "a"\n{GOOD}routes = ["fax"]', r"letter a: no routes: fax"),
        (f'[[letter]]\nname = "a"\n{GOOD}routes = ["ats"]', r"letter a: a relay's letter needs `from`"),
        (f'[[letter]]\nname = "a"\n{GOOD}form = "pdf"', r"letter a: no form: 'pdf'"),
        (f'[[letter]]\nname = "a"\n{GOOD}html = 3', r"letter a: texts are strings"),
        ('[[letter]]\nname = "a"\nsubject = "s"\nkind = "offer"', r"letter a: it has no text"),
        (f'[[letter]]\nname = "a"\n{GOOD}html = "{{company}} {{colour}} {{"', r"letter a: unknown holes: {, {colour}"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(source: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        parse_letters({"xx": source})


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Friday, 20 November"),
        ("de", "Freitag, 20. November"),
        ("fr", "vendredi 20 novembre"),
        ("es", "viernes 20 de noviembre"),
        ("it", "venerdì 20 novembre"),
        ("nl", "vrijdag 20 november"),
        ("pt", "sexta-feira, 20 de novembro"),
        ("xx", "Friday, 20 November"),
    ],
)
def test_a_day_in_words(language: str, words: str) -> None:
    assert in_words(date(2026, 11, 20), language) == words


def test_the_first_of_a_month_in_french() -> None:
    assert in_words(date(2026, 5, 1), "fr") == "vendredi 1er mai"
