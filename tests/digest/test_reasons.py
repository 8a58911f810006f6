"""Reasons in every language: each that the program gives has its words, with the same facts, also out of the ledger."""

from __future__ import annotations

import ast
import copy
import pickle
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

import watcher
from tests.digest.weeks import BERLIN, FULL, templates, written
from watcher.digest import LANGUAGES
from watcher.errors import SignInError
from watcher.pipeline.health import ailing, troubles
from watcher.store.health import Health
from watcher.timeline import Why, kept, unkept
from watcher.timeline.reasons import ENGLISH

OTHERS = [language for language in LANGUAGES if language != "en"]
MORE = {"failing": {"short"}}
"""Facts that only other languages tell: they have words of their own before a sentence of the mail room."""


def gaps(phrase: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(phrase) if name}


def given_reasons() -> Iterator[tuple[str, set[str]]]:
    """Every reason that the source gives, with the names of its facts."""
    for path in Path(watcher.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Name("Why"), args=[ast.Constant(str(code))], keywords=facts):
                    yield code, {fact.arg for fact in facts if fact.arg}
                case ast.Call(func=ast.Name("map"), args=[ast.Name("Why"), ast.Tuple(codes)]):
                    yield from ((str(one.value), set()) for one in codes if isinstance(one, ast.Constant))


def test_every_reason_that_is_given_has_its_words_and_facts_and_no_other_has() -> None:
    found = list(given_reasons())
    assert {code for code, _ in found} == set(ENGLISH)
    for code, facts in found:
        assert gaps(ENGLISH[code]) | MORE.get(code, set()) == facts, code


@pytest.mark.parametrize("language", OTHERS)
def test_every_reason_has_words_in_every_language(language: str) -> None:
    words = templates(language).phrases.table("why")
    assert list(words) == list(ENGLISH)
    for code, phrase in words.items():
        assert gaps(phrase) <= gaps(ENGLISH[code]) | MORE.get(code, set()), code
        assert phrase != ENGLISH[code] or not re.search(r"[a-z]{2}", re.sub(r"\{.*?\}", "", phrase))


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (Why("answered", day="2026-11-20"), "am Freitag, 20. November kam eine Antwort"),
        (Why("waiting_limit", n=10), "deine Grenze von 10 wartenden Entwürfen ist erreicht"),
        (
            Why("nobody_to_write", known="", whom=Why("hiring_manager"), there=Why("there", company="Acme")),
            "niemand ist bekannt, dem du schreiben könntest; such bei Acme die Adresse der Person, die einstellt",
        ),
        (Why("barred", email="a@b.example", why=Why("no_reply")), "an a@b.example darf nicht geschrieben werden: "),
        (Why("barred", email="{why.facts}", why="{0}"), "an {why.facts} darf nicht geschrieben werden: {0}"),
        ("something new on 2026-11-20", "something new on Freitag, 20. November"),
        ("on 2026-99-99", "on 2026-99-99"),
    ],
)
def test_a_reason_is_said_in_the_users_language(reason: str, words: str) -> None:
    assert templates("de").phrases.why(reason).startswith(words)


def test_in_english_it_is_the_sentence_of_the_terminal_with_local_dates() -> None:
    assert templates().phrases.why(Why("answered", day="2026-11-20")) == "an answer came on Friday, 20 November"


def test_an_account_that_fails_is_told_of_in_the_users_language_and_in_the_servers_words() -> None:
    at = datetime(2026, 11, 20, 7, 5, tzinfo=UTC)
    health = ailing(Health(), "personal", SignInError("mail.example says: no."), at, None)
    (told,) = troubles(health, at + timedelta(days=2), BERLIN)
    assert told == "personal could not be read since 2026-11-20 08:05: mail.example says: no."
    assert templates("de").phrases.why(told) == (
        "personal konnte seit Freitag, 20. November 08:05 nicht gelesen werden: die Anmeldung wurde abgelehnt. "
        "Im Wortlaut: mail.example says: no."
    )


@pytest.mark.parametrize("language", OTHERS)
def test_no_reason_of_a_full_week_is_english_elsewhere(language: str) -> None:
    text = " ".join(written(FULL, language).text.split())
    for reason in (
        "an answer came",
        "too late to write",
        "are unanswered",
        "your limit",
        "applications at this",
        "since",
    ):
        assert reason not in text


FACTS = st.dictionaries(
    st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.text() | st.integers() | st.just(Why("no_reply")), max_size=3
)


@given(FACTS)
def test_it_comes_out_of_the_ledger_as_it_went_in(facts: dict[str, str | int]) -> None:
    why = Why("barred", **{"email": "a@b.example", "why": Why("relay")} | facts)
    for back in (unkept(kept(why)), copy.deepcopy(why), pickle.loads(pickle.dumps(why))):
        assert isinstance(back, Why)
        assert (back, back.code, back.facts) == (why, "barred", why.facts)
        assert all(isinstance(back.facts[name], Why) for name, fact in why.facts.items() if isinstance(fact, Why))


@given(st.text() | st.text().map(lambda text: f'{{"why": {text}'))
def test_words_without_a_code_stay_words(text: str) -> None:
    assert kept(text) == text
    assert unkept(text) == text


@pytest.mark.parametrize(
    "rest", ["}", ', "words": "y", "facts": 3}', ', "facts": {}}', ', "words": "y", "facts": {"a": {}}}']
)
def test_what_only_looks_like_a_reason_is_words(rest: str) -> None:
    text = f'{{"why": "x"{rest}'
    assert unkept(text) == text
