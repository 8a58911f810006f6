"""Every wording of every letter, with every mix of what may be known: what each must say, and must never say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import product
from typing import Any, NamedTuple

import pytest

from tests.drafting.cases import LANGUAGES, TEMPLATES
from watcher.drafting.clean import Person
from watcher.drafting.templates import fill

JANE = Person("Jane", "Jane Doe")
AT_LEAST = {
    "thank_you": 6,  # a panel of six, each thanked in other words
    "persistence": 4,
    "application_follow_up": 3,
    "second_follow_up": 3,
    "conversation_follow_up": 3,
    "post_interview": 3,
    "receipt_check": 3,
    "rejection_reply": 3,
    "rejection_reply_after_interview": 3,
}
# Words of the whole text, from the greeting to the name.
LENGTHS = {
    "thank_you": (45, 100),
    "persistence": (28, 95),
    "application_follow_up": (50, 115),
    "second_follow_up": (38, 95),
    "conversation_follow_up": (45, 105),
    "post_interview": (45, 110),
    "receipt_check": (48, 110),
    "rejection_reply": (55, 115),
    "rejection_reply_after_interview": (70, 135),
}
KNOWN: dict[str, Any] = {
    "company": "Acme",
    "employer": "Acme",
    "role": "Data Engineer",
    "person": JANE,
    "me": "Ada Example",
    "applied_on": date(2026, 11, 12),
    "interview_on": date(2026, 11, 20),
    "wrote_on": date(2026, 11, 16),
    "heard_on": None,
    "last_contact_on": date(2026, 11, 13),
    "promised_by": None,
    "news_due": False,
    "expected_by": None,
    "late": False,
    "interviewed": False,
    "asked": 1,
    "attached": False,
    "familiar": False,
    "confirmed_on": None,
    "acknowledged": True,
    "called_off_on": None,
    "handed_in_on": None,
    "on_hold_since": None,
}
# What has happened that a letter takes up, by the letters that do.
TAKEN_UP: dict[str, tuple[dict[str, Any], ...]] = {
    "application_follow_up": ({"confirmed_on": date(2026, 11, 14)}, {"handed_in_on": date(2026, 11, 17)}),
    "second_follow_up": ({"acknowledged": False},),
    "conversation_follow_up": (
        {"heard_on": date(2026, 11, 14), "wrote_on": None},
        {"called_off_on": date(2026, 11, 19)},
        {"handed_in_on": date(2026, 11, 17)},
        {"on_hold_since": date(2026, 11, 15)},
    ),
    "persistence": ({"called_off_on": date(2026, 11, 19)}, {"on_hold_since": date(2026, 11, 15)}),
}
NAMES: tuple[dict[str, Any], ...] = ({}, {"role": ""}, {"employer": ""}, {"role": "", "employer": ""})
NO_DATES = {"applied_on": None, "interview_on": None, "wrote_on": None, "last_contact_on": None}
DATES: tuple[dict[str, Any], ...] = ({}, NO_DATES, NO_DATES | {"wrote_on": date(2026, 11, 16)})
PROMISES: tuple[dict[str, Any], ...] = (
    {},
    {"promised_by": date(2026, 11, 18)},
    {"news_due": True},
    {"expected_by": date(2026, 12, 2)},
)
ODD = re.compile(
    r"[{}\[\]<>_!]|None|undefined|  | [,.;)]|[,;:]\.|\.\.|,,|^ | $|^[,.;]|\d{4}|\b(\w+) \1\b",
    re.MULTILINE | re.IGNORECASE,
)
DOUBLED_ON_PURPOSE = frozenset({"sie sie", "die die", "nous nous", "vous vous"})
ATTACHED = {
    "de": r"hänge .* an\b|Anhang|liegen .* bei\b",
    "en": r"attach",
    "es": r"adjunt",
    "fr": r"\bjoint|\bjoins\b",
    "it": r"alleg",
    "nl": r"bijlage|bijgevoegd",
    "pt": r"anex",
}
# What speaks of an application that the user made.
MY_APPLICATION = {
    "en": r"\bmy application\b",
    "es": r"\bmi (?:candidatura|solicitud|postulación)\b",
    "fr": r"\bma candidature\b",
    "it": r"\bmia candidatura\b",
    "nl": r"\bmijn sollicitatie\b",
    "pt": r"\bminha candidatura\b",
}
# Letters to those who may have found the user, who never applied.
TO_WHO_WROTE_FIRST = frozenset(
    {"thank_you", "conversation_follow_up", "persistence", "rejection_reply", "rejection_reply_after_interview"}
)
# What says more of an interview than is known: it may have been a call, a visit or a day's work, with others than the
# reader, who only arranged it.
SAYS_TOO_MUCH = {
    "de": r"Gespräch|nächste Runde",
    "en": r"\b[Oo]ur (?:interview|conversation)\b|\b(?:speak|talk)(?:ing)? (?:with|to) (?:me|you)\b|\bnext stage\b",
    "nl": r"\bgesprek|\bspraken\b|\bgesproken\b|\bvolgende ronde\b",
}
# What shows one form of address. In Portuguese the polite one is right to "o senhor" and "você".
POLITE = {
    "de": r"\b(?:Sie|Ihnen|Ihr|Ihre[mnrs]?)\b",
    "es": r"\b(?:usted|ustedes|[Ll]es?|[Ss]us?|suy[oa]s?)\b|\b(?:[Dd]íga|[Ee]scríba|[Ll]láme)",
    "fr": r"\b(?:(?<!rendez-)[Vv]ous|[Vv]otre|[Vv]os|(?!chez\b|assez\b|rendez-)\w+ez)\b",
    "it": r"(?<=[^.?] )L[ae]\b|\b(?:Lei|Suoi?|Su[ae]|[Mm]i (?:scusi|scriva|chiami|telefoni)|me lo (?:dica|faccia))\b",
    "nl": r"\b(?:[Uu]|[Uu]w)\b",
    "pt": r"\b(?:lhe|vos|consigo|convosco|[Aa] sua|[Oo] seu|suas|seus|voss[oa]s?)\b",
}
FAMILIAR = {
    "de": r"\b(?:[Dd]u|[Dd]ir|[Dd]ich|[Dd]ein\w*|[Ee]uch|[Ee]uer|[Ee]ure\w*|ihr|sag|nenn|lass|schreib|entschuldige)\b",
    "es": r"\b(?:tú|[Tt]us?|[Tt]e|ti|contigo|[Dd]ime|escríbeme|llámame|[Hh]as|[Pp]odrías|[Pp]uedas)\b",
    "fr": r"\b(?:[Tt]u|[Tt]e|[Tt]oi|[Tt]on|[Tt]a|[Tt]es|tien)\b|\b[Tt]’",
    "it": r"\b(?:[Tt]u|[Tt]i|[Tt]e|[Tt]u[oae]|[Tt]uoi|[Ss]cusami|[Dd]immelo|[Ss]crivimi|[Ff]ammelo)\b",
    "nl": r"\b(?:[Jj]e|[Jj]ij|[Jj]ou|[Jj]ouw|[Jj]ullie)\b",
    "pt": r"\b(?:tu|te|ti|teus?|[Tt]uas?|contigo|[Tt]erias|puderes|(?:dedica|recebe|tive)ste|(?:indica|disse)sses)\b",
}


class Text(NamedTuple):
    """One rendered wording, and the facts that it was given. `grade` tells the persistence mails apart."""

    letter: str
    wording: int
    grade: int
    facts: dict[str, Any]
    text: str

    @property
    def body(self) -> str:
        return " ".join(self.text.split("\n\n")[1:-1])

    @property
    def sentences(self) -> set[str]:
        return {one.lower() for one in re.split(r"(?<=[.?:])(?<!\d\.) ", self.body)}


def rendered(language: str, letter: str, wording: int, **facts: Any) -> str:
    known = TEMPLATES.languages[language]
    found = known.letters[letter]
    return fill(known, found, found.wordings[wording], KNOWN | facts)


def _branches(letter: str) -> Iterator[dict[str, Any]]:
    """What else a letter asks about, beside names, dates, promises, lateness and the form of address."""
    if letter == "persistence":
        for known in ({}, *TAKEN_UP[letter]):
            yield from ({"asked": asked, "interviewed": held, **known} for asked in (1, 2, 3) for held in (False, True))
    elif letter == "receipt_check":
        yield from ({"attached": attached} for attached in (False, True))
    else:
        held = {"interviewed": letter in {"thank_you", "post_interview", "rejection_reply_after_interview"}}
        yield from ({**held, **known} for known in ({}, *TAKEN_UP.get(letter, ())))


@cache
def texts(language: str) -> tuple[Text, ...]:
    found: list[Text] = []
    for letter, known in TEMPLATES.languages[language].letters.items():
        for branch, names, dates, promise, late, familiar in product(
            _branches(letter), NAMES, DATES, PROMISES, (False, True), (False, True)
        ):
            facts = {**branch, **names, **dates, **promise, "late": late, "familiar": familiar}
            grade = branch.get("asked", 1)
            found += [
                Text(letter, wording, grade, facts, rendered(language, letter, wording, **facts))
                for wording in range(len(known.wordings))
            ]
    return tuple(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_wordings(language: str) -> None:
    counts = {name: len(letter.wordings) for name, letter in TEMPLATES.languages[language].letters.items()}
    assert {name: count for name, count in counts.items() if count < AT_LEAST[name]} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_gap_shows_whatever_is_unknown(language: str) -> None:
    for one in texts(language):
        odd = next((m for m in ODD.finditer(one.text) if m.group().lower() not in DOUBLED_ON_PURPOSE), None)
        assert odd is None, f"{odd}\n{one}"
        paragraphs = one.text.split("\n\n")
        assert 3 <= len(paragraphs) <= 6, one
        assert all(paragraph[-1] in ".?" for paragraph in paragraphs[1:-1]), one
        assert all(
            sentence[0].isupper()
            for sentence in re.split(r"(?<=[.?])(?<!\d\.) ", one.body)[1:]
            if sentence[0] not in "¿«"
        ), one
        assert ("Acme" in one.text) == ("employer" not in one.facts), one
        assert ("Data Engineer" in one.text) == ("role" not in one.facts), one


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_is_as_long_as_such_a_mail_should_be(language: str) -> None:
    for one in texts(language):
        least, most = LENGTHS[one.letter]
        assert least <= len(one.text.split()) <= most, f"{len(one.text.split())} words\n{one}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_stands_in_two_letters(language: str) -> None:
    """Nor in two wordings of one, nor in two of the persistence mails, which one reader gets one after the other."""
    places: dict[str, set[tuple[str, int, int]]] = defaultdict(set)
    for one in texts(language):
        for sentence in one.sentences:
            if len(sentence.split()) >= 6:
                places[sentence].add((one.letter, one.wording, one.grade))
    assert {sentence: where for sentence, where in places.items() if len(where) > 1} == {}


@pytest.mark.parametrize("language", sorted(POLITE))
def test_nobody_is_addressed_in_two_ways(language: str) -> None:
    letters = TEMPLATES.languages[language].letters
    for one in texts(language):
        wrong = (POLITE if one.facts["familiar"] else FAMILIAR)[language]
        subject = fill(
            TEMPLATES.languages[language], letters[one.letter], letters[one.letter].subject, KNOWN | one.facts
        )
        for text in (one.body, subject):
            found = re.search(wrong, text)
            assert found is None, f"{found}\n{one}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_late_one_says_so_in_every_wording(language: str) -> None:
    on_time = {(t.letter, t.wording, t.grade, t.text) for t in texts(language) if not t.facts["late"]}
    for one in texts(language):
        assert not one.facts["late"] or (one.letter, one.wording, one.grade, one.text) not in on_time, one


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_of_what_is_attached_only_where_it_is(language: str) -> None:
    for one in texts(language):
        spoken = re.search(ATTACHED[language], one.body, re.IGNORECASE) is not None
        assert spoken == one.facts.get("attached", False), one


@pytest.mark.parametrize("language", sorted(MY_APPLICATION))
def test_who_was_found_by_a_recruiter_never_speaks_of_an_application(language: str) -> None:
    for one in texts(language):
        if one.letter in TO_WHO_WROTE_FIRST and (KNOWN | one.facts)["applied_on"] is None:
            assert re.search(MY_APPLICATION[language], one.body) is None, one


@pytest.mark.parametrize("language", LANGUAGES)
def test_persistence_grows_lighter_and_the_last_one_asks_nothing(language: str) -> None:
    by_facts: dict[str, dict[int, Text]] = defaultdict(dict)
    for one in texts(language):
        if one.letter == "persistence":
            by_facts[repr((one.wording, {**one.facts, "asked": 0}))][one.facts["asked"]] = one
    for grades in by_facts.values():
        first, second, last = grades[1], grades[2], grades[3]
        assert len(second.text.split()) <= len(first.text.split()), f"{first}\n{second}"
        assert len(last.text.split()) <= len(first.text.split()), f"{first}\n{last}"
        assert "?" not in last.text, last
    for wording in range(AT_LEAST["persistence"]):
        by_asked = [rendered(language, "persistence", wording, asked=asked) for asked in (0, 1, 3, 7)]
        assert by_asked[0] == by_asked[1] != by_asked[2] == by_asked[3]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("letter", "facts", "days"),
    [
        ("application_follow_up", {"promised_by": date(2026, 11, 18)}, ("12", "18")),
        ("second_follow_up", {}, ("16",)),
        ("persistence", {}, ("16",)),
        ("receipt_check", {}, ("12",)),
        ("thank_you", {"expected_by": date(2026, 12, 2)}, ("2",)),
        ("post_interview", {"promised_by": date(2026, 11, 18)}, ("18",)),
        ("conversation_follow_up", {"promised_by": date(2026, 11, 18)}, ("18",)),
        ("rejection_reply", {}, ("12",)),
        ("rejection_reply_after_interview", {}, ("20",)),
    ],
)
def test_it_names_the_days_that_it_is_about(
    language: str, letter: str, facts: dict[str, Any], days: tuple[str, ...]
) -> None:
    for wording in range(len(TEMPLATES.languages[language].letters[letter].wordings)):
        for late in (False, True):
            text = rendered(language, letter, wording, late=late, **facts)
            assert set(days) <= set(re.findall(r"\d+", text)), text


@pytest.mark.parametrize("language", sorted(SAYS_TOO_MUCH))
@pytest.mark.parametrize("letter", ["application_follow_up", "conversation_follow_up", "post_interview"])
def test_news_that_was_due_about_now_is_taken_up_without_a_day(language: str, letter: str) -> None:
    """They said "early next week": the letter knows no day that they named, and asks after none."""
    for wording in range(len(TEMPLATES.languages[language].letters[letter].wordings)):
        for late in (False, True):
            usual, due, promised = (
                rendered(language, letter, wording, late=late, **facts)
                for facts in ({}, {"news_due": True}, {"promised_by": date(2026, 11, 18)})
            )
            assert len({usual, due, promised}) == 3, due
            assert set(re.findall(r"\d+", due)) <= set(re.findall(r"\d+", usual)), due


@pytest.mark.parametrize("language", sorted(SAYS_TOO_MUCH))
def test_an_interview_may_have_been_anything(language: str) -> None:
    for one in texts(language):
        found = re.search(SAYS_TOO_MUCH[language], one.body)
        assert found is None, f"{found}\n{one}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_thanks_name_the_day_of_the_interview_only_where_they_are_late(language: str) -> None:
    """They are written on that very day and may be sent on the next: neither the date nor "today" is right."""
    for wording in range(AT_LEAST["thank_you"]):
        on_time, late = (rendered(language, "thank_you", wording, late=late) for late in (False, True))
        assert "20" not in on_time, on_time
        assert "20" in late, late


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("letter", TAKEN_UP)
def test_what_has_happened_is_not_passed_over(language: str, letter: str) -> None:
    """Each wording says something else for it, on time and late; of asking again only the first does."""
    for wording, known, late in product(
        range(len(TEMPLATES.languages[language].letters[letter].wordings)), TAKEN_UP[letter], (False, True)
    ):
        usual = rendered(language, letter, wording, late=late)
        text = rendered(language, letter, wording, late=late, **known)
        days = {str(day.day) for day in known.values() if isinstance(day, date)}
        assert text != usual, text
        assert letter == "application_follow_up" or days <= set(re.findall(r"\d+", text)), text


@pytest.mark.parametrize(
    ("language", "polite", "after_interview", "familiar"),
    [
        ("de", "Guten Tag Jane Doe,", "Guten Tag Jane Doe,", "Hallo Jane,"),
        ("es", "Hola, Jane:", "Hola, Jane:", "Hola, Jane:"),
        ("fr", "Bonjour,", "Bonjour,", "Bonjour Jane,"),
        ("it", "Gentile Jane Doe,", "Gentile Jane Doe,", "Ciao Jane,"),
        ("nl", "Beste Jane Doe,", "Beste Jane Doe,", "Hallo Jane,"),
        ("pt", "Olá, Jane,", "Olá, Jane,", "Olá, Jane,"),
    ],
)
def test_the_greeting_follows_the_form_of_address(
    language: str, polite: str, after_interview: str, familiar: str
) -> None:
    for one in texts(language):
        greeting = after_interview if (KNOWN | one.facts)["interviewed"] else polite
        assert one.text.split("\n")[0] == (familiar if one.facts["familiar"] else greeting), one


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("person", [Person(), Person(full="Dr. Doe")])
def test_a_greeting_names_nobody_that_is_not_known(language: str, person: Person) -> None:
    for letter, familiar in product(AT_LEAST, (False, True)):
        greeting = rendered(language, letter, 0, person=person, familiar=familiar).split("\n")[0]
        assert ("Dr. Doe" in greeting) == bool(person.full)
        assert not ODD.search(greeting)
