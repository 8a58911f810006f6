"""News that was hoped for by a day, or about now: a letter takes it up, kindly, and names no day that nobody named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from tests.drafting.cases import TEMPLATES
from tests.drafting.test_wordings import rendered
from watcher.drafting.clean import Person

# By language: what would hold somebody to it, and what would not fit everybody who may read it.
TOO_MUCH = {
    "es": r"prevista para|habría (?:una respuesta|noticias)|ha cambiado el|cambiado los|calendario",
    "fr": r"était (?:prévue?|attendue?)|étaient prévues|le calendrier a-t-il",
    "it": r"era (?:prevista|attesa)|erano attese|tempi sono cambiati",
    "pt": r"estava prevista|alteração nos prazos|calendário",
}
OF_US_TWO = {
    "es": r"nuestra (?:entrevista|conversación)|hablar con (?:usted|ustedes)|hablar contigo",
    "fr": r"notre (?:entretien|échange|conversation)|nos échanges|échanger avec (?:vous|toi)",
    "it": r"nostr[oa] (?:colloquio|conversazione|incontro)|parlare con (?:Lei|voi|te)",
    "pt": r"nossa (?:entrevista|conversa)|falar (?:consigo|convosco|contigo)",
}
ASK = ("application_follow_up", "conversation_follow_up", "post_interview")
# One country says so, the other does not.
OF_ONE_COUNTRY = re.compile(
    r"\b(?:tu|teu|tua|contigo|consigo|convosco|vos|voss[oa]s?|equip[ae]|até ao?|agradecia|"
    r"contac?to|entretanto|recep?ção|você|fac?to)\b",
    re.IGNORECASE,
)


def _wordings(language: str, *letters: str) -> Iterator[tuple[str, int]]:
    for letter, found in TEMPLATES.languages[language].letters.items():
        if not letters or letter in letters:
            yield from ((letter, wording) for wording in range(len(found.wordings)))


@pytest.mark.parametrize("language", sorted(TOO_MUCH))
def test_news_that_may_come_about_now_are_asked_for_without_a_date(language: str) -> None:
    for letter, wording in _wordings(language, *ASK):
        usual = rendered(language, letter, wording)
        text = rendered(language, letter, wording, news_due=True)
        assert text != usual, text
        assert re.findall(r"\d+", text) == re.findall(r"\d+", usual), text


@pytest.mark.parametrize("language", sorted(TOO_MUCH))
def test_nobody_is_held_to_a_day(language: str) -> None:
    for letter, wording in _wordings(language, *ASK):
        for said in ({"promised_by": date(2026, 11, 18)}, {"news_due": True}):
            text = rendered(language, letter, wording, **said)
            assert not re.search(TOO_MUCH[language], text), text


@pytest.mark.parametrize("language", sorted(OF_US_TWO))
def test_who_reads_it_need_not_have_been_there(language: str) -> None:
    """They may have arranged it only, and it may have been a visit, or a day at work."""
    for letter, wording in _wordings(language):
        for interviewed in (False, True):
            text = rendered(language, letter, wording, interviewed=interviewed, late=True)
            assert not re.search(OF_US_TWO[language], text), text


@pytest.mark.parametrize("familiar", [False, True])
def test_portuguese_reads_right_on_both_sides_of_the_sea(*, familiar: bool) -> None:
    for letter, wording in _wordings("pt"):
        for person in (Person("Jane", "Jane Doe"), Person()):
            text = rendered("pt", letter, wording, person=person, familiar=familiar, promised_by=date(2026, 11, 18))
            assert not OF_ONE_COUNTRY.search(text), text
